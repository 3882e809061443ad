//! What judges and runners say: made up, and true to the finding.

use serde_json::Value;

use super::judge::Finding;
use super::plan::Metric;
use crate::hash::{hash, mix};

/// Why a conversation could not be run.
pub(super) fn error(spec: &Value, chance: u64) -> String {
    let most = spec.get("max_interactions").and_then(Value::as_i64).unwrap_or(20);
    match (chance >> 16) % 5 {
        0 => format!("The simulated conversation did not end within {most} interactions."),
        1 => "The language model of the agent did not answer within 60 seconds (3 attempts).".to_owned(),
        2 => "The tool `lookup_patient` raised ConnectionError: the staging system of record is not reachable.".to_owned(),
        3 => "The context graph has no transition out of the state `confirm_identity` for what the agent decided.".to_owned(),
        _ => "The simulated user sent an empty message three times in a row; the simulation was given up.".to_owned(),
    }
}

/// Why a judge found what it found.
pub(super) fn justification(metric: Option<&Metric>, wanted: &Value, finding: &Finding, id: &str) -> String {
    let chance = mix(hash(id));
    let turn = 2 + chance % 9;
    let name = metric.map_or("The metric", |metric| metric.name.as_str());
    let told = metric.map(|metric| metric.description.as_str()).unwrap_or_default();
    let criterion = wanted.get("success_criterion").unwrap_or(&Value::Null);
    let variant = (chance >> 20) % 3;
    match &finding.value {
        Value::Bool(value) => boolean(*value, told, turn, variant),
        Value::Number(value) => numerical(&value.to_string(), finding.passed, metric, turn, variant),
        Value::String(value) => categorical(value, finding.passed, criterion, turn, variant),
        _ if finding.passed => format!(
            "{name} does not apply: nothing in the conversation gave occasion for it. It ended after {} messages \
             without the subject coming up.",
            turn + 4
        ),
        _ => format!("{name} could not be told from the conversation."),
    }
}

fn boolean(value: bool, told: &str, turn: u64, variant: u64) -> String {
    let rule = told.trim_end_matches('.');
    let rule =
        if rule.is_empty() { "What the metric asks for was looked for in every message" } else { rule };
    match (value, variant) {
        (true, 0) => {
            format!("{rule}. Message {turn} shows it, and nothing that is said later takes it back.")
        }
        (true, 1) => format!(
            "Yes. The decisive exchange is message {turn}, and the person confirms it in their own words two messages \
             later. Measured by the description ({rule}) there is no doubt."
        ),
        (true, _) => {
            format!("I looked for one thing: {rule}. From message {turn} on that is the case, unprompted.")
        }
        (false, 0) => format!(
            "{rule}. That is not so here: in message {turn} the agent moves on to the next step, and it is never \
             made up for."
        ),
        (false, 1) => format!(
            "No. The agent comes close in message {turn}, but stops short, and the person does not ask again. \
             Measured by the description ({rule}) this does not count."
        ),
        (false, _) => format!(
            "Message {turn} is where it would have had to happen. Instead the agent repeats its last question in \
             other words. The description says: {rule}."
        ),
    }
}

fn numerical(value: &str, passed: bool, metric: Option<&Metric>, turn: u64, variant: u64) -> String {
    let upper = metric.and_then(|metric| metric.value.get("upper_bound")).map(Value::to_string);
    let scale = upper.map_or_else(|| value.to_owned(), |upper| format!("{value} on a scale to {upper}"));
    match (passed, variant) {
        (true, 0) => format!("{scale}. Steady throughout; message {turn} is the best example."),
        (true, 1) => format!("I give {scale}: one small slip in message {turn}, put right at once."),
        (true, _) => format!("{scale}. Nothing in the conversation speaks for less or for more."),
        (false, 0) => {
            format!("{scale}. Up to message {turn} all is well; after that it declines and does not recover.")
        }
        (false, 1) => {
            format!("{scale}, because of message {turn}: the person has to ask for the same thing again.")
        }
        (false, _) => {
            format!("I cannot give more than {scale}. Messages {turn} and {} weigh most.", turn + 2)
        }
    }
}

fn categorical(value: &str, passed: bool, criterion: &Value, turn: u64, variant: u64) -> String {
    let expected = criterion.get("expected_values").and_then(Value::as_array).into_iter().flatten();
    let expected: Vec<&str> = expected.filter_map(Value::as_str).filter(|text| *text != value).collect();
    match (passed, variant, expected.first()) {
        (true, 0, _) => format!("{value}. The last two messages leave no other reading."),
        (true, _, _) => {
            format!("{value}: decided in message {turn}, and both sides keep to it until the end.")
        }
        (false, 0, Some(other)) => {
            format!("{value}. It begins like {other}, but from message {turn} on it takes another turn.")
        }
        (false, ..) => {
            format!("{value}. Message {turn} settles it; none of the other categories describes the end.")
        }
    }
}
