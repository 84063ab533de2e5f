//! How cells of a page look: attributes, inline styles, and the plain rules of its style sheets.

use scraper::node::Element;

use super::super::colour;
use super::super::ods::face::{edge, family};
use super::super::ods::styles::centimetres;
use super::super::xlsx::styles::twentieths;
use crate::model::look::{Across, Along, CellLook, Edge, Line, Rgb};

/// Rules of a page at most; the rest of a style sheet is passed over.
const RULES: usize = 500;

/// The rules whose selector is a tag, a class or both.
#[derive(Debug, Default)]
pub(super) struct Css {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    tag: String,
    class: String,
    declarations: String,
}

impl Css {
    /// Adds the rules of a style element.
    pub(super) fn add(&mut self, text: &str) {
        let text = without_comments(text);
        for block in text.split('}') {
            let Some((selectors, declarations)) = block.split_once('{') else {
                continue;
            };
            for selector in selectors.split(',').map(str::trim) {
                let (tag, class) = selector.split_once('.').unwrap_or((selector, ""));
                let plain = |name: &str| {
                    name.chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                };
                let is_rule = plain(tag) && plain(class) && !selector.is_empty();
                if is_rule && self.rules.len() < RULES {
                    self.rules.push(Rule {
                        tag: tag.to_ascii_lowercase(),
                        class: class.to_owned(),
                        declarations: declarations.trim().to_owned(),
                    });
                }
            }
        }
    }

    /// Applies the rules of an element: those of its tag first, those that name a class after them.
    fn apply(&self, element: &Element, look: &mut CellLook) {
        let classes: Vec<&str> = element
            .attr("class")
            .map_or_else(Vec::new, |names| names.split_whitespace().collect());
        for with_class in [false, true] {
            for rule in &self.rules {
                let tag = rule.tag.is_empty() || rule.tag == element.name();
                let class = rule.class.is_empty() || classes.contains(&rule.class.as_str());
                if tag && class && rule.class.is_empty() != with_class {
                    declare(&rule.declarations, look);
                }
            }
        }
    }
}

fn without_comments(text: &str) -> String {
    let text = text.replace("<!--", " ").replace("-->", " ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// Returns how the cells of a table look that says so as a whole (`border="1"`).
pub(super) fn of_table(element: &Element) -> CellLook {
    let border = element.attr("border").map(str::trim);
    let lined = border.is_some_and(|border| border != "0");
    let line = if lined { Line::Thin } else { Line::None };
    CellLook {
        edges: [Edge { line, colour: None }; 4],
        along: Along::Centre,
        wrap: true,
        ..CellLook::default()
    }
}

/// Returns how an element looks, given what stands around it.
pub(super) fn of(element: &Element, around: &CellLook, css: &Css) -> CellLook {
    let mut look = around.clone();
    if element.name() == "th" {
        look.font.bold = true;
        look.across = Across::Centre;
    }
    css.apply(element, &mut look);
    let attributes = [
        ("bgcolor", "background-color"),
        ("align", "text-align"),
        ("valign", "vertical-align"),
        ("color", "color"),
        ("face", "font-family"),
    ];
    for (attribute, property) in attributes {
        if let Some(value) = element.attr(attribute) {
            set(property, value.trim(), &mut look);
        }
    }
    if element.attr("nowrap").is_some() {
        look.wrap = false;
    }
    declare(element.attr("style").unwrap_or(""), &mut look);
    look
}

/// Returns a length in points that an element states as an attribute (pixels) or in its style.
pub(super) fn size(element: &Element, name: &str) -> Option<f64> {
    let pixels = element
        .attr(name)
        .and_then(|text| text.trim().parse::<f64>().ok());
    let style = element.attr("style").unwrap_or("");
    let stated = declarations(style).find(|(property, _)| property == name);
    let stated = stated.and_then(|(_, value)| points(value));
    stated.or_else(|| pixels.map(|pixels| pixels * 0.75))
}

fn declarations(style: &str) -> impl Iterator<Item = (String, &str)> {
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim()))
    })
}

fn declare(style: &str, look: &mut CellLook) {
    for (name, value) in declarations(style) {
        set(&name, value.trim_end_matches("!important").trim(), look);
    }
}

fn set(property: &str, value: &str, look: &mut CellLook) {
    let lower = value.to_ascii_lowercase();
    match property {
        "background" | "background-color" => look.fill = first_colour(&lower),
        "color" => look.font.colour = first_colour(&lower),
        "font-weight" => {
            look.font.bold =
                lower.starts_with("bold") || lower.parse().is_ok_and(|w: u16| w >= 600);
        }
        "font-style" => look.font.italic = lower == "italic" || lower == "oblique",
        "text-decoration" | "text-decoration-line" => {
            look.font.underline = lower.contains("underline");
            look.font.strike = lower.contains("line-through");
        }
        "font-size" => look.font.size = points(&lower).map_or(look.font.size, twentieths),
        "font-family" => look.font.name = family(value),
        "border" => look.edges = [edge(&lower); 4],
        "border-top" => look.edges[0] = edge(&lower),
        "border-right" => look.edges[1] = edge(&lower),
        "border-bottom" => look.edges[2] = edge(&lower),
        "border-left" => look.edges[3] = edge(&lower),
        "text-align" => {
            look.across = match lower.as_str() {
                "left" | "start" => Across::Left,
                "center" | "middle" => Across::Centre,
                "right" | "end" => Across::Right,
                "justify" => Across::Justify,
                _ => Across::General,
            };
        }
        "vertical-align" => {
            look.along = match lower.as_str() {
                "top" => Along::Top,
                "middle" | "center" => Along::Centre,
                "bottom" | "baseline" => Along::Bottom,
                _ => look.along,
            };
        }
        "white-space" => look.wrap = lower != "nowrap",
        "mso-char-indent-count" => look.indent = lower.parse().map_or(0, |n: u8| n.min(15)),
        _ => {}
    }
}

fn first_colour(value: &str) -> Option<Rgb> {
    colour::named(value).or_else(|| value.split_whitespace().find_map(colour::named))
}

fn points(value: &str) -> Option<f64> {
    let value = value.trim();
    let value = value
        .strip_prefix('.')
        .map_or_else(|| value.to_owned(), |rest| format!("0.{rest}"));
    centimetres(&value).map(|cm| cm / 2.54 * 72.0)
}
