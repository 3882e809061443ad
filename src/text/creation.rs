//! Words of the dialogs in which a persona or a scenario is created.

use domain::creation::{Part, Problem, Thing};

/// Choices of a language or a time zone.
pub const DEFAULT: &str = "The organization’s default";
/// See above.
pub const NO_LANGUAGE: &str = "None: the agent’s language";
/// See above.
pub const NO_TIME_ZONE: &str = "None: UTC";
/// See above.
pub const OTHER_LANGUAGE: &str = "Another language…";
/// See above.
pub const OTHER_TIME_ZONE: &str = "A certain time zone…";

/// The variables of a persona.
pub const VARIABLES: &str = "Variables";
/// See above.
pub const VARIABLES_HINT: &str =
    "What the agent can know of this person, such as a plan or a member number. At most 20 of each kind.";
/// See above.
pub const PLAIN: &str = "Not sensitive";
/// See above.
pub const SENSITIVE: &str = "Sensitive";
/// The API's own warning.
pub const UNENCRYPTED: &str = "Sensitive variables are stored unencrypted. Use invented test data only, never \
                               data of real people.";
/// Adds a row.
pub const ADD: &str = "Add variable";
/// See above.
pub const ADD_SENSITIVE: &str = "Add sensitive variable";

/// Leaves the dialog; what is typed stays.
pub const CANCEL: &str = "Cancel";
/// While it is created.
pub const CREATING: &str = "Creating…";
/// The name is taken.
pub const NAME_TAKEN: &str = "Another one has this name. Choose another name, or close this and choose the \
                              one that is there.";

/// The API says that the name is taken, and it was not found by what.
pub const NAME_TAKEN_UNSEEN: &str = "The API says that this name is taken. We could not find what uses it: it may \
                                     be one that you may not see, or this one, sent before.";

/// The button beside the label of a picker.
#[must_use]
pub fn open(thing: Thing) -> &'static str {
    match thing {
        Thing::Persona => "Create a persona",
        Thing::Scenario => "Create a scenario",
    }
}

/// The same, once something is typed.
#[must_use]
pub fn go_on(thing: Thing) -> &'static str {
    match thing {
        Thing::Persona => "Go on with the new persona",
        Thing::Scenario => "Go on with the new scenario",
    }
}

/// Said beneath the actions.
#[must_use]
pub fn kept(thing: Thing) -> &'static str {
    match thing {
        Thing::Persona => {
            "Closing keeps what you typed with the draft of this form, but sensitive variables only while you \
             stay on this page."
        }
        Thing::Scenario => "Closing keeps what you typed with the draft of this form.",
    }
}

/// The title of the dialog, and the button that creates.
#[must_use]
pub fn title(thing: Thing) -> &'static str {
    match thing {
        Thing::Persona => "Create persona",
        Thing::Scenario => "Create scenario",
    }
}

/// It was created; `chosen`: and chosen in the form.
#[must_use]
pub fn created(thing: Thing, name: &str, chosen: bool) -> String {
    let what = match thing {
        Thing::Persona => "The persona “",
        Thing::Scenario => "The scenario “",
    };
    let end = if chosen { "” is created and chosen." } else { "” is created. You find it in the list." };
    [what, name, end].concat()
}

/// What has the name is what was sent; `chosen`: and it is chosen in the form.
#[must_use]
pub fn already(thing: Thing, name: &str, chosen: bool) -> String {
    let what = match thing {
        Thing::Persona => "The persona “",
        Thing::Scenario => "The scenario “",
    };
    let end = if chosen {
        "” is there already, just as you wrote it, and is chosen."
    } else {
        "” is there already, just as you wrote it. You find it in the list."
    };
    [what, name, end].concat()
}

/// The server said no before.
#[must_use]
pub fn denied(thing: Thing) -> &'static str {
    match thing {
        Thing::Persona => {
            "You may not create personas: it needs the permissions Simulation:CreateSimulationPersona and \
             Simulation:ModifySimulationPersona. Ask an administrator of your organization."
        }
        Thing::Scenario => {
            "You may not create scenarios: it needs the permissions Simulation:CreateSimulationScenario and \
             Simulation:ModifySimulationScenario. Ask an administrator of your organization."
        }
    }
}

/// The label of a part.
#[must_use]
pub fn label(part: Part) -> &'static str {
    match part {
        Part::Name | Part::Variable(_) => "Name",
        Part::Role => "Role",
        Part::Background => "Background",
        Part::Language => "Preferred language",
        Part::LanguageCode => "Code of the language",
        Part::TimeZone => "Time zone",
        Part::TimeZoneName => "Name of the time zone",
        Part::VariableValue(_) => "Value",
        Part::Plain => PLAIN,
        Part::Sensitive => SENSITIVE,
        Part::Objective => "Objective",
        Part::Instructions => "Instructions",
        Part::First => "Who speaks first",
        Part::StartsAt => "The conversation starts at (optional)",
    }
}

/// A sentence of help; may be empty.
#[must_use]
pub fn hint(thing: Thing, part: Part) -> &'static str {
    match (part, thing) {
        (Part::Name, Thing::Persona) => "Must be unique. Name and role cannot be changed later.",
        (Part::Name, Thing::Scenario) => "Must be unique. It cannot be changed later.",
        (Part::Role, _) => "Who calls, in a word or two, such as “Patient” or “Caregiver”.",
        (Part::Background, _) => {
            "Life, health and manner of this invented person, as the simulation plays it."
        }
        (Part::LanguageCode, _) => "Three small letters (ISO 639-3), such as gle for Irish.",
        (Part::TimeZoneName, _) => "Such as Europe/Oslo.",
        (Part::Objective, _) => "What the persona wants from the conversation.",
        (Part::Instructions, _) => "How the persona goes about it, step by step.",
        (Part::StartsAt, _) => "In your own time zone. Empty: the time at which the test runs.",
        _ => "",
    }
}

/// What is wrong with a part.
#[must_use]
pub fn problem(part: Part, problem: Problem) -> &'static str {
    match (problem, part) {
        (Problem::Missing, Part::Name) => "Give it a name.",
        (Problem::Missing, Part::Role) => "Say which role this person has.",
        (Problem::Missing, Part::Background) => "Describe this person.",
        (Problem::Missing, Part::Objective) => "Say what the persona wants.",
        (Problem::Missing, Part::Instructions) => "Say how the persona goes about it.",
        (Problem::Missing, _) => "Name this variable, or remove it.",
        (Problem::VariableName, _) => {
            "Use at least two small letters (a to z), digits or underscores; not a digit first."
        }
        (Problem::Repeated, _) => "Another variable of this kind has this name.",
        (Problem::TooMany, _) => "There can be 20 at most. Remove some.",
        (Problem::LanguageCode, _) => "This is no such code: it has three small letters.",
        (Problem::TimeZone, _) => "Your browser knows no time zone of this name. Choose one of the list.",
        (Problem::Moment, _) => "Complete this date and time, or clear it.",
    }
}
