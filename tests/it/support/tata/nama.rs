//! Names of programs, kegiatan, sub kegiatan, accounts and packages: invented, in the manner of the nomenclature.

pub(crate) const PROGRAM: &[&str] = &[
    "Penunjang Urusan Pemerintahan Daerah",
    "Pengelolaan Layanan Dasar",
    "Penyelenggaraan Jalan dan Jembatan",
    "Pemberdayaan Lembaga Masyarakat",
    "Pengembangan Sumber Daya Manusia Aparatur",
    "Peningkatan Mutu Pelayanan Umum",
    "Penataan Lingkungan Permukiman",
    "Perlindungan dan Jaminan Warga",
];

pub(crate) const KEGIATAN: &[&str] = &[
    "Administrasi Umum Perangkat Daerah",
    "Perencanaan dan Evaluasi Kinerja",
    "Penyediaan Jasa Penunjang",
    "Pemeliharaan Barang Milik Daerah",
    "Penyelenggaraan Pelatihan Teknis",
    "Pembangunan Sarana Lingkungan",
    "Koordinasi Antarlembaga",
    "Fasilitasi Kelompok Warga",
    "Pengawasan dan Pembinaan",
    "Pengadaan Sarana Kerja",
];

pub(crate) const KATA_KERJA: &[&str] = &[
    "Penyediaan",
    "Penyusunan",
    "Pemeliharaan",
    "Rehabilitasi",
    "Pembangunan",
    "Koordinasi",
    "Fasilitasi",
    "Pengadaan",
    "Peningkatan",
    "Pembinaan",
    "Monitoring dan Evaluasi",
    "Sosialisasi",
];

pub(crate) const OBJEK: &[&str] = &[
    "Peralatan dan Perlengkapan Kantor",
    "Dokumen Rencana Kerja",
    "Gedung Balai Warga",
    "Saluran Drainase Lingkungan",
    "Kendaraan Dinas Operasional",
    "Gaji dan Tunjangan ASN",
    "Bahan Bacaan dan Peraturan",
    "Komponen Instalasi Listrik",
    "Jalan Poros Desa",
    "Data Statistik Sektoral",
    "Kelompok Usaha Mikro",
    "Rapat Konsultasi Antardaerah",
    "Sistem Informasi Layanan",
    "Ruang Terbuka Hijau",
    "Kader Posyandu",
    "Jasa Surat Menyurat",
    "Talud Sungai",
    "Laporan Keuangan Semesteran",
    "Perpustakaan Keliling",
    "Lumbung Pangan",
];

pub(crate) const AKUN: &[&str] = &[
    "Belanja Alat Tulis Kantor",
    "Belanja Bahan Cetak",
    "Belanja Makanan dan Minuman Rapat",
    "Belanja Perjalanan Dinas Biasa",
    "Belanja Jasa Tenaga Ahli",
    "Belanja Modal Personal Komputer",
    "Belanja Pemeliharaan Bangunan Kantor",
    "Belanja Sewa Kendaraan",
];

pub(crate) const PAKET: &[&str] = &[
    "Pekerjaan Pasangan Batu",
    "Jasa Konsultansi Perencanaan",
    "Pengadaan Meja Kursi",
    "Pekerjaan Atap dan Plafon",
    "Pengaspalan Ruas",
    "Jasa Pengawasan Lapangan",
    "Pengadaan Perangkat Jaringan",
    "Pekerjaan Rabat Beton",
];

pub(crate) const TEMPAT: &[&str] = &[
    "Kelurahan Anggrek",
    "Kelurahan Bougenvil",
    "Kelurahan Cempaka",
    "Kelurahan Dahlia",
    "Kelurahan Edelweis",
    "Kelurahan Flamboyan",
];
