//! In asynchronous code no signal is read without `try_`.
//!
//! While a task waits, the page that owns a signal may be left, and Leptos panics at the reading of a signal that is
//! gone: the app ends. The rule looks at the text alone: within `async` blocks and functions, from the beginning
//! (whoever calls a function may have waited before), it finds the reading methods by their names. What has such a
//! method and is no signal is called by another name, or by its type (`Cell::get(&cell)`).

use super::Source;

/// Methods without arguments, and methods that are given a closure.
const READS: &[&str] = &[
    ".get()",
    ".get_untracked()",
    ".get_value()",
    ".read()",
    ".read_untracked()",
    ".track()",
    ".with(",
    ".with_untracked(",
    ".with_value(",
];

pub(super) fn check(source: &Source) -> Vec<String> {
    if !source.is_app() {
        return Vec::new();
    }
    let found = reads(&code_only(&source.text));
    let problem = |(line, method): (usize, &str)| {
        let name = method.trim_start_matches('.').trim_end_matches(['(', ')']);
        format!("{}:{line} `{name}` in asynchronous code: use `try_{name}`", source.path)
    };
    found.into_iter().map(problem).collect()
}

/// The readings within asynchronous blocks: the line and the method.
fn reads(code: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let (mut depth, mut is_next_async, mut line) = (0_usize, false, 1);
    // The depths at which asynchronous blocks began.
    let mut blocks: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, character) in code.char_indices() {
        let rest = code.get(at..).unwrap_or_default();
        match character {
            '\n' => line += 1,
            '{' => {
                depth += 1;
                if std::mem::take(&mut is_next_async) {
                    blocks.push(depth);
                }
            }
            '}' => {
                blocks.retain(|begun| *begun < depth);
                depth = depth.saturating_sub(1);
            }
            // A declaration without a body.
            ';' if blocks.last().is_none_or(|begun| *begun <= depth) => is_next_async = false,
            'a' if !is_word(before) && is_keyword(rest, "async") => is_next_async = true,
            '.' if !blocks.is_empty() => {
                found.extend(READS.iter().find(|read| rest.starts_with(**read)).map(|read| (line, *read)));
            }
            _ => {}
        }
        before = character;
    }
    found
}

fn is_keyword(text: &str, keyword: &str) -> bool {
    text.strip_prefix(keyword).is_some_and(|rest| !rest.starts_with(is_word))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text without what stands in comments, strings and characters. Lines stay where they are.
fn code_only(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let skipped = match character {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '"' => string_length(rest),
            // A lifetime has no second quote.
            '\'' => ["'\"'", "'{'", "'}'", "'\\''", "'\\\\'", "';'", "'.'"]
                .iter()
                .find(|literal| rest.starts_with(**literal))
                .map_or(0, |literal| literal.len()),
            _ => 0,
        };
        let length = if skipped == 0 { character.len_utf8() } else { skipped };
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if skipped == 0 {
            code.push_str(taken);
        } else {
            code.extend(taken.chars().filter(|character| *character == '\n'));
            code.push(' ');
        }
        rest = after;
    }
    code
}

/// How long the string literal is that a text begins with.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        check(&Source::new("src/parts/a.rs", text))
    }

    #[test]
    fn a_signal_that_is_read_after_an_await_is_found() {
        let text =
            "async fn submit(self) {\n    let answer = check().await;\n    self.way.get_untracked();\n}\n";
        assert_eq!(
            problems(text),
            ["src/parts/a.rs:3 `get_untracked` in asynchronous code: use `try_get_untracked`"]
        );
        for read in READS {
            let end = if read.ends_with('(') { "|value| value)" } else { "" };
            let text =
                format!("Task::start(async move {{ sleep().await; if x {{ y }} signal{read}{end}; }})");
            assert_eq!(problems(&text).len(), 1, "{read}");
        }
    }

    #[test]
    fn so_is_one_in_a_function_that_others_may_call_after_an_await() {
        assert_eq!(
            problems("async fn present(self) { match self.way.get() { _ => other().await } }").len(),
            1
        );
        assert_eq!(problems("let fetch = move |x| async move { signal.with(|y| y) };").len(), 1);
    }

    #[test]
    fn what_is_tried_or_stands_elsewhere_is_not() {
        for text in [
            "async fn a() { b().await; signal.try_get_untracked(); signal.try_with(|x| x); }",
            "fn a() { signal.get(); Task::start(async move { b().await; }); signal.get() }",
            "async fn a() { b().await; map.get(1); list.with_capacity(3); } fn c() { signal.get(); }",
            "async fn a() { b().await; // signal.get()\n \"signal.get() {\"; '{'; Cell::get(&cell); }",
            "fn asynchronous() { signal.get(); }",
            "trait A { async fn a(); fn b() { signal.get(); } }",
        ] {
            assert_eq!(problems(text), Vec::<String>::new(), "{text}");
        }
        assert!(check(&Source::new("crates/sandbox/src/a.rs", "async fn a() { b.get() }")).is_empty());
    }
}
