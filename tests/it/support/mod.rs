//! What tests and benches share.

pub(crate) mod buku;
pub mod contoh;
pub(crate) mod jebakan;
pub(crate) mod kerja;
pub(crate) mod lapor;
pub(crate) mod libre;
pub(crate) mod perintah;
pub(crate) mod petak;
pub(crate) mod tata;
pub(crate) mod telaah;
