//! The OpenAPI document: its operations, and which one a request is.

use anyhow::{Context, Result, ensure};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// The document and its operations in order.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
    operations: Vec<Operation>,
}

/// One operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// In capitals.
    pub(crate) method: String,
    template: String,
    /// Its description in the document.
    pub(crate) value: Value,
}

impl Document {
    pub(crate) fn new(root: Value) -> Result<Self> {
        let paths = root.get("paths").and_then(Value::as_object).context("the document has no `paths`")?;
        let mut operations = Vec::new();
        for (template, methods) in paths {
            for (method, value) in methods.as_object().into_iter().flatten() {
                let Some(id) = value.get("operationId").and_then(Value::as_str) else { continue };
                let method = method.to_uppercase();
                let (id, template, value) = (id.to_owned(), template.clone(), value.clone());
                operations.push(Operation { id, method, template, value });
            }
        }
        ensure!(!operations.is_empty(), "the document has no operations");
        Ok(Self { root, operations })
    }

    pub(crate) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// What `$ref`s point into.
    pub(crate) fn components(&self) -> Value {
        self.root.get("components").cloned().unwrap_or_default()
    }

    /// The operation of a request, with the decoded values of the path's parameters. The path must
    /// fit to the last slash; a fixed segment goes before a parameter.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<(&Operation, Vec<(String, String)>)> {
        let fitting = self.operations.iter().filter(|operation| operation.method == method);
        fitting
            .filter_map(|operation| Some((operation, operation.match_path(path)?)))
            .min_by_key(|(_, parameters)| parameters.len())
    }
}

impl Operation {
    fn match_path(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut parameters = Vec::new();
        let mut actual = path.split('/');
        for expected in self.template.split('/') {
            let segment = actual.next()?;
            if let Some(name) = expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                let text = percent_decode_str(segment).decode_utf8().ok()?;
                if text.is_empty() {
                    return None;
                }
                parameters.push((name.to_owned(), text.into_owned()));
            } else if expected != segment {
                return None;
            }
        }
        actual.next().is_none().then_some(parameters)
    }

    /// Its parameters of one kind: `query` or `path`.
    pub(crate) fn parameters(&self, kind: &str) -> impl Iterator<Item = (&str, &Value)> {
        let all = self.value.get("parameters").and_then(Value::as_array).into_iter().flatten();
        let of_kind = all.filter(move |parameter| parameter.get("in").and_then(Value::as_str) == Some(kind));
        of_kind.filter_map(|parameter| Some((parameter.get("name")?.as_str()?, parameter)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use serde_json::json;

    /// A small document with something of everything.
    pub(crate) fn document() -> Document {
        Document::new(json!({
            "paths": {
                "/v1/{org}/test/": {
                    "get": {
                        "operationId": "list",
                        "parameters": [
                            { "name": "org", "in": "path", "required": true, "schema": { "type": "string" } },
                            { "name": "id", "in": "query", "schema": {
                                "type": "array", "uniqueItems": true,
                                "items": { "type": "string", "pattern": "^[a-f0-9]{4}$" } } },
                            { "name": "limit", "in": "query", "schema": {
                                "type": "integer", "minimum": 0, "maximum": 50 } },
                            { "name": "is_deleted", "in": "query", "schema": {
                                "anyOf": [{ "type": "boolean" }, { "type": "null" }] } },
                            { "name": "x-cluster", "in": "header", "schema": { "type": "string" } }
                        ],
                        "responses": {
                            "200": { "content": { "application/json": { "schema": {
                                "$ref": "#/components/schemas/Page" } } } },
                            "404": { "description": "No such organization." }
                        }
                    },
                    "post": {
                        "operationId": "create",
                        "requestBody": { "required": true, "content": { "application/json": { "schema": {
                            "type": "object", "required": ["name"], "additionalProperties": false,
                            "properties": { "name": { "type": "string", "minLength": 1 } } } } } },
                        "responses": { "201": { "description": "Made." }, "422": { "description": "Refused." } }
                    }
                },
                "/v1/{org}/test/search": {
                    "get": {
                        "operationId": "search",
                        "parameters": [{ "name": "q", "in": "query", "required": true,
                            "schema": { "type": "string" } }],
                        "responses": { "200": { "description": "Found." } }
                    }
                },
                "/v1/{org}/test/{id}": {
                    "get": {
                        "operationId": "one",
                        "parameters": [{ "name": "id", "in": "path", "required": true,
                            "schema": { "type": "string", "pattern": "^[a-f0-9]{4}$" } }],
                        "responses": { "200": { "description": "Found." } }
                    }
                }
            },
            "components": { "schemas": { "Page": {
                "type": "object", "required": ["items"],
                "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } } }
            }, "Item": { "type": "object", "required": ["id"],
                "properties": { "id": { "type": "string" }, "note": { "type": ["string", "null"] } } } } }
        }))
        .unwrap()
    }

    #[test]
    fn paths_fit_to_the_last_slash() {
        let document = document();
        let id = |method, path| document.find(method, path).map(|(operation, _)| operation.id.clone());
        assert_eq!(id("GET", "/v1/a%20b/test/").as_deref(), Some("list"));
        assert_eq!(id("GET", "/v1/a/test/search").as_deref(), Some("search"));
        assert_eq!(id("GET", "/v1/a/test/0a1b").as_deref(), Some("one"));
        assert_eq!(id("GET", "/v1/a/test"), None);
        assert_eq!(id("GET", "/v1/a/test/search/"), None);
        assert_eq!(id("PUT", "/v1/a/test/"), None);
        assert_eq!(id("GET", "/v1//test/"), None);
    }

    #[test]
    fn a_document_without_operations_is_refused() {
        assert!(Document::new(json!({})).is_err());
        assert!(Document::new(json!({ "paths": {} })).is_err());
    }
}
