//! Asks who goes on where a session of somebody else came, or of somebody who is not known.

use domain::person::Relation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::reactive::{memo, on};
use crate::state::session::{Decision, use_sessions};
use crate::text::session::takeover as text;
use crate::ui::dialog::dialog;

/// The question, over whatever page there is.
pub fn takeover_dialog() -> AnyView {
    let sessions = use_sessions();
    let open = memo(move || sessions.takeover.with(Option::is_some));
    let content = move || {
        let Some(takeover) = sessions.takeover.get_untracked() else { return ().into_any() };
        let (them, me) = (takeover.them.as_deref(), takeover.me.as_deref());
        let (relation, source) = (takeover.relation, takeover.source);
        let decide = move |decision: Decision| on(move |_: MouseEvent| sessions.decide(decision));
        let it_is_me = (relation == Relation::Unknown).then(|| {
            view! {
                <button type="button" class="button" data-kind="primary" on:click=decide(Decision::ItIsMe)>
                    {text::IT_IS_ME}
                </button>
            }
        });
        view! {
            <p>{text::words(relation, source, them, me, &takeover.organization)}</p>
            {takeover.has_changes.then(|| view! { <p>{text::changes(me)}</p> })}
            <div class="actions">
                {it_is_me}
                <button type="button" class="button" on:click=decide(Decision::GoOnAsThem)>
                    {text::go_on(relation, them)}
                </button>
                <button type="button" class="button" data-kind="quiet" on:click=decide(Decision::Stay)>
                    {text::stay(source, me)}
                </button>
            </div>
        }
        .into_any()
    };
    dialog(open, text::TITLE, move || sessions.decide(Decision::Stay), content)
}
