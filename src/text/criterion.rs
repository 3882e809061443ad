//! Criteria as sentences.

use contract::Verb;
use domain::sentence::{Expectation, Sentence};

use crate::browser::intl;

/// A sentence in two parts, so that what is expected can stand out: "Completion Rate is", "yes".
#[must_use]
pub fn sentence(sentence: &Sentence) -> (String, String) {
    let subject = sentence.subject.clone().unwrap_or_else(|| "Unnamed criterion".to_owned());
    (format!("{subject} is"), expectation(&sentence.expectation))
}

fn expectation(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Answer(true) => "yes".to_owned(),
        Expectation::Answer(false) => "no".to_owned(),
        Expectation::Number(verb, number) => format!("{} {}", self::verb(*verb), intl::number(*number)),
        Expectation::OneOf(values) => match values.as_slice() {
            [] => "one of no categories, so nothing can pass".to_owned(),
            [one] => one.clone(),
            several => format!("one of {}", several.join(", ")),
        },
        Expectation::Unknown => "judged by a rule that this version of the console does not know".to_owned(),
    }
}

/// A comparison in words.
#[must_use]
pub fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Equal => "exactly",
        Verb::NotEqual => "anything but",
        Verb::AtMost => "at most",
        Verb::LessThan => "less than",
        Verb::AtLeast => "at least",
        Verb::MoreThan => "more than",
    }
}

/// How many criteria there are besides the one that is shown.
#[must_use]
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// How many criteria there are.
#[must_use]
pub fn count(count: usize) -> String {
    if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") }
}

/// A test without criteria, which the API does not allow but may answer.
pub const NONE: &str = "No success criteria";
