//! The traps of the field: words that mean works in one name and something else in the next.

use super::*;
use Jenis::{
    FisikKonstruksi as Fisik, FisikNonKonstruksi as Barang, KonsultansiKonstruksi as Konsultansi,
    NonFisik,
};

fn rules() -> Rules {
    Rules::embedded().unwrap()
}

fn classified(uraian: &str, rules: &Rules) -> Klasifikasi {
    let kegiatan = Kegiatan {
        uraian,
        ..Kegiatan::default()
    };
    classify(&kegiatan, rules)
}

/// Checks the class of names.
fn check(expected: Jenis, names: &[&str]) {
    let rules = rules();
    for name in names {
        let hasil = classified(name, &rules);
        assert_eq!(hasil.jenis, expected, "{name}: {:#?}", hasil.dasar);
    }
}

/// Checks that names are no construction, whatever else they are.
fn check_never(names: &[&str]) {
    let rules = rules();
    for name in names {
        let hasil = classified(name, &rules);
        assert!(!hasil.fisik_konstruksi, "{name}: {:#?}", hasil.dasar);
    }
}

#[test]
fn verbs_of_works_with_what_is_built_are_works() {
    let verbs = [
        "Pembangunan",
        "Peningkatan",
        "Rehabilitasi",
        "Rekonstruksi",
        "Pemeliharaan Berkala",
        "Pemeliharaan Rutin",
    ];
    let objects = [
        "Jalan",
        "Jembatan",
        "Irigasi",
        "Saluran",
        "Drainase",
        "Talud",
        "Embung",
        "Gedung",
        "SPAM",
        "IPAL",
        "Pasar",
        "Puskesmas",
        "Jamban",
        "Pagar",
    ];
    let rules = rules();
    for verb in verbs {
        for object in objects {
            let name = format!("{verb} {object}");
            let hasil = classified(&name, &rules);
            assert_eq!(hasil.jenis, Fisik, "{name}: {:#?}", hasil.dasar);
        }
    }
    check(
        Fisik,
        &[
            "Pelebaran Jalan Kabupaten",
            "Pengaspalan Jalan Desa",
            "Betonisasi Jalan Lingkungan",
            "Overlay Jalan Kabupaten",
            "Pembangunan RKB SDN 1 Gaum",
            "Pembangunan Taman Kota",
            "Pembangunan PJU Jalan Lingkar",
        ],
    );
}

#[test]
fn words_of_service_stop_the_word_of_works() {
    check(
        Konsultansi,
        &[
            "Perencanaan Pembangunan Jembatan",
            "DED Peningkatan Jalan",
            "Pengawasan Rehabilitasi Gedung",
            "Supervisi Pembangunan Embung",
            "Studi Kelayakan Pembangunan Pasar",
            "Kajian Struktur Jembatan",
            "Survei Kondisi Jalan",
            "FS Pembangunan Terminal",
            "Rehabilitasi Gedung Kantor (Konsultan Perencana)",
            "Jembatan Kali Samin - Konsultan Pengawas",
        ],
    );
    check_never(&[
        "AMDAL Pembangunan Pasar",
        "Sosialisasi Pembangunan Jalan",
        "Bimtek Pembangunan Desa",
        "Rapat Pembangunan Gedung",
        "Koordinasi Peningkatan Jalan",
        "Evaluasi Pembangunan Infrastruktur",
        "Penyusunan Dokumen Pembangunan Jalan",
        "Monitoring Pembangunan Jembatan",
        "Pembinaan Pembangunan Gedung Desa",
        "Pelatihan Pembangunan Rumah",
        "Leger Jalan Kabupaten",
        "Penyusunan Leger Jalan",
    ]);
}

#[test]
fn pembangunan_alone_is_no_proof() {
    check_never(&[
        "Koordinasi Perencanaan Pembangunan",
        "Pengendalian Pembangunan Daerah",
        "Musrenbang",
        "Musyawarah Perencanaan Pembangunan Kecamatan",
        "Administrasi Pembangunan",
        "Pembangunan Sistem Informasi Perpajakan",
        "Pembangunan Zona Integritas",
        "Analisis Data dan Informasi Pemerintahan Daerah Bidang Perencanaan Pembangunan Daerah",
    ]);
}

#[test]
fn rehabilitasi_peningkatan_and_pemeliharaan_have_other_objects() {
    check_never(&[
        "Rehabilitasi Sosial Dasar Anak Terlantar",
        "Rehabilitasi Hutan Lindung",
        "Peningkatan Kapasitas Kelompok Tani",
        "Peningkatan Mutu Guru",
        "Peningkatan Pelayanan Publik",
        "Peningkatan Produksi Ternak",
        "Belanja Pemeliharaan Kendaraan Bermotor",
        "Belanja Pemeliharaan Peralatan dan Mesin - Komputer",
        "Belanja Pemeliharaan Aplikasi",
        "Belanja Jasa Kebersihan",
        "Pemeliharaan Genset",
    ]);
    check(
        Fisik,
        &[
            "Belanja Pemeliharaan Jalan Kabupaten",
            "Belanja Pemeliharaan Bangunan Gedung Kantor",
        ],
    );
}

#[test]
fn networks_roads_and_tools_are_told_from_words_that_hold_them() {
    check_never(&[
        "Belanja Jaringan Komputer",
        "Penyerapan Jaringan Aspirasi",
        "Perjalanan Dinas Luar Daerah",
        "Kegiatan Berjalan",
        "Pengadaan Jaringan + Aplikasi",
        "Penyediaan Peralatan Rumah Tangga",
    ]);
    check(
        Fisik,
        &[
            "Pengadaan Jaringan Irigasi",
            "Pengadaan Konstruksi Jembatan",
            "Pengadaan Bangunan Gedung Sekolah",
        ],
    );
}

#[test]
fn belanja_and_pengadaan_look_at_what_follows() {
    check(
        Barang,
        &[
            "Belanja Modal Laptop",
            "Belanja Modal Kendaraan Dinas Roda Empat",
            "Pengadaan Meubelair",
            "Pengadaan Genset",
        ],
    );
    check(
        Fisik,
        &[
            "Belanja Modal Bangunan Gedung Kantor",
            "Belanja Modal Jalan Desa",
            "Belanja Modal Jembatan pada Jalan Kabupaten",
        ],
    );
}

#[test]
fn what_is_booked_both_ways_is_looked_at_by_a_person() {
    let rules = rules();
    for name in [
        "Pengadaan Rambu Lalu Lintas",
        "Pengadaan Marka Jalan",
        "Pengadaan dan Pemasangan PJU",
        "Pengadaan Kapal",
    ] {
        let hasil = classified(name, &rules);
        let sure = !hasil.telaah && hasil.fisik_konstruksi;
        assert!(!sure, "{name}: {:#?}", hasil.dasar);
    }
}

#[test]
fn formal_names_of_sub_kegiatan_are_understood() {
    check(
        Fisik,
        &[
            "Penyediaan Prasarana, Sarana, dan Utilitas Umum di Perumahan untuk Menunjang Fungsi Hunian",
            "Pembangunan Sistem Drainase Perkotaan",
            "Rehabilitasi Jaringan Irigasi Permukaan",
            "Rekonstruksi Jalan",
            "Pemeliharaan Rutin Jalan",
            "Penggantian Jembatan",
        ],
    );
    check_never(&[
        "Penyusunan Rencana Teknis dan Dokumen Lingkungan Hidup untuk Konstruksi Bendungan, Embung, dan Bangunan Penampung Air Lainnya",
        "Penyusunan Rencana, Kebijakan, Strategi dan Teknis Pengembangan Jalan",
        "Penyelenggaraan Pelatihan Tenaga Kerja Konstruksi Terampil",
        "Penyediaan Gaji dan Tunjangan ASN",
        "Pengadaan Kendaraan Dinas Operasional atau Lapangan",
        "Penyediaan Jasa Pemeliharaan, Biaya Pemeliharaan dan Pajak Kendaraan Perorangan Dinas",
    ]);
}

#[test]
fn spellings_and_numbers_change_nothing() {
    let rules = rules();
    for (one, other) in [
        ("Pembangunan Jalan Lingkungan", "Pemb. Jln Lingkungan"),
        ("Rehabilitasi Jalan Raya", "Rehab. jl. Raya"),
        ("Pekerjaan Konstruksi Jalan", "Pekerjaan Kontruksi Jln"),
        ("Pemeliharaan Jalan", "Peneliharaan Jalan"),
        (
            "Pembangunan Talud",
            "Pembangunan Talud RT 03 RW 05 (120 m2) Paket 7",
        ),
        ("Rehabilitasi D.I. Colo", "Rehabilitasi DI. Colo"),
    ] {
        let (one, other) = (classified(one, &rules), classified(other, &rules));
        assert_eq!(one.jenis, other.jenis, "{other:#?}");
        assert_eq!((one.jenis, one.telaah, other.telaah), (Fisik, false, false));
    }
}

#[test]
fn programs_speak_through_their_code() {
    let rules = rules();
    let keyakinan = |kode| {
        let kegiatan = Kegiatan {
            uraian: "Pengelolaan Sarana",
            kode_sub_kegiatan: Some(kode),
            ..Kegiatan::default()
        };
        let hasil = classify(&kegiatan, &rules);
        hasil
            .dasar
            .iter()
            .find(|d| d.rule == "kode-sub-kegiatan")
            .map(|d| d.weight < 0.0)
    };
    assert_eq!(
        keyakinan("1.03.11.2.01.0001"),
        Some(true),
        "jasa konstruksi"
    );
    assert_eq!(keyakinan("1.03.12.2.01.0001"), Some(true), "tata ruang");
    assert_eq!(keyakinan("4.01.01.2.06.0002"), Some(true), "penunjang");
    assert_eq!(keyakinan("1.03.10.2.01.0053"), None, "jalan");
}

#[test]
fn an_account_cannot_turn_design_into_works() {
    let rules = rules();
    for kode in [
        "5.2.03.01.01.0001",
        "5.2.04.01.01.0003",
        "5.1.02.03.04.0003",
        "5.1.02.01.01.0039",
    ] {
        for (uraian, expected) in [
            ("Perencanaan Teknis Jalan", Konsultansi),
            ("Honorarium Tim", NonFisik),
        ] {
            let hasil = classify(
                &Kegiatan {
                    uraian,
                    kode_rekening: Some(kode),
                    ..Kegiatan::default()
                },
                &rules,
            );
            assert_eq!(hasil.jenis, expected, "{kode} {uraian}");
        }
    }
}
