//! What can be done with the test: change it, copy it, delete it.

use contract::Operation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Test;
use super::delete::delete_dialog;
use crate::data::workspace::Workspace;
use crate::reactive::{RwSignal, attribute, flag, live, live_if, memo, on};
use crate::routes::Address;
use crate::text::form as text;
use crate::ui::icon::{Icon, drawing};

pub(super) fn actions(workspace: Workspace, test: Test) -> AnyView {
    let id = memo(move || test.with(|test| test.id.clone()));
    let is_live = memo(move || test.with(|test| !test.is_deleted));
    let edit = move || {
        let address = Address::EditTest {
            organization: workspace.organization(),
            id: id.with(|id| id.as_str().to_owned()),
        };
        address.path()
    };
    let copy = move || id.with(|id| Address::duplicate(&workspace.organization(), id.as_str()));
    let asking = RwSignal::new(false);
    let denied = memo(move || {
        let operation = Operation::DeleteUnitTest;
        let denied = workspace.denied.with(|denied| denied.contains(&operation));
        denied.then(|| text::denied(operation.permission().unwrap_or_default()))
    });
    let ask = on(move |_: MouseEvent| asking.set(true));
    let edit = live_if(move || {
        let edit = edit();
        let edit = view! { <a class="button" href=edit>{drawing(Icon::Edit)}{text::EDIT_IT}</a> };
        is_live.get().then(|| edit.into_any())
    });
    let copy = live(move || {
        let copy = copy();
        view! { <a class="button" href=copy>{drawing(Icon::Copy)}{text::DUPLICATE_IT}</a> }.into_any()
    });
    view! {
        <div class="actions test-actions">
            {edit}
            {copy}
            <button
                type="button"
                class="button"
                hidden=flag(move || !is_live.get())
                prop:disabled=flag(move || denied.with(Option::is_some))
                aria-describedby=attribute(move || denied.with(Option::is_some).then(|| "delete-denied".to_owned()))
                on:click=ask
            >
                {drawing(Icon::Deleted)}
                {text::DELETE_IT}
            </button>
        </div>
        {live_if(move || {
            let words = denied.get()?;
            Some(view! { <p class="field-error" id="delete-denied">{words}</p> }.into_any())
        })}
        {delete_dialog(workspace, test, asking)}
    }
    .into_any()
}
