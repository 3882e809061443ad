//! The frame of the forms in which unit tests and test sets are written: what is said of parts and when,
//! drafts, undoing, saving and what becomes of it, what others changed meanwhile, leaving. A form brings
//! its parts, its checks and its way to save.

mod bar;
mod creating;
mod editor;
mod field;
mod moved;
mod save;
mod standing;
mod summary;
mod tags;
mod undo;
mod written;

use std::collections::BTreeSet;

use contract::Operation;
use domain::creation::Draft as Creation;
use domain::form::{Field, Finding};
use domain::instant::Instant;
use domain::kind::Kind;
use leptos::ev::{FocusEvent, SubmitEvent};
use leptos::prelude::*;

pub use self::creating::{Ended, create, look_back, taken};
pub use self::editor::{Opened, Purpose, Start, fresh, opened};
pub use self::field::{Entry, Text, described_by, dom_id, messages, text};
pub use self::moved::{Moved, MovedPart};
pub use self::save::{Attempt, Outcome, Saving};
pub use self::standing::{standing, strange};
pub use self::tags::{TagRows, tag_lines, tags};
pub use self::undo::{Removal, undo};
pub use self::written::{Begun, Rules, Written};

use super::leaving::leaving_dialog;
use crate::browser::{keys, press};
use crate::data::workspace::Workspace;
use crate::reactive::{Handler, Memo, RwSignal, attribute_if, memo, on};
use crate::state::drafts::Drafts;
use crate::state::leaving::use_leaving;
use crate::text::form as text_of;

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Something that does not exist yet.
    New {
        /// The id of what it began as a copy of.
        from: Option<String>,
    },
    /// Something that exists.
    Edit {
        /// Its id.
        id: String,
    },
}

/// What became of a create whose answer was lost because the form was left or loaded anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentBefore {
    /// It is being looked up.
    Sought,
    /// It was created.
    There {
        /// Its id.
        id: String,
        /// What it is called.
        name: String,
    },
    /// Something of its name is there, which is not as it was sent: it was changed since, or is another one.
    Otherwise {
        /// Its id.
        id: String,
        /// What it is called.
        name: String,
    },
    /// It is not there.
    Absent,
    /// It could not be looked up.
    Unseen,
}

/// What all forms have in common while they are written. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The session's data.
    pub workspace: Workspace,
    /// What is written: a test set, or else a unit test.
    pub kind: Kind,
    /// Its drafts.
    pub drafts: Drafts,
    /// What is written; changes when a lost one is to be saved as a new one.
    pub target: RwSignal<Target>,
    /// Whether there is anything to lose, in the form or beside it.
    pub is_changed: Memo<bool>,
    /// The persona that is typed beside the form.
    pub persona: RwSignal<Creation>,
    /// The scenario that is.
    pub scenario: RwSignal<Creation>,
    /// Whether the person has begun: what the form needs beyond its first sight is then asked for.
    pub is_engaged: RwSignal<bool>,
    /// What is wrong, and odd.
    findings: Memo<Vec<Finding>>,
    /// Which parts were left: what is wrong with them is said.
    left: RwSignal<BTreeSet<Field>>,
    /// Whether saving was tried: everything wrong is said.
    pressed: RwSignal<bool>,
    /// What the server said of parts.
    pub said: RwSignal<Vec<(Field, String)>>,
    /// What became of the latest attempt to save.
    pub outcome: RwSignal<Outcome>,
    /// What became of what was sent before the form was left or loaded anew.
    pub sent_before: RwSignal<Option<SentBefore>>,
    /// Whether what is typed says just what was sent and not heard of.
    is_as_sent: Memo<bool>,
    /// What others changed meanwhile.
    pub moved: RwSignal<Option<Moved>>,
    /// When the draft was last changed that took the place of what was there.
    restored: RwSignal<Option<Instant>>,
    /// Whether something was discarded that can be taken back.
    has_discarded: Memo<bool>,
    /// What was removed and can be put back, the latest last.
    pub removed: RwSignal<Vec<Removal>>,
    /// The number of a row among its like, from 1; 0 for what is no row.
    place: Callback<Field, usize>,
    /// Composes names and tags that were typed.
    compose: Callback<()>,
    /// Throws what is typed away.
    throw_away: Callback<()>,
    /// Takes back what was discarded.
    take_back: Callback<()>,
    /// Gives the name of a copy: one that is gone is saved as a new one.
    as_new: Callback<()>,
    save: StoredValue<Option<Saving>, LocalStorage>,
}

impl Frame {
    /// The words in which this kind of form differs.
    #[must_use]
    pub fn words(self) -> &'static text_of::Words {
        text_of::words(self.kind)
    }

    /// Whether this is what the form began as a copy of: it was there before anything was sent.
    #[must_use]
    pub fn is_source(self, id: &str) -> bool {
        let is_it = |target: &Target| matches!(target, Target::New { from: Some(from) } if from == id);
        self.target.try_with_untracked(is_it) == Some(true)
    }

    /// Says how it is saved: from then on it can be.
    pub fn saves_by(self, save: Saving) {
        self.save.set_value(Some(save));
    }

    /// The operation that saves, where the server said no to it before. Follows what it reads.
    fn denied(self) -> Option<Operation> {
        let [create, update, _] = self.kind.writes()?;
        let is_new = self.target.with(|target| matches!(target, Target::New { .. }));
        let operation = if is_new { create } else { update };
        self.workspace.denied.with(|denied| denied.contains(&operation)).then_some(operation)
    }

    /// What the server said of a part no longer holds: it is changed.
    pub fn unsay(self, field: Field) {
        if field == Field::Name {
            self.outcome.maybe_update(|outcome| {
                let is_about_it = matches!(outcome, Outcome::Taken(_) | Outcome::TakenUnseen);
                if is_about_it {
                    *outcome = Outcome::None;
                }
                is_about_it
            });
        }
        self.said.maybe_update(|said| {
            let before = said.len();
            said.retain(|(about, _)| *about != field);
            said.len() != before
        });
    }

    /// Says what the server means by its refusal.
    pub fn say(self, said: Vec<(Field, String)>) {
        self.said.try_set(said);
    }

    /// Throws what is typed away; nothing is said of anything any more.
    fn discard(self) {
        self.throw_away.run(());
        self.drafts.forget();
        self.pressed.set(false);
        self.left.update(BTreeSet::clear);
        self.said.update(Vec::clear);
        self.removed.update(Vec::clear);
        self.outcome.set(Outcome::None);
        self.sent_before.set(None);
    }

    /// Saving is tried: everything wrong is said. Whether something stands in the way.
    fn press(self) -> bool {
        self.compose.run(());
        self.pressed.set(true);
        self.findings.with_untracked(|findings| findings.iter().any(|finding| finding.blocks))
    }

    /// A handler for leaving a part. What is wrong with it is not said before the press is over that took
    /// the focus away.
    pub fn leave(self, field: Field) -> Handler<FocusEvent> {
        on(move |_| {
            let known = self.left.try_with_untracked(|left| left.contains(&field)).unwrap_or(true);
            if known {
                return;
            }
            press::once_let_go(move || {
                self.left.try_update(|left| left.insert(field));
            });
        })
    }

    /// A handler for coming to the form.
    fn engage(self) -> Handler<FocusEvent> {
        on(move |_| {
            if self.is_engaged.try_get_untracked() == Some(false) {
                self.is_engaged.set(true);
            }
        })
    }

    /// What is wrong with a part, once it was left or saving was tried.
    #[must_use]
    pub fn error(self, field: Field) -> Memo<Option<String>> {
        memo(move || {
            let said = self.said.with(|said| {
                said.iter().find(|(about, _)| *about == field).map(|(_, message)| message.clone())
            });
            if said.is_some() {
                return said;
            }
            let shown = self.pressed.get() || self.left.with(|left| left.contains(&field));
            shown.then(|| self.finding(field, true)).flatten()
        })
    }

    /// What is odd about a part.
    #[must_use]
    pub fn note(self, field: Field) -> Memo<Option<String>> {
        memo(move || self.finding(field, false))
    }

    fn finding(self, field: Field, blocks: bool) -> Option<String> {
        self.findings.with(|findings| {
            let of_field = findings.iter().find(|one| one.field == field && one.blocks == blocks)?;
            Some(text_of::problem(self.kind, field, &of_field.problem))
        })
    }

    /// All that stands in the way of saving, once it was tried: the part, its number among its like,
    /// and what is wrong.
    fn problems(self) -> Memo<Vec<(Field, usize, String)>> {
        memo(move || {
            let said = self.said.get();
            let mut problems: Vec<(Field, String)> = Vec::new();
            if self.pressed.get() {
                self.findings.with(|findings| {
                    let blocking = findings.iter().filter(|finding| finding.blocks);
                    let words =
                        blocking.map(|one| (one.field, text_of::problem(self.kind, one.field, &one.problem)));
                    problems.extend(words);
                });
            }
            problems.extend(said);
            problems.into_iter().map(|(field, words)| (field, self.place.run(field), words)).collect()
        })
    }
}

/// The whole form around its parts.
pub fn form(frame: Frame, parts: AnyView) -> AnyView {
    let leaving = use_leaving(frame.is_changed);
    // What is typed while a save is under way would be lost with the page.
    let busy = memo(move || frame.outcome.with(|outcome| *outcome == Outcome::Busy));
    keys::on_save(save::action(frame, leaving));
    let submit = {
        let save = save::action(frame, leaving);
        move |event: SubmitEvent| {
            event.prevent_default();
            save();
        }
    };
    view! {
        {bar::restored(frame, leaving)}
        <form class="item-form" novalidate on:submit=on(submit) on:focusin=frame.engage()>
            {summary::summary(frame)}
            <div class="form-parts" inert=attribute_if("", move || busy.get())>{parts}</div>
            {bar::bar(frame, leaving)}
        </form>
        {moved::moved(frame, leaving)}
        {leaving_dialog(leaving, busy, Callback::new(move |()| frame.discard()))}
    }
    .into_any()
}
