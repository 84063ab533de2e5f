//! What the TOML reader finds wrong, for the analyst: the line, and the fault in Indonesian.

use toml::de::Error;

/// How a sentence about a missing key begins.
pub(super) const TIDAK_ADA: &str = "kunci tidak ada: ";

/// How the reader's sentences begin, and how they are said to the analyst.
const SENTENCES: &[(&str, &str)] = &[
    ("unknown field ", "kunci tidak dikenal: "),
    ("missing field ", TIDAK_ADA),
    ("duplicate key", "kunci tertulis dua kali"),
    ("duplicate field ", "kunci tertulis dua kali: "),
    ("invalid type: ", "jenis nilai salah: "),
    ("invalid value: ", "nilai salah: "),
    ("unknown variant ", "pilihan tidak dikenal: "),
];

/// Words inside of them, the longer before the shorter.
const WORDS: &[(&str, &str)] = &[
    (", expected one of ", ", seharusnya salah satu dari "),
    (", expected a string", ", seharusnya teks dalam tanda kutip"),
    (", expected a boolean", ", seharusnya true atau false"),
    (", expected a sequence", ", seharusnya daftar [ … ]"),
    (", expected a ", ", seharusnya "),
    (", expected an ", ", seharusnya "),
    (", expected ", ", seharusnya "),
    (", there are no fields", ", tanpa kunci apa pun"),
    ("seharusnya struct ", "seharusnya bagian [ … ], yaitu "),
    ("` or `", "` atau `"),
    ("floating point", "bilangan pecahan"),
    ("integer", "bilangan bulat"),
    ("boolean", "true atau false"),
    ("string", "teks"),
    ("sequence", "daftar [ … ]"),
    ("map", "bagian [ … ]"),
];

/// What the program's own names of numbers mean.
const NUMBERS: &[(&[&str], &str)] = &[
    (
        &[
            "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize",
        ],
        "bilangan bulat",
    ),
    (&["f32", "f64"], "bilangan"),
];

/// Faults of the writing itself, and what to look for.
const WRITING: &[(&str, &str)] = &[
    ("invalid basic string", "tanda kutip penutup hilang?"),
    ("invalid literal string", "tanda kutip penutup hilang?"),
    ("invalid multi-line", "tanda kutip penutup hilang?"),
    ("missing opening quote", "tanda kutip pembuka hilang?"),
    (
        "string values must be quoted",
        "nilainya kosong atau tidak dikenali; teks ditulis di dalam tanda kutip, misalnya \"teks\"",
    ),
    (
        "unexpected key or value",
        "ada tulisan sesudah nilainya; tanda kutip atau tanda # hilang?",
    ),
    (
        "missing comma",
        "tanda koma atau tanda kutip penutup hilang?",
    ),
    ("extra comma", "tanda koma berlebih"),
    (
        "key with no value",
        "sesudah nama kunci harus ada tanda = dan nilainya",
    ),
    ("missing value", "sesudah tanda = harus ada nilai"),
    ("missing key", "nama kunci di depan tanda = hilang"),
    ("missing assignment", "tanda = hilang"),
    ("extra `=`", "tanda = berlebih"),
    ("extra assignment", "tanda = berlebih"),
    ("unexpected `=`", "tanda = tidak pada tempatnya"),
    ("unclosed array table", "kurung siku penutup ]] hilang"),
    (
        "unclosed array",
        "kurung siku penutup ] atau tanda kutip penutup hilang",
    ),
    (
        "unclosed inline table",
        "kurung kurawal penutup } atau tanda kutip penutup hilang",
    ),
    ("unclosed table", "kurung siku penutup ] hilang"),
    ("missing array opening", "kurung siku pembuka [ hilang"),
    ("missing table open", "kurung siku pembuka [ hilang"),
    (
        "missing inline table opening",
        "kurung kurawal pembuka { hilang",
    ),
    (
        "invalid unquoted key",
        "nama kunci hanya huruf, angka, - dan _",
    ),
    ("unquoted keys cannot be empty", "nama kunci kosong"),
    ("unexpected leading zero", "bilangan tidak diawali angka 0"),
    (
        "invalid ",
        "nilainya tidak dikenali; teks harus di dalam tanda kutip",
    ),
    ("unexpected ", "ada tulisan yang tidak dikenali"),
];

/// Describes a fault of a TOML text: `baris 3: kunci tidak dikenal: …`; an unknown fault of the writing keeps the reader's words.
#[must_use]
pub fn fault(text: &str, error: &Error) -> String {
    let line = error.span().map(|span| {
        let before = text.get(..span.start).unwrap_or_default();
        before.matches('\n').count() + 1
    });
    let message = said(error.message());
    // What the reader can't make out is the writing itself: a quote, a bracket, an equals sign.
    let message = if message == error.message() {
        let known = WRITING.iter().find(|(start, _)| message.starts_with(start));
        known.map_or_else(
            || format!("penulisan TOML salah ({message})"),
            |(_, said)| format!("penulisan TOML salah: {said}"),
        )
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
    let expected = rest.rsplit_once(", seharusnya ").and_then(|(value, own)| {
        let (_, said) = NUMBERS.iter().find(|(names, _)| names.contains(&own))?;
        Some(format!("{value}, seharusnya {said}"))
    });
    format!("{words}{}", expected.unwrap_or(rest))
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
            "baris 2: jenis nilai salah: teks \"lima\", seharusnya bilangan bulat",
        );
        check(
            "hari = 1\njam = 2",
            "baris 2: kunci tidak dikenal: `jam`, seharusnya `hari` atau `libur`",
        );
        check("libur = []", "baris 1: kunci tidak ada: `hari`");
    }

    #[test]
    fn a_fault_of_the_writing_says_what_to_look_for() {
        for (text, expected) in [
            ("hari = ", "kosong"),
            ("hari", "tanda ="),
            ("libur = [\"a\"", "penutup ] "),
            ("libur = [\"a]", "tanda kutip penutup hilang"),
            ("libur = [\"a\" \"b\"]", "tanda koma"),
            ("hari = lima", "tanda kutip"),
            ("hari = 5 hari", "tanda kutip"),
            ("[tenggat\nhari = 5", "] hilang"),
        ] {
            let error = toml::from_str::<Sample>(text).unwrap_err();
            let said = fault(text, &error);
            assert!(
                said.starts_with("baris 1: penulisan TOML salah: ") && said.contains(expected),
                "{text}: {said} ({})",
                error.message()
            );
        }
    }
}
