//! What the form does not know of a row goes where the row goes, whatever is done in whatever order: rows that
//! nobody touched are sent as they came, to the digit, and touched ones keep the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop loudly")]

use contract::json::{parse, write};
use contract::{SuccessCriterion, UnitTest, decode, encode};
use domain::form::{Removed, Row, Stored, TestForm};
use domain::number::Notation;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Name(usize, String),
    Copy(usize),
    Move(usize, usize),
    Remove(usize),
    Undo,
    /// The page is loaded anew.
    Restore,
    /// A colleague changes what is not shown of a row.
    Colleague(usize, u32),
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..5_usize;
    prop_oneof![
        2 => (at.clone(), "[A-Z]{1,6}").prop_map(|(at, name)| Step::Name(at, name)),
        1 => at.clone().prop_map(Step::Copy),
        2 => (at.clone(), at.clone()).prop_map(|(from, to)| Step::Move(from, to)),
        1 => at.clone().prop_map(Step::Remove),
        1 => Just(Step::Undo),
        1 => Just(Step::Restore),
        1 => (at, 0..9_u32).prop_map(|(at, weight)| Step::Colleague(at, weight)),
    ]
}

/// A criterion of a later version of the API, as text.
fn came() -> impl Strategy<Value = (String, String)> {
    let digits = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?";
    let criterion = prop_oneof![
        digits.prop_map(|number| format!(r#"{{"threshold":{number},"type":"numerical","verb":">="}}"#)),
        (digits, digits).prop_map(|(number, more)| {
            format!(r#"{{"threshold":{number},"tolerance":{more},"type":"numerical","verb":"<"}}"#)
        }),
        Just(r#"{"expected_value":false,"type":"boolean","weight":2}"#.to_owned()),
        Just(r#"{"expected_values":["b","a"],"type":"categorical"}"#.to_owned()),
        digits.prop_map(|number| format!(r#"{{"rank":{number},"type":"ordinal"}}"#)),
    ];
    (criterion, digits)
}

/// The rows with names of their own, so that each can be told from the others.
fn rows(all: Vec<(String, String)>) -> Vec<String> {
    let row = |(at, (criterion, note)): (usize, (String, String))| {
        let json = format!(
            r#"{{"criterion":{criterion},"metric_id":"6618791275130b73714e8d1c","name":"row {at}","note":{note}}}"#
        );
        write(&parse(&json).unwrap())
    };
    all.into_iter().enumerate().map(row).collect()
}

fn form(rows: &[String], notation: Notation) -> TestForm {
    let criteria = rows.iter().map(|row| decode::<SuccessCriterion>(row).unwrap()).collect();
    TestForm::of(&UnitTest { success_criterions: criteria, ..UnitTest::default() }, notation)
}

proptest! {
    #[test]
    fn what_is_not_known_goes_where_its_row_goes(
        all in prop::collection::vec(came(), 1..5), steps in prop::collection::vec(step(), 0..25),
        german: bool,
    ) {
        let notation = if german { Notation { decimal: ',', group: '.' } } else { Notation::default() };
        let mut stored = rows(all);
        let (mut base, mut plain) = (form(&stored, notation), stored.clone());
        let mut mine = base.clone();
        let (mut removed, mut gone): (Vec<Removed<_>>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
        for step in steps {
            let key = |form: &TestForm, at: usize| form.criteria.at(at).map(Row::key);
            match step {
                Step::Name(at, name) => {
                    if let Some(key) = key(&mine, at) {
                        mine.criteria.get_mut(key).unwrap().name.clone_from(&name);
                        let mut json = parse(&plain[at]).unwrap();
                        json["name"] = name.into();
                        plain[at] = write(&json);
                    }
                }
                Step::Copy(at) => {
                    if let Some(key) = key(&mine, at) {
                        mine.criteria.duplicate(key);
                        plain.insert(at + 1, plain[at].clone());
                    }
                }
                Step::Move(from, to) => {
                    if let Some(key) = key(&mine, from) {
                        mine.criteria.move_to(key, to);
                        let one = plain.remove(from);
                        plain.insert(to.min(plain.len()), one);
                    }
                }
                Step::Remove(at) => {
                    if let Some(key) = key(&mine, at) {
                        removed.push(mine.criteria.remove(key).unwrap());
                        gone.push((at, plain.remove(at)));
                    }
                }
                Step::Undo => {
                    if let (Some(row), Some((at, one))) = (removed.pop(), gone.pop()) {
                        mine.criteria.put_back(row);
                        plain.insert(at.min(plain.len()), one);
                    }
                }
                Step::Restore => {
                    let draft = Stored { form: mine, base: Some(base), ..Stored::default() };
                    let restored = decode::<Stored>(&encode(&draft)).unwrap();
                    (mine, base) = (restored.form, restored.base.unwrap());
                    removed.clear();
                    gone.clear();
                }
                Step::Colleague(at, weight) => {
                    let Some(row) = stored.get(at).cloned() else { continue };
                    // What is removed here meanwhile is not looked at.
                    removed.clear();
                    gone.clear();
                    let changed = |row: &str| {
                        let mut json = parse(row).unwrap();
                        json["weight"] = weight.into();
                        write(&json)
                    };
                    let is_it = |one: &String| {
                        let without_name = |text: &str| {
                            let mut json = parse(text).unwrap();
                            json["name"] = "".into();
                            json
                        };
                        without_name(one) == without_name(&row)
                    };
                    // Rows that came alike cannot be told apart once they are renamed.
                    if stored.iter().filter(|one| is_it(one)).count() > 1 { continue; }
                    for one in plain.iter_mut().filter(|one| is_it(one)) {
                        *one = changed(one);
                    }
                    stored[at] = changed(&row);
                    let theirs = form(&stored, notation);
                    mine.catch_up(&base, &theirs);
                    base = theirs;
                }
            }
        }
        let sent: Vec<String> =
            mine.criteria.iter().map(|one| encode(&one.sent(notation).unwrap())).collect();
        prop_assert_eq!(sent, plain);
    }
}
