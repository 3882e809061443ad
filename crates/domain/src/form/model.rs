//! What the form holds: texts as they were typed, choices as ids.

use contract::json::Value;
use contract::{AsItCame, MetricValueType, Verb};

use super::rows::{Row, Rows};
use super::tags;
use crate::letters;

/// A unit test as it is being written. Everything is as typed: checked by [`super::check`], read by
/// [`TestForm::create`] and [`TestForm::update`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestForm {
    /// Fixed after creation.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The service's id; empty: not chosen.
    pub service_id: String,
    /// The version set's name; empty: not chosen.
    pub version_set: String,
    /// The persona's id; empty: not chosen.
    pub persona_id: String,
    /// The scenario's id; empty: not chosen.
    pub scenario_id: String,
    /// A number from 1 to 100.
    pub max_interactions: String,
    /// What must hold.
    pub criteria: Rows<CriterionForm>,
    /// Its tags; rows without name and value count as not there.
    pub tags: Rows<TagForm>,
}

/// A criterion as it is being written. What belongs to another type of metric than the chosen one
/// is kept: choosing the earlier metric again brings it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CriterionForm {
    /// Stays with the row.
    pub key: u32,
    /// The criterion's own name.
    pub name: String,
    /// Whether the name was typed: it then stays when another metric is chosen.
    pub is_named: bool,
    /// The metric's id; empty: not chosen.
    pub metric_id: String,
    /// Which kind of expectation counts.
    pub shape: Shape,
    /// Yes or no; none: not said.
    pub answer: Option<bool>,
    /// The comparison; at least, unless said otherwise.
    pub verb: Option<Verb>,
    /// The number compared with, as typed.
    pub threshold: String,
    /// The categories that pass.
    pub categories: Vec<String>,
    /// A criterion that this version does not know, as it came.
    pub as_it_came: Value,
    /// The whole object that the row was read from, where it holds more than the form shows.
    pub came: AsItCame,
}

/// Kinds of expectation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// No metric is chosen, or its type is not known.
    #[default]
    Undecided,
    /// Yes or no.
    Boolean,
    /// A comparison with a number.
    Numerical,
    /// One of some categories.
    Categorical,
    /// Kept as it came.
    Unknown,
}

impl Shape {
    /// The kind of expectation that a metric's type asks for.
    #[must_use]
    pub fn of(kind: &MetricValueType) -> Self {
        match kind {
            MetricValueType::Boolean => Self::Boolean,
            MetricValueType::Numerical => Self::Numerical,
            MetricValueType::Categorical => Self::Categorical,
            MetricValueType::Other(_) => Self::Undecided,
        }
    }
}

impl Row for CriterionForm {
    fn key(&self) -> u32 {
        self.key
    }

    fn set_key(&mut self, key: u32) {
        self.key = key;
    }
}

impl CriterionForm {
    /// Takes another metric: the kind of expectation follows its type, and the name follows its name
    /// unless one was typed.
    pub fn choose_metric(&mut self, id: &str, name: &str, kind: &MetricValueType) {
        self.metric_id = id.to_owned();
        self.shape = Shape::of(kind);
        if !self.is_named || letters::is_blank(&self.name) {
            self.name = name.trim().to_owned();
            self.is_named = false;
        }
    }

    /// The comparison.
    #[must_use]
    pub fn verb(&self) -> Verb {
        self.verb.unwrap_or(Verb::AtLeast)
    }

    /// Adds or removes a category.
    pub fn tick(&mut self, category: &str, ticked: bool) {
        let there = self.categories.iter().any(|known| known == category);
        match (ticked, there) {
            (true, false) => self.categories.push(category.to_owned()),
            (false, true) => self.categories.retain(|known| known != category),
            _ => {}
        }
    }

    /// Whether both say the same, whatever else they keep for another type of metric.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        let same = self.name == other.name && self.metric_id == other.metric_id && self.shape == other.shape;
        same && match self.shape {
            Shape::Undecided => true,
            Shape::Boolean => self.answer == other.answer,
            Shape::Numerical => self.verb() == other.verb() && self.threshold == other.threshold,
            Shape::Categorical => {
                self.categories.len() == other.categories.len()
                    && self.categories.iter().all(|category| other.categories.contains(category))
            }
            Shape::Unknown => self.as_it_came == other.as_it_came,
        }
    }
}

/// A tag as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagForm {
    /// Stays with the row.
    pub key: u32,
    /// The tag's key.
    pub name: String,
    /// Its value; none: a tag without one.
    pub value: Option<String>,
    /// Whether it was typed here. What came from the server is kept byte for byte, even where the
    /// strict rule for new tags would not allow it.
    pub is_typed: bool,
}

impl Row for TagForm {
    fn key(&self) -> u32 {
        self.key
    }

    fn set_key(&mut self, key: u32) {
        self.key = key;
    }
}

impl TagForm {
    /// Types the name.
    pub fn set_name(&mut self, name: String) {
        self.is_typed |= self.name != name;
        self.name = name;
    }

    /// Types the value; an empty one is none.
    pub fn set_value(&mut self, value: String) {
        if self.value.as_deref().unwrap_or_default() != value {
            self.is_typed = true;
            self.value = (!value.is_empty()).then_some(value);
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let is_blank = letters::is_blank;
        self.is_typed_or_new() && is_blank(&self.name) && self.value.as_deref().is_none_or(is_blank)
    }

    fn is_typed_or_new(&self) -> bool {
        self.is_typed || (self.name.is_empty() && self.value.is_none())
    }
}

/// What a new test starts with: enough turns for a conversation, few enough to end.
const USUAL_INTERACTIONS: &str = "20";

impl TestForm {
    /// The form of a new test, with one criterion to fill in.
    #[must_use]
    pub fn fresh() -> Self {
        let mut form = Self { max_interactions: USUAL_INTERACTIONS.to_owned(), ..Self::default() };
        form.criteria.add();
        form
    }

    /// Takes another service. A version set is kept where the new service has one of that name; a
    /// lone one is chosen at once.
    pub fn choose_service(&mut self, id: &str, version_sets: &[String]) {
        self.service_id = id.to_owned();
        if !version_sets.contains(&self.version_set) {
            self.version_set = match version_sets {
                [only] => only.clone(),
                _ => String::new(),
            };
        }
    }

    /// Composes what was typed since the form was opened with `opened`, by the browser's `compose`: a name
    /// and tags are sent in one form only, in which they are found again.
    pub fn compose(&mut self, opened: &Self, compose: &dyn Fn(&str) -> String) {
        if self.name != opened.name {
            self.name = compose(&self.name);
        }
        tags::compose(&mut self.tags, compose);
    }

    /// Whether both say the same to a person; keys of rows and hidden parts aside.
    #[must_use]
    pub fn says_as<'a>(&'a self, other: &'a Self) -> bool {
        let texts = |form: &'a Self| {
            [
                &form.name,
                &form.description,
                &form.service_id,
                &form.version_set,
                &form.persona_id,
                &form.scenario_id,
                &form.max_interactions,
            ]
        };
        texts(self) == texts(other) && self.criteria_as(other) && self.tags_as(other)
    }

    /// Whether the criteria say the same.
    #[must_use]
    pub fn criteria_as(&self, other: &Self) -> bool {
        self.criteria.len() == other.criteria.len()
            && self.criteria.iter().zip(other.criteria.iter()).all(|(mine, theirs)| mine.says_as(theirs))
    }

    /// Whether the tags say the same, in whatever order.
    #[must_use]
    pub fn tags_as(&self, other: &Self) -> bool {
        tags::say_the_same(&self.tags, &other.tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_metric_until_it_is_typed() {
        let mut criterion = CriterionForm::default();
        criterion.choose_metric("a", " Politeness ", &MetricValueType::Numerical);
        assert_eq!((criterion.name.as_str(), criterion.shape), ("Politeness", Shape::Numerical));
        criterion.choose_metric("b", "Completion Rate", &MetricValueType::Boolean);
        assert_eq!((criterion.name.as_str(), criterion.shape), ("Completion Rate", Shape::Boolean));
        criterion.name = "Done".into();
        criterion.is_named = true;
        criterion.choose_metric("a", "Politeness", &MetricValueType::Numerical);
        assert_eq!(criterion.name, "Done");
    }

    #[test]
    fn what_belongs_to_another_type_comes_back() {
        let mut criterion = CriterionForm { threshold: "4".into(), ..CriterionForm::default() };
        criterion.choose_metric("a", "P", &MetricValueType::Numerical);
        criterion.choose_metric("b", "C", &MetricValueType::Boolean);
        criterion.choose_metric("a", "P", &MetricValueType::Numerical);
        assert_eq!(criterion.threshold, "4");
    }

    #[test]
    fn another_service_keeps_a_version_set_that_it_has() {
        let mut form = TestForm { version_set: "release".into(), ..TestForm::default() };
        form.choose_service("a", &["edge".into(), "release".into()]);
        assert_eq!(form.version_set, "release");
        form.choose_service("b", &["edge".into(), "preview".into()]);
        assert_eq!(form.version_set, "");
        form.choose_service("c", &["only".into()]);
        assert_eq!(form.version_set, "only");
    }

    #[test]
    fn a_tag_from_the_server_stays_what_it_was_until_it_is_typed() {
        let mut tag = TagForm { name: "a-b".into(), value: Some(String::new()), ..TagForm::default() };
        tag.set_value(String::new());
        assert_eq!((tag.value.as_deref(), tag.is_typed), (Some(""), false));
        tag.set_value("x".into());
        tag.set_value(String::new());
        assert_eq!((tag.value.as_deref(), tag.is_typed), (None, true));
    }
}
