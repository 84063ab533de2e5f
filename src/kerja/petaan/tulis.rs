//! Writes a proposed mapping as a small readable TOML, with the program's own reasons as comments.

use std::fmt::Write as _;

use crate::kerja::quoted;
use crate::model::cell::column_letters;
use crate::model::petaan::{AturanTingkat, Isi, Petaan, Usulan};

/// Begins the line by which an untouched proposal is told from one that a person has worked on.
const SIDIK: &str = "# sidik usulan: ";

/// Writes the proposal; its last line seals it.
#[must_use]
pub fn text(usulan: &Usulan) -> String {
    let mut out = String::from(
        "# Petaan tabel, usulan rakor. Betulkan isinya, lalu isi bagian [rilis] agar berlaku.\n\
         # Petaan hanya menentukan arti kolom dan baris. Jumlah, induk, sisa dan persen tetap diperiksa:\n\
         # tabel yang uangnya tidak cocok tetap ditahan.\n",
    );
    if !usulan.sebab.is_empty() {
        out.push_str("#\n# Sebab tabel ini belum diterima:\n");
        for line in &usulan.sebab {
            let _ = writeln!(out, "#   {}", one_line(line));
        }
    }
    file(&mut out, &usulan.petaan);
    table(&mut out, &usulan.petaan);
    levels(&mut out, &usulan.petaan.tingkat);
    columns(&mut out, usulan);
    out.push_str(
        "\n# Yang menyetujui petaan ini bertanggung jawab atasnya; ketiganya wajib diisi.\n\
         [rilis]\n\
         disetujui_oleh = \"\"\n\
         disetujui_pada = \"\"          # misalnya 2026-10-08\n\
         alasan = \"\"\n\n",
    );
    let seal = seal(&out);
    let _ = writeln!(out, "{SIDIK}{seal}");
    out
}

/// Returns whether a file is a proposal exactly as the program wrote it.
#[must_use]
pub fn is_untouched(text: &str) -> bool {
    // An editor on Windows may have changed the line ends only.
    let text = text.replace("\r\n", "\n");
    let Some(at) = text.rfind(SIDIK) else {
        return false;
    };
    let (body, line) = text.split_at(at);
    line.trim_end().strip_prefix(SIDIK) == Some(seal(body).as_str())
}

fn seal(body: &str) -> String {
    let hash = blake3::hash(body.as_bytes()).to_hex();
    hash.chars().take(16).collect()
}

fn one_line(text: &str) -> String {
    crate::normalize::fold::tidy(&text.replace(char::is_control, " "))
}

fn file(out: &mut String, petaan: &Petaan) {
    let name = &petaan.berkas.nama;
    let _ = write!(
        out,
        "\n[berkas]\nnama = {}\nblake3 = {}\n\
         # Agar berlaku juga untuk berkas bulan berikutnya yang seluruh judul kolomnya sama persis:\n\
         # pola = {}\n",
        quoted(name),
        quoted(&petaan.berkas.blake3),
        quoted(&pattern(name))
    );
}

/// A pattern to begin with: the name with its digits left open.
fn pattern(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('*') {
            out.push('*');
        }
    }
    out
}

fn table(out: &mut String, petaan: &Petaan) {
    out.push_str("\n[tabel]\n");
    if let Some(sheet) = &petaan.lembar {
        let _ = writeln!(out, "lembar = {}", quoted(sheet));
    }
    let (first, last) = petaan.judul;
    let _ = writeln!(
        out,
        "baris_judul = [{}, {}]          # baris judul kolom pertama dan terakhir",
        first + 1,
        last + 1
    );
    match petaan.baris_nomor {
        Some(row) => {
            let _ = writeln!(
                out,
                "baris_nomor = {}               # baris 1, 2, 3, … di bawah judul; hapus bila tidak ada",
                row + 1
            );
        }
        None => out
            .push_str("# baris_nomor = 11            # bila ada baris 1, 2, 3, … di bawah judul\n"),
    }
    let _ = writeln!(
        out,
        "satuan = {}            # rupiah | ribuan | jutaan",
        quoted(petaan.satuan.name())
    );
    let _ = writeln!(
        out,
        "skala_persen = {}    # otomatis | 0-100 | 0-1",
        quoted(petaan.skala.name())
    );
    let opd = petaan.opd.as_deref().unwrap_or("");
    let _ = writeln!(
        out,
        "opd = {}                    # id dalam daftar OPD; kosong: menurut berkas",
        quoted(opd)
    );
    let periode = petaan.periode.map(|periode| periode.folder());
    let _ = writeln!(
        out,
        "periode = {}          # kosong: menurut berkas",
        quoted(periode.as_deref().unwrap_or(""))
    );
}

fn levels(out: &mut String, rule: &AturanTingkat) {
    let _ = write!(
        out,
        "\n# Tingkat baris. cara: otomatis | kode | nomor | kata | indentasi | tebal | jumlah | datar | baris\n\
         [tingkat]\n\
         cara = {}\n\
         # Contoh (satu saja, sesuai cara):\n\
         # kode = {{ \"3\" = \"program\", \"5\" = \"kegiatan\", \"6\" = \"sub_kegiatan\" }}     # banyaknya ruas kode\n\
         # nomor = {{ \"I\" = \"program\", \"A\" = \"kegiatan\", \"1\" = \"sub_kegiatan\" }}    # bentuk nomor urut\n\
         # kata = {{ \"Program\" = \"program\", \"Kegiatan\" = \"kegiatan\" }}                # kata pertama uraian\n\
         # rincian = [\"12-45\", \"50\"]                     # baris yang dihitung (cara = \"baris\")\n",
        quoted(rule.cara.name())
    );
}

fn columns(out: &mut String, usulan: &Usulan) {
    out.push_str(
        "\n# Isi kolom: no, kode, uraian, pagu_rp, target_keuangan_rp, target_keuangan_pct, realisasi_keuangan_rp,\n\
         # realisasi_keuangan_pct, target_fisik_pct, realisasi_fisik_pct (realisasi dan target juga dengan _lalu, _ini, _sd),\n\
         # sisa_rp, bobot_pct, tertimbang_pct, deviasi, capaian, tingkat, keterangan, lokasi, …, atau abaikan.\n",
    );
    let comments = usulan.pendapat.iter().map(String::as_str);
    let comments = comments.chain(std::iter::repeat(""));
    for (column, comment) in usulan.petaan.kolom.iter().zip(comments) {
        let path: Vec<String> = column.path.iter().map(|text| quoted(text)).collect();
        let isi = match column.isi {
            Isi::Field(field) => field.to_string(),
            Isi::Tingkat => "tingkat".to_owned(),
            Isi::Abaikan => "abaikan".to_owned(),
        };
        let _ = write!(
            out,
            "\n[[kolom]]\nkolom = {}\njudul = [{}]\nisi = {:<28}",
            quoted(&column_letters(column.col)),
            path.join(", "),
            quoted(&isi)
        );
        if comment.is_empty() {
            out.truncate(out.trim_end().len());
            out.push('\n');
        } else {
            let _ = writeln!(out, "# usulan: {}", one_line(comment));
        }
    }
}
