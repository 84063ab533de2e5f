//! The exact truth about July and August: who must stand how, what each file holds, and what changed between the months.

use serde_json::{Value, json};

use super::anggaran::Node;
use super::berkas::Planted;
use super::riwayat::{HARAPAN, HILANG, Kiriman, PERPANJANGAN, UBAHAN, tenggat};

/// Returns the truth of both months.
#[must_use]
pub fn riwayat(kiriman: &[Kiriman]) -> Value {
    let extended: Vec<Value> = PERPANJANGAN
        .iter()
        .map(|(opd, periode, sampai, alasan)| {
            json!({ "opd": opd, "periode": periode, "sampai": sampai, "alasan": alasan })
        })
        .collect();
    let months: Vec<Value> = [7, 8]
        .into_iter()
        .map(|bulan| month(kiriman, bulan))
        .collect();
    json!({ "perpanjangan": extended, "bulan": months })
}

fn month(kiriman: &[Kiriman], bulan: u8) -> Value {
    let own: Vec<&Kiriman> = kiriman.iter().filter(|one| one.bulan == bulan).collect();
    let files: Vec<Value> = own.iter().map(|one| file(one)).collect();
    let status: Vec<Value> = HARAPAN
        .iter()
        .filter(|one| one.bulan == bulan)
        .map(|one| {
            json!({
                "opd": one.opd, "status": one.status, "hari_terlambat": one.hari_terlambat,
                "revisi": one.revisi, "temuan": one.temuan, "sebab": one.sebab,
            })
        })
        .collect();
    let cases: Vec<Value> = own
        .iter()
        .filter(|one| one.dihitung)
        .flat_map(|one| one.sample.planted.iter().map(|planted| (*one, planted)))
        .filter_map(|(now, planted)| case(kiriman, now, planted))
        .collect();
    json!({
        "periode": format!("2026-{bulan:02}"), "tenggat": tenggat(bulan), "selain_tepat_waktu": status,
        "files": files, "cases": cases, "hilang": if bulan == 8 { HILANG.to_vec() } else { Vec::new() },
    })
}

fn file(kiriman: &Kiriman) -> Value {
    let sample = &kiriman.sample;
    let sums = super::truth::sums(sample);
    let of = |key: &str| sums.get(key).cloned().unwrap_or(Value::Null);
    json!({
        "file": sample.recipe.file, "pengirim": kiriman.pengirim, "diterima_pada": kiriman.diterima,
        "counted": kiriman.dihitung, "layout": sample.layout.id, "leaves": of("leaves"), "pagu_rp": of("pagu_rp"),
        "realisasi_keuangan_rp": of("realisasi_keuangan_rp"), "realisasi_fisik_pct": of("realisasi_fisik_pct"),
    })
}

/// A planted change with both its numbers, where it stands in the later file.
fn case(kiriman: &[Kiriman], now: &Kiriman, planted: &Planted) -> Option<Value> {
    UBAHAN.iter().find(|(kasus, ..)| *kasus == planted.kasus)?;
    let before = kiriman
        .iter()
        .find(|one| one.bulan + 1 == now.bulan && one.pengirim == now.pengirim)?;
    let leaf = |one: &Kiriman| -> Option<Node> {
        let leaves = one.sample.report.leaves();
        leaves
            .into_iter()
            .find(|leaf| leaf.nama == planted.uraian)
            .cloned()
    };
    let kini = leaf(now)?;
    let number = |leaf: &Node, lalu: bool| {
        let rupiah = |sen: i64| json!(sen as f64 / 100.0);
        let percent = |value: Option<i64>| json!(value.map(|hundredths| hundredths as f64 / 100.0));
        match planted.kasus {
            "fisik-turun" => percent(leaf.own.fisik),
            "target-turun" => percent(leaf.own.target_fisik),
            "keuangan-turun" => rupiah(leaf.own.real),
            "lalu-berbeda" => rupiah(if lalu { leaf.own.lalu } else { leaf.own.real }),
            _ => rupiah(leaf.own.pagu),
        }
    };
    Some(json!({
        "kasus": planted.kasus, "opd": now.pengirim, "file": now.sample.recipe.file, "sheet": planted.sheet,
        "row": planted.row, "uraian": planted.uraian, "kini": number(&kini, true),
        "semula": leaf(before).map(|leaf| number(&leaf, false)),
    }))
}
