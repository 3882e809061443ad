//! Translation of the page by the browser. A translator takes a text out of the document and puts an element
//! with other words in its place; whatever the app writes into the text from then on would be seen by nobody,
//! and its place in the document lost.
//!
//! So a text that was taken out is put back, empty, beside the words that stand for it. When the app changes
//! or removes it, those words go, and the translator finds the new text as it finds any other.

use js_sys::{Array, WeakMap};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MutationObserver, MutationObserverInit, MutationRecord, Node, NodeList};

/// The element that translators put in the place of a text.
const STAND_IN: &str = "FONT";

/// Keeps texts alive that a translator takes out of the document, from now on.
pub fn survive() {
    let Some(body) = document().body() else { return };
    let pairs = Pairs { stand_ins: WeakMap::new(), texts: WeakMap::new(), words: WeakMap::new() };
    let look = Closure::<dyn FnMut(Array, MutationObserver)>::new(move |records: Array, observer| {
        pairs.look(&records, &observer);
    });
    let observer = MutationObserver::new(look.as_ref().unchecked_ref());
    // As long as the page.
    look.forget();
    if let Ok(observer) = observer {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        let _ = observer.observe_with_options(&body, &options);
        std::mem::forget(observer);
    }
}

/// Texts and what stands for them.
struct Pairs {
    /// By text: its stand-in.
    stand_ins: WeakMap,
    /// By stand-in: its text.
    texts: WeakMap,
    /// By text: what it says.
    words: WeakMap,
}

impl Pairs {
    fn look(&self, records: &Array, observer: &MutationObserver) {
        // Texts that were taken out before what stands for them came, with where they were.
        let mut waiting: Vec<(Node, Node)> = Vec::new();
        let mut is_ours = false;
        for record in records.iter() {
            let Ok(record) = record.dyn_into::<MutationRecord>() else { continue };
            if record.type_() == "characterData" {
                // Only texts that have a stand-in are watched.
                if let Some(text) = record.target() {
                    is_ours |= self.give_way(&text);
                }
                continue;
            }
            let (gone, come) = (record.removed_nodes(), record.added_nodes());
            for node in nodes(&gone) {
                if node.node_type() == Node::TEXT_NODE && !node.is_connected() {
                    is_ours |= self.text_gone(&node, &record, &come, observer, &mut waiting);
                } else if is_stand_in(&node) && !node.is_connected() {
                    is_ours |= self.stand_in_gone(&node, &come);
                }
            }
            for node in nodes(&come) {
                let place =
                    waiting.iter().rposition(|(_, parent)| node.parent_node().as_ref() == Some(parent));
                if let Some(place) = place.filter(|_| is_stand_in(&node)) {
                    let (text, _) = waiting.swap_remove(place);
                    is_ours |= self.pair(&text, &node, observer);
                }
            }
        }
        if is_ours {
            // What was changed here is known here.
            let _ = observer.take_records();
        }
    }

    /// A text was taken out: by the app, and what stands for it goes too, or by a translator.
    fn text_gone(
        &self,
        text: &Node,
        record: &MutationRecord,
        come: &NodeList,
        observer: &MutationObserver,
        waiting: &mut Vec<(Node, Node)>,
    ) -> bool {
        if self.give_way(text) {
            return true;
        }
        let beside = [record.previous_sibling(), record.next_sibling()].into_iter().flatten();
        let stand_in = nodes(come)
            .into_iter()
            .chain(beside)
            .find(|node| is_stand_in(node) && node.is_connected() && self.texts.get(node).is_undefined());
        match (stand_in, record.target()) {
            (Some(stand_in), _) => self.pair(text, &stand_in, observer),
            (None, Some(parent)) => {
                waiting.push((text.clone(), parent));
                false
            }
            (None, None) => false,
        }
    }

    /// Puts a text back beside its stand-in.
    fn pair(&self, text: &Node, stand_in: &Node, observer: &MutationObserver) -> bool {
        let Some(parent) = stand_in.parent_node() else { return false };
        let words = text.node_value();
        text.set_node_value(Some(""));
        if parent.insert_before(text, Some(stand_in)).is_err() {
            return false;
        }
        self.stand_ins.set(text, stand_in);
        self.texts.set(stand_in, text);
        self.words.set(text, &words.into());
        let options = MutationObserverInit::new();
        options.set_character_data(true);
        let _ = observer.observe_with_options(text, &options);
        true
    }

    /// The app changed or removed a text: what stands for it goes. Says whether there was something.
    fn give_way(&self, text: &Node) -> bool {
        let Ok(stand_in) = self.stand_ins.get(text).dyn_into::<Node>() else { return false };
        self.forget(text, &stand_in);
        remove(&stand_in);
        true
    }

    /// A stand-in was taken out: the translator gives the text back.
    fn stand_in_gone(&self, stand_in: &Node, come: &NodeList) -> bool {
        let Ok(text) = self.texts.get(stand_in).dyn_into::<Node>() else { return false };
        let words = self.words.get(&text).as_string();
        self.forget(&text, stand_in);
        for other in nodes(come) {
            let is_copy = other.node_type() == Node::TEXT_NODE && other.node_value() == words;
            if is_copy && other != text {
                remove(&other);
            }
        }
        text.set_node_value(words.as_deref());
        true
    }

    fn forget(&self, text: &Node, stand_in: &Node) {
        self.stand_ins.delete(text);
        self.texts.delete(stand_in);
        self.words.delete(text);
    }
}

fn is_stand_in(node: &Node) -> bool {
    node.node_name() == STAND_IN
}

fn nodes(list: &NodeList) -> Vec<Node> {
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
