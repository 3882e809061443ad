//! The budget of bytes: a goal to aim at, and a recorded size that may only grow on purpose.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::report::{Shipped, total};

const FILE: &str = "budget.json";

/// Fails when the files are larger than allowed. With `update`, records their size first.
pub(super) fn hold(files: &[Shipped], update: bool) -> Result<()> {
    let text = fs::read_to_string(FILE).with_context(|| format!("reading {FILE}"))?;
    let mut budget: Value = serde_json::from_str(&text).with_context(|| format!("reading {FILE}"))?;
    let size = total(files).brotli;
    if update && let Some(budget) = budget.as_object_mut() {
        budget.insert("recorded_brotli_bytes".to_owned(), json!(size));
        fs::write(FILE, format!("{:#}\n", Value::Object(budget.clone())))?;
        println!("Recorded {size} bytes in {FILE}.");
    }
    check(&budget, size)
}

fn check(budget: &Value, size: u64) -> Result<()> {
    let number = |name: &str| {
        budget.get(name).and_then(Value::as_u64).with_context(|| format!("{FILE} needs a number `{name}`"))
    };
    let goal = number("goal_brotli_bytes")?;
    let recorded = number("recorded_brotli_bytes")?;
    let allowed = recorded + recorded * number("growth_percent")? / 100;
    println!("Budget: {size} bytes brotli; recorded {recorded}, so at most {allowed}.");
    match size.checked_sub(goal) {
        Some(over) if over > 0 => {
            println!("That is {over} bytes over the goal of {goal}: docs/DECISIONS.md says why.");
        }
        _ => println!("The goal of {goal} is met."),
    }
    if size > allowed {
        bail!(
            "The files grew by {} bytes over the recorded size. Make them smaller, or, if the growth is worth \
             it, record it: cargo xtask dist --update-budget",
            size - recorded
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_and_the_goal_are_held() {
        let budget = json!({ "goal_brotli_bytes": 2000, "recorded_brotli_bytes": 1000, "growth_percent": 3 });
        assert!(check(&budget, 1030).is_ok());
        assert!(check(&budget, 1031).unwrap_err().to_string().contains("--update-budget"));
        let over_the_goal =
            json!({ "goal_brotli_bytes": 900, "recorded_brotli_bytes": 1000, "growth_percent": 3 });
        assert!(check(&over_the_goal, 1000).is_ok(), "a goal is aimed at, the recorded size is held");
        assert!(check(&json!({}), 1).is_err());
    }
}
