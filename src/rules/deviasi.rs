//! The thresholds of the flags, each with its basis, checked when loaded.

mod berkas;
mod kontrak;

pub use kontrak::{
    BelumKontrak, Hps, KataKontrak, LewatKontrak, LewatTahun, NilaiKontrak, Paling, Pelunasan,
    Pita, UangMuka,
};

use berkas::Berkas;

/// The basis of a threshold, printed beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dasar {
    pub teks: String,
    /// Whether somebody has held the threshold against its source.
    pub dicek: bool,
}

/// Bounds of the zones in percentage points; each zone begins strictly below its bound.
#[derive(Clone, Debug, Default)]
pub struct AmbangZona {
    pub kuning: f64,
    pub oranye: f64,
    pub merah: f64,
    pub dasar: Dasar,
}

/// Lateness in percentage points beyond which a contract is in a state; `batas_periode` parts the two periods.
#[derive(Clone, Debug, Default)]
pub struct AmbangKontrak {
    pub periode_1: f64,
    pub periode_2: f64,
    pub dasar: Dasar,
}

/// A single threshold.
#[derive(Clone, Debug, Default)]
pub struct Batas {
    pub nilai: f64,
    pub dasar: Dasar,
}

/// Every threshold of the flags.
#[derive(Clone, Debug, Default)]
pub struct AmbangDeviasi {
    pub toleransi: f64,
    pub zona: AmbangZona,
    /// The planned progress in percent from which the second period counts.
    pub batas_periode: f64,
    pub kritis: AmbangKontrak,
    pub peringatan_dini: AmbangKontrak,
    pub fisik_terendah: Batas,
    pub fisik_tertinggi: Batas,
    /// In rupiah.
    pub pagu_terlampaui: Batas,
    pub keuangan_mendahului: Batas,
    /// The fewest rows that make a copy.
    pub baris_disalin: usize,
    pub desimal_disalin: i32,
    pub dasar_disalin: Dasar,
    pub permasalahan_kosong: Batas,
    /// In percent of the pagu.
    pub target_keuangan_tertinggi: Batas,
    pub kata_kontrak: KataKontrak,
    pub uang_muka: UangMuka,
    pub pelunasan: Pelunasan,
    pub lewat_kontrak: LewatKontrak,
    pub belum_kontrak: BelumKontrak,
    pub lewat_tahun: LewatTahun,
    pub nilai_kontrak: NilaiKontrak,
    pub hps: Hps,
    /// The fewest rows of one code that are a duplicate.
    pub baris_kode_ganda: usize,
    pub dasar_kode_ganda: Dasar,
    /// In percent of the pagu.
    pub laporan_sebagian: Batas,
}

impl AmbangDeviasi {
    /// Parses the thresholds and adds every fault found to `faults`.
    pub fn parse(text: &str, faults: &mut Vec<String>) -> Self {
        let berkas: Berkas = match toml::from_str(text) {
            Ok(berkas) => berkas,
            Err(error) => {
                faults.push(format!("deviasi.toml: {error}"));
                return Self::default();
            }
        };
        berkas.check(faults);
        let dasar = |teks: &str, dicek: bool| Dasar {
            teks: teks.to_owned(),
            dicek,
        };
        let (zona, kritis, dini, fisik) = (
            &berkas.zona,
            &berkas.kontrak_kritis,
            &berkas.peringatan_dini,
            &berkas.fisik,
        );
        let fisik_dasar = dasar(&fisik.dasar, fisik.dasar_dicek);
        Self {
            toleransi: berkas.toleransi,
            zona: AmbangZona {
                kuning: zona.kuning_di_bawah,
                oranye: zona.oranye_di_bawah,
                merah: zona.merah_di_bawah,
                dasar: dasar(&zona.dasar, zona.dasar_dicek),
            },
            batas_periode: kritis.batas_periode,
            kritis: AmbangKontrak {
                periode_1: kritis.terlambat_periode_1,
                periode_2: kritis.terlambat_periode_2,
                dasar: dasar(&kritis.dasar, kritis.dasar_dicek),
            },
            peringatan_dini: AmbangKontrak {
                periode_1: dini.terlambat_periode_1,
                periode_2: dini.terlambat_periode_2,
                dasar: dasar(&dini.dasar, dini.dasar_dicek),
            },
            fisik_terendah: Batas {
                nilai: fisik.paling_rendah,
                dasar: fisik_dasar.clone(),
            },
            fisik_tertinggi: Batas {
                nilai: fisik.paling_tinggi,
                dasar: fisik_dasar,
            },
            pagu_terlampaui: Batas {
                nilai: berkas.pagu_terlampaui.lebih_dari_rp,
                dasar: dasar(
                    &berkas.pagu_terlampaui.dasar,
                    berkas.pagu_terlampaui.dasar_dicek,
                ),
            },
            keuangan_mendahului: Batas {
                nilai: berkas.keuangan_mendahului.selisih,
                dasar: dasar(
                    &berkas.keuangan_mendahului.dasar,
                    berkas.keuangan_mendahului.dasar_dicek,
                ),
            },
            baris_disalin: berkas.fisik_disalin.baris,
            desimal_disalin: berkas.fisik_disalin.desimal,
            dasar_disalin: dasar(
                &berkas.fisik_disalin.dasar,
                berkas.fisik_disalin.dasar_dicek,
            ),
            permasalahan_kosong: Batas {
                nilai: berkas.permasalahan_kosong.deviasi_di_bawah,
                dasar: dasar(
                    &berkas.permasalahan_kosong.dasar,
                    berkas.permasalahan_kosong.dasar_dicek,
                ),
            },
            target_keuangan_tertinggi: Batas {
                nilai: berkas.keuangan.target_paling_tinggi_pct,
                dasar: dasar(&berkas.keuangan.dasar, berkas.keuangan.dasar_dicek),
            },
            baris_kode_ganda: berkas.kode_ganda.baris,
            dasar_kode_ganda: dasar(&berkas.kode_ganda.dasar, berkas.kode_ganda.dasar_dicek),
            laporan_sebagian: Batas {
                nilai: berkas.laporan_sebagian.pagu_pct,
                dasar: dasar(
                    &berkas.laporan_sebagian.dasar,
                    berkas.laporan_sebagian.dasar_dicek,
                ),
            },
            kata_kontrak: berkas.kontrak,
            uang_muka: berkas.uang_muka,
            pelunasan: berkas.pelunasan,
            lewat_kontrak: berkas.lewat_kontrak,
            belum_kontrak: berkas.belum_kontrak,
            lewat_tahun: berkas.lewat_tahun,
            nilai_kontrak: berkas.nilai_kontrak,
            hps: berkas.hps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_out_of_order_are_all_named() {
        let text = include_str!("deviasi.toml")
            .replace("oranye_di_bawah = -5.0", "oranye_di_bawah = -11.0")
            .replace("batas_periode = 70.0", "batas_periode = 170.0")
            .replace("terlambat_periode_2 = 2.5", "terlambat_periode_2 = 6.0")
            .replace("baris = 5", "baris = 1")
            .replace("sampai_rp = 2500000000.0", "sampai_rp = 1.0")
            .replace("bulan = 9", "bulan = 13")
            .replace("\"padat karya\"", "\"Padat Karya\"")
            .replace("di_bawah_pct = 80.0", "di_bawah_pct = 180.0")
            .replace("kesempatan_hari = 50", "kesempatan_hari = -1");
        let mut faults = Vec::new();
        AmbangDeviasi::parse(&text, &mut faults);
        assert_eq!(faults.len(), 9, "{faults:#?}");
    }

    #[test]
    fn an_unknown_key_is_a_fault() {
        let mut faults = Vec::new();
        AmbangDeviasi::parse("tolerensi = 1", &mut faults);
        assert_eq!(faults.len(), 1);
    }
}
