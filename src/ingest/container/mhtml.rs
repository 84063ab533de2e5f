//! Web archives (.mht, and Excel's "single file web page"): the HTML parts of a MIME message, decoded.

use super::refusal::{Read, Refusal};
use super::text;
use crate::diag::catalogue::berkas;

/// Parts of a message at most.
const PARTS: usize = 1_000;

/// Returns the HTML parts in order.
pub(super) fn pages(bytes: &[u8]) -> Read<Vec<String>> {
    let (head, body) = split_head(bytes);
    let boundary = header(&head, "content-type").and_then(|value| parameter(&value, "boundary"));
    // RFC 2046 allows 70 letters.
    let boundary = boundary.filter(|boundary| boundary.len() <= 200);
    let mut pages = Vec::new();
    match boundary {
        Some(boundary) => {
            for part in parts(body, &boundary).take(PARTS) {
                let (head, body) = split_head(part);
                pages.extend(page(&head, body));
            }
        }
        None => pages.extend(page(&head, body)),
    }
    if pages.is_empty() {
        return Err(Refusal::new(
            berkas::MISSING_PART,
            "arsip web tidak memuat halaman HTML",
        ));
    }
    Ok(pages)
}

fn page(head: &str, body: &[u8]) -> Option<String> {
    let kind = header(head, "content-type")?;
    if !kind.to_ascii_lowercase().starts_with("text/html") {
        return None;
    }
    let encoding = header(head, "content-transfer-encoding").unwrap_or_default();
    let bytes = match encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    text::decode_as(&bytes, parameter(&kind, "charset").as_deref())
}

/// Splits headers from what follows the first blank line; folded header lines are joined.
fn split_head(bytes: &[u8]) -> (String, &[u8]) {
    let at = |mark: &[u8]| find(bytes, mark).map(|at| (at, at + mark.len()));
    let (end, start) = match (at(b"\r\n\r\n"), at(b"\n\n")) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b).unwrap_or((bytes.len(), bytes.len())),
    };
    let head = String::from_utf8_lossy(&bytes[..end.min(65_536)]).replace("\r\n", "\n");
    (
        head.replace("\n ", " ").replace("\n\t", " "),
        &bytes[start..],
    )
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.to_owned())
    })
}

/// Splits a body at its boundary lines.
fn parts<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let mut rest = if boundary.is_empty() { &[][..] } else { body };
    let mut started = false;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let (part, after) = match find(rest, &mark) {
                Some(at) => (&rest[..at], &rest[at + mark.len()..]),
                None => (rest, &[][..]),
            };
            rest = if after.starts_with(b"--") { &[] } else { after };
            if std::mem::replace(&mut started, true) {
                let from = find(part, b"\n").map_or(0, |at| at + 1);
                return Some(&part[from..]);
            }
        }
    })
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        if let (Some(high), Some(low)) = (hex(body.get(at)), hex(body.get(at + 1))) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 2;
            continue;
        }
        // A soft line break: `=`, blanks, the line's end.
        let line = &body[at..];
        let blank = line
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\r'))
            .count();
        if line.get(blank) == Some(&b'\n') {
            at += blank + 1;
        } else if blank < line.len() {
            out.push(b'=');
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0u32, 0u32);
    for byte in body {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(six)) & 0xff_ffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push(u8::try_from(bits >> n_bits & 0xff).unwrap_or(0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_decoded_by_their_headers() {
        let message = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--x\"\r\n\r\nabaikan\r\n----x\r\n\
            Content-Type: text/html; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<td x=3D1>Caf=E9 =\r\n99,22=\r\n\
            ----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRkPmE8L3Rk\r\nPg==\r\n\
            ----x\r\nContent-Type: image/png\r\n\r\nxx\r\n----x--\r\n";
        assert_eq!(
            pages(message),
            Ok(vec![
                "<td x=1>Café 99,22".to_owned(),
                "<td>a</td>".to_owned()
            ])
        );
        assert_eq!(
            pages(b"MIME-Version: 1.0\n\nx").map_err(|r| r.code.id),
            Err("F011")
        );
    }

    proptest! {
        #[test]
        fn any_message_ends(tail in "[-x=\r\n a-c:;]{0,120}") {
            let message = format!("Content-Type: multipart/related; boundary=x\n\n{tail}");
            let _ = pages(message.as_bytes());
            let _ = pages(tail.as_bytes());
        }
    }
}
