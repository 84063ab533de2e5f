//! Which entry of the register speaks for which file of a run: by name and by bytes, and never one office's for another's.

use jiff::ToSpan;
use jiff::civil::Date;

use super::findings::date_in_words;
use super::office::Offices;
use super::register::{Diterima, Entri, Register, TanpaWaktu, read_time};
use super::tenggat::tenggat;
use crate::diag::Diagnostic;
use crate::diag::catalogue::konsolidasi::REGISTER_ROW_UNREADABLE;
use crate::model::arsip::BulanArsip;
use crate::model::location::Location;
use crate::model::outcome::Outcome;
use crate::model::periode::Periode;
use crate::model::submission::Submission;
use crate::rules::laporan::Tenggat as Setelan;

/// Letters of a hash that tell a file.
const HASH: usize = 8;

/// What the register says of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Penerimaan {
    /// The entry that counts; none where only the file's own time is known although a person's entry can't be used.
    pub entri: Option<Entri>,
    /// Whether any entry speaks of the file, and be it one that can't be used.
    pub tercatat: bool,
}

/// By what the entries of a register are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Menurut<'a> {
    pub periode: Periode,
    /// Archived months before it.
    pub arsip: &'a [BulanArsip],
    pub offices: &'a Offices,
    pub tenggat: &'a Setelan,
}

/// Returns what the register says of each file, in their order; an entry whose date lies outside of the period is a finding.
pub fn of(
    register: &Register,
    files: &[Submission],
    menurut: Menurut<'_>,
) -> Outcome<Vec<Penerimaan>> {
    let masa = Masa::of(menurut.periode, menurut.tenggat);
    let counted = counted(menurut);
    let place = |entri: &Entri| tempat(entri, menurut.periode, masa, &counted);
    let (mut usable, mut beyond): (Vec<&Entri>, Vec<(&Entri, bool)>) = Default::default();
    for entri in &register.entri {
        match place(entri) {
            Tempat::Di => usable.push(entri),
            Tempat::Luar { sini } => beyond.push((entri, sini)),
            Tempat::Lain => {}
        }
    }
    let known = Dikenal {
        files,
        offices: menurut.offices,
    };
    let mut told = vec![false; beyond.len()];
    let value = (0..files.len())
        .map(|at| {
            let best = usable
                .iter()
                .filter(|entri| known.speaks(entri, at))
                .min_by_key(|entri| {
                    let by_name = entri.hash.is_empty();
                    (entri.diterima.perkiraan, by_name, entri.diterima)
                });
            let mut bad = register
                .tanpa_waktu
                .iter()
                .any(|entri| known.unread(entri, at, menurut.periode));
            let mut known_file = best.is_some() || bad;
            let trusted = best.is_some_and(|entri| !entri.diterima.perkiraan);
            for ((entri, _), told) in beyond.iter().zip(&mut told) {
                if !known.speaks(entri, at) {
                    continue;
                }
                known_file = true;
                // What the program wrote is no slip of a pen.
                if !entri.diterima.perkiraan {
                    bad = true;
                    *told |= !trusted;
                }
            }
            Penerimaan {
                entri: best
                    .filter(|_| trusted || !bad)
                    .map(|entri| (*entri).clone()),
                tercatat: known_file,
            }
        })
        .collect();
    let reported = beyond
        .iter()
        .zip(told)
        .filter(|((entri, sini), told)| !entri.diterima.perkiraan && (*sini || *told));
    let diagnostics = reported
        .map(|((entri, _), _)| finding(register, entri, menurut.periode, masa))
        .collect();
    Outcome { value, diagnostics }
}

fn finding(register: &Register, entri: &Entri, periode: Periode, masa: Masa) -> Diagnostic {
    let message = format!(
        "Waktu penerimaan {} di luar masa laporan {periode} ({}); baris register ini tidak dipakai",
        date_in_words(entri.diterima.tanggal),
        masa.in_words()
    );
    let at = Location::file(&register.nama).at(entri.sel);
    Diagnostic::new(REGISTER_ROW_UNREADABLE, at, message)
        .with_raw(entri.diterima.tanggal.to_string())
}

/// Returns the days between which a report of a period can have come, in words, where a day isn't one of them.
#[must_use]
pub fn di_luar_masa(date: Date, periode: Periode, setelan: &Setelan) -> Option<String> {
    let masa = Masa::of(periode, setelan);
    (masa.is_before(date) || masa.is_after(date)).then(|| masa.in_words())
}

/// The days on which a report of a period can have come.
#[derive(Clone, Copy, Debug)]
struct Masa {
    /// The first day of the period; `None` for one without a month.
    awal: Option<Date>,
    /// A fortnight before the end of its first month: a name alone, received before, is an earlier month's.
    dini: Option<Date>,
    /// A year after the deadline.
    akhir: Option<Date>,
}

impl Masa {
    fn of(periode: Periode, setelan: &Setelan) -> Self {
        let awal = (|| {
            let last = i8::try_from(periode.bulan?).ok()?;
            let months = if periode.triwulan.is_some() { 2 } else { 0 };
            Date::new(periode.tahun, last - months, 1).ok()
        })();
        let dini = awal.and_then(|first| first.last_of_month().checked_sub(14.days()).ok());
        let akhir = tenggat(&periode, setelan).and_then(|day| day.checked_add(1.year()).ok());
        Self { awal, dini, akhir }
    }

    fn in_words(self) -> String {
        let day = |date: Option<Date>| date.map(date_in_words).unwrap_or_default();
        format!("{} sampai {}", day(self.awal), day(self.akhir))
    }

    fn is_before(self, date: Date) -> bool {
        self.awal.is_some_and(|first| date < first)
    }

    fn is_after(self, date: Date) -> bool {
        self.akhir.is_some_and(|last| date > last)
    }

    /// Whether a date can be that of no report of the period, whatever month it was meant for.
    fn is_absurd(self, date: Date) -> bool {
        let year_before = self.awal.and_then(|first| first.checked_sub(1.year()).ok());
        self.is_after(date) || year_before.is_some_and(|first| date < first)
    }
}

/// Where an entry stands to a period.
enum Tempat {
    /// It may speak of the period's files.
    Di,
    /// Its date can't be right; `sini` where it names a folder of the period.
    Luar { sini: bool },
    /// It speaks of another period.
    Lain,
}

/// Offices send files of one name every month, and some send last month's bytes again. Another month's are: a name in
/// that month's folder; without a folder a name received long before the period's end, and the receipt by which the same
/// bytes counted for an archived month.
fn tempat(entri: &Entri, periode: Periode, masa: Masa, counted: &[(&str, Diterima)]) -> Tempat {
    let date = entri.diterima.tanggal;
    if let Some(own) = folder(&entri.file) {
        return if !is_of(own, periode) {
            Tempat::Lain
        } else if masa.is_before(date) || masa.is_after(date) {
            Tempat::Luar { sini: true }
        } else {
            Tempat::Di
        };
    }
    if masa.is_absurd(date) {
        return Tempat::Luar { sini: false };
    }
    let before = |(hash, at): &(&str, Diterima)| {
        is_hash(&entri.hash, hash) && (date, entri.diterima.pukul) <= (at.tanggal, at.pukul)
    };
    let early = entri.hash.is_empty() && masa.dini.is_some_and(|early| date < early);
    if early || counted.iter().any(before) {
        Tempat::Lain
    } else if masa.is_before(date) {
        Tempat::Luar { sini: false }
    } else {
        Tempat::Di
    }
}

/// The files that counted for archived months outside of the period, with their receipts.
fn counted(menurut: Menurut<'_>) -> Vec<(&str, Diterima)> {
    menurut
        .arsip
        .iter()
        .filter(|bulan| !menurut.periode.spans(&bulan.periode))
        .flat_map(|bulan| &bulan.kiriman)
        .filter_map(|kiriman| Some((kiriman, read_time(kiriman.diterima.as_deref()?)?)))
        .flat_map(|(kiriman, at)| kiriman.blake3.iter().map(move |hash| (hash.as_str(), at)))
        .collect()
}

/// The files of a run and what their names tell.
#[derive(Clone, Copy)]
struct Dikenal<'a> {
    files: &'a [Submission],
    offices: &'a Offices,
}

impl Dikenal<'_> {
    /// Whether an entry speaks of a file: it names it and no other bytes, or it holds the bytes of a file that has
    /// another name by now. The same bytes under the name of another file, or of another office, are another receipt.
    fn speaks(&self, entri: &Entri, at: usize) -> bool {
        let file = &self.files[at];
        if is_elsewhere(&entri.file, &file.file) {
            return false;
        }
        let named = !entri.file.is_empty() && same_file(&entri.file, &file.file);
        if entri.hash.is_empty() || named {
            return named && (entri.hash.is_empty() || is_hash(&entri.hash, &file.blake3));
        }
        let sender = self.offices.by_name(&entri.opd);
        let named = self.offices.by_path(&file.file);
        // Another file is the one that is meant: by its name, or by the office in it.
        let is_other = |other: &Submission| {
            other.blake3 == file.blake3
                && (!entri.file.is_empty() && same_file(&entri.file, &other.file)
                    || sender.is_some()
                        && sender != named
                        && sender == self.offices.by_path(&other.file))
        };
        is_hash(&entri.hash, &file.blake3)
            && !self.files.iter().any(is_other)
            && sender
                .zip(named)
                .is_none_or(|(sender, named)| sender == named)
    }

    /// The same of an entry without a time.
    fn unread(&self, entri: &TanpaWaktu, at: usize, periode: Periode) -> bool {
        let file = &self.files[at];
        let elsewhere = folder(&entri.file).is_some_and(|own| !is_of(own, periode))
            || is_elsewhere(&entri.file, &file.file);
        let named = !entri.file.is_empty() && same_file(&entri.file, &file.file);
        let hashed = is_hash(&entri.hash, &file.blake3);
        !elsewhere && (hashed || named && entri.hash.is_empty())
    }
}

fn is_hash(entry: &str, blake3: &str) -> bool {
    entry.len() >= HASH && blake3.starts_with(entry)
}

/// Returns the period whose folder a path names.
#[must_use]
pub fn folder(path: &str) -> Option<Periode> {
    let (folders, _) = path.rsplit_once('/')?;
    folders.rsplit('/').find_map(|part| part.parse().ok())
}

/// Returns whether a folder holds files of a period.
#[must_use]
pub fn is_of(folder: Periode, periode: Periode) -> bool {
    periode.spans(&folder) || folder.spans(&periode)
}

/// Whether two paths name the folders of two periods.
fn is_elsewhere(entry: &str, file: &str) -> bool {
    folder(entry)
        .zip(folder(file))
        .is_some_and(|(entry, file)| entry != file)
}

/// Compares by the path's end: the register may name a file with or without its folder.
fn same_file(entry: &str, file: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    ends(entry, file) || ends(file, entry)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::consolidate::sample::submission;
    use crate::model::arsip::KirimanArsip;
    use crate::rules::Rules;

    const KEPALA: &str = "opd;file;hash;diterima_pada;cara\n";

    fn file(name: &str, hash: &str) -> Submission {
        let mut file = submission(name, Vec::new());
        file.blake3 = hash.to_owned();
        file
    }

    /// What the register says of some files (time, whether it is known) and at which cells it is wrong.
    fn look(
        lines: &str,
        files: &[(&str, &str)],
        (periode, arsip): (&str, &[BulanArsip]),
    ) -> (Vec<(Option<String>, bool)>, Vec<String>) {
        let rules = Rules::embedded().unwrap();
        let periode = periode.parse().unwrap();
        let offices = Offices::of_roster(&rules.roster, &periode);
        let parsed = Register::parse(&format!("{KEPALA}{lines}"), &Arc::from("p.csv"));
        let files: Vec<Submission> = files.iter().map(|(name, hash)| file(name, hash)).collect();
        let menurut = Menurut {
            periode,
            arsip,
            offices: &offices,
            tenggat: &rules.laporan.tenggat,
        };
        let found = of(&parsed.value, &files, menurut);
        let told = found.value.into_iter().map(|one| {
            let day = one.entri.map(|entri| entri.diterima.tanggal.to_string());
            (day, one.tercatat)
        });
        let places = found.diagnostics.iter().map(|one| one.at.to_string());
        (told.collect(), places.collect())
    }

    fn check(lines: &str, files: &[(&str, &str)], expected: &[(&str, bool)], places: &[&str]) {
        let (told, found) = look(lines, files, ("2026-09", &[]));
        let told: Vec<(&str, bool)> = told
            .iter()
            .map(|(day, known)| (day.as_deref().unwrap_or("-"), *known))
            .collect();
        assert_eq!(told, expected, "{lines}");
        assert_eq!(found, places, "{lines}");
    }

    #[test]
    fn the_first_receipt_counts_and_a_hash_outranks_a_name() {
        let lines = "dlh;dlh.xlsx;00ab12cd;2026-10-13;\n\
             dlh;2026-09/dlh.xlsx;00ab12cd;2026-10-09;\n\
             dlh;dlh lama.xlsx;;2026-10-01;\n";
        check(
            lines,
            &[("dlh.xlsx", "00ab12cd99")],
            &[("2026-10-09", true)],
            &[],
        );
        check(lines, &[("dlh.xlsx", "ffffffff")], &[("-", false)], &[]);
        check(
            lines,
            &[("sub/dlh lama.xlsx", "ffffffff")],
            &[("2026-10-01", true)],
            &[],
        );
        // The file has another name by now.
        check(
            lines,
            &[("RFK.xlsx", "00ab12cd99")],
            &[("2026-10-09", true)],
            &[],
        );
    }

    #[test]
    fn an_estimate_loses_against_any_other_line() {
        let files = [("a.xlsx", "00ab12cd99")];
        for typed in [
            "dlh;a.xlsx;;2026-10-20;surel\n",
            "dlh;a.xlsx;00ab12cd;2026-10-20;surel\n",
        ] {
            let lines = format!("dlh;a.xlsx;00ab12cd99;2026-10-01;perkiraan\n{typed}");
            check(&lines, &files, &[("2026-10-20", true)], &[]);
        }
        // A line that can't be read is still the analyst's: no estimate stands in for it.
        let lines = "dlh;a.xlsx;;31/02/2026;surel\ndlh;a.xlsx;00ab12cd99;2026-10-01;perkiraan\n";
        check(lines, &files, &[("-", true)], &[]);
        check("dlh;a.xlsx;;besok;surel\n", &files, &[("-", true)], &[]);
        check("dlh;b.xlsx;;besok;surel\n", &files, &[("-", false)], &[]);
    }

    #[test]
    fn the_same_bytes_of_two_offices_have_two_receipts() {
        let files = [
            ("RFK BARU disarpus.xlsx", "00ab12cd99"),
            ("RFK MATESIH.xlsx", "00ab12cd99"),
        ];
        let own = "kec-matesih;2026-09/RFK MATESIH.xlsx;;2026-10-15;surel\n";
        let other = "disarpus;2026-09/RFK BARU disarpus.xlsx;00ab12cd99;2026-10-16;surel\n";
        let both = [("2026-10-16", true), ("2026-10-15", true)];
        check(&format!("{own}{other}"), &files, &both, &[]);
        check(other, &files, &[("2026-10-16", true), ("-", false)], &[]);
        // Whatever the file of the other office was called: by the office of the line.
        let renamed = "disarpus;lama.xlsx;00ab12cd99;2026-10-16;surel\n";
        check(renamed, &files, &[("2026-10-16", true), ("-", false)], &[]);
    }

    #[test]
    fn a_date_far_outside_of_the_period_is_a_finding() {
        let files = [("RFK.xlsx", "00ab12cd99")];
        for bad in ["2062-10-09", "2026-08-31", "2016-10-09"] {
            let lines = format!("setwan;2026-09/RFK.xlsx;;{bad};surel\n");
            check(&lines, &files, &[("-", true)], &["p.csv › D2"]);
        }
        check(
            "setwan;RFK.xlsx;;2062-10-09;\n",
            &files,
            &[("-", true)],
            &["p.csv › D2"],
        );
        let bytes = "setwan;RFK.xlsx;00ab12cd99;2026-08-05;surel\n";
        check(bytes, &files, &[("-", true)], &["p.csv › D2"]);
        // Another file's, an earlier month's of the same name.
        check("setwan;x.xlsx;;2062-10-09;\n", &files, &[("-", false)], &[]);
        check(
            "setwan;RFK.xlsx;;2026-08-05;\n",
            &files,
            &[("-", false)],
            &[],
        );
        // Mended by another line.
        let mended = "setwan;RFK.xlsx;;2062-10-09;\nsetwan;RFK.xlsx;;2026-10-09;\n";
        check(mended, &files, &[("2026-10-09", true)], &[]);
        // The time of a file may be anything: it is no slip of a pen.
        check(
            "setwan;2026-09/RFK.xlsx;00ab12cd99;1980-01-01;perkiraan\n",
            &files,
            &[("-", true)],
            &[],
        );
    }

    #[test]
    fn a_name_of_every_month_is_told_apart_by_folder_and_time() {
        let lines = "dlh;2026-07/RFK.xlsx;;2026-08-05;\n\
             dlh;RFK.xlsx;;2026-09-04;\n\
             dlh;RFK.xlsx;;2026-10-06;\n";
        let day = |periode: &str| {
            let files = [("RFK.xlsx", "ffffffff")];
            look(lines, &files, (periode, &[])).0[0].0.clone()
        };
        assert_eq!(day("2026-07").as_deref(), Some("2026-08-05"));
        assert_eq!(day("2026-08").as_deref(), Some("2026-09-04"));
        assert_eq!(day("2026-09").as_deref(), Some("2026-10-06"));
        assert_eq!(day("2026-10"), None);
    }

    #[test]
    fn bytes_that_came_for_another_month_came_for_no_other() {
        let kiriman = |diterima: &str| KirimanArsip {
            opd: Arc::from("dlh"),
            nama: Arc::from("DLH"),
            status: Arc::from("tepat_waktu"),
            diterima: Some(Arc::from(diterima)),
            perkiraan: false,
            tenggat: None,
            hari_terlambat: None,
            revisi: 0,
            errors: 0,
            warnings: 0,
            blake3: vec!["00ab12cd99".to_owned()],
        };
        let known = |line: &str, diterima: &str, periode: &str| {
            let july = BulanArsip {
                periode: Periode::month(2026, 7),
                baris: Vec::new(),
                kiriman: vec![kiriman(diterima)],
                hash: String::new(),
            };
            let files = [("a.xlsx", "00ab12cd99")];
            look(line, &files, (periode, &[july])).0[0].1
        };
        let plain = "dlh;a.xlsx;00ab12cd;2026-08-05 10:00;\n";
        assert!(!known(plain, "2026-08-05T10:00:00", "2026-08"));
        assert!(known(plain, "2026-08-05T10:00:00", "2026-07"));
        // It was entered after what counted for July.
        assert!(known(plain, "2026-08-01", "2026-08"));
        let july = "dlh;2026-07/a.xlsx;00ab12cd;2026-08-05 10:00;\n";
        assert!(!known(july, "2026-08-01", "2026-08"));
        // Sent again, and entered in the folder of its month with whatever time.
        let august = "dlh;2026-08/a.xlsx;00ab12cd;2026-08-05 10:00;\n";
        assert!(known(august, "2026-08-05T10:00:00", "2026-08"));
    }
}
