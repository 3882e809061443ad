//! Lists that lag behind: what was created a moment ago is not in them yet.

use crate::store::Kind;

/// How long something new is missing from lists and searches, in milliseconds.
pub(crate) const LAG_MS: i64 = 900;

/// What was created lately.
#[derive(Debug, Default)]
pub(crate) struct Lag(Vec<New>);

#[derive(Debug)]
struct New {
    kind: Kind,
    id: String,
    shown_from_ms: i64,
}

impl Lag {
    /// Something was created.
    pub(crate) fn begin(&mut self, kind: Kind, id: &str, now_ms: i64) {
        self.0.retain(|new| new.shown_from_ms > now_ms);
        self.0.push(New { kind, id: id.to_owned(), shown_from_ms: now_ms.saturating_add(LAG_MS) });
    }

    /// What lists of a kind lack at a moment.
    pub(crate) fn missing(&self, kind: Kind, now_ms: i64) -> Vec<String> {
        let missing = self.0.iter().filter(|new| new.kind == kind && new.shown_from_ms > now_ms);
        missing.map(|new| new.id.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_missing_from_its_own_lists_for_a_while() {
        let mut lag = Lag::default();
        lag.begin(Kind::Persona, "a", 1000);
        assert_eq!(lag.missing(Kind::Persona, 1000 + LAG_MS - 1), ["a"]);
        assert!(lag.missing(Kind::Scenario, 1000).is_empty());
        assert!(lag.missing(Kind::Persona, 1000 + LAG_MS).is_empty());
    }
}
