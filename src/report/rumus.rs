//! Formulas over the ranges of the sheet Data, by name: the same in every sheet, computed alike by Excel and by `LibreOffice`.

/// Names of the columns of Data that formulas use.
pub(super) const NO: &str = "d_no";
pub(super) const OPD: &str = "d_opd";
pub(super) const KELOMPOK: &str = "d_kelompok";
pub(super) const KONSTRUKSI: &str = "d_konstruksi";
pub(super) const JENIS: &str = "d_jenis";
pub(super) const TELAAH: &str = "d_telaah";
pub(super) const BAGIAN: &str = "d_bagian";
pub(super) const PAGU: &str = "d_pagu";
pub(super) const TARGET: &str = "d_target_keuangan";
pub(super) const REALISASI: &str = "d_realisasi_keuangan";
pub(super) const TARGET_FISIK: &str = "d_target_fisik";
pub(super) const REALISASI_FISIK: &str = "d_realisasi_fisik";
pub(super) const DANA: &str = "d_sumber_dana";
pub(super) const STRATEGIS: &str = "d_strategis";
pub(super) const NILAI_KONTRAK: &str = "d_nilai_kontrak";
pub(super) const MULAI: &str = "d_mulai";
pub(super) const SELESAI: &str = "d_selesai";

/// A set of the rows of Data: each condition is a column's name and what it equals (a cell, or a quoted word of ours).
#[derive(Clone, Debug, Default)]
pub(super) struct Saring(Vec<(&'static str, String)>);

impl Saring {
    /// All rows.
    pub(super) fn semua() -> Self {
        Self::default()
    }

    pub(super) fn dan(mut self, column: &'static str, equals: impl Into<String>) -> Self {
        self.0.push((column, equals.into()));
        self
    }

    /// Adds the condition that a column equals a word, which must be one of our constants.
    pub(super) fn kata(self, column: &'static str, word: &str) -> Self {
        self.dan(column, format!("\"{word}\""))
    }

    fn mask(&self) -> String {
        let conditions = self.0.iter();
        let conditions: Vec<String> = conditions
            .map(|(column, equals)| format!("({column}={equals})*"))
            .collect();
        conditions.concat()
    }

    fn pairs(&self) -> String {
        let conditions = self.0.iter();
        let conditions: Vec<String> = conditions
            .map(|(column, equals)| format!("{column},{equals},"))
            .collect();
        conditions.concat()
    }

    /// Number of rows; all of them where there is no condition.
    pub(super) fn banyak(&self) -> String {
        if self.0.is_empty() {
            return format!("COUNT({NO})");
        }
        format!("COUNTIFS({})", self.pairs().trim_end_matches(','))
    }

    /// Sum of a money column, blank where no row states it.
    pub(super) fn jumlah(&self, column: &str) -> String {
        if self.0.is_empty() {
            return format!("IF(COUNT({column})=0,\"\",SUM({column}))");
        }
        let pairs = self.pairs();
        format!(
            "IF(COUNTIFS({pairs}{column},\"<>\")=0,\"\",SUMIFS({column},{}))",
            pairs.trim_end_matches(',')
        )
    }

    /// Mean of a percentage weighted by pagu over the rows that state it, blank where none does.
    pub(super) fn tertimbang(&self, column: &str) -> String {
        let mask = format!("{}({PAGU}>0)*ISNUMBER({column})", self.mask());
        format!("IFERROR(SUMPRODUCT({mask},{PAGU},{column})/SUMPRODUCT({mask},{PAGU}),\"\")")
    }

    /// Target keuangan in percent of the pagu of the rows that state it.
    pub(super) fn target_keuangan(&self) -> String {
        let mask = format!("{}({PAGU}>0)*ISNUMBER({TARGET})", self.mask());
        format!("IFERROR(SUMPRODUCT({mask},{TARGET})/SUMPRODUCT({mask},{PAGU})*100,\"\")")
    }

    /// Deviasi fisik over the rows that have both sides.
    pub(super) fn deviasi_fisik(&self) -> String {
        let mask = format!(
            "{}({PAGU}>0)*ISNUMBER({TARGET_FISIK})*ISNUMBER({REALISASI_FISIK})",
            self.mask()
        );
        format!(
            "IFERROR(SUMPRODUCT({mask},{PAGU},{REALISASI_FISIK}-{TARGET_FISIK})/SUMPRODUCT({mask},{PAGU}),\"\")"
        )
    }

    /// Share of the pagu whose rows state all of some columns, in percent; 0 where none does, blank without any pagu.
    pub(super) fn cakupan(&self, columns: &[&str]) -> String {
        let whole = format!("{}({PAGU}>0)", self.mask());
        let stated: Vec<String> = columns.iter().map(|c| format!("*ISNUMBER({c})")).collect();
        let stated = stated.concat();
        let any = self.jumlah(PAGU);
        format!(
            "IF({any}=\"\",\"\",IFERROR(SUMPRODUCT({whole}{stated},{PAGU})/SUMPRODUCT({whole}*1,{PAGU})*100,0))"
        )
    }

    /// Deviasi keuangan, in percent of pagu, over the rows that have both sides.
    pub(super) fn deviasi_keuangan(&self) -> String {
        let mask = format!(
            "{}({PAGU}>0)*ISNUMBER({TARGET})*ISNUMBER({REALISASI})",
            self.mask()
        );
        format!(
            "IFERROR(SUMPRODUCT({mask},{REALISASI}-{TARGET})/SUMPRODUCT({mask},{PAGU})*100,\"\")"
        )
    }
}

impl Saring {
    /// SPI of the contracts together: Σ(contract × fisik) / Σ(contract × rencana) over those that state both.
    pub(super) fn spi(&self) -> String {
        let mask = format!(
            "{}ISNUMBER({NILAI_KONTRAK})*ISNUMBER({TARGET_FISIK})*ISNUMBER({REALISASI_FISIK})",
            self.mask()
        );
        format!(
            "IFERROR(SUMPRODUCT({mask},{NILAI_KONTRAK},{REALISASI_FISIK})/SUMPRODUCT({mask},{NILAI_KONTRAK},{TARGET_FISIK}),\"\")"
        )
    }

    /// CPI of the contracts together: Σ(contract × fisik) / Σ keuangan over those that state both.
    pub(super) fn cpi(&self) -> String {
        let mask = format!(
            "{}ISNUMBER({NILAI_KONTRAK})*ISNUMBER({REALISASI})*ISNUMBER({REALISASI_FISIK})",
            self.mask()
        );
        format!(
            "IFERROR(IF(SUMPRODUCT({mask},{REALISASI})<=0,\"\",SUMPRODUCT({mask},{NILAI_KONTRAK},{REALISASI_FISIK})/SUMPRODUCT({mask},{REALISASI})/100),\"\")"
        )
    }
}

/// SPI of a contract: fisik over rencana, blank without either.
pub(super) fn spi(fisik: &str, rencana: &str) -> String {
    format!("IF(OR({fisik}=\"\",N({rencana})<=0),\"\",{fisik}/{rencana})")
}

/// CPI of a contract: fisik over keuangan in percent of the contract, blank without any of them.
pub(super) fn cpi(fisik: &str, keuangan_pct: &str) -> String {
    format!("IF(OR({fisik}=\"\",N({keuangan_pct})<=0),\"\",{fisik}/{keuangan_pct})")
}

/// A part in percent of a whole, blank without either.
pub(super) fn persen(part: &str, whole: &str) -> String {
    format!("IF(OR({part}=\"\",N({whole})<=0),\"\",{part}/{whole}*100)")
}

/// A percentage weighted by bobot.
pub(super) fn ttb(bobot: &str, value: &str) -> String {
    format!("IF(OR({bobot}=\"\",{value}=\"\"),\"\",{bobot}*{value}/100)")
}

/// Pagu − realisasi.
pub(super) fn sisa(pagu: &str, realisasi: &str) -> String {
    format!("IF({pagu}=\"\",\"\",{pagu}-N({realisasi}))")
}

/// Sum of cells of which some may be blank.
pub(super) fn jumlah_sel(cells: &str) -> String {
    format!("IF(COUNT({cells})=0,\"\",SUM({cells}))")
}

/// Difference in percentage points, blank without either side.
pub(super) fn selisih(left: &str, right: &str) -> String {
    format!("IF(OR({left}=\"\",{right}=\"\"),\"\",{left}-{right})")
}

/// Difference of two amounts in percent of a third, blank where one is.
pub(super) fn selisih_dari(left: &str, right: &str, whole: &str) -> String {
    format!(
        "IF(OR({left}=\"\",{right}=\"\",N({whole})<=0),\"\",({left}/{whole}-{right}/{whole})*100)"
    )
}

/// The rank of a figure among those of a range, the greatest first; blank where it is.
pub(super) fn peringkat(own: &str, among: &str) -> String {
    format!("IF({own}=\"\",\"\",1+SUMPRODUCT(ISNUMBER({among})*({among}>{own})))")
}

/// The place of an activity in Data, found by its number, so that sorting Data changes nothing.
pub(super) fn tempat(leaf: usize) -> String {
    format!("MATCH({},{NO},0)", leaf + 1)
}

/// Sum of a column of Data over some activities; `None` for more of them than a formula may name.
pub(super) fn jumlah_dari(column: &str, leaves: &[usize]) -> Option<String> {
    const MOST: usize = 1_000;
    if leaves.is_empty() || leaves.len() > MOST {
        return None;
    }
    let numbers: Vec<String> = leaves.iter().map(|leaf| (leaf + 1).to_string()).collect();
    let numbers = numbers.join(",");
    Some(format!(
        "SUMPRODUCT(ISNUMBER(MATCH({NO},{{{numbers}}},0))*1,{column})"
    ))
}

/// The cell of a column of Data at a place, blank where it is.
pub(super) fn ambil(column: &str, place: &str) -> String {
    format!("IF(INDEX({column},{place})=\"\",\"\",INDEX({column},{place}))")
}

/// The cell of a column of Data at a place in percent of a whole, blank without either.
pub(super) fn persen_dari(column: &str, place: &str, whole: &str) -> String {
    format!(
        "IF(OR(INDEX({column},{place})=\"\",N({whole})<=0),\"\",INDEX({column},{place})/{whole}*100)"
    )
}
