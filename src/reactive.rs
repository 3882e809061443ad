//! Leptos' reactive building blocks with their closures boxed.
//!
//! Leptos is generic over every closure, so each `{move || …}`, memo, effect and handler is compiled
//! anew, some kilobytes a piece. Boxed, there is one copy for each type of value
//! (docs/DECISIONS.md has the figures). Views of this app go through these functions.

mod shown;
mod value;

use leptos::prelude::{AnyView, Effect, IntoAny};
pub use shown::{FieldText, Shown, shown};
pub use value::{Memo, RwSignal};

/// A piece of the page that follows signals.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// A text that follows signals.
pub type Words = Box<dyn FnMut() -> String + Send>;

/// An attribute that follows signals; `None` leaves it out.
pub type Attribute = Box<dyn FnMut() -> Option<String> + Send>;

/// A boolean property that follows signals.
pub type Flag = Box<dyn FnMut() -> bool + Send>;

/// A handler of an event.
pub type Handler<E> = Box<dyn FnMut(E)>;

/// A piece of the page that follows the signals that it reads.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> Live {
    Box::new(draw)
}

/// A piece of the page that is there while there is something to draw.
pub fn live_if(mut draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> Live {
    Box::new(move || draw().unwrap_or_else(|| ().into_any()))
}

/// A text that follows the signals that it reads.
pub fn words(read: impl FnMut() -> String + Send + 'static) -> Words {
    Box::new(read)
}

/// An attribute that follows the signals that it reads.
pub fn attribute(read: impl FnMut() -> Option<String> + Send + 'static) -> Attribute {
    Box::new(read)
}

/// An attribute with one value, there while the condition holds.
pub fn attribute_if(value: &'static str, mut holds: impl FnMut() -> bool + Send + 'static) -> Attribute {
    Box::new(move || holds().then(|| value.to_owned()))
}

/// A boolean property that follows the signals that it reads.
pub fn flag(read: impl FnMut() -> bool + Send + 'static) -> Flag {
    Box::new(read)
}

/// A handler of an event.
pub fn on<E>(handle: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(handle)
}

/// A value derived from signals, which tells its readers only when it changes.
pub fn memo<T>(derive: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(derive)
}

/// Runs now and whenever a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
