//! Offices of the regency with the ways their names are written, and months as they are written.

/// An office as senders write it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Office {
    pub id: &'static str,
    pub name: &'static str,
    pub alias: &'static str,
    pub typo: &'static str,
    /// The words in another order.
    pub turned: &'static str,
    pub urusan: &'static str,
}

const fn office(
    id: &'static str,
    name: &'static str,
    alias: &'static str,
    typo: &'static str,
    turned: &'static str,
    urusan: &'static str,
) -> Office {
    Office {
        id,
        name,
        alias,
        typo,
        turned,
        urusan,
    }
}

pub(super) const OFFICES: &[Office] = &[
    office(
        "dinkes",
        "Dinas Kesehatan",
        "Dinkes",
        "Dinas Kesehatn",
        "Dinas Kesehatan",
        "1.02",
    ),
    office(
        "dpupr",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        "DPUPR",
        "Dinas Pekerjan Umum dan Penataan Ruang",
        "Dinas Penataan Ruang dan Pekerjaan Umum",
        "1.03",
    ),
    office(
        "dinsos",
        "Dinas Sosial",
        "Dinsos",
        "Dinas Sosail",
        "Dinas Sosial",
        "1.06",
    ),
    office(
        "dlh",
        "Dinas Lingkungan Hidup",
        "DLH",
        "Dinas Lingkugan Hidup",
        "Dinas Lingkungan Hidup",
        "2.11",
    ),
    office(
        "disdukcapil",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Disdukcapil",
        "Dinas Kependudukan dan Pencatan Sipil",
        "Dinas Pencatatan Sipil dan Kependudukan",
        "2.12",
    ),
    office(
        "diskominfo",
        "Dinas Komunikasi dan Informatika",
        "Diskominfo",
        "Dinas Komunikasi dan Infomatika",
        "Dinas Informatika dan Komunikasi",
        "2.16",
    ),
    office(
        "disarpus",
        "Dinas Kearsipan dan Perpustakaan",
        "Disarpus",
        "Dinas Kearsipan dan Perpustakan",
        "Dinas Perpustakaan dan Kearsipan",
        "2.23",
    ),
    office(
        "disparpora",
        "Dinas Pariwisata, Pemuda dan Olahraga",
        "Disparpora",
        "Dinas Pariwsata, Pemuda dan Olahraga",
        "Dinas Pemuda, Olahraga dan Pariwisata",
        "3.26",
    ),
    office(
        "bkpsdm",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "BKPSDM",
        "Badan Kepegawain dan Pengembangan Sumber Daya Manusia",
        "Badan Pengembangan Sumber Daya Manusia dan Kepegawaian",
        "5.03",
    ),
    office(
        "kesbangpol",
        "Badan Kesatuan Bangsa dan Politik",
        "Kesbangpol",
        "Badan Kesatuan Banga dan Politik",
        "Badan Politik dan Kesatuan Bangsa",
        "8.01",
    ),
    office(
        "bpbd",
        "Badan Penanggulangan Bencana Daerah",
        "BPBD",
        "Badan Penangulangan Bencana Daerah",
        "Badan Penanggulangan Bencana Daerah",
        "1.05",
    ),
    office(
        "bag-hukum",
        "Bagian Hukum",
        "Bag. Hukum",
        "Bagian Hukm",
        "Bagian Hukum",
        "4.01",
    ),
    office(
        "bag-kesra",
        "Bagian Kesejahteraan Rakyat",
        "Bag. Kesra",
        "Bagian Kesejahteran Rakyat",
        "Bagian Kesejahteraan Rakyat",
        "4.01",
    ),
    office(
        "kec-colomadu",
        "Kecamatan Colomadu",
        "Kec. Colomadu",
        "Kecamatan Colamadu",
        "Kecamatan Colomadu",
        "7.01",
    ),
    office(
        "kec-matesih",
        "Kecamatan Matesih",
        "Kec. Matesih",
        "Kecamatan Mateseh",
        "Kecamatan Matesih",
        "7.01",
    ),
    office(
        "kec-tawangmangu",
        "Kecamatan Tawangmangu",
        "Kec. Tawangmangu",
        "Kecamatan Tawangmanggu",
        "Kecamatan Tawangmangu",
        "7.01",
    ),
    office(
        "kec-karanganyar",
        "Kecamatan Karanganyar",
        "Kec. Karanganyar",
        "Kecamatan Karangayar",
        "Kecamatan Karanganyar",
        "7.01",
    ),
    office(
        "inspektorat",
        "Inspektorat",
        "Inspektorat Daerah",
        "Inspektorad",
        "Inspektorat",
        "6.01",
    ),
];

/// Offices of other regencies.
pub(super) const FOREIGN: &[&str] = &[
    "Dinas Perikanan Kota Balikpapan",
    "Dinas Kesehatan Kabupaten Bantaeng",
    "Dinas Sosial Kota Pariaman",
];

/// Units below an office: what the roster rolls up.
pub(super) const BELOW: &[(&str, &str)] = &[
    ("dinkes", "UPTD Puskesmas Melati II"),
    ("dinkes", "Puskesmas Kenanga"),
    ("disdikbud", "SMP Negeri 3 Mawar"),
];

/// Month names as people misspell and shorten them, January first.
pub(super) const MONTHS_ODD: [&[&str]; 12] = [
    &["Jan", "JANUARI"],
    &["Pebruari", "Peb"],
    &["Mart", "Mar"],
    &["Apr", "APRIL"],
    &["MEI"],
    &["Jun", "JUNI"],
    &["Jul", "JULI"],
    &["Agust", "Agt"],
    &["Sept", "Sep"],
    &["Okt", "OKTOBER"],
    &["Nopember", "Nop"],
    &["Des", "DESEMBER"],
];

/// Month names as they should be, January first.
pub(super) const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
