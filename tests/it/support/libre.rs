//! `LibreOffice`, which computes workbooks anew where it is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Has every formula of some workbooks computed anew; returns the new files in the same order, `None` where it isn't
/// installed. Their names must differ.
pub(crate) fn hitung(folder: &Path, paths: &[PathBuf]) -> Option<Vec<PathBuf>> {
    const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    let profile = folder.join("profil");
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).unwrap();
    let out = folder.join("hitung");
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(paths)
        .output()
        .ok()?
        .status;
    let made = paths.iter().map(|path| out.join(path.file_name().unwrap()));
    let made: Vec<PathBuf> = made.collect();
    (status.success() && made.iter().all(|path| path.is_file())).then_some(made)
}
