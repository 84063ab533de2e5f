//! The door by which a workbook leaves: checked before the work, written beside and renamed, never among the inputs.

use std::io;
use std::path::{Path, PathBuf, absolute};

use crate::error::Error;
use crate::kerja::written_beside;
use crate::model::periode::Periode;

/// How many sibling names are tried when the target is in use.
const SIBLINGS: u32 = 99;

/// Bytes that must fit beside the target: a rekap of 60 OPD takes about 8 MB.
const ROOM: usize = 16 << 20;
const ROOM_STEP: usize = 16 << 10;

/// Returns where a workbook of a period (`rekap`, `telaah`) goes unless a path was asked for: under the working folder, else under the current
/// folder, else (where that is an input) beside the inputs.
pub(super) fn default_path(
    periode: Periode,
    what: &str,
    kerja: Option<&Path>,
    masuk: &[PathBuf],
) -> PathBuf {
    let name = periode.folder();
    let tail = Path::new("hasil")
        .join(&name)
        .join(format!("{what}-{name}.xlsx"));
    if let Some(kerja) = kerja {
        let here = absolute(".").ok();
        // Shown as short as it is typed.
        let kerja = here
            .and_then(|here| kerja.strip_prefix(here).ok())
            .unwrap_or(kerja);
        return kerja.join(tail);
    }
    match holding_input(&tail, masuk).and_then(Path::parent) {
        Some(parent) => parent.join(tail),
        None => tail,
    }
}

/// Returns the one folder of inputs as seen from the default place of a workbook in the working folder; `None` where it
/// lies elsewhere or is no folder.
pub(super) fn inputs_from_default(kerja: &Path, masuk: &[PathBuf]) -> Option<String> {
    let [folder] = masuk else {
        return None;
    };
    let (kerja, folder) = (kerja.canonicalize().ok()?, folder.canonicalize().ok()?);
    let inside = folder
        .strip_prefix(kerja)
        .ok()
        .filter(|_| folder.is_dir())?;
    let parts = inside.components().map(|part| part.as_os_str().to_str());
    let parts: Vec<&str> = parts.collect::<Option<_>>()?;
    // hasil/<periode>/ lies two folders deep.
    Some(format!("../../{}", parts.join("/")))
}

/// Returns the folder of results that goes with the default path: where corrections are written in a working folder.
pub(super) fn default_folder(periode: Periode, kerja: Option<&Path>) -> Option<PathBuf> {
    let path = default_path(periode, "rekap", Some(kerja?), &[]);
    path.parent().map(Path::to_owned)
}

/// Refuses a target among the inputs, or one that can't be written, before any work is done.
pub(super) fn check(path: &Path, masuk: &[PathBuf]) -> Result<(), Error> {
    let is_input = masuk
        .iter()
        .any(|input| input.is_file() && same(input, path));
    if is_input || holding_input(path, masuk).is_some() {
        return Err(Error::Usage(format!(
            "{} berada di antara berkas masukan; pilih tempat lain dengan -o",
            path.display()
        )));
    }
    let fault = |source| Error::Output {
        path: path.to_owned(),
        source,
    };
    let whole = absolute(path).map_err(fault)?;
    let folder = whole
        .ancestors()
        .skip(1)
        .find(|folder| folder.exists())
        .ok_or_else(|| fault(io::ErrorKind::NotFound.into()))?;
    let file = tempfile::tempfile_in(folder).map_err(fault)?;
    has_room(file).map_err(fault)
}

/// Tries whether a workbook still fits: a disk without room is found before the work, not after it.
fn has_room(mut file: impl io::Write) -> io::Result<()> {
    for _ in 0..ROOM / ROOM_STEP {
        file.write_all(&[0; ROOM_STEP])?;
    }
    file.flush()
}

/// Writes bytes beside the target and renames them onto it; where the target is in use, onto a sibling's name.
/// Returns the path written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<PathBuf, Error> {
    let fault = |source| Error::Output {
        path: path.to_owned(),
        source,
    };
    let mut file = written_beside(path, bytes).map_err(fault)?;
    let mut last = None;
    for number in 1..=SIBLINGS {
        let target = sibling(path, number);
        match file.persist(&target) {
            Ok(_) => return Ok(target),
            Err(error) => {
                file = error.file;
                last = Some(error.error);
            }
        }
    }
    Err(fault(last.unwrap_or_else(|| io::ErrorKind::Other.into())))
}

/// Returns the path itself for 1, `rekap (2).xlsx` for 2 and so on.
pub(super) fn sibling(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem} ({number}).{}", extension.to_string_lossy()),
        None => format!("{stem} ({number})"),
    };
    path.with_file_name(name)
}

/// Returns the input folder that would hold a path.
fn holding_input<'a>(path: &Path, masuk: &'a [PathBuf]) -> Option<&'a Path> {
    let whole = resolve(path)?;
    masuk
        .iter()
        .filter(|input| input.is_dir())
        .find(|input| resolve(input).is_some_and(|input| whole.starts_with(input)))
        .map(PathBuf::as_path)
}

fn same(left: &Path, right: &Path) -> bool {
    resolve(left).is_some_and(|left| Some(left) == resolve(right))
}

/// Resolves links and `..` in as much of a path as exists.
fn resolve(path: &Path) -> Option<PathBuf> {
    let whole = absolute(path).ok()?;
    let existing = whole.ancestors().find(|part| part.exists())?;
    let rest = whole.strip_prefix(existing).ok()?;
    Some(existing.canonicalize().ok()?.join(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_room_is_refused() {
        let mut small = vec![0; ROOM - 1];
        assert!(has_room(small.as_mut_slice()).is_err());
        assert!(has_room(io::sink()).is_ok());
    }

    #[test]
    fn a_target_among_the_inputs_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let masuk = folder.path().join("masuk");
        std::fs::create_dir(&masuk).unwrap();
        let inputs = [masuk.clone()];
        assert!(check(&masuk.join("hasil/rekap.xlsx"), &inputs).is_err());
        assert!(check(&masuk.join("x/../rekap.xlsx"), &inputs).is_err());
        assert!(check(&folder.path().join("hasil/2026-09/rekap.xlsx"), &inputs).is_ok());
        assert!(
            !folder.path().join("hasil").exists(),
            "a check leaves nothing"
        );
    }

    #[test]
    fn a_target_in_use_gets_a_sibling_name() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("hasil/rekap.xlsx");
        assert_eq!(write(&target, b"1").unwrap(), target);
        assert_eq!(write(&target, b"2").unwrap(), target);
        assert_eq!(std::fs::read(&target).unwrap(), b"2");
        // A folder of the name can't be replaced, as a workbook open in Excel can't.
        std::fs::remove_file(&target).unwrap();
        std::fs::create_dir(&target).unwrap();
        let other = folder.path().join("hasil/rekap (2).xlsx");
        assert_eq!(write(&target, b"3").unwrap(), other);
        assert_eq!(
            std::fs::read_dir(other.parent().unwrap()).unwrap().count(),
            2
        );
    }

    #[test]
    fn the_default_lies_under_the_working_folder() {
        let periode = Periode::month(2026, 9);
        let path = default_path(periode, "rekap", Some(Path::new("/k")), &[]);
        assert_eq!(path, Path::new("/k/hasil/2026-09/rekap-2026-09.xlsx"));
        let path = default_path(periode, "rekap", None, &[]);
        assert_eq!(path, Path::new("hasil/2026-09/rekap-2026-09.xlsx"));
    }
}
