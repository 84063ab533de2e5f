//! Lines for what the figures of single activities contradict: flags that only the office can mend in its report.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::label;
use super::butir::Butir;
use crate::consolidate::Konsolidasi;
use crate::consolidate::penilaian::Tertanda;
use crate::diag::catalogue::deviasi as kode;
use crate::diag::{Code, Severity};
use crate::model::cell::CellRef;
use crate::model::field::Measure;
use crate::model::table::Table;

/// The flags that are faults of the report, each with the measure whose cell is marked. What calls for a decision (a
/// critical or overdue contract, payment ahead of work) is none of them.
const SALAH: [(Code, Measure); 6] = [
    (kode::PAGU_TERLAMPAUI, Measure::RealisasiKeuangan),
    (kode::REALISASI_TANPA_PAGU, Measure::Pagu),
    (kode::FISIK_DI_LUAR_BATAS, Measure::RealisasiFisik),
    (kode::SELESAI_SEBELUM_MULAI, Measure::TanggalSelesai),
    (kode::KONTRAK_MELEBIHI_PAGU, Measure::NilaiKontrak),
    (kode::REALISASI_MELEBIHI_KONTRAK, Measure::RealisasiKeuangan),
];

/// The cells concerned, each with its flag.
type Ditandai<'a> = Vec<(CellRef, &'a Tertanda)>;

/// Returns a line for each code on each sheet of an office's counted reports, with every cell concerned.
pub(super) fn butir(k: &Konsolidasi, opd: usize) -> Vec<Butir> {
    let mut groups: BTreeMap<(usize, usize, &str), Ditandai<'_>> = BTreeMap::new();
    for tertanda in &k.penilaian.flags {
        let flag = &tertanda.flag;
        let known = SALAH.iter().find(|(code, _)| *code == flag.code);
        let ([leaf], Some((_, measure)), Severity::Error) =
            (&tertanda.leaves[..], known, flag.severity)
        else {
            continue;
        };
        if tertanda.opd != opd {
            continue;
        }
        let leaf = &k.leaves[*leaf];
        let cell = cell(k.table(leaf), k.row(leaf).row, *measure);
        let key = (leaf.file, leaf.table, flag.code.id);
        groups.entry(key).or_default().push((cell, tertanda));
    }
    let lines = groups.into_iter();
    lines
        .filter_map(|((file, table, _), members)| {
            line(
                file,
                k.submissions[file].tables[table].sheet.clone(),
                &members,
            )
        })
        .collect()
}

fn line(
    berkas: usize,
    lembar: Option<Arc<str>>,
    members: &[(CellRef, &Tertanda)],
) -> Option<Butir> {
    let (_, first) = members.first()?;
    let sentence = |tertanda: &Tertanda| format!("{}.", label::kalimat(&tertanda.flag, ""));
    let salah = match members.len() {
        1 => sentence(first),
        n => format!("{n} kegiatan; yang pertama: {}", sentence(first)),
    };
    let rinci = members
        .iter()
        .map(|(_, one)| sentence(one).into_boxed_str());
    Some(Butir {
        nomor: 0,
        tingkat: Severity::Error,
        kode: first.flag.code,
        berkas,
        lembar,
        sel: members.iter().map(|(cell, _)| *cell).collect(),
        rinci: if members.len() > 1 {
            rinci.collect()
        } else {
            Vec::new()
        },
        keseluruhan: false,
        isi: None,
        salah,
        cara: first.flag.code.perbaikan.to_owned(),
    })
}

/// The cell of a measure on a row; of the activity's name where the form has no column for it.
fn cell(table: &Table, row: u32, measure: Measure) -> CellRef {
    let col = table
        .column_of(measure)
        .or_else(|| table.column_of(Measure::Uraian));
    CellRef::new(row, col.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::Perbaikan;
    use crate::consolidate::sample::{consolidated, leaf, submission, table};
    use crate::model::kegiatan::Jenis;
    use crate::model::nilai::Sen;
    use crate::rules::Rules;

    #[test]
    fn what_contradicts_itself_is_to_be_mended_and_what_is_late_is_not() {
        let work = |name: &str| leaf(name, Jenis::NonFisik, (1_000, 500, 400), (60.0, 40.0));
        let mut over = work("Melampaui");
        over.realisasi_keuangan = Some(Sen::whole(1_500));
        let mut beyond = work("Lewat seratus");
        beyond.realisasi_fisik = Some(104.0);
        let mut again = work("Lewat juga");
        again.realisasi_fisik = Some(103.0);
        let rows = vec![over, work("Terlambat"), beyond, again];
        let file = submission("a.xlsx", vec![table(("dinkes", Some("dinkes")), rows)]);
        let k = consolidated(vec![file], Vec::new());
        let opd = k
            .opd
            .iter()
            .position(|opd| &*opd.office.id == "dinkes")
            .unwrap();
        let words = Rules::embedded().unwrap().laporan.berkas;
        let told: Vec<String> = Perbaikan::of(&k, &words, opd)
            .butir
            .iter()
            .map(|one| {
                let rows: Vec<u32> = one.sel.iter().map(|cell| cell.row).collect();
                format!("{} {} {rows:?}", one.nomor, one.kode.id)
            })
            .collect();
        assert_eq!(told, ["1 D101 [11]", "2 D103 [13, 14]"]);
    }
}
