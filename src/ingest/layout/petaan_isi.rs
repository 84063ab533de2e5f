//! What a released mapping says of the columns, the unit and the percent scale takes the place of what is inferred.

use super::columns::{Mapping, Sheet};
use super::contents;
use super::findings::Findings;
use super::petaan::Paksa;
use super::scale::{Certainty, Scale};
use crate::diag::catalogue::lembar;
use crate::model::cell::column_letters;
use crate::model::field::{Field, Measure};
use crate::model::petaan::{Isi, Petaan, Skala};
use std::collections::BTreeMap;

/// How sure a column is that a person has bound.
pub(super) const CONFIDENCE: f64 = 0.95;

/// Binds the columns as the mapping says; what it doesn't name holds nothing.
pub(super) fn bind(sheet: &Sheet<'_>, rows: &[u32], mapping: &mut Mapping, paksa: &Paksa<'_>) {
    let petaan = paksa.petaan;
    let is_own = |of: &[u32], measure| {
        let own: Vec<u32> = columns_of(petaan, measure).collect();
        of == own.as_slice()
    };
    let keeps_levels = is_own(&mapping.uraian, Measure::Uraian);
    let witnesses = witnesses(mapping, petaan);
    mapping.flat = mapping.flat && keeps_levels;
    mapping.by_field.clear();
    mapping.months.clear();
    mapping.parts.clear();
    mapping.ties.clear();
    mapping.guesses.clear();
    mapping.unknown.clear();
    mapping.dropped.clear();
    mapping.uraian = columns_of(petaan, Measure::Uraian).collect();
    mapping.kode = columns_of(petaan, Measure::Kode).collect();
    let level = petaan
        .kolom
        .iter()
        .find(|column| column.isi == Isi::Tingkat);
    mapping.tingkat = level.map(|column| column.col);
    for column in &mut mapping.columns {
        if let Some(field) = witnesses.get(&column.col) {
            column.reason = format!(
                "{}; diabaikan petaan, tetap dipakai sebagai bukti",
                column.reason
            );
            mapping.by_field.entry(*field).or_insert(column.col);
            continue;
        }
        let named = petaan.kolom.iter().find(|named| named.col == column.col);
        let field = match named.map(|named| named.isi) {
            Some(Isi::Field(field)) => Some(field),
            _ => None,
        };
        if let Some(own) = column
            .field
            .filter(|own| field.is_some_and(|field| field != *own))
        {
            mapping.dibantah.push((column.col, own));
        }
        column.reason = match named.map(|named| named.isi) {
            None => "tidak disebut dalam petaan".to_owned(),
            Some(Isi::Abaikan) => "diabaikan menurut petaan".to_owned(),
            Some(Isi::Tingkat) => "tingkat baris menurut petaan".to_owned(),
            Some(Isi::Field(_)) if field == column.field => {
                format!("{}; petaan sependapat", column.reason)
            }
            Some(Isi::Field(_)) => format!("menurut petaan {}", petaan.rilis.oleh),
        };
        column.field = field;
        column.aside = None;
        column.confidence = CONFIDENCE;
        if let Some(field) = field {
            mapping.by_field.entry(field).or_insert(column.col);
        }
    }
    mapping.aturan = paksa.rule();
    contents::shifted_names(sheet.grid, rows, mapping);
}

/// Columns that the form itself offers as proof: a mapping may leave them out, and they go on proving.
fn witnesses(mapping: &Mapping, petaan: &Petaan) -> BTreeMap<u32, Field> {
    let proves = |field: &Field| {
        matches!(
            field.measure,
            Measure::Sisa | Measure::RealisasiKeuanganPct | Measure::TargetKeuanganPct
        )
    };
    let named = |isi: Isi| petaan.kolom.iter().any(|column| column.isi == isi);
    let free = |col: u32| {
        let of = petaan.kolom.iter().find(|column| column.col == col);
        of.is_none_or(|column| column.isi == Isi::Abaikan)
    };
    mapping
        .by_field
        .iter()
        .filter(|(field, col)| proves(field) && free(**col) && !named(Isi::Field(**field)))
        .map(|(field, col)| (*col, *field))
        .collect()
}

pub(super) fn columns_of(petaan: &Petaan, measure: Measure) -> impl Iterator<Item = u32> {
    petaan
        .kolom
        .iter()
        .filter(move |column| column.isi == Isi::Field(Field::plain(measure)))
        .map(|column| column.col)
}

/// The unit of the mapping; another one than the form declares is said.
pub(super) fn unit(declared: f64, paksa: &Paksa<'_>, findings: &mut Findings) -> f64 {
    let own = paksa.petaan.satuan.factor();
    findings
        .list
        .retain(|finding| finding.code != lembar::UNIT_DECLARED);
    if own > 1.0 || (declared - own).abs() > 0.5 {
        let message = format!(
            "uang dibaca dalam {} menurut petaan {}; pada lembar tertulis {}",
            paksa.petaan.satuan.name(),
            paksa.petaan.rilis.oleh,
            if declared > 1.0 {
                format!("satuan {declared}")
            } else {
                "tanpa satuan".to_owned()
            }
        );
        findings.table(lembar::UNIT_DECLARED, message);
    }
    own
}

/// The percent scale of the mapping, for the columns whose scale nothing proves; against a proof it is in doubt.
pub(super) fn scale(
    scales: &mut BTreeMap<u32, Scale>,
    mapping: &Mapping,
    paksa: &Paksa<'_>,
    findings: &mut Findings,
) {
    let factor = match paksa.petaan.skala {
        Skala::Otomatis => return,
        Skala::Seratus => 1.0,
        Skala::Satu => 100.0,
    };
    for (col, scale) in scales.iter_mut() {
        let agrees = (scale.factor - factor).abs() < f64::EPSILON;
        let blank = mapping
            .facts
            .get(col)
            .is_none_or(|facts| facts.n_nonzero == 0);
        if scale.certainty == Certainty::Proven && !agrees && !blank {
            let shown = mapping
                .facts
                .get(col)
                .is_some_and(|facts| facts.n_percent_format > 0);
            // Cells shown as percentages carry their scale themselves.
            if !shown {
                let message = format!(
                    "isi kolom {} bertentangan dengan skala_persen = \"{}\" pada petaan",
                    column_letters(*col),
                    paksa.petaan.skala.name()
                );
                findings.doubtful(lembar::MAPPING_UNFIT, None, message);
            }
            continue;
        }
        *scale = Scale {
            factor,
            certainty: Certainty::Proven,
        };
    }
}
