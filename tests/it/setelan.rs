//! The settings of a working folder, in whole runs.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::perintah::{json as run_json, masuk, rakor, run};

/// A working folder with settings and copies of sample files, each under a name of its own.
fn kerja(settings: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("masuk/2026-09");
    std::fs::create_dir_all(&inbox).unwrap();
    std::fs::write(folder.path().join("rakor.toml"), settings).unwrap();
    for (sample, name) in files {
        std::fs::copy(masuk().join(sample), inbox.join(name)).unwrap();
    }
    (folder, inbox)
}

fn periksa(inbox: &Path) -> Value {
    run_json(rakor().args(["periksa", "--format", "json"]).arg(inbox)).0
}

/// Makes a copy of a report another report: one activity has another name.
fn rename_an_activity(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let name = b"Penyediaan";
    let at = bytes.windows(name.len()).position(|part| part == name);
    let at = at.unwrap();
    bytes.splice(at..at + name.len(), b"Pengadaan".iter().copied());
    std::fs::write(path, bytes).unwrap();
}

/// Asserts which code a sample file gets under limits of a file.
fn check_limit(limits: &str, sample: &str, expected: Option<&str>) {
    let (_folder, inbox) = kerja(&format!("[batas]\n{limits}\n"), &[(sample, sample)]);
    let urai = run(rakor().args(["urai", "--format", "json"]).arg(&inbox));
    let file: Value = serde_json::from_slice(&urai.stdout).unwrap();
    let codes: Vec<&str> = file["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .filter(|code| code.starts_with('F') && *code != "F015")
        .collect();
    assert_eq!(codes, Vec::from_iter(expected), "{limits}: {file}");
}

#[test]
fn limits_of_a_file_are_settings() {
    let html = "export_rfk_bag_kesra.xls"; // opened in a process of its own
    let xlsx = "RFK DISDIKBUD SEPTEMBER 2026.xlsx";
    check_limit("", html, None);
    check_limit("", xlsx, None);
    check_limit("sel = 1000", xlsx, Some("F022"));
    check_limit("sel = 1000", html, None);
    check_limit("baris = 100", xlsx, Some("F022"));
    check_limit("memori_mb = 256", html, None);
}

#[test]
fn the_settings_name_the_file_that_counts() {
    let (old, new) = ("Jatipuro lama.csv", "Jatipuro rev2.csv");
    let files = [
        ("Jatipuro_RFK_Sept.csv", old),
        ("Jatipuro_RFK_Sept.csv", new),
    ];
    for (settings, expected) in [
        ("", old),
        ("[berkas]\nberlaku = [\"Jatipuro lama.csv\"]", new),
    ] {
        let (_folder, inbox) = kerja(settings, &files);
        rename_an_activity(&inbox.join(old));
        let periksa = periksa(&inbox);
        let superseded: Vec<&str> = periksa["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["code"] == "G608")
            .filter_map(|finding| finding["file"].as_str())
            .collect();
        assert_eq!(superseded, [expected], "{settings}");
    }
}

#[test]
fn faults_of_the_settings_stop_the_run_with_every_line() {
    let (_folder, inbox) = kerja(
        "[tenggat]\nhari = 31\nlibur = [\"besok\"]\n",
        &[("Jatipuro_RFK_Sept.csv", "a.csv")],
    );
    for command in ["periksa", "urai", "rekap"] {
        let ended = run(rakor().arg(command).arg(&inbox));
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{said}");
        assert!(
            said.contains("rakor.toml: baris 2: tenggat.hari: 31") && said.contains("\"besok\""),
            "{said}"
        );
    }
}
