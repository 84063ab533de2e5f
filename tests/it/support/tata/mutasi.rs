//! The mutations by name: what each belongs to, which exclude each other, and what the reader owes them.

/// What the reader owes a case with this mutation (codes: one of them must appear).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owed {
    /// The exact numbers, and no warning or error.
    Clean,
    /// The exact numbers; these warnings state a real guess and may stand.
    May(&'static [&'static str]),
    /// The exact numbers, and the guess or the unusual thing stated.
    Must(&'static [&'static str]),
    /// A defect: found, and the exact numbers of the leaves counted.
    Found(&'static [&'static str]),
    /// A defect: found, and the table quarantined.
    Quarantine(&'static [&'static str]),
    /// A defect: found; quarantined, or counted exactly.
    Either(&'static [&'static str]),
    /// An ambiguity: settled by arithmetic and counted exactly, or found and quarantined.
    Settled(&'static [&'static str]),
    /// Nothing of the file counts.
    Nothing(&'static [&'static str]),
}

impl Owed {
    pub(crate) fn is_defect(self) -> bool {
        matches!(
            self,
            Self::Found(_)
                | Self::Quarantine(_)
                | Self::Either(_)
                | Self::Settled(_)
                | Self::Nothing(_)
        )
    }
}

/// Mutations of one slot exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Bawah,
    Buku,
    Cacat,
    Dana,
    Ekor,
    Fisik,
    Gabung,
    Gaya,
    Induk,
    Isi,
    Kata,
    Kepala,
    Kiri,
    Kum,
    Metode,
    Nomor,
    Opd,
    Pagu,
    Periode,
    Persen,
    Samping,
    Sela,
    Sembunyi,
    Span,
    Tahun,
    Tingkat,
    Total,
    Uang,
    Urut,
}

macro_rules! mutations {
    ($($id:ident $point:literal $slot:ident $owed:expr;)*) => {
        /// A named change of a form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum M { $($id),* }

        impl M {
            pub(crate) const ALL: &[Self] = &[$(Self::$id),*];

            /// Returns the point of the order that it belongs to (1 header, 2 sheets, 3 rows, 4 values, 5 identity, 6 defects).
            pub(crate) const fn point(self) -> u8 {
                match self { $(Self::$id => $point),* }
            }

            pub(crate) const fn slot(self) -> Slot {
                match self { $(Self::$id => Slot::$slot),* }
            }

            pub(crate) const fn owed(self) -> Owed {
                use Owed::{Clean, Either, Found, May, Must, Nothing, Quarantine, Settled};
                match self { $(Self::$id => $owed),* }
            }
        }
    };
}

mutations! {
    Kepala1 1 Kepala Clean;
    Kepala2 1 Kepala Clean;
    Kepala3 1 Kepala Clean;
    Kepala4 1 Kepala Clean;
    Kepala5 1 Kepala Clean;
    TanpaGabung 1 Gabung Clean;
    SetengahGabung 1 Gabung Clean;
    NomorAngka 1 Nomor Clean;
    NomorKurung 1 Nomor Clean;
    NomorHuruf 1 Nomor Clean;
    NomorHurufKurung 1 Nomor Clean;
    NomorCabang 1 Nomor Clean;
    NomorRumus 1 Nomor Clean;
    NomorNol 1 Nomor Clean;
    NomorTukar 1 Nomor Clean;
    KumTtb 1 Kum Clean;
    KumTtbPolos 1 Kum Clean;
    LaluIniSd 1 Span Clean;
    LaluIni 1 Span Must(&["H209"]);
    SdSaja 1 Span Clean;
    IniSaja 1 Span Quarantine(&["H210"]);
    FisikDulu 1 Urut Clean;
    FisikRupiah 1 Fisik Clean;
    Pergeseran 1 Pagu Clean;
    PerubahanTiga 1 Pagu Clean;
    DanaKolom 1 Dana Clean;
    DanaPasangan 1 Dana Clean;
    MetodePasang 1 Metode Clean;
    BulanKolom 1 Tahun Clean;
    DuaTahun 1 Tahun Clean;
    TriwulanKolom 1 Tahun Clean;
    IndikatorKolom 1 Ekor Clean;
    MulaiB 1 Kiri Clean;
    MulaiC 1 Kiri Clean;
    BarisDalam 1 Kiri Clean;
    KolomSela 1 Sela Clean;
    KolomTersembunyi 1 Sembunyi Clean;
    BarisTersembunyi 1 Sembunyi Clean;
    KataLangka 1 Kata Clean;
    KepalaSalahKetik 1 Kata May(&["H204"]);
    KepalaPatah 1 Kata Clean;

    Rekap 2 Samping Clean;
    Pengantar 2 Samping Clean;
    Rak 2 Samping Clean;
    BulanGrup 2 Samping Clean;
    FisKeu 2 Samping Clean;
    BulanBaris 2 Samping Clean;
    Paket 2 Samping Clean;
    SisaTender 2 Samping Clean;
    Masalah 2 Samping Clean;
    Templat 2 Samping Clean;
    Lampiran 2 Samping Clean;
    BanyakOpd 2 Buku Clean;
    PerBidang 2 Buku Clean;
    BulanLembar 2 Buku Clean;
    Bertumpuk 2 Buku Clean;
    Salinan 2 Buku Must(&["S103"]);
    Saringan 2 Buku Must(&["S103"]);
    SalinanTersembunyi 2 Buku Must(&["S102", "S103"]);
    VersiTersembunyi 2 Buku Must(&["S102"]);
    HanyaTersembunyi 2 Buku Must(&["S102"]);
    TabelKedua 2 Bawah Clean;
    AngkaLiar 2 Bawah May(&["R404"]);

    KodeDua 3 Tingkat Clean;
    KodePecah 3 Tingkat Clean;
    KodeLekat 3 Tingkat Clean;
    KataTingkat 3 Tingkat Clean;
    KolomTingkat 3 Tingkat Clean;
    NomorAbjad 3 Tingkat Clean;
    NomorRomawi 3 Tingkat Clean;
    NomorTitik 3 Tingkat Clean;
    IndenSel 3 Tingkat May(&["R412"]);
    IndenSpasi 3 Tingkat May(&["R412"]);
    NamaGeser 3 Tingkat May(&["R412"]);
    Tebal 3 Tingkat May(&["R412"]);
    JumlahSaja 3 Tingkat May(&["R412"]);
    Datar 3 Tingkat Clean;
    RekeningDaun 3 Tingkat Clean;
    PaketDaun 3 Tingkat Clean;
    IndukKosong 3 Induk Clean;
    IndukUang 3 Induk Clean;
    FisikDiInduk 3 Induk Clean;
    DaunDangkal 3 Induk Clean;
    TotalAtas 3 Total Clean;
    TotalAneh 3 Total Clean;
    TotalTanpaLabel 3 Total May(&["R404"]);
    TotalTiada 3 Total Clean;
    SubTotal 3 Total Clean;
    DaunJumlah 3 Isi Clean;
    DaunTotal 3 Isi Clean;
    DaunNol 3 Isi Clean;
    Kelurahan 3 Isi Clean;
    Kembar 3 Isi Must(&["R408"]);
    KepalaUlang 3 Isi Clean;
    TitikTitik 3 Isi Clean;
    Contoh 3 Isi Clean;
    NolRumus 3 Isi Clean;
    NomorSiap 3 Isi Clean;
    BarisSela 3 Isi Clean;
    NamaPatah 3 Isi Clean;
    Urusan 3 Isi Clean;
    KodeKotor 3 Isi Clean;

    UangTitik 4 Uang Clean;
    UangTitikKoma 4 Uang Clean;
    UangRp 4 Uang Clean;
    UangRpStrip 4 Uang Clean;
    UangRpRapat 4 Uang Clean;
    UangRpTitik 4 Uang Clean;
    UangSpasi 4 Uang Clean;
    UangKosong 4 Uang Clean;
    UangKoma 4 Uang Clean;
    UangCampur 4 Uang May(&["C302"]);
    UangSen 4 Uang Clean;
    UangStrip 4 Uang Clean;
    UangKurung 4 Uang Clean;
    UangRusak 4 Uang Either(&["C301", "C302", "C303"]);
    Ribuan 4 Uang Must(&["H206"]);
    RibuanJudul 4 Uang Must(&["H206"]);
    Jutaan 4 Uang Must(&["H206"]);
    PersenFormat 4 Persen Clean;
    PersenPecahan 4 Persen May(&["H207"]);
    PersenTeks 4 Persen Clean;
    PersenKoma 4 Persen Clean;
    PersenTitik 4 Persen Clean;
    PersenBulat 4 Persen May(&["R410", "C308", "H205"]);
    FisikLebih 4 Gaya Clean;
    FisikKosong 4 Gaya Must(&["R411"]);
    Galat 4 Cacat Quarantine(&["C304"]);
    GalatPersen 4 Cacat May(&["C304"]);
    GalatSisa 4 Cacat May(&["C304"]);
    TanpaHasil 4 Cacat Quarantine(&["C305"]);
    Menyusul 4 Cacat Quarantine(&["C303"]);
    MenyusulFisik 4 Cacat Either(&["C303"]);
    TanggalDiUang 4 Cacat Quarantine(&["C306"]);

    OpdJudul 5 Opd Clean;
    OpdLembar 5 Opd Clean;
    OpdBerkas 5 Opd Clean;
    OpdFolder 5 Opd Clean;
    OpdAlias 5 Opd Clean;
    OpdSalahKetik 5 Opd Clean;
    OpdUrutan 5 Opd Clean;
    OpdKode 5 Opd Clean;
    OpdBawahan 5 Opd Clean;
    OpdLain 5 Opd Must(&["S108"]);
    OpdTentang 5 Opd Must(&["S109"]);
    PeriodeJudul 5 Periode Clean;
    PeriodeKondisi 5 Periode Clean;
    PeriodeTanggal 5 Periode Clean;
    PeriodeLembar 5 Periode Clean;
    PeriodeBerkas 5 Periode Clean;
    PeriodeFolder 5 Periode Clean;
    PeriodeRentang 5 Periode Clean;
    PeriodeEjaan 5 Periode Clean;
    PeriodeTriwulan 5 Periode Clean;
    PeriodeTentang 5 Periode Must(&["S106"]);
    PeriodeTiada 5 Periode Must(&["S107"]);
    PeriodeSalah 5 Periode Nothing(&["S105"]);

    TotalKurang 6 Cacat Found(&["R402"]);
    TotalTersembunyi 6 Cacat Found(&["R402"]);
    TotalHantu 6 Cacat Found(&["R402"]);
    TotalInduk 6 Cacat Found(&["R402"]);
    TotalTimpa 6 Cacat Found(&["R402", "R403"]);
    TotalSalah 6 Cacat Quarantine(&["R403"]);
    BarisHilang 6 Cacat Quarantine(&["R403"]);
    TotalSalin 6 Cacat Found(&["R402"]);
    SubSalah 6 Cacat Found(&["R402", "R403"]);
    IndukSalah 6 Cacat Found(&["R401"]);
    SisaSalah 6 Cacat Found(&["C307"]);
    PersenSalah 6 Cacat Found(&["C308"]);
    SpanSalah 6 Cacat Found(&["C309"]);
    FisikTotalSalah 6 Cacat Found(&["R410"]);
    KolomTukar 6 Cacat Either(&["R413", "H202", "H205", "R403"]);
    KembarJudul 6 Cacat Settled(&["H202"]);
    TanpaRealisasi 6 Cacat Quarantine(&["H201"]);
    TanpaPagu 6 Cacat Quarantine(&["H201"]);
}
