//! The form in which a unit test is written: a new one, a copy of one, or a change to one.

mod about;
mod against;
mod bar;
mod criteria;
mod criterion;
mod editing;
mod expected;
mod facts;
mod field;
mod moved;
mod people;
mod prose;
mod saving;
mod summary;
mod tags;
mod undo;

use std::sync::Arc;

use contract::{UnitTest, UnitTestId, decode};
use domain::form::{Stored, TestForm};
use domain::kind::Kind;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::editing::{Editing, Target};
use self::saving::Outcome;
use crate::browser::{intl, keys};
use crate::data::load::Load;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::parts::gate::signed_in;
use crate::parts::leaving::leaving_dialog;
use crate::parts::page::{fixed_heading, page_heading};
use crate::reactive::{RwSignal, attribute_if, live, live_if, memo, on};
use crate::routes::{Address, FROM, use_address};
use crate::state::drafts::use_drafts;
use crate::state::leaving::use_leaving;
use crate::state::session::use_sessions;
use crate::task::Task;
use crate::text::{common, form as text, unit_test as test_text};
use crate::ui::delayed::delayed;
use crate::ui::skeleton::skeleton;

/// The form of a new test, or of a copy of one, for somebody signed in.
pub fn new_page() -> AnyView {
    signed_in(|workspace| {
        let location = use_location();
        let from = memo(move || location.query.with(|query| query.get(FROM)));
        live(move || match from.get() {
            None => editor(workspace, Target::New { from: None }, TestForm::fresh()),
            Some(from) => opened(workspace, from, Purpose::Copy),
        })
        .into_any()
    })
}

/// The form in which a test is changed, for somebody signed in.
pub fn edit_page() -> AnyView {
    signed_in(|workspace| {
        let address = use_address();
        let id = memo(move || {
            address.with(|address| match address {
                Address::EditTest { id, .. } => id.clone(),
                _ => String::new(),
            })
        });
        live(move || opened(workspace, id.get(), Purpose::Change)).into_any()
    })
}

/// What a test is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Copy,
    Change,
}

impl Purpose {
    fn heading(self) -> &'static str {
        match self {
            Self::Copy => text::DUPLICATE,
            Self::Change => text::EDIT,
        }
    }
}

/// Reads a test once, then shows the form of it. A later answer never touches what is typed.
fn opened(workspace: Workspace, id: String, purpose: Purpose) -> AnyView {
    let Some(id) = UnitTestId::parse(&id) else {
        return stopped(workspace, test_text::missing::TITLE, test_text::missing::MALFORMED, None);
    };
    let wanted = id.as_str().to_owned();
    let test: Query<Option<UnitTest>> =
        use_query(move || Some(wanted.clone()), move |id| unit_test::find(workspace.api, id));
    let first = memo(move || test.value().is_some());
    live(move || {
        if !first.get() {
            return awaited(test, purpose);
        }
        let there = test.load.with_untracked(|load| load.known().and_then(|(value, _)| value.get()));
        let there: Option<Arc<Option<UnitTest>>> = there;
        match there.as_deref() {
            Some(Some(test)) => of_test(workspace, test, purpose),
            _ if purpose == Purpose::Copy => {
                stopped(workspace, text::DUPLICATE, text::opening::NO_SOURCE, None)
            }
            _ => stopped(workspace, test_text::missing::TITLE, test_text::missing::WORDS, None),
        }
    })
    .into_any()
}

/// The form of a stored test.
fn of_test(workspace: Workspace, test: &UnitTest, purpose: Purpose) -> AnyView {
    let mut form = TestForm::of(test, intl::notation());
    match purpose {
        Purpose::Change if test.is_deleted => {
            stopped(workspace, text::EDIT, text::opening::DELETED, Some(test.id.as_str()))
        }
        Purpose::Change => editor(workspace, Target::Edit { id: test.id.clone() }, form),
        Purpose::Copy => {
            form.name = text::copy_of(&form.name);
            editor(workspace, Target::New { from: Some(test.id.as_str().to_owned()) }, form)
        }
    }
}

/// Nothing to write in, with a way on.
fn stopped(workspace: Workspace, title: &'static str, words: &'static str, copy: Option<&str>) -> AnyView {
    let organization = workspace.organization();
    let copy = copy.map(|id| {
        let address = Address::duplicate(Kind::UnitTest, &organization, id);
        view! { <a class="button" href=address>{text::DUPLICATE_IT}</a> }
    });
    let list = Address::Tests { organization }.path();
    view! {
        <div class="empty">
            {fixed_heading(title)}
            <p>{words}</p>
            <div class="actions">{copy}<a class="button" href=list>{test_text::BACK}</a></div>
        </div>
    }
    .into_any()
}

/// The test is on its way, or did not come.
fn awaited(test: Query<Option<UnitTest>>, purpose: Purpose) -> AnyView {
    let felt = delayed(move || test.load.with(|load| matches!(load, Load::Loading)));
    let retry = Callback::new(move |()| test.refresh());
    view! {
        {fixed_heading(purpose.heading())}
        {live_if(move || test.error().map(|error| failure_notice(&error, None, retry)))}
        {live_if(move || {
            felt.get().then(|| view! { <div class="card">{skeleton(4, common::LOADING)}</div> }.into_any())
        })}
    }
    .into_any()
}

/// The form, once it is known whether there is a draft of it.
fn editor(workspace: Workspace, target: Target, opened: TestForm) -> AnyView {
    let heading = target.heading();
    let heading = match &target {
        Target::New { .. } => heading.to_owned(),
        Target::Edit { .. } => text::named(heading, &opened.name),
    };
    let heading = memo(move || heading.clone());
    let user = use_sessions().current.with_untracked(|session| session.as_ref()?.user_id.clone());
    let drafts = use_drafts(workspace.organization(), user, target.draft());
    let target = StoredValue::new(target);
    let opened = StoredValue::new(opened);
    let found = RwSignal::new(false);
    let restored = RwSignal::new(None);
    Task::start(async move {
        if let Some(offered) = drafts.find().await {
            match decode::<Stored>(&offered.content) {
                Ok(stored) => {
                    restored.try_set(Some((offered.saved_at, stored)));
                }
                Err(_) => drafts.forget(),
            }
        }
        found.try_set(true);
    })
    .detach();
    let form = live(move || {
        if !found.get() {
            return ().into_any();
        }
        let (Some(target), Some(opened)) = (target.try_get_value(), opened.try_get_value()) else {
            return ().into_any();
        };
        let editing = Editing::new(workspace, target, opened, drafts, restored.get_untracked());
        form(editing)
    });
    view! { <div class="page-head">{page_heading(heading)}</div>{form} }.into_any()
}

/// The whole form.
fn form(editing: Editing) -> AnyView {
    let leaving = use_leaving(editing.is_changed);
    let discard = Callback::new(move |()| editing.discard());
    editing.keep_draft();
    // What were typed while a save is under way would be lost with the page.
    let busy = memo(move || editing.outcome.with(|outcome| *outcome == Outcome::Busy));
    keys::on_save(saving::action(editing, leaving));
    let submit = {
        let save = saving::action(editing, leaving);
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            save();
        }
    };
    view! {
        {bar::restored(editing)}
        <form class="test-form" novalidate on:submit=on(submit) on:focusin=editing.engage()>
            {summary::summary(editing)}
            <div class="form-parts" inert=attribute_if("", move || busy.get())>
                {about::about(editing)}
                {against::against(editing)}
                {people::people(editing)}
                {criteria::criteria(editing)}
                {tags::tags(editing)}
                {prose::prose(editing)}
            </div>
            {bar::bar(editing, leaving)}
        </form>
        {moved::moved(editing, leaving)}
        {leaving_dialog(leaving, discard)}
    }
    .into_any()
}
