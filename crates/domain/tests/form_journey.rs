//! Whatever is done to a form in whatever order (written, copied, moved, removed, taken back, kept as a
//! draft and restored), what is saved at the end is what a plain list of criteria would say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop loudly")]

use contract::{Criterion, MetricId, MetricValueType, SuccessCriterion, Verb, decode, encode};
use domain::form::{Beside, Removed, Row, Stored, TestForm};
use domain::number::Notation;
use proptest::prelude::*;

const METRICS: [&str; 3] =
    ["6618791275130b73714e8d1a", "6618791275130b73714e8d1b", "6618791275130b73714e8d1c"];

#[derive(Clone, Debug)]
enum Step {
    /// Adds a criterion that is complete at once.
    Add(Criterion, String),
    /// Types another name.
    Name(usize, String),
    /// Expects something else, maybe of another metric.
    Expect(usize, Criterion),
    Copy(usize),
    Move(usize, usize),
    Remove(usize),
    Undo,
    /// The page is loaded anew: the form comes back from its draft, and what was removed is forgotten.
    Restore,
}

fn criterion() -> impl Strategy<Value = Criterion> {
    prop_oneof![
        any::<bool>().prop_map(|expected_value| Criterion::Boolean { expected_value }),
        (0..6_usize, -99_999_i32..99_999).prop_map(|(verb, hundredths)| Criterion::Numerical {
            verb: Verb::ALL[verb],
            threshold: f64::from(hundredths) / 100.0,
        }),
        prop::collection::vec("[a-zé]{1,5}", 1..4).prop_map(|mut expected_values| {
            expected_values.sort();
            expected_values.dedup();
            Criterion::Categorical { expected_values }
        }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..6_usize;
    prop_oneof![
        3 => (criterion(), "[a-z]{1,6}").prop_map(|(one, name)| Step::Add(one, name)),
        2 => (at.clone(), "[a-z]{1,6}").prop_map(|(at, name)| Step::Name(at, name)),
        2 => (at.clone(), criterion()).prop_map(|(at, one)| Step::Expect(at, one)),
        1 => at.clone().prop_map(Step::Copy),
        2 => (at.clone(), at.clone()).prop_map(|(from, to)| Step::Move(from, to)),
        2 => at.prop_map(Step::Remove),
        2 => Just(Step::Undo),
        1 => Just(Step::Restore),
    ]
}

fn metric_of(criterion: &Criterion) -> (&'static str, MetricValueType) {
    match criterion {
        Criterion::Boolean { .. } => (METRICS[0], MetricValueType::Boolean),
        Criterion::Numerical { .. } => (METRICS[1], MetricValueType::Numerical),
        _ => (METRICS[2], MetricValueType::Categorical),
    }
}

fn model(name: &str, criterion: &Criterion) -> SuccessCriterion {
    let metric_id = MetricId::parse(metric_of(criterion).0).unwrap();
    SuccessCriterion {
        name: name.to_owned(),
        metric_id,
        criterion: criterion.clone(),
        ..SuccessCriterion::default()
    }
}

/// What a person does to say a criterion.
fn say(form: &mut TestForm, key: u32, criterion: &Criterion, notation: Notation) {
    let row = form.criteria.get_mut(key).unwrap();
    let (metric, kind) = metric_of(criterion);
    row.choose_metric(metric, "From the metric", &kind);
    match criterion {
        Criterion::Boolean { expected_value } => row.answer = Some(*expected_value),
        Criterion::Numerical { verb, threshold } => {
            row.verb = Some(*verb);
            row.threshold = notation.write(*threshold);
        }
        Criterion::Categorical { expected_values } => {
            for ticked in row.categories.clone() {
                row.tick(&ticked, false);
            }
            for value in expected_values {
                row.tick(value, true);
            }
        }
        Criterion::Unknown { .. } => {}
    }
}

fn complete() -> TestForm {
    let id = METRICS[0].to_owned();
    TestForm {
        name: "A".into(),
        description: "B".into(),
        service_id: id.clone(),
        version_set: "edge".into(),
        persona_id: id.clone(),
        scenario_id: id,
        max_interactions: "5".into(),
        ..TestForm::default()
    }
}

proptest! {
    #[test]
    fn any_order_of_steps_saves_what_a_plain_list_says(
        steps in prop::collection::vec(step(), 1..50), decimal in prop::sample::select(vec!['.', ',', '٫']),
    ) {
        let notation = Notation { decimal, group: '\u{a0}' };
        let mut form = complete();
        let mut removed: Vec<Removed<_>> = Vec::new();
        let mut plain: Vec<SuccessCriterion> = Vec::new();
        let mut gone: Vec<(usize, SuccessCriterion)> = Vec::new();
        for step in steps {
            let key = |form: &TestForm, at: usize| form.criteria.at(at).map(Row::key);
            match step {
                Step::Add(criterion, name) => {
                    let key = form.criteria.add();
                    say(&mut form, key, &criterion, notation);
                    let row = form.criteria.get_mut(key).unwrap();
                    row.is_named = true;
                    row.name.clone_from(&name);
                    plain.push(model(&name, &criterion));
                }
                Step::Name(at, name) => {
                    if let Some(key) = key(&form, at) {
                        form.criteria.get_mut(key).unwrap().name.clone_from(&name);
                        plain[at].name = name;
                    }
                }
                Step::Expect(at, criterion) => {
                    if let Some(key) = key(&form, at) {
                        say(&mut form, key, &criterion, notation);
                        plain[at] = model(&plain[at].name, &criterion);
                    }
                }
                Step::Copy(at) => {
                    if let Some(key) = key(&form, at) {
                        form.criteria.duplicate(key);
                        plain.insert(at + 1, plain[at].clone());
                    }
                }
                Step::Move(from, to) => {
                    if let Some(key) = key(&form, from) {
                        form.criteria.move_to(key, to);
                        let one = plain.remove(from);
                        plain.insert(to.min(plain.len()), one);
                    }
                }
                Step::Remove(at) => {
                    if let Some(key) = key(&form, at) {
                        removed.push(form.criteria.remove(key).unwrap());
                        gone.push((at, plain.remove(at)));
                    }
                }
                Step::Undo => {
                    if let (Some(row), Some((at, one))) = (removed.pop(), gone.pop()) {
                        form.criteria.put_back(row);
                        plain.insert(at.min(plain.len()), one);
                    }
                }
                Step::Restore => {
                    let (base, beside) = (Some(complete()), Beside::default());
                    let stored = Stored { form: form.clone(), base, beside, sent: None };
                    let restored = decode::<Stored>(&encode(&stored)).unwrap();
                    prop_assert!(restored.form.says_as(&form));
                    form = restored.form;
                    removed.clear();
                    gone.clear();
                }
            }
        }
        let sent = form.create(notation).unwrap();
        prop_assert_eq!(&sent.success_criterions, &plain);
        let changed = form.update(&complete(), notation).unwrap().success_criterions;
        prop_assert_eq!(changed, (!plain.is_empty()).then_some(plain));
    }
}
