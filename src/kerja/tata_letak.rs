//! Layouts remembered per office (`tata_letak/<opd>.toml`).
