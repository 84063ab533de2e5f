//! Folding: texts that mean the same become the same string before they are compared.

use unicode_normalization::UnicodeNormalization;

/// Returns the text in NFKC and lower case, with every run of other characters than letters, digits and `%`
/// turned into one blank: `"  KEUANGAN\n(Rp.)"` becomes `"keuangan rp"`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '%' {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

/// Returns the text as written with white space (line breaks, double blanks) folded to single blanks.
#[must_use]
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_words_and_drops_the_rest() {
        assert_eq!(fold("  KEUANGAN\n(Rp.)"), "keuangan rp");
        assert_eq!(fold("S/D Bulan-Ini ( % )"), "s d bulan ini %");
        assert_eq!(fold("ﬁsik１"), "fisik1");
        assert_eq!(tidy(" a \n b\u{a0}c "), "a b c");
    }
}
