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
mod disagree;
mod duplicates;
mod facts;
mod families;
mod findings;
mod identity;
mod levels;
mod lines;
mod meaning;
mod overlap;
mod part;
mod path;
mod proof;
mod role;
mod scale;
mod sheet;
mod spans;
mod sums;
mod table;
mod ties;
mod totals;
mod tree;
mod twins;
mod verdict;
mod version;
mod view;
