//! Latest versions that are there already: a refresh asks anew for those that are shown, an older answer never takes
//! the place of a newer one, and who tries one again asks for that one only.

use console::data::latest_versions::KnownVersion;
use console::data::workspace::Workspace;
use console::reactive::{RwSignal, live, memo};
use contract::{MetricValue, PersonaVersion};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle};
use crate::server::{Server, api, id};

/// A persona's version with this background.
fn version(background: &str) -> String {
    format!(r#"{{"simulation_persona_versions":[{{"_id":"v","version":1,"background":"{background}"}}]}}"#)
}

fn told(known: &KnownVersion<PersonaVersion>) -> String {
    match known {
        KnownVersion::Found(version) => version.background.clone(),
        KnownVersion::Waiting => "waiting".to_owned(),
        KnownVersion::Missing => "missing".to_owned(),
        KnownVersion::Failed(_) => "failed".to_owned(),
    }
}

struct Shown {
    page: Mounted,
    workspace: Workspace,
    number: RwSignal<u32>,
}

impl Shown {
    fn text(&self) -> String {
        self.page.root.text_content().unwrap().trim().to_owned()
    }
}

/// Shows the version of one persona, whose number can change.
fn shown() -> Shown {
    let made = StoredValue::new(None);
    let number = RwSignal::new(1);
    let page = mount(move || {
        let workspace = Workspace::new(api(), "org".to_owned());
        made.set_value(Some(workspace));
        let text = memo(move || workspace.persona_versions.get(&id(number.get())).with(told));
        live(move || view! { <b>{text.get()}</b> }.into_any()).into_any()
    });
    Shown { page, workspace: made.get_value().unwrap(), number }
}

#[wasm_bindgen_test]
async fn a_refresh_asks_anew_for_what_is_shown_and_later_for_the_rest() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &format!("/persona/{}/version/", id(1))).await;
    server.answer(0, &version("Old")).await;
    assert_eq!(shown.text(), "Old");
    shown.number.set(2);
    server.asked(1, &id(2)).await;
    server.answer(1, &version("Second")).await;

    shown.workspace.refresh();
    server.asked(2, &id(2)).await;
    assert_eq!((shown.text().as_str(), server.count()), ("Second", 3), "nobody shows the first");
    server.answer(2, &version("Changed")).await;
    assert_eq!(shown.text(), "Changed");

    shown.number.set(1);
    server.asked(3, &id(1)).await;
    assert_eq!(shown.text(), "Old", "what is known stays");
    server.answer(3, &version("New")).await;
    assert_eq!(shown.text(), "New");
    shown.number.set(2);
    settle().await;
    assert_eq!(server.count(), 4, "it was asked for since");
}

#[wasm_bindgen_test]
async fn an_older_answer_never_takes_the_place_of_a_newer_one() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    shown.workspace.refresh();
    server.asked(1, &id(1)).await;
    server.answer(1, &version("Newer")).await;
    server.answer(0, &version("Older")).await;
    assert_eq!(shown.text(), "Newer");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_again_stays() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    server.answer(0, &version("There")).await;
    shown.workspace.refresh();
    server.asked(1, &id(1)).await;
    server.answer_with(1, 403, "{}").await;
    assert_eq!(shown.text(), "There");
}

#[wasm_bindgen_test]
async fn one_that_failed_is_asked_for_alone() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    server.answer_with(0, 403, "{}").await;
    assert_eq!(shown.text(), "failed");
    let workspace = shown.workspace;
    let _others = mount(move || {
        let known: Vec<_> = (2..8).map(|number| workspace.persona_versions.get(&id(number))).collect();
        live(move || {
            known.iter().for_each(|known| known.track());
            ().into_any()
        })
        .into_any()
    });
    settle().await;
    assert_eq!(server.count(), 7);
    workspace.persona_versions.again(&id(1));
    settle().await;
    assert_eq!(server.count(), 8, "the others are not asked for");
    server.asked(7, &id(1)).await;
    server.answer(7, &version("There")).await;
    assert_eq!(shown.text(), "There");
}

#[wasm_bindgen_test]
async fn categories_of_a_metric_that_changed_are_read_again() {
    let server = Server::start();
    let made = StoredValue::new(None);
    let page = mount(move || {
        let workspace = Workspace::new(api(), "org".to_owned());
        made.set_value(Some(workspace));
        let text = memo(move || {
            workspace.metric_versions.get(&id(1)).with(|known| match known {
                KnownVersion::Found(version) => match &version.metric_value {
                    MetricValue::Categorical { categories } => categories.join(", "),
                    _ => "other".to_owned(),
                },
                _ => "unknown".to_owned(),
            })
        });
        live(move || view! { <b>{text.get()}</b> }.into_any()).into_any()
    });
    let workspace: Workspace = made.get_value().unwrap();
    let name = format!(r#"{{"metrics":[{{"id":"{}","name":"Outcome"}}],"has_more":false}}"#, id(1));
    let version = |categories: &str| {
        format!(
            r#"{{"metric_versions":[{{"metric_id":"{}","version":1,"metric_value":{{"type":"categorical","categories":[{categories}]}}}}]}}"#,
            id(1)
        )
    };
    // The name and the version, in whichever order, and once more after the refresh.
    for (round, categories) in [(0, r#""Resolved""#), (2, r#""Resolved","Escalated""#)] {
        for number in [round, round + 1] {
            server.asked(number, "/metric/").await;
            let is_version = server.path(number).contains("/version");
            server.answer(number, &if is_version { version(categories) } else { name.clone() }).await;
        }
        assert_eq!(page.root.text_content().unwrap().trim(), categories.replace('"', "").replace(',', ", "));
        workspace.refresh();
    }
}
