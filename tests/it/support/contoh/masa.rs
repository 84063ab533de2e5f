//! The period as the forms write it.

use super::catalogue::Office;

#[derive(Clone, Copy, Debug)]
pub struct Masa {
    /// `SEPTEMBER`
    pub bulan: &'static str,
    /// `30 September 2026`
    pub tanggal: &'static str,
    /// The day on which a report of this month is signed.
    pub tanda: &'static str,
}

pub const SEPTEMBER: Masa = Masa {
    bulan: "SEPTEMBER",
    tanggal: "30 September 2026",
    tanda: "5 Oktober 2026",
};

/// What the file of the wrong month says.
pub const AGUSTUS: Masa = Masa {
    bulan: "AGUSTUS",
    tanggal: "31 Agustus 2026",
    tanda: "4 September 2026",
};

pub const JULI: Masa = Masa {
    bulan: "JULI",
    tanggal: "31 Juli 2026",
    tanda: "5 Agustus 2026",
};

pub const JUNI: Masa = Masa {
    bulan: "JUNI",
    tanggal: "30 Juni 2026",
    tanda: "3 Juli 2026",
};

/// Returns the month as a sentence writes it: `September`.
#[must_use]
pub fn capital(masa: &Masa) -> String {
    let (first, rest) = masa.bulan.split_at(1);
    format!("{first}{}", rest.to_lowercase())
}

/// Returns the office's name as titles write it.
#[must_use]
pub fn upper(office: &Office) -> String {
    office.nama.to_uppercase()
}

/// Returns the name with the secretariat behind a bagian's.
#[must_use]
pub fn with_parent(office: &Office) -> String {
    if office.is_bagian() {
        format!("{} SETDA KABUPATEN KARANGANYAR", upper(office))
    } else {
        format!("{} KABUPATEN KARANGANYAR", upper(office))
    }
}
