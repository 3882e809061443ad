//! Long texts that stay in the browser's memory: comparing and searching them there costs a fraction of
//! bringing them into ours first.

use js_sys::{JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A text in the browser's memory. Places and lengths are UTF-16 units. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(JsString);

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(JsString::from(text))
    }
}

impl Text {
    /// The text that a promise brings; nothing where it fails.
    pub async fn from_promise(promise: Promise) -> Option<Self> {
        Self::from_value(JsFuture::from(promise).await.ok()?)
    }

    /// A value that is a text.
    #[must_use]
    pub fn from_value(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// As a value of the browser's.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.0
    }

    /// How long it is.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.0.length()
    }

    /// Whether it has no characters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole, in our memory.
    #[must_use]
    pub fn read(&self) -> String {
        String::from(&self.0)
    }

    /// A part, in our memory.
    #[must_use]
    pub fn read_part(&self, from: u32, to: u32) -> String {
        String::from(&self.0.substring(from, to))
    }

    /// Where a short text stands next.
    #[must_use]
    pub fn find(&self, text: &str, from: u32) -> Option<u32> {
        u32::try_from(self.0.index_of(text, i32::try_from(from).ok()?)).ok()
    }

    /// Whether another text stands at a place.
    #[must_use]
    pub fn has_at(&self, place: u32, text: &Self) -> bool {
        let end = place.saturating_add(text.len());
        end <= self.len() && self.0.substring(place, end) == text.0
    }
}
