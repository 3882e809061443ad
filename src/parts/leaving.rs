//! Asks before a page with unsaved changes is left.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::reactive::{Memo, live_if, memo, on, words};
use crate::state::leaving::Leaving;
use crate::text::drafts::leaving as text;
use crate::ui::dialog::dialog;

/// The dialog of a page with a guard. `discard` forgets the draft; while a save is under way (`busy`) there
/// is nothing to discard.
pub fn leaving_dialog(leaving: Leaving, busy: Memo<bool>, discard: Callback<()>) -> AnyView {
    let open = memo(move || leaving.asking.with(Option::is_some));
    let content = move || {
        let stay = on(move |_: MouseEvent| leaving.stay());
        let leave = on(move |_: MouseEvent| leaving.leave());
        let throws_away = live_if(move || {
            let throw_away = on(move |_: MouseEvent| {
                discard.try_run(());
                leaving.leave();
            });
            (!busy.get()).then(|| {
                view! {
                    <button type="button" class="button" data-kind="quiet" on:click=throw_away>{text::DISCARD}</button>
                }
                .into_any()
            })
        });
        view! {
            <p>{words(move || if busy.get() { text::BUSY } else { text::WORDS }.to_owned())}</p>
            <div class="actions">
                <button type="button" class="button" data-kind="primary" on:click=stay>{text::STAY}</button>
                <button type="button" class="button" on:click=leave>
                    {words(move || if busy.get() { text::LEAVE_BUSY } else { text::LEAVE }.to_owned())}
                </button>
                {throws_away}
            </div>
        }
        .into_any()
    };
    dialog(open, text::TITLE, move || leaving.stay(), content)
}
