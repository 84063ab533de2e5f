//! Mappings in text, faults out.

use proptest::prelude::*;

use super::*;
use crate::model::field::{Field, Measure};
use crate::model::kegiatan::Tingkat;
use crate::model::petaan::{Cara, Isi, KolomPetaan, Rilis, Satuan, Usulan};
use crate::rules::Rules;

const HASH: &str = "896e3d72f1d5fd94238b4d30eec29c0dd0f48aebcca758f860d80e63fc21446b";

fn sound() -> String {
    format!(
        r#"[berkas]
nama = "RFK \"Dinkes\".xlsx"
blake3 = "{HASH}"
pola = "RFK*Dinkes*.xlsx"
[tabel]
lembar = "RFK"
baris_judul = [8, 10]
baris_nomor = 11
satuan = "ribuan"
skala_persen = "0-100"
opd = "dinkes"
periode = "2026-09"
[tingkat]
cara = "nomor"
nomor = {{ A = "program", 1 = "sub_kegiatan" }}
[[kolom]]
kolom = "B"
judul = ["URAIAN"]
isi = "uraian"
[[kolom]]
kolom = "C"
judul = ["NILAI", "Rp"]
isi = "pagu_rp"
[[kolom]]
kolom = "D"
isi = "realisasi_keuangan_rp_sd"
[rilis]
disetujui_oleh = "Kasubag"
disetujui_pada = 2026-10-08
alasan = "DPA"
"#
    )
}

fn faults_of(text: &str) -> Vec<String> {
    let roster = Rules::embedded().unwrap().roster;
    let mut faults = Vec::new();
    let read = parse(text, "p", Some(&roster), &mut faults);
    assert_eq!(read.is_none(), !faults.is_empty());
    faults
}

#[test]
fn a_sound_mapping_is_read_whole() {
    let mut faults = Vec::new();
    let petaan = parse(&sound(), "petaan a.toml", None, &mut faults).unwrap();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(petaan.berkas.nama, "RFK \"Dinkes\".xlsx");
    assert_eq!((petaan.judul, petaan.baris_nomor), ((7, 9), Some(10)));
    assert_eq!(petaan.satuan, Satuan::Ribuan);
    assert_eq!(petaan.tingkat.cara, Cara::Nomor);
    assert!(
        petaan
            .tingkat
            .nomor
            .values()
            .any(|t| *t == Tingkat::Program)
    );
    assert_eq!(petaan.kolom[1].path, ["NILAI", "Rp"]);
    assert_eq!(petaan.kolom[1].isi, Isi::Field(Field::plain(Measure::Pagu)));
    assert_eq!(petaan.rilis.pada, "2026-10-08");
}

/// Replaces a part of the sound mapping; the faults are those expected, in order, by a phrase of each.
fn check(old: &str, new: &str, expected: &[&str]) {
    let text = sound();
    assert!(text.contains(old), "{old}");
    let faults = faults_of(&text.replace(old, new));
    assert_eq!(faults.len(), expected.len(), "{new}: {faults:#?}");
    for (fault, phrase) in faults.iter().zip(expected) {
        assert!(fault.contains(phrase), "{phrase}: {fault}");
    }
}

/// What is replaced, by what, and a phrase of each fault that it makes.
type Slip<'a> = (&'a str, &'a str, &'a [&'a str]);

const SLIPS: &[Slip<'static>] = &[
    (
        "nama = ",
        "name = ",
        &[
            "baris 2: \"name\" tidak dikenal",
            "\"nama\" tidak ada pada [berkas]",
        ],
    ),
    (HASH, "abc", &["baris 3: \"blake3\" harus 64 angka"]),
    (
        "RFK*Dinkes*.xlsx",
        "*.x",
        &["baris 4: \"pola\" terlalu umum"],
    ),
    (
        "[8, 10]",
        "[10, 8]",
        &["baris 7: \"baris_judul\" harus dua nomor"],
    ),
    (
        "[8, 10]",
        "[1, 400]",
        &["baris 7: \"baris_judul\" harus dua nomor"],
    ),
    (
        "baris_judul = [8, 10]\n",
        "",
        &["\"baris_judul\" tidak ada"],
    ),
    (
        "baris_nomor = 11",
        "baris_nomor = 9",
        &["\"baris_nomor\" harus di bawah"],
    ),
    (
        "baris_nomor = 11",
        "baris_nomor = 0",
        &["nomor baris lembar, mulai dari 1"],
    ),
    (
        "\"ribuan\"",
        "\"ribu\"",
        &["baris 9: \"satuan\" tidak mengenal \"ribu\"; pilih salah satu: rupiah, ribuan, jutaan"],
    ),
    (
        "\"dinkes\"",
        "\"dinkesx\"",
        &["baris 11: OPD \"dinkesx\" tidak ada dalam daftar"],
    ),
    (
        "\"2026-09\"",
        "\"September\"",
        &["baris 12: periode \"September\" tidak dikenal"],
    ),
    (
        "cara = \"nomor\"",
        "cara = \"kode\"",
        &["baris 15: \"nomor\" hanya berlaku bila cara = \"nomor\""],
    ),
    (
        "A = \"program\"",
        "dinas = \"apa\"",
        &[
            "tingkat untuk \"dinas\" tidak dikenal",
            "\"dinas\" pada nomor tidak terbaca",
        ],
    ),
    (
        "kolom = \"C\"",
        "kolom = \"XFE\"",
        &[
            "kolom \"XFE\" di luar lembar",
            "tidak ada kolom berisi \"pagu_rp\"",
        ],
    ),
    (
        "kolom = \"C\"",
        "kolom = \"B\"",
        &[
            "kolom B disebut dua kali",
            "tidak ada kolom berisi \"pagu_rp\"",
        ],
    ),
    (
        "isi = \"uraian\"",
        "isi = \"pagu_rp\"",
        &[
            "kolom B dan C sama-sama diisi pagu_rp",
            "tidak ada kolom berisi \"uraian\"",
        ],
    ),
    (
        "isi = \"uraian\"",
        "",
        &[
            "\"isi\" tidak ada pada [kolom]",
            "tidak ada kolom berisi \"uraian\"",
        ],
    ),
    (
        "isi = \"pagu_rp\"",
        "isi = \"paguRp\"",
        &[
            "isian \"paguRp\" tidak dikenal; barangkali \"pagu_rp\"",
            "tidak ada kolom berisi \"pagu_rp\"",
        ],
    ),
    (
        "judul = [\"URAIAN\"]",
        "judul = 3",
        &["\"judul\" harus berupa daftar"],
    ),
    (
        "\"Kasubag\"",
        "\"\"",
        &["\"disetujui_oleh\" masih kosong; tulis nama"],
    ),
    (
        "disetujui_pada = 2026-10-08\n",
        "",
        &["\"disetujui_pada\" tidak ada pada [rilis]"],
    ),
    (
        "2026-10-08",
        "\"8 Oktober\"",
        &["\"8 Oktober\" bukan tanggal"],
    ),
    (
        "[rilis]",
        "[rilisan]",
        &["\"rilisan\" tidak dikenal", "bagian [rilis] tidak ada"],
    ),
    (
        "lembar = \"RFK\"",
        "lembar = RFK",
        &["baris 6: bukan TOML yang benar"],
    ),
];

#[test]
fn every_fault_has_its_line_and_remedy() {
    for (old, new, expected) in SLIPS {
        check(old, new, expected);
    }
}

#[test]
fn many_faults_are_told_at_once() {
    let faults = faults_of("");
    assert!(faults.len() >= 4, "{faults:#?}");
}

fn proposal() -> Usulan {
    let mut faults = Vec::new();
    let petaan = parse(&sound(), "", None, &mut faults).unwrap();
    let strange = KolomPetaan {
        col: 9,
        path: vec!["a \"b\" \\ \u{1}c".to_owned(), "tab\there".to_owned()],
        isi: Isi::Abaikan,
        line: 0,
    };
    let pendapat = vec!["satu\nbaris # \"x\"".to_owned(); 4];
    let mut kolom = petaan.kolom.clone();
    kolom.push(strange);
    Usulan {
        petaan: Petaan {
            kolom,
            rilis: Rilis::default(),
            tingkat: crate::model::petaan::AturanTingkat::default(),
            ..petaan
        },
        pendapat,
        sebab: vec!["H201: sebab\n[berkas]".to_owned()],
    }
}

#[test]
fn a_proposal_reads_back_once_it_is_signed() {
    let usulan = proposal();
    let text = text(&usulan);
    assert!(is_untouched(&text) && is_untouched(&text.replace('\n', "\r\n")));
    let unsigned = faults_of(&text);
    assert_eq!(unsigned.len(), 3, "{unsigned:#?}");
    let signed = text
        .replace("disetujui_oleh = \"\"", "disetujui_oleh = \"K\"")
        .replace("disetujui_pada = \"\"", "disetujui_pada = \"2026-10-08\"")
        .replace("alasan = \"\"", "alasan = \"ok\"");
    assert!(!is_untouched(&signed));
    let mut faults = Vec::new();
    let read = parse(&signed, "p", None, &mut faults).unwrap();
    let plain = |petaan: &Petaan| {
        let columns = petaan.kolom.iter();
        columns
            .map(|c| (c.col, c.path.clone(), c.isi))
            .collect::<Vec<_>>()
    };
    assert_eq!(plain(&read), plain(&usulan.petaan));
    assert_eq!(
        (read.judul, read.satuan, read.periode),
        (
            usulan.petaan.judul,
            usulan.petaan.satuan,
            usulan.petaan.periode
        )
    );
}

#[test]
fn two_mappings_of_one_table_are_refused_and_proposals_left_aside() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.toml", &sound());
    write("u.toml", &text(&proposal()));
    write("catatan.txt", "bukan petaan");
    let found = load(Some(folder.path()), &[], None).unwrap();
    assert_eq!((found.berlaku.len(), found.usulan.len()), (1, 1));
    // The same file named twice is one mapping.
    let again = load(Some(folder.path()), &[folder.path().join("a.toml")], None).unwrap();
    assert_eq!(again.berlaku.len(), 1);
    write("b.toml", &sound());
    let twice = load(Some(folder.path()), &[], None)
        .unwrap_err()
        .to_string();
    assert!(twice.contains("memetakan tabel yang sama"), "{twice}");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z_\\[\\]=\"0-9 \n{},.-]{0,200}") {
        faults_of(&text);
    }

    #[test]
    fn no_slip_in_a_mapping_makes_the_reader_panic(at in 0usize..900, slip in "[\\[\\]=\"{}a0 \n]{0,3}") {
        let mut text = sound();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, &slip);
        faults_of(&text);
    }
}
