//! What a view must not do under the content security policy.

use super::Source;

/// Inline styles, which the policy drops silently, and raw HTML, which could carry anything.
pub(super) fn check(source: &Source) -> Vec<String> {
    if !source.is_app() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (line, text) in source.lines() {
        let mut before_style = text.match_indices("style=").map(|(at, _)| text.get(..at).unwrap_or_default());
        if before_style.any(|before| before.is_empty() || before.ends_with([' ', '\t'])) {
            problems.push(format!("{}:{line} use `style:property=` or a class, not `style=`", source.path));
        }
        if text.contains("inner_html") || text.contains("set_inner_html") {
            problems.push(format!("{}:{line} no raw HTML: build the elements", source.path));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_styles_and_raw_html_are_found() {
        let count = |text| check(&Source::new("src/ui/a.rs", text)).len();
        assert_eq!(count("<p style=\"color: red\">"), 1);
        assert_eq!(count("    style=move || width()"), 1);
        assert_eq!(count("<p inner_html=text>"), 1);
        assert_eq!(count("<p style:width=width data-style=a>\nlet style = 1;"), 0);
        assert_eq!(check(&Source::new("crates/a.rs", "inner_html")).len(), 0);
    }
}
