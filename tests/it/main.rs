//! The single integration binary.
#![allow(clippy::unwrap_used)]

/// Containers: what is opened, what is refused and why.
mod wadah;
/// What several of the tests share.
mod support;
/// Layouts that nobody configured.
mod tata_letak;
