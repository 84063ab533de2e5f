//! Layout: a grid becomes tables — header, columns bound to fields, rows classed, arithmetic proven.
//! Never guesses between two fields: a tie is a finding and the table is quarantined.

mod assemble;
mod band;
pub mod book;
mod cause;
mod checks;
mod classify;
mod columns;
mod contents;
mod depth;
mod facts;
mod findings;
mod identity;
pub mod ingat;
mod lines;
mod meaning;
mod overlap;
mod path;
mod petaan;
mod proof;
mod role;
mod scale;
mod sheet;
mod spans;
mod sums;
mod table;
mod ties;
mod tree;
pub mod usulan;
mod verdict;
mod view;
