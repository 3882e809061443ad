//! What is typed is what is sent, and what is wrong is told.

use contract::{Problem as Answer, Tag, Tags, decode};
use proptest::prelude::*;

use super::super::{Beside, Stored};
use super::*;

const IDS: [&str; 3] = ["6618791275130b73714e8d1a", "6618791275130b73714e8d1b", "6618791275130b73714e8d1c"];
const GERMAN: Notation = Notation { decimal: ',', group: '.' };

fn form(members: &[(&str, &str)]) -> SetForm {
    let member = |(id, count): &(&str, &str)| MemberForm {
        key: 0,
        unit_test_id: (*id).to_owned(),
        count: (*count).to_owned(),
        came: AsItCame::default(),
    };
    SetForm { name: "Nightly".into(), members: Rows::of(members.iter().map(member)), ..SetForm::default() }
}

fn found(form: &SetForm, base: Option<&SetForm>) -> Vec<(Field, Problem, bool)> {
    let facts =
        SetFacts { tests: BTreeMap::from([(IDS[2].to_owned(), Standing::Gone)]), ..SetFacts::default() };
    check_set(form, base, &facts).into_iter().map(|one| (one.field, one.problem, one.blocks)).collect()
}

#[test]
fn what_is_wrong_is_told_from_top_to_end() {
    assert_eq!(
        found(&SetForm::default(), None),
        [(Field::Name, Problem::Missing, true), (Field::Members, Problem::NoMembers, true)]
    );
    let odd = form(&[(IDS[0], "5"), (IDS[1], "1"), (IDS[2], "0"), (IDS[0], "2.5"), ("x", "3")]);
    assert_eq!(
        found(&odd, None),
        [
            (Field::RunCount(2), Problem::OnlyOnce, false),
            (Field::Member(3), Problem::Gone, true),
            (Field::RunCount(3), Problem::NotACount, true),
            (Field::Member(4), Problem::MemberTwice, false),
            (Field::RunCount(4), Problem::NotACount, true),
            (Field::Member(5), Problem::Gone, true),
        ]
    );
    assert_eq!(odd.create(GERMAN), None);
}

#[test]
fn what_was_there_before_and_is_not_sent_stands_in_nobodys_way() {
    let base = form(&[("x", "0"), (IDS[2], "5")]);
    let renamed = SetForm { name: "Weekly".into(), ..base.clone() };
    assert!(found(&renamed, Some(&base)).iter().all(|(_, _, blocks)| !blocks));
    let mut longer = base.clone();
    longer.add(IDS[0]);
    let blocking: Vec<Field> =
        found(&longer, Some(&base)).into_iter().filter(|one| one.2).map(|one| one.0).collect();
    assert_eq!(
        blocking,
        [Field::Member(1), Field::RunCount(1)],
        "these would be sent again; what is only gone may stay"
    );
}

#[test]
fn a_count_is_read_as_people_of_the_language_type_it() {
    for (typed, count) in [
        (" 5 ", Some(5)),
        ("1.000", Some(1000)),
        ("+7", Some(7)),
        ("٣", Some(3)),
        ("1e3", Some(1000)),
        ("9007199254740993", Some(9_007_199_254_740_993)),
    ] {
        assert_eq!(run_count(typed, GERMAN), count, "{typed}");
    }
    for typed in ["", "0", "-1", "2,5", "many", "1e300"] {
        assert_eq!(run_count(typed, GERMAN), None, "{typed}");
    }
}

#[test]
fn a_description_is_cleared_by_null_and_otherwise_left_alone() {
    let base = SetForm { description: "All".into(), ..form(&[(IDS[0], "5")]) };
    let with = |description: &str| SetForm { description: description.into(), ..base.clone() };
    let sent = |form: &SetForm| form.update(&base, GERMAN).map(|update| update.description);
    assert_eq!(sent(&with(" All ")), Some(None));
    assert_eq!(sent(&with("  ")), Some(Some(None)));
    assert_eq!(sent(&with(" Some ")), Some(Some(Some("Some".into()))));
    assert_eq!(with("").create(GERMAN).map(|body| body.description), Some(None));
}

#[test]
fn a_test_is_added_once_and_all_counts_are_set_at_once() {
    let mut form = form(&[(IDS[0], "1")]);
    form.add(IDS[0]);
    form.add(IDS[1]);
    assert_eq!(form.members.len(), 2);
    form.set_all_counts(" 3 ");
    assert_eq!(form.size(GERMAN), SetSize { tests: 2, conversations: 6, once: 0, unknown: 0 });
}

#[test]
fn the_order_of_members_means_nothing_and_how_often_they_are_there_does() {
    let base = form(&[(IDS[0], "5"), (IDS[1], "3"), (IDS[0], "5")]);
    assert!(base.says_as(&form(&[(IDS[0], "5"), (IDS[0], " 5"), (IDS[1], "3")])));
    assert!(!base.says_as(&form(&[(IDS[0], "5"), (IDS[1], "3"), (IDS[1], "3")])));
    assert!(!base.says_as(&form(&[(IDS[0], "5"), (IDS[1], "3")])));
}

#[test]
fn complaints_land_where_they_belong() {
    let mut form = form(&[(IDS[0], "5"), (IDS[1], "5")]);
    form.members.move_to(2, 0);
    for (loc, field) in [
        (r#"["body","name"]"#, Field::Name),
        (r#"["body","description"]"#, Field::Description),
        (r#"["body","unit_test_runs"]"#, Field::Members),
        (r#"["body","unit_test_runs",0,"run_count"]"#, Field::RunCount(2)),
        (r#"["body","unit_test_runs",1,"unit_test_id"]"#, Field::Member(1)),
        (r#"["body","unit_test_runs",7]"#, Field::Members),
        (r#"["body","tags"]"#, Field::Tags),
    ] {
        let body = format!(r#"{{"detail":[{{"loc":{loc},"msg":"wrong","type":"x"}}]}}"#);
        let placed = place_set(&Answer::parse(&body).fields, &form);
        assert_eq!(placed.fields, [(field, "wrong".to_owned())], "{loc}");
    }
    let body = r#"{"detail":[{"loc":["query","future"],"msg":"odd"}]}"#;
    assert_eq!(place_set(&Answer::parse(body).fields, &form).rest.len(), 1);
}

#[test]
fn only_what_others_changed_is_a_difference() {
    let base = form(&[(IDS[0], "5")]);
    let mine = SetForm { name: "Mine".into(), description: "d".into(), ..base.clone() };
    let mut theirs = SetForm { name: "Theirs".into(), ..base.clone() };
    theirs.add(IDS[1]);
    let differences = set_differences(&base, &mine, &theirs);
    assert_eq!(
        differences,
        [
            Difference { part: SetPart::Name, is_mine_too: true },
            Difference { part: SetPart::Members, is_mine_too: false },
        ]
    );
    let mut merged = mine;
    for difference in differences {
        difference.part.take(&mut merged, &theirs);
    }
    assert_eq!(set_differences(&base, &merged, &theirs), []);
    assert_eq!(merged.description, "d", "what only I changed stays");
}

#[test]
fn members_that_nobody_touched_are_sent_as_they_came() {
    let came = [
        format!(r#"{{"run_count":5.0,"unit_test_id":"{}","weight":2}}"#, IDS[0]),
        format!(r#"{{"run_count":3,"unit_test_id":"{}"}}"#, IDS[1]),
        format!(r#"{{"run_count":9007199254740993,"unit_test_id":"{}"}}"#, IDS[2]),
    ];
    let set = TestSet {
        unit_test_runs: came.iter().map(|json| decode(json).unwrap()).collect(),
        ..TestSet::default()
    };
    let base = SetForm::of(&set);
    let mut form = base.clone();
    form.members.get_mut(form.members.keys()[1]).unwrap().count = "4".into();
    let stored = Stored { form, base: Some(base), ..Stored::default() };
    let restored: Stored<SetForm> = decode(&json::encode(&stored)).unwrap();
    let sent = restored.form.update(&restored.base.unwrap(), GERMAN).unwrap().unit_test_runs.unwrap();
    let sent: Vec<String> = sent.iter().map(|one| json::encode(one)).collect();
    assert_eq!(sent, [came[0].clone(), came[1].replace(":3,", ":4,"), came[2].clone()]);
    let mut touched = SetForm::of(&set);
    touched.set_all_counts("7");
    assert!(json::encode(&touched.create(GERMAN).unwrap()).contains("\"weight\":2"));
}

fn stored() -> impl Strategy<Value = TestSet> {
    let members = prop::collection::vec((0..3_usize, 1..2000_i64), 1..6);
    let tags = prop::collection::btree_map("[a-z:-]{1,4}", prop::option::of("[a-z: ]{0,4}"), 0..4);
    ("[a-z]{1,6}", prop::option::of("[a-z]{1,6}"), members, tags).prop_map(
        |(name, description, members, tags)| {
            let member = |(id, run_count): (usize, i64)| TestSetMember {
                unit_test_id: UnitTestId::from_response(IDS[id]),
                run_count,
                ..TestSetMember::default()
            };
            TestSet {
                name,
                description,
                unit_test_runs: members.into_iter().map(member).collect(),
                tags: Tags(tags.into_iter().map(|(key, value)| Tag { key, value }).collect()),
                ..TestSet::default()
            }
        },
    )
}

fn typed() -> impl Strategy<Value = SetForm> {
    let member = ("\\PC{0,6}", "\\PC{0,6}").prop_map(|(unit_test_id, count)| MemberForm {
        key: 0,
        unit_test_id,
        count,
        came: AsItCame::default(),
    });
    let tag = ("\\PC{0,4}", prop::option::of("\\PC{0,4}"), any::<bool>())
        .prop_map(|(name, value, is_typed)| TagForm { key: 0, name, value, is_typed });
    let rows = (prop::collection::vec(member, 0..4), prop::collection::vec(tag, 0..4));
    ("\\PC{0,8}", "\\PC{0,8}", rows).prop_map(|(name, description, (members, tags))| SetForm {
        name,
        description,
        members: Rows::of(members),
        tags: Rows::of(tags),
    })
}

proptest! {
    #[test]
    fn a_stored_set_goes_back_as_it_came(set in stored()) {
        let body = SetForm::of(&set).create(GERMAN).unwrap();
        prop_assert_eq!(body.unit_test_runs, set.unit_test_runs);
        prop_assert_eq!(body.tags, set.tags);
        prop_assert_eq!(body.description, set.description);
    }

    /// What is sent is what differs: applied to the one set it gives the other.
    #[test]
    fn an_update_leads_from_one_set_to_the_other(before in stored(), after in stored()) {
        let (base, form) = (SetForm::of(&before), SetForm::of(&after));
        prop_assert!(base.update(&base, GERMAN).unwrap().is_empty());
        let update = form.update(&base, GERMAN).unwrap();
        prop_assert_eq!(update.name.unwrap_or(before.name), after.name);
        prop_assert_eq!(update.description.unwrap_or(before.description), after.description);
        let in_order = |members: Vec<TestSetMember>| {
            order::by_key(members, |one| (one.unit_test_id.clone(), one.run_count))
        };
        let members = update.unit_test_runs.unwrap_or(before.unit_test_runs);
        prop_assert_eq!(in_order(members), in_order(after.unit_test_runs));
        prop_assert_eq!(update.tags.unwrap_or(before.tags), after.tags);
    }

    #[test]
    fn a_draft_comes_back_to_the_letter(form in typed(), base in prop::option::of(typed())) {
        let stored = Stored { form, base, beside: Beside::default(), sent: None };
        prop_assert_eq!(decode::<Stored<SetForm>>(&json::encode(&stored)).unwrap(), stored);
    }

    #[test]
    fn no_form_and_no_draft_breaks_the_checks(form in typed(), text in "\\PC{0,60}") {
        let _ = check_set(&form, Some(&SetForm::default()), &SetFacts::default());
        let _ = decode::<Stored<SetForm>>(&format!(r#"{{"form":{{"members":[{text}],"tags":{{}}}}}}"#));
    }
}

#[test]
fn names_are_seen_or_missing_and_sent_without_litter() {
    let mut set = form(&[(IDS[0], "5")]);
    set.name = "\u{200b}\u{feff}".into();
    assert_eq!(found(&set, None), [(Field::Name, Problem::Missing, true)]);
    set.name = "\u{feff}Nigh\u{ad}tly\u{200b} ".into();
    set.description = "\u{3164}".into();
    let sent = set.create(GERMAN).unwrap();
    assert_eq!((sent.name.as_str(), sent.description), ("Nightly", None));
}

#[test]
fn what_was_typed_is_composed_and_what_came_is_not() {
    let compose = |text: &str| text.replace("e\u{301}", "é");
    let opened = SetForm { name: "Cafe\u{301}".into(), ..form(&[(IDS[0], "5")]) };
    let mut typed = opened.clone();
    typed.tags = Rows::of([
        TagForm {
            name: "e\u{301}".into(),
            value: Some("e\u{301}".into()),
            is_typed: true,
            ..TagForm::default()
        },
        TagForm { name: "ole\u{301}".into(), ..TagForm::default() },
    ]);
    typed.compose(&opened, &compose);
    assert_eq!(typed.name, opened.name);
    let tags: Vec<_> = typed.tags.iter().map(|tag| (tag.name.as_str(), tag.value.as_deref())).collect();
    assert_eq!(tags, [("é", Some("é")), ("ole\u{301}", None)]);
    typed.name = "Ole\u{301}".into();
    typed.compose(&opened, &compose);
    assert_eq!(typed.name, "Olé");
}
