//! Tags of a form: of a unit test and of a test set alike.

use contract::{LocPart, Tag, Tags};

use super::checks::{Field, Notes, Problem};
use super::model::TagForm;
use super::rows::{Row, Rows};
use crate::{letters, order};

/// The largest number of tags (CONTRACT 6.2).
pub(super) const MOST_TAGS: usize = 20;

/// The rows of stored tags.
pub(super) fn of(tags: &Tags) -> Rows<TagForm> {
    Rows::of(tags.iter().map(|tag| TagForm {
        name: tag.key.clone(),
        value: tag.value.clone(),
        ..TagForm::default()
    }))
}

/// Whether both say the same, in whatever order.
pub(super) fn say_the_same(mine: &Rows<TagForm>, theirs: &Rows<TagForm>) -> bool {
    written(mine) == written(theirs)
}

/// The tags that are there, as name and value, in an order of their own.
fn written(tags: &Rows<TagForm>) -> Vec<(&str, Option<&str>)> {
    let written = tags.iter().filter(|tag| !tag.is_blank());
    let tags: Vec<_> = written.map(|tag| (tag.name.as_str(), tag.value.as_deref())).collect();
    order::by_key(tags, |tag| *tag)
}

/// Composes the typed tags by the browser's `compose`; those from the server stay what they were.
pub(super) fn compose(tags: &mut Rows<TagForm>, compose: &dyn Fn(&str) -> String) {
    for key in tags.keys() {
        if let Some(tag) = tags.get_mut(key).filter(|tag| tag.is_typed) {
            tag.name = compose(&tag.name);
            tag.value = tag.value.as_deref().map(compose);
        }
    }
}

/// Tags as they are sent: those from the server byte for byte, typed ones without what cannot be seen.
pub(super) fn sent(tags: &Rows<TagForm>) -> Tags {
    let written = tags.iter().filter(|tag| !tag.is_blank());
    let sent = written.map(|tag| match (tag.is_typed, &tag.value) {
        (false, value) => Tag { key: tag.name.clone(), value: value.clone() },
        (true, value) => {
            let value = value.as_deref().map(letters::clean).filter(|value| !value.is_empty());
            Tag { key: letters::clean(&tag.name), value }
        }
    });
    sent.collect()
}

/// What is wrong with tags. `strange` are texts of typed tags that hold anything but letters, digits,
/// underscores and blanks.
pub(super) fn check(tags: &Rows<TagForm>, strange: &[String], notes: &mut Notes) {
    let written: Vec<_> = tags.iter().filter(|tag| !tag.is_blank()).collect();
    if written.len() > MOST_TAGS {
        notes.add(Field::Tags, Problem::TooManyTags);
    }
    for (at, tag) in written.iter().enumerate() {
        let earlier = written.iter().take(at).any(|other| letters::look_alike(&other.name, &tag.name));
        if earlier {
            notes.add(Field::TagName(tag.key), Problem::TagTwice);
        }
        if !tag.is_typed {
            continue;
        }
        let is_strange = |text: &str| strange.iter().any(|strange| strange == text);
        if letters::is_blank(&tag.name) {
            notes.add(Field::TagName(tag.key), Problem::Missing);
        } else if is_strange(&tag.name) {
            notes.add(Field::TagName(tag.key), Problem::TagLetters);
        }
        if tag.value.as_deref().is_some_and(is_strange) {
            notes.add(Field::TagValue(tag.key), Problem::TagLetters);
        }
    }
}

/// The tag that a complaint is about. A tag is named by its key; a validator may say of the key that it is
/// meant itself (`[key]`).
pub(super) fn place(loc: &[LocPart], tags: &Rows<TagForm>) -> Field {
    let Some(LocPart::Name(name)) = loc.first() else { return Field::Tags };
    let Some(row) = tags.iter().find(|tag| tag.name.trim() == name.trim()) else { return Field::Tags };
    let of_name = loc.iter().any(|part| matches!(part, LocPart::Name(name) if name == "[key]"));
    if of_name || row.value.is_none() { Field::TagName(row.key()) } else { Field::TagValue(row.key()) }
}
