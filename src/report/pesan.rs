//! Messages ready to be pasted into `WhatsApp` or e-mail: one for each office, one for all of them. Pure text.

use std::fmt::Write as _;

use super::Cetak;
use super::kirim::{self, SETELAN};
use super::koreksi::{Butir, Perbaikan, tempat};
use crate::consolidate::findings::{date_in_words, in_words};
use crate::consolidate::kepatuhan::{Sebab, Status};
use crate::consolidate::{Konsolidasi, RekapOpd};

/// How many corrections a message names.
const TERPENTING: usize = 3;
/// Letters of a correction in a message at most.
const PANJANG: usize = 220;

/// Writes the message for one office; `lampiran` is the name of the file that goes with it.
#[must_use]
pub fn opd(
    k: &Konsolidasi,
    cetak: &Cetak,
    perbaikan: &Perbaikan,
    lampiran: Option<&str>,
) -> String {
    let opd = &k.opd[perbaikan.opd];
    let mut text = format!(
        "Yth. Pengelola Laporan Realisasi\n*{}*\n\n",
        aman(&opd.office.nama)
    );
    let _ = writeln!(
        text,
        "Laporan realisasi fisik dan keuangan keadaan s.d. {}:",
        k.periode
    );
    let _ = writeln!(text, "Status: *{}*", kirim::status(k, opd));
    if let Some(until) = kirim::perpanjangan(opd) {
        let _ = writeln!(text, "Tenggat diperpanjang {}", aman(&until));
    }
    match opd.kepatuhan.status {
        Status::BelumMasuk => belum(&mut text, k, opd, lampiran),
        Status::Ditolak | Status::PerluPerbaikan if perbaikan.n_wajib() > 0 => {
            koreksi(&mut text, k, opd, perbaikan, lampiran);
        }
        Status::Ditolak if opd.kepatuhan.sebab.contains(&Sebab::PeriodeLain) => {
            text.push_str("\nMohon laporan bulan yang diminta dikirim secepatnya.\n");
        }
        Status::Ditolak | Status::PerluPerbaikan => {
            text.push_str("\nBerkas sedang kami periksa; kami akan memberi kabar bila ada yang perlu diperbaiki.\n");
        }
        _ => diterima(&mut text, opd, lampiran),
    }
    penutup(&mut text, cetak);
    text
}

fn belum(text: &mut String, k: &Konsolidasi, opd: &RekapOpd, lampiran: Option<&str>) {
    if let Some(file) = opd.kepatuhan.keliru {
        let _ = writeln!(
            text,
            "\nBerkas {} yang kami terima dari {} memuat laporan OPD lain. Mohon laporan {} sendiri dikirimkan.",
            aman(&kirim::nama_berkas(&k.submissions[file].file)),
            aman(&opd.office.nama),
            aman(&opd.office.nama)
        );
        if let Some(lampiran) = lampiran {
            let _ = writeln!(text, "Penjelasannya terlampir ({}).", aman(lampiran));
        }
    }
    match opd.kepatuhan.tenggat.tanggal {
        Some(date) => {
            let _ = writeln!(
                text,
                "Tenggat: {} ({SETELAN})\n\nMohon laporan dikirim paling lambat pada tanggal tersebut, atau secepatnya bila \
                 sudah lewat. Bila laporan sudah dikirim, mohon dikirim ulang karena belum kami terima.",
                date_in_words(date)
            );
        }
        None => text.push_str("\nMohon laporan dikirim secepatnya.\n"),
    }
}

fn koreksi(
    text: &mut String,
    k: &Konsolidasi,
    opd: &RekapOpd,
    perbaikan: &Perbaikan,
    lampiran: Option<&str>,
) {
    let names: Vec<String> = perbaikan
        .berkas
        .iter()
        .map(|&file| aman(&kirim::nama_berkas(&k.submissions[file].file)))
        .collect();
    let _ = writeln!(text, "Berkas: {}", names.join("; "));
    let _ = writeln!(
        text,
        "\nTerdapat {}{}",
        kirim::banyaknya(perbaikan),
        if perbaikan.butir.len() > TERPENTING {
            "; yang terpenting:"
        } else {
            ":"
        }
    );
    for one in perbaikan.butir.iter().take(TERPENTING) {
        let _ = writeln!(text, "{}. {}", one.nomor, butir(one));
    }
    let lain = perbaikan.butir.len().saturating_sub(TERPENTING);
    if lain > 0 {
        let _ = writeln!(text, "... dan {lain} hal lain.");
    }
    if let Some(lampiran) = lampiran {
        let _ = writeln!(
            text,
            "\nLetak dan cara memperbaikinya ada pada lembar koreksi terlampir ({}).",
            aman(lampiran)
        );
    }
    let _ = writeln!(text, "\nBatas waktu perbaikan: {}", kirim::batas_waktu(opd));
}

fn diterima(text: &mut String, opd: &RekapOpd, lampiran: Option<&str>) {
    if let Some(at) = opd.kepatuhan.diterima {
        let _ = writeln!(text, "Diterima: {}", in_words(at));
    }
    if let Some(lampiran) = lampiran {
        let _ = writeln!(text, "\nTanda terima terlampir ({}).", aman(lampiran));
    }
}

fn penutup(text: &mut String, cetak: &Cetak) {
    let _ = write!(text, "\nTerima kasih.\n{}\n", kirim::kantor(cetak));
}

/// A correction in a few plain words with its place.
fn butir(one: &Butir) -> String {
    let place = aman(&tempat(one));
    let gap = if place.is_empty() { "" } else { " " };
    let words = aman(&one.salah);
    let mut short: String = words.chars().take(PANJANG).collect();
    if short.len() < words.len() {
        short.push_str(" ...");
    }
    format!("{place}{gap}{short}")
}

/// Writes the message for the group of all offices.
#[must_use]
pub fn grup(k: &Konsolidasi, cetak: &Cetak) -> String {
    let mut text = String::from("Yth. Bapak/Ibu Pengelola Laporan Realisasi OPD\n\n");
    let _ = writeln!(
        text,
        "*Laporan realisasi fisik dan keuangan keadaan s.d. {}*",
        k.periode
    );
    let tenggat = k.tenggat.map(date_in_words);
    if let Some(tenggat) = &tenggat {
        let _ = writeln!(text, "Tenggat: {tenggat} ({SETELAN})");
    }
    let _ = writeln!(
        text,
        "Sudah dihitung dalam rekap: {} dari {} OPD",
        k.n_reported(),
        k.opd.len()
    );
    let of = |status: &[Status]| -> Vec<&RekapOpd> {
        k.opd
            .iter()
            .filter(|opd| status.contains(&opd.kepatuhan.status))
            .collect()
    };
    let plain = |opd: &RekapOpd| {
        let name = aman(&opd.office.nama);
        let own = opd.kepatuhan.tenggat.tanggal;
        match own.filter(|_| own != k.tenggat) {
            Some(date) => format!(
                "{name} (tenggat diperpanjang sampai {})",
                date_in_words(date)
            ),
            None => name,
        }
    };
    daftar(
        &mut text,
        "Belum menyampaikan laporan",
        &of(&[Status::BelumMasuk]),
        &plain,
    );
    daftar(
        &mut text,
        "Perlu memperbaiki laporan",
        &of(&[Status::Ditolak, Status::PerluPerbaikan]),
        &plain,
    );
    let late = format!("Terlambat, {SETELAN}");
    daftar(&mut text, &late, &of(&[Status::Terlambat]), &|opd| {
        let days = opd.kepatuhan.hari_terlambat.unwrap_or_default();
        let name = aman(&opd.office.nama);
        format!("{name} ({days} hari)")
    });
    let ask = match (
        of(&[Status::BelumMasuk]).is_empty(),
        of(&[Status::Ditolak, Status::PerluPerbaikan]).is_empty(),
    ) {
        (true, true) => "Laporan seluruh OPD sudah kami terima.",
        (false, true) => "Mohon OPD yang belum menyampaikan laporan segera mengirimkannya.",
        (true, false) => {
            "Mohon OPD yang perlu memperbaiki laporan segera mengirimkan perbaikannya sesuai lembar koreksi masing-masing."
        }
        (false, false) => {
            "Mohon OPD yang belum menyampaikan laporan segera mengirimkannya, dan OPD yang perlu memperbaiki laporan mengirimkan perbaikannya sesuai lembar koreksi masing-masing."
        }
    };
    let _ = writeln!(
        text,
        "\n{ask} Abaikan pesan ini bila laporan baru saja dikirim."
    );
    penutup(&mut text, cetak);
    text
}

fn daftar(text: &mut String, judul: &str, opd: &[&RekapOpd], baris: &dyn Fn(&RekapOpd) -> String) {
    if opd.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n*{judul} ({} OPD):*", opd.len());
    for (nomor, one) in (1..).zip(opd) {
        let _ = writeln!(text, "{nomor}. {}", baris(one));
    }
}

/// Untrusted text in a message: one line, no link and no sign that a messenger takes for a format.
fn aman(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if matches!(c, '*' | '~' | '`') { ' ' } else { c })
        .collect();
    let text = kirim::satu_baris(&text.replace("://", " "));
    let words: Vec<&str> = text
        .split(' ')
        .map(|word| {
            let start = word.get(..4).unwrap_or_default();
            if start.eq_ignore_ascii_case("www.") {
                &word[4..]
            } else {
                word
            }
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_input_is_neither_link_nor_format() {
        assert_eq!(
            aman("*tebal*\n~x~ http://a.b www.c.d"),
            "tebal x http a.b c.d"
        );
        assert_eq!(aman("RFK_Bag_Umum.xlsx é"), "RFK_Bag_Umum.xlsx é");
    }
}
