//! The choices of a facet: what was ever offered stays, because a filtered answer may or may not
//! narrow the values that it names (the API leaves that open), and a choice must not vanish under
//! the pointer.

use std::collections::BTreeSet;

/// Adds the values that are not there yet, keeping the order of those that are.
pub fn merge(known: &mut Vec<String>, offered: Vec<String>) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    seen.extend(known.iter().cloned());
    known.extend(offered.into_iter().filter(|value| seen.insert(value.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_answer_takes_nothing_away() {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut known = list("b a");
        merge(&mut known, list("a"));
        assert_eq!(known, list("b a"));
        merge(&mut known, list("c a c"));
        assert_eq!(known, list("b a c"));
    }
}
