//! The button that leads to the form of something new.

use domain::kind::Kind;
use leptos::prelude::*;

use super::barred::Barred;
use crate::data::workspace::Workspace;
use crate::reactive::memo;
use crate::routes::{Address, use_go};
use crate::text::form as text;
use crate::ui::icon::{Icon, drawing};

/// The button for a unit test or a test set. Where the server said no before, it stays in sight and says
/// why.
pub fn create_button(workspace: Workspace, kind: Kind) -> AnyView {
    let go = use_go();
    let denied = memo(move || {
        let [create, ..] = kind.writes()?;
        let denied = workspace.denied.with(|denied| denied.contains(&create));
        denied.then(|| text::denied(create.permission().unwrap_or_default()))
    });
    let barred = Barred::new("create-denied", denied);
    let open = barred.click(move || go(&Address::new_one(kind, &workspace.organization())));
    view! {
        <button
            type="button"
            class="button"
            data-kind="primary"
            aria-disabled=barred.disabled(|| false)
            data-barred=barred.mark()
            aria-describedby=barred.described()
            on:click=open
        >
            {drawing(Icon::Plus)}
            {text::words(kind).create}
        </button>
        {barred.reason()}
    }
    .into_any()
}
