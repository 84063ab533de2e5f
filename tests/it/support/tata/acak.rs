//! Seeded choices: the generator's only source of variety.

use crate::support::contoh::rng::Rng;

/// Returns one of a list.
pub(crate) fn pick<'a, T: ?Sized>(rng: &mut Rng, list: &'a [&'a T]) -> &'a T {
    list[index(rng, list.len())]
}

/// Returns a place in a list of the given length.
pub(crate) fn index(rng: &mut Rng, len: usize) -> usize {
    usize::try_from(rng.between(0, i64::try_from(len).unwrap_or(1) - 1)).unwrap_or(0)
}
