//! The form of a test set: what it holds, what is wrong with it, what is sent, and how it is brought
//! together with what others changed. As for a unit test, in small.

use std::collections::BTreeMap;

use contract::json::{self, FromJson, ToJson, Value};
use contract::{
    AsItCame, CreateTestSet, FieldProblem, LocPart, TestSet, TestSetMember, UnitTestId, UpdateTestSet,
};

use super::checks::{Field, Finding, Notes, Problem, Standing};
use super::merge::Difference;
use super::model::TagForm;
use super::rows::{Row, Rows};
use super::server::{Placed, place_by};
use super::tags;
use crate::number::Notation;
use crate::set_size::SetSize;
use crate::{letters, order};

/// A test set as it is being written. Everything is as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetForm {
    /// Unique in the organization; may change.
    pub name: String,
    /// What it is for; may stay empty.
    pub description: String,
    /// The unit tests, and how often each runs.
    pub members: Rows<MemberForm>,
    /// Its tags.
    pub tags: Rows<TagForm>,
}

/// A member as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberForm {
    /// Stays with the row.
    pub key: u32,
    /// The unit test's id.
    pub unit_test_id: String,
    /// How many conversations a run simulates, as typed.
    pub count: String,
    /// The object that the row was read from, where it holds more than the form shows.
    pub came: AsItCame,
}

impl Row for MemberForm {
    fn key(&self) -> u32 {
        self.key
    }

    fn set_key(&mut self, key: u32) {
        self.key = key;
    }
}

/// How often a test runs that is added: as in the vendor's own example, enough to tell a failure from
/// chance.
const USUAL_COUNT: &str = "5";

/// The largest count that is read exactly where it is written in another way than in plain digits.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// Reads how often a member runs: a whole number of at least 1.
#[expect(clippy::cast_possible_truncation, reason = "a whole number within the exact range")]
fn run_count(text: &str, notation: Notation) -> Option<i64> {
    if let Ok(count) = text.trim().parse::<i64>() {
        return (count >= 1).then_some(count);
    }
    let number = notation.read(text)?;
    ((1.0..=LARGEST).contains(&number) && number.fract() == 0.0).then_some(number as i64)
}

impl SetForm {
    /// The form of a stored set.
    #[must_use]
    pub fn of(set: &TestSet) -> Self {
        Self {
            name: set.name.clone(),
            description: set.description.clone().unwrap_or_default(),
            members: Rows::of(set.unit_test_runs.iter().map(MemberForm::of)),
            tags: tags::of(&set.tags),
        }
    }

    /// Whether a unit test is a member.
    #[must_use]
    pub fn holds(&self, unit_test_id: &str) -> bool {
        self.members.iter().any(|member| member.unit_test_id == unit_test_id)
    }

    /// Adds a unit test at the end, unless it is there.
    pub fn add(&mut self, unit_test_id: &str) {
        if self.holds(unit_test_id) {
            return;
        }
        let key = self.members.add();
        if let Some(member) = self.members.get_mut(key) {
            member.unit_test_id = unit_test_id.to_owned();
            member.count = USUAL_COUNT.to_owned();
        }
    }

    /// Has all members run so often.
    pub fn set_all_counts(&mut self, count: &str) {
        for key in self.members.keys() {
            if let Some(member) = self.members.get_mut(key) {
                count.trim().clone_into(&mut member.count);
            }
        }
    }

    /// How much a run would simulate.
    #[must_use]
    pub fn size(&self, notation: Notation) -> SetSize {
        let count = |member: &MemberForm| u64::try_from(run_count(&member.count, notation)?).ok();
        SetSize::of_counts(self.members.iter().map(count))
    }

    /// As [`super::TestForm::compose`].
    pub fn compose(&mut self, opened: &Self, compose: &dyn Fn(&str) -> String) {
        if self.name != opened.name {
            self.name = compose(&self.name);
        }
        tags::compose(&mut self.tags, compose);
    }

    /// Whether both say the same to a person; keys of rows aside.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        self.name == other.name
            && self.description == other.description
            && self.members_as(other)
            && tags::say_the_same(&self.tags, &other.tags)
    }

    /// Whether the members say the same, in whatever order: it means nothing.
    fn members_as(&self, other: &Self) -> bool {
        self.written_members() == other.written_members()
    }

    /// The members in an order of their own.
    fn written_members(&self) -> Vec<(&str, &str)> {
        let written = self.members.iter().map(|one| (one.unit_test_id.as_str(), one.count.trim()));
        order::by_key(written.collect(), |member| *member)
    }

    /// The body of a create; `None` while [`check_set`] finds what blocks.
    #[must_use]
    pub fn create(&self, notation: Notation) -> Option<CreateTestSet> {
        Some(CreateTestSet {
            name: letters::clean(&self.name),
            description: self.sent_description(),
            unit_test_runs: self.sent_members(notation)?,
            tags: tags::sent(&self.tags),
        })
    }

    /// The body of an update: what differs from the stored set, and nothing else. `None` while
    /// [`check_set`] finds what blocks.
    #[must_use]
    pub fn update(&self, base: &Self, notation: Notation) -> Option<UpdateTestSet> {
        let moved = |part: SetPart| !part.is_same(base, self);
        let mut update = UpdateTestSet::default();
        if moved(SetPart::Name) {
            update.name = Some(letters::clean(&self.name));
        }
        if moved(SetPart::Description) {
            update.description = Some(self.sent_description());
        }
        if moved(SetPart::Members) {
            update.unit_test_runs = Some(self.sent_members(notation)?);
        }
        if moved(SetPart::Tags) {
            update.tags = Some(tags::sent(&self.tags));
        }
        Some(update)
    }

    /// None is sent as null: a text must not be empty (CONTRACT 3.2).
    fn sent_description(&self) -> Option<String> {
        (!letters::is_blank(&self.description)).then(|| self.description.trim().to_owned())
    }

    fn sent_members(&self, notation: Notation) -> Option<Vec<TestSetMember>> {
        self.members.iter().map(|member| member.sent(notation)).collect()
    }
}

impl MemberForm {
    fn of(stored: &TestSetMember) -> Self {
        Self {
            key: 0,
            unit_test_id: stored.unit_test_id.as_str().to_owned(),
            count: if stored.run_count > 0 { stored.run_count.to_string() } else { String::new() },
            came: stored.as_it_came.clone(),
        }
    }

    /// The member as it is sent; `None` while it is not complete. One that nobody touched is sent as it came.
    fn sent(&self, notation: Notation) -> Option<TestSetMember> {
        let came = self.came.read::<TestSetMember>();
        let is_untouched = |came: &TestSetMember| {
            let was = Self::of(came);
            was.unit_test_id == self.unit_test_id && was.count == self.count.trim()
        };
        if let Some(came) = came.filter(is_untouched) {
            return Some(came);
        }
        Some(TestSetMember {
            unit_test_id: UnitTestId::parse(&self.unit_test_id)?,
            run_count: run_count(&self.count, notation)?,
            as_it_came: self.came.clone(),
        })
    }
}

/// What the checks need to know beside the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetFacts {
    /// How the person's language writes numbers.
    pub notation: Notation,
    /// Of the members, by id.
    pub tests: BTreeMap<String, Standing>,
    /// Texts of newly typed tags that hold anything but letters, digits, underscores and blanks.
    pub strange: Vec<String>,
}

/// Everything to say about a form, from its top to its end. `base` is the stored set that is being changed:
/// members that it had before may be gone by now.
#[must_use]
pub fn check_set(form: &SetForm, base: Option<&SetForm>, facts: &SetFacts) -> Vec<Finding> {
    let mut notes = Notes(Vec::new());
    if letters::is_blank(&form.name) {
        notes.add(Field::Name, Problem::Missing);
    }
    if form.members.is_empty() {
        notes.add(Field::Members, Problem::NoMembers);
    }
    for (at, member) in form.members.iter().enumerate() {
        let id = &member.unit_test_id;
        let is_sendable = UnitTestId::parse(id).is_some();
        let is_gone = !is_sendable || facts.tests.get(id) == Some(&Standing::Gone);
        let was_there = is_sendable && base.is_some_and(|base| base.holds(id));
        if is_gone && was_there {
            notes.mention(Field::Member(member.key), Problem::Gone);
        } else if is_gone {
            notes.add(Field::Member(member.key), Problem::Gone);
        }
        if form.members.iter().take(at).any(|other| other.unit_test_id == *id) {
            notes.add(Field::Member(member.key), Problem::MemberTwice);
        }
        match run_count(&member.count, facts.notation) {
            None => notes.add(Field::RunCount(member.key), Problem::NotACount),
            Some(1) => notes.add(Field::RunCount(member.key), Problem::OnlyOnce),
            Some(_) => {}
        }
    }
    tags::check(&form.tags, &facts.strange, &mut notes);
    // What is not changed is not sent: it stands in nobody's way, however it came to be.
    if let Some(base) = base {
        for finding in &mut notes.0 {
            finding.blocks &= !part(finding.field).is_some_and(|part| part.is_same(base, form));
        }
    }
    let position = |field: Field| {
        let tag = |key| form.tags.position(key).unwrap_or_default();
        let member = |key| form.members.position(key).unwrap_or_default();
        match field {
            Field::Member(key) => (Field::Member(0), member(key), 0),
            Field::RunCount(key) => (Field::Member(0), member(key), 1),
            Field::TagName(key) => (Field::TagName(0), tag(key), 0),
            Field::TagValue(key) => (Field::TagName(0), tag(key), 1),
            other => (other, 0, 0),
        }
    };
    order::by_key(notes.0, |finding| position(finding.field))
}

/// The part that is sent with a field.
fn part(field: Field) -> Option<SetPart> {
    match field {
        Field::Name => Some(SetPart::Name),
        Field::Description => Some(SetPart::Description),
        Field::Members | Field::Member(_) | Field::RunCount(_) => Some(SetPart::Members),
        Field::Tags | Field::TagName(_) | Field::TagValue(_) => Some(SetPart::Tags),
        _ => None,
    }
}

/// A part of a set that is sent, and chosen between, as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetPart {
    /// The name.
    Name,
    /// The description.
    Description,
    /// The members; the API replaces all of them (CONTRACT 3.2).
    Members,
    /// The tags, likewise.
    Tags,
}

impl SetPart {
    /// All parts, as the form shows them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Description, Self::Members, Self::Tags];

    /// Whether two sets say the same here.
    #[must_use]
    pub fn is_same(self, one: &SetForm, other: &SetForm) -> bool {
        match self {
            Self::Name => one.name.trim() == other.name.trim(),
            Self::Description => one.description.trim() == other.description.trim(),
            Self::Members => one.members_as(other),
            Self::Tags => tags::say_the_same(&one.tags, &other.tags),
        }
    }

    /// Takes this part from another set.
    pub fn take(self, form: &mut SetForm, from: &SetForm) {
        match self {
            Self::Name => form.name.clone_from(&from.name),
            Self::Description => form.description.clone_from(&from.description),
            // Keys of their own: a row of theirs is none of the rows that were there.
            Self::Members => form.members = Rows::of(from.members.iter().cloned()),
            Self::Tags => form.tags = Rows::of(from.tags.iter().cloned()),
        }
    }
}

/// What others changed since the form was opened with `base`, apart from what reads the same in both.
#[must_use]
pub fn set_differences(base: &SetForm, mine: &SetForm, theirs: &SetForm) -> Vec<Difference<SetPart>> {
    let moved = |part: &SetPart| !part.is_same(base, theirs) && !part.is_same(mine, theirs);
    let difference = |part: SetPart| Difference { part, is_mine_too: !part.is_same(base, mine) };
    SetPart::ALL.into_iter().filter(moved).map(difference).collect()
}

/// Finds the part of the form for each complaint about a request that was made from it.
#[must_use]
pub fn place_set(problems: &[FieldProblem], form: &SetForm) -> Placed {
    place_by(problems, |loc| {
        let (LocPart::Name(name), rest) = loc.split_first()? else { return None };
        Some(match name.as_str() {
            "name" => Field::Name,
            "description" => Field::Description,
            "unit_test_runs" => member(rest, form),
            "tags" => tags::place(rest, &form.tags),
            _ => return None,
        })
    })
}

/// Members are sent in the form's order, all of them.
fn member(loc: &[LocPart], form: &SetForm) -> Field {
    let row = loc.iter().find_map(|part| match part {
        LocPart::Index(at) => form.members.at(*at),
        LocPart::Name(_) => None,
    });
    let Some(row) = row else { return Field::Members };
    let of_count = loc.iter().any(|part| matches!(part, LocPart::Name(name) if name == "run_count"));
    if of_count { Field::RunCount(row.key()) } else { Field::Member(row.key()) }
}

impl ToJson for SetForm {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("description", &self.description),
            ("members", &Value::Array(self.members.iter().map(ToJson::to_json).collect())),
            ("tags", &Value::Array(self.tags.iter().map(ToJson::to_json).collect())),
        ])
    }
}

impl FromJson for SetForm {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            name: json::field(value, "name"),
            description: json::field(value, "description"),
            members: Rows::of(json::field::<Vec<MemberForm>>(value, "members")),
            tags: Rows::of(json::field::<Vec<TagForm>>(value, "tags")),
        })
    }
}

impl ToJson for MemberForm {
    fn to_json(&self) -> Value {
        json::object(&[("unit_test_id", &self.unit_test_id), ("count", &self.count), ("came", &self.came)])
    }
}

impl FromJson for MemberForm {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            key: 0,
            unit_test_id: json::field(value, "unit_test_id"),
            count: json::field(value, "count"),
            came: json::field(value, "came"),
        })
    }
}

#[cfg(test)]
mod tests;
