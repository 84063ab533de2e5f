//! What a correction, a receipt and a message all say: which file, what became of it, by when and how it comes back.

use std::collections::BTreeSet;

use super::Cetak;
use super::koreksi::Perbaikan;
use crate::consolidate::findings::date_in_words;
use crate::consolidate::gather::Fate;
use crate::consolidate::kepatuhan::Status;
use crate::consolidate::office::Owner;
use crate::consolidate::version::Version;
use crate::consolidate::{Konsolidasi, RekapOpd};
use crate::diag::Severity;
use crate::normalize::fold::{fold, tidy};
use crate::rules::laporan::UrutanBerkas;

/// Said beside every deadline: no rule of the regency is known.
pub(super) const SETELAN: &str = "sesuai setelan tenggat";

/// Returns the name of a file without its folders, on one line.
pub(super) fn nama_berkas(file: &str) -> String {
    satu_baris(file.rsplit('/').next().unwrap_or(file))
}

/// Returns untrusted text on one line, without control characters.
pub(super) fn satu_baris(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    tidy(&text)
}

/// Returns who sends the sheet, as one says it in a sentence.
pub(super) fn kantor(cetak: &Cetak) -> String {
    let words = |line: &String| {
        let words: Vec<String> = line.split_whitespace().map(kapital).collect();
        words.join(" ")
    };
    let name = cetak.kop.last().map(words).unwrap_or_default();
    if name.is_empty() {
        "penyusun rekap".to_owned()
    } else {
        name
    }
}

/// `BAGIAN` becomes `Bagian`; words like `dan` stay small.
fn kapital(word: &str) -> String {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "dan" | "atau" | "pada" | "di") {
        return lower;
    }
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Counts in words that are read aloud: `2 hal yang harus diperbaiki dan 1 hal yang perlu diperiksa`.
pub(super) fn banyaknya(perbaikan: &Perbaikan) -> String {
    let wajib = perbaikan.n_wajib();
    let periksa = perbaikan.tingkat(Severity::Warning).count();
    match (wajib, periksa) {
        (0, _) => format!("{periksa} hal yang perlu diperiksa"),
        (_, 0) => format!("{wajib} hal yang harus diperbaiki"),
        _ => format!("{wajib} hal yang harus diperbaiki dan {periksa} hal yang perlu diperiksa"),
    }
}

/// Says whether the report is counted, and how much is to be mended.
pub(super) fn hasil(opd: &RekapOpd, perbaikan: &Perbaikan) -> String {
    let banyak = banyaknya(perbaikan);
    if opd.jumlah.is_some() {
        format!(
            "Laporan sudah dihitung dalam rekap menurut jumlah kegiatan yang terbaca, tetapi terdapat {banyak}."
        )
    } else {
        format!("Laporan belum dapat dihitung dalam rekap: terdapat {banyak}.")
    }
}

/// Says by when a correction is awaited; never without the words that the deadline is a setting.
pub(super) fn batas_waktu(k: &Konsolidasi, opd: &RekapOpd) -> String {
    let Some(tenggat) = opd.kepatuhan.tenggat.tanggal.map(date_in_words) else {
        return "Mohon dikirim kembali secepatnya.".to_owned();
    };
    if lewat(k, opd) {
        return format!(
            "Tenggat {tenggat} ({SETELAN}) sudah lewat; mohon perbaikan dikirim secepatnya."
        );
    }
    format!("{tenggat} ({SETELAN}). Bila tanggal itu sudah lewat, mohon dikirim secepatnya.")
}

/// Names the files that count, where what is to be mended stands in another file too.
pub(super) fn yang_dihitung(k: &Konsolidasi, perbaikan: &Perbaikan) -> Option<String> {
    let counted: BTreeSet<usize> = k
        .portions
        .iter()
        .filter(|one| one.owner == Owner::Listed(perbaikan.opd) && one.fate == Fate::Counted)
        .map(|one| one.file)
        .collect();
    let beside = perbaikan.berkas.iter().any(|file| !counted.contains(file));
    let names: Vec<String> = counted
        .iter()
        .map(|&file| nama_berkas(&k.submissions[file].file))
        .collect();
    (beside && !names.is_empty()).then(|| names.join("; "))
}

/// The words of [`batas_waktu`] as a line of their own.
pub(super) fn batas_perbaikan(k: &Konsolidasi, opd: &RekapOpd) -> String {
    let words = batas_waktu(k, opd);
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Batas waktu perbaikan: {words}")
    } else {
        words
    }
}

/// Whether an office's deadline is known to have passed: something of any office came after it. No clock is read.
fn lewat(k: &Konsolidasi, opd: &RekapOpd) -> bool {
    let Some(tenggat) = opd.kepatuhan.tenggat.tanggal else {
        return false;
    };
    k.portions
        .iter()
        .filter_map(|portion| portion.received)
        .chain(k.opd.iter().filter_map(|one| one.kepatuhan.diterima))
        // A file's own time may be that of its copying.
        .any(|at| !at.perkiraan && at.tanggal > tenggat)
}

/// Says how a correction is made and sent; `tersalin` tells whether the sheets stand behind the list.
pub(super) fn petunjuk(
    k: &Konsolidasi,
    cetak: &Cetak,
    perbaikan: &Perbaikan,
    tersalin: bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    let opd = &k.opd[perbaikan.opd];
    let (keliru, sendiri): (Vec<usize>, Vec<usize>) = perbaikan
        .berkas
        .iter()
        .partition(|&&berkas| opd.kepatuhan.keliru == Some(berkas));
    if !keliru.is_empty() {
        lines.push(format!(
            "Berkas yang memuat laporan OPD lain tidak perlu diubah. Kirim laporan {} sendiri, dengan nama OPD pada judul \
             lembar dan nama berkas, kepada {}.",
            opd.office.nama,
            kantor(cetak)
        ));
    }
    if sendiri.is_empty() {
        return lines;
    }
    if tersalin {
        lines.push(
            "Perbaikilah pada berkas asli OPD, bukan pada berkas ini. Lembar di belakang daftar ini menyalin isi lembar \
             asli dengan alamat sel yang sama."
                .to_owned(),
        );
        lines.push(
            "Klik alamat pada kolom Sel untuk menuju tempatnya. Sel yang harus diperbaiki berwarna merah muda, yang perlu \
             diperiksa berwarna kuning; keduanya diawali nomor dalam kurung siku, misalnya [1]. Penjelasannya muncul bila \
             penunjuk tetikus diletakkan di atas sel."
                .to_owned(),
        );
    } else {
        lines.push(
            "Isi berkas tidak dapat disalin ke sini. Buka berkas aslinya di komputer OPD dan pastikan isinya lengkap \
             sebelum dikirim kembali."
                .to_owned(),
        );
    }
    let names: Vec<String> = sendiri
        .iter()
        .map(|&berkas| {
            let file = &k.submissions[berkas].file;
            format!("\"{}\"", nama_baru(file, &cetak.urutan_berkas))
        })
        .collect();
    lines.push(format!(
        "Simpan hasil perbaikan dengan nama {}, lalu kirim kepada {} melalui saluran yang sama dengan pengiriman semula.",
        names.join(" dan "),
        kantor(cetak)
    ));
    lines
}

/// Returns the name under which a corrected file is known as the later version.
fn nama_baru(file: &str, words: &UrutanBerkas) -> String {
    let name = nama_berkas(file);
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    let (kind, number) = Version::new(&name, None, words).rank;
    // A "final" outranks every revision: its successor is a later final.
    let suffix = match kind {
        3 => format!("FINAL {}", number + 1),
        2 => format!("REVISI {}", number + 1),
        _ => "REVISI".to_owned(),
    };
    let tail = fold(suffix.split(' ').next().unwrap_or_default());
    let stem = match stem.rsplit_once(' ') {
        Some((rest, last)) if fold(last) == tail => rest,
        _ => stem,
    };
    format!("{stem} {suffix}.xlsx")
}

/// Says until when an office had more time, and why; `None` without an extension.
pub(super) fn perpanjangan(opd: &RekapOpd) -> Option<String> {
    let own = &opd.kepatuhan.tenggat;
    let (alasan, tanggal) = (own.alasan.as_deref()?, own.tanggal?);
    Some(format!(
        "sampai {}: {}",
        date_in_words(tanggal),
        satu_baris(alasan)
    ))
}

/// What came instead of the report asked for, in brackets.
fn sebab(opd: &RekapOpd) -> String {
    let told: Vec<&str> = opd
        .kepatuhan
        .sebab
        .iter()
        .map(|sebab| sebab.label())
        .collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.join("; "))
    }
}

/// The status of an office in the words of a message.
pub(super) fn status(k: &Konsolidasi, opd: &RekapOpd) -> String {
    match opd.kepatuhan.status {
        Status::BelumMasuk => match opd.kepatuhan.bulan_lain {
            Some(bulan) => format!(
                "laporan {} belum kami terima{}; sementara yang dihitung laporan {bulan}",
                k.periode.last_month(),
                sebab(opd)
            ),
            None => "belum kami terima".to_owned(),
        },
        Status::Ditolak => {
            let counted = opd.kepatuhan.bulan_lain.map_or_else(
                || "belum dihitung dalam rekap".to_owned(),
                |bulan| format!("sementara yang dihitung laporan {bulan}"),
            );
            format!("perlu diperbaiki, {counted}{}", sebab(opd))
        }
        Status::PerluPerbaikan => {
            format!(
                "sudah dihitung dalam rekap, tetapi perlu diperbaiki{}",
                sebab(opd)
            )
        }
        Status::Terlambat => {
            let days = opd.kepatuhan.hari_terlambat.unwrap_or_default();
            format!("diterima, terlambat {days} hari ({SETELAN})")
        }
        Status::WaktuTidakDiketahui => {
            "diterima dan dihitung dalam rekap; waktu diterimanya tidak tercatat".to_owned()
        }
        Status::TepatWaktu => "diterima tepat waktu dan dihitung dalam rekap".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn a_corrected_file_gets_a_name_that_outranks_the_old_one() {
        let words = Rules::embedded().unwrap().laporan.berkas;
        for (old, expected) in [
            (
                "masuk/RFK Kec Kerjo Sept 2026.xls",
                "RFK Kec Kerjo Sept 2026 REVISI.xlsx",
            ),
            ("RFK 2026-09 REVISI.xml", "RFK 2026-09 REVISI 2.xlsx"),
            ("RFK (fix).xlsx", "RFK (fix) FINAL 2.xlsx"),
            ("RFK\n=x", "RFK =x REVISI.xlsx"),
        ] {
            let new = nama_baru(old, &words);
            assert_eq!(new, expected);
            let rank = |name: &str| Version::new(name, None, &words).rank;
            assert!(rank(&new) > rank(old), "{old}");
        }
    }

    #[test]
    fn an_office_is_named_as_in_a_sentence() {
        assert_eq!(kapital("PEMBANGUNAN"), "Pembangunan");
        assert_eq!(kapital("DAN"), "dan");
    }
}
