//! A page of runs that is not read yet: which runs are in it and the text of each, found by passing over
//! the answer once. Runs are large and mostly stay as they are between two answers; by their texts whoever
//! asked knows which of them is worth reading.

use crate::json::{Scanner, is_name, parse};
use crate::{Continuation, FromJson, RunFilterValues, TestSetRunId, Unreadable, decode};

/// A page of runs ([`crate::RunList`]), each as the text that it came as.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawRunList<'a> {
    /// The runs in the server's order: the id, and the text of the whole.
    pub runs: Vec<(TestSetRunId, &'a str)>,
    /// How many items have no id. Whether the others can be read shows when they are.
    pub unreadable: usize,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<RunFilterValues>,
}

impl<'a> RawRunList<'a> {
    /// Splits an answer.
    ///
    /// # Errors
    /// Where it is not JSON to its end, or JSON of another shape.
    pub fn read(text: &'a str) -> Result<Self, Unreadable> {
        let mut scanner = Scanner::new(text);
        let mut list = Self::default();
        let mut has_runs = false;
        let whole = match scanner.peek() {
            Some(b'{') => scanner.members(&mut |scanner, name| {
                if !is_name(name, "simulation_unit_test_set_runs") {
                    return list.other(name, scanner.value()?);
                }
                // Of members with one name the last counts, as everywhere.
                (list.runs, list.unreadable) = (Vec::new(), 0);
                has_runs = scanner.peek()? == b'[';
                if has_runs { list.items(scanner) } else { scanner.value().map(drop) }
            }),
            _ => scanner.value().map(drop),
        };
        if whole.is_none() || !scanner.is_at_end() {
            return Err(Unreadable::NotJson(scanner.place()));
        }
        has_runs.then_some(list).ok_or(Unreadable::OtherShape)
    }

    fn items(&mut self, scanner: &mut Scanner<'a>) -> Option<()> {
        scanner.items(&mut |scanner, ()| {
            let run = run(scanner)?;
            match run {
                (Some(id), text) => self.runs.push((id, text)),
                (None, _) => self.unreadable += 1,
            }
            Some(())
        })
    }

    /// The members beside the runs are small: they are read at once.
    fn other(&mut self, name: &str, text: &str) -> Option<()> {
        let value = parse(text).ok()?;
        if is_name(name, "has_more") {
            self.has_more = bool::from_json(&value).unwrap_or_default();
        } else if is_name(name, "continuation_token") {
            self.continuation_token = Continuation::from_json(&value);
        } else if is_name(name, "filter_values") {
            self.filter_values = RunFilterValues::from_json(&value);
        }
        Some(())
    }
}

/// Passes over a run, and answers its id (`id` before `_id`, as everywhere) and its text.
fn run<'a>(scanner: &mut Scanner<'a>) -> Option<(Option<TestSetRunId>, &'a str)> {
    let (mut id, mut other_id) = (None, None);
    if scanner.peek()? != b'{' {
        return Some((None, scanner.value()?));
    }
    let text = scanner.text_of(&mut |scanner| {
        scanner.members(&mut |scanner, name| {
            let value = scanner.value()?;
            if is_name(name, "id") {
                id = decode(value).ok();
            } else if is_name(name, "_id") {
                other_id = decode(value).ok();
            }
            Some(())
        })
    })?;
    Some((id.or(other_id), text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::{Run, RunList};

    fn runs() -> impl Strategy<Value = Vec<Value>> {
        let id = prop::sample::select(vec![json!("a"), json!("b"), json!(""), json!(null), json!(3)]);
        let other = prop_oneof![any::<String>().prop_map(Value::from), Just(json!([{"id": "inner"}]))];
        let name =
            prop::sample::select(vec!["id", "_id", "org_id", "unit_test_run_specs", "\"", "is_completed"]);
        let run = prop::collection::vec((name, prop_oneof![id, other]), 0..6)
            .prop_map(|members| Value::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()));
        let item =
            prop_oneof![4 => run, 1 => Just(json!(null)), 1 => Just(json!([[], "x"])), 1 => Just(json!(7))];
        prop::collection::vec(item, 0..6)
    }

    proptest! {
        #[test]
        fn the_runs_are_those_that_the_reader_finds(
            runs in runs(), has_more in prop::sample::select(vec![json!(true), json!(false), json!("yes"), json!(null)]),
            token in prop::sample::select(vec![json!(50), json!("t"), json!(null), json!([])]), cut in any::<prop::sample::Index>(),
        ) {
            let answer = json!({"simulation_unit_test_set_runs": runs, "has_more": has_more, "continuation_token": token,
                "filter_values": {"creators": [{"org_id": "o", "user_id": "u"}]}});
            for text in [answer.to_string(), serde_json::to_string_pretty(&answer).unwrap()] {
                let list: RunList = decode(&text).unwrap();
                let raw = RawRunList::read(&text).unwrap();
                let read: Vec<Run> = raw.runs.iter().map(|(_, text)| decode(text).unwrap()).collect();
                let ids: Vec<_> = read.iter().map(|run| run.id.clone()).collect();
                prop_assert_eq!(raw.runs.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), ids);
                prop_assert_eq!(read, list.simulation_unit_test_set_runs.items);
                prop_assert_eq!(raw.unreadable, list.simulation_unit_test_set_runs.unreadable);
                prop_assert_eq!((raw.has_more, raw.continuation_token), (list.has_more, list.continuation_token));
                prop_assert_eq!(raw.filter_values, list.filter_values);
                let end = text.char_indices().map(|(at, _)| at).nth(cut.index(text.chars().count())).unwrap();
                prop_assert!(RawRunList::read(text.get(..end).unwrap()).is_err());
            }
        }

        #[test]
        fn no_text_stops_it(text in any::<String>()) {
            let _ = RawRunList::read(&text);
            let _ = RawRunList::read(&format!(r#"{{"simulation_unit_test_set_runs":[{text}]}}"#));
        }
    }

    #[test]
    fn what_is_no_list_of_runs_is_told_apart_from_what_is_no_json() {
        for text in ["{}", "[]", "null", "7", r#"{"simulation_unit_test_set_runs":{}}"#] {
            assert_eq!(RawRunList::read(text), Err(Unreadable::OtherShape), "{text}");
        }
        for text in ["", "<html>", "{", r#"{"simulation_unit_test_set_runs":[}"#, "{} {}"] {
            assert!(matches!(RawRunList::read(text), Err(Unreadable::NotJson(_))), "{text}");
        }
        let twice = r#"{"simulation_unit_test_set_runs":[{"id":"a"}],"simulation_unit_test_set_runs":[]}"#;
        assert_eq!(RawRunList::read(twice), Ok(RawRunList::default()));
    }
}
