//! Training on a synthetic list: it learns, it measures by group, it gives the same table again.

use std::fmt::Write;

use super::laporan::{self, Hitungan};
use super::*;
use crate::normalize::klasifikasi::daftar::Daftar;
use crate::rules::Rules;

/// A labelled list of 12 governments in the format that `rakor latih` reads; one label in 40 is wrong.
fn list() -> String {
    let works = ["Wagem", "Tesol", "Birap", "Wagem Tesol"];
    let goods = ["Lumik", "Posad", "Gerun", "Lumik Posad"];
    let mut text = String::from("uraian\tlabel\tkode_rekening\tsub_kegiatan\ttingkat\tgrup\n");
    for row in 0..480 {
        let label = if (row % 2 == 0) == (row % 40 != 7) {
            "KONSTRUKSI"
        } else {
            "NON"
        };
        let names = if row % 2 == 0 { works } else { goods };
        let name = names[row / 2 % 4];
        let _ = writeln!(
            text,
            "{name} Dukuh {}\t{label}\t\t\tKABUPATEN\tg{}",
            row % 23,
            row % 12
        );
    }
    text
}

fn examples() -> Vec<Contoh> {
    Contoh::read(&Daftar::parse(&list()).unwrap()).unwrap()
}

fn settings() -> Setelan {
    Setelan {
        istilah: 30,
        min_baris: 3,
        ..Setelan::default()
    }
}

#[test]
fn a_table_is_learnt_and_made_again() {
    let rules = Rules::embedded().unwrap().klasifikasi;
    let contoh = examples();
    let first = train(&contoh, &settings(), &rules);
    assert_eq!(first.bobot, train(&contoh, &settings(), &rules).bobot);
    let weight = |term: &str| {
        let line = first
            .bobot
            .lines()
            .find(|line| line.split('\t').next() == Some(term));
        line.and_then(|line| line.split('\t').nth(1)?.parse::<f64>().ok())
    };
    assert!(weight("wagem").is_some_and(|w| w > 0.0), "{}", first.bobot);
    assert!(weight("lumik").is_some_and(|w| w < 0.0), "{}", first.bobot);
    let terms = first
        .bobot
        .lines()
        .filter(|line| !line.starts_with(['#', '(']) && !line.starts_with("istilah"))
        .count();
    assert!(terms <= 30, "{}", first.bobot);
    let mut faults = Vec::new();
    Model::parse(&first.bobot, &mut rules.kamus.clone(), &mut faults);
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_group_is_judged_by_models_that_never_saw_it() {
    let contoh = examples();
    let rules = Rules::embedded().unwrap().klasifikasi;
    let pelatihan = train(&contoh, &settings(), &rules);
    assert_eq!(pelatihan.putusan.len(), contoh.len());
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut hitungan = Hitungan::default();
    for p in &pelatihan.putusan {
        let example = &contoh[p.baris];
        assert_eq!(
            *fold_of.entry(&example.grup).or_insert(p.lipatan),
            p.lipatan
        );
        hitungan.add(example.konstruksi, p);
    }
    assert!(hitungan.f1() > 0.95, "{hitungan:?}");
    let report = laporan::render(&pelatihan, &contoh);
    assert!(
        report.contains("lipatan 5") && report.contains("keyakinan"),
        "{report}"
    );
    assert_eq!(
        laporan::rinci(&pelatihan, &contoh).lines().count(),
        contoh.len() + 1
    );
}

#[test]
fn a_large_group_is_capped_the_same_way_each_time() {
    let contoh = examples();
    let setelan = Setelan {
        batas_grup: 10,
        ..settings()
    };
    let chosen = capped(&contoh, &setelan);
    assert_eq!(chosen.len(), 120);
    assert_eq!(chosen, capped(&contoh, &setelan));
    assert_ne!(
        chosen,
        capped(
            &contoh,
            &Setelan {
                benih: 1,
                ..setelan
            }
        )
    );
}

#[test]
fn a_list_without_labels_is_refused() {
    assert!(Contoh::read(&Daftar::parse("uraian\tgrup\nA\tg").unwrap()).is_none());
}
