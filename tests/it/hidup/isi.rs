//! A workbook as cells that are known by what their rows are about, and which of them don't follow Data.

use std::collections::BTreeMap;

use crate::support::buku::graf::Tempat;
use crate::support::buku::isi::Buku;

/// The columns by which a row of a list is known wherever it stands; rows of other sheets are known by their number.
pub(super) const KENAL: [(&str, &[u32]); 12] = [
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
pub(super) struct Tetap {
    pub(super) lembar: &'static str,
    /// How the identity of its row begins; blank for every row.
    pub(super) baris: &'static str,
    /// Its columns; none for all.
    pub(super) kolom: &'static [u32],
    pub(super) sebab: &'static str,
}

pub(super) const TETAP: [Tetap; 5] = [
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
pub(super) type Isi = BTreeMap<(String, String, u32), Nilai>;

#[derive(Clone, Debug)]
pub(super) struct Nilai {
    pub(super) teks: String,
    pub(super) rumus: bool,
    pub(super) tempat: Tempat,
}

impl Nilai {
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self.teks.parse::<f64>(), other.teks.parse::<f64>()) {
            (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
            _ => self.teks == other.teks,
        }
    }

    /// Whether it is a figure, or a word that a formula gives.
    pub(super) fn counts(&self) -> bool {
        self.rumus || self.teks.parse::<f64>().is_ok()
    }
}

pub(super) fn isi(book: &Buku) -> Isi {
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
pub(super) fn fixed((sheet, row, col): &(String, String, u32)) -> Option<usize> {
    TETAP.iter().position(|own| {
        own.lembar == sheet
            && row.starts_with(own.baris)
            && (own.kolom.is_empty() || own.kolom.contains(col))
    })
}
