//! The single integration binary.
#![allow(clippy::unwrap_used)]

mod contoh;
mod support;
