//! What all our XML readers share: tolerant attributes, text with entities, no document type.

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::refusal::{Read, Refusal};
use crate::diag::catalogue::berkas;

/// Makes a reader that forgives what office exports get wrong.
pub(crate) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(text.as_bytes());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn entities() -> Refusal {
    Refusal::new(
        berkas::ENTITIES,
        "berkas memuat deklarasi entitas XML dan tidak dibaca",
    )
}

/// Refuses a part whose prolog declares a document type: no office program writes one into these parts.
pub(crate) fn refuse_entities(part: &[u8]) -> Read<()> {
    let prolog = &part[..part.len().min(4_096)];
    let declared = prolog
        .windows(9)
        .any(|window| window.eq_ignore_ascii_case(b"<!DOCTYPE"));
    if declared { Err(entities()) } else { Ok(()) }
}

/// Reads the next event; a document type is refused wherever it stands.
pub(crate) fn next<'t>(reader: &mut Reader<&'t [u8]>) -> Read<Event<'t>> {
    match reader.read_event() {
        Ok(Event::DocType(_)) => Err(entities()),
        Ok(event) => Ok(event),
        Err(_) => Err(Refusal::damaged("susunan XML tidak sah")),
    }
}

/// Returns an attribute by its local name, entities resolved; `None` where it is absent.
pub(crate) fn attr(element: &BytesStart<'_>, local: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attr| attr.key.local_name().as_ref() == local.as_bytes())
        .map(|attr| unescape(&attr.value))
}

/// Returns a numeric attribute by its local name.
pub(crate) fn attr_number<T: std::str::FromStr>(
    element: &BytesStart<'_>,
    local: &str,
) -> Option<T> {
    attr(element, local)?.trim().parse().ok()
}

/// Returns whether an attribute says yes, as XML Schema spells it.
pub(crate) fn attr_true(element: &BytesStart<'_>, local: &str) -> bool {
    attr(element, local).is_some_and(|value| value == "1" || value == "true")
}

pub(crate) fn unescape(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    match escape::unescape(&text) {
        Ok(plain) => plain.into_owned(),
        Err(_) => text.into_owned(),
    }
}

/// Appends a reference such as `&amp;` or `&#13;`; an unknown one stays as written.
pub(crate) fn push_reference(out: &mut String, reference: &BytesRef<'_>) {
    let name = String::from_utf8_lossy(reference);
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        out.push(c);
    } else if let Some(text) = escape::resolve_xml_entity(&name) {
        out.push_str(text);
    } else {
        out.push('&');
        out.push_str(&name);
        out.push(';');
    }
}

/// Appends text as stored (line ends become `\n`).
pub(crate) fn push_text(out: &mut String, raw: &[u8]) {
    let text = String::from_utf8_lossy(raw);
    if text.contains('\r') {
        out.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        out.push_str(&text);
    }
}
