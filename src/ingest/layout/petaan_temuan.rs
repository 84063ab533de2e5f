//! What is said of a table that a mapping released: by whom, and where the mapping and the sheet disagree.

use super::findings::Findings;
use super::lines::Line;
use super::petaan::Paksa;
use super::petaan_baris::is_listed;
use super::petaan_isi::CONFIDENCE;
use super::sums;
use super::table::Reading;
use super::tree::Structure;
use crate::diag::catalogue::lembar;
use crate::model::cell::{CellRef, column_letters};
use crate::model::field::Kind;
use crate::model::nilai::Sen;
use crate::model::petaan::Cara;
use crate::model::table::{OpdFound, PeriodeFound, Table};
use crate::normalize::fold::tidy;
use crate::rules::Rules;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The office and the period of the mapping, for the bytes that it was made for; what the sheet says otherwise is told.
pub(super) fn identity(
    table: &mut Table,
    paksa: &Paksa<'_>,
    rules: &Rules,
    findings: &mut Findings,
) {
    if !paksa.same_bytes {
        return;
    }
    let petaan = paksa.petaan;
    if let Some(id) = &petaan.opd {
        let named = rules.roster.opd.iter().find(|opd| opd.id == *id);
        if let Some(found) = table
            .opd
            .as_ref()
            .filter(|found| found.cell.is_some() && found.id.as_ref().is_some_and(|own| own != id))
        {
            let message = format!(
                "judul menyebut \"{}\"; dipakai {id} menurut {}",
                found.name, petaan.sumber
            );
            findings.table(lembar::OPD_CONFLICT, message);
        }
        let same = table
            .opd
            .take()
            .filter(|found| found.id.as_ref() == Some(id));
        table.opd = Some(same.unwrap_or_else(|| OpdFound {
            name: named.map_or_else(|| id.to_string(), |opd| opd.nama.to_string()),
            id: Some(Arc::clone(id)),
            cell: None,
            confidence: CONFIDENCE,
        }));
    }
    if let Some(periode) = petaan.periode {
        let found = table.periode.take();
        let same = found.filter(|found| {
            let agrees = found.periode.same_month(&periode);
            if !agrees && found.cell.is_some() {
                let message = format!(
                    "judul menyebut {}; dipakai {periode} menurut {}",
                    found.periode, petaan.sumber
                );
                findings.table(lembar::PERIODE_CONFLICT, message);
            }
            agrees
        });
        table.periode = Some(same.unwrap_or(PeriodeFound {
            periode,
            cell: None,
            confidence: CONFIDENCE,
        }));
    }
}

/// Says that the table was released, by whom and why, and what of the mapping its rows contradict.
pub(super) fn report(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    let rilis = &paksa.petaan.rilis;
    let other = if paksa.same_bytes {
        ""
    } else {
        " (petaan dibuat untuk berkas lain yang judul kolomnya sama)"
    };
    findings.table(
        lembar::RELEASED_BY_MAPPING,
        format!(
            "dibaca menurut {}{other}, disetujui {} pada {}: {}",
            paksa.petaan.sumber,
            tidy(&rilis.oleh),
            tidy(&rilis.pada),
            tidy(&rilis.alasan)
        ),
    );
    for (col, own) in &reading.mapping.dibantah {
        let bound = reading.mapping.columns.iter().find(|c| c.col == *col);
        let message = format!(
            "kolom \"{}\" dibaca sebagai {} menurut petaan; judulnya berarti {own}",
            reading.mapping.path_of(*col),
            bound
                .and_then(|c| c.field)
                .map_or_else(String::new, |f| f.to_string())
        );
        let cell = CellRef::new(reading.band.last, *col);
        findings.cell(lembar::RELEASED_BY_MAPPING, cell, message);
    }
    texts_as_numbers(findings, reading, paksa);
    if paksa.petaan.tingkat.cara == Cara::Baris {
        listed_rows(findings, reading, paksa);
    }
}

/// A number column that holds mostly texts isn't what the mapping says.
fn texts_as_numbers(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    for (field, col) in &reading.mapping.by_field {
        let number = matches!(field.measure.kind(), Kind::Rupiah | Kind::Percent);
        let Some(facts) = reading.mapping.facts.get(col).filter(|_| number) else {
            continue;
        };
        if facts.n_texts >= 3 && facts.n_texts > facts.n_numbers {
            let message = format!(
                "kolom {} berisi teks, pada {} disebut {field}",
                column_letters(*col),
                paksa.petaan.sumber
            );
            let cell = CellRef::new(reading.band.last, *col);
            findings.doubtful(lembar::MAPPING_UNFIT, Some(cell), message);
        }
    }
}

/// Listed rows must be activities, and no row with money may stand outside of the list and above none of it.
fn listed_rows(findings: &mut Findings, reading: &Reading<'_>, paksa: &Paksa<'_>) {
    let rule = &paksa.petaan.tingkat;
    let acts = reading.activities();
    let rows: BTreeSet<u32> = acts.iter().map(|line| line.row).collect();
    let strays: Vec<String> = reading
        .lines
        .iter()
        .filter(|line| is_listed(rule, line.row) && line.n_filled > 0 && !rows.contains(&line.row))
        .map(|line| (line.row + 1).to_string())
        .collect();
    if !strays.is_empty() {
        let message = format!(
            "baris {} pada \"rincian\" bukan baris kegiatan",
            strays.join(", ")
        );
        findings.doubtful(lembar::MAPPING_UNFIT, None, message);
    }
    let structure = reading.structure();
    let left_out: Vec<String> = (0..acts.len())
        .filter(|index| !structure.leaf[*index] && !heads_listed(&acts, structure, *index, reading))
        .map(|index| (acts[index].row + 1).to_string())
        .collect();
    if !left_out.is_empty() {
        let message = format!(
            "baris {} berisi uang, tidak disebut pada \"rincian\", dan bukan jumlah baris yang disebut",
            left_out.join(", ")
        );
        findings.doubtful(lembar::MAPPING_UNFIT, None, message);
    }
}

/// A row outside the list is a head where it states nothing, or the listed rows that follow add up to it.
fn heads_listed(
    acts: &[&Line],
    structure: &Structure,
    index: usize,
    reading: &Reading<'_>,
) -> bool {
    let mapping = &reading.mapping;
    sums::MONEY.into_iter().all(|measure| {
        let own = acts[index].money(measure, mapping).unwrap_or_default();
        let mut sum = Sen::ZERO;
        own.is_zero()
            || (index + 1..acts.len())
                .filter(|below| structure.leaf[*below])
                .any(|below| {
                    sum += acts[below].money(measure, mapping).unwrap_or_default();
                    (sum - own).abs() <= sums::tolerance(acts.len(), reading.unit)
                })
    })
}
