//! The file of the thresholds as it is written, and what must hold between them.

use serde::Deserialize;

use super::{
    BelumKontrak, Hps, KataKontrak, LewatKontrak, LewatTahun, NilaiKontrak, Pelunasan, UangMuka,
};

impl Berkas {
    pub(super) fn check(&self, faults: &mut Vec<String>) {
        let mut require = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("deviasi.toml: {what}"));
            }
        };
        let (zona, kritis, dini, fisik) = (
            &self.zona,
            &self.kontrak_kritis,
            &self.peringatan_dini,
            &self.fisik,
        );
        require(
            (0.0..0.001).contains(&self.toleransi),
            "toleransi harus antara 0 dan 0,001",
        );
        require(
            zona.kuning_di_bawah > zona.oranye_di_bawah
                && zona.oranye_di_bawah > zona.merah_di_bawah,
            "zona: batas kuning, oranye, merah harus makin rendah",
        );
        require(
            (0.0..=100.0).contains(&kritis.batas_periode),
            "kontrak_kritis: batas_periode harus antara 0 dan 100",
        );
        require(
            kritis.terlambat_periode_1 > 0.0 && kritis.terlambat_periode_2 > 0.0,
            "kontrak_kritis: ambang keterlambatan harus lebih dari 0",
        );
        require(
            (0.0..=kritis.terlambat_periode_1).contains(&dini.terlambat_periode_1)
                && (0.0..=kritis.terlambat_periode_2).contains(&dini.terlambat_periode_2),
            "peringatan_dini: ambang tidak boleh melebihi ambang kontrak kritis",
        );
        require(
            fisik.paling_rendah < fisik.paling_tinggi,
            "fisik: paling_rendah harus di bawah paling_tinggi",
        );
        require(
            self.pagu_terlampaui.lebih_dari_rp >= 0.0,
            "pagu_terlampaui: lebih_dari_rp tidak boleh negatif",
        );
        require(
            self.keuangan_mendahului.selisih >= 0.0,
            "keuangan_mendahului: selisih tidak boleh negatif",
        );
        require(
            self.fisik_disalin.baris >= 2,
            "fisik_disalin: baris harus paling sedikit 2",
        );
        require(
            (0..=6).contains(&self.fisik_disalin.desimal),
            "fisik_disalin: desimal harus antara 0 dan 6",
        );
        require(
            self.permasalahan_kosong.deviasi_di_bawah <= 0.0,
            "permasalahan_kosong: deviasi_di_bawah tidak boleh positif",
        );
        require(
            self.keuangan.target_paling_tinggi_pct >= 100.0,
            "keuangan: target_paling_tinggi_pct harus paling sedikit 100",
        );
        require(
            self.kode_ganda.baris >= 2,
            "kode_ganda: baris harus paling sedikit 2",
        );
        require(
            (0.0..=100.0).contains(&self.laporan_sebagian.pagu_pct),
            "laporan_sebagian: pagu_pct harus antara 0 dan 100",
        );
        let contracts = [
            self.uang_muka.syarat(),
            self.pelunasan.syarat(),
            self.lewat_kontrak.syarat(),
            self.belum_kontrak.syarat(),
            self.lewat_tahun.syarat(),
            self.nilai_kontrak.syarat(),
            self.hps.syarat(),
        ];
        for (holds, what) in contracts.into_iter().flatten() {
            require(holds, what);
        }
        let words = self.kontrak.faults();
        faults.extend(words.map(|what| format!("deviasi.toml: {what}")));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Berkas {
    pub(super) toleransi: f64,
    pub(super) zona: Zona,
    pub(super) kontrak_kritis: KontrakKritis,
    pub(super) peringatan_dini: PeringatanDini,
    pub(super) fisik: Fisik,
    pub(super) pagu_terlampaui: PaguTerlampaui,
    pub(super) keuangan_mendahului: KeuanganMendahului,
    pub(super) fisik_disalin: FisikDisalin,
    pub(super) permasalahan_kosong: PermasalahanKosong,
    pub(super) keuangan: Keuangan,
    pub(super) kontrak: KataKontrak,
    pub(super) uang_muka: UangMuka,
    pub(super) pelunasan: Pelunasan,
    pub(super) lewat_kontrak: LewatKontrak,
    pub(super) belum_kontrak: BelumKontrak,
    pub(super) lewat_tahun: LewatTahun,
    pub(super) nilai_kontrak: NilaiKontrak,
    pub(super) hps: Hps,
    pub(super) kode_ganda: KodeGanda,
    pub(super) laporan_sebagian: LaporanSebagian,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keuangan {
    pub(super) target_paling_tinggi_pct: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KodeGanda {
    pub(super) baris: usize,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LaporanSebagian {
    pub(super) pagu_pct: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zona {
    pub(super) kuning_di_bawah: f64,
    pub(super) oranye_di_bawah: f64,
    pub(super) merah_di_bawah: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KontrakKritis {
    pub(super) batas_periode: f64,
    pub(super) terlambat_periode_1: f64,
    pub(super) terlambat_periode_2: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeringatanDini {
    pub(super) terlambat_periode_1: f64,
    pub(super) terlambat_periode_2: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fisik {
    pub(super) paling_rendah: f64,
    pub(super) paling_tinggi: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaguTerlampaui {
    pub(super) lebih_dari_rp: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeuanganMendahului {
    pub(super) selisih: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FisikDisalin {
    pub(super) baris: usize,
    pub(super) desimal: i32,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PermasalahanKosong {
    pub(super) deviasi_di_bawah: f64,
    pub(super) dasar: String,
    pub(super) dasar_dicek: bool,
}
