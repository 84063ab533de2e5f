//! Layouts that were once read wrong: each as a small sheet, with what must come out of it.

use std::fmt::Write as _;
use std::sync::Arc;

use rakor::diag::Severity;
use rakor::ingest::layout::book::{self, Request};
use rakor::model::grid::{Grid, Workbook};
use rakor::model::nilai::Sen;
use rakor::model::periode::Periode;
use rakor::model::table::{Table, Totals};
use rakor::rules::Rules;

use crate::support::petak::{sheet, workbook};

const TITLE: &str = "
    LAPORAN REALISASI FISIK DAN KEUANGAN
    SKPD : Dinas Sosial
    BULAN : September 2026
    -";

/// A sheet with these rows under the usual title.
fn grid(rows: &str) -> Grid {
    sheet("RFK", &format!("{TITLE}\n{rows}"))
}

/// Tells a workbook in a line: status, leaves, money in millions, fisik, and the codes of its warnings and errors.
fn told(workbook: &Workbook) -> String {
    let rules = Rules::embedded().unwrap();
    let request = Request {
        periode: Some(Periode::month(2026, 9)),
        opd_from_files: false,
    };
    let outcome = book::understand(workbook, &Arc::from("rfk.xlsx"), request, &rules);
    let (tables, status) = &outcome.value;
    let counting = tables.iter().filter(|table| table.status.counts());
    let rows: Vec<_> = counting.flat_map(Table::leaves).collect();
    let totals = Totals::of(rows.into_iter());
    let money =
        |sen: Option<Sen>| sen.map_or("-".to_owned(), |sen| format!("{}", sen.rupiah() / 1e6));
    let percent = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.2}"));
    let mut line = format!(
        "{} {} {} {} {} {} {}",
        status.name(),
        totals.leaves,
        money(totals.pagu),
        money(totals.target_keuangan),
        money(totals.realisasi_keuangan),
        percent(totals.target_fisik),
        percent(totals.realisasi_fisik),
    );
    let loud = |severity: Severity| severity != Severity::Info;
    let mut codes: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|found| loud(found.severity))
        .map(|found| found.code.id)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let _ = write!(line, " {code}");
    }
    line
}

#[track_caller]
fn check(grids: Vec<Grid>, expected: &str) {
    assert_eq!(told(&workbook(grids)), expected);
}

#[test]
fn segments_under_kode_make_one_code_whatever_their_headings() {
    for head in [
        "Urs | Bid | Prog | Keg | Sub",
        "U | B | P | K | S",
        "Urusan | Bidang | Program | Kegiatan | Sub Kegiatan",
    ] {
        let text = format!(
            "KODE | | | | | URAIAN | PAGU | REALISASI | REALISASI FISIK (%)
             {head} | | | |
             '1 | '06 | '01 | | | Program Penunjang | 300000000 | 60000000 | 31.67
             '1 | '06 | '01 | '2.01 | | Administrasi Umum | 300000000 | 60000000 | 31.67
             '1 | '06 | '01 | '2.01 | '0001 | Pembinaan Kader | 100000000 | 20000000 | 25
             '1 | '06 | '01 | '2.01 | '0002 | Pengadaan Meja | 200000000 | 40000000 | 35"
        );
        check(vec![grid(&text)], "accepted 2 300 - 60 - 31.67");
    }
}

#[test]
fn a_nip_typed_as_a_number_says_nothing_of_the_columns() {
    let text = "NO | URAIAN | PAGU | TARGET (Rp) | TARGET (%) | REALISASI (Rp) | REALISASI (%) | TARGET FISIK | REALISASI FISIK
        1 | Pembinaan Kader | 100000000 | 50000000 | 0.5 | 25000000 | 0.25 | 0.6 | 0.55
        2 | Pengadaan Meja | 200000000 | 80000000 | 0.4 | 40000000 | 0.2 | 0.45 | 0.4
        3 | Rapat Koordinasi | 100000000 | 90000000 | 0.9 | 80000000 | 0.8 | 0.95 | 0.9
        | JUMLAH | 400000000 | 220000000 | 0.55 | 145000000 | 0.3625 | 0.6125 | 0.5625
        -
        | | | | | | | KEPALA DINAS
        | | | | | | | NAMA PEJABAT
        | | | | | | | 999999999999999999";
    check(
        vec![grid(text)],
        "accepted_with_notes 3 400 220 145 61.25 56.25 H207",
    );
}

#[test]
fn an_only_child_is_no_second_activity_where_the_total_says_so() {
    let text = "URAIAN | PAGU | REALISASI | REALISASI FISIK (%)
        Program Pembinaan | 300000000 | 60000000 | 31.67
        Administrasi Umum | 300000000 | 60000000 | 31.67
        Pembinaan Kader | 100000000 | 20000000 | 25
        Pengadaan Meja | 200000000 | 40000000 | 35
        Program Sarana | 50000000 | 5000000 | 10
        Pemeliharaan Gedung | 50000000 | 5000000 | 10
        Perbaikan Atap | 50000000 | 5000000 | 10
        JUMLAH | 350000000 | 65000000 | 28.57";
    check(vec![grid(text)], "accepted 3 350 - 65 - 28.57");
}

#[test]
fn a_plan_of_spending_is_a_target_and_unread_money_is_said() {
    let text = |head: &str| {
        format!(
            "NO | URAIAN | PAGU | {head} | DANA TERSERAP | REALISASI FISIK (%)
             1 | Pembinaan Kader | 100000000 | 50000000 | 20000000 | 25
             2 | Pengadaan Meja | 200000000 | 80000000 | 40000000 | 35
             | JUMLAH | 300000000 | 130000000 | 60000000 | 31.67"
        )
    };
    for head in [
        "Rencana Penyerapan",
        "Target Penyerapan Anggaran",
        "Rencana Realisasi Keuangan",
        "TARGET PENCAIRAN (Rp)",
    ] {
        check(vec![grid(&text(head))], "accepted 2 300 130 60 - 31.67");
    }
    check(
        vec![grid(&text("ZZZ"))],
        "accepted_with_notes 2 300 - 60 - 31.67 H203",
    );
}

#[test]
fn money_called_kumulatif_is_money() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | | | REALISASI FISIK (%)
        | | | BULAN LALU | BULAN INI | Kumulatif s/d bulan ini |
        1 | Pembinaan Kader | 100000000 | 15000000 | 5000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 30000000 | 10000000 | 40000000 | 35
        | JUMLAH | 300000000 | 45000000 | 15000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn a_cell_that_can_be_no_percentage_keeps_the_table_out() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | FISIK
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 35 | 40000000
        3 | Rapat Koordinasi | 100000000 | 80000000 | 90
        4 | Perbaikan Atap | 100000000 | 70000000 | 80";
    check(vec![grid(text)], "quarantined 0 - - - - - C310");
}

#[test]
fn packages_beside_their_activities_are_not_counted_again() {
    let rfk = grid(
        "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 40000000 | 35
        3 | Rapat Koordinasi | 100000000 | 80000000 | 90
        | JUMLAH | 400000000 | 140000000 | 46.25",
    );
    let paket = |name: &str| {
        let text = format!(
            "{TITLE}
            NO | NAMA PAKET | PAGU PAKET | NILAI KONTRAK | PENYEDIA | REALISASI KEUANGAN | REALISASI FISIK (%)
            1 | {name} | 180000000 | 170000000 | CV Maju | 40000000 | 35
            | JUMLAH | 180000000 | 170000000 | | 40000000 | 35"
        );
        sheet("Paket", &text)
    };
    check(
        vec![rfk.clone(), paket("Paket Pengadaan Meja")],
        "accepted 3 400 - 140 - 46.25",
    );
    check(
        vec![rfk, paket("Mebel Kantor")],
        "accepted 3 400 - 140 - 46.25 S110",
    );
}

#[test]
fn quarters_make_up_their_whole_to_the_period() {
    let text =
        "NO | URAIAN | PAGU | TARGET KEUANGAN | | | | REALISASI KEUANGAN | REALISASI FISIK (%)
        | | | TW I | TW II | TW III | TW IV | |
        1 | Pembinaan Kader | 100000000 | 20000000 | 30000000 | 10000000 | 40000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 50000000 | 50000000 | 100000000 | 0 | 40000000 | 35
        | JUMLAH | 300000000 | 70000000 | 80000000 | 110000000 | 40000000 | 60000000 | 31.67";
    check(
        vec![grid(text)],
        "accepted_with_notes 2 300 260 60 - 31.67 H214",
    );
}

#[test]
fn a_header_repeated_below_a_heading_row_goes_on_with_the_table() {
    for name in [
        "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
        "Administrasi Keuangan Perangkat Daerah",
        "Sisa Pekerjaan Tahun Lalu",
    ] {
        let text = format!(
            "NO | KODE | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
            | 1.06.01 | Program Penunjang Urusan Pemerintahan Daerah
            | 1.06.01.2.01 | Administrasi Umum
            1 | 1.06.01.2.01.0001 | Pembinaan Kader | 100000000 | 20000000 | 25
            | 1.06.01.2.02 | {name}
            NO | KODE | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
            2 | 1.06.01.2.02.0001 | Pengadaan Meja | 200000000 | 40000000 | 35
            3 | 1.06.01.2.02.0002 | Rapat Koordinasi | 100000000 | 80000000 | 90"
        );
        check(vec![grid(&text)], "accepted 3 400 - 140 - 46.25");
    }
}

#[test]
fn a_name_that_begins_like_a_total_ends_no_table() {
    for name in [
        "Jumlah Daerah Irigasi yang Direhabilitasi",
        "Sub Jumlah Irigasi",
        "Total Station",
    ] {
        let text = format!(
            "URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
            Pembinaan Kader | 100000000 | 20000000 | 25
            {name} | 30000000 | 3000000 | 10
            -
            Pengadaan Meja | 200000000 | 40000000 | 35
            Rapat Koordinasi | 100000000 | 80000000 | 90"
        );
        check(vec![grid(&text)], "accepted 4 430 - 143 - 43.72");
    }
}

#[test]
fn a_total_without_a_label_is_held_against_the_rows() {
    let text = |pagu: u64| {
        format!(
            "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
            1 | Pembinaan Kader | 100000000 | 20000000 | 25
            2 | Pengadaan Meja | 200000000 | 40000000 | 35
            3 | Rapat Koordinasi | 100000000 | 80000000 | 90
            | | {pagu} | 140000000 | 46.25"
        )
    };
    check(
        vec![grid(&text(400_000_000))],
        "accepted 3 400 - 140 - 46.25",
    );
    check(
        vec![grid(&text(440_000_000))],
        "accepted_with_notes 3 400 - 140 - 46.25 R403",
    );
}

#[test]
fn small_tables_are_read_like_large_ones() {
    let text = "NO | URAIAN | PAGU | KEUANGAN | | FISIK |
        | | | TARGET | REALISASI | TARGET | REALISASI
        1 | Pembinaan Kader | 100000000 | 50000000 | 20000000 | 40 | 25
        | JUMLAH | 100000000 | 50000000 | 20000000 | 40 | 25
        -
        | | | | Karanganyar, 5 Oktober 2026
        | | | | KEPALA DINAS
        | | | | NAMA PEJABAT
        | | | | Pembina";
    check(vec![grid(text)], "accepted 1 100 50 20 40.00 25.00");
}

#[test]
fn columns_are_numbered_in_roman_too() {
    let text = "KODE | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        I | II | III | IV | V
        1.06.01.2.01.0001 | Pembinaan Kader | 100000000 | 20000000 | 25
        1.06.01.2.01.0002 | Pengadaan Meja | 200000000 | 40000000 | 35
        | JUMLAH | 300000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn each_level_may_have_a_name_column_of_its_own() {
    let text =
        "KODE | PROGRAM | KEGIATAN | SUB KEGIATAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1.06.01 | Program Penunjang | | | 300000000 | 60000000 | 31.67
        1.06.01.2.01 | | Administrasi Umum | | 300000000 | 60000000 | 31.67
        1.06.01.2.01.0001 | | | Pembinaan Kader | 100000000 | 20000000 | 25
        1.06.01.2.01.0002 | | | Pengadaan Meja | 200000000 | 40000000 | 35";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn sources_of_funds_make_up_their_whole() {
    let text = "NO | URAIAN | PAGU ANGGARAN | | REALISASI KEUANGAN | | REALISASI FISIK (%)
        | | PAD | DAU | PAD | DAU |
        1 | Pembinaan Kader | 60000000 | 40000000 | 5000000 | 15000000 | 25
        2 | Pengadaan Meja | 200000000 | | 40000000 | | 35
        | JUMLAH | 260000000 | 40000000 | 45000000 | 15000000 | 31.67";
    check(
        vec![grid(text)],
        "accepted_with_notes 2 300 - 60 - 31.67 H214",
    );
}

#[test]
fn the_sum_of_its_neighbours_is_the_whole() {
    let text = "NO | URAIAN | PAGU ANGGARAN | | | REALISASI KEUANGAN | | | REALISASI FISIK (%)
        | | B. PEGAWAI | B. MODAL | TOTAL | B. PEGAWAI | B. MODAL | TOTAL |
        1 | Pembinaan Kader | 60000000 | 40000000 | 100000000 | 5000000 | 15000000 | 20000000 | 25
        2 | Pengadaan Meja | 150000000 | 50000000 | 200000000 | 40000000 | 0 | 40000000 | 35
        | JUMLAH | 210000000 | 90000000 | 300000000 | 45000000 | 15000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn months_that_columns_go_to_are_spans() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | | | REALISASI FISIK (%)
        | | | s/d Agustus | September | s/d September |
        1 | Pembinaan Kader | 100000000 | 15000000 | 5000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 30000000 | 10000000 | 40000000 | 35
        | JUMLAH | 300000000 | 45000000 | 15000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn an_example_row_is_no_parent() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        | Contoh : Pembangunan Gedung .... | 500000000 | 50000000 | 10
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 40000000 | 35
        | JUMLAH | 300000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn target_and_realisasi_may_be_one_letter_each() {
    let text = "NO | URAIAN | PAGU | KEUANGAN | | FISIK |
        | | | T | R | T | R
        1 | Pembinaan Kader | 100000000 | 50000000 | 20000000 | 40 | 25
        2 | Pengadaan Meja | 200000000 | 80000000 | 40000000 | 40 | 35
        | JUMLAH | 300000000 | 130000000 | 60000000 | 40 | 31.67";
    check(vec![grid(text)], "accepted 2 300 130 60 40.00 31.67");
}

#[test]
fn misspelt_headings_are_read_with_a_word_about_it() {
    let text = "N0 | URAIN KEGITAN | PAGU ANGARAN | TARGGET KEUNGAN | REALISAI KEUANGAN | TARGET FISK (%) | REALIASASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 50000000 | 20000000 | 40 | 25
        2 | Pengadaan Meja | 200000000 | 80000000 | 40000000 | 40 | 35
        | JUMLAH | 300000000 | 130000000 | 60000000 | 40 | 31.67";
    check(
        vec![grid(text)],
        "accepted_with_notes 2 300 130 60 40.00 31.67 H204",
    );
}

#[test]
fn the_name_may_stand_at_the_right_end() {
    let text = "NO | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%) | NAMA SUB KEGIATAN
        1 | 100000000 | 20000000 | 25 | Pembinaan Kader
        2 | 200000000 | 40000000 | 35 | Pengadaan Meja
        3 | 100000000 | 80000000 | 90 | Rapat Koordinasi
        | 400000000 | 140000000 | 46.25 | JUMLAH";
    check(vec![grid(text)], "accepted 3 400 - 140 - 46.25");
}

#[test]
fn zeroes_above_the_total_are_no_total() {
    let text = "URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        Jumlah Irigasi Baru | 100000000 | 20000000 | 25
        Pengadaan Meja | 200000000 | 40000000 | 35
        | 0 | 0 | 0
        | 0 | 0 | 0
        JUMLAH | 300000000 | 60000000 | 31.67";
    check(vec![grid(text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn a_second_header_row_of_unknown_words_belongs_to_the_header() {
    let text = |second: &str| {
        format!(
            "NO | URAIAN | PAGU | REALISASI KEUANGAN | | REALISASI FISIK | | SISA
            | | | {second} | {second} |
            1 | Pembinaan Kader | 100000000 | 50000000 | 20000000 | 40 | 25 | 80000000
            2 | Pengadaan Meja | 200000000 | 80000000 | 40000000 | 40 | 35 | 160000000
            3 | Rapat Koordinasi | 100000000 | 90000000 | 80000000 | 95 | 90 | 20000000
            | JUMLAH | 400000000 | 220000000 | 140000000 | 53.75 | 46.25 | 260000000"
        )
    };
    check(
        vec![grid(&text("RENJA | REALISASI"))],
        "accepted 3 400 220 140 53.75 46.25",
    );
}

#[test]
fn a_year_row_belongs_to_the_header() {
    let text = "NO | URAIAN | PAGU | | REALISASI KEUANGAN | | REALISASI FISIK (%)
        | | 2025 | 2026 | 2025 | 2026 |
        1 | Pembinaan Kader | 90000000 | 100000000 | 50000000 | 20000000 | 25
        2 | Pengadaan Meja | 150000000 | 200000000 | 80000000 | 40000000 | 35
        3 | Rapat Koordinasi | 100000000 | 100000000 | 90000000 | 80000000 | 90
        | JUMLAH | 340000000 | 400000000 | 220000000 | 140000000 | 46.25";
    check(vec![grid(text)], "accepted 3 400 - 140 - 46.25");
}

#[test]
fn a_recap_of_several_sheets_is_not_added_to_them() {
    let bidang = |name: &str, rows: &str| {
        sheet(
            name,
            &format!(
                "{TITLE}\nNO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)\n{rows}"
            ),
        )
    };
    check(
        vec![
            bidang(
                "Sekretariat",
                "1 | Pembinaan Kader | 100000000 | 20000000 | 25\n2 | Rapat Koordinasi | 100000000 | 80000000 | 90",
            ),
            bidang(
                "Bid. SDA",
                "1 | Pengadaan Meja | 200000000 | 40000000 | 35\n2 | Perbaikan Atap | 50000000 | 5000000 | 10",
            ),
            bidang(
                "REKAP DINAS",
                "1 | Sekretariat | 200000000 | 100000000 | 57.5\n2 | Bidang SDA | 250000000 | 45000000 | 30\n| JUMLAH | 450000000 | 145000000 | 42.22",
            ),
        ],
        "accepted 4 450 - 145 - 42.22",
    );
}

#[test]
fn a_sheet_of_examples_is_not_added() {
    let rows = "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Rapat Koordinasi | 100000000 | 80000000 | 90";
    let example = sheet(
        "Contoh Pengisian",
        &format!("{TITLE}\n{rows}")
            .replace("Kader", "Guru")
            .replace("25", "30"),
    );
    check(
        vec![grid(rows), example],
        "accepted 2 200 - 100 - 57.50 S110",
    );
}

#[test]
fn a_row_written_twice_is_a_duplicate_and_no_parent() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 40000000 | 35
        2 | Pengadaan Meja | 200000000 | 40000000 | 35
        3 | Rapat Koordinasi | 100000000 | 80000000 | 90
        | JUMLAH | 400000000 | 140000000 | 46.25";
    check(
        vec![grid(text)],
        "accepted_with_notes 3 400 - 140 - 46.25 R408",
    );
}

#[test]
fn small_percentages_at_the_start_of_a_year_stay_what_they_are() {
    let text = |share: [f64; 4]| {
        format!(
            "NO | URAIAN | PAGU | TARGET KEUANGAN | REALISASI KEUANGAN | TARGET FISIK | REALISASI FISIK
            1 | Pembinaan Kader | 100000000 | {} | {} | 0.5 | 0.25
            2 | Pengadaan Meja | 200000000 | {} | {} | 0.75 | 0.35",
            share[0], share[1], share[2], share[3]
        )
    };
    check(
        vec![grid(&text([500_000.0, 250_000.0, 1_500_000.0, 700_000.0]))],
        "accepted_with_notes 2 300 2 0.95 0.67 0.32 H207",
    );
    check(
        vec![grid(&text([50e6, 25e6, 150e6, 70e6]))],
        "accepted_with_notes 2 300 200 95 66.67 31.67 H207",
    );
}

#[test]
fn a_dash_is_a_zero_where_the_stated_total_says_so() {
    let text = |total: &str| {
        format!(
            "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
            1 | Pembinaan Kader | 100000000 | 20000000 | 40
            2 | Pengadaan Meja | 300000000 | - | -
            3 | Rapat Koordinasi | 100000000 | 80000000 | 90
            | JUMLAH | 500000000 | 100000000 | {total}"
        )
    };
    check(vec![grid(&text("26"))], "accepted 3 500 - 100 - 26.00");
    check(
        vec![grid(&text("65"))],
        "accepted_with_notes 3 500 - 100 - 65.00 R411",
    );
}

#[test]
fn two_rows_an_activity_are_kept_out() {
    let text = "NO | URAIAN | PAGU | T/R | KEUANGAN (Rp) | FISIK (%)
        1 | Pembinaan Kader | 100000000 | T | 50000000 | 40
        | | | R | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | T | 80000000 | 40
        | | | R | 40000000 | 35
        3 | Rapat Koordinasi | 100000000 | T | 90000000 | 95
        | | | R | 80000000 | 90";
    check(vec![grid(text)], "quarantined 0 - - - - - R404");
}

#[test]
fn fisik_that_adds_up_plainly_is_weighted_already() {
    let text = "NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 20000000 | 10
        2 | Pengadaan Meja | 200000000 | 40000000 | 30
        3 | Rapat Koordinasi | 100000000 | 80000000 | 20.5
        | JUMLAH | 400000000 | 140000000 | 60.5";
    check(vec![grid(text)], "quarantined 0 - - - - - R410");
}

#[test]
fn the_date_of_the_letter_is_not_the_period() {
    let text = "Karanganyar, 7 Oktober 2026
        LAPORAN REALISASI FISIK DAN KEUANGAN
        SKPD : Dinas Sosial
        KEADAAN S/D 30 SEPTEMBER 2026
        -
        NO | URAIAN | PAGU | REALISASI KEUANGAN | REALISASI FISIK (%)
        1 | Pembinaan Kader | 100000000 | 20000000 | 25
        2 | Pengadaan Meja | 200000000 | 40000000 | 35
        | JUMLAH | 300000000 | 60000000 | 31.67
        | Total s/d bulan lalu | 300000000 | 50000000 | 28";
    check(vec![sheet("RFK", text)], "accepted 2 300 - 60 - 31.67");
}

#[test]
fn a_parent_with_one_mistyped_column_is_still_suspected() {
    let text = "URAIAN | PAGU | TARGET KEUANGAN | REALISASI KEUANGAN | REALISASI FISIK (%)
        Pembinaan | 300000000 | 130000000 | 61234000 | 31.67
        Pembinaan Kader | 100000000 | 50000000 | 20000000 | 25
        Pengadaan Meja | 200000000 | 80000000 | 40000000 | 35
        Sarana | 150000000 | 70000000 | 85000000 | 60
        Rapat Koordinasi | 100000000 | 60000000 | 80000000 | 90
        Perbaikan Atap | 50000000 | 10000000 | 5000000 | 10";
    check(vec![grid(text)], "quarantined 0 - - - - - R414");
}

#[test]
fn money_without_a_title_beside_a_guessed_realisasi_keeps_the_table_out() {
    let text = "NO | URAIAN | PAGU | FISIK | KEUANGAN | | KET
        1 | Pembinaan Kader | 100000000 | 25 | 20000000 | 15000000 | -
        2 | Pengadaan Meja | 200000000 | 35 | 40000000 | 35000000 | -
        3 | Rapat Koordinasi | 100000000 | 90 | 80000000 | 70000000 | -
        4 | Perbaikan Atap | 100000000 | 80 | 70000000 | 65000000 | -
        | JUMLAH | 500000000 | 53 | 210000000 | 185000000 |";
    check(vec![grid(text)], "quarantined 0 - - - - - H203");
}
