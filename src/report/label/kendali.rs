//! Texts of the tie-out, and of what the figures cover.

use std::collections::BTreeMap;

use crate::consolidate::kendali::Terhadap;
use crate::consolidate::office::Office;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::model::submission::Container;
use crate::rules::cakupan::Buku;

pub(in crate::report) const META_PEMBANDING: &str =
    "Angka kendali: jumlah rekap terhadap pembandingnya";
pub(in crate::report) const TANPA_PEMBANDING: &str = "Tidak ada pembanding: folder master tidak memuat DPA atau LRA periode ini, bulan lalu tidak diarsipkan, dan tidak ada lembar rekap dalam berkas.";
pub(in crate::report) const TANPA_LAPORAN: &str = "Belum melapor";
pub(in crate::report) const OPD_BERSAMA: &str = "OPD yang sama";
pub(in crate::report) const META_PENYEBUT: &str = "Cakupan angka";
const BELUM_DITETAPKAN: &str = "Dasar realisasi (SP2D atau SPJ) dan ikut tidaknya BOS, BOP, atau BLUD belum ditetapkan dalam opd.toml; angka dipakai seperti yang dilaporkan OPD.";
/// The funds that an office's figures cover, or leave out.
type Dana = fn(&Office) -> &[String];

/// How many offices a line names one by one.
const DISEBUT: usize = 6;

/// What a total is held against, as the tie-out names it.
pub(in crate::report) fn terhadap(terhadap: Terhadap) -> &'static str {
    match terhadap {
        Terhadap::Dpa => "Pagu terhadap DPA",
        Terhadap::Lra => "Realisasi terhadap LRA",
        Terhadap::BulanLalu => "Realisasi s.d. bulan lalu: laporan ini, arsip",
        Terhadap::PaguLalu => "Pagu: bulan ini, bulan lalu",
        Terhadap::LembarRekap => "Kegiatan terhadap lembar rekap",
    }
}

/// The words for what agrees and what doesn't: a pagu may well change from month to month.
pub(in crate::report) fn hasil(terhadap: Terhadap) -> (&'static str, &'static str) {
    match terhadap {
        Terhadap::PaguLalu => ("Sama", "Berubah"),
        _ => (super::COCOK, super::TIDAK_COCOK),
    }
}

/// The container of a file as Excel names it when it saves.
pub(in crate::report) fn wadah(container: Container) -> &'static str {
    match container {
        Container::SpreadsheetMl => "XML 2003",
        Container::Html => "halaman web",
        Container::Mhtml => "arsip web",
        other => other.name(),
    }
}

pub(in crate::report) fn banyak_opd(n: usize) -> String {
    format!("{n} OPD")
}

/// Says by which book money counts and which funds are in or out, for the offices of the rekap.
pub(in crate::report) fn penyebut(k: &Konsolidasi) -> String {
    if k.opd.iter().all(|opd| opd.office.cakupan.is_unset()) {
        return BELUM_DITETAPKAN.to_owned();
    }
    let mut parts = vec![format!("Realisasi menurut {}.", buku(&k.opd))];
    let listed = |of: Dana| -> BTreeMap<&str, Vec<&RekapOpd>> {
        let mut by_fund: BTreeMap<&str, Vec<&RekapOpd>> = BTreeMap::new();
        for opd in &k.opd {
            for fund in of(&opd.office) {
                by_fund.entry(fund.trim()).or_default().push(opd);
            }
        }
        by_fund
    };
    let funds: [(&str, Dana); 2] = [
        ("Termasuk", |office| &office.cakupan.termasuk),
        ("Tidak termasuk", |office| &office.cakupan.tidak_termasuk),
    ];
    for (what, of) in funds {
        let told = listed(of)
            .into_iter()
            .map(|(fund, members)| format!("{fund} ({})", siapa(&members, k.opd.len())));
        let told: Vec<String> = told.collect();
        if !told.is_empty() {
            parts.push(format!("{what} {}.", told.join(", ")));
        }
    }
    parts.join(" ")
}

/// The books with the offices that count by each; one book for all is named alone.
fn buku(opd: &[RekapOpd]) -> String {
    let mut groups: Vec<(Option<Buku>, Vec<&RekapOpd>)> = Vec::new();
    for book in Buku::ALL.into_iter().map(Some).chain([None]) {
        let members = opd
            .iter()
            .filter(|opd| opd.office.cakupan.realisasi == book);
        let members: Vec<&RekapOpd> = members.collect();
        if !members.is_empty() {
            groups.push((book, members));
        }
    }
    let name = |book: Option<Buku>| book.map_or("pembukuan yang belum ditetapkan", Buku::label);
    if let [(book, _)] = groups[..] {
        return name(book).to_owned();
    }
    let told = groups
        .iter()
        .map(|(book, members)| format!("{} ({})", name(*book), siapa(members, opd.len())));
    told.collect::<Vec<String>>().join(", ")
}

/// The offices by name where they are few, else how many they are.
fn siapa(members: &[&RekapOpd], all: usize) -> String {
    if members.len() == all {
        return "semua OPD".to_owned();
    }
    if members.len() > DISEBUT {
        return banyak_opd(members.len());
    }
    let names: Vec<&str> = members.iter().map(|opd| &*opd.office.singkat).collect();
    names.join(", ")
}
