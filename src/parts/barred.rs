//! A button that is of no use for a reason: it stays in reach of keyboard and touch, the reason is a text beside
//! it, and whoever presses it hears why.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::reactive::{Attribute, Handler, Memo, attribute, attribute_if, flag, live_if, on};
use crate::state::announcer::{Announcer, use_announcer};

/// Why a button is of no use; nothing while it is of use. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Barred {
    why: Memo<Option<String>>,
    /// The id of the element that says so.
    id: StoredValue<String>,
    announcer: Announcer,
}

impl Barred {
    /// For these reasons, which stand in the element of this id.
    #[must_use]
    pub fn new(id: &str, why: Memo<Option<String>>) -> Self {
        Self { why, id: StoredValue::new(id.to_owned()), announcer: use_announcer() }
    }

    /// Whether it is of no use.
    #[must_use]
    pub fn is(self) -> bool {
        self.why.with(Option::is_some)
    }

    /// The button's `aria-disabled`. `busy`: what it did before is under way.
    pub fn disabled(self, busy: impl Fn() -> bool + Send + 'static) -> Attribute {
        attribute_if("true", move || self.is() || busy())
    }

    /// The button's `data-barred`, for its looks: being busy looks otherwise.
    pub fn mark(self) -> Attribute {
        attribute_if("true", move || self.is())
    }

    /// The button's `aria-describedby`.
    pub fn described(self) -> Attribute {
        attribute(move || self.id.try_get_value().filter(|_| self.is()))
    }

    /// Whether the button may do its work; says why where it may not.
    #[must_use]
    pub fn allows(self) -> bool {
        let why = self.why.get_untracked();
        let is_allowed = why.is_none();
        if let Some(why) = why {
            self.announcer.say(why);
        }
        is_allowed
    }

    /// A click: does the work, or says why not.
    pub fn click(self, act: impl Fn() + 'static) -> Handler<MouseEvent> {
        on(move |_: MouseEvent| {
            if self.allows() {
                act();
            }
        })
    }

    /// The reason, beside the button.
    pub fn reason(self) -> AnyView {
        self.reason_while(|| true)
    }

    /// The reason, which can be seen while this holds; it describes the button in any case.
    pub fn reason_while(self, is_seen: impl Fn() -> bool + Clone + Send + 'static) -> AnyView {
        live_if(move || {
            let (words, id) = (self.why.get()?, self.id.try_get_value()?);
            let is_seen = is_seen.clone();
            Some(
                view! { <p class="field-error" id=id hidden=flag(move || !is_seen())>{words}</p> }.into_any(),
            )
        })
        .into_any()
    }
}
