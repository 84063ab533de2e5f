//! What a stage returns: its value and what it found wrong. Bad input is data, not an error.

use crate::diag::Diagnostic;

/// A value together with the findings made while producing it.
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct Outcome<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    pub fn clean(value: T) -> Self {
        Self {
            value,
            diagnostics: Vec::new(),
        }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome {
            value: f(self.value),
            diagnostics: self.diagnostics,
        }
    }
}
