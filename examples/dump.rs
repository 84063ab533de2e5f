//! Throwaway: cells as JSON lines per sheet.
#![allow(clippy::all, clippy::pedantic)]
use rakor::ingest::container::open;
use rakor::model::cell::Value;
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    for f in std::env::args().skip(1) {
        let Ok(b) = std::fs::read(&f) else { continue };
        let o = open(&b, &f);
        let codes: Vec<_> = o.diagnostics.iter().map(|d| d.code.id).collect();
        let mut sheets = Vec::new();
        if let Some(w) = &o.value.workbook {
            for g in &w.grids {
                let (mut n, mut t, mut sum, mut tl) = (0, 0, 0.0, 0);
                let (mut d, mut fl, mut bo) = (0, 0, 0);
                for (_, cells) in &g.rows {
                    for (_, c) in cells {
                        match &c.value {
                            Value::Number(x) => {
                                n += 1;
                                sum += x;
                            }
                            Value::Text(s) => {
                                t += 1;
                                tl += s.chars().count();
                            }
                            Value::Date(..) => d += 1,
                            Value::Fault(_) => fl += 1,
                            Value::Bool(_) => bo += 1,
                        }
                    }
                }
                sheets.push(serde_json::json!({"name": g.name.as_deref(), "n": n, "t": t, "sum": sum, "tl": tl, "d": d, "f": fl, "b": bo, "merges": g.merges.len()}));
            }
        }
        println!(
            "{}",
            serde_json::json!({"file": f, "container": o.value.container.name(), "codes": codes, "sheets": sheets})
        );
    }
}
