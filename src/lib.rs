//! rakor: a folder of OPD realisasi spreadsheets in, the Rakor POK workbook out.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod cli;
pub mod consolidate;
pub mod diag;
pub mod error;
pub mod ingest;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod report;
pub mod rules;
pub mod source;
