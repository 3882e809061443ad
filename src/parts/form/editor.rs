//! Opening a form: what it begins with is read once, and a draft of it is looked for. A later answer never
//! touches what is typed.

use std::sync::Arc;

use contract::decode;
use contract::json::FromJson;
use domain::form::Stored;
use domain::instant::Instant;
use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Target;
use super::bar::last_changed;
use crate::api::ApiError;
use crate::data::load::Load;
use crate::data::query::Query;
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::parts::page::{fixed_heading, page_heading};
use crate::reactive::{RwSignal, live, live_if, memo, on};
use crate::routes::Address;
use crate::state::drafts::{Claimable, Drafts, use_drafts};
use crate::task::Task;
use crate::text::{common, drafts as said, form as text};
use crate::ui::delayed::delayed;
use crate::ui::notice::{Tone, notice};
use crate::ui::skeleton::skeleton;

/// What something is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To make another one like it.
    Copy,
    /// To change it.
    Change,
}

/// What a form begins with.
pub struct Start<F> {
    /// What is written.
    pub target: Target,
    /// What the form was opened with.
    pub opened: F,
    /// Its drafts.
    pub drafts: Drafts,
    /// The draft that was found, with the time of its last change.
    pub draft: Option<(Instant, Stored<F>)>,
    /// What was to be changed is deleted, or not there any more: there is only the draft.
    pub is_gone: bool,
}

/// What is stored, as a form needs it.
pub struct Opened<F> {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether it is deleted.
    pub is_deleted: bool,
    /// As a form.
    pub form: F,
}

/// The form of something new.
pub fn fresh<F>(
    workspace: Workspace,
    kind: Kind,
    form: F,
    draw: impl Fn(Start<F>) -> AnyView + Send + 'static,
) -> AnyView
where
    F: Clone + FromJson + Send + Sync + 'static,
{
    editor(workspace, kind, Target::New { from: None }, Ok(form), String::new(), draw)
}

/// The form of something that is stored (`id`), or of a copy of it, once it is read. `read` makes a form of
/// it; `name` is where a copy gets another name. Where it is gone and a draft is there, the draft is shown.
pub fn opened<T, F>(
    (workspace, kind, purpose): (Workspace, Kind, Purpose),
    (id, query): (&str, Option<Query<Option<T>>>),
    read: fn(&T) -> Opened<F>,
    name: fn(&mut F) -> &mut String,
    draw: impl Fn(Start<F>) -> AnyView + Clone + Send + 'static,
) -> AnyView
where
    T: PartialEq + Send + Sync + 'static,
    F: Clone + FromJson + Send + Sync + 'static,
{
    let words = text::words(kind);
    let Some(query) = query else { return stopped(workspace, kind, words.missing.0, words.malformed, None) };
    let first = memo(move || query.value().is_some());
    let wanted = id.to_owned();
    live(move || {
        if !first.get() {
            let retry = Callback::new(move |()| query.refresh());
            return awaited(kind, purpose, query.load, move || query.error(), retry);
        }
        let there: Option<Arc<Option<T>>> =
            query.load.with_untracked(|load| load.known().and_then(|(value, _)| value.get()));
        let Some(there) = there.as_deref().and_then(Option::as_ref) else {
            let (target, title, why) = match purpose {
                Purpose::Copy => {
                    (Target::New { from: Some(wanted.clone()) }, words.duplicate, words.no_source)
                }
                Purpose::Change => (Target::Edit { id: wanted.clone() }, words.missing.0, words.missing.1),
            };
            let nothing: Nothing = Box::new(move || stopped(workspace, kind, title, why, None));
            return editor(workspace, kind, target, Err(nothing), String::new(), draw.clone());
        };
        let Opened { id, name: called, is_deleted, mut form } = read(there);
        match purpose {
            Purpose::Change => {
                let copy = id.clone();
                let nothing: Nothing =
                    Box::new(move || stopped(workspace, kind, words.edit, words.is_deleted, Some(&copy)));
                let opened = if is_deleted { Err(nothing) } else { Ok(form) };
                editor(workspace, kind, Target::Edit { id }, opened, called, draw.clone())
            }
            Purpose::Copy => {
                let name = name(&mut form);
                *name = text::copy_of(name);
                let target = Target::New { from: Some(id) };
                editor(workspace, kind, target, Ok(form), String::new(), draw.clone())
            }
        }
    })
    .into_any()
}

/// Nothing to write in, with a way on.
fn stopped(
    workspace: Workspace,
    kind: Kind,
    title: &'static str,
    words: &'static str,
    copy: Option<&str>,
) -> AnyView {
    let organization = workspace.organization();
    let copy = copy.map(|id| {
        let address = Address::duplicate(kind, &organization, id);
        view! { <a class="button" href=address>{text::DUPLICATE_IT}</a> }
    });
    let list = Address::list(kind, &organization).path();
    view! {
        <div class="empty">
            {fixed_heading(title)}
            <p>{words}</p>
            <div class="actions">{copy}<a class="button" href=list>{text::words(kind).back}</a></div>
        </div>
    }
    .into_any()
}

/// It is on its way, or did not come.
fn awaited(
    kind: Kind,
    purpose: Purpose,
    load: RwSignal<Load>,
    error: impl Fn() -> Option<ApiError> + Send + 'static,
    retry: Callback<()>,
) -> AnyView {
    let words = text::words(kind);
    let heading = if purpose == Purpose::Copy { words.duplicate } else { words.edit };
    let felt = delayed(move || load.with(|load| matches!(load, Load::Loading)));
    view! {
        {fixed_heading(heading)}
        {live_if(move || error().map(|error| failure_notice(&error, None, retry)))}
        {live_if(move || {
            felt.get().then(|| view! { <div class="card">{skeleton(4, common::LOADING)}</div> }.into_any())
        })}
    }
    .into_any()
}

/// What is drawn where there is nothing to write in.
type Nothing = Box<dyn Fn() -> AnyView + Send + Sync>;

/// The form, once it is known whether there is a draft of it. Where what is stored is gone, the draft alone
/// makes the form: nothing typed is out of reach.
fn editor<F>(
    workspace: Workspace,
    kind: Kind,
    target: Target,
    opened: Result<F, Nothing>,
    called: String,
    draw: impl Fn(Start<F>) -> AnyView + Send + 'static,
) -> AnyView
where
    F: Clone + FromJson + Send + Sync + 'static,
{
    let words = text::words(kind);
    let heading = match &target {
        Target::New { from: None } => words.create.to_owned(),
        Target::New { from: Some(_) } => words.duplicate.to_owned(),
        Target::Edit { .. } => text::named(words.edit, &called),
    };
    let heading = memo(move || heading.clone());
    let drafts = use_drafts(&workspace.personal(), draft_name(kind, &target));
    let start = StoredValue::new((target, opened));
    let found = RwSignal::new(false);
    let draft = StoredValue::new(None);
    let look = move |claims: bool| {
        let offer = async move {
            let offered = if claims { drafts.claim().await } else { drafts.find().await };
            if let Some(offered) = offered {
                match decode::<Stored<F>>(&offered.content) {
                    Ok(stored) => {
                        draft.try_set_value(Some((offered.saved_at, stored)));
                    }
                    Err(_) => drafts.forget(),
                }
            } else if claims {
                return;
            }
            found.try_set(true);
        };
        Task::start(offer).detach();
    };
    look(false);
    let head = move || view! { <div class="page-head">{page_heading(heading)}</div> }.into_any();
    let is_gone = start.with_value(|(_, opened)| opened.is_err());
    let form = live_if(move || {
        if !found.get() {
            return None;
        }
        let draft = draft.try_update_value(Option::take)?;
        start.try_with_value(|(target, opened)| match (opened, draft) {
            (Ok(opened), draft) => {
                let (target, opened) = (target.clone(), opened.clone());
                draw(Start { target, opened, drafts, draft, is_gone: false })
            }
            (Err(_), Some((at, stored))) => {
                let (target, draft) = (target.clone(), Some((at, stored.clone())));
                let opened = stored.base.unwrap_or(stored.form);
                let form = draw(Start { target, opened, drafts, draft, is_gone: true });
                view! { {head()}{form} }.into_any()
            }
            (Err(nothing), None) => nothing(),
        })
    });
    let claim = claim(drafts, Callback::new(move |()| look(true)));
    view! { {(!is_gone).then(head)}{claim}{form} }.into_any()
}

/// A draft of somebody who is not known: its name and its time, and the question whose it is.
fn claim(drafts: Drafts, claim: Callback<()>) -> AnyView {
    live_if(move || {
        let Claimable { saved_at, name, .. } = drafts.claimable.get()?;
        let words = said::claimable(&last_changed(saved_at), name.trim());
        let leave = on(move |_: MouseEvent| drafts.claimable.set(None));
        let content = view! {
            <p>{words}</p>
            <div class="actions">
                <button type="button" class="button" on:click=on(move |_: MouseEvent| claim.run(()))>
                    {said::IT_WAS_ME}
                </button>
                <button type="button" class="button" data-kind="quiet" on:click=leave>{said::NOT_MINE}</button>
            </div>
        };
        Some(notice(Tone::Info, content.into_any()))
    })
    .into_any()
}

/// What the drafts of a form are kept under.
fn draft_name(kind: Kind, target: &Target) -> String {
    let kind = if kind == Kind::TestSet { "set/" } else { "test/" };
    match target {
        Target::New { from: None } => [kind, "new"].concat(),
        Target::New { from: Some(from) } => [kind, "new/", from].concat(),
        Target::Edit { id } => [kind, id].concat(),
    }
}
