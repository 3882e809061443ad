//! The unfinished runs of a set: the API allows a person one at a time.

use contract::{Run, TestSetId, UserRef};
use domain::instant::Instant;
use domain::kind::Kind;
use leptos::prelude::*;

use crate::browser::{clock, intl};
use crate::data::paging::Part;
use crate::data::query::{Query, use_query};
use crate::data::run;
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::reactive::live_if;
use crate::routes::Address;
use crate::state::session::use_sessions;
use crate::text::run::start as text;
use crate::text::time;
use crate::ui::notice::{Tone, notice};

/// That there is one, with links to those of the person, as far as it is known who that is. `lost`: it is not
/// known whether the run was started, and this says so.
pub(super) fn unfinished(workspace: Workspace, set: TestSetId, lost: Option<AnyView>) -> AnyView {
    let user = use_sessions().current.with_untracked(|session| {
        let session = session.as_ref()?;
        Some(UserRef { org_id: session.organization.clone(), user_id: session.user_id.clone()? })
    });
    let heading = match (&lost, &user) {
        (Some(_), _) => text::MAYBE,
        (None, Some(_)) => text::YOURS,
        (None, None) => text::ANYBODYS,
    };
    let is_lost = lost.is_some();
    let id = set.as_str().to_owned();
    let of_set = id.clone();
    let runs: Query<Part<Run>> =
        use_query(move || Some(id.clone()), move |_| run::unfinished(workspace, set.clone(), user.clone()));
    let list = live_if(move || {
        if let Some(error) = runs.error() {
            return Some(failure_notice(&error, None, Callback::new(move |()| runs.refresh())));
        }
        let read = runs.value()?;
        let Part { items: found, rest } = &*read;
        let retry = Callback::new(move |()| runs.refresh());
        let rest = rest.as_ref().map(|error| failure_notice(error, None, retry));
        if found.is_empty() && rest.is_some() {
            return rest;
        }
        if found.is_empty() && is_lost {
            let address = Address::of(Kind::TestSet, &workspace.organization(), &of_set).path();
            let open = view! { <p><a href=address>{text::OPEN_SET}</a></p> };
            return Some(view! { <p>{text::MAYBE_OVER}</p>{open} }.into_any());
        }
        if found.is_empty() {
            return Some(view! { <p>{text::NONE_FOUND}</p> }.into_any());
        }
        let items: Vec<AnyView> = found.iter().map(|run| link(workspace, run)).collect();
        Some(view! { <p>{heading}</p><ul class="plain">{items}</ul>{rest} }.into_any())
    });
    match lost {
        Some(lost) => view! { {lost}{list} }.into_any(),
        None => notice(Tone::Warning, view! { <p>{text::UNFINISHED}</p>{list} }.into_any()),
    }
}

fn link(workspace: Workspace, run: &Run) -> AnyView {
    let now = clock::best_now();
    let at = run.created_at.as_ref().and_then(Instant::read);
    let when = at.map_or_else(|| time::UNKNOWN.to_owned(), |at| intl::moment(at, now));
    let address = Address::run(&workspace.organization(), &run.id).path();
    view! { <li><a href=address>{text::link(&when)}</a></li> }.into_any()
}
