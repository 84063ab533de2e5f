//! What tests and benches share.

pub mod contoh;
pub mod tata;
