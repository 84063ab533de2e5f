//! What stands beside the name: the account, the sub kegiatan, the procurement type, the pagu, the level.

use super::*;
use crate::model::kegiatan::Jenis::{
    FisikKonstruksi as Fisik, FisikNonKonstruksi as Barang, KonsultansiKonstruksi as Konsultansi,
    NonFisik,
};

fn rules() -> Rules {
    Rules::embedded().unwrap()
}

/// Compares the class of an activity given with evidence, and whether it is sent to review.
fn check_with(kegiatan: Kegiatan<'_>, expected: Jenis, telaah: bool) {
    let hasil = classify(&kegiatan, &rules());
    assert_eq!(
        (hasil.jenis, hasil.telaah),
        (expected, telaah),
        "{kegiatan:?}: {:#?}",
        hasil.dasar
    );
}

#[test]
fn the_account_alone_does_not_decide() {
    let with = |uraian, kode| Kegiatan {
        uraian,
        kode_rekening: Some(kode),
        ..Kegiatan::default()
    };
    check_with(
        with(
            "Jasa Konsultasi Perencanaan Teknis Jalan",
            "5.2.04.01.001.0003",
        ),
        Konsultansi,
        false,
    );
    check_with(
        with("Pengawasan Pembangunan Gedung", "5.2.03.01.01.0001"),
        Konsultansi,
        false,
    );
    check_with(
        with("Pembangunan Jalan Lingkungan", "5.1.02.01.01.0039"),
        Fisik,
        false,
    );
    check_with(
        with("Rehabilitasi Gedung Kantor", "5.1.02.03.03.0001"),
        Fisik,
        false,
    );
    check_with(
        with("Belanja Jasa", "5.1.02.02.08.0019"),
        Konsultansi,
        false,
    );
    check_with(
        with("Perjalanan Dinas", "5.2.04.01.01.0003"),
        NonFisik,
        false,
    );
    check_with(
        with("Pembangunan Jalan", "5.1.02.04.01.0001"),
        NonFisik,
        true,
    );
    check_with(with("Laptop", "5.2.02.10.01.0002"), Barang, false);
    check_with(with("Belanja Jasa", "5.1.02.02.09.0001"), NonFisik, false);
    check_with(
        with("Pengadaan Mesin Pompa", "5.2.02.01.01.0001"),
        Barang,
        false,
    );
}

#[test]
fn small_sums_on_a_maintenance_account_are_reviewed() {
    let with = |pagu| Kegiatan {
        uraian: "Pemeliharaan Gedung Kantor",
        kode_rekening: Some("5.1.02.03.03.0001"),
        pagu,
        ..Kegiatan::default()
    };
    check_with(with(Some(Sen::whole(10_000_000))), Fisik, false);
    check_with(with(Some(Sen::whole(9_999_999))), Fisik, true);
    check_with(with(None), Fisik, false);
}

#[test]
fn accounts_are_told_from_activities_by_the_shape_of_their_code() {
    for (kode, expected) in [
        ("5.2.04.01.01.0003", (None, Some("5.2.04.01.01.0003"))),
        ("1.03.10.2.01.0053", (Some("1.03.10.2.01.0053"), None)),
        (
            "1.03.10.2.01.0053.5.2.04.01",
            (Some("1.03.10.2.01.0053"), Some("5.2.04.01")),
        ),
        ("5.01.02.2.01", (Some("5.01.02.2.01"), None)),
        ("5.1", (Some("5.1"), None)),
        ("é.5.2.", (Some("é"), Some("5.2."))),
        ("", (Some(""), None)),
    ] {
        assert_eq!(split_code(kode), expected, "{kode}");
    }
}

#[test]
fn codes_are_read_in_their_variants() {
    for kode in [
        "5.1.02.02.08.0019",
        "5.1.2.02.08.0019",
        " 5.1.02.02.08.00019 ",
        "5.2.2.21.01",
    ] {
        check_with(
            Kegiatan {
                uraian: "Belanja Jasa",
                kode_rekening: Some(kode),
                ..Kegiatan::default()
            },
            Konsultansi,
            false,
        );
    }
    for kode in [
        "",
        "x",
        "5..",
        "99999999999.1",
        "5.1.02.02.08.0019.1.1.1.1.1.1.1.1",
    ] {
        let _ = classify(
            &Kegiatan {
                uraian: "Belanja Jasa",
                kode_rekening: Some(kode),
                ..Kegiatan::default()
            },
            &rules(),
        );
    }
}

#[test]
fn the_official_type_speaks_but_a_veto_stands() {
    let with = |uraian, jenis| Kegiatan {
        uraian,
        jenis_pengadaan: Some(jenis),
        ..Kegiatan::default()
    };
    check_with(
        with(
            "Pengadaan dan Pemasangan Lampu Jalan",
            "Pekerjaan Konstruksi",
        ),
        Fisik,
        false,
    );
    check_with(
        with("Pengadaan dan Pemasangan Lampu Jalan", "Barang"),
        Barang,
        false,
    );
    check_with(
        with("Penataan Halaman Kantor", "Jasa Konsultansi Badan Usaha"),
        Konsultansi,
        false,
    );
    check_with(
        with("Pengawasan Pembangunan Jembatan", "Pekerjaan Konstruksi"),
        Konsultansi,
        true,
    );
}

#[test]
fn a_higher_level_is_less_certain() {
    let at = |tingkat| {
        let kegiatan = Kegiatan {
            uraian: "Penyelenggaraan Jalan Kabupaten/Kota",
            tingkat: Some(tingkat),
            ..Kegiatan::default()
        };
        classify(&kegiatan, &rules()).keyakinan
    };
    assert!(at(Tingkat::Program) < at(Tingkat::Paket));
}

#[test]
fn reasons_are_stated_in_words() {
    let kegiatan = Kegiatan {
        uraian: "Pengawasan Pembangunan Jembatan",
        ..Kegiatan::default()
    };
    let hasil = classify(&kegiatan, &rules());
    assert_eq!(hasil.dasar[0].rule, "konsultansi-teknis");
    assert!(
        hasil.dasar[0]
            .text
            .starts_with("\"pengawasan pembangunan\" (−5,0) → Konsultansi Konstruksi: "),
        "{}",
        hasil.dasar[0].text
    );
    let kegiatan = Kegiatan {
        uraian: "Xyzzy",
        ..Kegiatan::default()
    };
    assert_eq!(
        classify(&kegiatan, &rules()).dasar[0].rule,
        "tanpa-petunjuk"
    );
}

#[test]
fn findings_speak_of_doubt_and_of_contradiction() {
    let code = |kegiatan: Kegiatan<'_>| {
        let at = crate::model::location::Location::default();
        finding(kegiatan.uraian, &classify(&kegiatan, &rules()), &at)
            .map(|diagnostic| diagnostic.code.id)
    };
    let with = |uraian, jenis| Kegiatan {
        uraian,
        jenis_pengadaan: jenis,
        ..Kegiatan::default()
    };
    assert_eq!(code(with("Hutang 2022", None)), Some("K501"));
    assert_eq!(
        code(with(
            "Pengawasan Pembangunan Jembatan",
            Some("Pekerjaan Konstruksi")
        )),
        Some("K502")
    );
    assert_eq!(code(with("Pembangunan Jembatan", None)), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_classified(uraian in "\\PC*", kode in "[0-9. ]*", jenis in "\\PC{0,20}") {
        let rules = rules();
        let kegiatan = Kegiatan {
            uraian: &uraian,
            kode_rekening: Some(&kode),
            kode_sub_kegiatan: Some(&kode),
            sub_kegiatan: Some(&jenis),
            jenis_pengadaan: Some(&jenis),
            ..Kegiatan::default()
        };
        let hasil = classify(&kegiatan, &rules);
        assert!((0.5..=1.0).contains(&hasil.keyakinan));
    }
}
