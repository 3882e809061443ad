//! The problems of one request, and their form in a 422.

use serde_json::{Value, json};

use crate::http::Refusal;

/// A step to the part that is wrong.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Name(String),
    Index(usize),
}

/// The way to a part of the request.
#[derive(Clone, Debug)]
pub(crate) struct Loc(Vec<Step>);

impl Loc {
    pub(crate) fn of(root: &str) -> Self {
        Self(vec![Step::Name(root.to_owned())])
    }

    pub(crate) fn name(&self, name: &str) -> Self {
        self.join(Step::Name(name.to_owned()))
    }

    pub(crate) fn index(&self, index: usize) -> Self {
        self.join(Step::Index(index))
    }

    fn join(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    fn to_json(&self) -> Value {
        self.0
            .iter()
            .map(|step| match step {
                Step::Name(name) => Value::from(name.as_str()),
                Step::Index(index) => Value::from(*index),
            })
            .collect()
    }
}

/// What is wrong, in the order it was found.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Value>);

impl Problems {
    pub(crate) fn add(&mut self, loc: &Loc, kind: &str, message: impl Into<String>, input: &Value) {
        let message: String = message.into();
        self.0.push(json!({"type": kind, "loc": loc.to_json(), "msg": message, "input": input}));
    }

    /// With the limits that were broken, as FastAPI gives them.
    pub(crate) fn add_with(
        &mut self,
        loc: &Loc,
        kind: &str,
        message: impl Into<String>,
        input: &Value,
        context: Value,
    ) {
        let message: String = message.into();
        self.0.push(
            json!({"type": kind, "loc": loc.to_json(), "msg": message, "input": input, "ctx": context}),
        );
    }

    pub(crate) fn missing(&mut self, loc: &Loc, within: &Value) {
        self.add(loc, "missing", "Field required", within);
    }

    /// Nothing, or the 422 that tells all problems.
    pub(crate) fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::invalid(self.0)) }
    }
}
