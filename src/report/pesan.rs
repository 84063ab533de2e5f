//! Messages ready to be pasted into `WhatsApp` or e-mail: one for each office, one for all of them. Pure text.

use std::fmt::Write as _;

use super::Cetak;
use super::kirim::{self, SETELAN};
use super::koreksi::{Butir, Perbaikan, tempat, tindakan};
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
        // Also where the report counts as it is: single activities may contradict themselves.
        _ if perbaikan.n_wajib() > 0 => {
            koreksi(&mut text, k, opd, perbaikan, lampiran);
        }
        Status::Ditolak if opd.kepatuhan.sebab.contains(&Sebab::PeriodeLain) => {
            text.push_str("\nMohon laporan bulan yang diminta dikirim secepatnya.\n");
        }
        Status::Ditolak | Status::PerluPerbaikan => {
            text.push_str("\nBerkas sedang kami periksa; kami akan memberi kabar bila ada yang perlu diperbaiki.\n");
        }
        _ => diterima(&mut text, k, opd, perbaikan, lampiran),
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
    if let Some(counted) = kirim::yang_dihitung(k, perbaikan) {
        let _ = writeln!(text, "Berkas yang dihitung: {}", aman(&counted));
    }
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
    terpenting(text, k, perbaikan);
    if let Some(lampiran) = lampiran {
        let _ = writeln!(
            text,
            "\nLetak dan cara memperbaikinya ada pada lembar koreksi terlampir ({}).",
            aman(lampiran)
        );
    }
    let _ = writeln!(text, "\n{}", kirim::batas_perbaikan(k, opd));
}

fn diterima(
    text: &mut String,
    k: &Konsolidasi,
    opd: &RekapOpd,
    perbaikan: &Perbaikan,
    lampiran: Option<&str>,
) {
    if let Some(at) = opd.kepatuhan.diterima {
        let _ = writeln!(text, "Diterima: {}", in_words(at));
    }
    if !perbaikan.butir.is_empty() {
        text.push_str("\nMohon penjelasan:\n");
        terpenting(text, k, perbaikan);
    }
    if let Some(lampiran) = lampiran {
        let _ = writeln!(text, "\nTanda terima terlampir ({}).", aman(lampiran));
    }
}

fn penutup(text: &mut String, cetak: &Cetak) {
    let _ = write!(text, "\nTerima kasih.\n{}\n", kirim::kantor(cetak));
}

/// The first few lines, and how many more there are.
fn terpenting(text: &mut String, k: &Konsolidasi, perbaikan: &Perbaikan) {
    for one in perbaikan.butir.iter().take(TERPENTING) {
        let berkas = if perbaikan.berkas.len() > 1 {
            let name = kirim::nama_berkas(&k.submissions[one.berkas].file);
            format!("Berkas {}: ", aman(&name))
        } else {
            String::new()
        };
        let _ = write!(text, "{}. {berkas}{}", one.nomor, butir(one));
        if let Some(todo) = tindakan(one.kode, k.periode) {
            let _ = write!(text, " {todo}");
        }
        text.push('\n');
    }
    let lain = perbaikan.butir.len().saturating_sub(TERPENTING);
    if lain > 0 {
        let _ = writeln!(text, "... dan {lain} hal lain.");
    }
}

/// A correction in a few plain words with its place.
fn butir(one: &Butir) -> String {
    let place = aman(&tempat(one));
    let gap = if place.is_empty() { "" } else { " " };
    let words = aman(&one.salah);
    format!("{place}{gap}{}", ringkas(&words))
}

/// Shortens a long sentence where one of its parts ends; never within a word, a quotation or brackets.
fn ringkas(words: &str) -> String {
    if words.chars().count() <= PANJANG {
        return words.to_owned();
    }
    let (mut depth, mut quoted) = (0_usize, false);
    let (mut part, mut word) = (None, None);
    let mut before = ' ';
    for (count, (at, c)) in words.char_indices().enumerate() {
        let inside = depth > 0 || quoted;
        if c == ' ' && !inside {
            // The first gap beyond the limit, where there is none within.
            if count > PANJANG && (part.is_some() || word.is_some()) {
                break;
            }
            if matches!(before, ';' | '.') {
                part = Some(at);
            }
            word = Some(at);
        }
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            _ => {}
        }
        before = c;
    }
    let end = part.or(word).unwrap_or(words.len());
    let kept = words.get(..end).unwrap_or(words);
    if kept.len() == words.len() {
        return words.to_owned();
    }
    format!(
        "{}; dan seterusnya.",
        kept.trim_end_matches([';', '.', ',', ':', ' '])
    )
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
    // Said once, beside the deadline.
    let late = match tenggat {
        Some(_) => "Terlambat".to_owned(),
        None => format!("Terlambat, {SETELAN}"),
    };
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
    fn a_long_sentence_ends_where_a_part_of_it_ends() {
        let file = "(Laporan RFK DINSOS 2026-07.xml › RFK › baris 15)";
        let part = format!("P15 sekarang 89,40 %, semula 100,00 % {file}");
        let long = format!("Lebih rendah pada 3 sel: {part}; {part}; {part}.");
        assert_eq!(
            ringkas(&long),
            format!("Lebih rendah pada 3 sel: {part}; {part}; dan seterusnya.")
        );
        let one = format!("Kegiatan \"{}\".", "panjang sekali ".repeat(20));
        assert_eq!(ringkas(&one), "Kegiatan; dan seterusnya.");
        assert_eq!(ringkas("Pendek."), "Pendek.");
    }

    #[test]
    fn text_of_an_input_is_neither_link_nor_format() {
        assert_eq!(
            aman("*tebal*\n~x~ http://a.b www.c.d"),
            "tebal x http a.b c.d"
        );
        assert_eq!(aman("RFK_Bag_Umum.xlsx é"), "RFK_Bag_Umum.xlsx é");
    }
}
