//! July and August 2026, before the sample month: the same offices on the same forms, with what goes wrong between months.
//!
//! A change that happens between July and August is planted in the report of the month that must differ, so that August
//! always leads on to September as it is.

use super::anggaran::{Node, Report};
use super::berkas::{self, Sample};
use super::catalogue::Catalogue;
use super::daftar::RECIPES;
use super::layout_rfk as rfk;
use super::masa::{AGUSTUS, JULI, JUNI, Masa, SEPTEMBER, capital};
use super::mundur::mundur;
use super::resep::{Container as C, Defect, Recipe, Twist};
use super::rng::Rng;
use super::sheet::{Content, Sheet};

/// Offices that send nothing in September but have a history.
const LAGI: [Recipe; 2] = [
    Recipe::file(
        "disarpus",
        "RFK Disarpus September 2026.csv",
        rfk::sederhana,
        C::Csv,
    ),
    Recipe::file(
        "bag-hukum",
        "RFK Bag Hukum Sept 2026.csv",
        rfk::rfk17,
        C::Csv,
    ),
];

/// A file as it came in.
pub struct Kiriman {
    pub bulan: u8,
    /// The office that sent it; the sample's report is whose figures it holds.
    pub pengirim: &'static str,
    pub sample: Sample,
    /// When it was received; `None` where nobody entered it.
    pub diterima: Option<String>,
    pub dihitung: bool,
}

/// What must come of an office and month.
#[derive(Clone, Copy, Debug)]
pub struct Harapan {
    pub opd: &'static str,
    pub bulan: u8,
    pub status: &'static str,
    pub hari_terlambat: i64,
    pub revisi: usize,
    /// Codes that must be found about it, besides those of its status.
    pub temuan: &'static [&'static str],
    pub sebab: &'static str,
}

const fn harapan(
    opd: &'static str,
    bulan: u8,
    status: &'static str,
    temuan: &'static [&'static str],
    sebab: &'static str,
) -> Harapan {
    Harapan {
        opd,
        bulan,
        status,
        hari_terlambat: 0,
        revisi: 0,
        temuan,
        sebab,
    }
}

/// Everything out of the ordinary; whoever isn't named reports in time and is in order.
pub const HARAPAN: &[Harapan] = &[
    Harapan {
        hari_terlambat: 2,
        ..harapan(
            "disparpora",
            7,
            "terlambat",
            &["G602"],
            "diterima 12 Agustus",
        )
    },
    harapan(
        "bag-hukum",
        7,
        "tepat_waktu",
        &[],
        "tenggat diperpanjang sampai 20 Agustus, diterima 18 Agustus",
    ),
    harapan("kec-jenawi", 7, "belum_masuk", &[], "tidak mengirim"),
    harapan(
        "dpmptsp",
        8,
        "tepat_waktu",
        &["G626"],
        "pergeseran antarkegiatan; jumlah pagu tetap",
    ),
    harapan(
        "dlh",
        8,
        "tepat_waktu",
        &["G626", "G622"],
        "pagu bertambah; persen fisik turun karena bobot",
    ),
    harapan(
        "dinsos",
        8,
        "perlu_perbaikan",
        &["G620", "G621"],
        "fisik dan keuangan kumulatif turun",
    ),
    harapan("dispertanpp", 8, "tepat_waktu", &["G624"], "target turun"),
    harapan(
        "baperlitbang",
        8,
        "tepat_waktu",
        &["G623"],
        "s.d. bulan lalu tidak sama dengan Juli",
    ),
    harapan(
        "setwan",
        8,
        "perlu_perbaikan",
        &["G632", "G633"],
        "kegiatan hilang dan muncul",
    ),
    harapan(
        "kec-ngargoyoso",
        8,
        "perlu_perbaikan",
        &["G627"],
        "angka Juli berjudul Agustus",
    ),
    harapan(
        "diskominfo",
        8,
        "perlu_perbaikan",
        &["G627", "G628"],
        "berkas Juli dikirim lagi, tanpa periode",
    ),
    harapan(
        "bag-umum",
        8,
        "ditolak",
        &["G628", "S105"],
        "berkas Juli dikirim lagi",
    ),
    harapan("inspektorat", 8, "ditolak", &["S105"], "laporan bulan Juni"),
    harapan(
        "bag-perekonomian",
        8,
        "ditolak",
        &["S105"],
        "laporan tahun 2025",
    ),
    harapan(
        "kec-jaten",
        8,
        "belum_masuk",
        &["G631"],
        "mengirim laporan Kecamatan Jatipuro",
    ),
    harapan(
        "bag-organisasi",
        8,
        "perlu_perbaikan",
        &["G630", "G611"],
        "kegiatan dan angka Bagian Prokopim di bawah judul sendiri",
    ),
    Harapan {
        revisi: 1,
        ..harapan(
            "bkpsdm",
            8,
            "tepat_waktu",
            &["G608"],
            "revisi membetulkan fisik yang turun",
        )
    },
    Harapan {
        revisi: 1,
        ..harapan(
            "kec-karangpandan",
            8,
            "tepat_waktu",
            &[],
            "berkas pertama terpotong, dikirim ulang",
        )
    },
    Harapan {
        hari_terlambat: 3,
        ..harapan(
            "kesbangpol",
            8,
            "terlambat",
            &["G602"],
            "diterima 13 September",
        )
    },
    harapan(
        "kec-matesih",
        8,
        "tepat_waktu",
        &[],
        "tenggat diperpanjang sampai 18 September, diterima 16 September",
    ),
    harapan("disarpus", 8, "belum_masuk", &[], "tidak mengirim"),
    harapan("bag-hukum", 8, "belum_masuk", &[], "tidak mengirim"),
    harapan("kec-jenawi", 8, "belum_masuk", &[], "tidak mengirim"),
];

/// Later deadlines: office, period, day, reason.
pub const PERPANJANGAN: [(&str, &str, &str, &str); 2] = [
    (
        "bag-hukum",
        "2026-07",
        "2026-08-20",
        "pergantian pengelola laporan",
    ),
    ("kec-matesih", "2026-08", "2026-09-18", "gangguan jaringan"),
];

/// The deadlines by month.
#[must_use]
pub fn tenggat(bulan: u8) -> &'static str {
    if bulan == 7 {
        "2026-08-10"
    } else {
        "2026-09-10"
    }
}

/// The planted changes: name of the case, office, place of the leaf in the report.
pub const UBAHAN: [(&str, &str, usize); 9] = [
    ("pagu-bergeser", "dpmptsp", 2),
    ("pagu-bergeser", "dpmptsp", 3),
    ("pagu-bertambah", "dlh", 4),
    ("fisik-turun", "dinsos", 3),
    ("fisik-turun", "dinsos", 7),
    ("keuangan-turun", "dinsos", 5),
    ("target-turun", "dispertanpp", 2),
    ("lalu-berbeda", "baperlitbang", 3),
    ("kegiatan-muncul", "setwan", 9),
];

/// Makes every file of July and August, in the order of the roster.
#[must_use]
pub fn kiriman() -> Vec<Kiriman> {
    let catalogue = Catalogue::load();
    let mut out = Vec::new();
    for bulan in [7, 8] {
        for recipe in RECIPES.iter().chain(&LAGI) {
            out.extend(of_office(&catalogue, recipe, bulan));
        }
    }
    out
}

const fn masa(bulan: u8) -> Masa {
    match bulan {
        6 => JUNI,
        7 => JULI,
        _ => AGUSTUS,
    }
}

/// Draws up an office's report of a month, with what is planted in it.
#[must_use]
pub fn laporan(catalogue: &Catalogue, recipe: &Recipe, bulan: u8) -> Report {
    let unit = (recipe.layout)(catalogue.office(recipe.opd), &masa(bulan)).unit;
    let mut report = berkas::report(catalogue, recipe, &SEPTEMBER);
    for month in (u8::max(bulan, 5) + 1..=9).rev() {
        report = mundur(&report, i64::from(month), unit);
        if month == 9 {
            agustus(&mut report);
        }
        if month == 8 {
            juli(&mut report);
        }
    }
    report
}

/// Marks the leaves of August that differ from July, and plants what only August says wrongly.
fn agustus(report: &mut Report) {
    let id = report.office.id.clone();
    let mut leaves = report.leaves_mut();
    for (kasus, opd, at) in UBAHAN {
        if opd == id {
            leaves[at].kasus = Some(kasus);
        }
    }
}

/// Changes July where August must differ from it. `mundur` has taken it from August already.
fn juli(report: &mut Report) {
    let id = report.office.id.clone();
    for (kasus, opd, at) in UBAHAN {
        if opd != id {
            continue;
        }
        let moved = 12_500_000 * 100;
        let mut leaves = report.leaves_mut();
        let own = &mut leaves[at].own;
        match kasus {
            "pagu-bergeser" => {
                own.pagu += if at == 2 { moved } else { -moved };
                own.dana[0] += if at == 2 { moved } else { -moved };
            }
            "pagu-bertambah" => {
                own.pagu /= 2;
                own.dana = [own.pagu, 0, 0, 0, 0];
                own.target = own.target.min(own.pagu);
                own.fisik = own.fisik.map(|fisik| (fisik * 8 / 5).min(10_000));
            }
            "fisik-turun" => own.fisik = own.fisik.map(|fisik| (fisik * 3 / 2).min(10_000)),
            "keuangan-turun" => own.real += own.pagu / 10_000 * 2500,
            "target-turun" => {
                own.target_fisik = own.target_fisik.map(|fisik| (fisik * 3 / 2).min(10_000));
            }
            "lalu-berbeda" => own.real += 750_000 * 100,
            "kegiatan-muncul" => {
                let nama = leaves[at].nama.clone();
                drop_leaf(&mut report.programs, &nama);
                hilang(report);
            }
            _ => {}
        }
    }
}

fn drop_leaf(nodes: &mut Vec<Node>, nama: &str) {
    nodes.retain(|node| !node.children.is_empty() || node.nama != nama);
    for node in nodes.iter_mut() {
        drop_leaf(&mut node.children, nama);
    }
}

/// Names of the activities that July has and August hasn't, the first with money spent.
pub const HILANG: [&str; 2] = [
    "Publikasi Kegiatan Dewan",
    "Kunjungan Kerja Alat Kelengkapan Dewan",
];

fn hilang(report: &mut Report) {
    let kegiatan = &mut report.programs[0].children[0];
    for (nomor, nama) in (71..).zip(HILANG) {
        let mut leaf = kegiatan.children[0].clone();
        leaf.kode = format!("{}.{nomor:04}", kegiatan.kode);
        nama.clone_into(&mut leaf.nama);
        leaf.own.pagu = 185_400_000 * 100;
        leaf.own.dana = [leaf.own.pagu, 0, 0, 0, 0];
        leaf.own.target = 90_000_000 * 100;
        (leaf.own.real, leaf.own.lalu) = if nomor == 71 {
            (72_350_000 * 100, 60_000_000 * 100)
        } else {
            leaf.own.fisik = Some(0);
            leaf.own.lalu_fisik = Some(0);
            (0, 0)
        };
        kegiatan.children.push(leaf);
    }
}

/// The recipe of an office as it is in an earlier month: its form and habits, without what is September's own.
fn resep(recipe: &Recipe, bulan: u8) -> Recipe {
    let keep = matches!(
        recipe.twist,
        Twist::Bidang
            | Twist::KepalaBerulang
            | Twist::Rumus
            | Twist::IndukBerisi
            | Twist::IndukKosong
            | Twist::PerKelurahan
    );
    let mut own = *recipe;
    own.file = nama(recipe.file, bulan).leak();
    own.companions = &[];
    own.defect = None;
    if !keep {
        own.twist = Twist::None;
    }
    // Their form speaks of a quarter.
    if matches!(recipe.opd, "dpmptsp" | "bag-pbj") {
        own.layout = rfk::rfk17;
    }
    own
}

/// Returns a file's name with the month in place of September.
fn nama(file: &str, bulan: u8) -> String {
    let (word, short, number, last) = if bulan == 7 {
        ("Juli", "Jul", "07", "31-07-2026")
    } else {
        ("Agustus", "Agt", "08", "31-08-2026")
    };
    let changes = [
        ("TW III DPMPTSP 2026", format!("RFK DPMPTSP {word} 2026")),
        ("RFK TW 3 Bag PBJ", format!("RFK Bag PBJ {word} 2026")),
        ("SEPTEMBER", word.to_uppercase()),
        ("September", word.to_owned()),
        ("september", word.to_lowercase()),
        ("30-09-2026", last.to_owned()),
        ("2026-09", format!("2026-{number}")),
        ("09-2026", format!("{number}-2026")),
        ("09_2026", format!("{number}_2026")),
        ("09 2026", format!("{number} 2026")),
        ("9-2026", format!("{number}-2026")),
        ("SEPT", short.to_uppercase()),
        ("Sept", short.to_owned()),
        ("sept", short.to_lowercase()),
        ("Sep", short.to_owned()),
        (" sep ", format!(" {} ", short.to_lowercase())),
        (" (fix)", String::new()),
        (" REVISI", String::new()),
        (" final2", String::new()),
        (" (terlambat)", String::new()),
    ];
    changes
        .into_iter()
        .fold(file.to_owned(), |name, (from, to)| name.replace(from, &to))
}

/// The files of an office in a month: none, one, or a corrected one after the first.
fn of_office(catalogue: &Catalogue, recipe: &Recipe, bulan: u8) -> Vec<Kiriman> {
    let own = resep(recipe, bulan);
    let plain = |recipe: &Recipe, of: u8| {
        let report = laporan(catalogue, recipe, of);
        berkas::of_report(recipe, &masa(of), report, &|sheet| {
            betulkan(sheet, of, "2026");
        })
    };
    let renamed = |file: String| Recipe {
        file: file.leak(),
        ..own
    };
    let one = |sample: Sample, dihitung| {
        vec![Kiriman {
            bulan,
            pengirim: recipe.opd,
            diterima: diterima(recipe.opd, own.file, bulan),
            sample,
            dihitung,
        }]
    };
    match (recipe.opd, bulan) {
        ("disarpus" | "bag-hukum", 8) => Vec::new(),
        ("kec-ngargoyoso", 8) => {
            let report = laporan(catalogue, recipe, 7);
            one(
                berkas::of_report(&own, &AGUSTUS, report, &|sheet| betulkan(sheet, 8, "2026")),
                true,
            )
        }
        ("diskominfo", 8) => one(renamed_bytes(plain(&resep(recipe, 7), 7), own.file), true),
        ("bag-umum", 8) => one(renamed_bytes(plain(&resep(recipe, 7), 7), own.file), false),
        ("inspektorat", 8) => one(plain(&own, 6), false),
        ("bag-perekonomian", 8) => {
            let report = laporan(catalogue, recipe, 7);
            one(
                berkas::of_report(&own, &AGUSTUS, report, &|sheet| betulkan(sheet, 8, "2025")),
                false,
            )
        }
        ("kec-jaten", 8) => one(foreign(catalogue, &own, "kec-jatipuro", true), false),
        ("bag-organisasi", 8) => one(foreign(catalogue, &own, "bag-prokopim", false), true),
        ("bkpsdm", 8) => {
            let mut first = laporan(catalogue, &own, 8);
            for leaf in first.leaves_mut().into_iter().take(4) {
                leaf.own.fisik = leaf.own.fisik.map(|fisik| fisik / 3);
            }
            let first = berkas::of_report(&own, &AGUSTUS, first, &|_| {});
            let mut both = one(first, false);
            let second = renamed(own.file.replace(".xls", " REVISI.xls"));
            both.extend(one(plain(&second, 8), true));
            both[1].diterima = Some("2026-09-09 14:10".to_owned());
            both[0].diterima = Some("2026-09-04 09:30".to_owned());
            both
        }
        ("kec-karangpandan", 8) => {
            let broken = Recipe {
                defect: Some(Defect::Truncated),
                ..own
            };
            let mut both = one(plain(&broken, 8), false);
            let second = renamed(own.file.replace(".xlsx", " (2).xlsx"));
            both.extend(one(plain(&second, 8), true));
            both[0].diterima = Some("2026-09-03 10:00".to_owned());
            both[1].diterima = Some("2026-09-08 08:45".to_owned());
            both
        }
        _ => one(plain(&own, bulan), true),
    }
}

/// The August report of an office that sent none in time: what comes afterwards.
#[must_use]
pub fn susulan() -> Sample {
    let catalogue = Catalogue::load();
    let own = resep(&LAGI[1], 8);
    let report = laporan(&catalogue, &own, 8);
    berkas::of_report(&own, &AGUSTUS, report, &|sheet| betulkan(sheet, 8, "2026"))
}

/// The same bytes under the name of another month.
fn renamed_bytes(mut sample: Sample, file: &'static str) -> Sample {
    sample.recipe.file = file;
    sample
}

/// The report of another office, under its own title or under the sender's.
fn foreign(catalogue: &Catalogue, own: &Recipe, other: &'static str, titled: bool) -> Sample {
    let recipe = RECIPES.iter().find(|recipe| recipe.opd == other).unwrap();
    let mut report = laporan(catalogue, recipe, 8);
    if !titled {
        report.office = catalogue.office(own.opd).clone();
    }
    let recipe = Recipe {
        opd: other,
        twist: Twist::None,
        ..*own
    };
    berkas::of_report(&recipe, &AGUSTUS, report, &|sheet| {
        betulkan(sheet, 8, "2026");
    })
}

/// Puts the month in texts that the forms write for September, and the year in the titles.
fn betulkan(sheet: &mut Sheet, bulan: u8, tahun: &str) {
    let masa = masa(bulan);
    for cell in sheet.cells.values_mut() {
        if let Content::Text(text) = &mut cell.content {
            *text = text
                .replace("30 September 2026", masa.tanggal)
                .replace("September", &capital(&masa));
            if tahun != "2026" {
                *text = text.replace("2026", tahun);
            }
        }
    }
}

/// When an office's file came: in time but for those that are late; one is entered by nobody.
fn diterima(opd: &str, file: &str, bulan: u8) -> Option<String> {
    let at = match (opd, bulan) {
        ("disparpora", 7) => "2026-08-12 09:15",
        ("bag-hukum", 7) => "2026-08-18 13:00",
        ("kesbangpol", 8) => "2026-09-13 10:40",
        ("kec-matesih", 8) => "2026-09-16 11:05",
        ("kec-kerjo", 8) => return None,
        _ => {
            let mut rng = Rng::named(file);
            let days = if bulan == 7 {
                [3, 4, 5, 6, 7, 10]
            } else {
                [2, 3, 4, 7, 8, 9]
            };
            let day = days[usize::try_from(rng.between(0, 5)).unwrap()];
            let clock = (rng.between(8, 15), rng.between(0, 59));
            return Some(format!(
                "2026-{:02}-{day:02} {:02}:{:02}",
                bulan + 1,
                clock.0,
                clock.1
            ));
        }
    };
    Some(at.to_owned())
}
