//! What is wrong with a part of the form, or odd about it, in words.

use domain::form::{Field, Problem};
use domain::kind::Kind;

use super::{
    DESCRIPTION, LONGEST, NAME, PERSONA, SCENARIO, SERVICE, TAGS, VERSION_SET, criterion_number,
    member_number,
};
use crate::browser::intl;

/// The name of a part, for the summary of problems. `position` is the number of a row, from 1.
#[must_use]
pub fn field(field: Field, position: usize) -> String {
    match field {
        Field::Name => NAME.to_owned(),
        Field::Description => DESCRIPTION.to_owned(),
        Field::Service => SERVICE.to_owned(),
        Field::VersionSet => VERSION_SET.to_owned(),
        Field::Persona => PERSONA.to_owned(),
        Field::Scenario => SCENARIO.to_owned(),
        Field::MaxInteractions => LONGEST.to_owned(),
        Field::Criteria => "Success criteria".to_owned(),
        Field::Metric(_) => format!("{}, metric", criterion_number(position)),
        Field::CriterionName(_) => format!("{}, name", criterion_number(position)),
        Field::Expected(_) => format!("{}, what is expected", criterion_number(position)),
        Field::Members => "Unit tests".to_owned(),
        Field::Member(_) => member_number(position),
        Field::RunCount(_) => format!("{}, conversations a run", member_number(position)),
        Field::Tags => TAGS.to_owned(),
        Field::TagName(_) => format!("Tag {position}"),
        Field::TagValue(_) => format!("Tag {position}, value"),
    }
}

/// What is wrong with a part, or odd about it.
#[must_use]
pub fn problem(kind: Kind, field: Field, problem: &Problem) -> String {
    let words = match problem {
        Problem::Missing => return missing(kind, field).to_owned(),
        Problem::Gone => return gone(field).to_owned(),
        Problem::Inactive => "This service is not in use. Choose another one.",
        Problem::NotOneToHundred => "Type a whole number from 1 to 100.",
        Problem::NoCriteria => "Add at least one criterion: without one, nothing can be judged.",
        Problem::NotANumber => "This is not a number. Type digits, such as 4 or 0.5.",
        Problem::OutOfBounds { lower, upper, holds } => {
            let (lower, upper) = (intl::number(*lower), intl::number(*upper));
            let effect = if *holds {
                "every result passes"
            } else {
                "no result passes, and the test would always fail"
            };
            return format!(
                "This metric’s results go from {lower} to {upper}; this number lies outside, so {effect}."
            );
        }
        Problem::NeverHolds => "No result of this metric can meet this: the test would always fail.",
        Problem::AlwaysHolds => "Every result of this metric meets this: the criterion checks nothing.",
        Problem::CategoriesGone(categories) => {
            let names = categories.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
            return format!(
                "The metric’s latest version no longer has {names}. What was chosen is kept; untick it if it should go."
            );
        }
        Problem::OtherType => "This metric now answers in another way. Say again what you expect.",
        Problem::UnknownType => "This version of the console does not know this kind of metric.",
        Problem::SameName => "Another criterion has the same name: their results will be hard to tell apart.",
        Problem::Repeats => "A criterion above says the same of the same metric.",
        Problem::Contradicts => {
            "This contradicts a criterion above on the same metric: both can never hold together."
        }
        Problem::NoMembers => "Add at least one unit test: an empty set cannot run.",
        Problem::NotACount => "Type a whole number of at least 1.",
        Problem::OnlyOnce => "One conversation proves little: a few tell a real failure from chance.",
        Problem::MemberTwice => "This unit test is in the set already; it would run for each of them.",
        Problem::TagLetters => "Use letters, digits, underscores and blanks only.",
        Problem::TagTwice => "This tag is there twice. Remove one of them.",
        Problem::TooManyTags => "At most 20 tags are allowed. Remove some.",
    };
    words.to_owned()
}

fn missing(kind: Kind, field: Field) -> &'static str {
    match field {
        Field::Name if kind == Kind::TestSet => "Give the set a name.",
        Field::Name => "Give the test a name.",
        Field::Description => "Say what this test is for.",
        Field::Service => "Choose a service.",
        Field::VersionSet => "Choose a version set.",
        Field::Persona => "Choose a persona.",
        Field::Scenario => "Choose a scenario.",
        Field::Metric(_) => "Choose a metric.",
        Field::CriterionName(_) => "Give the criterion a name.",
        Field::Expected(_) => "Say what you expect.",
        Field::TagName(_) => "Give the tag a name, or remove its value.",
        _ => "Please fill this in.",
    }
}

fn gone(field: Field) -> &'static str {
    match field {
        Field::Service => "This service does not exist any more, or you may not see it. Choose another one.",
        Field::VersionSet => "The service has no version set of this name. Choose another one.",
        Field::Persona => {
            "This persona is deleted, or you may not see it. Choose another one for a test that will last."
        }
        Field::Scenario => {
            "This scenario is deleted, or you may not see it. Choose another one for a test that will last."
        }
        Field::Member(_) => "This unit test is deleted, or you may not see it. Take it out of the set.",
        _ => "This metric is deleted, or you may not see it. Choose another one.",
    }
}

/// What the server said of a field, in its own words.
#[must_use]
pub fn server_said(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    format!("The API did not accept this: {message}.")
}
