//! Numbers of paired activities: what fell, what last month's column says, what became of target and pagu.

use super::lipat::{Beda, pilah};
use super::padan::Padanan;
use super::{Dulu, Laporan, kelonggaran};
use crate::consolidate::dijelaskan::terima;
use crate::diag::catalogue::riwayat as kode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::arsip::BarisArsip;
use crate::model::cell::{CellRange, CellRef};
use crate::model::field::{Measure, Span};
use crate::model::location::Location;
use crate::model::nilai::{Sen, comma, weighted};
use crate::model::table::Row;

/// Two percentages that differ by no more are equal (CONTRACT §2); decimals are not exact in binary.
pub(super) const TOLERANSI: f64 = 0.01 + 1e-9;
/// A month's work, pagu × fisik, that shrank by less than this share did not shrink: percentages are rounded.
const SUSUT: f64 = 0.002;

/// Judges the pairs of a report.
pub(super) fn of(laporan: &Laporan<'_>, dulu: &Dulu<'_>, padanan: &Padanan) -> Vec<Diagnostic> {
    let pasang: Vec<Pasang<'_>> = padanan
        .pasang
        .iter()
        .map(|&(now, before)| Pasang {
            table: laporan.leaves[now].0,
            row: laporan.leaves[now].1,
            baris: dulu.baris[before],
        })
        .collect();
    let all = Angka {
        laporan,
        dulu,
        longgar: longgar(laporan, dulu),
        pasang,
    };
    let mut found = Vec::new();
    all.fisik(&mut found);
    all.keuangan(&mut found);
    if dulu.is_just_before(laporan.periode) {
        all.lalu(&mut found);
    }
    all.target(&mut found);
    all.pagu(&mut found);
    let gone = padanan.hilang.iter().map(|&at| dulu.baris[at]);
    // What is gone with its work is a finding of its own, and no explanation.
    if gone
        .filter_map(|row| row.realisasi_fisik)
        .all(|fisik| fisik <= 0.0)
    {
        all.bobot(&mut found);
    }
    found
}

fn longgar(laporan: &Laporan<'_>, dulu: &Dulu<'_>) -> Sen {
    let before = dulu
        .baris
        .iter()
        .flat_map(|baris| [baris.pagu, baris.realisasi_keuangan, baris.target_keuangan]);
    laporan.longgar().max(kelonggaran(&before.flatten()))
}

/// An activity now and before.
#[derive(Clone, Copy)]
struct Pasang<'a> {
    table: usize,
    row: &'a Row,
    baris: &'a BarisArsip,
}

impl Pasang<'_> {
    /// Whether a percentage fell only because the pagu it is taken of grew: the work done is no less.
    fn by_weight(&self) -> bool {
        let work = |pagu: Option<Sen>, fisik: Option<f64>| Some(pagu?.rupiah() * fisik?);
        let now = work(self.row.pagu, self.row.realisasi_fisik);
        let before = work(self.baris.pagu, self.baris.realisasi_fisik);
        self.row.pagu > self.baris.pagu
            && now
                .zip(before)
                .is_some_and(|(now, before)| now >= before * (1.0 - SUSUT))
    }
}

struct Angka<'a> {
    laporan: &'a Laporan<'a>,
    dulu: &'a Dulu<'a>,
    longgar: Sen,
    pasang: Vec<Pasang<'a>>,
}

/// What two numbers say where they disagree: now, before.
type Kata = (String, String);

impl<'a> Angka<'a> {
    /// Folds what a judgement finds, a finding a table and severity.
    fn fold(
        &self,
        found: &mut Vec<Diagnostic>,
        (measure, span): (Measure, Span),
        (code, apa, lanjut): (Code, &str, &str),
        judge: impl Fn(&Pasang<'a>) -> Option<(Severity, Kata)>,
    ) {
        for table in 0..self.laporan.tables.len() {
            for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                let own = self.pasang.iter().filter(|pasang| pasang.table == table);
                let beda: Vec<Beda<'_>> = own
                    .filter_map(|pasang| Some((pasang, judge(pasang)?)))
                    .filter(|(_, (own, _))| *own == severity)
                    .map(|(pasang, (_, (kini, dulu)))| Beda {
                        sel: self.laporan.cell((table, pasang.row), measure, span),
                        kini,
                        dulu,
                        uraian: &pasang.row.uraian,
                        baris: pasang.baris,
                    })
                    .collect();
                let at = self.laporan.at(table);
                let berlaku = &self.laporan.berlaku;
                let told = (self.dulu.periode, lanjut);
                found.extend(pilah(berlaku, &at, (code, severity), apa, beda, told));
            }
        }
    }

    /// A2: fisik that fell, unless only its weight did.
    fn fisik(&self, found: &mut Vec<Diagnostic>) {
        let at = (Measure::RealisasiFisik, Span::Sd);
        let fell = |pasang: &Pasang<'_>| {
            let pair = (pasang.row.realisasi_fisik?, pasang.baris.realisasi_fisik?);
            (pair.0 < pair.1 - TOLERANSI).then(|| persen(pair))
        };
        let apa = "Realisasi fisik lebih rendah daripada";
        self.fold(found, at, (kode::FISIK_FELL, apa, ""), |pasang| {
            Some((Severity::Error, fell(pasang)?)).filter(|_| !pasang.by_weight())
        });
        let lanjut = "; pagunya bertambah, sehingga dasar bobotnya berubah: bukan kesalahan";
        self.fold(found, at, (kode::FALL_EXPLAINED, apa, lanjut), |pasang| {
            Some((Severity::Info, fell(pasang)?)).filter(|_| pasang.by_weight())
        });
    }

    /// A2: money that fell; a form that shows a negative month says itself that money came back.
    fn keuangan(&self, found: &mut Vec<Diagnostic>) {
        let at = (Measure::RealisasiKeuangan, Span::Sd);
        let apa = "Realisasi keuangan lebih rendah daripada";
        let lanjut = "; wajar hanya bila ada pengembalian belanja (contra pos)";
        self.fold(found, at, (kode::MONEY_FELL, apa, lanjut), |pasang| {
            let pair = (
                pasang.row.realisasi_keuangan?,
                pasang.baris.realisasi_keuangan?,
            );
            (pair.1 - pair.0 > self.longgar).then(|| (Severity::Warning, uang(pair)))
        });
    }

    /// A4: the column of last month against last month.
    fn lalu(&self, found: &mut Vec<Diagnostic>) {
        let apa = "Kolom s.d. bulan lalu (keuangan) tidak sama dengan s.d. bulan ini pada";
        let at = (Measure::RealisasiKeuangan, Span::Lalu);
        self.fold(found, at, (kode::LALU_DIFFERS, apa, ""), |pasang| {
            let before = pasang.baris.realisasi_keuangan?;
            let pair = (pasang.row.lalu.realisasi_keuangan?, before);
            ((pair.0 - pair.1).abs() > self.longgar).then(|| (Severity::Warning, uang(pair)))
        });
        let apa = "Kolom s.d. bulan lalu (fisik) tidak sama dengan s.d. bulan ini pada";
        let at = (Measure::RealisasiFisik, Span::Lalu);
        self.fold(found, at, (kode::LALU_DIFFERS, apa, ""), |pasang| {
            let pair = (
                pasang.row.lalu.realisasi_fisik?,
                pasang.baris.realisasi_fisik?,
            );
            ((pair.0 - pair.1).abs() > TOLERANSI).then(|| (Severity::Warning, persen(pair)))
        });
    }

    /// A6: a cumulative target that fell, unless the pagu did.
    fn target(&self, found: &mut Vec<Diagnostic>) {
        let weight = |pasang: &Pasang<'_>| {
            if pasang.row.pagu == pasang.baris.pagu {
                Severity::Warning
            } else {
                Severity::Info
            }
        };
        let apa = "Target fisik lebih rendah daripada";
        let at = (Measure::TargetFisik, Span::Sd);
        self.fold(found, at, (kode::TARGET_FELL, apa, ""), |pasang| {
            let pair = (pasang.row.target_fisik?, pasang.baris.target_fisik?);
            let fell = pair.0 < pair.1 - TOLERANSI;
            fell.then(|| (weight(pasang), persen(pair)))
        });
        let apa = "Target keuangan lebih rendah daripada";
        let at = (Measure::TargetKeuangan, Span::Sd);
        self.fold(found, at, (kode::TARGET_FELL, apa, ""), |pasang| {
            let pair = (pasang.row.target_keuangan?, pasang.baris.target_keuangan?);
            let fell = pair.1 - pair.0 > self.longgar;
            fell.then(|| (weight(pasang), uang(pair)))
        });
    }

    /// A14: another pagu, said with what it does to the whole.
    fn pagu(&self, found: &mut Vec<Diagnostic>) {
        let sum = |of: &dyn Fn(&Pasang<'_>) -> Option<Sen>| -> Sen {
            self.pasang.iter().filter_map(of).sum()
        };
        let now: Sen = sum(&|pasang| pasang.row.pagu);
        let before: Sen = sum(&|pasang| pasang.baris.pagu);
        let lanjut = if (now - before).abs() <= self.longgar {
            "; jumlah pagu tetap: tampaknya pergeseran antarkegiatan".to_owned()
        } else {
            format!(
                "; jumlah pagu kegiatan yang sama berubah dari {before} menjadi {now}: tampaknya pergeseran atau perubahan anggaran"
            )
        };
        let at = (Measure::Pagu, Span::Plain);
        let apa = "Pagu berubah sejak";
        self.fold(found, at, (kode::PAGU_CHANGED, apa, &lanjut), |pasang| {
            let pair = (pasang.row.pagu?, pasang.baris.pagu?);
            ((pair.0 - pair.1).abs() > self.longgar).then(|| (Severity::Info, uang(pair)))
        });
    }

    /// The weighted fisik of the whole fell though no activity's did: its weights changed.
    fn bobot(&self, found: &mut Vec<Diagnostic>) {
        let explained = [kode::FISIK_FELL, kode::FALL_EXPLAINED];
        if found.iter().any(|one| explained.contains(&one.code)) {
            return;
        }
        let leaves = self.laporan.leaves.iter().map(|(_, row)| *row);
        let of = leaves.map(|row| (row.pagu.unwrap_or_default(), row.realisasi_fisik));
        let rows = self.dulu.baris.iter();
        let was = rows.map(|row| (row.pagu.unwrap_or_default(), row.realisasi_fisik));
        let (Some(now), Some(before)) = (weighted(of).0, weighted(was).0) else {
            return;
        };
        if now < before - TOLERANSI {
            let (kini, semula) = persen((now, before));
            let message = format!(
                "Realisasi fisik seluruhnya turun dari {semula} pada laporan {} menjadi {kini}, padahal tidak satu kegiatan \
                 pun turun: bobot pagunya berubah, bukan kesalahan",
                self.dulu.periode
            );
            found.push(Diagnostic::new(
                kode::FALL_EXPLAINED,
                self.laporan.at_all(),
                message,
            ));
        }
    }
}

/// A7: the cumulative target of December.
pub(super) fn december(laporan: &Laporan<'_>) -> Vec<Diagnostic> {
    if laporan.periode.bulan != Some(12) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for table in 0..laporan.tables.len() {
        let short: Vec<&Row> = laporan
            .leaves
            .iter()
            .filter(|(at, row)| *at == table && row.pagu.is_some_and(|pagu| pagu > Sen::ZERO))
            .map(|(_, row)| *row)
            .filter(|row| {
                row.target_fisik
                    .is_some_and(|target| (target - 100.0).abs() > TOLERANSI)
            })
            .collect();
        let cell = |row: &Row| laporan.cell((table, row), Measure::TargetFisik, Span::Sd);
        let parts = laporan.berlaku.pilah(kode::DECEMBER_TARGET, short, |row| {
            (Some(cell(row)), [&row.uraian, ""])
        });
        for (why, short) in parts {
            let one = short_of_full(&laporan.at(table), &short, cell);
            found.extend(one.map(|one| terima(one, why.as_ref())));
        }
    }
    found
}

/// Folds the targets of a table that aren't full in December.
fn short_of_full(
    at: &Location,
    short: &[&Row],
    cell: impl Fn(&Row) -> CellRef,
) -> Option<Diagnostic> {
    let (first, last) = (short.first()?, short.last()?);
    let mut at = at.at(cell(first));
    let stated = comma(first.target_fisik.unwrap_or_default(), 2);
    if short.len() == 1 {
        let message = format!("Target fisik Desember {stated} %, seharusnya 100 %");
        return Some(Diagnostic::new(kode::DECEMBER_TARGET, at, message));
    }
    at.range = Some(CellRange {
        first: cell(first),
        last: cell(last),
    });
    let n = short.len();
    let message =
        format!("Target fisik Desember bukan 100 % pada {n} sel; yang pertama {stated} %");
    let cells = short.iter().map(|row| cell(row)).collect();
    Some(Diagnostic::new(kode::DECEMBER_TARGET, at, message).with_cells(cells))
}

/// Two percentages with as many decimals as tell them apart.
pub(super) fn persen((now, before): (f64, f64)) -> Kata {
    let shown = |value: f64| format!("{} %", comma(value, 2));
    (shown(now), shown(before))
}

fn uang((now, before): (Sen, Sen)) -> Kata {
    (now.to_string(), before.to_string())
}
