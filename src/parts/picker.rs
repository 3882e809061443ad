//! Choosing a service, persona, scenario or metric in a form: a combobox over what the server offers,
//! with a preview beside it.

mod offer;
mod preview;

use std::sync::Arc;

use domain::kind::Kind;
use leptos::ev::FocusEvent;
use leptos::prelude::*;

use super::name::label;
use crate::browser::clock;
use crate::data::names::{Item, Known};
use crate::data::pick::{Phase, Rest};
use crate::data::workspace::Workspace;
use crate::reactive::{Memo, RwSignal, effect, live_if, memo, on};
use crate::state::recent;
use crate::task::Task;
use crate::text::{names, picker as text};
use crate::ui::combobox::{Chosen, Combobox, Offer, Row, combobox};

/// What a picker is.
pub struct Pick {
    /// The id of its input in the document, unique on the page.
    pub id: String,
    /// Its label.
    pub label: &'static str,
    /// A sentence of help.
    pub hint: Option<&'static str>,
    /// What is picked.
    pub kind: Kind,
    /// The service whose metrics come first; empty: none.
    pub first: Memo<String>,
    /// Whether what is highlighted or chosen is shown in detail, once the picker had the focus.
    pub preview: bool,
}

/// How long the highlight must rest before its preview is read, in milliseconds.
const REST: i64 = 400;

/// How many choices are drawn at first, and how many more each time.
const DRAWN: usize = 100;

/// A picker. `chosen` is an id, or empty; `choose` is called with the choice, `extra` stands beside
/// the label. A closed picker reads nothing but the chosen one's name.
pub fn picker(
    workspace: Workspace,
    pick: Pick,
    chosen: Memo<String>,
    choose: Callback<(String, Arc<Item>)>,
    error: Memo<Option<String>>,
    extra: Option<AnyView>,
) -> AnyView {
    let Pick { id, label: title, hint, kind, first, preview } = pick;
    let query = RwSignal::new(None::<String>);
    let highlighted = RwSignal::new(None::<Row>);
    let drawn = RwSignal::new(DRAWN);
    let source = workspace.picks.of(kind);
    read_while_open(workspace, kind, query, drawn);
    let offer = memo(move || match query.get() {
        Some(text) => offer::offer(workspace, kind, &text, &first.get(), drawn.get()),
        None => Offer::default(),
    });
    let more = Callback::new(move |()| {
        let found = untrack(|| source.found(&query.get().unwrap_or_default()));
        if let Phase::Failed(_) = found.phase {
            return source.again();
        }
        drawn.update(|drawn| *drawn += DRAWN);
        if found.rest != Rest::Nothing && found.items.len() < drawn.get_untracked() {
            source.more();
        }
    });
    let field = Combobox {
        id,
        label: title,
        hint,
        placeholder: text::placeholder(kind),
        query,
        highlighted,
        offer,
        chosen: memo(move || called(workspace, kind, chosen.get())),
        choose: Callback::new(move |id: String| {
            let known = workspace.names.get(kind, &id);
            if let Known::Found(item) = known.get_untracked() {
                recent::remember(&workspace.personal(), kind, &id);
                choose.run((id, item));
            }
        }),
        more,
        error,
        note: memo(move || chosen.with(|id| note(workspace, kind, id))),
        beside: extra,
    };
    // A form that is only looked at costs no previews: they come with the focus.
    let is_begun = RwSignal::new(false);
    let begin = on(move |_: FocusEvent| {
        if preview && !is_begun.get_untracked() {
            is_begun.set(true);
        }
    });
    let beside = live_if(move || {
        is_begun.get().then(|| preview::preview(workspace, kind, rested(chosen, highlighted)))
    });
    view! {
        <div class="picker" data-preview=preview.then_some("true") on:focusin=begin>
            {combobox(field)}
            {beside}
        </div>
    }
    .into_any()
}

/// Has the list read when the picker opens, and the typed text searched for.
fn read_while_open(
    workspace: Workspace,
    kind: Kind,
    query: RwSignal<Option<String>>,
    drawn: RwSignal<usize>,
) {
    let source = workspace.picks.of(kind);
    let mut was_open = false;
    effect(move || {
        let query = query.get();
        let is_open = query.is_some();
        match query {
            Some(text) => {
                if !was_open {
                    source.open();
                }
                drawn.set(DRAWN);
                source.seek(&text);
            }
            None if was_open => source.close(),
            None => {}
        }
        was_open = is_open;
    });
    on_cleanup(move || {
        // Another picker of the kind may be open by now.
        if query.try_get_untracked().flatten().is_some() {
            source.close();
        }
    });
}

fn called(workspace: Workspace, kind: Kind, id: String) -> Chosen {
    let name = if id.is_empty() { String::new() } else { label(workspace, kind, &id).text };
    Chosen { id, name }
}

/// Why what is chosen cannot be used, or is not known.
fn note(workspace: Workspace, kind: Kind, id: &str) -> Option<String> {
    if id.is_empty() {
        return None;
    }
    let known = workspace.names.get(kind, id);
    let is_deleted = known.with(|known| known.found().is_some_and(Item::is_deleted));
    if is_deleted { Some(text::deleted(kind)) } else { label(workspace, kind, id).reason }
}

/// What a preview shows: the choice that the highlight rests on, else what is chosen.
fn rested(chosen: Memo<String>, highlighted: RwSignal<Option<Row>>) -> Memo<String> {
    let rests_on = RwSignal::new(None::<String>);
    let task = StoredValue::new_local(None::<Task>);
    effect(move || match highlighted.get() {
        Some(Row::Choice(id)) => task.set_value(Some(Task::start(async move {
            clock::sleep(REST).await;
            rests_on.try_set(Some(id));
        }))),
        Some(Row::More) | None => {
            task.set_value(None);
            if rests_on.with_untracked(Option::is_some) {
                rests_on.set(None);
            }
        }
    });
    memo(move || rests_on.get().unwrap_or_else(|| chosen.get()))
}

/// The name of what is picked, for its preview.
fn title(workspace: Workspace, kind: Kind, id: &str) -> String {
    let label = label(workspace, kind, id);
    if label.text.is_empty() { names::none(kind) } else { label.text }
}
