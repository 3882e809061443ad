//! The pages of a contrary list: short ones, empty ones in between, and tokens that say nothing.

use std::collections::HashMap;

use crate::hash::random;

/// Where a client is in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// How many items were given.
    pub(crate) given: usize,
    /// How many pages were given.
    pub(crate) pages: usize,
}

/// What the next page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) size: usize,
    /// Where the page after it begins, if there is one.
    pub(crate) next: Option<Place>,
}

/// The tokens that were given out, each for one list with its filters.
#[derive(Debug, Default)]
pub(crate) struct Pages(HashMap<i64, (String, Place)>);

impl Pages {
    /// A token for a place: any positive number that JSON holds exactly.
    pub(crate) fn issue(&mut self, list: &str, place: Place) -> i64 {
        let token = i64::try_from(random() >> 12).unwrap_or(1).max(1);
        self.0.insert(token, (list.to_owned(), place));
        token
    }

    /// The place of a token; none if it was not given out for this very list.
    pub(crate) fn resolve(&self, list: &str, token: i64) -> Option<Place> {
        if token == 0 {
            return Some(Place::default());
        }
        self.0.get(&token).filter(|(of, _)| of == list).map(|(_, place)| *place)
    }
}

/// The next page of a list of `total` items.
pub(crate) fn plan(place: Place, limit: usize, total: usize) -> Plan {
    let left = total.saturating_sub(place.given);
    let size = match place.pages % 3 {
        _ if limit == 0 => 0,
        0 => (limit * 2 / 3).max(1),
        1 => 0,
        _ => limit,
    };
    let size = size.min(left);
    let rest = left - size;
    let next = Place { given: place.given + size, pages: place.pages + 1 };
    // A last page that says there is more is followed by an empty one that says there is not.
    let goes_on = rest > 0 || (size > 0 && place.pages.is_multiple_of(2));
    Plan { size, next: goes_on.then_some(next) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_items_come_once_and_the_end_is_reached() {
        for total in 0..60 {
            for limit in 1..20 {
                let (mut place, mut sizes) = (Place::default(), Vec::new());
                loop {
                    let page = plan(place, limit, total);
                    assert!(page.size <= limit);
                    sizes.push(page.size);
                    assert!(sizes.len() < 500, "total {total}, limit {limit}");
                    let Some(next) = page.next else { break };
                    place = next;
                }
                assert_eq!(sizes.iter().sum::<usize>(), total);
            }
        }
    }

    #[test]
    fn a_list_of_some_length_has_an_empty_page_that_is_not_the_last() {
        let second = plan(Place { given: 6, pages: 1 }, 10, 30);
        assert_eq!((second.size, second.next.is_some()), (0, true));
    }

    #[test]
    fn a_token_is_good_for_its_own_list_only() {
        let mut pages = Pages::default();
        let place = Place { given: 3, pages: 1 };
        let token = pages.issue("a", place);
        assert_eq!(pages.resolve("a", token), Some(place));
        assert_eq!(pages.resolve("b", token), None);
        assert_eq!(pages.resolve("a", token ^ 1), None);
        assert_eq!(pages.resolve("b", 0), Some(Place::default()));
    }
}
