//! One exchange held against the document.

use serde_json::Value;

use crate::document::{Document, Operation};
use crate::exchange::Exchange;
use crate::schema::Schemas;

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The operation's id; none, where the document has no such path.
    pub(crate) operation: Option<String>,
    /// In words.
    pub(crate) problems: Vec<String>,
}

/// The document with its compiled schemas.
#[derive(Debug)]
pub(crate) struct Judge {
    document: Document,
    schemas: Schemas,
}

impl Judge {
    pub(crate) fn new(document: Document) -> Self {
        let schemas = Schemas::new(document.components());
        Self { document, schemas }
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    pub(crate) fn judge(&mut self, exchange: &Exchange) -> Verdict {
        let refused = exchange.by_server_test && (400..500).contains(&exchange.status);
        let found = self.document.find(&exchange.method, &exchange.path);
        let Some((operation, in_path)) = found.map(|(operation, values)| (operation.clone(), values)) else {
            let words = "request: the document has no such method and path".to_owned();
            return Verdict { operation: None, problems: if refused { Vec::new() } else { vec![words] } };
        };
        let mut problems = Vec::new();
        // The server's own tests also send what must be refused.
        if !refused {
            let values: Vec<(&str, &str)> =
                in_path.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            problems.extend(self.parameters(&operation, "path", &values));
            let values: Vec<(&str, &str)> =
                exchange.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            problems.extend(self.parameters(&operation, "query", &values));
            problems.extend(self.request_body(&operation, exchange.request_body.as_ref()));
        }
        if !exchange.fault && exchange.departs.is_empty() {
            problems.extend(self.response(&operation, exchange));
        }
        Verdict { operation: Some(operation.id), problems }
    }

    fn parameters(&mut self, operation: &Operation, kind: &str, values: &[(&str, &str)]) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, parameter) in operation.parameters(kind) {
            let texts: Vec<&str> =
                values.iter().filter(|(found, _)| *found == name).map(|(_, text)| *text).collect();
            if texts.is_empty() {
                if parameter.get("required").and_then(Value::as_bool) == Some(true) {
                    problems.push(format!("request: the {kind} parameter `{name}` is missing"));
                }
                continue;
            }
            let schema = parameter.get("schema").cloned().unwrap_or(Value::Bool(true));
            let place = format!("{} {kind} {name}", operation.id);
            let found = self.schemas.text_problems(&place, &schema, &texts);
            problems.extend(
                found.into_iter().map(|words| format!("request: {kind} parameter `{name}`: {words}")),
            );
        }
        let mut unknown: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        // The document leaves some path parameters undescribed; its template names them.
        unknown
            .retain(|name| kind == "query" && !operation.parameters(kind).any(|(known, _)| known == *name));
        unknown.dedup();
        problems.extend(unknown.into_iter().map(|name| format!("request: there is no parameter `{name}`")));
        problems
    }

    fn request_body(&mut self, operation: &Operation, body: Option<&Value>) -> Vec<String> {
        let body = body.filter(|body| !body.is_null());
        let described = operation.value.get("requestBody");
        match (described, body) {
            (None, None) => Vec::new(),
            (None, Some(_)) => vec!["request: it has a body, but takes none".to_owned()],
            (Some(described), None) => {
                let is_required = described.get("required").and_then(Value::as_bool) == Some(true);
                let missing = is_required.then(|| "request: its body is missing".to_owned());
                missing.into_iter().collect()
            }
            (Some(described), Some(body)) => {
                let place = format!("{} body", operation.id);
                let schema = json_schema(described).cloned().unwrap_or(Value::Bool(true));
                let found = self.schemas.problems(&place, &schema, body);
                found.into_iter().map(|words| format!("request: body: {words}")).collect()
            }
        }
    }

    fn response(&mut self, operation: &Operation, exchange: &Exchange) -> Vec<String> {
        let status = exchange.status;
        let Some(described) = operation.value.pointer(&format!("/responses/{status}")) else {
            return vec![format!("response: the status {status} is not documented")];
        };
        let Some(schema) = json_schema(described).cloned() else {
            // Errors are documented without a body, and a success without one must have none.
            let has_body = exchange.response_body.as_ref().is_some_and(|body| !body.is_null());
            let spoken = (status < 300 && has_body)
                .then(|| format!("response: {status} is documented without a body"));
            return spoken.into_iter().collect();
        };
        let content_type = exchange.content_type.as_deref().unwrap_or_default();
        if content_type.split(';').next().unwrap_or_default().trim() != "application/json" {
            return vec![format!("response: {status} is of the type `{content_type}`, not application/json")];
        }
        let place = format!("{} {status}", operation.id);
        let body = exchange.response_body.clone().unwrap_or_default();
        let found = self.schemas.problems(&place, &schema, &body);
        found.into_iter().map(|words| format!("response: {status}: {words}")).collect()
    }
}

/// The schema of a body in JSON.
fn json_schema(described: &Value) -> Option<&Value> {
    described.pointer("/content/application~1json/schema")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::document;
    use serde_json::json;

    fn exchange(method: &str, path: &str, query: &[(&str, &str)], status: u16, answer: Value) -> Exchange {
        Exchange {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            request_body: None,
            status,
            response_body: Some(answer),
            content_type: Some("application/json".to_owned()),
            fault: false,
            departs: Vec::new(),
            by_server_test: false,
        }
    }

    fn problems(exchange: &Exchange) -> Vec<String> {
        Judge::new(document()).judge(exchange).problems
    }

    fn page() -> Value {
        json!({ "items": [{ "id": "0a1b", "note": null }] })
    }

    #[test]
    fn a_right_exchange_has_no_problem() {
        let query = [("id", "0a1b"), ("id", "0a1c"), ("limit", "50"), ("is_deleted", "false")];
        assert_eq!(problems(&exchange("GET", "/v1/a/test/", &query, 200, page())), Vec::<String>::new());
        assert_eq!(problems(&exchange("GET", "/v1/a/test/", &[], 404, json!("No."))), Vec::<String>::new());
    }

    #[test]
    fn wrong_requests_are_found() {
        for query in
            [("limit", "51"), ("limit", "x"), ("id", "zz"), ("is_deleted", "no"), ("unknown", "1"), ("", "")]
        {
            assert_eq!(
                problems(&exchange("GET", "/v1/a/test/", &[query], 200, page())).len(),
                1,
                "{query:?}"
            );
        }
        let twice = [("id", "0a1b"), ("id", "0a1b")];
        assert_eq!(problems(&exchange("GET", "/v1/a/test/", &twice, 200, page())).len(), 1);
        assert_eq!(problems(&exchange("GET", "/v1/a/test", &[], 200, page())).len(), 1);
        assert_eq!(problems(&exchange("GET", "/v1/a/test/search", &[], 200, json!(null))).len(), 1);
        assert_eq!(problems(&exchange("GET", "/v1/a/test/UPPER", &[], 200, json!(null))).len(), 1);
    }

    #[test]
    fn wrong_bodies_are_found() {
        let create =
            |body| Exchange { request_body: body, ..exchange("POST", "/v1/a/test/", &[], 201, Value::Null) };
        assert_eq!(problems(&create(Some(json!({ "name": "a" })))).len(), 0);
        assert_eq!(problems(&create(Some(json!({ "name": "", "more": 1 })))).len(), 2);
        assert_eq!(problems(&create(None)).len(), 1);
        let mut read = exchange("GET", "/v1/a/test/", &[], 200, page());
        read.request_body = Some(json!({}));
        assert_eq!(problems(&read).len(), 1);
    }

    #[test]
    fn wrong_answers_are_found() {
        let answered = |status, body| problems(&exchange("GET", "/v1/a/test/", &[], status, body)).len();
        assert_eq!(answered(200, json!({})), 1);
        assert_eq!(answered(200, json!({ "items": [{ "id": 7 }] })), 1);
        assert_eq!(answered(418, json!({})), 1);
        let mut html = exchange("GET", "/v1/a/test/", &[], 200, page());
        html.content_type = Some("text/html".to_owned());
        assert_eq!(problems(&html).len(), 1);
        let spoken = exchange("GET", "/v1/a/test/0a1b", &[], 200, json!("x"));
        assert_eq!(problems(&spoken).len(), 1);
    }

    #[test]
    fn faults_and_departures_excuse_the_answer_only() {
        let mut spoilt = exchange("GET", "/v1/a/test/", &[("limit", "99")], 500, json!({}));
        spoilt.fault = true;
        assert_eq!(problems(&spoilt).len(), 1, "the request is still wrong");
        let mut departing = exchange("GET", "/v1/a/test/", &[], 200, json!({}));
        departing.departs = vec!["missing fields".to_owned()];
        assert_eq!(problems(&departing).len(), 0);
    }

    #[test]
    fn the_servers_tests_may_send_what_is_refused() {
        let mut refused = exchange("POST", "/v1/a/test/", &[], 422, json!({ "detail": [] }));
        assert_eq!(problems(&refused).len(), 1);
        refused.by_server_test = true;
        assert_eq!(problems(&refused).len(), 0);
        refused.status = 201;
        refused.response_body = None;
        assert_eq!(problems(&refused).len(), 1, "it should have been refused");
    }
}
