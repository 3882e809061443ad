//! The button that leads to the form of something new.

use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::reactive::{attribute, flag, live_if, memo, on};
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
    let open = on(move |_: MouseEvent| go(&Address::new_one(kind, &workspace.organization())));
    view! {
        <button
            type="button"
            class="button"
            data-kind="primary"
            prop:disabled=flag(move || denied.with(Option::is_some))
            aria-describedby=attribute(move || denied.with(Option::is_some).then(|| "create-denied".to_owned()))
            on:click=open
        >
            {drawing(Icon::Plus)}
            {text::words(kind).create}
        </button>
        {live_if(move || {
            let words = denied.get()?;
            Some(view! { <p class="field-error" id="create-denied">{words}</p> }.into_any())
        })}
    }
    .into_any()
}
