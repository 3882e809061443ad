//! What tells that the run went on while nobody looked: said once for each change of its outcome, never for
//! an answer that brings nothing new. The tab's title follows by itself.

use super::Shown;
use crate::reactive::effect;
use crate::state::announcer::use_announcer;
use crate::text::run::{self as text, start};

/// Says each change of the outcome to those who listen.
pub(super) fn tell(shown: &Shown) {
    let Shown { outcome, is_over, set, .. } = *shown;
    let announcer = use_announcer();
    effect(move || {
        if is_over.get() {
            for words in [start::DONE, start::DONE_AFTER_ALL] {
                announcer.withdraw(words);
            }
        }
    });
    let mut before = outcome.get_untracked();
    effect(move || {
        let now = outcome.get();
        if std::mem::replace(&mut before, now) != now {
            announcer.say(text::announced(&set.get_untracked(), now));
        }
    });
}
