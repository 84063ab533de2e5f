//! When each office reported, month by month of the year: this period beside the archived ones (DOMAIN §1.5).

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::kepatuhan::{Kepatuhan, Status};
use super::office::Kelompok;
use super::{Konsolidasi, RekapOpd};
use crate::model::arsip::{BulanArsip, KirimanArsip};
use crate::model::periode::Periode;

/// Months of a year.
pub const BULAN: usize = 12;

/// What stands for an office in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kirim {
    /// Nothing is known: the month isn't archived, or still lies ahead.
    #[default]
    TidakTercatat,
    /// The office was not to report.
    TidakWajib,
    BelumMasuk,
    Ditolak,
    Masuk {
        /// `None` where no time of receipt is known.
        diterima: Option<Date>,
        terlambat: bool,
        /// Whether the time is the file's own.
        perkiraan: bool,
        /// Whether the office is to mend something.
        perbaikan: bool,
        /// Whether it had until later than the others.
        diperpanjang: bool,
    },
}

/// An office with its year.
#[derive(Clone, Debug, PartialEq)]
pub struct BarisMatriks {
    pub nama: Arc<str>,
    /// `None` for an office that reported earlier in the year and is no longer to.
    pub kelompok: Option<Kelompok>,
    /// January first.
    pub bulan: [Kirim; BULAN],
    /// Revisions over the year.
    pub revisi: usize,
}

/// The year up to a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matriks {
    /// By when offices were to report, extensions apart; `None` where it isn't known.
    pub tenggat: [Option<Date>; BULAN],
    /// Which months are known.
    pub tercatat: [bool; BULAN],
    /// The number of the period's own month, from 0.
    pub kini: Option<usize>,
    /// In printing order, those no longer to report last.
    pub baris: Vec<BarisMatriks>,
}

impl BarisMatriks {
    fn count(&self, is: impl Fn(&Kirim) -> bool) -> usize {
        self.bulan.iter().filter(|kirim| is(kirim)).count()
    }

    /// Returns of how many known months it was to report.
    #[must_use]
    pub fn wajib(&self) -> usize {
        self.count(|kirim| !matches!(kirim, Kirim::TidakTercatat | Kirim::TidakWajib))
    }

    /// Returns how many accepted reports there are.
    #[must_use]
    pub fn masuk(&self) -> usize {
        self.count(|kirim| matches!(kirim, Kirim::Masuk { .. }))
    }

    #[must_use]
    pub fn terlambat(&self) -> usize {
        self.count(|kirim| {
            matches!(
                kirim,
                Kirim::Masuk {
                    terlambat: true,
                    ..
                }
            )
        })
    }

    /// Returns how many accepted reports have a time of receipt.
    #[must_use]
    pub fn berwaktu(&self) -> usize {
        self.count(|kirim| {
            matches!(
                kirim,
                Kirim::Masuk {
                    diterima: Some(_),
                    ..
                }
            )
        })
    }
}

/// Returns the matrix of the year of a consolidation.
#[must_use]
pub fn of(k: &Konsolidasi) -> Matriks {
    let mut matriks = Matriks {
        baris: k.opd.iter().map(blank).collect(),
        ..Matriks::default()
    };
    for bulan in k
        .arsip
        .iter()
        .filter(|bulan| bulan.periode.tahun == k.periode.tahun)
    {
        if let Some(at) = number(bulan.periode) {
            archived(&mut matriks, k, bulan, at);
        }
    }
    if let Some(at) = number(k.periode) {
        matriks.kini = Some(at);
        matriks.tercatat[at] = true;
        matriks.tenggat[at] = k.tenggat;
        for (baris, opd) in matriks.baris.iter_mut().zip(&k.opd) {
            baris.bulan[at] = now(&opd.kepatuhan);
            baris.revisi += opd.kepatuhan.revisi;
        }
        for gone in matriks.baris.iter_mut().skip(k.opd.len()) {
            gone.bulan[at] = Kirim::TidakWajib;
        }
    }
    matriks
}

fn number(periode: Periode) -> Option<usize> {
    let number = usize::from(periode.bulan?).checked_sub(1)?;
    (number < BULAN).then_some(number)
}

fn blank(opd: &RekapOpd) -> BarisMatriks {
    BarisMatriks {
        nama: Arc::clone(&opd.office.nama),
        kelompok: Some(opd.office.kelompok),
        bulan: [Kirim::default(); BULAN],
        revisi: 0,
    }
}

fn archived(matriks: &mut Matriks, k: &Konsolidasi, bulan: &BulanArsip, at: usize) {
    matriks.tercatat[at] = true;
    // Extensions only move a deadline on.
    matriks.tenggat[at] = bulan
        .kiriman
        .iter()
        .filter_map(|kiriman| kiriman.tenggat.as_deref()?.parse().ok())
        .min();
    let known: BTreeSet<&str> = k.opd.iter().map(|opd| &*opd.office.id).collect();
    let is_gone = |kiriman: &&KirimanArsip| !known.contains(&*kiriman.opd);
    for kiriman in bulan.kiriman.iter().filter(is_gone) {
        let listed = matriks.baris[k.opd.len()..]
            .iter()
            .any(|baris| baris.nama == kiriman.nama);
        if !listed {
            let mut gone = BarisMatriks {
                nama: Arc::clone(&kiriman.nama),
                kelompok: None,
                bulan: [Kirim::default(); BULAN],
                revisi: 0,
            };
            // Of earlier months it is known that it wasn't to report in them.
            for (kirim, _) in gone
                .bulan
                .iter_mut()
                .zip(&matriks.tercatat)
                .take(at)
                .filter(|(_, t)| **t)
            {
                *kirim = Kirim::TidakWajib;
            }
            matriks.baris.push(gone);
        }
    }
    let tenggat = matriks.tenggat[at];
    for (index, baris) in matriks.baris.iter_mut().enumerate() {
        let of_office = |kiriman: &&KirimanArsip| match k.opd.get(index) {
            Some(opd) => kiriman.opd == opd.office.id,
            None => kiriman.nama == baris.nama && is_gone(kiriman),
        };
        match bulan.kiriman.iter().find(of_office) {
            Some(kiriman) => {
                baris.bulan[at] = earlier(kiriman, tenggat);
                baris.revisi += kiriman.revisi;
            }
            None => baris.bulan[at] = Kirim::TidakWajib,
        }
    }
}

fn earlier(kiriman: &KirimanArsip, tenggat: Option<Date>) -> Kirim {
    let own = kiriman
        .tenggat
        .as_deref()
        .and_then(|date| date.parse().ok());
    let diperpanjang = own
        .zip(tenggat)
        .is_some_and(|(own, all): (Date, Date)| own > all);
    match status(&kiriman.status) {
        Status::BelumMasuk => Kirim::BelumMasuk,
        Status::Ditolak => Kirim::Ditolak,
        status => {
            let late = kiriman.hari_terlambat.is_some_and(|days| days > 0);
            // Archives of earlier versions hold the time of a file against an office.
            let told = kiriman
                .diterima
                .as_deref()
                .filter(|_| !late || !kiriman.perkiraan);
            let diterima = told.and_then(|at| at.get(..10)?.parse().ok());
            Kirim::Masuk {
                diterima,
                terlambat: late && !kiriman.perkiraan,
                perkiraan: kiriman.perkiraan && diterima.is_some(),
                perbaikan: status == Status::PerluPerbaikan,
                diperpanjang,
            }
        }
    }
}

/// A status by its name; one that this program doesn't know says only that a report was there.
fn status(name: &str) -> Status {
    let known = Status::ALL.into_iter().find(|status| status.name() == name);
    known.unwrap_or(Status::WaktuTidakDiketahui)
}

fn now(own: &Kepatuhan) -> Kirim {
    match own.status {
        Status::BelumMasuk => Kirim::BelumMasuk,
        Status::Ditolak => Kirim::Ditolak,
        status => Kirim::Masuk {
            diterima: own.diterima.map(|at| at.tanggal),
            terlambat: own.hari_terlambat.is_some_and(|days| days > 0),
            perkiraan: own.diterima.is_some_and(|at| at.perkiraan),
            perbaikan: status == Status::PerluPerbaikan,
            diperpanjang: own.tenggat.alasan.is_some(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consolidate::sample::{archived as month, consolidated, leaf, report};
    use crate::model::kegiatan::Jenis;

    fn kiriman(opd: &str, status: &str, diterima: Option<&str>, hari: Option<i32>) -> KirimanArsip {
        KirimanArsip {
            opd: Arc::from(opd),
            nama: Arc::from(opd),
            status: Arc::from(status),
            diterima: diterima.map(Arc::from),
            perkiraan: false,
            tenggat: Some(Arc::from("2026-08-10")),
            hari_terlambat: hari,
            revisi: 1,
            errors: 0,
            warnings: 0,
            blake3: Vec::new(),
        }
    }

    fn year() -> Konsolidasi {
        let row = leaf("Gedung", Jenis::NonFisik, (100, 50, 40), (50.0, 40.0));
        let with = |bulan: u8, kiriman: Vec<KirimanArsip>| BulanArsip {
            kiriman,
            ..month(Periode::month(2026, bulan), "dinkes", &row)
        };
        let july = vec![
            kiriman("dinkes", "terlambat", Some("2026-08-12T09:00:00"), Some(2)),
            kiriman("dlh", "ditolak", None, None),
            kiriman("kantor lama", "tepat_waktu", Some("2026-08-09"), Some(0)),
        ];
        let august = vec![
            kiriman("dinkes", "perlu_perbaikan", Some("2026-09-09"), Some(0)),
            kiriman("dlh", "belum_masuk", None, None),
        ];
        let arsip = vec![with(7, july), with(8, august)];
        consolidated(vec![report("dinkes.xlsx", "dinkes", 100)], arsip)
    }

    #[test]
    fn a_year_holds_the_archived_months_and_this_one() {
        let (k, matriks) = (year(), of(&year()));
        assert_eq!(matriks.kini, Some(8));
        assert_eq!(matriks.tercatat.iter().filter(|known| **known).count(), 3);
        let of =
            |id: &str| &matriks.baris[k.opd.iter().position(|opd| &*opd.office.id == id).unwrap()];
        let dinkes = of("dinkes");
        let received = |day: &str, terlambat, perbaikan| Kirim::Masuk {
            diterima: Some(day.parse().unwrap()),
            terlambat,
            perkiraan: false,
            perbaikan,
            diperpanjang: false,
        };
        assert_eq!(dinkes.bulan[6], received("2026-08-12", true, false));
        assert_eq!(dinkes.bulan[7], received("2026-09-09", false, true));
        assert!(matches!(
            dinkes.bulan[8],
            Kirim::Masuk { diterima: None, .. }
        ));
        assert_eq!(dinkes.bulan[5], Kirim::TidakTercatat);
        assert_eq!(
            (
                dinkes.wajib(),
                dinkes.masuk(),
                dinkes.terlambat(),
                dinkes.berwaktu(),
                dinkes.revisi
            ),
            (3, 3, 1, 2, 2)
        );
        let dlh = of("dlh");
        assert_eq!(
            dlh.bulan[6..9],
            [Kirim::Ditolak, Kirim::BelumMasuk, Kirim::BelumMasuk]
        );
        assert_eq!((dlh.wajib(), dlh.masuk()), (3, 0));
        // Not to report in the archived months.
        assert_eq!(
            of("dinsos").bulan[6..9],
            [Kirim::TidakWajib, Kirim::TidakWajib, Kirim::BelumMasuk]
        );
    }

    #[test]
    fn an_archived_lateness_by_the_time_of_a_file_is_none() {
        let told = |perkiraan, hari| {
            let one = kiriman("dinkes", "terlambat", Some("2026-08-12"), Some(hari));
            earlier(&KirimanArsip { perkiraan, ..one }, None)
        };
        let received = |kirim| match kirim {
            Kirim::Masuk {
                diterima,
                terlambat,
                perkiraan,
                ..
            } => (diterima.is_some(), terlambat, perkiraan),
            _ => (false, false, false),
        };
        assert_eq!(received(told(true, 2)), (false, false, false));
        assert_eq!(received(told(true, 0)), (true, false, true));
        assert_eq!(received(told(false, 2)), (true, true, false));
    }

    #[test]
    fn a_deadline_later_than_that_of_all_is_an_extension() {
        let own = kiriman("dinkes", "tepat_waktu", Some("2026-08-09"), Some(0));
        let extended = |all: &str| {
            let kirim = earlier(&own, Some(all.parse().unwrap()));
            matches!(
                kirim,
                Kirim::Masuk {
                    diperpanjang: true,
                    ..
                }
            )
        };
        assert!(extended("2026-08-07"));
        assert!(!extended("2026-08-10"));
    }

    #[test]
    fn an_office_that_is_gone_keeps_its_months() {
        let (k, matriks) = (year(), of(&year()));
        let gone = &matriks.baris[k.opd.len()..];
        assert_eq!(gone.len(), 1);
        assert_eq!(
            (&*gone[0].nama, gone[0].wajib(), gone[0].masuk()),
            ("kantor lama", 1, 1)
        );
        assert_eq!(gone[0].bulan[7..9], [Kirim::TidakWajib; 2]);
    }
}
