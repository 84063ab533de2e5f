//! Placeholder of the stage while the skeleton is laid.

pub mod deviasi;
