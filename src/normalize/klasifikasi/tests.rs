//! Every trap of the labels and of the law, by the name alone and with further evidence.

use super::*;
use crate::model::kegiatan::Jenis::{
    FisikKonstruksi as Fisik, FisikNonKonstruksi as Barang, KonsultansiKonstruksi as Konsultansi,
    NonFisik,
};

fn rules() -> Rules {
    Rules::embedded().unwrap()
}

/// Compares the class of each name, given alone.
fn check(expected: Jenis, names: &[&str]) {
    let rules = rules();
    for name in names {
        let kegiatan = Kegiatan {
            uraian: name,
            ..Kegiatan::default()
        };
        let hasil = classify(&kegiatan, &rules);
        assert_eq!(hasil.jenis, expected, "{name}: {:#?}", hasil.dasar);
        assert_eq!(hasil.fisik_konstruksi, expected == Fisik, "{name}");
        assert!((0.5..=1.0).contains(&hasil.keyakinan), "{name}");
        assert!(!hasil.dasar.is_empty(), "{name}");
    }
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
fn works_are_works_however_they_are_written() {
    check(
        Fisik,
        &[
            "Pembangunan Jembatan Desa Sukamaju",
            "Pemb. Jl. Lingkungan RT.03 RW.05 Kel. Tegalgede",
            "Rehab Ruang Kelas SDN 2 Jaten",
            "Peningkatan Jl. Raya Matesih - Tawangmangu",
            "REHABILITASI D.I. TEMPURAN",
            "Rehabilitasi DI Tempuran",
            "Normalisasi Saluran D.I.R. Kuala",
            "Pembangunan RKB SMPN 1",
            "Pembangunan TPT Dusun Krajan",
            "Pekerjaan kontruksi jalan hotmik",
            "Pavingnisasi Halaman Kantor Kecamatan",
            "Rekonstruksi Jalan",
            "Pelebaran Jembatan",
            "Pengaspalan Jalan Lingkar",
            "Betonisasi Jalan Dusun",
            "Pembuatan Talud",
            "Pembangunan Embung",
            "Pembangunan MCK Komunal",
            "Pembangunan Pagar Puskesmas",
        ],
    );
}

#[test]
fn maintenance_of_what_is_built_is_construction() {
    check(
        Fisik,
        &[
            "Pemeliharaan Berkala Jalan Kabupaten",
            "Pemeliharaan Rutin Jalan",
            "Pemeliharaan Saluran Irigasi",
            "Peneliharaan Jembatan",
            "Pemeliharaan/Rehabilitasi Gedung Kantor dan Bangunan Lainnya",
            "Operasi dan Pemeliharaan Jaringan Irigasi",
        ],
    );
}

#[test]
fn design_and_supervision_of_works_are_no_works() {
    check(
        Konsultansi,
        &[
            "Pengawasan Pembangunan Jembatan",
            "Perencanaan Rehabilitasi Puskesmas",
            "Belanja Jasa Konsultansi Pengawasan Pembangunan Gedung",
            "Supervisi Peningkatan Jalan",
            "Penyusunan DED Pasar",
            "DED Pembangunan Gedung Olahraga",
            "Manajemen Konstruksi Pembangunan Gedung RSUD",
            "MK Pembangunan Gedung RSUD",
            "Biaya Pengawasan Fisik Saluran",
            "PengawasanTeknis Jalan Kabupaten",
            "Studi Kelayakan Pembangunan Jembatan",
            "Survey Kondisi Jalan dan Jembatan",
            "Penyusunan Rencana Teknis dan Dokumen Lingkungan Hidup untuk Konstruksi Irigasi dan Rawa",
        ],
    );
    check(
        NonFisik,
        &[
            "Jasa Konsultansi Penyusunan Naskah Akademik",
            "Penyusunan RDTR Kecamatan",
            "Konsultansi Sistem Informasi Kepegawaian",
        ],
    );
}

#[test]
fn an_office_named_after_planning_is_a_building_all_the_same() {
    check(
        Fisik,
        &[
            "Pembangunan Gedung Badan Perencanaan Pembangunan Daerah",
            "Rehabilitasi Gedung Pengawasan Benih",
            "Pembangunan Gedung Kantor UPT Pengawasan",
            "Rehabilitasi Balai Rehabilitasi Sosial",
        ],
    );
}

#[test]
fn development_rehabilitation_and_improvement_are_also_figures_of_speech() {
    check(
        NonFisik,
        &[
            "Koordinasi Perencanaan Pembangunan",
            "Koordinasi Perencanaan Pembangunan Daerah Bidang Infrastruktur",
            "Pengendalian Pembangunan Daerah",
            "Musrenbang Kecamatan",
            "Pelaksanaan Musrenbang",
            "Rehabilitasi Sosial Penyandang Disabilitas",
            "Rehabilitasi Hutan dan Lahan",
            "Peningkatan Kapasitas Aparatur Desa",
            "Peningkatan Mutu Pendidikan",
            "Peningkatan Pelayanan Kesehatan",
            "Peningkatan Produksi Padi",
            "Peningkatan Kesertaan KB Pria",
            "Pembinaan Jasa Konstruksi",
            "Penyelenggaraan Penataan Ruang",
        ],
    );
    check(
        Fisik,
        &[
            "Peningkatan Kapasitas Struktur Jalan",
            "Peningkatan Kualitas Permukiman Kumuh",
            "Peningkatan Kapasitas IPA",
        ],
    );
}

#[test]
fn maintenance_of_machines_is_no_construction() {
    check(
        NonFisik,
        &[
            "Pemeliharaan Kendaraan Dinas",
            "Belanja Pemeliharaan Komputer",
            "Pemeliharaan Peralatan dan Mesin",
            "Penyediaan Jasa Pemeliharaan, Biaya Pemeliharaan, dan Pajak Kendaraan",
            "Belanja Pemeliharaan Software",
            "Jasa Kebersihan Kantor",
            "Rehabilitasi Sedang/Berat Mobil Jabatan",
        ],
    );
}

#[test]
fn networks_and_roads_are_told_from_their_namesakes() {
    check(
        Barang,
        &[
            "Pengadaan Jaringan Komputer",
            "Pengadaan Jaringan dan Aplikasi",
        ],
    );
    check(
        NonFisik,
        &[
            "Penjaringan Aspirasi Masyarakat melalui Jaringan Aspirasi",
            "Belanja Perjalanan Dinas",
            "Perjalanan Dinas Dalam Kota",
            "Pengelolaan Peralatan Kantor",
            "Evaluasi Kegiatan Tahun Berjalan",
        ],
    );
    check(
        Fisik,
        &[
            "Pembangunan Jaringan Irigasi",
            "Pembangunan Jaringan Air Bersih",
            "Pengadaan Konstruksi Jaringan Air Minum",
        ],
    );
}

#[test]
fn what_stands_before_the_name_does_not_decide() {
    check(
        Barang,
        &[
            "Pengadaan Kendaraan Dinas",
            "Belanja Modal Mebel",
            "Pengadaan Buku Perpustakaan",
            "Pengadaan Tanah untuk Kantor Kecamatan",
            "Pembebasan Lahan TPA",
            "Pengadaan Bibit Ternak",
        ],
    );
    check(
        Fisik,
        &[
            "Belanja Modal Pembangunan Gedung Kantor",
            "Belanja Modal Gedung dan Bangunan - Pembangunan Aula",
            "Pengadaan Konstruksi Jalan",
            "Belanja Modal Jalan Kabupaten",
        ],
    );
    check(
        NonFisik,
        &[
            "Belanja Makanan dan Minuman Rapat",
            "Belanja Alat Tulis Kantor",
            "Honorarium Narasumber",
            "Sosialisasi Peraturan Daerah",
            "Bimtek Aparatur",
            "Belanja Sewa Gedung",
        ],
    );
}

#[test]
fn service_words_decide_where_nothing_is_built() {
    check(
        NonFisik,
        &[
            "Penyusunan Dokumen Perencanaan Perangkat Daerah",
            "Monitoring dan Evaluasi Pembangunan",
            "Pengawasan dan Pengendalian Perizinan Usaha",
            "Fasilitasi Penyelesaian Sengketa Tanah",
            "Pembinaan Kelembagaan Adat",
            "Penyediaan Gaji dan Tunjangan ASN",
            "Kajian Pengembangan Ekonomi Kreatif",
            "Pemetaan Potensi Investasi",
        ],
    );
}

#[test]
fn doubtful_names_are_sent_to_review() {
    for name in [
        "Pengadaan dan Pemasangan Rambu Lalu Lintas",
        "Pengadaan dan Pemasangan Traffic Light",
        "Hutang 2022",
        "",
        "Xyzzy",
    ] {
        let kegiatan = Kegiatan {
            uraian: name,
            ..Kegiatan::default()
        };
        assert!(classify(&kegiatan, &rules()).telaah, "{name}");
    }
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
