//! A new persona or scenario as it is typed: its parts, what is wrong with them, what is sent, and
//! where the server's complaints belong (422, `loc`).
//!
//! What only a browser knows, its time zones and its clock's moments, is an argument.

use std::collections::BTreeMap;

use contract::{
    CreatePersona, CreateScenario, FieldProblem, InitialMessageType, LocPart, NewPersonaVersion,
    NewScenarioVersion, Setting, Tags, Timestamp,
};

use crate::form::{Row, Rows};

/// What is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A persona.
    Persona,
    /// A scenario.
    Scenario,
}

/// A part of what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The name of either.
    Name,
    /// The persona's role.
    Role,
    /// The persona's background.
    Background,
    /// The choice of a language: [`DEFAULT`], [`NONE`], [`OTHER`], or a code.
    Language,
    /// The code of another language.
    LanguageCode,
    /// The choice of a time zone: [`DEFAULT`], [`NONE`] or [`OTHER`].
    TimeZone,
    /// The name of a time zone.
    TimeZoneName,
    /// The name of a variable, by the key of its row.
    Variable(u32),
    /// What a variable says.
    VariableValue(u32),
    /// All variables that are not sensitive.
    Plain,
    /// All sensitive variables.
    Sensitive,
    /// The scenario's objective.
    Objective,
    /// The scenario's instructions.
    Instructions,
    /// Who speaks first.
    First,
    /// When the conversation starts, in local time.
    StartsAt,
}

/// The organization's default.
pub const DEFAULT: &str = "";
/// Explicitly none.
pub const NONE: &str = "-";
/// What is typed beside the choice.
pub const OTHER: &str = "?";

/// How many variables of each sort there may be (the document's `maxProperties`).
pub const MOST_VARIABLES: usize = 20;

/// A variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variable {
    key: u32,
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Whether it is called sensitive.
    pub is_sensitive: bool,
}

impl Row for Variable {
    fn key(&self) -> u32 {
        self.key
    }

    fn set_key(&mut self, key: u32) {
        self.key = key;
    }
}

impl Variable {
    /// Nothing is typed: it is not sent.
    fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.value.trim().is_empty()
    }
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    texts: BTreeMap<Part, String>,
    /// The variables of both sorts.
    pub variables: Rows<Variable>,
    /// Who speaks first.
    pub first: InitialMessageType,
}

impl Default for Draft {
    /// Nothing is typed; the persona speaks first.
    fn default() -> Self {
        let (texts, variables) = (BTreeMap::new(), Rows::default());
        Self { texts, variables, first: InitialMessageType::Persona }
    }
}

/// What is wrong with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is needed.
    Missing,
    /// A variable's name must match `^[a-z_][a-z0-9_]+$`.
    VariableName,
    /// Another variable of the sort has the name.
    Repeated,
    /// There are more than [`MOST_VARIABLES`] of a sort.
    TooMany,
    /// Not three small letters.
    LanguageCode,
    /// Not a time zone.
    TimeZone,
    /// Not a moment.
    Moment,
}

/// What only a browser knows.
pub struct Browser<'a> {
    /// Whether a time zone has this name.
    pub is_zone: &'a dyn Fn(&str) -> bool,
    /// The moment of a local time, in UTC.
    pub moment: &'a dyn Fn(&str) -> Option<Timestamp>,
}

impl Draft {
    /// What is typed in a part.
    #[must_use]
    pub fn text(&self, part: Part) -> &str {
        let text = match part {
            Part::Variable(key) => self.variables.get(key).map(|variable| &variable.name),
            Part::VariableValue(key) => self.variables.get(key).map(|variable| &variable.value),
            _ => self.texts.get(&part),
        };
        text.map_or("", String::as_str)
    }

    /// Writes a part.
    pub fn write(&mut self, part: Part, text: String) {
        match part {
            Part::Variable(key) => {
                if let Some(variable) = self.variables.get_mut(key) {
                    variable.name = text;
                }
            }
            Part::VariableValue(key) => {
                if let Some(variable) = self.variables.get_mut(key) {
                    variable.value = text;
                }
            }
            _ => {
                self.texts.insert(part, text);
            }
        }
    }

    /// Adds an empty variable; its key.
    pub fn add_variable(&mut self, is_sensitive: bool) -> u32 {
        let key = self.variables.add();
        if let Some(variable) = self.variables.get_mut(key) {
            variable.is_sensitive = is_sensitive;
        }
        key
    }

    fn trimmed(&self, part: Part) -> String {
        self.text(part).trim().to_owned()
    }

    fn setting(&self, choice: Part, other: Part) -> Setting {
        match self.text(choice) {
            DEFAULT => Setting::Default,
            NONE => Setting::None,
            OTHER => Setting::Value(self.trimmed(other)),
            chosen => Setting::Value(chosen.to_owned()),
        }
    }

    fn variables(&self, sensitive: bool) -> BTreeMap<String, String> {
        let of_sort = self.sort(sensitive);
        of_sort.map(|variable| (variable.name.trim().to_owned(), variable.value.clone())).collect()
    }

    fn sort(&self, sensitive: bool) -> impl Iterator<Item = &Variable> {
        let of_sort = move |variable: &&Variable| variable.is_sensitive == sensitive && !variable.is_blank();
        self.variables.iter().filter(of_sort)
    }

    /// The request for a persona.
    #[must_use]
    pub fn persona(&self) -> CreatePersona {
        CreatePersona {
            name: self.trimmed(Part::Name),
            role: self.trimmed(Part::Role),
            tags: Tags::default(),
            initial_version: NewPersonaVersion {
                background: self.trimmed(Part::Background),
                preferred_language: self.setting(Part::Language, Part::LanguageCode),
                timezone: self.setting(Part::TimeZone, Part::TimeZoneName),
                user_models: Vec::new(),
                nonsensitive_user_variables: self.variables(false),
                sensitive_user_variables: self.variables(true),
            },
        }
    }

    /// The request for a scenario.
    #[must_use]
    pub fn scenario(&self, browser: &Browser<'_>) -> CreateScenario {
        CreateScenario {
            name: self.trimmed(Part::Name),
            tags: Tags::default(),
            initial_version: NewScenarioVersion {
                objective: self.trimmed(Part::Objective),
                instructions: self.trimmed(Part::Instructions),
                initial_message_type: self.first.clone(),
                conversation_starts_at: (browser.moment)(self.text(Part::StartsAt)),
            },
        }
    }

    /// What is wrong, in the order of the parts on the page.
    #[must_use]
    pub fn problems(&self, thing: Thing, browser: &Browser<'_>) -> Vec<(Part, Problem)> {
        let mut problems = Vec::new();
        let needed: &[Part] = match thing {
            Thing::Persona => &[Part::Name, Part::Role, Part::Background],
            Thing::Scenario => &[Part::Name, Part::Objective, Part::Instructions],
        };
        for part in needed {
            if self.text(*part).trim().is_empty() {
                problems.push((*part, Problem::Missing));
            }
        }
        if thing == Thing::Scenario {
            let starts_at = self.text(Part::StartsAt);
            if !starts_at.is_empty() && (browser.moment)(starts_at).is_none() {
                problems.push((Part::StartsAt, Problem::Moment));
            }
            return problems;
        }
        let code = self.text(Part::LanguageCode).trim();
        if self.text(Part::Language) == OTHER && !is_language(code) {
            problems.push((Part::LanguageCode, Problem::LanguageCode));
        }
        let zone = self.text(Part::TimeZoneName).trim();
        if self.text(Part::TimeZone) == OTHER && !(browser.is_zone)(zone) {
            problems.push((Part::TimeZoneName, Problem::TimeZone));
        }
        for (sensitive, all) in [(false, Part::Plain), (true, Part::Sensitive)] {
            let mut names: Vec<&str> = Vec::new();
            for variable in self.sort(sensitive) {
                let name = variable.name.trim();
                let problem = if name.is_empty() {
                    Some(Problem::Missing)
                } else if !is_variable(name) {
                    Some(Problem::VariableName)
                } else {
                    names.contains(&name).then_some(Problem::Repeated)
                };
                problems.extend(problem.map(|problem| (Part::Variable(variable.key), problem)));
                names.push(name);
            }
            if names.len() > MOST_VARIABLES {
                problems.push((all, Problem::TooMany));
            }
        }
        problems
    }

    /// Where the server's complaints belong; what is about no part is left out.
    #[must_use]
    pub fn place(&self, problems: &[FieldProblem]) -> Vec<(Part, String)> {
        let placed = |problem: &FieldProblem| Some((self.part(&problem.loc)?, problem.message.clone()));
        problems.iter().filter_map(placed).collect()
    }

    fn part(&self, loc: &[LocPart]) -> Option<Part> {
        let mut names = loc.iter().filter_map(|part| match part {
            LocPart::Name(name) => Some(name.as_str()),
            LocPart::Index(_) => None,
        });
        let first = names.next()?;
        let name = if first == "initial_version" { names.next()? } else { first };
        let chosen = |choice, other| if self.text(choice) == OTHER { other } else { choice };
        Some(match name {
            "name" => Part::Name,
            "role" => Part::Role,
            "background" => Part::Background,
            "preferred_language" => chosen(Part::Language, Part::LanguageCode),
            "timezone" => chosen(Part::TimeZone, Part::TimeZoneName),
            "objective" => Part::Objective,
            "instructions" => Part::Instructions,
            "initial_message_type" => Part::First,
            "conversation_starts_at" => Part::StartsAt,
            "nonsensitive_user_variables" => self.of_variable(false, names.next(), names.next()),
            "sensitive_user_variables" => self.of_variable(true, names.next(), names.next()),
            _ => return None,
        })
    }

    /// A variable is named by its key; a validator may say that the key itself is meant (`[key]`).
    fn of_variable(&self, sensitive: bool, name: Option<&str>, step: Option<&str>) -> Part {
        let named = |name: &str| self.sort(sensitive).find(|variable| variable.name.trim() == name);
        match name.and_then(named) {
            Some(variable) if step == Some("[key]") => Part::Variable(variable.key),
            Some(variable) => Part::VariableValue(variable.key),
            None if sensitive => Part::Sensitive,
            None => Part::Plain,
        }
    }
}

/// The shape of an ISO 639-3 code; the server knows which of them there are.
fn is_language(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// `^[a-z_][a-z0-9_]+$`
fn is_variable(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let mut bytes = text.bytes();
    text.len() > 1 && bytes.next().is_some_and(fits) && bytes.all(|byte| fits(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use contract::{Problem as Body, encode};

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
            let expected: Vec<_> =
                problem.map(|problem| (Part::Variable(key), problem)).into_iter().collect();
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
        let mut draft =
            draft(&[(Part::Objective, "Refill"), (Part::Instructions, "Ask."), (Part::Name, "R")]);
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
            let placed = draft.place(&Body::parse(&body).fields);
            assert_eq!(placed, part.map(|part| (part, "wrong".to_owned())).into_iter().collect::<Vec<_>>());
        }
    }
}
