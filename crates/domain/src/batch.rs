//! Look-ups by id, put together: one request for many names.

/// The most ids in one request, whatever the page limit: 100 ids of 24 characters make an address
/// of some 3,000 characters, and common servers refuse more than 8,000.
pub const MOST_IDS: usize = 100;

/// Splits wanted ids, each named once, into requests, none of which asks for more than `page_limit`
/// answers or [`MOST_IDS`] ids.
#[must_use]
pub fn split(wanted: Vec<String>, page_limit: u32) -> Vec<Vec<String>> {
    let size = usize::try_from(page_limit).unwrap_or(MOST_IDS).clamp(1, MOST_IDS);
    let mut batches: Vec<Vec<String>> = Vec::new();
    for id in wanted {
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

    fn sizes(wanted: usize, page_limit: u32) -> Vec<usize> {
        let wanted = (0..wanted).map(|id| id.to_string()).collect();
        split(wanted, page_limit).iter().map(Vec::len).collect()
    }

    #[test]
    fn twenty_names_are_one_request() {
        assert_eq!(sizes(20, 50), [20]);
        assert_eq!(sizes(51, 50), [50, 1]);
        assert_eq!(sizes(201, 500), [100, 100, 1]);
        assert_eq!(sizes(2, 0), [1, 1]);
        assert!(sizes(0, 50).is_empty());
    }
}
