//! What is typed, checked and sent; complaints in their places.

use contract::{Problem as Body, decode, encode};

use super::*;

const BROWSER: Browser<'static> = Browser {
    is_zone: &|name| name == "Europe/Oslo",
    moment: &|text| (text.len() == 16).then(|| Timestamp(text.to_owned() + ":00Z")),
};

fn draft(texts: &[(Part, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (part, text) in texts {
        draft.write(*part, (*text).to_owned());
    }
    draft
}

fn variable(draft: &mut Draft, sensitive: bool, name: &str, value: &str) -> u32 {
    let key = draft.add_variable(sensitive);
    draft.write(Part::Variable(key), name.to_owned());
    draft.write(Part::VariableValue(key), value.to_owned());
    key
}

fn persona() -> Draft {
    draft(&[(Part::Name, " Ann\n"), (Part::Role, "caller"), (Part::Background, "Is busy.")])
}

#[test]
fn what_is_needed_is_needed_after_trimming() {
    let blank = draft(&[(Part::Name, "  "), (Part::Role, "\t")]);
    let parts = |thing| {
        let problems = blank.problems(thing, &BROWSER);
        assert!(problems.iter().all(|(_, problem)| *problem == Problem::Missing));
        problems.into_iter().map(|(part, _)| part).collect::<Vec<_>>()
    };
    assert_eq!(parts(Thing::Persona), [Part::Name, Part::Role, Part::Background]);
    assert_eq!(parts(Thing::Scenario), [Part::Name, Part::Objective, Part::Instructions]);
    assert_eq!(persona().problems(Thing::Persona, &BROWSER), []);
}

#[test]
fn a_persona_is_sent_with_every_required_key() {
    assert_eq!(
        encode(&persona().persona()),
        r#"{"initial_version":{"background":"Is busy.","nonsensitive_user_variables":{},"#.to_owned()
            + r#""sensitive_user_variables":{},"user_models":[]},"name":"Ann","role":"caller","tags":{}}"#
    );
}

#[test]
fn default_none_and_a_value_are_told_apart() {
    for (language, code, setting) in [
        (DEFAULT, "nor", Setting::Default),
        (NONE, "nor", Setting::None),
        ("eng", "nor", Setting::Value("eng".into())),
        (OTHER, " nor ", Setting::Value("nor".into())),
    ] {
        let draft = draft(&[(Part::Language, language), (Part::LanguageCode, code)]);
        assert_eq!(draft.persona().initial_version.preferred_language, setting);
    }
}

#[test]
fn codes_and_zones_are_checked_only_where_they_are_chosen() {
    for (choice, code, zone, wrong) in [
        (DEFAULT, "nonsense", "Nowhere", 0),
        (OTHER, "nor", "Europe/Oslo", 0),
        (OTHER, "no", "europe/oslo", 2),
        (OTHER, "NOR", "", 2),
    ] {
        let mut draft = persona();
        for (part, text) in [
            (Part::Language, choice),
            (Part::LanguageCode, code),
            (Part::TimeZone, choice),
            (Part::TimeZoneName, zone),
        ] {
            draft.write(part, text.to_owned());
        }
        assert_eq!(draft.problems(Thing::Persona, &BROWSER).len(), wrong, "{code} {zone}");
    }
}

#[test]
fn names_of_variables() {
    for (name, problem) in [
        ("ab", None),
        ("_1", None),
        (" member_id ", None),
        ("a", Some(Problem::VariableName)),
        ("1a", Some(Problem::VariableName)),
        ("aB", Some(Problem::VariableName)),
        ("a-b", Some(Problem::VariableName)),
        ("é1", Some(Problem::VariableName)),
        ("", Some(Problem::Missing)),
    ] {
        let mut draft = persona();
        let key = variable(&mut draft, true, name, "x");
        let expected: Vec<_> = problem.map(|problem| (Part::Variable(key), problem)).into_iter().collect();
        assert_eq!(draft.problems(Thing::Persona, &BROWSER), expected, "{name}");
    }
}

#[test]
fn names_are_unique_and_few_within_their_sort() {
    let mut draft = persona();
    variable(&mut draft, false, "plan", "gold");
    variable(&mut draft, true, "plan", "gold");
    variable(&mut draft, true, " ", "");
    assert_eq!(draft.problems(Thing::Persona, &BROWSER), []);
    let again = variable(&mut draft, true, "plan ", "");
    assert_eq!(draft.problems(Thing::Persona, &BROWSER), [(Part::Variable(again), Problem::Repeated)]);
    draft.write(Part::Variable(again), "plan_0".into());
    for number in 1..19 {
        variable(&mut draft, true, &format!("plan_{number}"), "");
    }
    assert_eq!(draft.problems(Thing::Persona, &BROWSER), []);
    assert_eq!(draft.persona().initial_version.sensitive_user_variables.len(), MOST_VARIABLES);
    variable(&mut draft, true, "one_more", "");
    assert_eq!(draft.problems(Thing::Persona, &BROWSER), [(Part::Sensitive, Problem::TooMany)]);
}

#[test]
fn a_scenario_names_its_start_or_null() {
    let mut draft = draft(&[(Part::Objective, "Refill"), (Part::Instructions, "Ask."), (Part::Name, "R")]);
    assert_eq!(
        encode(&draft.scenario(&BROWSER)),
        r#"{"initial_version":{"conversation_starts_at":null,"initial_message_type":"user-message","#
            .to_owned()
            + r#""instructions":"Ask.","objective":"Refill"},"name":"R","tags":{}}"#
    );
    draft.write(Part::StartsAt, "2026-11-22T10:30".into());
    assert_eq!(draft.problems(Thing::Scenario, &BROWSER), []);
    let body = encode(&draft.scenario(&BROWSER));
    assert!(body.contains(r#""conversation_starts_at":"2026-11-22T10:30:00Z""#), "{body}");
    draft.write(Part::StartsAt, "tomorrow".into());
    assert_eq!(draft.problems(Thing::Scenario, &BROWSER), [(Part::StartsAt, Problem::Moment)]);
}

#[test]
fn complaints_land_where_they_belong() {
    let mut draft = draft(&[(Part::TimeZone, OTHER), (Part::TimeZoneName, "Europe/Oslo")]);
    let plain = variable(&mut draft, false, " plan", "gold");
    let secret = variable(&mut draft, true, "plan", "gold");
    for (loc, part) in [
        (r#"["body","name"]"#, Some(Part::Name)),
        (r#"["body","role"]"#, Some(Part::Role)),
        (r#"["body","initial_version","background"]"#, Some(Part::Background)),
        (r#"["body","initial_version","preferred_language","literal"]"#, Some(Part::Language)),
        (r#"["body","initial_version","timezone",0]"#, Some(Part::TimeZoneName)),
        (
            r#"["body","initial_version","nonsensitive_user_variables","plan"]"#,
            Some(Part::VariableValue(plain)),
        ),
        (
            r#"["body","initial_version","sensitive_user_variables","plan","[key]"]"#,
            Some(Part::Variable(secret)),
        ),
        (r#"["body","initial_version","sensitive_user_variables"]"#, Some(Part::Sensitive)),
        (r#"["body","initial_version","instructions"]"#, Some(Part::Instructions)),
        (r#"["body","initial_version"]"#, None),
        (r#"["body","tags"]"#, None),
    ] {
        let body = format!(r#"{{"detail":[{{"loc":{loc},"msg":"wrong","type":"x"}}]}}"#);
        let (placed, rest) = draft.place(&Body::parse(&body).fields);
        assert_eq!(placed, part.map(|part| (part, "wrong".to_owned())).into_iter().collect::<Vec<_>>());
        assert_eq!(rest.is_empty(), part.is_some(), "what belongs nowhere is not lost: {loc}");
    }
}

#[test]
fn a_draft_comes_back_without_what_is_sensitive() {
    let mut draft = persona();
    for (part, text) in [
        (Part::Language, OTHER),
        (Part::LanguageCode, "nor"),
        (Part::TimeZone, OTHER),
        (Part::TimeZoneName, "Europe/Oslo"),
        (Part::Objective, "Refill"),
        (Part::Instructions, "Ask.\nAgain."),
        (Part::StartsAt, "2026-11-22T10:30"),
    ] {
        draft.write(part, text.to_owned());
    }
    draft.first = InitialMessageType::Agent;
    variable(&mut draft, false, "plan", "gold");
    let plain = draft.clone();
    variable(&mut draft, true, "member_id", "0042");
    let kept = encode(&draft);
    assert!(!kept.contains("member_id") && !kept.contains("0042"), "{kept}");
    assert_eq!(decode::<Draft>(&kept).unwrap(), plain);
    for garbage in ["{}", r#"{"first":"whoever","variables":[[],7,{}],"name":5}"#] {
        assert!(decode::<Draft>(garbage).unwrap().is_blank(), "{garbage}");
    }
}

#[test]
fn blank_is_what_nobody_would_miss() {
    let mut blank = draft(&[(Part::Name, " "), (Part::Language, DEFAULT), (Part::First, "")]);
    variable(&mut blank, true, "", " ");
    assert!(blank.is_blank());
    for part in [Part::Name, Part::Objective, Part::StartsAt, Part::Language] {
        assert!(!draft(&[(part, "x")]).is_blank(), "{part:?}");
    }
    let mut secret = Draft::default();
    variable(&mut secret, true, "", "0042");
    assert!(!secret.is_blank());
    assert!(!Draft { first: InitialMessageType::Agent, ..Draft::default() }.is_blank());
}

#[test]
fn what_cannot_be_seen_is_missing_and_not_sent() {
    let draft =
        draft(&[(Part::Name, "\u{200b}"), (Part::Role, "\u{3164}"), (Part::Background, "\u{ad}\u{2060}")]);
    let missing: Vec<Part> =
        draft.problems(Thing::Persona, &BROWSER).into_iter().map(|(part, _)| part).collect();
    assert_eq!(missing, [Part::Name, Part::Role, Part::Background]);
    assert!(draft.is_blank());
    let mut named = persona();
    named.write(Part::Name, "\u{feff}A\u{200b}nn\u{2060} ".to_owned());
    assert_eq!(named.persona().name, "Ann");
    named.write(Part::Name, "Zoe\u{308}".to_owned());
    named.compose(&|text| text.replace("e\u{308}", "ë"));
    assert_eq!(named.persona().name, "Zoë");
}
