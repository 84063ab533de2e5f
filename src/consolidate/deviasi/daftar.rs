//! The flags as a table: for each rule of the office's catalogue its code, measure, threshold, basis and next step.

use std::collections::BTreeSet;

use super::tanda::told;
use crate::diag::Code;
use crate::diag::catalogue::{self, deviasi as kode};
use crate::model::nilai::{Sen, comma};
use crate::rules::deviasi::{AmbangDeviasi, Dasar};

/// A line of the table; texts are as officials read them.
#[derive(Clone, Debug, PartialEq)]
pub struct Baris {
    /// The names of the rules (`K1`, `A5, A9`), or of the custom that the code follows.
    pub aturan: String,
    pub code: Code,
    pub ukuran: String,
    /// `None` where nothing but the fact itself decides.
    pub ambang: Option<String>,
    pub dasar: String,
}

/// Returns the codes that stand for a rule, and those of the zones: by rule, then by code.
#[must_use]
pub fn daftar(ambang: &AmbangDeviasi) -> Vec<Baris> {
    let measured = [
        of_progress(ambang),
        of_contracts(ambang),
        of_activities(ambang),
    ]
    .concat();
    let mut lines: Vec<((usize, u32), Baris)> = catalogue::all()
        .into_iter()
        .filter_map(|code| {
            let (order, aturan) = rules_of(code)?;
            let own = measured.iter().find(|own| own.code == code);
            let dasar = own.map(|own| told(&own.dasar));
            let line = Baris {
                aturan,
                ukuran: own.map_or(code.arti, |own| own.apa).to_owned(),
                ambang: own.map(|own| own.ambang.clone()),
                dasar: dasar.or_else(|| own_basis(code)).unwrap_or_default(),
                code,
            };
            Some((order, line))
        })
        .collect();
    lines.sort_by(|a, b| (a.0, a.1.code.id).cmp(&(b.0, b.1.code.id)));
    lines.into_iter().map(|(_, baris)| baris).collect()
}

/// Letters of the rules in the order of the table.
const HURUF: [char; 6] = ['K', 'P', 'T', 'V', 'A', 'L'];

/// The rules that a code names in its basis, with the place of the first in the table.
fn rules_of(code: Code) -> Option<((usize, u32), String)> {
    let Some(text) = code.dasar else {
        return code
            .id
            .starts_with("D1")
            .then(|| ((HURUF.len(), 0), "–".to_owned()));
    };
    let named: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .take_while(|word| word.is_empty() || rule(word).is_some())
        .filter(|word| !word.is_empty())
        .collect();
    match named.first().and_then(|word| rule(word)) {
        Some(order) => Some((order, named.join(", "))),
        None if code.id.starts_with("D1") => Some(((HURUF.len(), 0), "zona".to_owned())),
        None => None,
    }
}

fn rule(word: &str) -> Option<(usize, u32)> {
    let mut chars = word.chars();
    let letter = chars.next()?;
    let letter = HURUF.iter().position(|huruf| *huruf == letter)?;
    Some((letter, chars.as_str().parse().ok()?))
}

/// The basis that the catalogue gives, without the names of the rules.
fn own_basis(code: Code) -> Option<String> {
    let (_, basis) = code.dasar?.split_once([';', ':'])?;
    Some(basis.trim().to_owned())
}

/// What a code measures, its threshold and the threshold's basis.
#[derive(Clone)]
struct Ukuran {
    code: Code,
    apa: &'static str,
    ambang: String,
    dasar: Dasar,
}

fn of(code: Code, apa: &'static str, ambang: String, dasar: &Dasar) -> Ukuran {
    Ukuran {
        code,
        apa,
        ambang,
        dasar: dasar.clone(),
    }
}

fn of_progress(ambang: &AmbangDeviasi) -> Vec<Ukuran> {
    let (kritis, dini) = (&ambang.kritis, &ambang.peringatan_dini);
    let first = format!("rencana < {}", percent(ambang.batas_periode));
    let second = format!("rencana ≥ {}", percent(ambang.batas_periode));
    let late = "rencana − realisasi fisik kontrak";
    vec![
        of(
            kode::KONTRAK_KRITIS_1,
            late,
            format!("{first}: > {}", points(kritis.periode_1)),
            &kritis.dasar,
        ),
        of(
            kode::KONTRAK_KRITIS_2,
            late,
            format!("{second}: > {}", points(kritis.periode_2)),
            &kritis.dasar,
        ),
        of(
            kode::KONTRAK_KRITIS_3,
            late,
            format!(
                "{second}: > 0 sampai dengan {}, dan selesai setelah 31 Desember",
                points(kritis.periode_2)
            ),
            &kritis.dasar,
        ),
        of(
            kode::KONTRAK_DINI,
            late,
            format!(
                "{first}: > {}; {second}: > {}",
                points(dini.periode_1),
                points(dini.periode_2)
            ),
            &dini.dasar,
        ),
    ]
}

fn of_contracts(ambang: &AmbangDeviasi) -> Vec<Ukuran> {
    let (lunas, lewat, nilai) = (
        &ambang.pelunasan,
        &ambang.lewat_kontrak,
        &ambang.nilai_kontrak,
    );
    vec![
        of(
            kode::BAYAR_MELEBIHI_UANG_MUKA,
            "keuangan − fisik (dari nilai kontrak)",
            "> uang muka kontrak yang dilaporkan".to_owned(),
            &ambang.uang_muka.dasar(),
        ),
        of(
            kode::BELUM_LUNAS,
            "fisik 100 %, keuangan < 100 % nilai kontrak: hari sejak kontrak berakhir",
            format!("> {} hari", lunas.hari_setelah_selesai),
            &lunas.dasar(),
        ),
        of(
            kode::LUNAS_SEBELUM_SELESAI,
            "keuangan dari nilai kontrak, bila fisik < 100 %",
            "≥ 100 %".to_owned(),
            &lunas.dasar(),
        ),
        of(
            kode::LEWAT_KONTRAK,
            "hari sejak kontrak berakhir, bila fisik < 100 %",
            format!(
                "> 0 hari; denda {} ‰ per hari, kesempatan {} hari",
                number(lewat.denda_permil_per_hari),
                lewat.kesempatan_hari
            ),
            &lewat.dasar(),
        ),
        of(
            kode::BELUM_KONTRAK,
            "konstruksi tanpa nomor dan nilai kontrak",
            format!("mulai akhir bulan ke-{}", ambang.belum_kontrak.bulan),
            &ambang.belum_kontrak.dasar(),
        ),
        of(
            kode::KONTRAK_LEWAT_TAHUN,
            "tanggal selesai kontrak",
            format!(
                "> 31 Desember tahun anggaran + {} hari",
                ambang.lewat_tahun.hari
            ),
            &ambang.lewat_tahun.dasar(),
        ),
        of(
            kode::KONTRAK_MELEBIHI_PAGU,
            "nilai kontrak − pagu",
            format!("> {}", money(nilai.melebihi_pagu_rp)),
            &nilai.dasar(),
        ),
        of(
            kode::REALISASI_MELEBIHI_KONTRAK,
            "realisasi − nilai kontrak",
            format!("> {}", money(nilai.realisasi_melebihi_rp)),
            &nilai.dasar(),
        ),
        of(
            kode::KONTRAK_JAUH_DI_BAWAH_HPS,
            "nilai kontrak / HPS",
            format!("< {}", percent(ambang.hps.di_bawah_pct)),
            &ambang.hps.dasar(),
        ),
    ]
}

fn of_activities(ambang: &AmbangDeviasi) -> Vec<Ukuran> {
    let zona = &ambang.zona;
    vec![
        of(
            kode::KEUANGAN_MENDAHULUI_FISIK,
            "keuangan − fisik (dari nilai kontrak bila diketahui, selain itu dari pagu)",
            format!("> {}", points(ambang.keuangan_mendahului.nilai)),
            &ambang.keuangan_mendahului.dasar,
        ),
        of(
            kode::PAGU_TERLAMPAUI,
            "realisasi − pagu",
            format!("> {}", money(ambang.pagu_terlampaui.nilai)),
            &ambang.pagu_terlampaui.dasar,
        ),
        of(
            kode::FISIK_DI_LUAR_BATAS,
            "target dan realisasi fisik",
            format!(
                "< {} atau > {}",
                percent(ambang.fisik_terendah.nilai),
                percent(ambang.fisik_tertinggi.nilai)
            ),
            &ambang.fisik_tertinggi.dasar,
        ),
        of(
            kode::KEUANGAN_DI_LUAR_BATAS,
            "target / pagu; target dan realisasi",
            format!("> {}; < 0", percent(ambang.target_keuangan_tertinggi.nilai)),
            &ambang.target_keuangan_tertinggi.dasar,
        ),
        of(
            kode::FISIK_DISALIN,
            "baris yang fisiknya sama dengan keuangan",
            format!(
                "≥ {} baris, sama sampai {} desimal",
                ambang.baris_disalin, ambang.desimal_disalin
            ),
            &ambang.dasar_disalin,
        ),
        of(
            kode::KODE_GANDA,
            "baris dengan kode dan nama yang sama",
            format!("≥ {} baris", ambang.baris_kode_ganda),
            &ambang.dasar_kode_ganda,
        ),
        of(
            kode::PERMASALAHAN_KOSONG,
            "deviasi fisik tanpa penjelasan",
            format!("< {}", points(ambang.permasalahan_kosong.nilai)),
            &ambang.permasalahan_kosong.dasar,
        ),
        of(
            kode::ZONA_KUNING,
            "realisasi − target fisik",
            format!("< {}", points(zona.kuning)),
            &zona.dasar,
        ),
        of(
            kode::ZONA_ORANYE,
            "realisasi − target fisik",
            format!("< {}", points(zona.oranye)),
            &zona.dasar,
        ),
        of(
            kode::ZONA_MERAH,
            "realisasi − target fisik",
            format!("< {}", points(zona.merah)),
            &zona.dasar,
        ),
        of(
            catalogue::konsolidasi::LAPORAN_SEBAGIAN,
            "pagu tanpa realisasi keuangan dan fisik / pagu",
            format!("≥ {}", percent(ambang.laporan_sebagian.nilai)),
            &ambang.laporan_sebagian.dasar,
        ),
        of(
            kode::KEUANGAN_TANPA_FISIK,
            "keuangan − fisik (dari nilai kontrak bila diketahui, selain itu dari pagu)",
            format!("> {}", points(ambang.keuangan_mendahului.nilai)),
            &ambang.keuangan_mendahului.dasar,
        ),
    ]
}

fn points(value: f64) -> String {
    format!("{} poin persen", number(value))
}

fn percent(value: f64) -> String {
    format!("{} %", number(value))
}

fn money(value: f64) -> String {
    Sen::from_rupiah(value).unwrap_or_default().to_string()
}

/// Writes a threshold with the decimals it has.
fn number(value: f64) -> String {
    let decimals = (0..6).find(|decimals| {
        let scale = 10f64.powi(*decimals);
        ((value * scale).round() / scale - value).abs() < 1e-9
    });
    let decimals = usize::try_from(decimals.unwrap_or(6)).unwrap_or(6);
    comma(value, decimals).replace('-', "−")
}

/// Returns the rules of the catalogue that no code stands for.
#[must_use]
pub fn tanpa_kode(all: &[&'static str]) -> Vec<&'static str> {
    let named: BTreeSet<String> = catalogue::all()
        .into_iter()
        .filter_map(rules_of)
        .flat_map(|(_, names)| names.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing = all.iter().filter(|rule| !named.contains(**rule));
    missing.copied().collect()
}
