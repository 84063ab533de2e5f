//! The review of classes: the queue as a workbook, decided, read back, remembered, and overriding from then on.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::json;

use crate::support::perintah::{json as run_json, rakor, run};
use crate::support::telaah::{Kerja, SIGNED, column, filled, first_name, header};

#[test]
fn a_decision_is_taken_once_and_holds_from_then_on() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let (before, name) = (queue.len(), first_name(&queue));
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, queue, &[(&name, "Konsultansi Konstruksi")]);
    let (read, status) = kerja.read_back(&workbook, &SIGNED);
    assert_eq!(
        (status, &read["baru"], &read["diagnostics"]),
        (0, &json!(1), &json!([]))
    );
    let stored = kerja.decisions();
    assert!(
        stored.contains("Konsultansi Konstruksi;Petugas A;2026-10-08"),
        "{stored}"
    );

    let (again, _) = kerja.read_back(&workbook, &SIGNED);
    assert_eq!((&again["baru"], &again["tetap"]), (&json!(0), &json!(1)));
    assert_eq!(kerja.decisions(), stored, "twice is once");

    let left = kerja.queue(&[]);
    assert_eq!(left.len(), before - 1);
    assert_eq!(kerja.decisions(), stored, "a run never changes decisions");

    let rekap = kerja.rekap();
    let mut book: Xlsx<_> = open_workbook(&rekap).unwrap();
    let sheet = book.worksheet_range("Telaah Klasifikasi").unwrap();
    let by = "keputusan petugas oleh Petugas A pada 8 Oktober 2026 → Konsultansi Konstruksi";
    let shown = sheet.used_cells().any(|(_, _, cell)| *cell == by);
    assert!(shown);
    let data = book.worksheet_range("Data").unwrap();
    let row = data.rows().find(|row| row[8].to_string() == name).unwrap();
    let own: Vec<String> = [9, 10, 21].map(|col| row[col].to_string()).to_vec();
    assert_eq!(
        own,
        ["Konsultansi Konstruksi", "Tidak", "Diputuskan petugas"]
    );
}

#[test]
fn a_decided_activity_is_shown_as_decided_in_its_file_too() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let name = first_name(&queue);
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, queue, &[(&name, "Konsultansi Konstruksi")]);
    kerja.read_back(&workbook, &SIGNED);
    let mut command = rakor();
    let (file, _) = run_json(
        command
            .args(["urai", "--format", "json"])
            .arg(kerja.masuk()),
    );
    let tables = file["tables"].as_array().unwrap().iter();
    let mut rows = tables.flat_map(|table| table["rows"].as_array().unwrap());
    let row = rows
        .find(|row| row["uraian"] == json!(name) && row["leaf"] == json!(true))
        .unwrap();
    let by = "keputusan petugas oleh Petugas A pada 8 Oktober 2026 → Konsultansi Konstruksi";
    assert_eq!(
        (&row["jenis"], &row["fisik_konstruksi"], &row["keputusan"]),
        (&json!("konsultansi_konstruksi"), &json!(false), &json!(by))
    );
    let mut command = rakor();
    let drawn = run(command.args(["urai", "--rinci"]).arg(kerja.masuk()));
    let drawn = String::from_utf8_lossy(&drawn.stdout).into_owned();
    assert!(
        drawn.contains("Konsultansi Konstruksi (diputuskan petugas)"),
        "{drawn}"
    );
}

#[test]
fn any_activity_can_be_decided_and_decided_anew() {
    let kerja = Kerja::new();
    let all = kerja.queue(&["--semua"]);
    let name = first_name(&all);
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, all, &[(&name, "Non Fisik")]);
    assert_eq!(kerja.read_back(&workbook, &SIGNED).0["baru"], json!(1));
    let prefilled = kerja.queue(&["--semua"]);
    let own = &prefilled[header(&prefilled) + 1];
    assert_eq!(own[column(&prefilled, "Keputusan")], "Non Fisik");
    filled(&workbook, prefilled, &[(&name, "fisik konstruksi")]);
    let (read, _) = kerja.read_back(&workbook, &["--oleh", "Petugas B", "--pada", "9/10/2026"]);
    assert_eq!((&read["baru"], &read["diubah"]), (&json!(0), &json!(1)));
    assert!(
        kerja
            .decisions()
            .contains("Fisik Konstruksi;Petugas B;2026-10-09")
    );
}

#[test]
fn what_is_no_decision_is_a_finding_at_its_cell() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let (at, name) = (header(&queue), first_name(&queue));
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, queue, &[(&name, "Lainnya")]);
    let (read, status) = kerja.read_back(&workbook, &SIGNED);
    assert_eq!((status, &read["baru"]), (1, &json!(0)));
    let finding = &read["diagnostics"][0];
    assert_eq!(finding["code"], "K503");
    assert_eq!(finding["cell"], format!("K{}", at + 2));
    assert!(!kerja.path("keputusan.csv").exists());
}

#[test]
fn a_decision_that_nobody_signs_is_not_kept() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let (at, name) = (header(&queue), first_name(&queue));
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, queue.clone(), &[(&name, "Non Fisik")]);
    let mut command = rakor();
    command
        .args(["tinjau", "--baca"])
        .arg(&workbook)
        .arg(kerja.masuk());
    let refused = run(&mut command);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--oleh"));

    let mut signed = queue;
    for (label, answer) in [
        ("Nama petugas", "Petugas C"),
        ("Tanggal keputusan", "8 10 2026"),
    ] {
        let row = signed[..at].iter_mut().find(|row| row[0] == label).unwrap();
        row[3] = answer.replace(' ', "/");
    }
    let row = signed
        .iter_mut()
        .find(|row| row[0] == "Nama petugas")
        .unwrap();
    "Petugas C".clone_into(&mut row[3]);
    filled(&workbook, signed, &[(&name, "Non Fisik")]);
    assert_eq!(kerja.read_back(&workbook, &[]).0["baru"], json!(1));
    assert!(kerja.decisions().contains("Non Fisik;Petugas C;2026-10-08"));
}

#[test]
fn a_list_that_cannot_be_read_whole_is_left_alone() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let name = first_name(&queue);
    let workbook = kerja.path("terisi.xlsx");
    filled(&workbook, queue, &[(&name, "Non Fisik")]);
    let broken = "tahun;opd;kode;uraian;keputusan\n2026;dpupr;1.2.3;Jalan;Lain-lain\n";
    std::fs::write(kerja.path("keputusan.csv"), broken).unwrap();
    let mut command = rakor();
    command
        .args(["tinjau", "--baca"])
        .arg(&workbook)
        .args(SIGNED)
        .arg(kerja.masuk());
    let refused = run(&mut command);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("K503") && said.contains("E2"), "{said}");
    assert_eq!(kerja.decisions(), broken);
}

#[test]
fn what_was_filled_in_and_not_read_yet_is_never_replaced() {
    let kerja = Kerja::new();
    let queue = kerja.queue(&[]);
    let name = first_name(&queue);
    let target = kerja.path("telaah.xlsx");
    filled(&target, queue, &[(&name, "Non Fisik")]);
    let kept = std::fs::read(&target).unwrap();
    let write = |arguments: &[&str]| {
        let mut command = rakor();
        command.args(["tinjau", "-o"]).arg(&target).args(arguments);
        run(command.arg(kerja.masuk()))
    };
    let refused = write(&[]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("1 isian keputusan yang belum tersimpan"),
        "{said}"
    );
    assert_eq!(std::fs::read(&target).unwrap(), kept);
    kerja.read_back(&target, &SIGNED);
    assert!(write(&[]).status.success());
    let again = kerja.queue(&["--semua"]);
    filled(&target, again, &[(&name, "Fisik Konstruksi")]);
    assert!(write(&["--timpa"]).status.success());
}

#[test]
fn another_workbook_is_refused() {
    let kerja = Kerja::new();
    let rekap = kerja.rekap();
    let mut command = rakor();
    command
        .args(["tinjau", "--baca"])
        .arg(&rekap)
        .args(SIGNED)
        .arg(kerja.masuk());
    let refused = run(&mut command);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("bukan buku kerja telaah"));
}

#[test]
fn a_decision_of_last_year_is_a_proposal() {
    let kerja = Kerja::new();
    let all = kerja.queue(&["--semua"]);
    let at = header(&all);
    let of = |name: &str| all[at + 1][column(&all, name)].clone();
    let (office, name, proposal) = (of("ID OPD"), of("Uraian kegiatan"), of("Usulan golongan"));
    let other = if proposal == "Non Fisik" {
        "Fisik Konstruksi"
    } else {
        "Non Fisik"
    };
    let text = format!(
        "tahun;opd;kode;uraian;keputusan;oleh;pada\n2025;{office};;\"{name}\";{other};Petugas A;2025-10-08\n"
    );
    std::fs::write(kerja.path("keputusan.csv"), text).unwrap();
    let queue = kerja.queue(&[]);
    let shown: BTreeMap<&str, &str> = queue[header(&queue) + 1..]
        .iter()
        .map(|row| {
            let cell = |name: &str| row[column(&queue, name)].as_str();
            (cell("Uraian kegiatan"), cell("Keputusan tahun lalu"))
        })
        .collect();
    let expected = format!("keputusan 2025: {other} (oleh Petugas A pada 8 Oktober 2025)");
    assert_eq!(shown.get(name.as_str()), Some(&expected.as_str()));
}

#[test]
fn consultancy_counts_as_fisik_where_the_office_says_so() {
    let kerja = Kerja::new();
    let share = |arguments: &[&str]| {
        let path = kerja.path("rekap.xlsx");
        let mut command = rakor();
        command
            .args(["rekap", "-o"])
            .arg(&path)
            .args(arguments)
            .arg(kerja.masuk());
        assert!(run(&mut command).status.success());
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let data = book.worksheet_range("Data").unwrap();
        let counted = data.rows().filter(|row| {
            row[9] == Data::String("Konsultansi Konstruksi".into())
                && row[10] == Data::String("Ya".into())
        });
        counted.count()
    };
    assert_eq!(share(&[]), 0);
    assert!(share(&["--hitung-konsultansi"]) > 0);
    let own = kerja.path("aturan");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("klasifikasi.toml"), "[ambang]\ntelaah = 0.8\n").unwrap();
    assert_eq!(share(&[]), 0);
    assert!(
        share(&["--hitung-konsultansi"]) > 0,
        "the flag holds over own rules"
    );
    let text = "[ambang]\nhitung_konsultansi = true\n";
    std::fs::write(own.join("klasifikasi.toml"), text).unwrap();
    assert!(share(&[]) > 0);
}
