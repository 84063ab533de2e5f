//! What a column's path means: facets of the header texts → candidate fields. Pure; no cell values but the unit hint.

use std::collections::BTreeSet;

use super::levels::Levels;
use super::part::{Part, part_of};
use crate::model::field::{Field, Measure, Span};
use crate::normalize::fold::fold;
use crate::rules::kolom::{Faset, Kolom};

/// What the paths say together with the sort of numbers below them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Rupiah,
    Percent,
    Unknown,
}

/// A reading of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub field: Option<Field>,
    /// What the column measures where another one counts for it.
    pub aside: Option<Field>,
    /// 0–1.
    pub score: f64,
    /// Why, in Indonesian.
    pub reason: String,
    /// Facets of all levels.
    pub fasets: BTreeSet<Faset>,
    /// The months named in the path.
    pub months: BTreeSet<u8>,
    /// Header words matched by similarity only.
    pub guesses: Vec<(String, String)>,
    /// Share of the path's texts that were understood.
    pub coverage: f64,
    /// Whether every word of the path was understood.
    pub fully_read: bool,
    /// Whether its words were understood and still decide nothing.
    pub undecided: bool,
    /// Whether the field was given up to another column.
    pub gave_way: bool,
    /// Set where the column is one of a family whose whole stands elsewhere.
    pub part: Option<Part>,
}

/// Columns whose meaning is one word of the path, whatever stands around it.
const PLAIN: [(Faset, Measure); 17] = [
    (Faset::Hps, Measure::Hps),
    (Faset::UangMuka, Measure::UangMuka),
    (Faset::Pihak, Measure::Pihak),
    (Faset::Permasalahan, Measure::Permasalahan),
    (Faset::TindakLanjut, Measure::TindakLanjut),
    (Faset::Keterangan, Measure::Keterangan),
    (Faset::NomorKontrak, Measure::NomorKontrak),
    (Faset::NilaiKontrak, Measure::NilaiKontrak),
    (Faset::Penyedia, Measure::Penyedia),
    (Faset::Pptk, Measure::Pptk),
    (Faset::Lokasi, Measure::Lokasi),
    (Faset::SumberDana, Measure::SumberDana),
    (Faset::Metode, Measure::Metode),
    (Faset::JenisPengadaan, Measure::JenisPengadaan),
    (Faset::Mulai, Measure::TanggalMulai),
    (Faset::Selesai, Measure::TanggalSelesai),
    (Faset::Uraian, Measure::Uraian),
];

/// Reads the meaning of a path. `unit` is what the numbers of the column look like.
pub(super) fn of(path: &[String], unit: Unit, kolom: &Kolom) -> Meaning {
    let mut levels = Levels(path.iter().map(|text| kolom.read(text)).collect());
    levels.read_initials(path);
    let named = path.last().is_some_and(|text| says_name(text));
    let (field, score, reason) = decide(&levels, named, unit);
    let understood = levels
        .0
        .iter()
        .filter(|r| !r.fasets.is_empty() || !r.months.is_empty())
        .count();
    let guesses: Vec<_> = levels
        .0
        .iter()
        .flat_map(|reading| reading.guesses.iter().cloned())
        .collect();
    Meaning {
        score: if guesses.is_empty() {
            score
        } else {
            score * 0.9
        },
        field,
        aside: None,
        undecided: reason == UNKNOWN,
        reason,
        fasets: levels.all(),
        months: levels
            .0
            .iter()
            .flat_map(|reading| reading.months.iter().copied())
            .collect(),
        guesses,
        fully_read: levels.0.iter().all(|reading| reading.coverage >= 1.0),
        gave_way: false,
        part: part_of(&levels),
        coverage: if levels.0.is_empty() {
            0.0
        } else {
            share(understood, levels.0.len())
        },
    }
}

fn says_name(text: &str) -> bool {
    let folded = fold(text);
    folded
        .split(' ')
        .any(|word| matches!(word, "uraian" | "nama" | "deskripsi" | "nomenklatur"))
}

#[expect(clippy::cast_precision_loss, reason = "counts of header levels")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

const UNKNOWN: &str = "judul tidak dikenal";

type Decision = (Option<Field>, f64, String);

/// `named`: the lowest text says outright that names stand below it.
fn decide(levels: &Levels, named: bool, hint: Unit) -> Decision {
    let all = levels.all();
    let lowest = levels.lowest();
    let core = [
        Faset::Pagu,
        Faset::Target,
        Faset::Realisasi,
        Faset::Keuangan,
        Faset::Fisik,
        Faset::Sisa,
    ];
    let has_core = core.iter().any(|faset| all.contains(faset));
    if all.contains(&Faset::Indikator) {
        return none("indikator kinerja");
    }
    if lowest.contains(&Faset::Rata) || levels.speaking().contains(&Faset::Rata) {
        return if all.contains(&Faset::Capaian) {
            field(Measure::Capaian, 0.9, "rata-rata capaian")
        } else {
            none("rata-rata")
        };
    }
    if levels.speaking().contains(&Faset::Lain) || (all.contains(&Faset::Lain) && !has_core) {
        return none("bukan kolom realisasi");
    }
    if let Some(decision) = plain(levels, named, has_core) {
        return decision;
    }
    let unit = unit_of(levels, hint);
    measured(levels, &all, unit)
}

fn none(reason: &str) -> Decision {
    (None, 0.9, reason.to_owned())
}

fn field(measure: Measure, score: f64, reason: &str) -> Decision {
    (Some(Field::plain(measure)), score, reason.to_owned())
}

/// Text columns and the leading columns of a form.
fn plain(levels: &Levels, named: bool, has_core: bool) -> Option<Decision> {
    let (all, lowest) = (&levels.all(), &levels.lowest());
    if lowest.contains(&Faset::NilaiKontrak) && all.contains(&Faset::Sisa) {
        return Some(none("sisa kontrak"));
    }
    if all.contains(&Faset::KodeAtas) || lowest.contains(&Faset::NamaOpd) && !has_core {
        return Some(none("kode atau nama tingkat di atasnya"));
    }
    if lowest.contains(&Faset::Kode) {
        return Some(field(Measure::Kode, 0.95, "kode"));
    }
    if lowest.contains(&Faset::Uraian) && all.contains(&Faset::Kode) && !has_core && !named {
        return Some(field(Measure::Kode, 0.9, "di bawah judul kode"));
    }
    if all.contains(&Faset::SumberDana) && lowest.contains(&Faset::KolomDana) && !has_core {
        return Some(field(Measure::Pagu, 0.8, "pagu menurut sumber dana"));
    }
    // Several things in one column: it is known by the first one.
    let lead = levels.0.last().and_then(|reading| reading.lead);
    let mut plain = PLAIN.into_iter();
    if let Some((_, measure)) = plain.find(|(faset, _)| Some(*faset) == lead) {
        return Some(field(measure, 0.95, "kata judul kolom"));
    }
    for (faset, measure) in PLAIN {
        if lowest.contains(&faset) || (all.contains(&faset) && !has_core) {
            let measure = match measure {
                Measure::UangMuka if all.contains(&Faset::Persen) => Measure::UangMukaPct,
                measure => measure,
            };
            return Some(field(measure, 0.95, "kata judul kolom"));
        }
    }
    if all.contains(&Faset::Kode) && !has_core {
        return Some(field(Measure::Kode, 0.9, "kode"));
    }
    if all.contains(&Faset::No) && !has_core {
        return Some(field(Measure::No, 0.95, "nomor urut"));
    }
    None
}

/// The unit that the lowest level which names one states; else what the numbers look like.
fn unit_of(levels: &Levels, hint: Unit) -> Unit {
    match levels.nearest_alone(&[Faset::Rp, Faset::Persen]) {
        Some(Faset::Rp) => Unit::Rupiah,
        Some(_) => Unit::Percent,
        // KUM is a percentage beside TTB; over amounts of money it says "to date".
        None if hint != Unit::Rupiah && levels.nearest(&[Faset::Kum]).is_some() => Unit::Percent,
        None => hint,
    }
}

fn measured(levels: &Levels, all: &BTreeSet<Faset>, unit: Unit) -> Decision {
    let derived = levels.nearest(&[
        Faset::Sisa,
        Faset::Deviasi,
        Faset::Tertimbang,
        Faset::Capaian,
        Faset::Bobot,
    ]);
    match derived {
        Some(Faset::Sisa) if unit == Unit::Percent => return none("persen sisa"),
        Some(Faset::Sisa) => return field(Measure::Sisa, 0.95, "sisa anggaran"),
        Some(Faset::Deviasi) => return field(Measure::Deviasi, 0.95, "deviasi"),
        Some(Faset::Tertimbang) => {
            return field(Measure::Tertimbang, 0.95, "tertimbang, bukan kemajuan");
        }
        Some(Faset::Bobot) => return field(Measure::Bobot, 0.95, "bobot"),
        // Money under CAPAIAN is what was reached, not a ratio.
        Some(Faset::Capaian) if unit == Unit::Rupiah => {}
        Some(_)
            if levels
                .nearest(&[Faset::Realisasi, Faset::Target, Faset::Kemajuan])
                .is_none() =>
        {
            return field(Measure::Capaian, 0.9, "capaian = realisasi dibagi target");
        }
        Some(_) if levels.lowest().contains(&Faset::Capaian) => {
            return field(Measure::Capaian, 0.9, "capaian = realisasi dibagi target");
        }
        _ => {}
    }
    let span = match span_of(levels) {
        Span::Plain if unit == Unit::Rupiah && all.contains(&Faset::Kum) => Span::Sd,
        span => span,
    };
    let reached = [Faset::Kemajuan, Faset::Capaian]
        .iter()
        .any(|faset| all.contains(faset));
    let progress = || reached.then_some(Faset::Realisasi);
    let role = levels.target_or_realisasi().or_else(progress);
    let subject = levels.nearest_alone(&[Faset::Keuangan, Faset::Fisik]);
    // Progress of the work is fisik where nothing says money.
    let of_work = all.contains(&Faset::Kemajuan) && !all.contains(&Faset::Keuangan);
    let subject = subject.or((of_work && unit != Unit::Rupiah).then_some(Faset::Fisik));
    let lowest_pagu = levels.lowest().contains(&Faset::Pagu) && role != Some(Faset::Realisasi);
    if lowest_pagu && subject.is_none() {
        return pagu(all, unit, if role.is_some() { 0.8 } else { 0.97 });
    }
    let (measure, score, reason) = match (subject, role, unit) {
        (Some(Faset::Fisik), _, Unit::Rupiah) => return none("fisik dalam rupiah"),
        (Some(Faset::Fisik), Some(Faset::Target), _) => {
            (Measure::TargetFisik, 0.97, "target fisik")
        }
        (Some(Faset::Fisik), Some(_), _) => (Measure::RealisasiFisik, 0.97, "realisasi fisik"),
        (Some(Faset::Fisik), None, _) => (
            Measure::RealisasiFisik,
            0.7,
            "fisik tanpa kata target atau realisasi",
        ),
        (_, Some(Faset::Target), Unit::Percent) => {
            (Measure::TargetKeuanganPct, 0.95, "target keuangan, persen")
        }
        (_, Some(Faset::Target), _) => (Measure::TargetKeuangan, 0.95, "target keuangan"),
        (_, Some(_), Unit::Percent) => (
            Measure::RealisasiKeuanganPct,
            0.95,
            "realisasi keuangan, persen",
        ),
        (_, Some(_), _) => (Measure::RealisasiKeuangan, 0.95, "realisasi keuangan"),
        (Some(_), None, Unit::Percent) => (
            Measure::RealisasiKeuanganPct,
            0.7,
            "keuangan tanpa kata realisasi, persen",
        ),
        (Some(_), None, _) => (
            Measure::RealisasiKeuangan,
            0.7,
            "keuangan tanpa kata target atau realisasi",
        ),
        (None, None, _) if all.contains(&Faset::Pagu) => return pagu(all, unit, 0.95),
        (None, None, _) if all.contains(&Faset::Biaya) => return pagu(all, unit, 0.8),
        (None, None, _)
            if [Faset::Sebelum, Faset::Sesudah, Faset::Pergeseran]
                .iter()
                .any(|f| all.contains(f)) =>
        {
            return pagu(all, unit, 0.7);
        }
        (None, None, _) => return (None, 0.5, UNKNOWN.to_owned()),
    };
    (Some(Field { measure, span }), score, reason.to_owned())
}

fn pagu(all: &BTreeSet<Faset>, unit: Unit, score: f64) -> Decision {
    if unit == Unit::Percent {
        return field(Measure::Bobot, score, "persen di bawah pagu = bobot");
    }
    if all.contains(&Faset::Sesudah) {
        return field(Measure::Pagu, score, "pagu setelah perubahan");
    }
    if all.contains(&Faset::Pergeseran) {
        return field(Measure::Pagu, score * 0.8, "pagu setelah pergeseran");
    }
    if all.contains(&Faset::Sebelum) || all.contains(&Faset::Rka) {
        return field(Measure::Pagu, score * 0.6, "pagu sebelum perubahan");
    }
    field(Measure::Pagu, score, "pagu")
}

fn span_of(levels: &Levels) -> Span {
    match levels.nearest(&[Faset::Lalu, Faset::Ini, Faset::Sd]) {
        Some(Faset::Lalu) => Span::Lalu,
        Some(Faset::Ini) => Span::Ini,
        Some(Faset::Sd) => Span::Sd,
        _ => Span::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn check(path: &str, unit: Unit, expected: &str) {
        let rules = Rules::embedded().unwrap();
        let texts: Vec<String> = path.split(" > ").map(str::to_owned).collect();
        let meaning = of(&texts, unit, &rules.kolom);
        let shown = meaning
            .field
            .map_or_else(|| "-".to_owned(), |field| field.to_string());
        assert_eq!(shown, expected, "{path}: {}", meaning.reason);
    }

    #[test]
    fn paths_of_known_forms() {
        use Unit::{Percent, Rupiah, Unknown};
        for (path, unit, expected) in [
            ("NO", Unknown, "no"),
            ("URAIAN KEGIATAN", Unknown, "uraian"),
            ("NILAI ANGGARAN > Rp", Rupiah, "pagu_rp"),
            ("NILAI ANGGARAN > %", Percent, "bobot_pct"),
            ("KEUANGAN > RENCANA > Rp", Rupiah, "target_keuangan_rp"),
            ("KEUANGAN > RENCANA > % KUM", Percent, "target_keuangan_pct"),
            ("KEUANGAN > RENCANA > % TTB", Percent, "tertimbang_pct"),
            ("KEUANGAN > REALISASI > Rp", Rupiah, "realisasi_keuangan_rp"),
            ("KEUANGAN > CAPAIAN > %", Percent, "capaian"),
            ("KEUANGAN > SISA ANGGARAN > Rp", Rupiah, "sisa_rp"),
            ("FISIK > REN > %", Percent, "target_fisik_pct"),
            (
                "FISIK ( % ) > REALISASI > KUM",
                Percent,
                "realisasi_fisik_pct",
            ),
            ("FISIK ( % ) > REALISASI > TTB", Percent, "tertimbang_pct"),
            ("CAPAIAN > FISIK > %", Percent, "capaian"),
            ("CAPAIAN > RATA2 > %", Percent, "capaian"),
            ("SUMBER DANA > DAK", Rupiah, "pagu_rp"),
            ("RENCANA > BIAYA", Rupiah, "target_keuangan_rp"),
            ("PIHAK YANG MEMBANTU PENYELESAIAN MASALAH", Unknown, "pihak"),
            (
                "Realisasi Pelaksanaan Anggaran > s.d Bulan Ini > Keuangan > Rp",
                Rupiah,
                "realisasi_keuangan_rp_sd",
            ),
            (
                "Realisasi Pelaksanaan Anggaran > Bulan Lalu > Fisik > %",
                Percent,
                "realisasi_fisik_pct_lalu",
            ),
            ("RENCANA KEGIATAN > ANGGARAN", Rupiah, "pagu_rp"),
            (
                "PELAKSANAAN KEGIATAN > PROGRES > KEUANGAN > REAL Rp.",
                Rupiah,
                "realisasi_keuangan_rp",
            ),
            (
                "PELAKSANAAN KEGIATAN > PROGRES > FISIK > DEV",
                Percent,
                "deviasi",
            ),
            (
                "Belanja Menurut DIPA/DPA > Sebelum Perubahan",
                Rupiah,
                "pagu_rp",
            ),
            ("Realisasi Fisik > Rencana", Percent, "target_fisik_pct"),
            ("TOTAL REALISASI ANGGARAN", Rupiah, "realisasi_keuangan_rp"),
            ("Progres Pekerjaan (%)", Percent, "realisasi_fisik_pct"),
            ("PROGRES PEKERJAAN > TARGET", Percent, "target_fisik_pct"),
            ("Rencana Progres", Percent, "target_fisik_pct"),
            ("SASARAN > KEU", Rupiah, "target_keuangan_rp"),
            ("CAPAIAN > KEU", Rupiah, "realisasi_keuangan_rp"),
            ("Rencana Penyerapan (Rp)", Rupiah, "target_keuangan_rp"),
            ("SISA KONTRAK (Rp)", Rupiah, "-"),
            ("Target Keuangan Kumulatif", Rupiah, "target_keuangan_rp_sd"),
            ("REALISASI > ANGKA", Rupiah, "realisasi_keuangan_rp"),
            (
                "PRESENTASI REALISASI > KEUANGAN (%)",
                Percent,
                "realisasi_keuangan_pct",
            ),
            (
                "PRESENTASI REALISASI > FISIK (%)",
                Percent,
                "realisasi_fisik_pct",
            ),
            ("Nilai Realisasi Fisik ( Rp )", Rupiah, "-"),
            ("Target Fisik", Unknown, "target_fisik_pct"),
            (
                "RENCANA KEMAJUAN FISIK (Persen)",
                Percent,
                "target_fisik_pct",
            ),
            ("KEMAJUAN FISIK (%)", Percent, "realisasi_fisik_pct"),
            ("Indikator Keluaran > TARGET", Percent, "-"),
            ("TANGGAL KONTRAK > MULAI", Unknown, "tanggal_mulai"),
            ("UPAYA PEMECAHAN MASALAH", Unknown, "tindak_lanjut"),
            ("UNIT KERJA", Unknown, "-"),
            ("Sisa Anggaran > (%)", Percent, "-"),
        ] {
            check(path, unit, expected);
        }
    }
}
