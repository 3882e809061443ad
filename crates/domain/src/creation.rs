//! A new persona or scenario as it is typed: its parts, what is wrong with them, what is sent, and
//! where the server's complaints belong (422, `loc`).
//!
//! What only a browser knows, its time zones and its clock's moments, is an argument.

mod stored;

use std::collections::BTreeMap;

use contract::{
    CreatePersona, CreateScenario, FieldProblem, InitialMessageType, LocPart, NewPersonaVersion,
    NewScenarioVersion, Setting, Tags, Timestamp,
};

use crate::form::{Row, Rows};
use crate::letters;

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
        letters::is_blank(&self.name) && letters::is_blank(&self.value)
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
    /// Whether it was sent to be created, and no answer told what became of it: it may be there.
    pub is_sent: bool,
}

impl Default for Draft {
    /// Nothing is typed; the persona speaks first.
    fn default() -> Self {
        let (texts, variables) = (BTreeMap::new(), Rows::default());
        Self { texts, variables, first: InitialMessageType::Persona, is_sent: false }
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

    /// Composes the name by the browser's `compose`: it is sent in one form only, in which it is found again.
    pub fn compose(&mut self, compose: &dyn Fn(&str) -> String) {
        if let Some(name) = self.texts.get_mut(&Part::Name) {
            *name = compose(name);
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

    /// Whether nothing is typed or chosen.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts.values().all(|text| letters::is_blank(text))
            && self.variables.iter().all(Variable::is_blank)
            && self.first == InitialMessageType::Persona
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
            name: letters::clean(self.text(Part::Name)),
            role: letters::clean(self.text(Part::Role)),
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
            name: letters::clean(self.text(Part::Name)),
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
            if letters::is_blank(self.text(*part)) {
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

    /// Where the server's complaints belong, and those that are about no part.
    #[must_use]
    pub fn place(&self, problems: &[FieldProblem]) -> (Vec<(Part, String)>, Vec<FieldProblem>) {
        let (mut placed, mut rest) = (Vec::new(), Vec::new());
        for problem in problems {
            match self.part(&problem.loc) {
                Some(part) => placed.push((part, problem.message.clone())),
                None => rest.push(problem.clone()),
            }
        }
        (placed, rest)
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
mod tests;
