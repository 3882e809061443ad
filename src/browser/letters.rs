//! Which letters a text is made of, by the browser's own tables.

use js_sys::RegExp;

thread_local! {
    static WORDS: RegExp = RegExp::new("^[\\p{L}\\p{N}_\\s]*$", "u");
}

/// Whether a text holds nothing but letters, digits, underscores and blanks: `^[\w\s]+$` as the
/// server reads it, or empty.
#[must_use]
pub fn are_plain(text: &str) -> bool {
    WORDS.with(|words| words.test(text))
}
