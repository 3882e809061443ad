//! The finished test as prose, while it is written.

use contract::SuccessCriterion;
use domain::form::{CriterionForm, Part, TestForm};
use domain::kind::Kind;
use domain::number::Notation;
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::criterion::of;
use super::editing::Editing;
use crate::data::workspace::Workspace;
use crate::parts::form::tag_lines;
use crate::parts::name::label;
use crate::parts::section::section;
use crate::reactive::{Memo, live_if, memo, words};
use crate::text::criterion as sentences;
use crate::text::form as text;
use crate::ui::icon::Icon;
use crate::ui::keyed::{self, keyed};

pub(super) fn prose(editing: Editing) -> AnyView {
    let workspace = editing.workspace;
    let called = move |kind: Kind, id: Memo<String>, none: &'static str| {
        memo(move || {
            id.with(|id| if id.is_empty() { none.to_owned() } else { label(workspace, kind, id).text })
        })
    };
    let persona = called(Kind::Persona, editing.read(|form| form.persona_id.clone()), text::prose::SOMEBODY);
    let scenario =
        called(Kind::Scenario, editing.read(|form| form.scenario_id.clone()), text::prose::SOMETHING);
    let service =
        called(Kind::Service, editing.read(|form| form.service_id.clone()), text::prose::SOME_SERVICE);
    let most = editing.read(|form| form.max_interactions.clone());
    let set = editing.read(|form| form.version_set.clone());
    let story = memo(move || {
        text::prose::story(&persona.get(), &scenario.get(), &service.get(), &set.get(), &most.get())
    });
    let keys = memo(move || editing.form.with(|form| form.criteria.keys()));
    let lines = keyed(move || {
        keys.get()
            .into_iter()
            .map(|key| keyed::Part::new(key.to_string(), move || line(editing, key)))
            .collect()
    });
    let none = live_if(move || {
        keys.with(Vec::is_empty).then(|| view! { <p class="hint">{sentences::NONE}</p> }.into_any())
    });
    let content = view! {
        <p class="block" dir="auto">{words(move || story.get())}</p>
        {none}
        <ul class="criteria">{lines}</ul>
    };
    section(text::READS, Icon::Reads, content.into_any())
}

fn line(editing: Editing, key: u32) -> AnyView {
    let notation = editing.notation;
    let said = editing.read(move |form| of(form, key).map(|one| said(one, notation)).unwrap_or_default());
    view! {
        <li>
            <span class="sentence" dir="auto">
                {words(move || said.with(|(subject, _)| subject.clone()))}" "
                <b>{words(move || said.with(|(_, expected)| expected.clone()))}</b>
            </span>
        </li>
    }
    .into_any()
}

/// A criterion as a sentence, as far as it is said.
pub(super) fn said(one: &CriterionForm, notation: Notation) -> (String, String) {
    let Some(criterion) = one.expected(notation) else { return text::unfinished(&one.name) };
    let whole = SuccessCriterion { name: one.name.clone(), criterion, ..SuccessCriterion::default() };
    sentences::sentence(&Sentence::of(&whole))
}

/// The parts of a test that others changed, in words: one line each.
pub(super) fn lines(workspace: Workspace, form: &TestForm, part: Part, notation: Notation) -> Vec<String> {
    let called = |kind, id: &str| label(workspace, kind, id).text;
    match part {
        Part::Description => vec![form.description.clone()],
        Part::Service => {
            vec![called(Kind::Service, &form.service_id), text::version_set(&form.version_set)]
        }
        Part::Persona => vec![called(Kind::Persona, &form.persona_id)],
        Part::Scenario => vec![called(Kind::Scenario, &form.scenario_id)],
        Part::MaxInteractions => vec![form.max_interactions.clone()],
        Part::Criteria => {
            let sentences = form.criteria.iter().map(|one| said(one, notation));
            sentences.map(|(subject, expected)| format!("{subject} {expected}")).collect()
        }
        Part::Tags => tag_lines(&form.tags),
    }
}
