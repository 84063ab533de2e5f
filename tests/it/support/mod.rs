//! What tests and benches share.

pub mod contoh;
pub(crate) mod jebakan;
pub(crate) mod lapor;
pub(crate) mod perintah;
pub(crate) mod petak;
pub(crate) mod tata;
pub(crate) mod telaah;
