//! Where something stands: file › sheet › cell.

use std::fmt;
use std::sync::Arc;

use super::cell::{CellRange, CellRef};

/// A place in an input, as exact as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file as given, or relative to the folder given; empty for what concerns no file.
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub cell: Option<CellRef>,
    /// Set where the same finding holds for a run of cells.
    pub range: Option<CellRange>,
}

impl Location {
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: Option<&Arc<str>>) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: sheet.cloned(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn at(&self, cell: CellRef) -> Self {
        Self {
            cell: Some(cell),
            ..self.clone()
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " › {sheet}")?;
        }
        match (self.range, self.cell) {
            (Some(range), _) => write!(f, " › {range}"),
            (None, Some(cell)) => write!(f, " › {cell}"),
            (None, None) => Ok(()),
        }
    }
}
