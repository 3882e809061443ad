//! Starting a run: which set, unless it is given, how many conversations that simulates, and what is to do
//! where an unfinished run stands in the way.

mod size;
mod unfinished;

use contract::{Operation, TestSet, TestSetId, TestSetRunId, UserRef};
use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use self::size::size;
use self::unfinished::unfinished;
use super::barred::Barred;
use super::failure::{failure_in_words, failure_notice};
use super::picker::{Pick, picker};
use crate::api::Failure;
use crate::browser::clock;
use crate::data::query::{Query, use_query};
use crate::data::run::{Started, start};
use crate::data::test_set;
use crate::data::workspace::Workspace;
use crate::reactive::{Attribute, Memo, RwSignal, live_if, memo, on, words as words_of};
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::session::use_sessions;
use crate::task::Task;
use crate::text::errors::{self, Words};
use crate::text::form::denied;
use crate::text::run::start as text;
use crate::ui::dialog::{Closing, dialog_of_work};
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};

/// The reason beside a button that stands alone.
const DENIED: &str = "start-denied";

/// What stands in the way, within the dialog.
const BARRED: &str = "start-barred";

/// Asks to start runs: one for a page, shared by its buttons. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Starter {
    workspace: Workspace,
    asking: RwSignal<Option<Asking>>,
    /// The id of the set; empty: none is chosen.
    chosen: RwSignal<String>,
    phase: RwSignal<Phase>,
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
    /// It was not started, or nobody knows.
    Failed(Started),
}

impl Starter {
    /// The dialog, closed, and who opens it.
    pub fn new(workspace: Workspace) -> (Self, AnyView) {
        let starter = Self {
            workspace,
            asking: RwSignal::new(None),
            chosen: RwSignal::new(String::new()),
            phase: RwSignal::new(Phase::Asking),
        };
        (starter, starter.dialog())
    }

    /// Asks whether to run a set, or which one. What was refused before stays refused.
    pub fn ask(self, set: Option<TestSetId>) {
        // A start that is under way is shown until it is known what becomes of it.
        if self.phase.get_untracked() != Phase::Busy {
            self.chosen.set(set.as_ref().map(|set| set.as_str().to_owned()).unwrap_or_default());
            self.phase.set(Phase::Asking);
        }
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
    /// pressed is written beside it when it is pressed.
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
        let is_alone = name.is_none();
        let id = if is_alone { DENIED.to_owned() } else { clock::unique() };
        let barred = Barred::new(&id, denied_start(self.workspace));
        // Among others, it is said where somebody wants to know.
        let is_asked = RwSignal::new(is_alone);
        let press = on(move |_: MouseEvent| {
            if barred.allows() {
                return self.ask(set());
            }
            is_asked.set(true);
        });
        view! {
            <button
                type="button"
                class="button"
                data-kind=kind
                aria-label=name
                aria-disabled=barred.disabled(|| false)
                data-barred=barred.mark()
                aria-describedby=barred.described()
                on:click=press
            >
                {drawing(Icon::Runs)}
                {label}
            </button>
            {barred.reason_while(move || is_asked.get())}
        }
        .into_any()
    }

    fn dialog(self) -> AnyView {
        let Self { workspace, asking, chosen, phase } = self;
        let open = memo(move || asking.with(Option::is_some));
        let close = move |closing: Closing| {
            // What is under way cannot be called back.
            if phase.get_untracked() != Phase::Busy || closing == Closing::Done {
                asking.set(None);
            }
        };
        let go = StoredValue::new(use_go());
        let announcer = use_announcer();
        let sessions = use_sessions();
        let leads_to = move |id: &TestSetRunId, words: &'static str| {
            announcer.tell(words);
            // Whoever left meanwhile is told, and stays where they are.
            if phase.try_get_untracked().is_some() {
                phase.try_set(Phase::Asking);
                asking.try_set(None);
                let address = Address::run(&workspace.organization(), id);
                go.try_with_value(|go| go(&address));
            }
        };
        let is_denied =
            move || workspace.denied.with_untracked(|denied| denied.contains(&Operation::CreateRun));
        let run = move |latest: Option<TestSetRunId>| {
            let Some(set) = chosen.with_untracked(|set| TestSetId::parse(set)) else { return };
            if phase.get_untracked() == Phase::Busy || is_denied() {
                return;
            }
            let user = sessions.current.with_untracked(|session| {
                let session = session.as_ref()?;
                Some(UserRef { org_id: session.organization.clone(), user_id: session.user_id.clone()? })
            });
            let asked = asking.get_untracked();
            phase.set(Phase::Busy);
            Task::start(async move {
                let started = start(workspace, &set, user, latest).await;
                match &started {
                    Started::Done(id) => return leads_to(id, text::DONE),
                    Started::Found(id) => return leads_to(id, text::DONE_AFTER_ALL),
                    Started::Refused(error) if error.failure == Failure::Forbidden => {
                        workspace.deny(error.operation);
                    }
                    _ => {}
                }
                if phase.try_get_untracked().is_none() {
                    announcer.tell(&words(&started).what);
                }
                phase.try_set(Phase::Failed(started));
                // Whoever closed the dialog meanwhile sees it again.
                asking.try_set(asked);
            })
            .detach();
        };
        let content = move || content(self, Callback::new(run), move || close(Closing::Asked));
        dialog_of_work(open, text::START, close, content)
    }
}

/// Why no run can be started: the server said no before.
fn denied_start(workspace: Workspace) -> Memo<Option<String>> {
    memo(move || {
        let operation = Operation::CreateRun;
        let is_denied = workspace.denied.with(|denied| denied.contains(&operation));
        is_denied.then(|| denied(operation.permission().unwrap_or_default()))
    })
}

fn content(starter: Starter, run: Callback<Option<TestSetRunId>>, close: impl Fn() + 'static) -> AnyView {
    let Starter { workspace, asking, chosen, phase } = starter;
    let which = asking.with_untracked(|asking| *asking == Some(Asking::Which));
    let key = move || Some(chosen.get()).filter(|set| !set.is_empty());
    let set = use_query(key, move |id| test_set::find_written(workspace, id));
    let run = Callback::new(move |()| {
        run.run(set.value().as_deref().and_then(|set| set.as_ref()?.last_triggered_run_id.clone()));
    });
    let barred = Barred::new(BARRED, memo(move || why_not(workspace, chosen, set)));
    let is_unchosen = memo(move || which && chosen.with(String::is_empty));
    let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
    let denied = denied_start(workspace);
    let choice = which.then(|| choice(workspace, chosen, phase));
    let why = live_if(move || {
        let words = denied.get()?;
        Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
    });
    view! {
        {choice}
        <div id=BARRED class="stands-in-the-way">
            {live_if(move || {
                is_unchosen.get().then(|| view! { <p class="hint">{text::CHOOSE_FIRST}</p> }.into_any())
            })}
            {size(set)}
            {problem(workspace, chosen, phase, run)}
            {why}
        </div>
        <div class="actions">
            <button
                type="button"
                class="button"
                data-kind="primary"
                aria-disabled=barred.disabled(move || busy.get())
                data-barred=barred.mark()
                aria-describedby=barred.described()
                on:click=barred.click(move || run.run(()))
            >
                {words_of(move || if busy.get() { text::BUSY } else { text::START }.to_owned())}
            </button>
            <button type="button" class="button" on:click=on(move |_: MouseEvent| close())>{text::NO}</button>
        </div>
    }
    .into_any()
}

/// Why nothing can be started.
fn why_not(workspace: Workspace, chosen: RwSignal<String>, set: Query<Option<TestSet>>) -> Option<String> {
    let operation = Operation::CreateRun;
    if workspace.denied.with(|denied| denied.contains(&operation)) {
        return Some(denied(operation.permission().unwrap_or_default()));
    }
    let words = match set.value().as_deref() {
        _ if chosen.with(String::is_empty) => text::CHOOSE_FIRST,
        Some(Some(set)) if !set.is_deleted => return None,
        Some(Some(_)) => text::DELETED,
        Some(None) => text::GONE,
        None if set.error().is_some() => text::UNREAD,
        None => text::CHECKING,
    };
    Some(words.to_owned())
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
    let failed: Memo<Option<Started>> = memo(move || {
        phase.with(|phase| match phase {
            Phase::Failed(started) => Some(started.clone()),
            Phase::Asking | Phase::Busy => None,
        })
    });
    live_if(move || {
        let started = failed.get()?;
        let set = chosen.with_untracked(|set| TestSetId::parse(set))?;
        let said = words(&started);
        match started {
            Started::Done(_) | Started::Found(_) => None,
            // What is not allowed is said of the button.
            Started::Refused(error) if error.failure == Failure::Forbidden => None,
            Started::Unfinished(_) => Some(unfinished(workspace, set, None)),
            Started::Maybe(error) => {
                Some(unfinished(workspace, set, Some(failure_in_words(&error, said, None, retry))))
            }
            Started::Refused(error) => Some(failure_notice(&error, None, retry)),
            Started::Lost(error) | Started::Unsure(error) => {
                Some(failure_in_words(&error, said, None, retry))
            }
        }
    })
    .into_any()
}

/// What is said of a start that did not end well.
fn words(started: &Started) -> Words {
    match started {
        Started::Done(_) | Started::Found(_) => Words { what: text::DONE.to_owned(), next: String::new() },
        Started::Lost(error) => errors::looked_up_in_vain(error),
        Started::Unsure(error) => errors::not_looked_up(error),
        Started::Maybe(error) | Started::Unfinished(error) | Started::Refused(error) => errors::words(error),
    }
}
