//! How offices word the columns: a list of its own, invented after real habits; many words stand in no rule.

use super::acak::{index, pick};
use crate::support::contoh::rng::Rng;

/// What a header text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum W {
    No,
    Kode,
    Nama,
    Tingkat,
    Pagu,
    Sebelum,
    Tengah,
    Sesudah,
    Bobot,
    Keuangan,
    Fisik,
    Rencana,
    Realisasi,
    Rp,
    Persen,
    Kum,
    Ttb,
    Deviasi,
    Capaian,
    Sisa,
    Lalu,
    Ini,
    Sd,
    FisikRp,
    Lokasi,
    Sumber,
    Pptk,
    Kontrak,
    NilaiKontrak,
    Penyedia,
    Masalah,
    Tindak,
    Ket,
    Indikator,
    Atas,
    JumlahRealisasi,
}

/// Usual wordings, then those that few offices use.
#[expect(clippy::too_many_lines, reason = "a list of words")]
fn words(what: W) -> (&'static [&'static str], &'static [&'static str]) {
    match what {
        W::No => (
            &["NO", "No.", "NO. URUT", "Nomor"],
            &["Nmr.", "No. Keg.", "#"],
        ),
        W::Kode => (
            &[
                "KODE",
                "KODE REKENING",
                "Kode Kegiatan",
                "KODE REK.",
                "Kode Sub Kegiatan",
            ],
            &[
                "KODEFIKASI",
                "Kode Anggaran",
                "No. Rek.",
                "KODE PROG/KEG/SUB KEG",
                "ID Kegiatan",
            ],
        ),
        W::Nama => (
            &[
                "URAIAN",
                "PROGRAM / KEGIATAN / SUB KEGIATAN",
                "Uraian Kegiatan",
                "NAMA PROGRAM, KEGIATAN DAN SUB KEGIATAN",
                "Program/Kegiatan",
                "URAIAN PROGRAM/KEGIATAN/SUBKEGIATAN",
                "Nama Kegiatan",
                "Kegiatan / Sub Kegiatan",
            ],
            &[
                "PROG/KEG/SUB KEG",
                "Penjabaran Kegiatan",
                "KEGIATAN YANG DILAKSANAKAN",
                "Rincian Pekerjaan",
                "NAMA PEKERJAAN",
            ],
        ),
        W::Tingkat => (&["JENIS", "TINGKAT", "Level"], &["Ket. Baris", "Jenjang"]),
        W::Pagu => (
            &[
                "PAGU",
                "PAGU ANGGARAN",
                "ANGGARAN",
                "Pagu Dana",
                "Jumlah Anggaran",
                "DPA",
                "NILAI DPA",
                "PAGU DPA 2026",
                "Alokasi Anggaran",
            ],
            &[
                "DANA TERSEDIA",
                "Ketersediaan Anggaran",
                "PAGU KEG.",
                "Anggaran Disetujui",
                "Plafond Dana",
                "ANGG. 2026",
            ],
        ),
        W::Sebelum => (
            &[
                "SEBELUM PERUBAHAN",
                "MURNI",
                "Sebelum Pergeseran",
                "PAGU AWAL",
                "SEMULA",
                "APBD Induk",
            ],
            &["Ditetapkan", "DPA Awal TA 2026", "Anggaran Mula-mula"],
        ),
        W::Tengah => (&["PERGESERAN I", "Pergeseran Ke-1"], &["Geser 1"]),
        W::Sesudah => (
            &[
                "SETELAH PERUBAHAN",
                "PERUBAHAN",
                "Setelah Pergeseran",
                "PAGU AKHIR",
                "MENJADI",
                "APBD Perubahan",
            ],
            &["DPPA TA 2026", "Perubahan (DPPA)", "Anggaran Terakhir"],
        ),
        W::Bobot => (
            &["BOBOT", "Bobot (%)", "BOBOT KEGIATAN"],
            &["Bbt.", "Bobot thd Pagu"],
        ),
        W::Keuangan => (
            &["KEUANGAN", "Keuangan", "KEU."],
            &["Segi Keuangan", "DANA", "Uang"],
        ),
        W::Fisik => (
            &["FISIK", "Fisik", "FISIK (%)"],
            &[
                "KEMAJUAN FISIK",
                "Progres Fisik",
                "Fisik Lapangan",
                "Segi Fisik",
            ],
        ),
        W::Rencana => (
            &["RENCANA", "TARGET", "Target", "Renc."],
            &["DIRENCANAKAN", "Rencana s.d. Saat Ini", "PROYEKSI", "Tgt"],
        ),
        W::Realisasi => (
            &["REALISASI", "Realisasi", "REAL.", "REALISASI S/D BULAN INI"],
            &[
                "TEREALISASI",
                "Penyerapan",
                "REALISASI SPJ",
                "Yang Direalisasikan",
                "Realisasi (SP2D)",
            ],
        ),
        W::Rp => (
            &["Rp", "(Rp)", "Rp.", "Rupiah"],
            &["Jumlah (Rp.)", "Nominal"],
        ),
        W::Persen => (&["%", "(%)", "Persen"], &["Prosentase", "dlm %"]),
        W::Kum => (&["KUM", "Kum.", "KUMULATIF"], &["Komulatif (%)", "Kum (%)"]),
        W::Ttb => (
            &["TTB", "Tertimbang", "TERTIMBANG"],
            &["Tertimbang (%)", "Ttb. (%)"],
        ),
        W::Deviasi => (
            &["DEVIASI", "Deviasi (%)", "DEV."],
            &["Selisih Rencana", "+/-"],
        ),
        W::Capaian => (
            &["CAPAIAN", "Capaian (%)"],
            &["Kinerja Capaian", "TINGKAT CAPAIAN"],
        ),
        W::Sisa => (
            &["SISA ANGGARAN", "SISA", "Sisa Pagu", "SISA DANA (Rp)"],
            &["Belum Terserap", "SALDO ANGGARAN", "Sisa Mati"],
        ),
        W::Lalu => (
            &[
                "S.D. BULAN LALU",
                "s/d Bulan Lalu",
                "BULAN LALU",
                "s.d. Bln Lalu",
            ],
            &[
                "SD BULAN KEMARIN",
                "s/d Bulan Sebelumnya",
                "Sampai Bulan Lalu",
            ],
        ),
        W::Ini => (
            &["BULAN INI", "Bulan ini", "BLN INI"],
            &["Dalam Bulan Ini", "Bulan Berjalan"],
        ),
        W::Sd => (
            &[
                "S.D. BULAN INI",
                "s/d Bulan Ini",
                "SAMPAI DENGAN BULAN INI",
                "s.d. Bln Ini",
            ],
            &[
                "SD BULAN INI (KUMULATIF)",
                "Sampai Saat Ini",
                "Jumlah s/d Bulan Ini",
            ],
        ),
        W::FisikRp => (
            &[
                "NILAI FISIK (Rp)",
                "Nilai Realisasi Fisik (Rp)",
                "FISIK (Rp)",
            ],
            &["Fisik Dinilai Rupiah", "Nilai Pekerjaan Fisik (Rp.)"],
        ),
        W::Lokasi => (
            &["LOKASI", "Lokasi Kegiatan"],
            &["Tempat Pelaksanaan", "Desa/Kel."],
        ),
        W::Sumber => (&["SUMBER DANA", "Sumber Dana"], &["SD", "Asal Dana"]),
        W::Pptk => (
            &["PPTK", "Nama PPTK"],
            &["Pejabat PPTK", "Penanggung Jawab Keg."],
        ),
        W::Kontrak => (&["NO. KONTRAK", "Nomor Kontrak"], &["No/Tgl SPK"]),
        W::NilaiKontrak => (&["NILAI KONTRAK", "Nilai Kontrak (Rp)"], &["Harga Kontrak"]),
        W::Penyedia => (&["PENYEDIA", "Rekanan"], &["Nama CV/PT"]),
        W::Masalah => (&["PERMASALAHAN", "Kendala"], &["Masalah yang Dihadapi"]),
        W::Tindak => (&["TINDAK LANJUT", "Upaya"], &["Rencana Pemecahan"]),
        W::Ket => (&["KET", "KETERANGAN", "Ket."], &["Lain-lain", "Cat."]),
        W::Indikator => (
            &["INDIKATOR", "Indikator Keluaran"],
            &["Tolok Ukur Keluaran"],
        ),
        W::Atas => (
            &[
                "PELAKSANAAN KEGIATAN",
                "PERKEMBANGAN PELAKSANAAN",
                "REALISASI PELAKSANAAN KEGIATAN",
            ],
            &["KEADAAN PELAKSANAAN", "Progres Sampai Dengan Akhir Bulan"],
        ),
        W::JumlahRealisasi => (
            &["TOTAL REALISASI", "JUMLAH REALISASI"],
            &["Realisasi Seluruhnya"],
        ),
    }
}

/// The words that one form uses: each concept is worded once.
#[derive(Clone, Debug)]
pub(super) struct Words {
    seed: Rng,
    rare: Vec<W>,
    typo: Option<W>,
}

impl Words {
    pub(super) fn usual(rng: &mut Rng) -> Self {
        Self {
            seed: Rng::named(&format!("kata-{}", rng.next())),
            rare: Vec::new(),
            typo: None,
        }
    }

    /// Some of the concepts that matter are worded as few offices do.
    pub(super) fn rare(mut self, rng: &mut Rng) -> Self {
        const WORTH: [W; 12] = [
            W::Nama,
            W::Pagu,
            W::Keuangan,
            W::Fisik,
            W::Rencana,
            W::Realisasi,
            W::Sisa,
            W::Kode,
            W::Rp,
            W::Sesudah,
            W::Sd,
            W::Bobot,
        ];
        for _ in 0..rng.between(1, 2) {
            self.rare.push(WORTH[index(rng, WORTH.len())]);
        }
        self
    }

    /// One word is mistyped.
    pub(super) fn mistyped(mut self, rng: &mut Rng) -> Self {
        const WORTH: [W; 5] = [W::Pagu, W::Realisasi, W::Keuangan, W::Rencana, W::Sisa];
        self.typo = Some(WORTH[index(rng, WORTH.len())]);
        self
    }

    /// Returns the wording of a concept on this form.
    pub(super) fn say(&self, what: W) -> String {
        let mut rng = self.seed.clone();
        for _ in 0..(what as usize) {
            rng.next();
        }
        let (usual, few) = words(what);
        let list = if self.rare.contains(&what) {
            few
        } else {
            usual
        };
        let text = pick(&mut rng, list);
        if self.typo == Some(what) {
            typo(text)
        } else {
            text.to_owned()
        }
    }
}

/// Drops or swaps a letter within the longest word.
pub(super) fn typo(text: &str) -> String {
    let longest = text
        .split(' ')
        .max_by_key(|word| word.len())
        .unwrap_or(text);
    let letters: Vec<char> = longest.chars().collect();
    if letters.len() < 5 {
        return text.to_owned();
    }
    let mut wrong = letters.clone();
    if letters.len().is_multiple_of(2) {
        wrong.remove(letters.len() / 2);
    } else {
        wrong.swap(letters.len() / 2, letters.len() / 2 + 1);
    }
    text.replacen(longest, &wrong.into_iter().collect::<String>(), 1)
}
