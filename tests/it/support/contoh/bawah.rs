//! What stands below a table: notes, the signature block without a person's name, or a recap of categories and periods.

use super::catalogue::Office;
use super::form::{Below, Layout};
use super::sheet::{Content, NumberFormat, Sheet, Style};
use super::view::View;

/// Draws everything below the table's last row; `row` is the first free one.
pub fn draw(sheet: &mut Sheet, layout: &Layout, office: &Office, total: &View, row: u32) {
    let mut row = row;
    for note in &layout.notes {
        sheet.text(row + 1, layout.left, note, Style::default());
        row += 1;
    }
    match layout.below {
        Below::Nothing => {}
        Below::Signature => signature(sheet, layout, office, row + 2),
        Below::Recap => recap(sheet, layout, total, row),
    }
}

fn signature(sheet: &mut Sheet, layout: &Layout, office: &Office, row: u32) {
    let width = u16::try_from(layout.columns().len()).unwrap();
    let col = layout.left + (width * 3 / 5).min(width.saturating_sub(3));
    let title = match office.kepala.as_str() {
        "Camat" => office.nama.replacen("Kecamatan", "CAMAT", 1).to_uppercase(),
        "Kepala Dinas" => format!("KEPALA {}", office.nama.to_uppercase()),
        other => other.to_uppercase(),
    };
    let plain = Style::default();
    sheet.text(row, col, &format!("Karanganyar, {}", layout.signed), plain);
    sheet.text(row + 1, col, &title, plain);
    if !office.is_kecamatan() {
        sheet.text(row + 2, col, "KABUPATEN KARANGANYAR", plain);
    }
    sheet.text(
        row + 6,
        col,
        "NAMA PEJABAT",
        Style {
            bold: true,
            ..plain
        },
    );
    sheet.text(row + 7, col, "Pembina Tingkat I", plain);
    sheet.text(
        row + 8,
        col,
        "NIP. ....................................",
        plain,
    );
}

/// The city form's tail: two amounts without a label, a table of categories, a table of periods.
fn recap(sheet: &mut Sheet, layout: &Layout, total: &View, row: u32) {
    let name = layout.left + 1;
    let money = Style {
        number: NumberFormat::Whole,
        ..Style::default()
    };
    let percent = Style {
        number: NumberFormat::Decimal,
        ..Style::default()
    };
    let bold = Style {
        bold: true,
        ..Style::default()
    };
    let operations = (total.amounts.pagu / 100 / 1000 * 712) as f64;
    let pagu = total.amounts.pagu as f64 / 100.0;
    sheet.put(row, name + 1, Content::Number(operations), money);
    sheet.put(row + 1, name + 1, Content::Number(pagu - operations), money);
    let top = row + 4;
    for (col, text) in (name..).zip(["Kategori Capaian", "Keuangan", "Fisik"]) {
        sheet.text(top, col, text, bold);
    }
    for (index, (text, keuangan, fisik)) in (1..).zip([
        ("Sangat Baik", 9, 17),
        ("Baik", 6, 4),
        ("Cukup", 5, 2),
        ("Kurang", 4, 1),
    ]) {
        sheet.text(top + index, name, text, Style::default());
        sheet.put(
            top + index,
            name + 1,
            Content::Number(f64::from(keuangan)),
            Style::default(),
        );
        sheet.put(
            top + index,
            name + 2,
            Content::Number(f64::from(fisik)),
            Style::default(),
        );
    }
    let top = top + 7;
    for (col, text) in (name..).zip(["Periode", "Realisasi Keuangan ", "Realisasi Fisik"]) {
        sheet.text(top, col, text, bold);
    }
    let real = total.amounts.real as f64 / total.amounts.pagu as f64 * 100.0;
    let fisik = total.fisik.unwrap_or_default();
    for (index, (text, back)) in (1..).zip([("30 September 2026", 0.0), ("31 Agustus 2026", 7.25)])
    {
        sheet.text(top + index, name, text, Style::default());
        sheet.put(top + index, name + 1, Content::Number(real - back), percent);
        sheet.put(
            top + index,
            name + 2,
            Content::Number(fisik - back),
            percent,
        );
    }
}
