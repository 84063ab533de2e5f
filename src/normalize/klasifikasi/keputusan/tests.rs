//! Decisions find their activities, and say who took them.

use super::*;

fn decided(kode: &str, uraian: &str, bagian: &str, jenis: Jenis) -> Keputusan {
    Keputusan {
        tahun: 2026,
        opd: "dpupr".into(),
        kode: kode.into(),
        uraian: uraian.into(),
        bagian: bagian.into(),
        jenis,
        oleh: "Petugas A".into(),
        pada: Date::new(2026, 10, 8).ok(),
        catatan: String::new(),
    }
}

/// Checks which decision holds for each activity.
fn check(leaves: &[[&str; 3]], entries: &[Keputusan], expected: &[Option<usize>]) {
    let kegiatan: Vec<Dikenal<'_>> = leaves
        .iter()
        .map(|[kode, uraian, bagian]| Dikenal {
            kode,
            uraian,
            bagian,
        })
        .collect();
    let keputusan: Vec<&Keputusan> = entries.iter().collect();
    let pasangan = pasangkan(&kegiatan, &keputusan);
    assert_eq!(pasangan.untuk, expected, "{leaves:?} {pasangan:?}");
}

const SUB: &str = "1.03.10.2.01.0053";
const REK: &str = "5.1.02.03.03.0001";

#[test]
fn a_decision_finds_its_activity_by_code_and_name() {
    let one = [decided(SUB, "Rehabilitasi Jalan", "", Jenis::NonFisik)];
    check(&[[SUB, "REHABILITASI  JALAN", "x"]], &one, &[Some(0)]);
    check(
        &[["1.03.10.2.1.53", "Rehabilitasi Jalan", ""]],
        &one,
        &[Some(0)],
    );
}

#[test]
fn a_changed_code_or_name_is_followed_where_it_tells_one_activity() {
    let one = [decided(
        SUB,
        "Rehabilitasi Jalan",
        "Jalan Kabupaten",
        Jenis::NonFisik,
    )];
    let renamed = [SUB, "Rehab Jalan Kabupaten", "Jalan Kabupaten"];
    let recoded = [
        "1.03.10.2.01.0099",
        "Rehabilitasi Jalan",
        "Jalan Kabupaten/Kota",
    ];
    check(&[renamed], &one, &[Some(0)]);
    check(&[recoded], &one, &[Some(0)]);
    check(&[renamed, recoded], &one, &[None, None]);
    check(
        &[["1.03.10.2.01.0099", "Jembatan", "Jalan Kabupaten"]],
        &one,
        &[None],
    );
}

#[test]
fn an_account_says_nothing_outside_of_its_activity() {
    let one = [decided(
        REK,
        "Belanja Pemeliharaan",
        "Gedung A",
        Jenis::FisikKonstruksi,
    )];
    check(&[[REK, "Belanja Pemeliharaan", "Gedung B"]], &one, &[None]);
    check(
        &[[REK, "Belanja Pemeliharaan Gedung", "Gedung A"]],
        &one,
        &[Some(0)],
    );
    let everywhere = [decided(REK, "", "", Jenis::NonFisik)];
    check(
        &[[REK, "A", "Gedung A"], [REK, "B", "Gedung B"]],
        &everywhere,
        &[Some(0), Some(0)],
    );
}

#[test]
fn the_more_exact_decision_holds_and_a_tie_holds_nothing() {
    let two = [
        decided(REK, "", "", Jenis::NonFisik),
        decided(REK, "Talud", "Gedung A", Jenis::FisikKonstruksi),
    ];
    check(&[[REK, "Talud", "Gedung A"]], &two, &[Some(1)]);
    let tie = [
        decided(SUB, "", "", Jenis::NonFisik),
        decided("", "Talud", "", Jenis::FisikKonstruksi),
    ];
    check(&[[SUB, "Talud", ""]], &tie, &[None]);
}

#[test]
fn a_decision_is_certain_and_says_who_took_it() {
    let usulan = Klasifikasi {
        jenis: Jenis::FisikKonstruksi,
        fisik_konstruksi: true,
        keyakinan: 0.62,
        telaah: true,
        dasar: Vec::new(),
    };
    let keputusan = decided("", "Talud", "", Jenis::KonsultansiKonstruksi);
    let hasil = keputusan.tetapkan(&usulan, false);
    assert_eq!(
        (hasil.fisik_konstruksi, hasil.telaah, hasil.keyakinan),
        (false, false, 1.0)
    );
    assert_eq!(
        alasan(&hasil, PETUGAS),
        Some("keputusan petugas oleh Petugas A pada 8 Oktober 2026 → Konsultansi Konstruksi")
    );
    assert!(keputusan.tetapkan(&usulan, true).fisik_konstruksi);
    let mut usulan = usulan;
    usulan.telaah = false;
    keputusan.usulkan(&mut usulan);
    assert_eq!(
        (usulan.jenis, usulan.telaah),
        (Jenis::FisikKonstruksi, true)
    );
    assert_eq!(
        alasan(&usulan, TAHUN_LALU),
        Some("keputusan 2026: Konsultansi Konstruksi (oleh Petugas A pada 8 Oktober 2026)")
    );
}

proptest::proptest! {
    #[test]
    fn any_texts_are_paired(texts in proptest::collection::vec("[a-b1-5. ]{0,6}", 0..12)) {
        let leaves: Vec<Dikenal<'_>> = texts
            .iter()
            .map(|t| Dikenal { kode: t, uraian: t, bagian: "" })
            .collect();
        let entries: Vec<Keputusan> = texts
            .iter()
            .map(|t| decided(t, t, "", Jenis::NonFisik))
            .collect();
        let keputusan: Vec<&Keputusan> = entries.iter().collect();
        let pasangan = pasangkan(&leaves, &keputusan);
        proptest::prop_assert_eq!(pasangan.untuk.len(), leaves.len());
    }
}
