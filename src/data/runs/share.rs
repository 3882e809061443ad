//! One poller for all tabs: which tab it is, and what the tabs tell each other.
//!
//! The tabs of one person in one organization share a channel and a lock. A visible tab that watches runs
//! queues for the lock; whoever holds it polls for all, and gives it back when hidden. A hidden tab in which somebody
//! wants to be notified asks for itself, seldom, and only where nobody else did. Where the browser has no
//! channel or no locks, each tab polls for itself.

use contract::{TestSetRunId, decode, encode};
use domain::polling::{Attention, News, ROLL_CALL, Version};

use super::message::{Answer, Message};
use super::poll::error_of;
use super::state::Role;
use super::{Inner, Runs};
use crate::api::Failure;
use crate::browser::broadcast::Channel;
use crate::browser::listener::Listener;
use crate::browser::text::Text;
use crate::browser::{clock, locks, visibility};
use crate::task::Task;

/// This tab among the others, while it watches runs.
pub(super) struct Presence {
    tab: String,
    channel: Option<Channel>,
    /// In the queue for the lock, or holding it.
    lock: Option<Task>,
    _listeners: [Option<Listener>; 3],
}

impl Runs {
    /// What is watched, seen, or known of the connection changed.
    pub(super) fn attend(self) {
        let is_watching = self.change(|inner| !inner.state.own().is_empty()).unwrap_or_default();
        let is_present = self.change(|inner| inner.presence.is_some()).unwrap_or_default();
        match (is_watching, is_present) {
            (true, false) => self.join(),
            (false, true) => self.leave(),
            _ => {}
        }
        // What is asked for at once is told before that it is looked at: the leader need not ask, too.
        self.schedule();
        self.change(Inner::tell_watches);
        self.elect();
    }

    fn join(self) {
        let name = self.change(|inner| inner.name.clone()).flatten();
        let open = |name: &str| {
            Channel::open_with_enclosures(name, move |text, texts| {
                if let Ok(message) = decode(&text) {
                    self.hear(message, texts);
                }
            })
        };
        let channel = name.as_deref().and_then(open);
        let back = move |_| self.come_or_go();
        let presence = Presence {
            tab: clock::unique(),
            channel,
            lock: None,
            _listeners: [
                Listener::document("visibilitychange", back),
                Listener::window("online", move |_| self.connect()),
                Listener::window("pagehide", move |_| self.close()),
            ],
        };
        self.change(|inner| {
            inner.state.role = if presence.channel.is_some() { Role::Follower } else { Role::Alone };
            inner.presence = Some(presence);
        });
    }

    /// Leaves the other tabs, because there is nothing to watch any more.
    pub(super) fn leave(self) {
        self.close();
        // Its listeners may be what called.
        let gone = self.change(|inner| (inner.presence.take(), inner.timer.take(), inner.request.take()));
        Task::start(async move { drop(gone) }).detach();
        self.change(|inner| {
            inner.state.tabs = domain::polling::Tabs::default();
            inner.give_back();
        });
    }

    fn close(self) {
        self.change(|inner| {
            let tab = inner.presence.as_ref().map(|presence| presence.tab.clone());
            inner.send(&Message::Gone(tab.unwrap_or_default()), &[]);
            if let Some(presence) = &mut inner.presence {
                presence.lock = None;
            }
        });
    }

    /// The tab was hidden or shown.
    fn come_or_go(self) {
        if visibility::is_visible() {
            self.change(|inner| inner.state.pace.go_on());
        } else {
            // What is on its way would come to nobody.
            self.change(|inner| {
                (inner.request, inner.timer) = (None, None);
                inner.give_back();
            });
        }
        self.attend();
    }

    /// The browser says that there is a connection again: what failed for want of one is tried at once. That it says
    /// that there is none is no reason not to try: it may be wrong, and a request tells.
    fn connect(self) {
        let failed = |freshness: &super::Freshness| {
            let error = freshness.error.as_ref().map(|error| &error.failure);
            matches!(error, Some(Failure::Network | Failure::Timeout))
        };
        if self.freshness.try_with_untracked(failed) == Some(true) {
            self.change(|inner| inner.state.pace.go_on());
        }
        self.attend();
    }

    /// Queues for the lock, or gives it back.
    fn elect(self) {
        let name = self.change(|inner| inner.name.clone()).flatten();
        self.change(|inner| {
            let Some(presence) = inner.presence.as_mut().filter(|presence| presence.channel.is_some()) else {
                return;
            };
            if !visibility::is_visible() {
                presence.lock = None;
                inner.state.role = Role::Follower;
            } else if let (None, Some(name)) = (&presence.lock, name) {
                presence.lock = Some(Task::start(async move {
                    let held = locks::wait_for(&name).await;
                    let is_leader = held.is_some();
                    self.change(|inner| {
                        inner.state.role = if is_leader { Role::Leader } else { Role::Alone };
                        // What the leader before had asked for may have gone with it.
                        inner.give_back();
                        inner.state.tabs.start_over(clock::steady());
                    });
                    self.schedule();
                    // Dropping the task ends the leadership.
                    if let Some(_held) = held {
                        self.lead().await;
                    }
                }));
            }
        });
    }

    /// Calls the roll from time to time.
    async fn lead(self) {
        loop {
            self.change(|inner| {
                inner.state.tabs.expire(clock::steady());
                inner.send(&Message::Roll, &[]);
            });
            clock::sleep(ROLL_CALL).await;
        }
    }

    fn hear(self, message: Message, texts: Vec<Text>) {
        let now = clock::steady();
        match message {
            Message::Watch(tab, watches) => {
                self.change(|inner| {
                    // Whoever is new does not know who is there.
                    if inner.state.hear_watches(&tab, watches, now) {
                        inner.tell_watches();
                    }
                });
            }
            Message::Gone(tab) => {
                self.change(|inner| inner.state.tabs.forget(&tab));
            }
            Message::Roll => {
                self.change(Inner::tell_watches);
                return;
            }
            Message::Asked(ids) => {
                self.change(|inner| {
                    inner.state.pace.send(now);
                    for id in &ids {
                        inner.state.entry(id, now).course.ask(now);
                    }
                });
            }
            Message::Answer(answer) => self.hear_answer(*answer, texts),
            Message::Failed(failed) => self.hear_failure(&failed, error_of(&failed)),
            Message::Want(ids) => {
                self.change(|inner| inner.tell_texts(&ids));
                return;
            }
            Message::Told(runs) => self.hear_texts(runs, texts),
        }
        self.schedule();
    }

    fn hear_answer(self, answer: Answer, texts: Vec<Text>) {
        let (now, mut texts) = (clock::steady(), texts.into_iter());
        let (mut wanted, mut brought) = (Vec::new(), Vec::new());
        let is_ours = self.change(|inner| {
            inner.state.stamps.hear(answer.stamp);
            inner.state.pace.hear(answer.remaining, now);
            for (id, by) in &answer.runs {
                let (text, is_needed) = (texts.next(), inner.state.needs(id));
                let entry = inner.state.entry(id, now);
                if !is_needed {
                    entry.course.give_back();
                    continue;
                }
                if let Some(text) = text {
                    let version = Version { brought: *by, confirmed: answer.stamp };
                    brought.push(((id.clone(), version), text));
                    continue;
                }
                match entry.version.hear_of(answer.stamp, *by) {
                    News::Same => drop(entry.stays(now)),
                    News::New => wanted.push(id.clone()),
                    News::Overtaken => {}
                }
            }
            let missing = answer.missing.iter().filter(|id| inner.state.needs(id)).cloned();
            let missing: Vec<TestSetRunId> = missing.collect();
            let mut answered = answer.runs.iter().map(|(id, _)| id).chain(&missing);
            (answered.any(|id| inner.state.looks_at(id)), missing)
        });
        let Some((is_ours, missing)) = is_ours else { return };
        let (runs, texts) = brought.into_iter().unzip();
        self.hear_texts(runs, texts);
        let changes = self.change(|inner| {
            if !wanted.is_empty() {
                inner.send(&Message::Want(wanted), &[]);
            }
            inner.state.miss(answer.stamp, &missing, now)
        });
        self.tell(changes.unwrap_or_default());
        if is_ours {
            self.freshen();
        }
    }

    /// Takes texts of runs.
    fn hear_texts(self, runs: Vec<(TestSetRunId, Version)>, texts: Vec<Text>) {
        let now = clock::steady();
        let changes = self.change(|inner| {
            let mut changes = Vec::new();
            for ((id, version), text) in runs.into_iter().zip(texts) {
                // What another tab wanted is heard by all.
                if !inner.state.needs(&id) {
                    continue;
                }
                let entry = inner.state.entry(&id, now);
                let is_same = entry.text.as_ref() == Some(&text);
                changes.extend(if is_same {
                    match entry.version.adopt(version) {
                        News::Overtaken => None,
                        _ => entry.stays(now),
                    }
                } else {
                    entry.bring(version, &text.read(), Some(text), now)
                });
            }
            changes
        });
        self.tell(changes.unwrap_or_default());
    }
}

impl Inner {
    /// Says something to the other tabs, if there are any.
    pub(super) fn send(&self, message: &Message, texts: &[Text]) {
        if let Some(channel) = self.presence.as_ref().and_then(|presence| presence.channel.as_ref()) {
            channel.send_with_enclosures(&encode(message), texts.iter());
        }
    }

    /// Says what this tab looks at: less closely while nobody looks at it.
    fn tell_watches(&mut self) {
        let Some(presence) = &self.presence else { return };
        let mut watches = self.state.own();
        if !visibility::is_visible() {
            watches.iter_mut().for_each(|watch| watch.1 = Attention::List);
        }
        self.send(&Message::Watch(presence.tab.clone(), watches), &[]);
    }

    /// Hands runs over as they last came. Every tab hears the question; who polls answers, or who got the
    /// answer itself.
    fn tell_texts(&mut self, ids: &[TestSetRunId]) {
        let (mut runs, mut texts) = (Vec::new(), Vec::new());
        for id in ids {
            let Some(entry) = self.state.entries.get(id) else { continue };
            let is_mine = self.state.role != Role::Follower || entry.version.confirmed == self.answered;
            if let Some(text) = entry.text.as_ref().filter(|_| is_mine) {
                runs.push((id.clone(), entry.version));
                texts.push(text.clone());
            }
        }
        if !runs.is_empty() {
            self.send(&Message::Told(runs), &texts);
        }
    }

    /// Nothing is on its way any more.
    fn give_back(&mut self) {
        for entry in self.state.entries.values_mut() {
            entry.course.give_back();
        }
    }
}
