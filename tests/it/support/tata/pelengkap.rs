//! The sheets that stand beside a report and don't count.

use std::sync::Arc;

use rakor::model::cell::{Cell, CellRef, Value};
use rakor::model::grid::Grid;

use super::anggaran::{Item, Level, grand};
use super::mutasi::M;
use super::nilai::text;
use super::siapa::{MONTHS, OFFICES};
use crate::support::contoh::rng::Rng;

struct Page {
    grid: Grid,
    row: u32,
}

impl Page {
    fn named(name: &str) -> Self {
        let grid = Grid {
            name: Some(Arc::from(name)),
            knows_merges: true,
            ..Grid::default()
        };
        Self { grid, row: 0 }
    }

    fn texts(&mut self, texts: &[&str]) {
        let cells: Vec<Option<Cell>> = texts
            .iter()
            .map(|words| (!words.is_empty()).then(|| text(words)))
            .collect();
        self.cells(cells);
    }

    fn cells(&mut self, cells: Vec<Option<Cell>>) {
        for (col, cell) in (0..).zip(cells) {
            if let Some(cell) = cell {
                self.grid.put(CellRef::new(self.row, col), cell);
            }
        }
        self.row += 1;
    }

    fn gap(&mut self) {
        self.row += 1;
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a row is a list of cells that may be blank"
)]
fn rp(sen: i64) -> Option<Cell> {
    Some(Cell::new(Value::Number(sen as f64 / 100.0)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a row is a list of cells that may be blank"
)]
fn num(number: f64) -> Option<Cell> {
    Some(Cell::new(Value::Number(number)))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a row is a list of cells that may be blank"
)]
fn word(words: &str) -> Option<Cell> {
    Some(text(words))
}

/// Makes the sheet of a mutation; `None` where it adds none.
pub(super) fn sheet(
    m: M,
    items: &[Item],
    office: &str,
    month: usize,
    rng: &mut Rng,
) -> Option<Grid> {
    let page = match m {
        M::Rekap => recap(items, office, rng),
        M::Pengantar => letter(items, office, month),
        M::Rak => cash_plan(items, office),
        M::BulanGrup => month_groups(items, office),
        M::FisKeu => fis_keu(items, office),
        M::BulanBaris => month_rows(items, office),
        M::Paket => packages(rng),
        M::SisaTender => tenders(rng),
        M::Masalah => issues(items),
        M::Templat => template(rng),
        M::Lampiran => annex(rng),
        _ => return None,
    };
    Some(page.grid)
}

/// A recap of the same workbook: by program, or by office.
fn recap(items: &[Item], office: &str, rng: &mut Rng) -> Page {
    let by_program = rng.chance(60);
    let mut page = Page::named(if by_program { "Rekap Program" } else { "REKAP" });
    page.texts(&["REKAPITULASI REALISASI FISIK DAN KEUANGAN"]);
    page.texts(&["SKPD", "", &format!(": {office}")]);
    page.gap();
    page.texts(&[
        "NO",
        if by_program { "PROGRAM" } else { "SKPD" },
        "PAGU (Rp)",
        "REALISASI (Rp)",
        "KEU (%)",
        "FISIK (%)",
    ]);
    let rows: Vec<(String, super::anggaran::Amounts)> = if by_program {
        items
            .iter()
            .filter(|item| item.level == Level::Program)
            .map(|item| (item.nama.clone(), item.own))
            .collect()
    } else {
        let whole = grand(items);
        // Any of them may be the office itself: the same figures for all, so that the recap of it is right.
        (0..4)
            .map(|n| (OFFICES[n * 3].name.to_owned(), whole))
            .collect()
    };
    for (n, (name, own)) in rows.iter().enumerate() {
        let keu = own.real as f64 / own.pagu.max(1) as f64 * 100.0;
        page.cells(vec![
            num(n as f64 + 1.0),
            word(name),
            rp(own.pagu),
            rp(own.real),
            num(keu),
            own.rfis.and_then(num),
        ]);
    }
    let (budget, real) = rows
        .iter()
        .fold((0, 0), |(p, r), (_, own)| (p + own.pagu, r + own.real));
    page.cells(vec![
        None,
        word("JUMLAH"),
        rp(budget),
        rp(real),
        num(real as f64 / budget.max(1) as f64 * 100.0),
    ]);
    page
}

fn letter(items: &[Item], office: &str, month: usize) -> Page {
    let whole = grand(items);
    let mut page = Page::named("Sr Pengantar");
    page.texts(&["PEMERINTAH KABUPATEN KARANGANYAR"]);
    page.texts(&[&office.to_uppercase()]);
    page.gap();
    page.texts(&[
        "Nomor",
        ": 050/    /2026",
        "",
        "Kepada Yth. Bagian Administrasi Pembangunan",
    ]);
    page.texts(&["Perihal", ": Laporan Realisasi Fisik dan Keuangan"]);
    page.gap();
    page.texts(&[&format!(
        "Bersama ini kami sampaikan laporan bulan {} 2026 dengan rincian:",
        MONTHS[month - 1]
    )]);
    page.texts(&["", "Uraian", "Target", "Realisasi"]);
    page.cells(vec![
        None,
        word("Keuangan (%)"),
        num(whole.target as f64 / whole.pagu.max(1) as f64 * 100.0),
        num(whole.real as f64 / whole.pagu.max(1) as f64 * 100.0),
    ]);
    page.cells(vec![
        None,
        word("Fisik (%)"),
        whole.tfis.and_then(num),
        whole.rfis.and_then(num),
    ]);
    page.texts(&["Demikian untuk menjadikan periksa."]);
    page
}

fn cash_plan(items: &[Item], office: &str) -> Page {
    let mut page = Page::named("RAK");
    page.texts(&["RENCANA ANGGARAN KAS TAHUN 2026"]);
    page.texts(&["SKPD", "", &format!(": {office}")]);
    page.gap();
    let mut header = vec!["KODE", "URAIAN", "PAGU"];
    header.extend(MONTHS);
    header.push("JUMLAH");
    page.texts(&header);
    for item in items.iter().filter(|item| item.level <= Level::Sub) {
        let mut cells = vec![
            word(&item.kode.join(".")),
            word(&item.nama),
            rp(item.own.pagu),
        ];
        cells.extend(item.own.bulan.map(rp));
        cells.push(rp(item.own.pagu));
        page.cells(cells);
    }
    page
}

/// Twelve groups of eight columns: what planning sheets of a year look like.
fn month_groups(items: &[Item], office: &str) -> Page {
    const BELOW: [&str; 8] = [
        "Renc. Keu (Rp)",
        "Renc. Keu (%)",
        "Real. Keu (Rp)",
        "Real. Keu (%)",
        "Renc. Fisik (%)",
        "Real. Fisik (%)",
        "Deviasi Keu",
        "Deviasi Fisik",
    ];
    let mut page = Page::named("Kendali Setahun");
    page.texts(&["KENDALI RENCANA DAN REALISASI PER BULAN TAHUN 2026"]);
    page.texts(&["OPD", "", &format!(": {office}")]);
    let mut months = vec!["NO", "URAIAN KEGIATAN", "PAGU"];
    let mut below = vec!["", "", ""];
    for month in MONTHS {
        months.push(month);
        months.extend([""; 7]);
        below.extend(BELOW);
    }
    page.texts(&months);
    page.texts(&below);
    for (n, item) in items.iter().filter(|item| item.leaf).enumerate() {
        let mut cells = vec![num(n as f64 + 1.0), word(&item.nama), rp(item.own.pagu)];
        for month in 1..=12 {
            let share = f64::from(month) / 12.0;
            let sen = |whole: i64| rp((whole as f64 * share / 100.0).round() as i64 * 100);
            cells.extend([
                sen(item.own.target),
                num(share * 90.0),
                sen(item.own.real),
                num(share * 80.0),
                num(share * 95.0),
                num(share * 85.0),
                num(-share * 10.0),
                num(-share * 10.0),
            ]);
        }
        page.cells(cells);
    }
    page
}

/// Months as columns, four rows an activity, fisik as a fraction.
fn fis_keu(items: &[Item], office: &str) -> Page {
    let mut page = Page::named("Fis Keu");
    page.texts(&["RENCANA DAN REALISASI FISIK DAN KEUANGAN PER BULAN"]);
    page.texts(&["SKPD", "", &format!(": {office}")]);
    let mut header = vec!["NO", "KEGIATAN", "PAGU", "KET"];
    header.extend(MONTHS);
    page.texts(&header);
    for (n, item) in items.iter().filter(|item| item.leaf).enumerate() {
        for (line, label) in [
            "Renc. Keuangan",
            "Real. Keuangan",
            "Renc. Fisik",
            "Real. Fisik",
        ]
        .iter()
        .enumerate()
        {
            let first = line == 0;
            let mut cells = vec![
                first.then(|| num(n as f64 + 1.0)).flatten(),
                first.then(|| word(&item.nama)).flatten(),
                first.then(|| rp(item.own.pagu)).flatten(),
                word(label),
            ];
            for month in 1..=12 {
                let share = f64::from(month) / 12.0;
                cells.push(match line {
                    0 => num((item.own.target as f64 / 100.0 * share).round()),
                    1 => num((item.own.real as f64 / 100.0 * share).round()),
                    _ => num(share),
                });
            }
            page.cells(cells);
        }
    }
    page
}

/// Months as rows.
fn month_rows(items: &[Item], office: &str) -> Page {
    let whole = grand(items);
    let mut page = Page::named("Grafik");
    page.texts(&["PERKEMBANGAN REALISASI PER BULAN TAHUN 2026"]);
    page.texts(&["SKPD", "", &format!(": {office}")]);
    page.texts(&[
        "NO",
        "BULAN",
        "RENCANA KEUANGAN (Rp)",
        "REALISASI KEUANGAN (Rp)",
        "RENCANA FISIK (%)",
        "REALISASI FISIK (%)",
    ]);
    for (n, month) in MONTHS.iter().enumerate() {
        let share = (n + 1) as f64 / 12.0;
        let sen = |whole: i64| rp((whole as f64 * share / 100.0).round() as i64 * 100);
        page.cells(vec![
            num(n as f64 + 1.0),
            word(month),
            sen(whole.target),
            sen(whole.real),
            num(share * 95.0),
            num(share * 85.0),
        ]);
    }
    page
}

fn packages(rng: &mut Rng) -> Page {
    let mut page = Page::named("FORM-PBJ");
    page.texts(&["LAPORAN PENGADAAN BARANG DAN JASA"]);
    page.gap();
    page.texts(&[
        "NO",
        "JENIS PENGADAAN",
        "BELUM",
        "SEDANG",
        "SELESAI",
        "JUMLAH",
    ]);
    for (n, name) in [
        "BARANG",
        "JASA KONSULTANSI",
        "PEKERJAAN KONSTRUKSI",
        "JASA LAINNYA",
    ]
    .iter()
    .enumerate()
    {
        let counts: Vec<f64> = (0..3).map(|_| rng.between(0, 9) as f64).collect();
        page.cells(vec![
            num(n as f64 + 1.0),
            word(name),
            num(counts[0]),
            num(counts[1]),
            num(counts[2]),
            num(counts.iter().sum()),
        ]);
    }
    page
}

/// Stale contracts with an example row and a broken reference.
fn tenders(rng: &mut Rng) -> Page {
    let mut page = Page::named("FORM-ST");
    page.texts(&["LAPORAN SISA TENDER"]);
    page.texts(&[
        "NO",
        "NAMA PAKET",
        "NILAI DPA",
        "HPS",
        "NILAI KONTRAK",
        "SISA TENDER",
        "PENYEDIA",
        "NO. KONTRAK",
    ]);
    page.texts(&["1", "2", "3", "4", "5", "6 = 4-5", "7", "8"]);
    page.texts(&["", "Contoh :"]);
    for n in 1..=3 {
        let budget = rng.between(50, 900) * 1_000_000;
        page.cells(vec![
            num(f64::from(n)),
            word(&format!("Pembangunan Gedung Lama {n}")),
            num(budget as f64),
            num(budget as f64 * 0.98),
            num(budget as f64 * 0.95),
            num(budget as f64 * 0.03),
            word("CV. PENYEDIA DUA"),
            word("027/11/2018"),
        ]);
    }
    page.cells(vec![
        None,
        word("JUMLAH"),
        Some(Cell::new(Value::Fault("#REF!".into()))),
    ]);
    page.grid.hidden = rng.chance(50);
    page
}

fn issues(items: &[Item]) -> Page {
    let mut page = Page::named("FORM-M");
    page.texts(&["LAPORAN PERMASALAHAN"]);
    page.texts(&[
        "NO",
        "URAIAN KEGIATAN",
        "PERMASALAHAN",
        "UPAYA PEMECAHAN MASALAH",
        "PIHAK YANG DIHARAPKAN DAPAT MEMBANTU",
    ]);
    for (n, item) in items.iter().filter(|item| item.leaf).take(3).enumerate() {
        page.cells(vec![
            num(n as f64 + 1.0),
            word(&item.nama),
            word("Gagal lelang"),
            word("Lelang ulang"),
            word("UKPBJ"),
        ]);
    }
    page
}

fn template(rng: &mut Rng) -> Page {
    let mut page = Page::named(if rng.chance(50) {
        "Form Kosong"
    } else {
        "Sheet2"
    });
    page.texts(&["LAPORAN REALISASI FISIK DAN KEUANGAN"]);
    page.texts(&["SKPD", "", ":"]);
    page.texts(&["BULAN", "", ":"]);
    page.texts(&[
        "NO",
        "URAIAN KEGIATAN",
        "PAGU",
        "REALISASI (Rp)",
        "REALISASI (%)",
        "FISIK (%)",
    ]);
    page.texts(&["1", "2", "3", "4", "5", "6"]);
    for n in 1..=6 {
        page.cells(vec![
            num(f64::from(n)),
            word(".............."),
            None,
            None,
            num(0.0),
            None,
        ]);
    }
    page.cells(vec![None, word("JUMLAH"), num(0.0), num(0.0)]);
    page
}

fn annex(rng: &mut Rng) -> Page {
    if rng.chance(50) {
        let mut page = Page::named("FOTO");
        page.texts(&["DOKUMENTASI KEGIATAN"]);
        page.texts(&["NO", "NAMA KEGIATAN", "FOTO 0%", "FOTO 50%", "FOTO 100%"]);
        page.texts(&["1", "Talud Sungai", "terlampir", "terlampir", ""]);
        return page;
    }
    let mut page = Page::named("INPUT");
    page.texts(&["Kode Rekening", "Nama Rekening", "Harga Satuan", "Volume"]);
    for n in 1..=8 {
        page.cells(vec![
            word(&format!("5.1.02.01.01.{n:04}")),
            word("Belanja Alat Tulis Kantor"),
            num(f64::from(n) * 12_500.0),
            num(f64::from(n)),
        ]);
    }
    page
}
