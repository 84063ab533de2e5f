//! A large corpus for benches: as many files as asked, as many rows each, on several forms and in several containers.

use std::io;
use std::path::{Path, PathBuf};

use super::anggaran::Report;
use super::catalogue::Catalogue;
use super::masa::SEPTEMBER;
use super::resep::Container;
use super::rng::Rng;
use super::{berkas, kemajuan, layout_bulanan, layout_lain, layout_rfk};

/// Writes `n_files` files of `n_rows` sub kegiatan each into `dir` and returns their paths.
///
/// The offices of the roster take turns; beyond their number the same office sends again under another name.
///
/// # Errors
/// When a file can't be written.
pub fn corpus(n_files: usize, n_rows: usize, dir: &Path) -> io::Result<Vec<PathBuf>> {
    let catalogue = Catalogue::load();
    let forms: [(super::resep::Form, Container, &str); 6] = [
        (layout_rfk::rfk17, Container::Xlsx, "xlsx"),
        (layout_rfk::rfk_kota, Container::Xlsx, "xlsx"),
        (layout_bulanan::rfk1, Container::Xlsx, "xlsx"),
        (layout_rfk::rfk17, Container::Csv, "csv"),
        (layout_bulanan::bulanan, Container::Ods, "ods"),
        (layout_lain::sipd, Container::Html, "xls"),
    ];
    let mut paths = Vec::new();
    for index in 0..n_files {
        let office = &catalogue.offices[index % catalogue.offices.len()];
        let (form, container, extension) = forms[index % forms.len()];
        let report = padded(&catalogue, &office.id, n_rows, index);
        let layout = form(&office.clone(), &SEPTEMBER);
        let sheet = super::tabel::draw(&report, &layout);
        let path = dir.join(format!(
            "RFK {} {:03} Sept 2026.{extension}",
            office.id,
            index + 1
        ));
        std::fs::write(&path, berkas::bytes(container, &[sheet]))?;
        paths.push(path);
    }
    Ok(paths)
}

/// Repeats or cuts an office's sub kegiatan to `n_rows` leaves, each with amounts of its own.
fn padded(catalogue: &Catalogue, id: &str, n_rows: usize, seed: usize) -> Report {
    let mut report = Report::new(catalogue, id, 1);
    let mut rng = Rng::named(&format!("{id} {seed}"));
    let pagu =
        (report.office.pagu * 1_000_000 / i64::try_from(n_rows.max(1)).unwrap()).max(1_000_000);
    let mut parents: Vec<&mut super::anggaran::Node> = report
        .programs
        .iter_mut()
        .flat_map(|program| &mut program.children)
        .collect();
    let mut templates: Vec<Vec<super::anggaran::Node>> = Vec::new();
    for parent in &mut parents {
        templates.push(std::mem::take(&mut parent.children));
    }
    let mut made = 0;
    let mut round = 0;
    while made < n_rows {
        for (parent, leaves) in parents.iter_mut().zip(&templates) {
            if made == n_rows {
                break;
            }
            let mut leaf = leaves[round % leaves.len()].clone();
            leaf.children.clear();
            leaf.kode = format!("{}.{:04}", parent.kode, round + 1);
            leaf.own =
                kemajuan::amounts(leaf.kind, pagu / 1000 * rng.between(300, 1700), 1, &mut rng);
            parent.children.push(leaf);
            made += 1;
        }
        round += 1;
    }
    for program in &mut report.programs {
        program
            .children
            .retain(|kegiatan| !kegiatan.children.is_empty());
    }
    report
        .programs
        .retain(|program| !program.children.is_empty());
    report
}
