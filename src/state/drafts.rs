//! What is typed in a form, kept on this machine until it is saved or discarded.
//!
//! A draft is written within a second, and at once when the page is hidden, left or taken away. It
//! belongs to a person: it is offered to them again after a crash, a reload or another sign-in. One of somebody whose
//! id is not known is offered in the same session of the same tab; later, only to who says that it is theirs. It is
//! written by one tab at a time, by a lock of the browser; a draft that another tab is writing is only told of. Without a secure
//! context there are no locks, and every draft is offered. Signing out removes no drafts; they hold
//! what the form gives and nothing else.

use contract::json;
use domain::draft::{Draft, DraftKey, Opening, Stored, to_claim, to_offer};
use domain::instant::Instant;
use leptos::prelude::*;

use super::personal::Personal;
use crate::browser::leaving::on_hide;
use crate::browser::locks::{self, Held};
use crate::browser::storage::{self, Trouble};
use crate::browser::{address, clock};
use crate::reactive::RwSignal;
use crate::task::Task;

/// How long typed text waits until it is written, in milliseconds.
const WAIT: i64 = 500;

/// How often this tab's own draft is asked for: after a reload, the page before may still hold it.
const TRIES: u32 = 4;
const BETWEEN_TRIES: i64 = 75;

/// A draft that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its last change.
    pub saved_at: Instant,
    /// What was typed, as the form gave it.
    pub content: String,
}

/// A draft of somebody who is not known: whoever says that it is theirs may go on with it. Nothing of its content is
/// shown before, but its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimable {
    /// Its last change.
    pub saved_at: Instant,
    /// The name that was typed; empty where there is none yet.
    pub name: String,
    key: DraftKey,
}

/// The drafts of a form. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Drafts {
    /// Why the latest text could not be kept; none once it could.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Whether another tab is writing a draft of the same form. Known after [`Drafts::find`].
    pub elsewhere: RwSignal<bool>,
    /// A draft of somebody who is not known. Known after [`Drafts::find`], until something is kept.
    pub claimable: RwSignal<Option<Claimable>>,
    editing: StoredValue<Editing, LocalStorage>,
}

/// Removes what was kept.
pub type Forget = Box<dyn FnOnce()>;

/// What is to be written, made only when it is: not with every letter.
type Content = Box<dyn FnOnce() -> String>;

struct Editing {
    base: String,
    key: DraftKey,
    /// Whose it is, and the session in which it is written.
    personal: Personal,
    /// The key of an adopted draft that is to be written under another.
    before: Option<String>,
    /// What is not yet written.
    unsaved: Option<Content>,
    timer: Option<Task>,
    lock: Option<Held>,
    /// Whether anything was kept or found: from then on nothing else is offered.
    begun: bool,
    /// Whether what was typed is saved: nothing is kept any more.
    is_saved: bool,
}

/// The drafts of a form of a person: `form` is `test/new`, or `test/` and an id. Removes drafts of all forms that
/// are too old.
pub fn use_drafts(personal: &Personal, form: String) -> Drafts {
    let key = DraftKey {
        organization: personal.organization().to_owned(),
        user: personal.person().unwrap_or_default().to_owned(),
        form,
        editing: clock::unique(),
    };
    let editing = Editing {
        base: address::base(),
        key,
        personal: personal.clone(),
        before: None,
        unsaved: None,
        timer: None,
        lock: None,
        begun: false,
        is_saved: false,
    };
    let drafts = Drafts {
        trouble: RwSignal::new(None),
        elsewhere: RwSignal::new(false),
        claimable: RwSignal::new(None),
        editing: StoredValue::new_local(editing),
    };
    on_hide(move || drafts.write());
    on_cleanup(move || drafts.write());
    let _ = stored(&address::base());
    drafts
}

impl Drafts {
    /// Finds a draft to go on with: what this tab was writing in this session before it was loaded anew, else the
    /// person's newest that no other tab is writing. What is kept from then on replaces it. Nothing is found once
    /// something was kept. Where there is none, a draft of somebody who is not known may be claimed.
    pub async fn find(self) -> Option<Offered> {
        let (base, wanted, personal) = self.editing.try_with_value(|editing| {
            (editing.base.clone(), editing.key.clone(), editing.personal.clone())
        })?;
        let own = storage::get_for_tab(&own_key(&base, &wanted));
        let own = own.as_deref().and_then(|note| note.strip_suffix(personal.serial())).map(str::trim_end);
        let opening = Opening { key: &wanted, ids: personal.ids(), maybe: personal.maybe(), editing: own };
        for draft in to_offer(stored(&base), opening) {
            let is_own = own == Some(draft.key.editing.as_str());
            let Some(lock) = hold(&base, &draft.key, if is_own { TRIES } else { 1 }).await else {
                self.elsewhere.try_set(true);
                continue;
            };
            // Until now another tab could write it, or save and remove it.
            if let Some((saved_at, content)) = read(&draft.key.write(&base)) {
                return self.adopt(draft.key, lock).then_some(Offered { saved_at, content });
            }
        }
        for draft in to_claim(stored(&base), opening) {
            // What another tab is writing is its own. The lock is let go at once.
            if hold(&base, &draft.key, 1).await.is_some() {
                let Draft { key, saved_at, content } = draft;
                let is_begun = self.editing.try_with_value(|editing| editing.begun);
                if is_begun == Some(false) {
                    self.claimable.try_set(Some(Claimable { saved_at, name: name_in(&content), key }));
                }
                break;
            }
        }
        None
    }

    /// The person says that the draft of somebody who was not known is theirs: they go on with it. Nothing comes of it
    /// where another tab was faster, or something was kept meanwhile.
    pub async fn claim(self) -> Option<Offered> {
        let claimed = self.claimable.try_update(Option::take).flatten()?;
        let base = self.editing.try_with_value(|editing| editing.base.clone())?;
        let lock = hold(&base, &claimed.key, TRIES).await?;
        let (saved_at, content) = read(&claimed.key.write(&base))?;
        self.adopt(claimed.key, lock).then_some(Offered { saved_at, content })
    }

    /// Goes on under the key of a draft; false when something was kept meanwhile.
    fn adopt(self, found: DraftKey, lock: Held) -> bool {
        let adopted = self.editing.try_update_value(|editing| {
            if editing.begun {
                return None;
            }
            // A draft of nobody known, or under another id, becomes that of who goes on with it.
            let user =
                if editing.key.user.is_empty() { found.user.clone() } else { editing.key.user.clone() };
            let key = DraftKey { user, ..found.clone() };
            editing.before = (key != found).then(|| found.write(&editing.base));
            editing.key = key;
            editing.lock = Some(lock);
            editing.begun = true;
            Some((own_key(&editing.base, &editing.key), own_note(editing)))
        });
        let Some(Some((own, note))) = adopted else { return false };
        storage::set_for_tab(&own, Some(&note));
        true
    }

    /// Keeps a text in place of the one before. It is made and written soon.
    pub fn keep(self, content: impl FnOnce() -> String + 'static) {
        let begins = self.editing.try_update_value(|editing| {
            if editing.is_saved {
                return None;
            }
            editing.unsaved = Some(Box::new(content));
            editing.begun = true;
            if editing.timer.is_some() {
                return None;
            }
            editing.timer = Some(Task::start(async move {
                clock::sleep(WAIT).await;
                self.write();
            }));
            editing.lock.is_none().then(|| (editing.base.clone(), editing.key.clone(), own_note(editing)))
        });
        if let Some(Some((base, key, note))) = begins {
            if self.claimable.try_with_untracked(Option::is_some) == Some(true) {
                self.claimable.try_set(None);
            }
            storage::set_for_tab(&own_key(&base, &key), Some(&note));
            Task::start(async move {
                let lock = hold(&base, &key, 1).await;
                self.editing.try_update_value(|editing| {
                    if editing.lock.is_none() {
                        editing.lock = lock;
                    }
                });
            })
            .detach();
        }
    }

    /// Removes what was kept: it is discarded.
    pub fn forget(self) {
        self.removing(false)();
    }

    /// Removes what was kept when it is called, also after the page is gone: it is saved, and nothing is kept any
    /// more, whatever still follows the form.
    #[must_use]
    pub fn forgetting(self) -> Forget {
        self.removing(true)
    }

    fn removing(self, is_saved: bool) -> Forget {
        let names = self.editing.try_with_value(|editing| {
            let keys = [Some(editing.key.write(&editing.base)), editing.before.clone()];
            (keys, own_key(&editing.base, &editing.key))
        });
        Box::new(move || {
            self.editing.try_update_value(|editing| {
                editing.unsaved = None;
                editing.timer = None;
                editing.lock = None;
                editing.before = None;
                editing.is_saved = is_saved;
            });
            let Some((keys, own)) = names else { return };
            for key in keys.into_iter().flatten() {
                storage::set(&key, None);
            }
            storage::set_for_tab(&own, None);
            self.trouble.try_set(None);
        })
    }

    /// Writes what is not yet written. What could not be written waits for the next occasion.
    pub fn write(self) {
        let due = self.editing.try_update_value(|editing| {
            editing.timer = None;
            Some((editing.key.write(&editing.base), editing.unsaved.take()?))
        });
        let Some(Some((key, content))) = due else { return };
        let content = content();
        let written = storage::keep(&key, &Draft::write(clock::now(), &content));
        let before = self.editing.try_update_value(|editing| match written {
            Ok(()) => editing.before.take(),
            Err(_) => {
                editing.unsaved.get_or_insert_with(|| Box::new(move || content));
                None
            }
        });
        if let Some(Some(before)) = before {
            storage::set(&before, None);
        }
        let trouble = written.err();
        if self.trouble.try_with_untracked(|said| *said != trouble) == Some(true) {
            self.trouble.try_set(trouble);
        }
    }
}

/// All drafts of this console. Those that are too old or no drafts at all are removed.
fn stored(base: &str) -> Vec<Draft> {
    let found = storage::keys().into_iter().filter_map(|name| {
        let key = DraftKey::read(&name, base)?;
        let (saved_at, content) = read(&name)?;
        Some(Draft { key, saved_at, content })
    });
    found.collect()
}

/// Reads a draft, or removes what is none any more.
fn read(name: &str) -> Option<(Instant, String)> {
    match Stored::read(&storage::get(name)?, clock::now()) {
        Stored::Draft { saved_at, content } => Some((saved_at, content)),
        Stored::Foreign => None,
        Stored::Spent => {
            storage::set(name, None);
            None
        }
    }
}

/// Takes a draft for this tab; none where another has it.
async fn hold(base: &str, key: &DraftKey, tries: u32) -> Option<Held> {
    let name = ["simulation-console.draft:", base, &key.editing].concat();
    for again in 0..tries {
        if again > 0 {
            clock::sleep(BETWEEN_TRIES).await;
        }
        if let Some(held) = locks::hold(&name).await {
            return Some(held);
        }
    }
    None
}

/// Where the tab notes which draft of a form is its own.
fn own_key(base: &str, key: &DraftKey) -> String {
    let form = DraftKey { user: String::new(), editing: String::new(), ..key.clone() };
    form.write(base) + "own"
}

/// What the tab notes: which draft, and in which session.
fn own_note(editing: &Editing) -> String {
    [&editing.key.editing, " ", editing.personal.serial()].concat()
}

/// Forgets what this tab noted of its own drafts in a session. The drafts stay.
pub(super) fn forget_notes(organization: &str, serial: &str) {
    let (base, end) = (address::base(), [" ", serial].concat());
    for name in storage::keys_for_tab() {
        let is_of_organization =
            DraftKey::read(&name, &base).is_some_and(|key| key.organization == organization);
        if is_of_organization && storage::get_for_tab(&name).is_some_and(|note| note.ends_with(&end)) {
            storage::set_for_tab(&name, None);
        }
    }
}

/// The name that was typed in a form.
fn name_in(content: &str) -> String {
    let form = json::parse(content).ok().and_then(|content| content.get("form").cloned());
    form.map(|form| json::field(&form, "name")).unwrap_or_default()
}
