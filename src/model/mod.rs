//! The nouns every stage shares; depends on nothing but std, and does no input or output.

pub mod arsip;
pub mod cell;
pub mod field;
pub mod grid;
pub mod keadaan;
pub mod kegiatan;
pub mod location;
pub mod look;
pub mod nilai;
pub mod outcome;
pub mod periode;
pub mod petaan;
pub mod submission;
pub mod table;
pub mod tata_letak;
