//! Who made the set, when, and its tags.

use contract::TestSet;
use domain::kind::Kind;
use leptos::prelude::*;

use super::Set;
use crate::data::workspace::Workspace;
use crate::parts::moment::moment;
use crate::parts::name::{label, name};
use crate::parts::section::{described, section};
use crate::parts::tag::tag_chips;
use crate::reactive::live;
use crate::text::{test_set as text, unit_test as words};
use crate::ui::icon::Icon;

pub(super) fn about(workspace: Workspace, set: Set) -> AnyView {
    let tags = live(move || {
        set.with(|set| match set.tags.0.len() {
            0 => view! { <span class="hint">{words::NO_TAGS}</span> }.into_any(),
            all => tag_chips(&set.tags, all),
        })
    });
    let user = |read: fn(&TestSet) -> &str| {
        name(move || set.with(|set| label(workspace, Kind::User, read(set)))).into_any()
    };
    let pairs = vec![
        described(words::TAGS, tags.into_any()),
        described(words::CREATOR, user(|set| &set.creator.user_id)),
        described(words::CREATED, moment(move || set.with(|set| set.created_at.clone())).into_any()),
        described(words::UPDATED_BY, user(|set| &set.updated_by.user_id)),
        described(words::UPDATED, moment(move || set.with(|set| set.updated_at.clone())).into_any()),
    ];
    section(text::ABOUT, Icon::Info, view! { <dl class="pairs">{pairs}</dl> }.into_any())
}
