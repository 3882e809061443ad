//! Who made the test, when, and its tags.

use contract::UnitTest;
use domain::kind::Kind;
use leptos::prelude::*;

use super::Test;
use crate::data::workspace::Workspace;
use crate::parts::moment::moment;
use crate::parts::name::{label, name};
use crate::parts::section::{described, section};
use crate::parts::tag::tag_chips;
use crate::reactive::live;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

pub(super) fn about(workspace: Workspace, test: Test) -> AnyView {
    let tags = live(move || {
        test.with(|test| match test.tags.0.len() {
            0 => view! { <span class="hint">{text::NO_TAGS}</span> }.into_any(),
            all => tag_chips(&test.tags, all),
        })
    });
    let user = |read: fn(&UnitTest) -> &str| {
        name(move || test.with(|test| label(workspace, Kind::User, read(test)))).into_any()
    };
    let pairs = vec![
        described(text::TAGS, tags.into_any()),
        described(text::CREATOR, user(|test| &test.creator.user_id)),
        described(text::CREATED, moment(move || test.with(|test| test.created_at.clone())).into_any()),
        described(text::UPDATED_BY, user(|test| &test.updated_by.user_id)),
        described(text::UPDATED, moment(move || test.with(|test| test.updated_at.clone())).into_any()),
    ];
    section(text::ABOUT, Icon::Info, view! { <dl class="pairs">{pairs}</dl> }.into_any())
}
