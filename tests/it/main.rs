//! The single integration binary.
#![allow(clippy::unwrap_used)]

/// Containers: what is opened, what is refused and why.
mod wadah;
