//! Words of the form in which a unit test is written.

mod problems;
mod words;

use contract::MetricValue;
use domain::form::Part;

pub use self::problems::{field, problem, server_said};
pub use self::words::{Words, words};
use super::criterion;
use crate::browser::intl;

/// Actions on a test.
pub const EDIT_IT: &str = "Edit";
/// See above.
pub const DUPLICATE_IT: &str = "Duplicate";
/// See above.
pub const DELETE_IT: &str = "Delete";
/// Saves.
pub const SAVE: &str = "Save";
/// While it saves.
pub const SAVING: &str = "Saving…";
/// Leaves the form.
pub const CANCEL: &str = "Cancel";
/// The keys that save.
pub const SAVE_KEYS: &str = "Ctrl+S or ⌘S saves";

/// Sections.
pub const ABOUT: &str = "What it is";
/// See above.
pub const AGAINST: &str = "Against what";
/// See above.
pub const WHO: &str = "Who";
/// See above.
pub const WHAT: &str = "What happens";
/// See above.
pub const PASSES: &str = "Passes when";
/// See above.
pub const TAGS: &str = "Tags";
/// See above.
pub const READS: &str = "How the test reads";

/// Labels.
pub const NAME: &str = "Name";
/// See above.
pub const NAME_FIXED: &str = "A unit test cannot be renamed. To use another name, duplicate it.";
/// See above.
pub const DESCRIPTION: &str = "Description";
/// See above.
pub const DESCRIPTION_HINT: &str = "What this test checks, for whoever reads its results.";
/// See above.
pub const SERVICE: &str = "Service";
/// See above.
pub const VERSION_SET: &str = "Version set";
/// See above.
pub const VERSION_SET_HINT: &str = "Which versions of the service the test talks to.";
/// Nothing chosen.
pub const CHOOSE: &str = "Choose…";
/// No service is chosen yet.
pub const SERVICE_FIRST: &str = "Choose a service first";
/// See above.
pub const PERSONA: &str = "Persona";
/// See above.
pub const SCENARIO: &str = "Scenario";
/// See above.
pub const LONGEST: &str = "Largest number of interactions";
/// See above.
pub const LONGEST_HINT: &str = "From 1 to 100. A conversation that needs more fails.";
/// See above.
pub const METRIC: &str = "Metric";
/// See above.
pub const CRITERION_NAME: &str = "Name of the criterion";
/// See above.
pub const CRITERION_NAME_HINT: &str =
    "Sentences and results use it. Taken from the metric; change it as you like.";
/// See above.
pub const ANSWER: &str = "The answer is";
/// See above.
pub const YES: &str = "yes";
/// See above.
pub const NO: &str = "no";
/// See above.
pub const COMPARISON: &str = "The result is";
/// See above.
pub const THRESHOLD: &str = "Number";
/// See above.
pub const CATEGORIES: &str = "The result is one of";
/// A category that the metric's latest version does not know.
pub const CATEGORY_GONE: &str = "no longer a category of this metric";
/// A metric without categories.
pub const NO_CATEGORIES: &str = "This metric names no categories.";
/// Categories or bounds are awaited.
pub const VALUES_AWAITED: &str = "Reading what this metric can answer…";
/// Categories or bounds could not be read.
pub const VALUES_FAILED: &str = "What this metric can answer could not be read.";
/// A criterion without a metric.
pub const METRIC_FIRST: &str = "Choose a metric, and the sentence completes itself.";
/// A criterion of an unknown type.
pub const UNKNOWN_CRITERION: &str =
    "This criterion is of a kind that this version of the console does not know. It stays as it is.";
/// Where to get a metric.
pub const NO_METRIC: &str = "No fitting metric? Metrics are made by the people who set up your agent: whoever has the permission Metric:CreateMetric can add one.";
/// Adds a row.
pub const ADD_CRITERION: &str = "Add criterion";
/// See above.
pub const ADD_TAG: &str = "Add tag";
/// See above.
pub const TAG_NAME: &str = "Tag";
/// See above.
pub const TAG_VALUE: &str = "Value (may stay empty)";
/// See above.
pub const TAGS_HINT: &str =
    "Letters, digits, underscores and blanks; at most 20 tags. A tag may have a value.";
/// Row actions.
pub const UP: &str = "Move up";
/// See above.
pub const DOWN: &str = "Move down";
/// See above.
pub const COPY: &str = "Duplicate";
/// See above.
pub const REMOVE: &str = "Remove";
/// Takes a removal back.
pub const UNDO: &str = "Undo";
/// The handle for the pointer.
pub const DRAG: &str = "Drag to another place";

/// A number of criteria, as a heading of one.
#[must_use]
pub fn criterion_number(number: usize) -> String {
    format!("Criterion {number}")
}

/// A number of members, as a name of one.
#[must_use]
pub fn member_number(number: usize) -> String {
    format!("Unit test {number}")
}

/// A button of a row, named for those who hear it.
#[must_use]
pub fn of_row(action: &str, row: &str) -> String {
    format!("{action}: {row}")
}

/// A row was removed.
#[must_use]
pub fn removed(row: &str) -> String {
    format!("“{row}” is removed.")
}

/// A row was put back.
#[must_use]
pub fn put_back(row: &str) -> String {
    format!("“{row}” is back.")
}

/// A row can go no further.
pub const IS_FIRST: &str = "It is the first already.";
/// See above.
pub const IS_LAST: &str = "It is the last already.";
/// A row was moved.
#[must_use]
pub fn moved_to(position: usize, count: usize) -> String {
    format!("Now {position} of {count}")
}

/// What a tag is called.
#[must_use]
pub fn tag_called(name: &str, position: usize) -> String {
    match name.trim() {
        "" => format!("Tag {position}"),
        name => name.to_owned(),
    }
}

/// What a metric can answer.
#[must_use]
pub fn range(value: &MetricValue) -> Option<String> {
    match value {
        MetricValue::Numerical { lower_bound, upper_bound } => {
            Some(format!("Results go from {} to {}.", intl::number(*lower_bound), intl::number(*upper_bound)))
        }
        _ => None,
    }
}

/// The summary's heading.
#[must_use]
pub fn problems(count: usize) -> String {
    if count == 1 {
        "One thing to put right before saving".to_owned()
    } else {
        format!("{count} things to put right before saving")
    }
}

/// A heading with what it is about.
#[must_use]
pub fn named(heading: &str, name: &str) -> String {
    match name.trim() {
        "" => heading.to_owned(),
        name => [heading, ": ", name].concat(),
    }
}

/// The name of a copy.
#[must_use]
pub fn copy_of(name: &str) -> String {
    format!("{} (copy)", name.trim())
}

/// See above.
pub const SAVED: &str = "Your changes are saved.";
/// See above.
pub const NOTHING_CHANGED: &str = "Nothing was changed, so nothing was sent.";

/// What became of an attempt to save.
pub mod outcome {
    /// Everything is still there.
    pub const KEPT: &str = "Everything you typed is still here.";
    /// References were looked up, and all is well.
    pub const NO_CULPRIT: &str = "That is what the API says of such a refusal; as far as the console can see, everything it refers to is there. \
        Everything you typed is still here. Try again; if it stays like this, copy the details for the vendor’s support.";
    /// A metric's type is another than the criterion's.
    pub const OTHER_TYPE: &str =
        "The API refused this: the metric answers in another way than the criterion expects.";
}

/// Somebody else changed what is written.
pub mod moved {
    /// What to do.
    pub const WORDS: &str = "Nothing has been overwritten. Choose for each part which version to keep. \
        Where only they changed something, theirs is chosen; where both of you did, yours is, unless you choose otherwise.";
    /// Who did it.
    #[must_use]
    pub fn by(name: &str) -> String {
        format!("Last changed by {name}.")
    }
    /// The person's own.
    pub const MINE: &str = "Yours";
    /// The other one.
    pub const THEIRS: &str = "Theirs, as stored now";
    /// Saves the choice.
    pub const SAVE: &str = "Save these choices";
    /// Back to the form.
    pub const BACK: &str = "Back to the form";
}

/// A part that others changed.
#[must_use]
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Description => DESCRIPTION,
        Part::Service => "Service and version set",
        Part::Persona => PERSONA,
        Part::Scenario => SCENARIO,
        Part::MaxInteractions => LONGEST,
        Part::Criteria => "Success criteria",
        Part::Tags => TAGS,
    }
}

/// The finished test as prose: pieces around the names.
pub mod prose {
    /// Nothing chosen yet.
    pub const SOMEBODY: &str = "Somebody (no persona chosen yet)";
    /// See above.
    pub const SOMETHING: &str = "something (no scenario chosen yet)";
    /// See above.
    pub const SOME_SERVICE: &str = "a service (not chosen yet)";

    /// Who, what, against what, how long.
    #[must_use]
    pub fn story(persona: &str, scenario: &str, service: &str, set: &str, most: &str) -> String {
        let set = if set.is_empty() { String::new() } else { format!(", version set {set}") };
        let most = if most.trim().is_empty() { "?" } else { most.trim() };
        format!(
            "{persona} goes through {scenario} with {service}{set}, for at most {most} interactions. \
             The test passes when, in every conversation:"
        )
    }
}

/// A criterion of the prose that is not complete.
#[must_use]
pub fn unfinished(name: &str) -> (String, String) {
    let subject = if name.trim().is_empty() { "A criterion" } else { name.trim() };
    (format!("{subject} is"), "… (not said yet)".to_owned())
}

/// A version set, named.
#[must_use]
pub fn version_set(name: &str) -> String {
    format!("{VERSION_SET} {name}")
}

/// A verb of a comparison, as the builder offers it.
#[must_use]
pub fn verb(verb: contract::Verb) -> String {
    criterion::verb(verb).to_owned()
}

/// Deleting.
pub mod delete {
    /// Does it.
    pub const YES: &str = "Delete for good";
    /// Keeps it.
    pub const NO: &str = "Keep it";
    /// While it works.
    pub const BUSY: &str = "Deleting…";
    /// Sets use it.
    pub const IN_USE: &str = "It cannot be deleted while test sets use it. Remove it from these first:";
    /// A set that cannot be seen uses it.
    pub const IN_USE_UNSEEN: &str = "It cannot be deleted: a test set uses it. It may be one that you may not see; ask a colleague or an administrator.";
    /// After some of the sets that use it.
    pub const IN_USE_PART: &str =
        "These may not be all: the list of sets that use it could not be read to its end.";
    /// Whether sets use it is being read.
    pub const CHECKING: &str = "Looking for test sets that use it…";
    /// It is in use, or may be.
    pub const NOT_FREE: &str = "It can be deleted when it is known that no test set uses it.";
    /// It could not be read.
    pub const UNCHECKED: &str =
        "Which sets use it could not be checked. If one does, the API will refuse to delete it.";
}

/// Why an action is not possible: the first refusal told.
#[must_use]
pub fn denied(permission: &str) -> String {
    format!(
        "You may not do this: it needs the permission {permission}. Ask an administrator of your organization."
    )
}
