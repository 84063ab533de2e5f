//! Bytes of a text file → text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes text: byte order mark, then valid UTF-8, then UTF-16 by its zero bytes, then the likeliest code page.
/// `None` for bytes that are no text in any of these.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => utf16_without_mark(bytes).unwrap_or_else(|| code_page(bytes)),
    };
    let text = encoding.decode(bytes).0.into_owned();
    is_text(&text).then_some(text)
}

/// Decodes bytes whose encoding is named by label (as in an XML declaration or a MIME header).
pub(crate) fn decode_as(bytes: &[u8], label: Option<&str>) -> Option<String> {
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match named {
        // Exports often say UTF-8 (or nothing) and write windows-1252.
        Some(encoding) if encoding != UTF_8 => {
            let text = encoding.decode(bytes).0.into_owned();
            is_text(&text).then_some(text)
        }
        _ => decode(bytes),
    }
}

/// Decodes an XML document by its byte order mark or its declaration.
pub(crate) fn decode_xml(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let label = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(label, _)| label)
    });
    decode_as(bytes, label.filter(|_| Encoding::for_bom(bytes).is_none()))
}

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    let half = head.len() / 4;
    match (high > half, low > half) {
        (false, true) if high == 0 => Some(UTF_16LE),
        (true, false) if low == 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn code_page(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"id"), Utf8Detection::Allow);
    // The guess "UTF-8" on invalid UTF-8 would only lose letters.
    if guess == UTF_8 || !guess.is_single_byte() {
        WINDOWS_1252
    } else {
        guess
    }
}

/// Text has no control characters but those of layout; a few (0x1A ends old DOS files) are forgiven.
fn is_text(text: &str) -> bool {
    let control = text
        .chars()
        .filter(|c| {
            c.is_control()
                && !matches!(
                    c,
                    '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{1a}' | '\u{80}'..='\u{9f}'
                )
        })
        .count();
    !text.contains('\0') && control * 500 <= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "Uraian;“Pagu”;Café\r\n1;1.250.000,50;99,22 – ok\r\n";
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let mark = mark.then_some(0xfeff_u16);
            mark.into_iter()
                .chain(text.encode_utf16())
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let cases = [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(false, true),
            utf16(true, true),
            utf16(false, false),
            utf16(true, false),
            WINDOWS_1252.encode(text).0.into_owned(),
        ];
        for (index, bytes) in cases.iter().enumerate() {
            assert_eq!(decode(bytes).as_deref(), Some(text), "case {index}");
        }
        assert_eq!(decode(&[0, 1, 2, 3, 0xff, 0xfe, 9, 200, 7]), None);
    }
}
