//! Extensions of the deadline held against the roster and the ordinary deadline: a slip of the pen would else be none, silently.

use jiff::civil::Date;

use super::lapisan::baris_butir;
use super::laporan::Perpanjangan;
use super::opd::{Opd, Roster};
use super::{Berkas, Rules};
use crate::model::periode::Periode;
use crate::normalize::opd::find;

/// How many letters of an id may be wrong for it to be named as the one that was meant.
const SALAH_KETIK: usize = 3;

/// Returns what is wrong with the extensions, each with its line in the analyst's text; `roster` is `None` where the
/// offices are those that the files name.
#[must_use]
pub fn faults(
    rules: &Rules,
    own: &str,
    roster: Option<&Roster>,
    tenggat: &dyn Fn(&Periode) -> Option<Date>,
) -> Vec<String> {
    let lines = baris_butir(own, &["tenggat", "perpanjangan"]);
    let all = rules.laporan.tenggat.perpanjangan.iter().enumerate();
    all.flat_map(|(index, one)| {
        let place = match lines.get(index) {
            Some(line) => format!("{}: baris {line}: ", Berkas::Laporan.nama()),
            None => format!("{}: ", Berkas::Laporan.nama()),
        };
        let found = [
            roster.and_then(|roster| of_office(one, roster)),
            of_date(one, tenggat),
        ];
        found
            .into_iter()
            .flatten()
            .map(move |fault| format!("{place}tenggat.perpanjangan: {fault}"))
    })
    .collect()
}

fn of_office(one: &Perpanjangan, roster: &Roster) -> Option<String> {
    if roster.get(&one.opd).is_some() {
        return None;
    }
    let meant = nearest(&one.opd, roster).map_or_else(String::new, |id| {
        format!("; mungkin yang dimaksud \"{id}\"")
    });
    Some(format!(
        "OPD \"{}\" tidak ada dalam daftar OPD{meant}. Pakailah id pada opd.toml",
        one.opd
    ))
}

fn of_date(one: &Perpanjangan, tenggat: &dyn Fn(&Periode) -> Option<Date>) -> Option<String> {
    let periode: Periode = one.periode.parse().ok()?;
    let sampai: Date = one.sampai.parse().ok()?;
    let biasa = tenggat(&periode).filter(|biasa| sampai < *biasa)?;
    Some(format!(
        "sampai {sampai} untuk \"{}\" mendahului tenggat biasa {biasa} ({}). Tulis tanggal yang lebih lambat, atau hapus \
         perpanjangan ini",
        one.opd, one.periode
    ))
}

/// The id that was meant: of the office of that name, else the one that fewest letters tell from it.
fn nearest<'a>(text: &str, roster: &'a Roster) -> Option<&'a str> {
    if let Some(found) = find(text, roster) {
        return roster.get(&found.id).map(|opd| opd.id.as_ref());
    }
    let text = text.trim().to_lowercase();
    let letters = |opd: &Opd| strsim::damerau_levenshtein(&text, &opd.id);
    let near = roster.opd.iter().map(|opd| (letters(opd), &opd.id));
    let (letters, id) = near.min()?;
    (letters <= SALAH_KETIK).then_some(id.as_ref())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::Sendiri;

    fn check(own: &str, expected: &[&str]) {
        let texts = Sendiri::from([(Berkas::Laporan, own.to_owned())]);
        let rules = Rules::embedded().unwrap().with_own(&texts).unwrap();
        let found = faults(&rules, own, Some(&rules.roster), &|_| {
            Some(date(2026, 9, 10))
        });
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    fn one(opd: &str, sampai: &str) -> String {
        format!(
            "{{ opd = \"{opd}\", periode = \"2026-08\", sampai = \"{sampai}\", alasan = \"surat\" }}"
        )
    }

    #[test]
    fn an_extension_names_an_office_of_the_roster_and_a_later_day() {
        let list =
            |items: &[String]| format!("[tenggat]\nperpanjangan = [\n{}\n]\n", items.join(",\n"));
        check(&list(&[one("kec-matesih", "2026-09-18")]), &[]);
        check(
            &list(&[
                one("kec-matesih", "2026-09-18"),
                one("kec-matesi", "2026-09-18"),
            ]),
            &[
                "rakor.toml: baris 4: tenggat.perpanjangan: OPD \"kec-matesi\" tidak ada dalam daftar OPD; mungkin yang dimaksud \"kec-matesih\"",
            ],
        );
        check(
            &list(&[one("Dinas Kesehatan", "2026-08-01")]),
            &[
                "mungkin yang dimaksud \"dinkes\"",
                "baris 3: tenggat.perpanjangan: sampai 2026-08-01",
            ],
        );
        check(
            &list(&[one("zzzzzzzzzzzz", "2026-09-18")]),
            &["daftar OPD. Pakailah id"],
        );
    }
}
