//! What is known of what a form refers to, as its checks need it.

use domain::form::{Rows, Standing, TagForm};
use domain::kind::Kind;
use leptos::prelude::*;

use crate::browser::letters;
use crate::data::names::{Item, Known};
use crate::data::workspace::Workspace;

/// How something stands. Asks for it the first time, and follows the answer.
#[must_use]
pub fn standing(workspace: Workspace, kind: Kind, id: &str) -> Standing {
    if id.is_empty() {
        return Standing::Unknown;
    }
    workspace.names.get(kind, id).with(|known| match known {
        Known::Waiting | Known::Failed(_) => Standing::Unknown,
        Known::Missing => Standing::Gone,
        Known::Found(item) => of_item(item),
    })
}

fn of_item(item: &Item) -> Standing {
    match item {
        Item::Service(service) if service.is_active == Some(false) => Standing::Inactive,
        item if item.is_deleted() => Standing::Gone,
        _ => Standing::There,
    }
}

/// What typed tags hold beside letters, digits, underscores and blanks.
#[must_use]
pub fn strange(tags: &Rows<TagForm>) -> Vec<String> {
    let typed = tags.iter().filter(|tag| tag.is_typed);
    let texts = typed.flat_map(|tag| [Some(&tag.name), tag.value.as_ref()]).flatten();
    texts.filter(|text| !letters::are_plain(text)).cloned().collect()
}
