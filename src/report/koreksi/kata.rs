//! The sentences of a correction: what is wrong and how an office's treasurer mends it, without a telephone call.

use crate::diag::catalogue::{arsip, berkas, konsolidasi as g, lembar, riwayat};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::periode::Periode;
use crate::normalize::fold::tidy;

/// What a sentence is made of.
pub(super) struct Pokok<'a> {
    pub(super) finding: &'a Diagnostic,
    pub(super) opd: &'a str,
    pub(super) periode: Periode,
}

/// Whether a finding is the analyst's own to settle: the file is held, still copied or not downloaded here, or the
/// register and the roster are meant.
pub(super) fn bukan_opd(finding: &Diagnostic) -> bool {
    const OURS: [Code; 13] = [
        berkas::LOCK,
        berkas::UNREADABLE,
        berkas::NOT_DOWNLOADED,
        berkas::STILL_COPYING,
        g::REGISTER_ROW_UNREADABLE,
        g::PERIOD_FROM_FILES,
        g::CONTROL_TOTAL,
        g::OPD_OUTSIDE_ROSTER,
        g::REGISTER_NOT_WRITTEN,
        lembar::RELEASED_BY_MAPPING,
        lembar::MAPPING_UNFIT,
        lembar::MEMORY_UNREADABLE,
        // Not known is not misspelt: only the analyst can teach the word.
        lembar::UNKNOWN_HEADER,
    ];
    OURS.contains(&finding.code) || arsip::ALL.contains(&finding.code)
}

/// Whether a code speaks of a sheet as a whole, though it names a cell to look at.
pub(super) fn keseluruhan(code: Code) -> bool {
    const WHOLE: [Code; 8] = [
        riwayat::SAME_AS_BEFORE,
        riwayat::PAGU_OF_OTHER_YEAR,
        riwayat::ROWS_OF_OTHER_OPD,
        lembar::MISSING_COLUMN,
        lembar::TEMPLATE,
        lembar::WRONG_PERIODE,
        lembar::ONLY_INI,
        g::OTHER_PERIOD,
    ];
    WHOLE.contains(&code)
}

/// Says what is wrong.
pub(super) fn salah(pokok: &Pokok<'_>) -> String {
    if pokok.finding.code == lembar::TEXT_IN_NUMBER {
        return format!(
            "{}, sehingga angkanya tidak diketahui.",
            besar(&pesan(pokok))
        );
    }
    if pokok.finding.code == lembar::WRONG_PERIODE
        && let Some(lain) = bulan_lain(&pokok.finding.message)
    {
        return format!(
            "Laporan menyatakan keadaan {lain}, sedangkan yang diminta keadaan {}.",
            pokok.periode
        );
    }
    if pokok.finding.code == g::OPD_REJECTED {
        return "Berkas belum memuat laporan realisasi yang dapat dihitung.".to_owned();
    }
    if pokok.finding.code == lembar::PROOF_FAILED
        && pokok.finding.message.starts_with("sisa tidak cocok")
    {
        return "Kolom sisa tidak sama dengan pagu dikurangi realisasi pada semua baris."
            .to_owned();
    }
    let message = besar(&pesan(pokok));
    if message.ends_with('.') {
        message
    } else {
        format!("{message}.")
    }
}

/// The finding's own words on one line.
fn pesan(pokok: &Pokok<'_>) -> String {
    let clean: String = pokok
        .finding
        .message
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    tanpa_nama_kita(&tidy(&clean), pokok.periode.tahun)
}

/// Names the analyst's lists as an office knows them: `master/pagu-2026.csv` is its DPA.
fn tanpa_nama_kita(text: &str, tahun: i16) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let Some(start) = word.find("master/") else {
                return word.to_owned();
            };
            let (before, path) = word.split_at(start);
            let (name, after) = match path.find(".csv") {
                Some(end) => path.split_at(end + ".csv".len()),
                None => (path, ""),
            };
            let known = if name.contains("pagu") {
                format!("DPA (data BKD) tahun {tahun}")
            } else if name.contains("lra") {
                format!("LRA (data BKD) tahun {tahun}")
            } else {
                "data induk".to_owned()
            };
            format!("{before}{known}{after}")
        })
        .collect();
    words.join(" ")
}

/// What to do about a file that can't be read or holds no report asked for, in one sentence: a message has no room for
/// [`cara`], and there is no cell to look at.
pub(in super::super) fn tindakan(code: Code, periode: Periode) -> Option<String> {
    const SUMBER: [Code; 3] = [berkas::PDF, berkas::IMAGE, berkas::DOCUMENT];
    if SUMBER.contains(&code) {
        return Some("Mohon kirim berkas Excel aslinya (.xlsx).".to_owned());
    }
    if code == berkas::PASSWORD {
        return Some("Mohon hapus kata sandinya, lalu kirim ulang berkasnya.".to_owned());
    }
    if code == lembar::WRONG_PERIODE || code == g::OTHER_PERIOD {
        return Some(format!(
            "Mohon kirim laporan {periode}, atau betulkan bulan pada judulnya bila angkanya sudah {periode}."
        ));
    }
    if code == lembar::TEMPLATE {
        return Some(format!(
            "Mohon isi dengan seluruh kegiatan, lalu kirim laporan {periode}."
        ));
    }
    if code == riwayat::SAME_AS_BEFORE || code == riwayat::SAME_FILE_AS_BEFORE {
        return Some(format!(
            "Mohon kirim laporan {periode}, atau beritahukan bila memang tidak ada kemajuan."
        ));
    }
    if code == g::OPD_REJECTED || code == g::REVISION_REJECTED {
        return Some(format!("Mohon kirim laporan {periode}."));
    }
    (code.id.starts_with('F') && code.severity == Severity::Error)
        .then(|| "Mohon kirim ulang berkas aslinya.".to_owned())
}

fn besar(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Says what to do.
pub(super) fn cara(pokok: &Pokok<'_>) -> String {
    let code = pokok.finding.code;
    let opd = pokok.opd;
    let periode = pokok.periode;
    match code {
        _ if code == lembar::TOTAL_EXPLAINED || code == lembar::TOTAL_MISMATCH => jumlah(pokok),
        _ if code == lembar::PARENT_MISMATCH => induk(&pokok.finding.message),
        _ if code == lembar::MISSING_COLUMN => kolom(&pokok.finding.message),
        _ if code == lembar::TEXT_IN_NUMBER => {
            "Isi setiap sel yang ditandai dengan angka saja. Bila belum ada realisasi, isi 0; keterangan seperti \
             \"menyusul\" ditulis pada kolom keterangan."
                .to_owned()
        }
        _ if code == lembar::ERROR_CELL => {
            "Betulkan rumus pada setiap sel yang ditandai, atau ganti dengan angkanya.".to_owned()
        }
        _ if code == lembar::WRONG_PERIODE || code == g::OTHER_PERIOD => format!(
            "Bila angkanya memang keadaan sampai dengan {periode}, betulkan tulisan bulan pada judul menjadi {periode}. \
             Bila angkanya keadaan bulan lain, kirim laporan keadaan sampai dengan {periode}."
        ),
        _ if code == lembar::TEMPLATE => format!(
            "Isi lembar dengan seluruh kegiatan {opd} (uraian, pagu, target, dan realisasi), hapus baris contoh, lalu \
             kirim kembali."
        ),
        _ if code == lembar::FISIK_COVERAGE => {
            "Isi realisasi fisik (%) pada setiap sel yang ditandai; isi 0 bila belum ada kemajuan.".to_owned()
        }
        _ if code == lembar::UNIT_DECLARED => {
            "Pastikan satuan itu benar. Bila benar, tidak ada yang harus diubah; sebaiknya laporan memakai rupiah penuh."
                .to_owned()
        }
        _ if code == berkas::TRUNCATED => {
            "Buka berkas asli di Excel, pastikan isinya lengkap sampai baris terakhir, simpan sebagai .xlsx, lalu kirim \
             kembali setelah pengunggahan benar-benar selesai."
                .to_owned()
        }
        _ if code == lembar::SIMILAR_HEADER => "Betulkan ejaan judul kolom itu.".to_owned(),
        _ if code == lembar::SETTLED_BY_MEMORY => {
            "Bedakan judul kolom itu dari kolom lain yang judulnya sama.".to_owned()
        }
        _ if code == lembar::SHEET_COPY => {
            "Hapus lembar salinan itu bila memang tidak diperlukan.".to_owned()
        }
        _ if code == lembar::OPD_UNKNOWN || code == lembar::OPD_CONFLICT => format!(
            "Pastikan berkas ini laporan {opd}, lalu tulis nama OPD dengan lengkap pada judul lembar dan nama berkas."
        ),
        _ if code == g::REVISION_ORDER_UNKNOWN => {
            "Beritahukan berkas mana yang berlaku. Bila berkas-berkas itu saling melengkapi, gabungkan dalam satu berkas."
                .to_owned()
        }
        _ if code == riwayat::SAME_AS_BEFORE || code == riwayat::SAME_FILE_AS_BEFORE => format!(
            "Kirim laporan dengan angka keadaan sampai dengan {periode}. Bila memang tidak ada kemajuan sama sekali, \
             beritahukan kepada kami."
        ),
        _ if code == g::SAME_ROWS_TWO_OPD || code == riwayat::ROWS_OF_OTHER_OPD => format!(
            "Pastikan berkas yang dikirim memang laporan {opd}. Bila bukan, kirim laporan {opd} yang benar; bila benar, \
             beritahukan kepada kami."
        ),
        _ if code == riwayat::SENT_BY_OTHER_OPD => {
            format!("Kirim laporan {opd} sendiri, keadaan sampai dengan {periode}.")
        }
        _ if code == g::OPD_REJECTED || code == g::REVISION_REJECTED => format!(
            "Kirim berkas laporan realisasi {opd} keadaan sampai dengan {periode}, dengan uraian, pagu, dan realisasi \
             setiap kegiatan."
        ),
        _ => code.perbaikan.to_owned(),
    }
}

/// How a stated total is mended: by its figure where the cause is known, else by one of two ways.
fn jumlah(pokok: &Pokok<'_>) -> String {
    let finding = pokok.finding;
    let Some(benar) = seharusnya(&finding.message) else {
        return finding.code.perbaikan.to_owned();
    };
    let sebab = finding
        .message
        .split_once("; sebab: ")
        .map(|(_, sebab)| sebab);
    match sebab {
        Some(sebab) if sebab.ends_with("di luar rentang SUM") => format!(
            "Seharusnya {benar}. Perluas rentang rumus SUM pada sel ini sehingga memuat {}.",
            sebab.trim_end_matches(" di luar rentang SUM")
        ),
        Some(_) => format!(
            "Seharusnya {benar}. Betulkan rumus atau angka pada sel ini sesuai sebab yang disebut."
        ),
        None => format!(
            "Bila semua kegiatan sudah lengkap dan benar, sel ini seharusnya {benar}; sebaiknya pakai rumus SUM. Bila \
             ada kegiatan yang belum tertulis atau keliru, lengkapi atau betulkan kegiatan itu sehingga jumlahnya sama."
        ),
    }
}

/// The sum that a stated total or a parent should show, as the finding reckons it.
fn seharusnya(message: &str) -> Option<&str> {
    let (numbers, _) = message.split_once("; sebab: ").unwrap_or((message, ""));
    let (rest, _) = numbers.rsplit_once(" (selisih ")?;
    ["jumlah kegiatan ", "jumlah rinciannya "]
        .into_iter()
        .find_map(|words| Some(rest.rsplit_once(words)?.1))
}

/// The period that a report of another month states.
fn bulan_lain(message: &str) -> Option<&str> {
    let (lain, _) = message
        .strip_prefix("laporan ini untuk ")?
        .split_once(", yang diminta ")?;
    Some(lain)
}

/// How a parent that its parts do not add up to is mended.
fn induk(message: &str) -> String {
    let Some(benar) = seharusnya(message) else {
        return lembar::PARENT_MISMATCH.perbaikan.to_owned();
    };
    format!(
        "Bila rinciannya sudah lengkap dan benar, sel ini seharusnya {benar}; sebaiknya pakai rumus. Bila ada rincian yang \
         belum tertulis atau keliru, lengkapi atau betulkan rincian itu."
    )
}

/// How a missing column is added, with a header that is understood.
fn kolom(message: &str) -> String {
    let judul = if message.contains("realisasi keuangan") {
        " (misalnya \"Realisasi Keuangan s.d. Bulan Ini (Rp)\")"
    } else if message.contains("fisik") {
        " (misalnya \"Realisasi Fisik s.d. Bulan Ini (%)\")"
    } else if message.contains("pagu") {
        " (misalnya \"Pagu Anggaran (Rp)\")"
    } else {
        ""
    };
    format!(
        "Tambahkan kolom itu pada tabel dengan judul yang jelas{judul}, isi untuk setiap kegiatan (0 bila belum ada) dan \
         pada baris jumlah."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::Location;

    #[test]
    fn the_right_sum_is_read_off_the_finding() {
        let explained = "ANGGARAN (Rp): tertulis Rp5, jumlah kegiatan Rp7 (selisih -Rp2); sebab: baris 16 di luar rentang SUM";
        assert_eq!(seharusnya(explained), Some("Rp7"));
        let parent = "pagu_rp tertulis Rp5, jumlah rinciannya Rp7,50 (selisih -Rp2,50)";
        assert_eq!(seharusnya(parent), Some("Rp7,50"));
        assert_eq!(seharusnya("tidak ada angka"), None);
    }

    #[test]
    fn the_lists_of_the_analyst_are_named_as_an_office_knows_them() {
        let said = tanpa_nama_kita("tidak ada dalam master/pagu-2026.csv; x", 2026);
        assert_eq!(said, "tidak ada dalam DPA (data BKD) tahun 2026; x");
    }

    #[test]
    fn what_has_no_cell_says_what_to_do() {
        let said = |code| tindakan(code, Periode::month(2026, 9)).unwrap_or_default();
        assert_eq!(said(berkas::TRUNCATED), "Mohon kirim ulang berkas aslinya.");
        assert_eq!(
            said(berkas::PDF),
            "Mohon kirim berkas Excel aslinya (.xlsx)."
        );
        assert!(said(lembar::WRONG_PERIODE).contains("kirim laporan September 2026"));
        assert!(said(lembar::TEMPLATE).contains("September 2026"));
        assert_eq!(said(lembar::TOTAL_MISMATCH), "");
    }

    #[test]
    fn no_remedy_asks_an_office_for_what_only_the_analyst_can_do() {
        let words = [
            ".toml",
            ".csv)",
            "penerimaan.csv",
            "folder",
            "jalankan",
            "pengelola program",
            "rakor",
            "intalah",
            "minta OPD",
        ];
        for code in crate::diag::catalogue::all() {
            let is_flag = code.id.starts_with(['D', 'K']);
            let finding = Diagnostic::new(code, Location::default(), "x");
            let missing = code == g::OPD_MISSING;
            if code.severity == Severity::Info || is_flag || missing || bukan_opd(&finding) {
                continue;
            }
            let said = cara(&Pokok {
                finding: &finding,
                opd: "Dinas X",
                periode: Periode::month(2026, 9),
            });
            for word in words {
                assert!(!said.contains(word), "{}: {word}: {said}", code.id);
            }
        }
    }
}
