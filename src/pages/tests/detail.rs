//! The page of one unit test, which reads as prose: who, what happens, against what, and what must
//! hold.

mod about;
mod against;
mod criteria;
mod scenario;
mod sets;
mod who;

use std::sync::Arc;

use contract::{UnitTest, UnitTestId};
use leptos::prelude::*;

use self::about::About;
use self::against::Against;
use self::criteria::Criteria;
use self::scenario::WhatHappens;
use self::sets::Sets;
use self::who::Who;
use crate::data::load::Load;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::{Workspace, use_workspace};
use crate::parts::failure::FailureNotice;
use crate::parts::gate::SignedIn;
use crate::parts::page::PageHeading;
use crate::parts::refresh::RefreshControl;
use crate::routes::{Address, use_address};
use crate::text::unit_test as text;
use crate::text::{catalogue, common, errors};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Drawing, Icon};
use crate::ui::notice::{Notice, Tone};

/// A unit test, for somebody signed in.
#[component]
pub fn TestPage() -> impl IntoView {
    view! { <SignedIn>{move || use_workspace().map(|workspace| view! { <Page workspace /> })}</SignedIn> }
}

#[component]
fn Page(workspace: Workspace) -> impl IntoView {
    let address = use_address();
    let id = Memo::new(move |_| {
        address.with(|address| match address {
            Address::Test { id, .. } => UnitTestId::parse(id),
            _ => None,
        })
    });
    let test = use_query(move || id.get(), move |id| unit_test::find(workspace.api, id));
    let list = Address::Tests { organization: workspace.organization() }.path();
    let malformed = Memo::new(move |_| id.get().is_none());
    let shown = test.value();
    let kind = Memo::new(move |_| match (malformed.get(), shown.get().map(|test| test.is_some())) {
        (true, _) => Kind::Malformed,
        (false, Some(true)) => Kind::There,
        (false, Some(false)) => Kind::Missing,
        (false, None) => Kind::Waiting,
    });
    view! {
        <p class="way-back"><a href=list><Drawing icon=Icon::Back />{text::BACK}</a></p>
        <Problem test />
        {move || match kind.get() {
            Kind::Malformed => view! { <Missing words=text::missing::MALFORMED /> }.into_any(),
            Kind::Missing => view! { <Missing words=text::missing::WORDS /> }.into_any(),
            Kind::Waiting => view! { <Waiting test /> }.into_any(),
            Kind::There => view! { <Whole workspace query=test /> }.into_any(),
        }}
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Malformed,
    Missing,
    Waiting,
    There,
}

/// The whole test. Its sections follow the parts that they show.
#[component]
fn Whole(workspace: Workspace, query: Query<Option<UnitTest>>) -> impl IntoView {
    let value = query.value();
    let test: Memo<Arc<UnitTest>> = Memo::new(move |before: Option<&Arc<UnitTest>>| {
        let there = value.get().and_then(|test| (*test).clone()).map(Arc::new);
        there.or_else(|| before.cloned()).unwrap_or_default()
    });
    let name = Signal::derive(move || {
        test.with(|test| match test.name.trim() {
            "" => catalogue::NAMELESS.to_owned(),
            name => name.to_owned(),
        })
    });
    let description = Signal::derive(move || test.with(|test| test.description.trim().to_owned()));
    let deleted = Memo::new(move |_| test.with(|test| test.is_deleted));
    let at = Memo::new(move |_| query.load.with(|load| load.known().map(|(_, at)| at)));
    let refresh = move || {
        workspace.names.ask_again();
        query.refresh();
    };
    view! {
        <div class="page-head">
            <PageHeading title=name />
            <RefreshControl at on_refresh=refresh />
        </div>
        {move || deleted.get().then(|| view! {
            <Notice tone=Tone::Warning><p>{text::IS_DELETED}</p></Notice>
        })}
        <p class="lead" dir="auto">
            {move || match description.get() {
                empty if empty.is_empty() => text::NO_DESCRIPTION.to_owned(),
                words => words,
            }}
        </p>
        <div class="prose">
            <div class="story">
                <Who workspace test />
                <WhatHappens workspace test />
                <Against workspace test />
                <Criteria workspace test />
            </div>
            <aside class="aside" aria-label=text::ABOUT>
                <Sets workspace test />
                <About workspace test />
            </aside>
        </div>
    }
}

/// Why the latest attempt failed; an earlier answer stays.
#[component]
fn Problem(test: Query<Option<UnitTest>>) -> impl IntoView {
    let error = test.error();
    move || {
        error.get().map(|error| {
            let kept = test.load.with_untracked(|load| load.value().is_some()).then_some(errors::KEPT);
            view! { <FailureNotice error kept retry=Callback::new(move |()| test.refresh()) /> }
        })
    }
}

#[component]
fn Missing(words: &'static str) -> impl IntoView {
    view! {
        <div class="empty">
            <PageHeading title=text::missing::TITLE.to_owned() />
            <p>{words}</p>
        </div>
    }
}

#[component]
fn Waiting(test: Query<Option<UnitTest>>) -> impl IntoView {
    let felt = delayed(Signal::derive(move || test.load.with(Load::is_busy)));
    view! {
        <PageHeading title=common::UNIT_TESTS.to_owned() />
        {move || felt.get().then(|| view! {
            <div class="card waiting" role="status" aria-label=common::LOADING>
                {(0..4).map(|_| view! { <div class="skeleton"></div> }).collect_view()}
            </div>
        })}
    }
}
