//! Sorting, compiled once: the order of things by number, whatever the things are.

use std::cmp::Ordering;

/// The numbers `0..count` in the order that `compare` gives them; equal ones stay as they were.
#[must_use]
pub fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_unstable_by(|one, other| compare(*one, *other).then(one.cmp(other)));
    order
}

/// `items` in the order of their keys; equal ones stay as they were.
#[must_use]
pub fn by_key<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = sorted(keys.len(), &|one, other| keys.get(one).cmp(&keys.get(other)));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| items.get_mut(place)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_and_is_stable(items in prop::collection::vec((0..5, 0..1000), 0..50)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(by_key(items, |(key, _)| *key), expected);
        }
    }
}
