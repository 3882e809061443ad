//! What can be done with a unit test or a test set from its page: change it, copy it, delete it.

use domain::kind::Kind;
use leptos::prelude::*;

use super::barred::Barred;
use super::delete::{Deletion, delete_dialog};
use crate::data::workspace::Workspace;
use crate::reactive::{Memo, RwSignal, flag, live, live_if, memo};
use crate::routes::Address;
use crate::text::form as text;
use crate::ui::icon::{Icon, drawing};

/// The actions. A deleted thing can be copied, and nothing else. `first` comes before the others.
pub fn actions(
    workspace: Workspace,
    is_live: Memo<bool>,
    first: AnyView,
    deletion: impl FnOnce(RwSignal<bool>) -> Deletion,
) -> AnyView {
    let asking = RwSignal::new(false);
    let deletion = deletion(asking);
    let (kind, id) = (deletion.kind, deletion.id);
    let edit = move || id.with(|id| Address::edit(kind, &workspace.organization(), id).path());
    let copy = move || id.with(|id| Address::duplicate(kind, &workspace.organization(), id));
    let denied = memo(move || denied(workspace, kind));
    let barred = Barred::new("delete-denied", denied);
    let ask = barred.click(move || asking.set(true));
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
        <div class="actions item-actions">
            {first}
            {edit}
            {copy}
            <button
                type="button"
                class="button"
                hidden=flag(move || !is_live.get())
                aria-disabled=barred.disabled(|| false)
                data-barred=barred.mark()
                aria-describedby=barred.described()
                on:click=ask
            >
                {drawing(Icon::Deleted)}
                {text::DELETE_IT}
            </button>
        </div>
        {barred.reason()}
        {delete_dialog(workspace, deletion, asking)}
    }
    .into_any()
}

/// Why nothing of a kind can be deleted: the server said no before.
fn denied(workspace: Workspace, kind: Kind) -> Option<String> {
    let [_, _, delete] = kind.writes()?;
    let denied = workspace.denied.with(|denied| denied.contains(&delete));
    denied.then(|| text::denied(delete.permission().unwrap_or_default()))
}
