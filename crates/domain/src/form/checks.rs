//! What is wrong with a form, and what is odd about it. Errors are the rules of the API's schema and
//! of its references; oddities are told and can be saved.

use std::collections::BTreeMap;

use contract::{MetricId, MetricValue, MetricValueType, Verb};

use super::merge::Part;
use super::model::{CriterionForm, Shape, TestForm};
use super::prospect::Prospect;
use super::{clash, tags};
use crate::number::Notation;
use crate::{letters, order};

/// A part of the form that something can be said about. Rows are named by their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The service.
    Service,
    /// The version set.
    VersionSet,
    /// The persona.
    Persona,
    /// The scenario.
    Scenario,
    /// The largest number of interactions.
    MaxInteractions,
    /// All criteria together.
    Criteria,
    /// A criterion's metric.
    Metric(u32),
    /// A criterion's name.
    CriterionName(u32),
    /// What a criterion expects.
    Expected(u32),
    /// All members of a set together.
    Members,
    /// A member: the unit test.
    Member(u32),
    /// How often a member runs.
    RunCount(u32),
    /// All tags together.
    Tags,
    /// A tag's name.
    TagName(u32),
    /// A tag's value.
    TagValue(u32),
}

/// What is wrong, or odd.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Nothing is typed or chosen (CONTRACT: trimmed texts must not be empty; all keys required).
    Missing,
    /// What is chosen is deleted, missing, or not shown to this person.
    Gone,
    /// The service is not in use.
    Inactive,
    /// Not a whole number from 1 to 100.
    NotOneToHundred,
    /// No criterion at all; at least one is required.
    NoCriteria,
    /// Not a number.
    NotANumber,
    /// The metric's results lie within these bounds, both included.
    OutOfBounds {
        /// The smallest result.
        lower: f64,
        /// The largest result.
        upper: f64,
        /// Whether every result passes; if not, none does.
        holds: bool,
    },
    /// No result within the metric's bounds or categories can pass.
    NeverHolds,
    /// Every result within the metric's bounds or categories passes.
    AlwaysHolds,
    /// The metric's latest version does not know these categories.
    CategoriesGone(Vec<String>),
    /// The criterion is of another type than its metric (400).
    OtherType,
    /// The metric is of a type that this version does not know.
    UnknownType,
    /// Another criterion has this name, too.
    SameName,
    /// Another criterion expects the same of the same metric.
    Repeats,
    /// Another criterion on the same metric can never hold together with this one.
    Contradicts,
    /// No member at all; at least one is required (CONTRACT 3.2).
    NoMembers,
    /// Not a whole number of at least 1; no largest one is documented (CONTRACT 3.2).
    NotACount,
    /// One conversation proves little.
    OnlyOnce,
    /// The unit test is a member twice.
    MemberTwice,
    /// Only letters, digits, underscores and blanks (CONTRACT 6.2).
    TagLetters,
    /// Another tag has this name.
    TagTwice,
    /// More than 20 (CONTRACT 6.2).
    TooManyTags,
}

impl Problem {
    /// Whether the test can be saved all the same.
    fn is_odd_only(&self) -> bool {
        matches!(
            self,
            Self::OutOfBounds { .. }
                | Self::NeverHolds
                | Self::AlwaysHolds
                | Self::CategoriesGone(_)
                | Self::UnknownType
                | Self::SameName
                | Self::Repeats
                | Self::Contradicts
                | Self::OnlyOnce
                | Self::MemberTwice
        )
    }
}

/// One thing to say about a part of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The part.
    pub field: Field,
    /// What is to say.
    pub problem: Problem,
    /// Whether it stands in the way of saving.
    pub blocks: bool,
}

/// What is known of something that the form refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not asked yet, or the answer failed.
    #[default]
    Unknown,
    /// It is there.
    There,
    /// There, but not in use.
    Inactive,
    /// Deleted, missing, or not shown to this person.
    Gone,
}

/// What is known of a metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricFacts {
    /// Whether it is there.
    pub standing: Standing,
    /// The type of its results, where it is there.
    pub kind: MetricValueType,
    /// Bounds or categories of its latest version, where they are known.
    pub value: Option<MetricValue>,
}

/// What the checks need to know beside the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// How the person's language writes numbers.
    pub notation: Notation,
    /// Of the chosen service.
    pub service: Standing,
    /// The chosen service's version sets, where they are known.
    pub version_sets: Option<Vec<String>>,
    /// Of the chosen persona.
    pub persona: Standing,
    /// Of the chosen scenario.
    pub scenario: Standing,
    /// Of the metrics of criteria, by id.
    pub metrics: BTreeMap<String, MetricFacts>,
    /// Texts of newly typed tags that hold anything but letters, digits, underscores and blanks.
    pub strange: Vec<String>,
}

/// Everything to say about a form, from its top to its end. `base` is the stored test that is being
/// changed: what it referred to before stays allowed, even where it is gone by now (CONTRACT 3.1).
#[must_use]
pub fn check(form: &TestForm, base: Option<&TestForm>, facts: &Facts) -> Vec<Finding> {
    let mut notes = Notes(Vec::new());
    for (field, text) in [(Field::Name, &form.name), (Field::Description, &form.description)] {
        if letters::is_blank(text) && (field != Field::Name || base.is_none()) {
            notes.add(field, Problem::Missing);
        }
    }
    let same = |read: fn(&TestForm) -> &String| base.is_some_and(|base| read(base) == read(form));
    let kept_service = same(|form| &form.service_id);
    notes.reference(Field::Service, &form.service_id, facts.service, kept_service);
    version_set(form, facts, kept_service && same(|form| &form.version_set), &mut notes);
    notes.reference(Field::Persona, &form.persona_id, facts.persona, same(|form| &form.persona_id));
    notes.reference(Field::Scenario, &form.scenario_id, facts.scenario, same(|form| &form.scenario_id));
    if interactions(&form.max_interactions, facts.notation).is_none() {
        notes.add(Field::MaxInteractions, Problem::NotOneToHundred);
    }
    if form.criteria.is_empty() {
        notes.add(Field::Criteria, Problem::NoCriteria);
    }
    for one in form.criteria.iter() {
        criterion(form, one, base, facts, &mut notes);
    }
    clash::clashes(form, facts, |field, problem| notes.add(field, problem));
    tags::check(&form.tags, &facts.strange, &mut notes);
    // What is not changed is not sent: it stands in nobody's way, however it came to be.
    if let Some(base) = base {
        for finding in &mut notes.0 {
            finding.blocks &= !part(finding.field).is_some_and(|part| part.is_same(base, form));
        }
    }
    // As the page reads: whoever goes from one to the next goes downwards.
    let position = |field: Field| {
        let criterion = |key| form.criteria.position(key).unwrap_or_default();
        let tag = |key| form.tags.position(key).unwrap_or_default();
        match field {
            Field::Metric(key) => (Field::Metric(0), criterion(key), 0),
            Field::CriterionName(key) => (Field::Metric(0), criterion(key), 1),
            Field::Expected(key) => (Field::Metric(0), criterion(key), 2),
            Field::TagName(key) => (Field::TagName(0), tag(key), 0),
            Field::TagValue(key) => (Field::TagName(0), tag(key), 1),
            other => (other, 0, 0),
        }
    };
    order::by_key(notes.0, |finding| position(finding.field))
}

/// The part that is sent with a field.
fn part(field: Field) -> Option<Part> {
    Some(match field {
        Field::Name | Field::Members | Field::Member(_) | Field::RunCount(_) => return None,
        Field::Description => Part::Description,
        Field::Service | Field::VersionSet => Part::Service,
        Field::Persona => Part::Persona,
        Field::Scenario => Part::Scenario,
        Field::MaxInteractions => Part::MaxInteractions,
        Field::Criteria | Field::Metric(_) | Field::CriterionName(_) | Field::Expected(_) => Part::Criteria,
        Field::Tags | Field::TagName(_) | Field::TagValue(_) => Part::Tags,
    })
}

/// Reads the largest number of interactions: 1 to 100.
pub(super) fn interactions(text: &str, notation: Notation) -> Option<u32> {
    let number = notation.read(text)?;
    (1..=100_u32).find(|count| f64::from(*count) == number)
}

/// What is said of a form, in the order of the checks.
pub(super) struct Notes(pub(super) Vec<Finding>);

impl Notes {
    /// Something that is wrong, or odd.
    pub(super) fn add(&mut self, field: Field, problem: Problem) {
        let blocks = !problem.is_odd_only();
        self.0.push(Finding { field, problem, blocks });
    }

    fn has_blocked(&self, field: Field) -> bool {
        self.0.iter().any(|finding| finding.field == field && finding.blocks)
    }

    /// Something that can be saved all the same, because it was so before.
    pub(super) fn mention(&mut self, field: Field, problem: Problem) {
        self.0.push(Finding { field, problem, blocks: false });
    }

    fn reference(&mut self, field: Field, id: &str, standing: Standing, kept: bool) {
        let problem = match standing {
            _ if id.is_empty() => Problem::Missing,
            Standing::Gone => Problem::Gone,
            Standing::Inactive => Problem::Inactive,
            Standing::Unknown | Standing::There => return,
        };
        if kept && problem != Problem::Missing {
            self.mention(field, problem);
        } else {
            self.add(field, problem);
        }
    }
}

fn version_set(form: &TestForm, facts: &Facts, kept: bool, notes: &mut Notes) {
    let gone = facts.version_sets.as_ref().is_some_and(|sets| !sets.contains(&form.version_set));
    if form.version_set.is_empty() {
        notes.add(Field::VersionSet, Problem::Missing);
    } else if gone && kept {
        notes.mention(Field::VersionSet, Problem::Gone);
    } else if gone {
        notes.add(Field::VersionSet, Problem::Gone);
    }
}

fn criterion(
    form: &TestForm,
    one: &CriterionForm,
    base: Option<&TestForm>,
    facts: &Facts,
    notes: &mut Notes,
) {
    // Choosing a metric fills the name in.
    if letters::is_blank(&one.name) && !one.metric_id.is_empty() {
        notes.add(Field::CriterionName(one.key), Problem::Missing);
    }
    let metric = facts.metrics.get(&one.metric_id);
    // A malformed id was never asked for, and cannot be sent again with the others.
    let is_sendable = MetricId::parse(&one.metric_id).is_some();
    let kept = base.is_some_and(|base| {
        let was_there = base.criteria.iter().any(|old| old.metric_id == one.metric_id);
        was_there && (is_sendable || Part::Criteria.is_same(base, form))
    });
    let standing = metric.map(|metric| metric.standing).unwrap_or_default();
    notes.reference(Field::Metric(one.key), &one.metric_id, standing, kept);
    if let Some(metric) = metric.filter(|metric| metric.standing == Standing::There) {
        of_its_type(one, metric, notes);
    }
    expectation(one, metric, facts.notation, notes);
}

/// A criterion must be of its metric's type (CONTRACT 2.1).
fn of_its_type(one: &CriterionForm, metric: &MetricFacts, notes: &mut Notes) {
    let expected = Shape::of(&metric.kind);
    match (&metric.kind, one.shape) {
        // Such a criterion can be kept, but not made; its row says so.
        (_, Shape::Unknown) => {}
        (MetricValueType::Other(_), _) => {
            notes.0.push(Finding {
                field: Field::Metric(one.key),
                problem: Problem::UnknownType,
                blocks: true,
            });
        }
        (_, shape) if shape != expected => notes.add(Field::Expected(one.key), Problem::OtherType),
        _ => {}
    }
}

fn expectation(one: &CriterionForm, metric: Option<&MetricFacts>, notation: Notation, notes: &mut Notes) {
    let field = Field::Expected(one.key);
    let value = metric.and_then(|metric| metric.value.as_ref());
    match one.shape {
        Shape::Boolean if one.answer.is_none() => notes.add(field, Problem::Missing),
        Shape::Numerical if one.threshold.trim().is_empty() => notes.add(field, Problem::Missing),
        Shape::Numerical => match (notation.read(&one.threshold), value) {
            (None, _) => notes.add(field, Problem::NotANumber),
            (Some(threshold), Some(MetricValue::Numerical { lower_bound, upper_bound })) => {
                within(field, one.verb(), threshold, (*lower_bound, *upper_bound), notes);
            }
            _ => {}
        },
        Shape::Categorical if one.categories.is_empty() => notes.add(field, Problem::Missing),
        Shape::Categorical => {
            if let Some(MetricValue::Categorical { categories }) = value {
                known(field, one, categories, notes);
            }
        }
        // A metric whose type is not known, now or when it was chosen.
        Shape::Undecided if !one.metric_id.is_empty() && !notes.has_blocked(Field::Metric(one.key)) => {
            notes.0.push(Finding {
                field: Field::Metric(one.key),
                problem: Problem::UnknownType,
                blocks: true,
            });
        }
        Shape::Boolean | Shape::Undecided | Shape::Unknown => {}
    }
}

/// A threshold against the bounds of its metric.
fn within(field: Field, verb: Verb, threshold: f64, (lower, upper): (f64, f64), notes: &mut Notes) {
    let is_out = lower <= upper && (threshold < lower || threshold > upper);
    match Prospect::of_number(verb, threshold, (lower, upper)) {
        prospect if is_out => {
            let holds = prospect == Prospect::Always;
            notes.add(field, Problem::OutOfBounds { lower, upper, holds });
        }
        Prospect::Always => notes.add(field, Problem::AlwaysHolds),
        Prospect::Never => notes.add(field, Problem::NeverHolds),
        Prospect::Open => {}
    }
}

/// Categories against those of their metric.
fn known(field: Field, one: &CriterionForm, categories: &[String], notes: &mut Notes) {
    let gone: Vec<String> =
        one.categories.iter().filter(|category| !categories.contains(category)).cloned().collect();
    let all = !categories.is_empty() && categories.iter().all(|category| one.categories.contains(category));
    if !gone.is_empty() {
        notes.add(field, Problem::CategoriesGone(gone));
    } else if all {
        notes.add(field, Problem::AlwaysHolds);
    }
}

#[cfg(test)]
mod tests;
