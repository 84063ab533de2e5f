//! What a file is, by its first bytes; names and extensions are never believed.

use super::cfb::Cfb;
use super::foreign;
use super::limits::Limits;
use super::package::Package;
use super::refusal::Read;
use super::text;
use crate::model::submission::Container;

/// What a file holds, as far as a reader (or a refusal) must be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    Lock,
    Xlsx,
    Xlsm,
    Xlsb,
    Xls,
    OldExcel,
    Ods,
    FlatOds,
    Csv,
    Html,
    Mhtml,
    SpreadsheetMl,
    Encrypted,
    Pdf,
    Image,
    Docx,
    Document,
    Zip,
    Archive,
    Foreign,
    OtherData,
    Unknown,
}

impl Kind {
    pub(crate) const fn container(self) -> Container {
        match self {
            Self::Lock => Container::Lock,
            // What is encrypted is a package of Office; in our folders a workbook.
            Self::Xlsx | Self::Encrypted => Container::Xlsx,
            Self::Xlsm => Container::Xlsm,
            Self::Xlsb => Container::Xlsb,
            Self::Xls | Self::OldExcel => Container::Xls,
            Self::Ods | Self::FlatOds => Container::Ods,
            Self::Csv => Container::Csv,
            Self::Html => Container::Html,
            Self::Mhtml => Container::Mhtml,
            Self::SpreadsheetMl => Container::SpreadsheetMl,
            Self::Pdf => Container::Pdf,
            Self::Docx => Container::Docx,
            Self::Zip => Container::Zip,
            Self::Empty
            | Self::Image
            | Self::Document
            | Self::Archive
            | Self::Foreign
            | Self::OtherData
            | Self::Unknown => Container::Unknown,
        }
    }
}

pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
const CFB: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// First bytes of what is refused by its kind.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"%PDF", Kind::Pdf),
    (b"\x89PNG", Kind::Image),
    (b"\xff\xd8\xff", Kind::Image),
    (b"GIF8", Kind::Image),
    (b"BM", Kind::Image),
    (b"II*\0", Kind::Image),
    (b"MM\0*", Kind::Image),
    (b"{\\rtf", Kind::Document),
    (b"Rar!", Kind::Archive),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"\x1f\x8b", Kind::Archive),
    // Streams of Excel 2, 3 and 4 that stand alone, without a compound file (MS-XLS BOF records).
    (b"\x09\x00\x04\x00", Kind::OldExcel),
    (b"\x09\x00\x06\x00", Kind::OldExcel),
    (b"\x09\x02\x06\x00", Kind::OldExcel),
    (b"\x09\x04\x06\x00", Kind::OldExcel),
];

/// Recognises bytes. The name only tells a lock file, which has no signature of its own.
pub(crate) fn kind(bytes: &[u8], name: &str, limits: &Limits) -> Read<Kind> {
    if bytes.is_empty() {
        return Ok(Kind::Empty);
    }
    if bytes.starts_with(ZIP) || bytes.starts_with(b"PK\x05\x06") {
        return Package::open(bytes, limits).and_then(|mut package| package_kind(&mut package));
    }
    if bytes.starts_with(CFB) {
        return Cfb::open(bytes).map(|cfb| cfb_kind(&cfb));
    }
    if is_lock(bytes, name) {
        return Ok(Kind::Lock);
    }
    let magic = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) && (*magic != b"BM" || is_bitmap(bytes)));
    if let Some((_, kind)) = magic {
        // A Gnumeric workbook is gzip; only its name tells before it is unpacked.
        let is_gnumeric = *kind == Kind::Archive && name.to_lowercase().ends_with(".gnumeric");
        return Ok(if is_gnumeric { Kind::Foreign } else { *kind });
    }
    if foreign::is_binary(bytes) {
        return Ok(Kind::Foreign);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::Image);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Ok(Kind::Image); // HEIC photographs (and films)
    }
    // A stream of Excel 5 or 7 may stand alone too; the one that old PHP pages write states no version.
    if bytes.starts_with(b"\x09\x08") && bytes.len() > 8 && matches!(bytes[4..6], [0, 0 | 5 | 6]) {
        return Ok(Kind::Xls);
    }
    Ok(text_kind(bytes))
}

/// Names what bytes claim to be, where a look inside failed.
pub(crate) fn guess(bytes: &[u8], name: &str) -> Kind {
    let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if bytes.starts_with(CFB) {
        return Kind::Xls;
    }
    if !bytes.starts_with(b"PK") {
        return Kind::Unknown;
    }
    // The names of the parts stand in the clear in a zip, even in half of one.
    let holds = |part: &[u8]| {
        bytes[..bytes.len().min(1 << 20)]
            .windows(part.len())
            .any(|w| w == part)
    };
    if holds(b"xl/workbook.bin") {
        Kind::Xlsb
    } else if holds(b"xl/vbaProject") {
        Kind::Xlsm
    } else if holds(b"xl/") || holds(b"[Content_Types].xml") {
        Kind::Xlsx
    } else if holds(b"opendocument") {
        Kind::Ods
    } else if extension.starts_with("xls") {
        Kind::Xlsx
    } else {
        Kind::Zip
    }
}

/// Returns whether bytes are a zip of files rather than an office package.
pub(crate) fn is_plain_zip(bytes: &[u8], limits: &Limits) -> bool {
    bytes.starts_with(ZIP)
        && Package::open(bytes, limits)
            .and_then(|mut package| package_kind(&mut package))
            .is_ok_and(|kind| kind == Kind::Zip)
}

/// Says who holds the file that a lock file stands beside.
pub(crate) fn lock_message(bytes: &[u8], name: &str) -> String {
    let base = name.rsplit('/').next().unwrap_or(name);
    let (file, owner) = if base.starts_with("~$") {
        let len = usize::from(bytes.first().copied().unwrap_or(0));
        let raw = bytes.get(1..=len).unwrap_or(&[]);
        (
            base.trim_start_matches("~$"),
            encoding_rs::WINDOWS_1252.decode(raw).0.into_owned(),
        )
    } else {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut fields = text
            .split(',')
            .map(str::trim)
            .filter(|field| !field.is_empty());
        let file = base.trim_start_matches(".~lock.").trim_end_matches('#');
        (file, fields.next().unwrap_or_default().to_owned())
    };
    let owner: String = owner.chars().filter(|c| !c.is_control()).take(60).collect();
    match owner.trim() {
        "" => format!("berkas {file} sedang dibuka seseorang"),
        owner => format!("berkas {file} sedang dibuka oleh {owner}"),
    }
}

fn package_kind(package: &mut Package<'_>) -> Read<Kind> {
    if package.has("mimetype") || package.has("content.xml") {
        let mime = package.part("mimetype")?.unwrap_or_default();
        let mime = String::from_utf8_lossy(&mime).into_owned();
        return Ok(match mime.trim() {
            "" => Kind::Ods,
            mime if mime.contains("opendocument.spreadsheet") => Kind::Ods,
            mime if mime.contains("epub") || mime.contains("opendocument") => Kind::Document,
            _ => Kind::Ods,
        });
    }
    if package.has("[Content_Types].xml") || package.has("_rels/.rels") {
        let types = package.part("[Content_Types].xml")?.unwrap_or_default();
        let types = String::from_utf8_lossy(&types).into_owned();
        return Ok(if package.has("xl/workbook.bin") {
            Kind::Xlsb
        } else if types.contains("macroEnabled.main+xml") || package.has("xl/vbaProject.bin") {
            Kind::Xlsm
        } else if package.has_under("word/") {
            Kind::Docx
        } else if package.has_under("ppt/") || package.has_under("visio/") {
            Kind::Document
        } else {
            Kind::Xlsx
        });
    }
    if package.has_under("index/") && package.has("Metadata/DocumentIdentifier") {
        return Ok(Kind::Foreign); // Apple Numbers
    }
    Ok(Kind::Zip)
}

fn cfb_kind(cfb: &Cfb<'_>) -> Kind {
    if cfb.has("EncryptedPackage") {
        Kind::Encrypted
    } else if cfb.has("Workbook") || cfb.has("Book") {
        Kind::Xls
    } else if cfb.has("WordDocument") || cfb.has("PowerPoint Document") || cfb.has("VisioDocument")
    {
        Kind::Document
    } else {
        Kind::Unknown
    }
}

fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.get(6..10) == Some(&[0, 0, 0, 0])
}

/// Excel's owner file (165 bytes that begin with the length of a name) and `LibreOffice`'s (one line of commas).
fn is_lock(bytes: &[u8], name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    bytes.len() <= 1_024
        && (base.starts_with("~$") || (base.starts_with(".~lock.") && base.ends_with('#')))
}

fn text_kind(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(65_536)];
    let Some(head) = text::decode(cut_letter(head)) else {
        return Kind::Unknown;
    };
    let start = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let lower = start
        .get(..start.len().min(16_384))
        .unwrap_or(start)
        .to_ascii_lowercase();
    if lower.starts_with("mime-version:")
        || (lower.contains("content-type: multipart/related") && lower.contains("boundary"))
    {
        return Kind::Mhtml;
    }
    if foreign::is_text(start, &lower) {
        return Kind::Foreign;
    }
    let markup = [
        "<html",
        "<!doctype html",
        "<table",
        "<body",
        "<head",
        "<meta",
        "<style",
        "<div",
        "<center",
        "<font",
        "<p>",
        "<h1",
        "<h2",
        "<h3",
        "<b>",
        "<br",
        "<script",
        "<form",
    ];
    if lower.starts_with("<?xml") || lower.starts_with("<!--") || lower.starts_with('<') {
        if lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
            && lower.contains("workbook")
            && !lower.contains("<html")
        {
            return Kind::SpreadsheetMl;
        }
        if lower.contains("office:document") && lower.contains("opendocument") {
            return Kind::FlatOds;
        }
        if markup.iter().any(|tag| lower.contains(tag)) {
            return Kind::Html;
        }
        if lower.starts_with("<?xml") {
            return Kind::OtherData;
        }
    } else if is_json(start) {
        return Kind::OtherData;
    } else if ["<table", "<tr", "</t"]
        .iter()
        .all(|tag| lower.contains(tag))
    {
        return Kind::Html; // a PHP warning or a title before the table
    }
    Kind::Csv
}

fn is_json(start: &str) -> bool {
    let mut letters = start.chars().filter(|c| !c.is_whitespace());
    matches!(
        (letters.next(), letters.next()),
        (Some('{'), Some('"')) | (Some('['), Some('{'))
    )
}

/// Cuts a sample where it doesn't split a UTF-8 letter or a UTF-16 unit.
fn cut_letter(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => &head[..head.len() & !1],
    }
}
