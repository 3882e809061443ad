//! Asks before a page with unsaved changes is left.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::reactive::{memo, on};
use crate::state::leaving::Leaving;
use crate::text::drafts::leaving as text;
use crate::ui::dialog::dialog;

/// The dialog of a page with a guard. `discard` forgets the draft.
pub fn leaving_dialog(leaving: Leaving, discard: Callback<()>) -> AnyView {
    let open = memo(move || leaving.asking.with(Option::is_some));
    let content = move || {
        let stay = on(move |_: MouseEvent| leaving.stay());
        let leave = on(move |_: MouseEvent| leaving.leave());
        let throw_away = on(move |_: MouseEvent| {
            discard.try_run(());
            leaving.leave();
        });
        view! {
            <p>{text::WORDS}</p>
            <div class="actions">
                <button type="button" class="button" data-kind="primary" on:click=stay>{text::STAY}</button>
                <button type="button" class="button" on:click=leave>{text::LEAVE}</button>
                <button type="button" class="button" data-kind="quiet" on:click=throw_away>{text::DISCARD}</button>
            </div>
        }
        .into_any()
    };
    dialog(open, text::TITLE, move || leaving.stay(), content)
}
