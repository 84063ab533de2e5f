//! Bytes → grids → tables: opens a container and understands what its sheets hold.

pub mod container;
pub mod layout;
