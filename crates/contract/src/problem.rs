//! Error bodies. The document declares none, so every shape that the vendor's clients, tests and
//! newer products know is read, and anything else is survived.

use crate::json::{self, Value};

/// What an error answer said, whatever its shape. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The server's own words: the first of `message`, `error`, `detail` that is a text, or a
    /// plain text body. Never HTML.
    pub message: Option<String>,
    /// A machine-readable code (`error_code` or `code`).
    pub code: Option<String>,
    /// What is wrong with which part of the request (422).
    pub fields: Vec<FieldProblem>,
    /// The request's id in the body (`request_id`); a header may carry it, too.
    pub request_id: Option<String>,
}

/// One entry of a 422's `detail`: FastAPI's `{loc, msg, type}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldProblem {
    /// The way to the part, without the leading `body`, `query`, `path` or `header`. A union may
    /// put its tag in between (`["criterion", "numerical", "threshold"]`).
    pub loc: Vec<LocPart>,
    /// The server's words.
    pub message: String,
    /// The kind of error, such as `missing` or `string_too_short`.
    pub kind: String,
}

/// A step in a [`FieldProblem`]'s way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocPart {
    /// A member of an object.
    Name(String),
    /// A position in a list, from 0.
    Index(usize),
}

/// Longer texts are no messages but pages or dumps; they are cut. In characters.
const LONGEST_MESSAGE: usize = 500;

impl Problem {
    /// Reads an error body: JSON of any known shape, a JSON string, plain text, nothing.
    #[must_use]
    pub fn parse(body: &str) -> Self {
        match json::parse(body) {
            Ok(value) => Self::from_value(&value),
            Err(_) => Self { message: plain_text(body), ..Self::default() },
        }
    }

    fn from_value(value: &Value) -> Self {
        if let Value::String(text) = value {
            return Self { message: plain_text(text), ..Self::default() };
        }
        let detail = value.get("detail");
        let nested = detail.filter(|detail| detail.is_object());
        let text = |key: &str| {
            let find = |within: &Value| within.get(key).and_then(Value::as_str).and_then(plain_text);
            find(value).or_else(|| nested.and_then(find))
        };
        let fields = [detail, value.get("errors"), value.get("field_errors")]
            .into_iter()
            .flatten()
            .find(|entries| !field_problems(entries).is_empty())
            .map(field_problems)
            .unwrap_or_default();
        Self {
            message: text("message").or_else(|| text("error")).or_else(|| text("detail")),
            code: text("error_code").or_else(|| text("code")),
            fields,
            request_id: text("request_id"),
        }
    }
}

/// A text worth showing: trimmed, not empty, not HTML, cut where it is endless.
fn plain_text(text: &str) -> Option<String> {
    let text = text.trim();
    let readable = !text.is_empty() && !text.starts_with('<');
    readable.then(|| text.chars().take(LONGEST_MESSAGE).collect())
}

fn field_problems(entries: &Value) -> Vec<FieldProblem> {
    match entries {
        Value::Array(entries) => entries.iter().filter_map(field_problem).collect(),
        // Some clients' fixtures have `{"field": "message"}` instead of a list.
        Value::Object(entries) => entries
            .iter()
            .filter_map(|(name, message)| {
                let message = plain_text(message.as_str()?)?;
                let known = !matches!(
                    name.as_str(),
                    "message" | "error" | "detail" | "code" | "error_code" | "request_id"
                );
                let loc = vec![LocPart::Name(name.clone())];
                known.then_some(FieldProblem { loc, message, kind: String::new() })
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn field_problem(entry: &Value) -> Option<FieldProblem> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).and_then(plain_text).unwrap_or_default();
    let message = entry.get("msg").or_else(|| entry.get("message")).and_then(Value::as_str)?;
    let steps: Vec<LocPart> =
        entry.get("loc").and_then(Value::as_array).into_iter().flatten().filter_map(step).collect();
    let rooted = matches!(steps.first(), Some(LocPart::Name(root))
        if matches!(root.as_str(), "body" | "query" | "path" | "header"));
    let loc = steps.into_iter().skip(usize::from(rooted)).collect();
    Some(FieldProblem { loc, message: plain_text(message)?, kind: text("type") })
}

fn step(part: &Value) -> Option<LocPart> {
    match part {
        Value::String(name) => Some(LocPart::Name(name.clone())),
        Value::Number(index) => usize::try_from(index.as_u64()?).ok().map(LocPart::Index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_known_shapes_give_their_message() {
        for (body, message) in [
            (r#"{"detail":"not found"}"#, "not found"),
            (r#"{"message":"Invalid API key"}"#, "Invalid API key"),
            (r#"{"error":"nope","detail":"other"}"#, "nope"),
            (r#"{"detail":{"message":"deep"}}"#, "deep"),
            (r#""just a string""#, "just a string"),
            ("plain text", "plain text"),
        ] {
            assert_eq!(Problem::parse(body).message.as_deref(), Some(message), "{body}");
        }
        for body in ["", "null", "{}", "[]", "<html>502</html>", "  \n", r#"{"detail":""}"#] {
            assert_eq!(Problem::parse(body), Problem::default(), "{body}");
        }
    }

    #[test]
    fn codes_and_request_ids_are_kept() {
        let problem = Problem::parse(r#"{"detail":"x","error_code":"quota","request_id":"r-1"}"#);
        assert_eq!(problem.code.as_deref(), Some("quota"));
        assert_eq!(problem.request_id.as_deref(), Some("r-1"));
    }

    #[test]
    fn a_422_names_the_way_to_the_field() {
        let body = r#"{"detail":[{"loc":["body","success_criterions",0,"criterion","numerical","threshold"],
            "msg":"Input should be a valid number","type":"float_type","input":null}]}"#;
        let name = |text: &str| LocPart::Name(text.into());
        assert_eq!(
            Problem::parse(body).fields,
            [FieldProblem {
                loc: vec![
                    name("success_criterions"),
                    LocPart::Index(0),
                    name("criterion"),
                    name("numerical"),
                    name("threshold")
                ],
                message: "Input should be a valid number".into(),
                kind: "float_type".into(),
            }]
        );
    }

    #[test]
    fn field_errors_as_an_object_are_read() {
        let problem = Problem::parse(r#"{"message":"bad","field_errors":{"name":"too short"}}"#);
        assert_eq!(problem.fields.len(), 1);
        assert_eq!(problem.fields[0].loc, [LocPart::Name("name".into())]);
    }

    proptest! {
        #[test]
        fn no_body_can_break_it(body in ".{0,200}") {
            let _ = Problem::parse(&body);
        }
    }
}
