//! Layouts remembered per office (`tata_letak/<opd>.toml`): plain to read, safe to delete, replaced only when they change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::{quoted, replace};
use crate::error::Error;
use crate::ingest::layout::ingat::is_same;
use crate::model::cell::{column_index, column_letters};
use crate::model::field::Field;
use crate::model::periode::Periode;
use crate::model::tata_letak::{Bulan, Ingatan, KolomIngat, TataLetak};
use crate::rules::kolom::Kolom;

/// What was read of the folder.
#[derive(Clone, Debug, Default)]
pub struct Terbaca {
    pub ingatan: Ingatan,
    /// Files that can't be read, with the reason: they count as absent and are left as they are.
    pub rusak: BTreeMap<PathBuf, String>,
}

/// Reads the layouts of a folder; no folder is no memory.
#[must_use]
pub fn load(folder: &Path) -> Terbaca {
    let mut found = Terbaca::default();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    paths.sort();
    for path in paths {
        let read = std::fs::read_to_string(&path)
            .map_err(|error| error.to_string())
            .and_then(|text| parse(&text));
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        match read {
            Ok((opd, _)) if *opd != *name => {
                let why = format!("memuat OPD {opd}, bukan {name}");
                found.rusak.insert(path, why);
            }
            Ok((opd, layouts)) => {
                found.ingatan.opd.insert(opd, layouts);
            }
            Err(why) => {
                found.rusak.insert(path, why);
            }
        }
    }
    found
}

/// Notes the layouts that were accepted for a month: the offices' earlier notes of that month are replaced by them.
pub fn learn(
    ingatan: &mut Ingatan,
    bulan: Bulan,
    accepted: BTreeMap<Arc<str>, Vec<TataLetak>>,
    kolom: &Kolom,
) {
    for (opd, layouts) in accepted {
        let known = ingatan.opd.entry(opd).or_default();
        for layout in known.iter_mut() {
            layout.terlihat.remove(&bulan);
        }
        for mut layout in layouts {
            if let Some(same) = known.iter_mut().find(|same| is_same(same, &layout, kolom)) {
                same.terlihat.insert(bulan);
            } else {
                layout.terlihat = BTreeSet::from([bulan]);
                known.push(layout);
            }
        }
        known.retain(|layout| !layout.terlihat.is_empty());
        known.sort_by(|a, b| {
            let order = |layout: &TataLetak| {
                (
                    layout.terlihat.first().copied(),
                    layout.lembar.clone(),
                    layout.judul,
                    letters(layout),
                )
            };
            order(a).cmp(&order(b))
        });
    }
}

fn letters(layout: &TataLetak) -> Vec<(u32, Vec<String>)> {
    let columns = layout.kolom.iter();
    columns
        .map(|column| (column.col, column.path.clone()))
        .collect()
}

/// Writes the offices whose layouts have changed; files that couldn't be read are left alone.
///
/// # Errors
/// `Error::Output` where a file can't be written; those before it are.
pub fn save(
    folder: &Path,
    ingatan: &Ingatan,
    rusak: &BTreeMap<PathBuf, String>,
) -> Result<(), Error> {
    for (opd, layouts) in &ingatan.opd {
        if !is_plain(opd) {
            continue;
        }
        let path = folder.join(format!("{opd}.toml"));
        let text = text(opd, layouts);
        let same = std::fs::read_to_string(&path).is_ok_and(|found| found == text);
        if !same && !rusak.contains_key(&path) {
            replace(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// An id that is a file name and nothing else.
fn is_plain(opd: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !opd.is_empty() && opd.chars().all(plain)
}

/// Returns all that is remembered as one text: what its hash is taken of.
#[must_use]
pub fn whole(ingatan: &Ingatan) -> String {
    ingatan
        .opd
        .iter()
        .map(|(opd, layouts)| text(opd, layouts))
        .collect()
}

fn text(opd: &str, layouts: &[TataLetak]) -> String {
    let mut out = String::from(
        "# Tata letak laporan yang diterima dari OPD ini, diingat rakor untuk bulan berikutnya.\n\
         # Boleh dibaca dan dihapus: tanpa berkas ini laporan dibaca seperti pertama kali.\n",
    );
    let _ = writeln!(out, "opd = {}", quoted(opd));
    for layout in layouts {
        out.push_str("\n[[susunan]]\n");
        if let Some(sheet) = &layout.lembar {
            let _ = writeln!(out, "lembar = {}", quoted(sheet));
        }
        let months: Vec<String> = layout
            .terlihat
            .iter()
            .map(|bulan| quoted(&bulan.periode().folder()))
            .collect();
        let _ = writeln!(
            out,
            "baris_judul = [{}, {}]\nterlihat = [{}]\n# kolom, isi (kosong: tidak dipakai), judul dari baris teratas\nkolom = [",
            layout.judul.0 + 1,
            layout.judul.1 + 1,
            months.join(", ")
        );
        for column in &layout.kolom {
            let field = column.field.map(|field| field.to_string());
            let mut items = vec![
                quoted(&column_letters(column.col)),
                quoted(field.as_deref().unwrap_or("")),
            ];
            items.extend(column.path.iter().map(|text| quoted(text)));
            let _ = writeln!(out, "  [{}],", items.join(", "));
        }
        out.push_str("]\n");
    }
    out
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BerkasIngatan {
    opd: Arc<str>,
    #[serde(default)]
    susunan: Vec<Susunan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Susunan {
    lembar: Option<Arc<str>>,
    baris_judul: (u32, u32),
    terlihat: Vec<String>,
    kolom: Vec<Vec<String>>,
}

type Dibaca = (Arc<str>, Vec<TataLetak>);

fn parse(text: &str) -> Result<Dibaca, String> {
    let file: BerkasIngatan = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let layouts = file
        .susunan
        .into_iter()
        .map(layout)
        .collect::<Result<_, _>>()?;
    Ok((file.opd, layouts))
}

fn layout(susunan: Susunan) -> Result<TataLetak, String> {
    let row = |row: u32| row.checked_sub(1).ok_or("baris_judul dimulai dari 1");
    let terlihat: BTreeSet<Bulan> = susunan
        .terlihat
        .iter()
        .map(|text| {
            let periode: Periode = text.parse()?;
            Bulan::of(&periode).ok_or_else(|| format!("\"{text}\" bukan bulan"))
        })
        .collect::<Result<_, String>>()?;
    let kolom = susunan
        .kolom
        .into_iter()
        .map(column)
        .collect::<Result<_, _>>()?;
    Ok(TataLetak {
        lembar: susunan.lembar,
        judul: (row(susunan.baris_judul.0)?, row(susunan.baris_judul.1)?),
        kolom,
        terlihat,
    })
}

fn column(items: Vec<String>) -> Result<KolomIngat, String> {
    let mut items = items.into_iter();
    let (Some(letters), Some(field)) = (items.next(), items.next()) else {
        return Err("kolom tanpa huruf atau isi".to_owned());
    };
    let field = match field.as_str() {
        "" => None,
        name => {
            Some(Field::from_name(name).ok_or_else(|| format!("isi \"{name}\" tidak dikenal"))?)
        }
    };
    Ok(KolomIngat {
        col: column_index(&letters).ok_or_else(|| format!("kolom \"{letters}\" tidak dikenal"))?,
        path: items.collect(),
        field,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn sample(letter: &str) -> TataLetak {
        let column = |items: &[&str]| column(items.iter().map(|s| (*s).to_owned()).collect());
        TataLetak {
            lembar: Some(Arc::from("RFK")),
            judul: (7, 9),
            kolom: vec![
                column(&["A", "no", "NO"]).unwrap(),
                column(&[letter, "pagu_rp", "NILAI \"DPA\"", "Rp"]).unwrap(),
                column(&["Z", "", "paraf\tkasubag"]).unwrap(),
            ],
            terlihat: BTreeSet::new(),
        }
    }

    fn months(texts: &[&str]) -> BTreeSet<Bulan> {
        let bulan = |text: &&str| Bulan::of(&text.parse().unwrap()).unwrap();
        texts.iter().map(bulan).collect()
    }

    fn learned(steps: &[(&str, &str)]) -> Ingatan {
        let kolom = Rules::embedded().unwrap().kolom;
        let mut ingatan = Ingatan::default();
        for (month, letter) in steps {
            let accepted = BTreeMap::from([(Arc::from("disdik"), vec![sample(letter)])]);
            let bulan = Bulan::of(&month.parse().unwrap()).unwrap();
            learn(&mut ingatan, bulan, accepted, &kolom);
        }
        ingatan
    }

    #[test]
    fn layouts_read_back_as_written() {
        let layouts = vec![TataLetak {
            terlihat: months(&["2026-07", "2026-08"]),
            ..sample("D")
        }];
        assert_eq!(
            parse(&text("disdik", &layouts)),
            Ok((Arc::from("disdik"), layouts))
        );
    }

    #[test]
    fn a_month_belongs_to_the_layout_last_accepted_for_it() {
        let ingatan = learned(&[
            ("2026-07", "D"),
            ("2026-08", "D"),
            ("2026-09", "E"),
            ("2026-09", "F"),
        ]);
        let seen: Vec<BTreeSet<Bulan>> = ingatan.opd["disdik"]
            .iter()
            .map(|l| l.terlihat.clone())
            .collect();
        assert_eq!(
            seen,
            [months(&["2026-07", "2026-08"]), months(&["2026-09"])]
        );
        // What a run of September may know is the same before and after it.
        let september = Bulan {
            tahun: 2026,
            bulan: 9,
        };
        let before = learned(&[("2026-07", "D"), ("2026-08", "D")]);
        assert_eq!(ingatan.before(september), before.before(september));
    }

    #[test]
    fn unsound_files_count_as_absent_and_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("disdik.toml");
        std::fs::write(&path, "opd = \"disdik\"\nlain = 1\n").unwrap();
        std::fs::write(folder.path().join("dinkes.toml"), "opd = \"disdik\"\n").unwrap();
        let found = load(folder.path());
        assert!(found.ingatan.is_empty());
        assert_eq!(found.rusak.len(), 2);
        let ingatan = learned(&[("2026-07", "D")]);
        save(folder.path(), &ingatan, &found.rusak).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().contains("lain"));
        std::fs::remove_file(&path).unwrap();
        save(folder.path(), &ingatan, &BTreeMap::new()).unwrap();
        assert_eq!(load(folder.path()).ingatan, ingatan);
    }
}
