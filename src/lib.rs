//! rakor: a folder of OPD realisasi spreadsheets in, the Rakor POK workbook out.
//!
//! About fifty offices (OPD) of a regency each send a monthly spreadsheet of realisasi, in whatever layout they have.
//! rakor reads them all, proves what it reads by the form's own arithmetic, and writes one workbook in which every
//! figure goes back to a file, a sheet and a cell. **Never silently wrong**: a figure is read with proof, or carries a
//! stated warning, or its table is quarantined with a reason.
//!
//! # The way of the data
//!
//! ```text
//! discover ─► open ─► Grid ─► Table ─► Submission ─► Konsolidasi ─► workbook
//!  source    ingest/container  ingest/layout  pipeline   consolidate    report
//! ```
//!
//! | stage | takes → gives | never |
//! | --- | --- | --- |
//! | [`source`] | paths → files in fixed order, zips opened | trusts a file's extension |
//! | [`ingest::container`] | bytes → [`model::grid::Workbook`] of sparse grids | densifies a rectangle, allocates on a declared size |
//! | [`ingest::layout`] | grids → [`model::table::Table`]s: header paths bound to fields, rows classed, totals proven | guesses between two fields |
//! | [`normalize`] | texts → numbers, codes, periods, offices, classes | reads a file |
//! | [`pipeline`] | files → [`model::submission::Submission`]s, in parallel and in order | lets one file stop another |
//! | [`consolidate`] | submissions, roster, receipts → one `Konsolidasi` with flags | sums floats, depends on thread or file order |
//! | [`report`] | `Konsolidasi` → bytes of the workbook | does arithmetic of its own |
//! | [`arsip`] | `Konsolidasi` → the period as Parquet, and earlier months back | leaves half a period, reads a damaged one |
//! | [`cli`] | arguments → one command → exit status | hides a finding |
//!
//! [`kerja`] is the analyst's working folder: settings, register, decisions, released mappings, remembered layouts.
//! [`model`] holds the nouns that all stages share, [`diag`] the findings and their catalogue, [`rules`] what varies
//! as data (header words, row words, roster, classes, thresholds), embedded as TOML and checked when loaded.
//!
//! # How a sheet is read
//!
//! A header is not looked up whole: each of its texts is cut into phrases, each phrase gives a facet (`target`,
//! `fisik`, `rupiah`, `s.d.` …), and the facets of all texts above a column decide its field
//! (`ingest/layout/meaning.rs`). So a form nobody has seen is read by its words, not by its layout. Two columns that
//! claim one field are settled by an equation (`TTB = bobot × KUM / 100`), by equal contents, or not at all: then the
//! table is quarantined. The tree of rows is read from several kinds of evidence (codes, numbering, level words,
//! indent, bold, sums) and the reading that the stated totals and parents prove best is taken
//! (`ingest/layout/{depth,tree,proof}.rs`). A stated total is never believed against its own leaves: a gap that a
//! named cause closes to the sen is a finding, one that nothing explains keeps the table out.
//!
//! # Invariants
//!
//! Held by `tests/it/tidy.rs` where they speak of the code, by the other tests where they speak of behaviour.
//!
//! 1. Only the doors touch the file system — [`source`], [`rules`] (a user's file), [`kerja`] (the working folder),
//!    [`arsip`] (earlier periods), [`cli`] — and only `ingest/container/worker.rs` starts a process. Nothing below [`cli`] prints.
//!    Nothing reads the clock, the environment or a random source.
//! 2. The crates that read spreadsheets are named only under `ingest/container/` (zip also in [`source`], csv in the
//!    readers of lists), `rust_xlsxwriter` only under `report/`, `polars` only in `consolidate/frame.rs`, `parquet` only in
//!    `arsip/tabel`.
//! 3. Conservation: every row of a table is an activity, or accounted for by a class; Σ leaves is compared with every
//!    total that the file states.
//! 4. The same input, rules and options give the same bytes, for any number of threads and any file order. No hash map
//!    is iterated into an output. Released mappings and the layout memory count as inputs: both are hashed on the sheet
//!    Metadata, the memory as it was before the period, so that a run never learns from itself. So do the archived
//!    months before the period.
//! 5. Money is integer sen ([`model::nilai::Sen`]) end to end. A blank is `None`, never 0. Percentages are never
//!    rounded before they are weighted or summed.
//! 6. Every value in the workbook goes back to file, sheet and cell.
//! 7. No input may panic, abort, hang or eat memory: limits in `ingest/container/limits.rs`, a net in [`pipeline`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod arsip;
pub mod cli;
pub mod consolidate;
pub mod diag;
pub mod error;
pub mod ingest;
pub mod kerja;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod report;
pub mod rules;
pub mod source;
