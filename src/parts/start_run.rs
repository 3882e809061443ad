//! Starting a run: which set, unless it is given, how many conversations that simulates, and what is to do
//! where an unfinished run stands in the way.

mod size;
mod unfinished;

use contract::{Operation, TestSetId};
use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use self::size::size;
use self::unfinished::unfinished;
use super::failure::failure_notice;
use super::picker::{Pick, picker};
use crate::api::{ApiError, Failure};
use crate::data::query::use_query;
use crate::data::run::start;
use crate::data::test_set;
use crate::data::workspace::Workspace;
use crate::data::writing::is_lost;
use crate::reactive::{Attribute, Memo, RwSignal, attribute, effect, flag, live_if, memo, on, words};
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::form::denied;
use crate::text::run::start as text;
use crate::ui::dialog::dialog;
use crate::ui::icon::{Icon, drawing};

/// The reason beside a button that stands alone.
const DENIED: &str = "start-denied";

/// Asks to start runs: one for a page, shared by its buttons. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Starter {
    workspace: Workspace,
    asking: RwSignal<Option<Asking>>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asking {
    /// Which set shall be run.
    Which,
    /// Whether this set shall be run.
    This(TestSetId),
}

/// How far it got.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The person is asked.
    Asking,
    /// It is under way.
    Busy,
    /// It failed.
    Failed(ApiError),
}

impl Starter {
    /// The dialog, closed, and who opens it.
    pub fn new(workspace: Workspace) -> (Self, AnyView) {
        let starter = Self { workspace, asking: RwSignal::new(None) };
        (starter, starter.dialog())
    }

    /// Asks whether to run a set, or which one. What was refused before stays refused.
    pub fn ask(self, set: Option<TestSetId>) {
        self.asking.set(Some(set.map_or(Asking::Which, Asking::This)));
    }

    /// A button that asks; `set` may change or be none. Where the server said no before, it stays in sight,
    /// and beside it stands why.
    pub fn button(
        self,
        label: &'static str,
        kind: Option<&'static str>,
        set: impl Fn() -> Option<TestSetId> + 'static,
    ) -> AnyView {
        self.drawn(label, kind, None, Box::new(set))
    }

    /// [`Starter::button`] among others of its kind: to those who hear it, it names its set. Why it cannot be
    /// pressed is not written beside each.
    pub fn button_of(self, set: TestSetId, name: Attribute) -> AnyView {
        self.drawn(text::START, Some("quiet"), Some(name), Box::new(move || Some(set.clone())))
    }

    fn drawn(
        self,
        label: &'static str,
        kind: Option<&'static str>,
        name: Option<Attribute>,
        set: Box<dyn Fn() -> Option<TestSetId>>,
    ) -> AnyView {
        let workspace = self.workspace;
        let denied = memo(move || {
            let operation = Operation::CreateRun;
            let is_denied = workspace.denied.with(|denied| denied.contains(&operation));
            is_denied.then(|| denied(operation.permission().unwrap_or_default()))
        });
        let is_alone = name.is_none();
        let why = live_if(move || {
            let words = denied.get().filter(|_| is_alone)?;
            Some(view! { <p class="field-error" id=DENIED>{words}</p> }.into_any())
        });
        let described = move || (is_alone && denied.with(Option::is_some)).then(|| DENIED.to_owned());
        let among_others = move || denied.get().filter(|_| !is_alone);
        view! {
            <button
                type="button"
                class="button"
                data-kind=kind
                aria-label=name
                prop:disabled=flag(move || denied.with(Option::is_some))
                aria-describedby=attribute(described)
                title=attribute(among_others)
                aria-description=attribute(among_others)
                on:click=on(move |_: MouseEvent| self.ask(set()))
            >
                {drawing(Icon::Runs)}
                {label}
            </button>
            {why}
        }
        .into_any()
    }

    fn dialog(self) -> AnyView {
        let Self { workspace, asking } = self;
        let phase = RwSignal::new(Phase::Asking);
        let chosen = RwSignal::new(String::new());
        let open = memo(move || asking.with(Option::is_some));
        effect(move || {
            let set = asking.with(|asking| match asking {
                Some(Asking::This(set)) => set.as_str().to_owned(),
                _ => String::new(),
            });
            chosen.set(set);
            phase.set(Phase::Asking);
        });
        let close = move || {
            // What is under way cannot be called back.
            if phase.get_untracked() != Phase::Busy {
                asking.set(None);
            }
        };
        let go = StoredValue::new(use_go());
        let announcer = use_announcer();
        let run = move || {
            let Some(set) = chosen.with_untracked(|set| TestSetId::parse(set)) else { return };
            if phase.get_untracked() == Phase::Busy {
                return;
            }
            phase.set(Phase::Busy);
            Task::start(async move {
                match start(workspace, &set).await {
                    Ok(id) => {
                        phase.try_set(Phase::Asking);
                        asking.try_set(None);
                        announcer.tell(text::DONE);
                        let address = Address::run(&workspace.organization(), &id);
                        go.try_with_value(|go| go(&address));
                    }
                    Err(error) => {
                        if error.failure == Failure::Forbidden {
                            workspace.deny(error.operation);
                        }
                        phase.try_set(Phase::Failed(error));
                    }
                }
            })
            .detach();
        };
        let content =
            move || content(workspace, asking, chosen, phase, Callback::new(move |()| run()), close);
        dialog(open, text::START, close, content)
    }
}

fn content(
    workspace: Workspace,
    asking: RwSignal<Option<Asking>>,
    chosen: RwSignal<String>,
    phase: RwSignal<Phase>,
    run: Callback<()>,
    close: impl Fn() + 'static,
) -> AnyView {
    let which = asking.with_untracked(|asking| *asking == Some(Asking::Which));
    let key = move || Some(chosen.get()).filter(|set| !set.is_empty());
    let set = use_query(key, move |id| test_set::find_written(workspace, id));
    let is_ready =
        memo(move || set.value().is_some_and(|set| set.as_ref().as_ref().is_some_and(|set| !set.is_deleted)));
    let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
    let choice = which.then(|| choice(workspace, chosen, phase));
    view! {
        {choice}
        {size(set)}
        {problem(workspace, chosen, phase, run)}
        <div class="actions">
            <button
                type="button"
                class="button"
                data-kind="primary"
                prop:disabled=flag(move || !is_ready.get())
                aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))
                on:click=on(move |_: MouseEvent| run.run(()))
            >
                {words(move || if busy.get() { text::BUSY } else { text::START }.to_owned())}
            </button>
            <button type="button" class="button" on:click=on(move |_: MouseEvent| close())>{text::NO}</button>
        </div>
    }
    .into_any()
}

fn choice(workspace: Workspace, chosen: RwSignal<String>, phase: RwSignal<Phase>) -> AnyView {
    let pick = Pick {
        id: "start-set".to_owned(),
        label: text::SET,
        hint: None,
        kind: Kind::TestSet,
        first: memo(String::new),
        preview: false,
    };
    let choose = Callback::new(move |(id, _)| {
        chosen.set(id);
        if phase.get_untracked() != Phase::Busy {
            phase.set(Phase::Asking);
        }
    });
    picker(workspace, pick, memo(move || chosen.get()), choose, memo(|| None), None)
}

/// Why it was not started, or that nobody knows; with the unfinished runs where they matter.
fn problem(
    workspace: Workspace,
    chosen: RwSignal<String>,
    phase: RwSignal<Phase>,
    retry: Callback<()>,
) -> AnyView {
    let error: Memo<Option<ApiError>> = memo(move || {
        phase.with(|phase| match phase {
            Phase::Failed(error) => Some(error.clone()),
            Phase::Asking | Phase::Busy => None,
        })
    });
    live_if(move || {
        let error = error.get()?;
        let set = chosen.with_untracked(|set| TestSetId::parse(set))?;
        Some(match error.failure {
            Failure::Conflict => unfinished(workspace, set, None),
            _ if is_lost(&error) => unfinished(workspace, set, Some(failure_notice(&error, None, retry))),
            _ => failure_notice(&error, None, retry),
        })
    })
    .into_any()
}
