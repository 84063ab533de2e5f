//! What a rekap leaves in its working folder: the period in the archive.

use serde::Serialize;

use super::himpun::Masukan;
use super::rekap::sidik;
use super::{Io, output};
use crate::arsip::{self, Tertulis, isi};
use crate::consolidate::Konsolidasi;
use crate::error::Error;
use crate::rules::Rules;

/// Puts the period of a rekap in the archive. The archive is a help: where it can't be written the rekap stands.
///
/// Only a whole period takes the place of one: a few files of it would else hide the others.
pub(super) fn simpan(
    masukan: &Masukan,
    k: &Konsolidasi,
    rules: &Rules,
    io: &mut Io<'_>,
) -> Result<Option<Tertulis>, Error> {
    let Some(kerja) = masukan.kerja.as_ref().filter(|kerja| kerja.is_made()) else {
        return Ok(None);
    };
    if k.opd_from_files || k.periode.bulan.is_none() {
        return Ok(None);
    }
    if !masukan.is_whole(k.periode) {
        let note = format!(
            "arsip {} tidak diubah: masukan bukan seluruh folder periode itu",
            k.periode
        );
        output(io.err, &note)?;
        return Ok(None);
    }
    match arsip::write(kerja, &isi::of(k), &sidik(rules)) {
        Ok(written) => Ok(Some(written)),
        Err(error) => {
            output(io.err, &format!("periode tidak dapat diarsipkan: {error}"))?;
            Ok(None)
        }
    }
}

/// Says what became of the archive.
pub(super) fn screen(k: &Konsolidasi, tertulis: &Tertulis) -> String {
    let what = if tertulis.baru { "ditulis" } else { "tetap" };
    let before = match k.arsip.len() {
        0 => String::new(),
        count => format!("; {count} bulan sebelumnya ikut dipakai"),
    };
    format!("Arsip {}: {what}{before}\n", k.periode)
}

/// The archived period in the machine form of a rekap.
#[derive(Serialize)]
pub(super) struct JsonTertulis {
    sidik: String,
    /// Whether the archive held something else before.
    baru: bool,
}

impl From<&Tertulis> for JsonTertulis {
    fn from(tertulis: &Tertulis) -> Self {
        Self {
            sidik: tertulis.sidik.clone(),
            baru: tertulis.baru,
        }
    }
}
