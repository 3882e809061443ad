//! What was said in a conversation: made up from the persona and the scenario, and true to how it ended.

use std::fmt::Write;

use anyhow::Result;
use serde_json::Value;

use crate::hash::{hash, mix};
use crate::runs::Conversation;
use crate::store::{Kind, Store};

const OPENINGS: [&str; 4] = [
    "Hello? I hope I am right here.",
    "Hi. I was told I could do this by chat.",
    "Good morning. It is my first time here, so please bear with me.",
    "Hi, I do not have long.",
];
const ANSWERS: [&str; 8] = [
    "You are right here. May I have your full name and date of birth first?",
    "Thank you. Let me look that up; it takes a moment.",
    "I have it in front of me now. One thing I need to check with you before we go on.",
    "That is fine. I will read it back to you so that nothing goes wrong.",
    "I understand. Many people ask that, and it is a fair question.",
    "If you would rather speak with somebody, I can have you called back today.",
    "That part is done. The next step is a short one.",
    "I have noted it. Is there anything that you would like changed?",
];
const REPLIES: [&str; 8] = [
    "It is under my married name, if that matters.",
    "Is that the same as what the letter says?",
    "I am not sure I follow. Could you say that in other words?",
    "Yes, that is correct.",
    "No, the other one, please.",
    "And how long does that take as a rule?",
    "My daughter usually does this for me.",
    "All right. Go on.",
];

/// The transcript as a text.
pub(super) fn write(
    store: &Store,
    test: &Value,
    spec: &Value,
    run: &str,
    run_index: usize,
    conversation: &Conversation,
) -> Result<String> {
    let named = |kind: Kind, field: &str| -> Result<String> {
        let id = test.get(field).and_then(Value::as_str).unwrap_or_default();
        let found = store.get(kind, id)?.unwrap_or_default();
        Ok(found.get("name").and_then(Value::as_str).unwrap_or("unknown").to_owned())
    };
    let text = |field: &str| test.get(field).and_then(Value::as_str).unwrap_or_default();
    let (persona, scenario) = (named(Kind::Persona, "persona_id")?, named(Kind::Scenario, "scenario_id")?);
    let most = spec.get("max_interactions").and_then(Value::as_u64).unwrap_or(20).max(1);
    let chance = mix(hash(&format!("{run} {} {run_index}", text("id"))));
    let turns = match conversation {
        Conversation::Failed(_) => 1 + chance % 3,
        Conversation::Judged(_) => (4 + chance % 7).min(most),
    };
    let mut told = String::new();
    writeln!(told, "Unit test: {}", text("name"))?;
    writeln!(told, "Persona: {persona}")?;
    writeln!(told, "Scenario: {scenario}")?;
    writeln!(told, "Conversation: {}", run_index + 1)?;
    writeln!(told)?;
    for turn in 0..turns {
        let chance = mix(chance ^ mix(turn + 1));
        let said = if turn == 0 { pick(&OPENINGS, chance) } else { pick(&REPLIES, chance) };
        writeln!(told, "[{}] {persona}: {said}", turn * 2 + 1)?;
        if turn == 0 {
            writeln!(told, "    It is about this: {}.", scenario.trim_end_matches('.'))?;
        }
        let last = turn + 1 == turns;
        match conversation {
            Conversation::Failed(error) if last => {
                writeln!(told, "\nThe conversation could not be run: {error}")?;
            }
            Conversation::Judged(_) if last => {
                writeln!(told, "[{}] Agent: Then we are done for today. Take care.", turn * 2 + 2)?;
            }
            _ => writeln!(told, "[{}] Agent: {}", turn * 2 + 2, pick(&ANSWERS, chance >> 16))?,
        }
    }
    Ok(told)
}

fn pick(of: &[&'static str], chance: u64) -> &'static str {
    let at = chance % u64::try_from(of.len()).unwrap_or(1).max(1);
    of.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or_default()
}
