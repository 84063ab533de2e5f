//! The colours of a workbook's theme part; whatever of it is malformed stays that of the Office theme.

use quick_xml::events::Event;

use super::super::colour::{self, Colours};
use super::super::xml::{self, attr};

/// Reads the colours of a theme part.
pub(in super::super) fn read(part: &str, colours: &mut Colours) {
    let mut reader = xml::reader(part);
    let mut place = None;
    while let Ok(event) = xml::next(&mut reader) {
        match event {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                b"srgbClr" => set_themed(colours, place.take(), attr(&e, "val").as_deref()),
                b"sysClr" => set_themed(colours, place.take(), attr(&e, "lastClr").as_deref()),
                name => place = theme_place(name).or(place),
            },
            Event::End(e) if e.local_name().as_ref() == b"clrScheme" => return,
            Event::Eof => return,
            _ => {}
        }
    }
}

fn set_themed(colours: &mut Colours, place: Option<usize>, spelt: Option<&str>) {
    if let (Some(place), Some(colour)) = (place, spelt.and_then(colour::named)) {
        colours.set_themed(place, colour);
    }
}

/// The place of a theme's colour as cells count: light before dark (unlike in the theme itself).
fn theme_place(name: &[u8]) -> Option<usize> {
    const NAMES: [&[u8]; 12] = [
        b"lt1",
        b"dk1",
        b"lt2",
        b"dk2",
        b"accent1",
        b"accent2",
        b"accent3",
        b"accent4",
        b"accent5",
        b"accent6",
        b"hlink",
        b"folHlink",
    ];
    NAMES.iter().position(|other| *other == name)
}
