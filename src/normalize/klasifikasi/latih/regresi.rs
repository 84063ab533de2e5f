//! Logistic regression with an L2 penalty, fitted by L-BFGS: no random numbers, so the same rows give the same weights.

/// Rows as lists of term numbers; every term of a row has the value 1/√n of its n terms.
#[derive(Clone, Debug, Default)]
pub struct Matriks {
    pub starts: Vec<usize>,
    pub terms: Vec<u32>,
}

/// A fitted model over dense term numbers.
#[derive(Clone, Debug, Default)]
pub struct Hasil {
    pub bobot: Vec<f64>,
    pub bias: f64,
}

/// Steps remembered, and the most that are taken.
const MEMORY: usize = 10;
const MAX_STEPS: usize = 200;
const TOLERANCE: f64 = 1e-4;

impl Matriks {
    #[must_use]
    pub fn new() -> Self {
        Self {
            starts: vec![0],
            terms: Vec::new(),
        }
    }

    pub fn push(&mut self, terms: impl Iterator<Item = u32>) {
        self.terms.extend(terms);
        self.starts.push(self.terms.len());
    }

    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.starts.len() - 1
    }

    #[must_use]
    pub fn row(&self, index: usize) -> &[u32] {
        let bounds = self.starts.get(index..index + 2);
        bounds
            .and_then(|b| self.terms.get(b[0]..b[1]))
            .unwrap_or_default()
    }

    /// Returns the value of each term of a row.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a row has a few dozen terms")]
    pub fn value(&self, index: usize) -> f64 {
        1.0 / (self.row(index).len().max(1) as f64).sqrt()
    }
}

impl Hasil {
    /// Returns the score of a row.
    #[must_use]
    pub fn score(&self, rows: &Matriks, index: usize) -> f64 {
        let sum: f64 = rows
            .row(index)
            .iter()
            .map(|term| self.bobot[*term as usize])
            .sum();
        self.bias + rows.value(index) * sum
    }
}

/// Fits ½ Σ (w/k)² + C Σ log(1 + exp(−y·score)) over the rows of `chosen`, where `kelonggaran` gives the k of each term:
/// the larger, the freer its weight. The bias isn't penalised.
#[must_use]
pub fn fit(
    rows: &Matriks,
    labels: &[bool],
    chosen: &[usize],
    kelonggaran: &[f64],
    c: f64,
) -> Hasil {
    let n_terms = kelonggaran.len();
    let target = Sasaran {
        rows,
        labels,
        chosen,
        kelonggaran,
        c,
    };
    let mut x = vec![0.0; n_terms + 1];
    let (mut value, mut gradient) = target.at(&x);
    let first_norm = norm(&gradient).max(1e-12);
    let mut history: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..MAX_STEPS {
        if norm(&gradient) <= TOLERANCE * first_norm {
            break;
        }
        let direction = descent(&gradient, &history);
        let slope = dot(&direction, &gradient);
        let mut step = if history.is_empty() {
            1.0 / norm(&gradient).max(1.0)
        } else {
            1.0
        };
        let mut next = None;
        for _ in 0..30 {
            let trial: Vec<f64> = x
                .iter()
                .zip(&direction)
                .map(|(x, d)| x + step * d)
                .collect();
            let (trial_value, trial_gradient) = target.at(&trial);
            if trial_value <= value + 1e-4 * step * slope {
                next = Some((trial, trial_value, trial_gradient));
                break;
            }
            step *= 0.5;
        }
        let Some((trial, trial_value, trial_gradient)) = next else {
            break;
        };
        let moved: Vec<f64> = trial.iter().zip(&x).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = trial_gradient
            .iter()
            .zip(&gradient)
            .map(|(a, b)| a - b)
            .collect();
        if dot(&moved, &turned) > 1e-12 {
            if history.len() == MEMORY {
                history.remove(0);
            }
            history.push((moved, turned));
        }
        (x, value, gradient) = (trial, trial_value, trial_gradient);
    }
    let bias = x.pop().unwrap_or_default();
    let bobot = x.iter().zip(kelonggaran).map(|(x, k)| x * k).collect();
    Hasil { bobot, bias }
}

struct Sasaran<'a> {
    rows: &'a Matriks,
    labels: &'a [bool],
    chosen: &'a [usize],
    kelonggaran: &'a [f64],
    c: f64,
}

impl Sasaran<'_> {
    /// Returns the value and the gradient over w/k; the last entry is the bias.
    fn at(&self, x: &[f64]) -> (f64, Vec<f64>) {
        let n_terms = self.kelonggaran.len();
        let (weights, bias) = (&x[..n_terms], x[n_terms]);
        let weight = |term: u32| weights[term as usize] * self.kelonggaran[term as usize];
        let mut gradient = x.to_vec();
        gradient[n_terms] = 0.0;
        let mut value = 0.5 * dot(weights, weights);
        for &index in self.chosen {
            let terms = self.rows.row(index);
            let scale = self.rows.value(index);
            let sum: f64 = terms.iter().map(|term| weight(*term)).sum();
            let sign = if self.labels[index] { 1.0 } else { -1.0 };
            let margin = sign * (bias + scale * sum);
            // log(1 + exp(−margin)) without overflow.
            value += self.c * ((-margin.abs()).exp().ln_1p() + (-margin).max(0.0));
            let pull = -self.c * sign / (1.0 + margin.exp());
            gradient[n_terms] += pull;
            for term in terms {
                gradient[*term as usize] += pull * scale * self.kelonggaran[*term as usize];
            }
        }
        (value, gradient)
    }
}

/// Returns the two-loop L-BFGS direction.
fn descent(gradient: &[f64], history: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut q = gradient.to_vec();
    let mut alphas = Vec::with_capacity(history.len());
    for (moved, turned) in history.iter().rev() {
        let alpha = dot(moved, &q) / dot(moved, turned);
        add(&mut q, turned, -alpha);
        alphas.push(alpha);
    }
    if let Some((moved, turned)) = history.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        for v in &mut q {
            *v *= scale;
        }
    }
    for ((moved, turned), alpha) in history.iter().zip(alphas.iter().rev()) {
        let beta = dot(turned, &q) / dot(moved, turned);
        add(&mut q, moved, alpha - beta);
    }
    for v in &mut q {
        *v = -*v;
    }
    q
}

fn add(to: &mut [f64], other: &[f64], times: f64) {
    for (a, b) in to.iter_mut().zip(other) {
        *a += times * b;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// Fits skala and geser so that sigmoid(skala × score + geser) is the share of construction at that score.
#[must_use]
pub fn calibrate(pairs: &[(f64, bool)]) -> (f64, f64) {
    let (mut scale, mut shift) = (1.0, 0.0);
    for _ in 0..50 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for (score, label) in pairs {
            let p = 1.0 / (1.0 + (-(scale * score + shift)).exp());
            let miss = p - if *label { 1.0 } else { 0.0 };
            let weight = p * (1.0 - p);
            g0 += miss * score;
            g1 += miss;
            h00 += weight * score * score;
            h01 += weight * score;
            h11 += weight;
        }
        let determinant: f64 = h00 * h11 - h01 * h01;
        if determinant.abs() < 1e-12 {
            break;
        }
        let (ds, dh) = (
            (h11 * g0 - h01 * g1) / determinant,
            (h00 * g1 - h01 * g0) / determinant,
        );
        scale -= ds;
        shift -= dh;
        if ds.abs() + dh.abs() < 1e-9 {
            break;
        }
    }
    if scale.is_finite() && shift.is_finite() && scale > 0.0 {
        (scale, shift)
    } else {
        (1.0, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_settle_where_the_gradient_vanishes() {
        let mut rows = Matriks::new();
        let mut labels = Vec::new();
        for index in 0..60u32 {
            // Term 0 speaks for, term 1 against, term 2 for nothing.
            rows.push([index % 2, 2].into_iter());
            labels.push(index % 2 == 0);
        }
        let chosen: Vec<usize> = (0..60).collect();
        let result = fit(&rows, &labels, &chosen, &[1.0; 3], 4.0);
        assert!(
            result.bobot[0] > 1.0 && result.bobot[1] < -1.0,
            "{result:?}"
        );
        assert!(
            result.bobot[2].abs() < 1e-3 && result.bias.abs() < 1e-3,
            "{result:?}"
        );
        let again = fit(&rows, &labels, &chosen, &[1.0; 3], 4.0);
        assert_eq!(result.bobot, again.bobot);
        let freer = fit(&rows, &labels, &chosen, &[2.0, 1.0, 1.0], 4.0);
        assert!(freer.bobot[0] > result.bobot[0], "{freer:?}");
    }

    #[test]
    fn calibration_finds_the_shares() {
        let pairs: Vec<(f64, bool)> = (0..1000)
            .map(|i| (1.0, i % 4 != 0))
            .chain((0..1000).map(|i| (-1.0, i % 4 == 0)))
            .collect();
        let (scale, shift) = calibrate(&pairs);
        assert!((1.0 / (1.0 + (-(scale + shift)).exp()) - 0.75).abs() < 1e-6);
    }
}
