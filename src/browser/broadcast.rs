//! Messages between the tabs of one console. Only tabs of the same origin can hear them.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::text::Text;

/// A channel that all tabs with the same name share. It closes when dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens a channel; nothing where the browser has none. `hear` is called with each text that
    /// another tab sent.
    #[must_use]
    pub fn open(name: &str, mut hear: impl FnMut(String) + 'static) -> Option<Self> {
        Self::listen(
            name,
            Box::new(move |data| {
                if let Some(text) = data.as_string() {
                    hear(text);
                }
            }),
        )
    }

    /// [`Channel::open`] for messages with enclosures: texts that stay in the browser's memory on their way.
    #[must_use]
    pub fn open_with_enclosures(
        name: &str,
        mut hear: impl FnMut(String, Vec<Text>) + 'static,
    ) -> Option<Self> {
        Self::listen(
            name,
            Box::new(move |data| {
                let Ok(parts) = data.dyn_into::<Array>() else { return };
                let enclosures = parts.iter().skip(1).filter_map(Text::from_value).collect();
                if let Some(text) = parts.get(0).as_string() {
                    hear(text, enclosures);
                }
            }),
        )
    }

    fn listen(name: &str, mut hear: Box<dyn FnMut(JsValue)>) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(event.data()));
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self { channel, _listener: listener })
    }

    /// Sends a text to all other tabs.
    pub fn send(&self, text: &str) {
        let _ = self.channel.post_message(&text.into());
    }

    /// Sends a text with enclosures to all other tabs.
    pub fn send_with_enclosures<'a>(&self, text: &str, enclosures: impl Iterator<Item = &'a Text>) {
        let parts = Array::of1(&text.into());
        for enclosure in enclosures {
            parts.push(enclosure.value());
        }
        let _ = self.channel.post_message(&parts);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
