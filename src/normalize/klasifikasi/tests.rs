//! Every trap of the labels and of the law, by the name alone.

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
fn services_that_speak_like_works_and_works_that_speak_like_services() {
    check(
        NonFisik,
        &[
            "Perbaikan Gizi Masyarakat",
            "Peningkatan jaringan kerjasama antar lembaga",
            "Peningkatan Status Jalan Kabupaten menjadi Jalan Provinsi",
            "Peningkatan Kehidupan Beragama dan Toleransi",
            "Fasilitasi Pendirian Sekolah Tinggi, Fakultas dan Program Studi",
            "Jasa Konsultansi Kantor Akuntan Publik",
            "Pengawasan Pembangunan Kapal Penangkap Ikan",
            "Pengadaan Website Dinas",
        ],
    );
    check(
        Fisik,
        &[
            "Pembangunan Gedung Rehabilitasi Narkoba",
            "Pembangunan Pasar Lelang Cabai",
            "Pembangunan Jembatan pada Ruas Jalan Batas Kabupaten Siak",
            "Pembangunan Gedung Program Studi Teknik Sipil",
            "Barang yang Diserahkan kepada Masyarakat - Pembangunan Jamban Keluarga",
            "Pengurugan Lahan Pasar Desa",
        ],
    );
    check(
        Konsultansi,
        &[
            "Studi Kelayakan Bandar Udara",
            "Jasa Konsultan Pengawas Paket 1",
            "Rencana Induk Sistem Penyediaan Air Minum",
        ],
    );
    assert!(!is_works_alone("Pembangunan Hutan Rakyat"));
    assert!(!is_works_alone("Hutang DAK 2022"));
}

/// Whether a name is decided to be works without a person looking at it.
fn is_works_alone(uraian: &str) -> bool {
    let kegiatan = Kegiatan {
        uraian,
        ..Kegiatan::default()
    };
    let hasil = classify(&kegiatan, &rules());
    hasil.fisik_konstruksi && !hasil.telaah
}
