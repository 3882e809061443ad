//! The choices of a facet: what was ever offered stays, because a filtered answer may or may not
//! narrow the values that it names (the API leaves that open), and a choice must not vanish under
//! the pointer.

/// Adds the values that are not there yet, keeping the order of those that are.
/// Returns whether there was any.
pub fn merge<T: PartialEq + Clone>(known: &mut Vec<T>, offered: &[T]) -> bool {
    let before = known.len();
    for value in offered {
        if !known.contains(value) {
            known.push(value.clone());
        }
    }
    known.len() > before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_answer_takes_nothing_away() {
        let mut known = vec!["b", "a"];
        assert!(!merge(&mut known, &["a"]));
        assert!(merge(&mut known, &["c", "a"]));
        assert_eq!(known, ["b", "a", "c"]);
    }
}
