//! The layout memory of a run: read before, and after a rekap was written replaced by what it accepted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Io, output};
use crate::consolidate::Konsolidasi;
use crate::consolidate::gather::{Fate, counted};
use crate::consolidate::office::Owner;
use crate::diag::Diagnostic;
use crate::diag::catalogue::lembar::MEMORY_UNREADABLE;
use crate::error::Error;
use crate::ingest::layout::ingat::layout_of;
use crate::kerja::Kerja;
use crate::kerja::tata_letak::{self, Terbaca};
use crate::model::location::Location;
use crate::model::periode::Periode;
use crate::model::tata_letak::{Bulan, TataLetak};
use crate::rules::Rules;

/// Reads the memory of a working folder; without one nothing is remembered.
pub(super) fn load(kerja: Option<&Kerja>) -> Terbaca {
    kerja
        .map(|kerja| tata_letak::load(&kerja.tata_letak()))
        .unwrap_or_default()
}

/// Says of each file of the memory that it can't be read.
pub(super) fn unreadable(terbaca: &Terbaca) -> impl Iterator<Item = Diagnostic> {
    terbaca.rusak.iter().map(|(path, why)| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("ingatan tata letak {name} tidak terbaca: {why}");
        Diagnostic::new(MEMORY_UNREADABLE, Location::default(), message)
    })
}

/// What the rekap prints of the memory that it was made with: as it was before its own period.
pub(super) fn printed(terbaca: &Terbaca, periode: Periode) -> Option<String> {
    let before = terbaca.ingatan.before(Bulan::of(&periode)?);
    if before.is_empty() {
        return None;
    }
    let hash = blake3::hash(tata_letak::whole(&before).as_bytes()).to_hex();
    Some(format!("{} OPD; sidik (blake3) {hash}", before.opd.len()))
}

/// Remembers the layouts that a rekap has accepted. Memory is a help: where it can't be written the rekap stands.
pub(super) fn remember(
    kerja: &Kerja,
    k: &Konsolidasi,
    mut terbaca: Terbaca,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let Some(bulan) = Bulan::of(&k.periode) else {
        return Ok(());
    };
    tata_letak::learn(&mut terbaca.ingatan, bulan, accepted(k), &rules.kolom);
    let saved = tata_letak::save(&kerja.tata_letak(), &terbaca.ingatan, &terbaca.rusak);
    if let Err(error) = saved {
        output(io.err, &format!("tata letak tidak dapat diingat: {error}"))?;
    }
    Ok(())
}

/// The layouts of the tables that count, by office.
fn accepted(k: &Konsolidasi) -> BTreeMap<Arc<str>, Vec<TataLetak>> {
    let mut found: BTreeMap<Arc<str>, Vec<TataLetak>> = BTreeMap::new();
    for portion in k.portions.iter().filter(|p| p.fate == Fate::Counted) {
        let Owner::Listed(opd) = &portion.owner else {
            continue;
        };
        let id = &k.opd[*opd].office.id;
        let tables = counted(&k.submissions[portion.file], portion);
        found
            .entry(Arc::clone(id))
            .or_default()
            .extend(tables.map(|(_, table)| layout_of(table)));
    }
    found
}
