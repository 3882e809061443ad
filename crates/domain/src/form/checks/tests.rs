//! What is wrong is told, and nothing else is.

use super::super::TagForm;
use super::super::rows::Rows;
use super::*;

fn filled() -> TestForm {
    let criterion = CriterionForm {
        name: "Politeness".into(),
        metric_id: "m".into(),
        shape: Shape::Numerical,
        threshold: "4".into(),
        ..CriterionForm::default()
    };
    TestForm {
        name: "A".into(),
        description: "B".into(),
        service_id: "s".into(),
        version_set: "release".into(),
        persona_id: "p".into(),
        scenario_id: "c".into(),
        max_interactions: "20".into(),
        criteria: Rows::of([criterion]),
        tags: Rows::default(),
    }
}

fn facts() -> Facts {
    let metric = MetricFacts {
        standing: Standing::There,
        kind: MetricValueType::Numerical,
        value: Some(MetricValue::Numerical { lower_bound: 1.0, upper_bound: 5.0 }),
    };
    Facts {
        version_sets: Some(vec!["edge".into(), "release".into()]),
        service: Standing::There,
        persona: Standing::There,
        scenario: Standing::There,
        metrics: BTreeMap::from([("m".to_owned(), metric)]),
        ..Facts::default()
    }
}

fn found(form: &TestForm, facts: &Facts) -> Vec<(Field, Problem, bool)> {
    check(form, None, facts).into_iter().map(|one| (one.field, one.problem, one.blocks)).collect()
}

#[test]
fn a_filled_form_is_fine() {
    assert_eq!(found(&filled(), &facts()), []);
    // What is not known yet stands in nobody's way.
    assert_eq!(found(&filled(), &Facts::default()), []);
}

#[test]
fn an_empty_form_says_what_is_missing_from_top_to_bottom() {
    let fields: Vec<Field> = check(&TestForm::fresh(), None, &Facts::default())
        .into_iter()
        .inspect(|finding| assert!(finding.blocks))
        .map(|finding| finding.field)
        .collect();
    assert_eq!(
        fields,
        [
            Field::Name,
            Field::Description,
            Field::Service,
            Field::VersionSet,
            Field::Persona,
            Field::Scenario,
            Field::Metric(1),
        ]
    );
}

#[test]
fn interactions_are_one_to_a_hundred() {
    for (text, fine) in [
        ("1", true),
        ("100", true),
        ("0", false),
        ("101", false),
        ("2.5", false),
        ("x", false),
        ("", false),
        (" 7 ", true),
    ] {
        let form = TestForm { max_interactions: text.into(), ..filled() };
        assert_eq!(found(&form, &facts()).is_empty(), fine, "{text}");
    }
}

#[test]
fn thresholds_are_held_against_the_bounds() {
    let out = |holds| Problem::OutOfBounds { lower: 1.0, upper: 5.0, holds };
    for (verb, threshold, problem) in [
        (Verb::AtLeast, "5", None),
        (Verb::AtLeast, "6", Some(out(false))),
        (Verb::AtLeast, "1", Some(Problem::AlwaysHolds)),
        (Verb::MoreThan, "5", Some(Problem::NeverHolds)),
        (Verb::LessThan, "1", Some(Problem::NeverHolds)),
        (Verb::AtMost, "5", Some(Problem::AlwaysHolds)),
        (Verb::Equal, "1", None),
        (Verb::NotEqual, "3", None),
        (Verb::NotEqual, "7", Some(out(true))),
        (Verb::AtMost, "0,5", Some(out(false))),
    ] {
        let mut form = filled();
        let key = form.criteria.keys()[0];
        let criterion = form.criteria.get_mut(key).unwrap();
        criterion.verb = Some(verb);
        criterion.threshold = threshold.into();
        let expected: Vec<_> =
            problem.into_iter().map(|problem| (Field::Expected(key), problem, false)).collect();
        assert_eq!(found(&form, &facts()), expected, "{verb:?} {threshold}");
    }
}

#[test]
fn what_was_so_before_can_be_saved_again() {
    let facts = Facts { persona: Standing::Gone, version_sets: Some(vec![]), ..facts() };
    let base = filled();
    let kept = check(&base, Some(&base), &facts);
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|finding| !finding.blocks), "{kept:?}");
    let fresh = check(&base, None, &facts);
    assert!(fresh.iter().all(|finding| finding.blocks), "{fresh:?}");
}

#[test]
fn a_criterion_of_another_type_than_its_metric_is_an_error() {
    let mut facts = facts();
    facts.metrics.get_mut("m").unwrap().kind = MetricValueType::Boolean;
    assert_eq!(found(&filled(), &facts), [(Field::Expected(1), Problem::OtherType, true)]);
}

#[test]
fn categories_that_are_gone_are_told_and_kept() {
    let mut form = filled();
    let criterion = form.criteria.get_mut(1).unwrap();
    criterion.shape = Shape::Categorical;
    criterion.categories = vec!["Resolved".into(), "Lost".into()];
    let mut facts = facts();
    let metric = facts.metrics.get_mut("m").unwrap();
    metric.kind = MetricValueType::Categorical;
    metric.value = Some(MetricValue::Categorical { categories: vec!["Resolved".into(), "Escalated".into()] });
    let gone = Problem::CategoriesGone(vec!["Lost".into()]);
    assert_eq!(found(&form, &facts), [(Field::Expected(1), gone, false)]);
}

#[test]
fn new_tags_follow_the_strict_rule_and_old_ones_stay() {
    let tag = |name: &str, value: Option<&str>, is_typed| TagForm {
        key: 0,
        name: name.into(),
        value: value.map(Into::into),
        is_typed,
    };
    let mut form = filled();
    form.tags = Rows::of([
        tag("old-one", Some("a:b"), false),
        tag("new-one", Some("x"), true),
        tag("suite", Some("a:b"), true),
        tag("suite ", None, true),
        tag("", Some("x"), true),
        tag(" ", None, true),
    ]);
    let facts = Facts { strange: vec!["new-one".into(), "a:b".into()], ..facts() };
    assert_eq!(
        found(&form, &facts),
        [
            (Field::TagName(2), Problem::TagLetters, true),
            (Field::TagValue(3), Problem::TagLetters, true),
            (Field::TagName(4), Problem::TagTwice, true),
            (Field::TagName(5), Problem::Missing, true),
        ]
    );
}

#[test]
fn twenty_tags_are_enough() {
    let mut form = filled();
    for number in 0..21 {
        let key = form.tags.add();
        form.tags.get_mut(key).unwrap().set_name(format!("t{number}"));
    }
    assert_eq!(found(&form, &facts()), [(Field::Tags, Problem::TooManyTags, true)]);
}

#[test]
fn a_metric_of_an_unknown_type_blocks_whatever_else_is_known_of_it() {
    let mut form = filled();
    form.criteria.get_mut(1).unwrap().shape = Shape::Undecided;
    let unknown = [(Field::Metric(1), Problem::UnknownType, true)];
    assert_eq!(found(&form, &Facts::default()), unknown);
    let mut facts = facts();
    facts.metrics.get_mut("m").unwrap().kind = MetricValueType::Other("ordinal".into());
    assert_eq!(found(&form, &facts), unknown);
}

#[test]
fn a_malformed_metric_can_stay_but_not_be_sent_again() {
    let base = filled();
    let mut facts = facts();
    facts.metrics.get_mut("m").unwrap().standing = Standing::Gone;
    let blocks = |form: &TestForm| check(form, Some(&base), &facts).iter().any(|finding| finding.blocks);
    assert!(!blocks(&base));
    let mut changed = base.clone();
    changed.criteria.get_mut(1).unwrap().threshold = "3".into();
    assert!(blocks(&changed), "the id “m” would spoil the request");
}

#[test]
fn what_cannot_be_seen_is_missing_and_tells_no_names_apart() {
    let mut form = filled();
    form.name = "\u{200b}\u{3164}".into();
    form.description = "\u{ad}\u{feff} \u{2060}".into();
    form.criteria.get_mut(1).unwrap().name = "\u{202e}".into();
    let key = form.criteria.duplicate(1).unwrap();
    form.criteria.get_mut(key).unwrap().name = "Polite\u{200b}ness".into();
    let third = form.criteria.duplicate(key).unwrap();
    form.criteria.get_mut(third).unwrap().name = "Politeness\u{2060}".into();
    let said = found(&form, &facts());
    for field in [Field::Name, Field::Description, Field::CriterionName(1)] {
        assert!(said.contains(&(field, Problem::Missing, true)), "{field:?} {said:?}");
    }
    assert!(said.contains(&(Field::CriterionName(third), Problem::SameName, false)), "{said:?}");

    let mut form = filled();
    let tag = |name: &str, value: Option<&str>| TagForm {
        key: 0,
        name: name.into(),
        value: value.map(Into::into),
        is_typed: true,
    };
    form.tags = Rows::of([tag("suite", None), tag("su\u{200b}ite", None), tag("\u{3164}", Some("x"))]);
    assert_eq!(
        found(&form, &facts()),
        [(Field::TagName(2), Problem::TagTwice, true), (Field::TagName(3), Problem::Missing, true)]
    );
}
