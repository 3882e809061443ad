//! Letters by the browser's own tables, which need not be downloaded: which a text is made of, and one form
//! of it to send and to compare.

use domain::letters;
use js_sys::{JsString, RegExp};

thread_local! {
    static WORDS: RegExp = RegExp::new("^[\\p{L}\\p{M}\\p{N}_\\s\\u200c\\u200d]*$", "u");
}

/// Whether a text holds nothing but letters with their marks, digits, underscores and blanks: `^[\w\s]+$`
/// as Unicode defines `\w`, or empty.
#[must_use]
pub fn are_plain(text: &str) -> bool {
    WORDS.with(|words| words.test(&letters::clean(text)))
}

/// A text with its letters and marks composed (NFC): "é" in one form, however it was typed.
#[must_use]
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { JsString::from(text).normalize("NFC").into() }
}

/// What a text is compared by where case, the form of letters and what cannot be seen do not count.
#[must_use]
pub fn folded(text: &str) -> String {
    let look = letters::look(text);
    if look.is_ascii() { look.to_ascii_lowercase() } else { composed(&lower_case(&look)) }
}

fn lower_case(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
