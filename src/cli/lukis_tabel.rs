//! Draws the columns and the rows of a table, for a person.

use super::sajian::{hanging, safe};
use crate::consolidate::keputusan::keputusan_petugas;
use crate::model::cell::column_letters;
use crate::model::field::{Field, Measure};
use crate::model::kegiatan::Tingkat;
use crate::model::nilai::{Sen, comma};
use crate::model::table::{Column, Row, SkippedAs, Table};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Width of the names of fields.
const FIELD: usize = 26;

/// Fields that a reader looks for first: what is counted, what rows are known by, what proves.
fn is_main(column: &Column) -> bool {
    column.field.is_some_and(|field| {
        matches!(
            field.measure,
            Measure::Kode
                | Measure::Uraian
                | Measure::Pagu
                | Measure::TargetKeuangan
                | Measure::RealisasiKeuangan
                | Measure::RealisasiKeuanganPct
                | Measure::TargetFisik
                | Measure::RealisasiFisik
                | Measure::Sisa
        )
    })
}

pub(super) fn columns(text: &mut String, table: &Table, rinci: bool) {
    let shown = table
        .columns
        .iter()
        .filter(|column| rinci || is_main(column));
    for column in shown {
        let name = column
            .field
            .map_or_else(|| "tidak dipakai".to_owned(), Field::label);
        let path = safe(&column.path.join(" › "));
        let reason = safe(&column.reason);
        let head = format!(
            "    {:>3}  {name:<FIELD$} {}",
            column_letters(column.col),
            comma(column.confidence, 2)
        );
        text.push_str(&hanging(&head, &format!("{path} ({reason})")));
    }
    if rinci {
        return;
    }
    let mut others: BTreeMap<Measure, Vec<String>> = BTreeMap::new();
    let mut unused: Vec<String> = Vec::new();
    for column in table.columns.iter().filter(|column| !is_main(column)) {
        let letters = column_letters(column.col);
        match column.field {
            Some(field) => others.entry(field.measure).or_default().push(letters),
            None if !column.path.is_empty() => unused.push(letters),
            None => {}
        }
    }
    let others: Vec<String> = others
        .iter()
        .map(|(measure, letters)| format!("{} {}", measure.label(), letters.join(" ")))
        .collect();
    if !others.is_empty() {
        text.push_str(&hanging("    Juga terbaca:", &others.join(", ")));
    }
    if !unused.is_empty() {
        text.push_str(&hanging("    Tidak dipakai:", &unused.join(" ")));
    }
}

/// `68 kegiatan dihitung (sub kegiatan 68); 12 induk (program 4, kegiatan 8); dilewati: jumlah 1, catatan 2`
pub(super) fn rows_in_short(text: &mut String, table: &Table) {
    let by_level = |leaf: bool| {
        let mut counts: BTreeMap<Tingkat, usize> = BTreeMap::new();
        for row in table.rows.iter().filter(|row| row.leaf == leaf) {
            *counts.entry(row.level).or_default() += 1;
        }
        let listed: Vec<String> = counts
            .iter()
            .map(|(level, n)| format!("{} {n}", level_name(*level)))
            .collect();
        (counts.values().sum::<usize>(), listed.join(", "))
    };
    let (n_leaves, leaves) = by_level(true);
    let (n_parents, parents) = by_level(false);
    let mut line = format!("{n_leaves} kegiatan dihitung");
    if n_leaves > 0 {
        let _ = write!(line, " ({leaves})");
    }
    if n_parents > 0 {
        let _ = write!(line, "; {n_parents} baris induk ({parents})");
    }
    let mut skipped: BTreeMap<SkippedAs, usize> = BTreeMap::new();
    for row in &table.skipped {
        *skipped.entry(row.kind).or_default() += 1;
    }
    if !skipped.is_empty() {
        let listed: Vec<String> = skipped
            .iter()
            .map(|(kind, n)| format!("{} {n}", skipped_name(*kind)))
            .collect();
        let _ = write!(line, "; lainnya: {}", listed.join(", "));
    }
    text.push_str(&hanging("    Baris       ", &line));
}

pub(super) const fn level_name(level: Tingkat) -> &'static str {
    match level {
        Tingkat::SubKegiatan => "sub kegiatan",
        level => level.name(),
    }
}

pub(super) const fn skipped_name(kind: SkippedAs) -> &'static str {
    match kind {
        SkippedAs::Total => "jumlah",
        SkippedAs::Subtotal => "subjumlah",
        SkippedAs::Heading => "judul bagian",
        SkippedAs::Header => "judul kolom",
        SkippedAs::Number => "nomor kolom",
        SkippedAs::Note => "catatan",
        SkippedAs::Signature => "tanda tangan",
        SkippedAs::Placeholder => "kosong atau contoh",
        SkippedAs::Duplicate => "pengulangan",
        SkippedAs::OtherTable => "tabel lain",
    }
}

pub(super) fn rows(text: &mut String, table: &Table) {
    let mut lines: Vec<(u32, String)> = table
        .rows
        .iter()
        .map(|row| (row.row, row_line(row)))
        .collect();
    lines.extend(table.skipped.iter().map(|skipped| {
        let of = skipped
            .of
            .as_deref()
            .map(|of| format!(" dari {}", safe(of)));
        let line = format!(
            "    {:>5}   {}{}\n",
            skipped.row + 1,
            skipped_name(skipped.kind),
            of.unwrap_or_default()
        );
        (skipped.row, line)
    }));
    lines.sort();
    text.push_str("    Tiap baris (• dihitung, + induk)\n");
    for (_, line) in lines {
        text.push_str(&line);
    }
}

fn row_line(row: &Row) -> String {
    let mark = if row.leaf { '•' } else { '+' };
    let kode = row.kode.as_deref().map(|kode| format!("{} ", safe(kode)));
    let money = |sen: Option<Sen>| sen.map_or_else(|| "–".to_owned(), |sen| sen.to_string());
    let fisik = row
        .realisasi_fisik
        .map(|fisik| format!(", fisik {} %", comma(fisik, 2)));
    let golongan = row.klasifikasi.as_ref().map(|k| {
        let by = if keputusan_petugas(row).is_some() {
            " (diputuskan petugas)"
        } else if k.telaah {
            " (perlu ditelaah)"
        } else {
            ""
        };
        format!(", {}{by}", k.jenis.label())
    });
    format!(
        "    {:>5} {mark} {:<12} {}{}: pagu {}, realisasi {}{}{}\n",
        row.row + 1,
        level_name(row.level),
        kode.unwrap_or_default(),
        safe(&row.uraian),
        money(row.pagu),
        money(row.realisasi_keuangan),
        fisik.unwrap_or_default(),
        golongan.unwrap_or_default()
    )
}
