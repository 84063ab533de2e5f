//! What the TOML reader finds wrong, for the analyst: the line, and the fault in Indonesian.

use toml::de::Error;

/// How the reader's sentences begin, and how they are said to the analyst.
const SENTENCES: &[(&str, &str)] = &[
    ("unknown field ", "kunci tidak dikenal: "),
    ("missing field ", "kunci tidak ada: "),
    ("duplicate key", "kunci tertulis dua kali"),
    ("duplicate field ", "kunci tertulis dua kali: "),
    ("invalid type: ", "jenis nilai salah: "),
    ("invalid value: ", "nilai salah: "),
    ("unknown variant ", "pilihan tidak dikenal: "),
];

/// Words inside of them.
const WORDS: &[(&str, &str)] = &[
    (", expected one of ", ", seharusnya salah satu dari "),
    (", expected ", ", seharusnya "),
    ("there are no fields", "tanpa kunci apa pun"),
    ("floating point", "bilangan pecahan"),
    ("integer", "bilangan bulat"),
    ("boolean", "true atau false"),
    ("string", "teks dalam tanda kutip"),
    ("sequence", "daftar [ … ]"),
    ("map", "bagian [ … ]"),
];

/// Describes a fault of a TOML text: `baris 3: kunci tidak dikenal: …`; a fault of the writing itself keeps the reader's words.
#[must_use]
pub fn fault(text: &str, error: &Error) -> String {
    let line = error.span().map(|span| {
        let before = text.get(..span.start).unwrap_or_default();
        before.matches('\n').count() + 1
    });
    let message = said(error.message());
    // What the reader can't make out is the writing itself: a quote, a bracket, an equals sign.
    let message = if message == error.message() {
        format!("penulisan TOML salah ({message})")
    } else {
        message
    };
    match line {
        Some(line) => format!("baris {line}: {message}"),
        None => message,
    }
}

/// Says a sentence of the reader in Indonesian; any other stays as it is.
pub(super) fn said(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default();
    let Some((start, words)) = SENTENCES
        .iter()
        .find(|(start, _)| message.starts_with(start))
    else {
        return message.to_owned();
    };
    let rest = message[start.len()..].to_owned();
    let rest = WORDS
        .iter()
        .fold(rest, |rest, (word, said)| rest.replace(word, said));
    format!("{words}{rest}")
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only parsed")]
    struct Sample {
        hari: i8,
        libur: Option<Vec<String>>,
    }

    fn check(text: &str, expected: &str) {
        let error = toml::from_str::<Sample>(text).unwrap_err();
        assert_eq!(fault(text, &error), expected);
    }

    #[test]
    fn faults_are_said_with_their_line() {
        check(
            "\nhari = \"lima\"",
            "baris 2: jenis nilai salah: teks dalam tanda kutip \"lima\", seharusnya i8",
        );
        check(
            "hari = 1\njam = 2",
            "baris 2: kunci tidak dikenal: `jam`, seharusnya `hari` or `libur`",
        );
        check("libur = []", "baris 1: kunci tidak ada: `hari`");
    }

    #[test]
    fn a_fault_of_the_writing_keeps_the_words_of_the_reader() {
        let error = toml::from_str::<Sample>("hari = ").unwrap_err();
        let said = fault("hari = ", &error);
        assert!(
            said.starts_with("baris 1: penulisan TOML salah ("),
            "{said}"
        );
    }
}
