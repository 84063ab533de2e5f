//! Small reports in a working folder, written as the test wants them, and what the program makes of them.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

use super::perintah::{json, rakor, run};

/// An activity as a report states it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Baris {
    pub(crate) kode: &'static str,
    pub(crate) uraian: &'static str,
    pub(crate) pagu: i64,
    /// Money and fisik up to the month.
    pub(crate) target: (i64, f64),
    pub(crate) lalu: (i64, f64),
    pub(crate) kini: (i64, f64),
}

/// Five activities of an office, on plan in a month: each month brings a hundredth of the pagu and one percent. No amount is
/// a whole thousand: those would be read as rounded.
pub(crate) fn rencana(bulan: u8) -> Vec<Baris> {
    const NAMA: [(&str, &str, i64); 5] = [
        ("1.02.01.2.01.0001", "Penyusunan Dokumen Perencanaan", 40),
        ("1.02.01.2.02.0001", "Penyediaan Gaji dan Tunjangan", 900),
        ("1.02.01.2.06.0004", "Penyediaan Bahan Logistik Kantor", 75),
        ("1.02.02.2.01.0003", "Pembangunan Puskesmas Pembantu", 600),
        ("1.02.03.2.02.0001", "Pelatihan Tenaga Kesehatan", 120),
    ];
    let so_far = |juta: i64, bulan: u8| ((juta * 10_000 + 1) * i64::from(bulan), f64::from(bulan));
    NAMA.map(|(kode, uraian, juta)| Baris {
        kode,
        uraian,
        pagu: juta * 1_000_000 + 100,
        target: so_far(juta, bulan),
        lalu: so_far(juta, bulan - 1),
        kini: so_far(juta, bulan),
    })
    .to_vec()
}

/// The first row of activities, 1-based, and the columns of what is written.
pub(crate) const AWAL: u32 = 6;
const HEADER: [&str; 10] = [
    "No",
    "Kode Rekening",
    "Uraian Kegiatan",
    "Pagu (Rp)",
    "Target Keuangan (Rp)",
    "Realisasi Keuangan s.d. Bulan Lalu (Rp)",
    "Realisasi Keuangan s.d. Bulan Ini (Rp)",
    "Target Fisik (%)",
    "Realisasi Fisik s.d. Bulan Lalu (%)",
    "Realisasi Fisik s.d. Bulan Ini (%)",
];

/// A working folder made by `rakor mulai`.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        assert!(
            run(rakor().arg("mulai").arg(folder.0.path()))
                .status
                .success()
        );
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn tulis(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Puts a report in the folder of its month and enters when it came.
    pub(crate) fn lapor(
        &self,
        (month, file): (&str, &str),
        (opd, nama): (&str, &str),
        rows: &[Baris],
        pada: &str,
    ) {
        let path = self.path(&format!("masuk/{month}/{file}"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, nama, month, rows);
        let receipt = run(rakor()
            .arg("terima")
            .arg(&path)
            .args(["--opd", opd, "--pada", pada]));
        assert!(receipt.status.success(), "{receipt:?}");
    }

    /// The machine output of a command over a month.
    pub(crate) fn json(&self, command: &str, month: &str) -> Value {
        let mut process = rakor();
        process.args([command, "--format", "json"]);
        json(process.arg(self.path(&format!("masuk/{month}")))).0
    }

    /// What is found about a month: code, severity, cell or range, and the words.
    pub(crate) fn temuan(&self, month: &str) -> Vec<[String; 4]> {
        let periksa = self.json("periksa", month);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let place = |one: &Value| match one["range"].as_str() {
            Some(range) => range.to_owned(),
            None => text(&one["cell"]),
        };
        let all = periksa["diagnostics"].as_array().unwrap().iter();
        all.map(|one| {
            [
                text(&one["code"]),
                text(&one["severity"]),
                place(one),
                text(&one["message"]),
            ]
        })
        .collect()
    }

    /// The findings of a family of codes, as code, severity and place.
    pub(crate) fn kode(&self, month: &str, family: &str) -> Vec<[String; 3]> {
        let found = self.temuan(month).into_iter();
        found
            .filter(|[code, ..]| code.starts_with(family))
            .map(|[code, severity, place, _]| [code, severity, place])
            .collect()
    }
}

fn write(path: &Path, nama: &str, month: &str, rows: &[Baris]) {
    let periode: rakor::model::periode::Periode = month.parse().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("RFK").unwrap();
    let bulan = format!("BULAN {periode}").to_uppercase();
    for (row, title) in (0..).zip(["LAPORAN REALISASI FISIK DAN KEUANGAN", nama, &bulan]) {
        sheet.write_string(row, 0, title).unwrap();
    }
    for (col, text) in (0..).zip(HEADER) {
        sheet.write_string(AWAL - 2, col, text).unwrap();
    }
    let money = |rupiah: i64| rakor::model::nilai::Sen::whole(rupiah).rupiah();
    let end = AWAL - 1 + u32::try_from(rows.len()).unwrap();
    let mut sums = [0_i64; 4];
    for (row, one) in (AWAL - 1..).zip(rows) {
        sheet.write_number(row, 0, row + 2 - AWAL).unwrap();
        sheet.write_string(row, 1, one.kode).unwrap();
        sheet.write_string(row, 2, one.uraian).unwrap();
        let amounts = [one.pagu, one.target.0, one.lalu.0, one.kini.0];
        for (col, amount) in (3..).zip(amounts) {
            sheet.write_number(row, col, money(amount)).unwrap();
        }
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum += amount;
        }
        for (col, fisik) in (7..).zip([one.target.1, one.lalu.1, one.kini.1]) {
            sheet.write_number(row, col, fisik).unwrap();
        }
    }
    sheet.write_string(end, 2, "JUMLAH").unwrap();
    for (col, sum) in (3..).zip(sums) {
        sheet.write_number(end, col, money(sum)).unwrap();
    }
    sheet.write_string(end + 2, 6, "KEPALA DINAS").unwrap();
    sheet
        .write_string(end + 6, 6, "NAMA CONTOH, S.Sos")
        .unwrap();
    book.save(path).unwrap();
}
