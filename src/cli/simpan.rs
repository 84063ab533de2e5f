//! What a rekap leaves in its working folder, the period in the archive, and what it says of the period's earlier states.

use serde::Serialize;

use super::himpun::{Jejak, Masukan};
use super::rekap::sidik;
use super::sajian::hanging;
use super::{Io, output};
use crate::arsip::isi;
use crate::arsip::riwayat::JsonAngka;
use crate::arsip::siap::{Siap, Tertulis};
use crate::consolidate::Konsolidasi;
use crate::error::Error;
use crate::model::keadaan::{Angka, Sebab, Selisih};
use crate::model::nilai::{Sen, comma};
use crate::rules::Rules;

/// How a period differs from its earlier states.
#[derive(Clone, Debug, Default)]
pub(super) struct Banding {
    /// From its last run that was made from something else.
    pub(super) perubahan: Option<Selisih>,
    /// From what was frozen of it.
    pub(super) kunci: Option<Selisih>,
}

/// Makes the period of a rekap ready for the archive. The archive is a help: where it can't take it the rekap stands.
///
/// Only a whole period takes the place of one: a few files of it would else hide the others.
pub(super) fn siapkan(
    masukan: &Masukan,
    k: &Konsolidasi,
    rules: &Rules,
    jejak: &Jejak,
    io: &mut Io<'_>,
) -> Result<Option<Siap>, Error> {
    let Some(kerja) = masukan.kerja.as_ref().filter(|kerja| kerja.is_made()) else {
        return Ok(None);
    };
    if k.opd_from_files || k.periode.bulan.is_none() {
        return Ok(None);
    }
    if !masukan.is_whole(k.periode) {
        let note = format!(
            "arsip {} tidak diubah: masukan bukan seluruh folder periode itu",
            k.periode
        );
        output(io.err, &note)?;
        return Ok(None);
    }
    match Siap::new(kerja, &isi::of(k), &sidik(rules), jejak.riwayat.clone()) {
        Ok(siap) => Ok(Some(siap)),
        Err(error) => {
            output(io.err, &format!("periode tidak dapat diarsipkan: {error}"))?;
            Ok(None)
        }
    }
}

impl Banding {
    /// Holds a period against its earlier states.
    pub(super) fn of(siap: Option<&Siap>, jejak: &Jejak) -> Self {
        let Some(siap) = siap else {
            return Self::default();
        };
        let kunci = jejak.terkunci.as_ref().map(|terkunci| {
            let note = match terkunci.catatan.as_str() {
                "" => String::new(),
                note => format!(", {note}"),
            };
            let sidik: String = terkunci.sidik.chars().take(12).collect();
            let terhadap = format!("data terkunci {}{note} (sidik {sidik}…)", terkunci.periode);
            siap.keadaan().selisih(&terkunci.keadaan, terhadap)
        });
        Self {
            perubahan: siap.perubahan(),
            kunci,
        }
    }

    /// Says what has changed, each office with what its realisasi grew or shrank by.
    pub(super) fn screen(&self) -> String {
        let of = |head: &str, selisih: &Option<Selisih>| {
            selisih
                .as_ref()
                .map(|selisih| said(head, selisih))
                .unwrap_or_default()
        };
        of("Perubahan sejak", &self.perubahan) + &of("Selisih terhadap", &self.kunci)
    }
}

/// Puts a period in the archive; where it can't be written that is said, and the rekap stands.
pub(super) fn simpan(siap: Option<&Siap>, io: &mut Io<'_>) -> Result<Option<Tertulis>, Error> {
    match siap.map(Siap::simpan) {
        None => Ok(None),
        Some(Ok(tertulis)) => Ok(Some(tertulis)),
        Some(Err(error)) => {
            output(io.err, &format!("periode tidak dapat diarsipkan: {error}"))?;
            Ok(None)
        }
    }
}

fn said(head: &str, selisih: &Selisih) -> String {
    let mut text = format!("{head} {}:\n", selisih.terhadap);
    if selisih.opd.is_empty() {
        text.push_str("  tidak ada\n");
        return text;
    }
    let whole = format!(
        "OPD melapor {} → {}; realisasi keuangan {}; realisasi fisik {}",
        selisih.opd_dulu,
        selisih.opd_kini,
        money(
            selisih.dulu.realisasi_keuangan,
            selisih.kini.realisasi_keuangan
        ),
        percent(selisih.dulu.realisasi_fisik, selisih.kini.realisasi_fisik)
    );
    text.push_str(&hanging(" ", &whole));
    for sebab in [
        Sebab::BaruMasuk,
        Sebab::Diperbaiki,
        Sebab::DihitungUlang,
        Sebab::GolonganBerubah,
        Sebab::TidakLagiDihitung,
    ] {
        let names: Vec<String> = selisih
            .opd
            .iter()
            .filter(|opd| opd.sebab == sebab)
            .map(|opd| format!("{} ({})", opd.nama, change(&opd.dulu, &opd.kini)))
            .collect();
        if !names.is_empty() {
            text.push_str(&hanging(
                &format!("  {}:", sebab.label()),
                &names.join(", "),
            ));
        }
    }
    text
}

/// The change of an office in rupiah realised, with its sign, and what became construction or is it no longer.
fn change(dulu: &Angka, kini: &Angka) -> String {
    let moved = dulu.pindah(kini).map(|(dulu, kini)| {
        let by = kini.pagu.unwrap_or_default() - dulu.pagu.unwrap_or_default();
        let counts = format!("kegiatan konstruksi {} → {}", dulu.kegiatan, kini.kegiatan);
        if by.is_zero() {
            counts
        } else {
            format!("{counts}, pagu konstruksi {}", signed(by))
        }
    });
    let (dulu, kini) = (dulu.realisasi_keuangan, kini.realisasi_keuangan);
    let by = kini.unwrap_or_default() - dulu.unwrap_or_default();
    let money = if by.is_zero() {
        "realisasi keuangan tetap".to_owned()
    } else {
        signed(by)
    };
    [Some(money), moved]
        .into_iter()
        .flatten()
        .collect::<Vec<String>>()
        .join("; ")
}

fn signed(sen: Sen) -> String {
    if sen > Sen::ZERO {
        format!("+{sen}")
    } else {
        sen.to_string()
    }
}

fn money(dulu: Option<Sen>, kini: Option<Sen>) -> String {
    let show = |sen: Option<Sen>| sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string());
    format!("{} → {}", show(dulu), show(kini))
}

fn percent(dulu: Option<f64>, kini: Option<f64>) -> String {
    let show = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| comma(value, 2));
    format!("{} → {} %", show(dulu), show(kini))
}

/// Says what became of the archive.
pub(super) fn screen(k: &Konsolidasi, tertulis: &Tertulis) -> String {
    let what = if tertulis.baru { "ditulis" } else { "tetap" };
    let before = match k.arsip.len() {
        0 => String::new(),
        count => format!("; {count} bulan sebelumnya ikut dipakai"),
    };
    format!(
        "Arsip {}: {what}, penghitungan ke-{}{before}\n",
        k.periode, tertulis.nomor
    )
}

/// The archived period in the machine form of a rekap.
#[derive(Serialize)]
pub(super) struct JsonTertulis {
    sidik: String,
    /// Whether anything was written.
    baru: bool,
    /// The number of the run in the period's record.
    penghitungan: usize,
}

impl From<&Tertulis> for JsonTertulis {
    fn from(tertulis: &Tertulis) -> Self {
        Self {
            sidik: tertulis.sidik.clone(),
            baru: tertulis.baru,
            penghitungan: tertulis.nomor,
        }
    }
}

/// A difference in the machine form.
#[derive(Serialize)]
pub(super) struct JsonSelisih {
    terhadap: String,
    opd_dulu: usize,
    opd_kini: usize,
    dulu: JsonAngka,
    kini: JsonAngka,
    opd: Vec<JsonSelisihOpd>,
}

#[derive(Serialize)]
struct JsonSelisihOpd {
    id: String,
    name: String,
    sebab: &'static str,
    dulu: JsonAngka,
    kini: JsonAngka,
}

impl From<&Selisih> for JsonSelisih {
    fn from(selisih: &Selisih) -> Self {
        Self {
            terhadap: selisih.terhadap.clone(),
            opd_dulu: selisih.opd_dulu,
            opd_kini: selisih.opd_kini,
            dulu: JsonAngka::from(&selisih.dulu),
            kini: JsonAngka::from(&selisih.kini),
            opd: selisih
                .opd
                .iter()
                .map(|opd| JsonSelisihOpd {
                    id: opd.id.to_string(),
                    name: opd.nama.to_string(),
                    sebab: opd.sebab.name(),
                    dulu: JsonAngka::from(&opd.dulu),
                    kini: JsonAngka::from(&opd.kini),
                })
                .collect(),
        }
    }
}
