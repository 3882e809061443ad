//! The button that leads to the form of a new unit test.

use contract::Operation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::reactive::{attribute, flag, memo, on};
use crate::routes::{Address, use_go};
use crate::text::form as text;
use crate::ui::icon::{Icon, drawing};

/// The button. Where the server said no before, it stays in sight and says why.
pub fn create_button(workspace: Workspace) -> AnyView {
    let go = use_go();
    let denied = memo(move || {
        let operation = Operation::CreateUnitTest;
        let denied = workspace.denied.with(|denied| denied.contains(&operation));
        denied.then(|| text::denied(operation.permission().unwrap_or_default()))
    });
    let open = on(move |_: MouseEvent| go(&Address::NewTest { organization: workspace.organization() }));
    view! {
        <button
            type="button"
            class="button"
            data-kind="primary"
            prop:disabled=flag(move || denied.with(Option::is_some))
            title=attribute(move || denied.get())
            aria-description=attribute(move || denied.get())
            on:click=open
        >
            {drawing(Icon::Plus)}
            {text::CREATE}
        </button>
    }
    .into_any()
}
