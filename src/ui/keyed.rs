//! A list whose parts stay while their keys do, and stay where they are in the document.
//!
//! Leptos' own keyed list takes parts out of the document and puts them back when others come and go
//! around them. That costs the focus and makes the page jump, so parts that keep their order are
//! never touched here. It is also compiled only once.

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

use crate::reactive::effect;

/// A part of a list: what tells it from the others, and how it is drawn when it is new.
pub struct Part {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Part {
    /// A part with its key, unique in the list.
    pub fn new(key: String, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { key, draw: Box::new(draw) }
    }
}

/// A part in the document.
struct Drawn {
    key: String,
    state: AnyViewState,
    owner: Owner,
}

impl Drawn {
    fn take_away(mut self) {
        self.state.unmount();
        self.owner.cleanup();
    }
}

/// The parts, following the signals that `each` reads.
pub fn keyed(each: impl Fn() -> Vec<Part> + Send + Sync + 'static) -> AnyView {
    boxed(Box::new(each))
}

fn boxed(each: Box<dyn Fn() -> Vec<Part> + Send + Sync>) -> AnyView {
    let end = NodeRef::<html::Template>::new();
    let drawn = StoredValue::new_local(Vec::<Drawn>::new());
    let home = Owner::current().unwrap_or_default();
    effect(move || {
        let Some(end) = end.get() else { return };
        let parts = each();
        let Some(parent) = end.parent_element() else { return };
        drawn.try_update_value(|drawn| {
            *drawn = arranged(std::mem::take(drawn), parts, &parent, &end, &home);
        });
    });
    on_cleanup(move || {
        let gone = drawn.try_update_value(std::mem::take).unwrap_or_default();
        gone.into_iter().for_each(Drawn::take_away);
    });
    view! { <template node_ref=end></template> }.into_any()
}

/// The parts in their new order, with those that stay untouched.
fn arranged(old: Vec<Drawn>, parts: Vec<Part>, parent: &Element, end: &Node, home: &Owner) -> Vec<Drawn> {
    let mut old: Vec<Option<Drawn>> = old.into_iter().map(Some).collect();
    let mut from = 0;
    // A part stays where it is when it comes after the one that stayed before it.
    let staying: Vec<Option<usize>> = parts
        .iter()
        .map(|part| {
            let is_it = |drawn: &Option<Drawn>| drawn.as_ref().is_some_and(|drawn| drawn.key == part.key);
            let place = old.get(from..)?.iter().position(is_it)? + from;
            from = place + 1;
            Some(place)
        })
        .collect();
    let mut kept: Vec<Option<Drawn>> = staying.into_iter().map(|place| old.get_mut(place?)?.take()).collect();
    old.into_iter().flatten().for_each(Drawn::take_away);
    let mut new: Vec<Drawn> = Vec::with_capacity(parts.len());
    // From the last to the first: each is put before the one that follows it.
    for part in parts.into_iter().rev() {
        let drawn = kept.pop().flatten().unwrap_or_else(|| {
            let owner = home.child();
            let mut state = owner.with(|| untrack(|| (part.draw)().build()));
            match new.last() {
                Some(next) => next.state.insert_before_this_or_marker(parent, &mut state, Some(end)),
                None => state.mount(parent, Some(end)),
            }
            Drawn { key: part.key, state, owner }
        });
        new.push(drawn);
    }
    new.reverse();
    new
}
