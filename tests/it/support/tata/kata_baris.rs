//! The texts of an activity's row: number, code, name and the columns of remarks.

use rakor::model::cell::{Cell, NumberFormat, Value, column_letters};

use super::acak::pick;
use super::anggaran::{Item, Level};
use super::kolom::What;
use super::mutasi::M;
use super::nilai::text;
use super::tabel::Pen;

impl Pen<'_> {
    /// The texts of an activity's row.
    pub(super) fn words(&mut self, what: What, item: &Item) -> Option<Cell> {
        let some = |words: &str| Some(text(words));
        match what {
            What::No => self.number(item),
            What::Kode if item.level == Level::Paket => None,
            What::Kode if self.on(M::KodeKotor) => some(&format!("{} ", item.kode.join("."))),
            What::Kode => some(&item.kode.join(".")),
            What::Segmen(level) => self.segment(level, item),
            What::Nama => Some(self.name(item)),
            What::NamaPada(depth) if depth == item.depth => some(&item.nama),
            What::Atas(level) => {
                let above = ancestor(self.sheet.items, item, level)?;
                some(&format!("{} {}", above.kode.join("."), above.nama))
            }
            What::Tingkat => some(match item.level {
                Level::Program => "Program",
                Level::Kegiatan => "Kegiatan",
                Level::Sub => "Sub Kegiatan",
                Level::Rekening => "Rekening",
                Level::Paket => "Paket",
            }),
            What::Lokasi if item.leaf => some("Desa Melur"),
            What::Sumber if item.leaf => some(pick(self.rng, &["PAD", "DAU", "DAK Fisik"])),
            What::Pptk if !item.leaf => some("NAMA PEJABAT, S.T."),
            What::NomorKontrak => some(&format!("027/{}/SPK/2026", self.number + 10)),
            What::Penyedia => some("CV. PENYEDIA SATU"),
            What::Masalah if item.leaf && self.rng.chance(20) => some("Menunggu juknis"),
            What::Tindak if item.leaf && self.rng.chance(20) => some("Koordinasi lanjutan"),
            What::Kinerja(0) if item.leaf => some("Jumlah dokumen yang tersusun"),
            What::Kinerja(n) if item.leaf && n < 3 => {
                Some(Cell::new(Value::Number(if n == 1 { 12.0 } else { 9.0 })))
            }
            What::Kinerja(_) if item.leaf => Some(Cell::new(Value::Number(75.0))),
            What::Ket if item.leaf && self.rng.chance(15) => some("proses"),
            _ => None,
        }
    }

    fn number(&mut self, item: &Item) -> Option<Cell> {
        const ROMAN: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        let letter = |n: usize| column_letters(u32::try_from(n - 1).unwrap_or(0));
        let of = &item.nomor;
        if self.on(M::NomorAbjad) {
            let rest: Vec<String> = of[1..].iter().map(usize::to_string).collect();
            let parts = [vec![letter(of[0])], rest].concat();
            return Some(text(&parts.join(".")));
        }
        if self.on(M::NomorRomawi) {
            let last = of.last().copied().unwrap_or(1);
            return Some(match item.depth {
                0 => text(ROMAN[last % 10]),
                1 => text(&letter(last)),
                2 => Cell::new(Value::Number(last as f64)),
                _ => text(&letter(last).to_lowercase()),
            });
        }
        if self.on(M::NomorTitik) {
            let parts: Vec<String> = of.iter().map(usize::to_string).collect();
            return Some(text(&parts.join(".")));
        }
        if !item.leaf && !self.numbers_all {
            return None;
        }
        self.number += 1;
        Some(Cell::new(Value::Number(self.number as f64)))
    }

    fn segment(&self, level: usize, item: &Item) -> Option<Cell> {
        if item.level > Level::Sub {
            return None;
        }
        let code = &item.kode;
        let parts = [
            code.first().cloned(),
            code.get(1).cloned(),
            code.get(2).cloned(),
            (code.len() > 4).then(|| format!("{}.{}", code[3], code[4])),
            code.get(5).cloned(),
        ];
        let segment = parts[level].clone()?;
        let padded = self.sheet.style.rounded && level != 3;
        Some(match segment.parse::<f64>() {
            Ok(number) if padded => {
                let mut cell = Cell::new(Value::Number(number));
                if segment.len() > 1 {
                    cell.format =
                        NumberFormat::ZeroPadded(u8::try_from(segment.len()).unwrap_or(2));
                }
                cell
            }
            _ => text(&segment),
        })
    }

    fn name(&mut self, item: &Item) -> Cell {
        let code = item.kode.join(".");
        let level = match item.level {
            Level::Program => "Program",
            Level::Kegiatan => "Kegiatan",
            Level::Sub => "Sub Kegiatan",
            Level::Rekening | Level::Paket => "",
        };
        let mut name = item.nama.clone();
        if self.on(M::KodeLekat) && item.level != Level::Paket {
            name = format!("{code} {name}");
        } else if self.on(M::KataTingkat) && !level.is_empty() {
            name = format!("{level} {name}");
        } else if self.on(M::IndenSpasi) {
            name = format!("{}{name}", " ".repeat(item.depth * 3));
        }
        if self.on(M::KodeKotor) && self.rng.chance(30) {
            name = format!(" {} \r\n", name.replacen(' ', "  ", 1));
        }
        if self.on(M::NamaPatah) && item.leaf && self.rng.chance(40) {
            name = name.replacen(' ', "\n", 1);
        }
        let mut cell = text(&name);
        if self.on(M::IndenSel) {
            cell.indent = u8::try_from(item.depth).unwrap_or(0);
        }
        cell.bold = self.on(M::Tebal) && !item.leaf;
        cell
    }
}

/// Returns the row of a level above an item, or itself.
fn ancestor<'a>(items: &'a [Item], item: &'a Item, depth: usize) -> Option<&'a Item> {
    let mut at = item;
    while at.depth > depth {
        at = &items[at.parent?];
    }
    (at.depth == depth).then_some(at)
}
