//! The workbook is live: a cell of Data edited by hand moves exactly what the same change at its source would have moved.
//!
//! Workbook A is made of three months. One cell of its sheet Data is edited and `LibreOffice` computes it anew (A'); the
//! same value is changed in the report it came from and the program makes workbook B. What moved from A to A' must be
//! what differs between A and B, figure for figure; and nothing may move that the formulas don't lead to.
#![expect(
    clippy::print_stderr,
    reason = "says that LibreOffice is missing, and what moved"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::buku::buka;
use crate::support::buku::graf::{Graf, Tempat};
use crate::support::buku::isi::Buku;
use crate::support::buku::paket::Paket;
use crate::support::buku::sunting::Isian;
use crate::support::kerja::{DISPARPORA, JATIPURO, Kerja};
use crate::support::libre;

const MEBEL: &str = "Pengadaan Mebel";
const GEDUNG: &str = "Pemeliharaan/Rehabilitasi Gedung Kantor dan Bangunan Lainnya";
const LISTRIK: &str = "Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor";
const BANGSRI: &str = "Pembangunan Lapangan Olahraga Desa Bangsri";
const GEMAWANG: &str = "Pembangunan Lapangan Olahraga Desa Gemawang";

/// How a value is changed where it came from.
enum Sumber {
    /// Texts of a report that is a text file, put in the place of others: the cell, and what its report adds up.
    Teks(&'static [(&'static str, &'static str)]),
    /// A cell of a report that is a workbook.
    Sel(&'static str, Isian),
    /// A person's decision on the class.
    Keputusan(&'static str),
}

/// A change of an activity: in Data by the headers of its columns, and at its source.
struct Ubahan {
    nama: &'static str,
    berkas: &'static str,
    uraian: &'static str,
    data: &'static [(&'static str, Isian)],
    sumber: Sumber,
}

const UBAHAN: [Ubahan; 11] = [
    Ubahan {
        nama: "pagu",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Pagu (Rp)", Isian::Angka(27_678_500.0))],
        sumber: Sumber::Teks(&[
            ("Pengadaan Mebel;27.578.500;", "Pengadaan Mebel;27.678.500;"),
            (";27,89;", ";27,79;"),
            ("19.887.662", "19.987.662"),
            ("3.859.498.000", "3.859.598.000"),
            ("1.165.778.765", "1.165.878.765"),
        ]),
    },
    Ubahan {
        nama: "pagu dalam antrean telaah",
        berkas: JATIPURO,
        uraian: LISTRIK,
        data: &[("Pagu (Rp)", Isian::Angka(13_326_000.0))],
        sumber: Sumber::Teks(&[
            (
                ";13.226.000;9.558.629;9.367.020;70,82;",
                ";13.326.000;9.558.629;9.367.020;70,29;",
            ),
            (";3.858.980;", ";3.958.980;"),
            ("3.859.498.000", "3.859.598.000"),
            ("1.165.778.765", "1.165.878.765"),
        ]),
    },
    Ubahan {
        nama: "realisasi keuangan",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi keuangan (Rp)", Isian::Angka(9_690_838.0))],
        sumber: Sumber::Teks(&[
            ("7.690.838;27,89;", "9.690.838;35,14;"),
            ("19.887.662", "17.887.662"),
            ("2.693.719.235;69,79", "2.695.719.235;69,85"),
            ("1.165.778.765", "1.163.778.765"),
        ]),
    },
    Ubahan {
        nama: "target fisik",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Target fisik (%)", Isian::Angka(62.45))],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";62,45;50,72;"),
            (";76,32;75,67;", ";76,39;75,67;"),
        ]),
    },
    Ubahan {
        nama: "realisasi fisik",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi fisik (%)", Isian::Angka(52.72))],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";52,45;52,72;"),
            (";76,32;75,67;", ";76,32;75,68;"),
        ]),
    },
    Ubahan {
        nama: "realisasi fisik dikosongkan",
        berkas: JATIPURO,
        uraian: MEBEL,
        data: &[("Realisasi fisik (%)", Isian::Kosong)],
        sumber: Sumber::Teks(&[
            (";52,45;50,72;", ";52,45;;"),
            (";76,32;75,67;", ";76,32;75,85;"),
        ]),
    },
    Ubahan {
        nama: "golongan",
        berkas: JATIPURO,
        uraian: GEDUNG,
        data: &[
            ("Jenis", Isian::Teks("Fisik Non Konstruksi")),
            ("Fisik konstruksi", Isian::Teks("Tidak")),
            ("Telaah golongan", Isian::Teks("Diputuskan petugas")),
        ],
        sumber: Sumber::Keputusan(
            "2026;kec-jatipuro;;{};;fisik_non_konstruksi;Petugas A;2026-10-08;",
        ),
    },
    Ubahan {
        nama: "nilai kontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Nilai kontrak (Rp)", Isian::Angka(1_048_709_000.0))],
        sumber: Sumber::Sel("G6", Isian::Angka(1_048_709_000.0)),
    },
    Ubahan {
        nama: "akhir kontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Kontrak selesai", Isian::Angka(46_264.0))], // 30 August 2026
        sumber: Sumber::Sel("R6", Isian::Teks("2026-08-30")),
    },
    Ubahan {
        nama: "fisik pekerjaan berkontrak",
        berkas: DISPARPORA,
        uraian: BANGSRI,
        data: &[("Realisasi fisik (%)", Isian::Angka(43.3))],
        sumber: Sumber::Sel("K6", Isian::Angka(43.3)),
    },
    Ubahan {
        nama: "sumber dana",
        berkas: DISPARPORA,
        uraian: GEMAWANG,
        data: &[("Golongan sumber dana", Isian::Teks("PAD"))],
        sumber: Sumber::Sel("M7", Isian::Teks("PAD")),
    },
];

/// The columns by which a row of a list is known wherever it stands; rows of other sheets are known by their number.
const KENAL: [(&str, &[u32]); 12] = [
    ("Metadata", &[0, 5, 6]),
    ("Perubahan", &[0, 1, 2]),
    ("Untuk Bupati", &[6]),
    ("Peringkat", &[0]),
    ("Fisik Konstruksi", &[0, 16]),
    ("Non Fisik", &[0, 16]),
    ("Porsi Konstruksi", &[9]),
    ("Sumber Dana", &[1, 11, 12]),
    ("Deviasi", &[14, 2]),
    ("Kontrak Kritis", &[19, 2]),
    ("Permasalahan", &[9, 2, 4]),
    ("Telaah Klasifikasi", &[10, 3]),
];

/// Cells that are written once and don't follow Data.
struct Tetap {
    lembar: &'static str,
    /// How the identity of its row begins; blank for every row.
    baris: &'static str,
    /// Its columns; none for all.
    kolom: &'static [u32],
    sebab: &'static str,
}

const TETAP: [Tetap; 6] = [
    Tetap {
        lembar: "Deviasi",
        baris: "",
        kolom: &[0, 8, 9],
        sebab: "what is flagged, its weight and order are judged when the rekap is made",
    },
    Tetap {
        lembar: "Untuk Bupati",
        baris: "Data ",
        kolom: &[0, 3, 6],
        sebab: "the decisions are chosen when the rekap is made",
    },
    Tetap {
        lembar: "Perubahan",
        baris: "",
        kolom: &[],
        sebab: "it compares runs: what a decided class moves is told by the next one",
    },
    Tetap {
        lembar: "Validasi",
        baris: "",
        kolom: &[],
        sebab: "findings on the reports, not figures",
    },
    Tetap {
        lembar: "Metadata",
        baris: "",
        kolom: &[2, 3],
        sebab: "what the tables of the reports added up to, and whether Data still does",
    },
    Tetap {
        lembar: "Metadata",
        baris: "Pagu: bulan ini",
        kolom: &[1],
        sebab: "held against the month before when the rekap is made",
    },
];

/// A cell's content by its sheet, the identity of its row, and its column.
type Isi = BTreeMap<(String, String, u32), Nilai>;

#[derive(Clone, Debug)]
struct Nilai {
    teks: String,
    rumus: bool,
    tempat: Tempat,
}

impl Nilai {
    fn same(&self, other: &Self) -> bool {
        match (self.teks.parse::<f64>(), other.teks.parse::<f64>()) {
            (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            _ => self.teks == other.teks,
        }
    }

    /// Whether it is a figure, or a word that a formula gives.
    fn counts(&self) -> bool {
        self.rumus || self.teks.parse::<f64>().is_ok()
    }
}

fn isi(book: &Buku) -> Isi {
    let mut all = Isi::new();
    for (index, sheet) in book.lembar.iter().enumerate() {
        let known = KENAL.iter().find(|(name, _)| *name == sheet.nama);
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut rows: BTreeMap<u32, String> = BTreeMap::new();
        for (row, _) in sheet.sel.keys() {
            rows.entry(*row).or_insert_with(|| {
                let text = |col: &u32| sheet.sel.get(&(*row, *col)).map(|cell| book.tampil(cell));
                let parts = known.map(|(_, cols)| cols.iter().filter_map(text).collect::<Vec<_>>());
                // Rows that name an activity of Data are told from all others.
                let named = |parts: Vec<String>| {
                    let about = if sheet.nama == "Untuk Bupati" && !parts.concat().is_empty() {
                        "Data "
                    } else {
                        ""
                    };
                    format!("{about}{}", parts.join("|"))
                };
                let id = parts.map_or_else(|| row.to_string(), named);
                let times = times.entry(id.clone()).or_default();
                *times += 1;
                format!("{id}#{times}")
            });
        }
        for (at, cell) in &sheet.sel {
            let own = Nilai {
                teks: book.tampil(cell),
                rumus: cell.rumus.is_some(),
                tempat: (index, *at),
            };
            all.insert((sheet.nama.clone(), rows[&at.0].clone(), at.1), own);
        }
    }
    all
}

/// Which of `TETAP` a cell belongs to.
fn fixed((sheet, row, col): &(String, String, u32)) -> Option<usize> {
    TETAP.iter().position(|own| {
        own.lembar == sheet
            && row.starts_with(own.baris)
            && (own.kolom.is_empty() || own.kolom.contains(col))
    })
}

/// The cells of an activity in Data, by the headers of its columns.
fn cells(book: &Buku, own: &Ubahan) -> Vec<(Tempat, Isian)> {
    let index = book
        .lembar
        .iter()
        .position(|sheet| sheet.nama == "Data")
        .unwrap();
    let sheet = &book.lembar[index];
    let text = |at| {
        sheet
            .sel
            .get(&at)
            .map(|cell| book.tampil(cell))
            .unwrap_or_default()
    };
    let (header, width) = (4, 38);
    let col = |name: &str| (0..width).find(|col| text((header, *col)) == name).unwrap();
    let (uraian, berkas) = (col("Uraian"), col("Berkas"));
    let last = sheet.ukuran.unwrap().akhir.0;
    let mut rows = (header + 1..=last)
        .filter(|row| text((*row, uraian)) == own.uraian && text((*row, berkas)) == own.berkas);
    let row = rows.next().unwrap();
    assert_eq!(rows.next(), None, "{}", own.uraian);
    own.data
        .iter()
        .map(|(name, value)| ((index, (row, col(name))), *value))
        .collect()
}

/// Workbook A with the cells of an activity typed over.
fn edited(book: &Buku, own: &Ubahan) -> Vec<u8> {
    let mut paket: Paket = book.paket.clone();
    for ((sheet, at), value) in cells(book, own) {
        let part = &book.lembar[sheet].bagian;
        paket.isi(part, &crate::support::buku::alamat::nama(at), value);
    }
    paket.write()
}

/// Workbook B: the same change at its source, in a folder that stands as that of A stood.
fn remade(before: &Kerja, own: &Ubahan) -> Vec<u8> {
    let kerja = before.salin();
    match &own.sumber {
        Sumber::Teks(changes) => kerja.sunting(own.berkas, changes),
        Sumber::Sel(cell, value) => kerja.ubah(own.berkas, &|bytes| {
            let mut paket = buka(&bytes).paket;
            paket.isi("xl/worksheets/sheet1.xml", cell, *value);
            paket.write()
        }),
        Sumber::Keputusan(line) => {
            let header = "tahun;opd;kode;uraian;bagian_dari;keputusan;oleh;pada;catatan";
            let line = line.replace("{}", own.uraian);
            std::fs::write(kerja.path("keputusan.csv"), format!("{header}\n{line}\n")).unwrap();
        }
    }
    kerja.rekap("2026-09", &["--tanpa-koreksi"]);
    std::fs::read(kerja.buku("2026-09")).unwrap()
}

/// What A' and B say of a change, against A.
struct Tiga<'a> {
    a: &'a Isi,
    aksen: Isi,
    b: Isi,
}

impl Tiga<'_> {
    /// The cells in which A' and B differ though one of them moved, and how many moved.
    fn compare(&self, used: &mut BTreeSet<usize>) -> (Vec<String>, BTreeSet<Tempat>) {
        let mut faults = Vec::new();
        let mut moved = BTreeSet::new();
        for (at, a) in self.a {
            let Some(aksen) = self.aksen.get(at) else {
                continue;
            };
            if !a.same(aksen) {
                moved.insert(a.tempat);
            }
            let Some(b) = self.b.get(at).filter(|b| b.counts() || a.counts()) else {
                continue;
            };
            let still = a.same(aksen) && a.same(b);
            if still || aksen.same(b) {
                continue;
            }
            if let Some(place) = fixed(at) {
                used.insert(place);
            } else {
                faults.push(format!(
                    "{at:?}: A {} A' {} B {}",
                    a.teks, aksen.teks, b.teks
                ));
            }
        }
        (faults, moved)
    }

    /// Rows that only one of both has, by sheet.
    fn rows(&self) -> BTreeMap<&str, usize> {
        let rows = |of: &'_ Isi| -> BTreeSet<(String, String)> {
            of.keys()
                .map(|(sheet, row, _)| (sheet.clone(), row.clone()))
                .collect()
        };
        let (a, b) = (rows(self.a), rows(&self.b));
        let mut apart = BTreeMap::new();
        for (sheet, _) in a.symmetric_difference(&b) {
            let name = self
                .a
                .keys()
                .find(|(own, ..)| own == sheet)
                .map(|(own, ..)| own.as_str());
            *apart.entry(name.unwrap_or("?")).or_default() += 1;
        }
        apart
    }
}

#[test]
fn a_cell_of_data_moves_exactly_what_depends_on_it() {
    let before = Kerja::sebelum();
    let made = before.salin();
    made.rekap("2026-09", &["--tanpa-koreksi"]);
    let bytes = std::fs::read(made.buku("2026-09")).unwrap();
    let book = buka(&bytes);
    let still = book
        .lembar
        .iter()
        .filter(|sheet| sheet.sel.values().all(|cell| cell.rumus.is_none()));
    let still: Vec<&str> = still.map(|sheet| sheet.nama.as_str()).collect();
    assert_eq!(still, ["Validasi"], "every other sheet is filled and live");
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    let workbooks = std::iter::once(bytes).chain(UBAHAN.iter().map(|own| edited(&book, own)));
    for (index, bytes) in workbooks.enumerate() {
        let path = folder.path().join(format!("a{index}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    let Some(computed) = libre::hitung(folder.path(), &paths) else {
        eprintln!("LibreOffice is not here: skipped");
        return;
    };
    let read = |path: &Path| isi(&buka(&std::fs::read(path).unwrap()));
    let a = read(&computed[0]);
    let graf = Graf::of(&book);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (own, path) in UBAHAN.iter().zip(&computed[1..]) {
        let three = Tiga {
            a: &a,
            aksen: read(path),
            b: isi(&buka(&remade(&before, own))),
        };
        let (faults, moved) = three.compare(&mut used);
        found.extend(
            faults
                .into_iter()
                .map(|fault| format!("{}: {fault}", own.nama)),
        );
        let typed: Vec<Tempat> = cells(&book, own).into_iter().map(|(at, _)| at).collect();
        let bound = graf.ikut(&typed);
        let beyond: Vec<&Tempat> = moved
            .iter()
            .filter(|at| !bound.contains(at) && !typed.contains(at))
            .collect();
        assert!(beyond.is_empty(), "{}: {beyond:?}", own.nama);
        assert!(moved.len() > typed.len(), "{}: nothing follows", own.nama);
        eprintln!(
            "{}: {} of {} moved; rows of B that A hasn't or lacks: {:?}",
            own.nama,
            moved.len(),
            bound.len(),
            three.rows()
        );
    }
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
    let needless = TETAP
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index));
    let needless: Vec<&str> = needless.map(|(_, own)| own.sebab).collect();
    assert!(needless.is_empty(), "{needless:?}");
}
