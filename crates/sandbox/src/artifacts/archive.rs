//! The zip: what the run is, what came of each test, and what was said.

use std::io::{Cursor, Write};

use anyhow::Result;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::transcript;
use crate::runs::{self, Conversation, Plan};
use crate::store::{Kind, Store};

const README: &str = "\
What this archive holds

run.json        the run as the API tells it
results/        what the judges found, one file for each unit test
transcripts/    what was said, one file for each conversation

All of it was made up by the sandbox.
";

/// The artifacts of a run; none where there is no such run.
pub(super) fn of_run(store: &Store, id: &str, now_ms: i64) -> Result<Option<Vec<u8>>> {
    let Some(run) = store.get(Kind::Run, id)? else { return Ok(None) };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| -> Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options)?;
        Ok(zip.write_all(content.as_bytes())?)
    };
    add("README.txt", README)?;
    add("run.json", &serde_json::to_string_pretty(&run)?)?;
    if let Some((plan, run)) = runs::find(store, id)? {
        for (place, spec) in runs::specs(&run).iter().enumerate() {
            let test = spec.get("unit_test_id").and_then(Value::as_str).unwrap_or_default();
            let test = store.get(Kind::UnitTest, test)?.unwrap_or_default();
            let name = test.get("name").and_then(Value::as_str).unwrap_or("a test that is gone");
            let folder = format!("{:03}-{}", place + 1, slug(name));
            let done = runs::done(&run, &plan, place, now_ms);
            let all: Vec<Conversation> =
                (0..done).map(|run_index| runs::conversation(&plan, spec, place, run_index)).collect();
            let told = results(spec, &plan, name, place, &all);
            add(&format!("results/{folder}.json"), &serde_json::to_string_pretty(&told)?)?;
            for (run_index, conversation) in all.iter().enumerate() {
                let text = transcript::write(store, &test, spec, &plan.run, run_index, conversation)?;
                add(&format!("transcripts/{folder}/conversation-{:02}.txt", run_index + 1), &text)?;
            }
        }
    }
    Ok(Some(zip.finish()?.into_inner()))
}

fn results(spec: &Value, plan: &Plan, name: &str, place: usize, all: &[Conversation]) -> Value {
    let conversations: Vec<Value> = all
        .iter()
        .enumerate()
        .map(|(run_index, conversation)| match conversation {
            Conversation::Failed(error) => json!({"run_index": run_index, "error": error}),
            Conversation::Judged(_) => {
                json!({"run_index": run_index, "evaluations": runs::findings(plan, spec, place, run_index)})
            }
        })
        .collect();
    json!({
        "unit_test_id": spec.get("unit_test_id"), "unit_test_name": name, "run_count": spec.get("run_count"),
        "conversations": conversations,
    })
}

/// A name for a file, of letters, digits and hyphens.
fn slug(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let joined: String = parts.join("-").chars().take(60).collect();
    if joined.is_empty() { "test".to_owned() } else { joined }
}
