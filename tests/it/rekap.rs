//! The commands `rekap` and `periksa` over the sample month: figures, statuses, exit statuses, places of the output.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::perintah::{fixtures, json as run_json, masuk, rakor, run, truth};

fn rekap(output: &Path) -> (Value, i32) {
    let mut command = rakor();
    command
        .args(["rekap", "--format", "json", "-o"])
        .arg(output)
        .arg(masuk());
    run_json(&mut command)
}

#[test]
fn the_rekap_equals_the_truth() {
    let folder = tempfile::tempdir().unwrap();
    let (rekap, status) = rekap(&folder.path().join("rekap.xlsx"));
    let truth = truth();
    assert_eq!(status, 0);
    for key in ["opd_reported", "opd_expected"] {
        assert_eq!(rekap[key], truth[key], "{key}");
    }
    let totals = truth["totals"].as_object().unwrap();
    let mut compared = 0;
    for (key, expected) in totals {
        let Some(found) = rekap.get(key) else {
            continue;
        };
        let (expected, found) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
        // Money to the sen; percentages are quotients of the same sums in another order.
        let slack = if key.ends_with("_rp") { 0.0 } else { 1e-9 };
        assert!(
            (expected - found).abs() <= slack,
            "{key}: {expected} {found}"
        );
        compared += 1;
    }
    assert!(compared >= 9, "{compared}");
    assert_eq!(
        rekap["periode"],
        json!({"tahun": 2026, "bulan": 9, "triwulan": null})
    );
}

#[test]
fn every_office_has_the_status_of_its_report() {
    let mut command = rakor();
    command.args(["periksa", "--format", "json"]).arg(masuk());
    let (periksa, status) = run_json(&mut command);
    let truth = truth();
    assert_eq!(status, 1, "files with errors are found");
    assert_eq!(periksa["tenggat"], truth["tenggat"]);
    assert_eq!(
        periksa["files"].as_array().unwrap().len(),
        truth["files"].as_array().unwrap().len()
    );
    let of = |id: &Value| {
        let opd = periksa["opd"].as_array().unwrap();
        opd.iter().find(|opd| opd["id"] == *id).unwrap().clone()
    };
    for id in truth["belum_masuk"].as_array().unwrap() {
        assert_eq!(of(id)["status"], "belum_masuk");
        assert_eq!(of(id)["files"], json!([]));
    }
    for late in truth["terlambat"].as_array().unwrap() {
        let opd = of(&late["opd"]);
        assert_eq!(opd["status"], "terlambat");
        assert_eq!(opd["hari_terlambat"], late["hari_terlambat"]);
        let received = late["diterima_pada"].as_str().unwrap().replace(' ', "T");
        assert_eq!(opd["diterima_pada"], format!("{received}:00"));
    }
    for file in truth["files"].as_array().unwrap() {
        let opd = of(&file["opd"]);
        assert_eq!(opd["files"], json!([file["file"]]));
        let counted = file["counted"] == true;
        assert_eq!(opd["status"] == "ditolak", !counted, "{opd}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(masuk())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let bytes = |name: &str, threads: &str, reversed: bool| {
        let mut files = files.clone();
        if reversed {
            files.reverse();
        }
        let path = folder.path().join(name);
        let mut command = rakor();
        command
            .env("RAYON_NUM_THREADS", threads)
            .env("POLARS_MAX_THREADS", threads)
            .args(["rekap", "-o"])
            .arg(&path)
            .args(files);
        assert!(run(&mut command).status.success());
        std::fs::read(path).unwrap()
    };
    let one = bytes("satu.xlsx", "1", false);
    assert!(
        one == bytes("dua.xlsx", "2", true),
        "threads and order show"
    );
}

#[test]
fn a_rekap_lies_under_the_working_folder_and_never_among_the_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let masuk = folder.path().join("masuk/2026-09");
    std::fs::create_dir_all(&masuk).unwrap();
    let report = "Jatipuro_RFK_Sept.csv";
    std::fs::copy(
        crate::support::perintah::masuk().join(report),
        masuk.join(report),
    )
    .unwrap();
    std::fs::copy(
        fixtures().join("penerimaan.csv"),
        folder.path().join("penerimaan.csv"),
    )
    .unwrap();
    let mut command = rakor();
    command.args(["rekap", "--format", "json"]).arg(&masuk);
    let (made, status) = run_json(&mut command);
    assert_eq!((status, &made["opd_reported"]), (0, &json!(1)));
    let target = folder.path().join("hasil/2026-09/rekap-2026-09.xlsx");
    assert_eq!(made["workbook"], target.display().to_string());
    assert!(target.is_file());

    let inside = run(rakor()
        .args(["rekap", "-o"])
        .arg(masuk.join("rekap.xlsx"))
        .arg(&masuk));
    assert_eq!(inside.status.code(), Some(2));
    assert!(!masuk.join("rekap.xlsx").exists());
    let over = run(rakor()
        .args(["rekap", "-o"])
        .arg(masuk.join(report))
        .arg(masuk.join(report)));
    assert_eq!(over.status.code(), Some(2));

    let strict = run(rakor().args(["rekap", "--ketat"]).arg(&masuk));
    assert_eq!(
        strict.status.code(),
        Some(1),
        "missing offices are warnings"
    );
}

#[test]
fn a_run_without_reports_or_period_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let empty = run(rakor().arg("rekap").arg(folder.path()));
    assert_eq!(empty.status.code(), Some(2));
    std::fs::write(folder.path().join("catatan.csv"), "a;b\n1;2\n").unwrap();
    let unknown = run(rakor().arg("periksa").arg(folder.path()));
    assert_eq!(unknown.status.code(), Some(2));
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.contains("--periode"), "{said}");
}
