//! Look-ups by id, put together: one request for many names.

use std::collections::BTreeSet;

/// The most ids in one request, whatever the page limit: 100 ids of 24 characters make an address
/// of some 3,000 characters, and common servers refuse more than 8,000.
pub const MOST_IDS: usize = 100;

/// Splits wanted ids into requests, none of which asks for more than `page_limit` answers or
/// [`MOST_IDS`] ids. An id is asked for once.
#[must_use]
pub fn split<T: Ord>(wanted: impl IntoIterator<Item = T>, page_limit: u32) -> Vec<Vec<T>> {
    let size = usize::try_from(page_limit).unwrap_or(MOST_IDS).clamp(1, MOST_IDS);
    let mut batches: Vec<Vec<T>> = Vec::new();
    for id in wanted.into_iter().collect::<BTreeSet<T>>() {
        match batches.last_mut() {
            Some(batch) if batch.len() < size => batch.push(id),
            _ => batches.push(vec![id]),
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_names_are_one_request() {
        assert_eq!(split(0..20, 50).len(), 1);
        assert_eq!(split(0..51, 50).iter().map(Vec::len).collect::<Vec<_>>(), [50, 1]);
        assert_eq!(split(0..201, 500).len(), 3);
        assert_eq!(split([3, 1, 3], 0), [vec![1], vec![3]]);
        assert!(split(Vec::<u8>::new(), 50).is_empty());
    }
}
