//! The headers of a careful host. The policy is read from the page itself, so that what is tested
//! here is what is shipped.

use std::path::Path;

use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use axum::response::Response;

const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Adds the headers to an answer of the app's host.
pub(super) fn protect(response: &mut Response, dir: Option<&Path>) {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let page = dir.and_then(|dir| std::fs::read_to_string(dir.join("index.html")).ok());
    let policy = match page.as_deref().and_then(policy) {
        Some(policy) => format!("{}; frame-ancestors 'none'", policy.trim().trim_end_matches(';')),
        None => "frame-ancestors 'none'".to_owned(),
    };
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

/// The policy in a page's meta element.
fn policy(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower.get(from..)?.find("<meta").map(|at| from + at) {
        let end = start + lower.get(start..)?.find('>')?;
        let element = page.get(start..end)?;
        let is_policy = attribute(element, "http-equiv")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("content-security-policy"));
        if is_policy {
            let content = attribute(element, "content")?;
            let one_line = content.split_whitespace().collect::<Vec<_>>().join(" ");
            return Some(one_line.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&"));
        }
        from = end;
    }
    None
}

/// An attribute's value: in double or single quotes, or bare.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let lower = element.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + lower.get(from..)?.find(name)?;
        let begins = lower.get(..at)?.ends_with(char::is_whitespace);
        let rest = element.get(at + name.len()..)?.trim_start();
        if begins && let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            return match value.chars().next()? {
                quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
                _ => value.split(|c: char| c.is_whitespace() || c == '/').next(),
            };
        }
        from = at + name.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_found_however_the_element_is_written() {
        for page in [
            r#"<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self'">"#,
            r#"<META content="default-src 'self'"   HTTP-EQUIV=content-security-policy />"#,
            "<meta http-equiv='Content-Security-Policy'\n  content=\"\n  default-src\n  &#39;self&#39;\">",
        ] {
            assert_eq!(policy(page).as_deref(), Some("default-src 'self'"), "{page}");
        }
        assert_eq!(policy("<meta name=\"content\" content=\"x\">"), None);
    }
}
