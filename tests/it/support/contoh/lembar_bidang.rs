//! Cuts an office's report into a sheet for each bidang.

use super::anggaran::{Node, Report};
use super::form::{Layout, Title};
use super::sheet::Sheet;
use super::tabel;

/// The bidang of the education office: sheet name, label, and the codes that belong to it.
const BIDANG: [(&str, &str, &[&str]); 6] = [
    ("SEKRETARIAT", "SEKRETARIAT", &["1.01.01."]),
    ("SD", "PEMBINAAN SEKOLAH DASAR", &["1.01.02.2.01"]),
    (
        "SMP",
        "PEMBINAAN SEKOLAH MENENGAH PERTAMA",
        &["1.01.02.2.02"],
    ),
    (
        "PAUD & PNF",
        "PEMBINAAN PAUD DAN PENDIDIKAN NONFORMAL",
        &["1.01.02.2.03", "1.01.02.2.04"],
    ),
    (
        "GTK",
        "GURU DAN TENAGA KEPENDIDIKAN",
        &["1.01.03.", "1.01.04."],
    ),
    ("KEBUDAYAAN", "KEBUDAYAAN", &["2.22."]),
];

/// Draws a sheet for each bidang.
pub fn bidang(report: &Report, layout: &Layout) -> Vec<Sheet> {
    BIDANG
        .iter()
        .map(|(name, label, codes)| {
            let wanted = |node: &Node| codes.iter().any(|code| node.kode.starts_with(code));
            let mut part = report.clone();
            for program in &mut part.programs {
                program.children.retain(wanted);
            }
            part.programs.retain(|program| !program.children.is_empty());
            let mut layout = layout.clone();
            (*name).clone_into(&mut layout.sheet);
            layout
                .titles
                .insert(3, Title::Label("BIDANG", (*label).to_owned()));
            tabel::draw(&part, &layout)
        })
        .collect()
}
