//! What runs are going to do, and how tests usually turn out: beside the documents, for no answer shows
//! either. A plan is a text here; `runs` knows what it says.

use anyhow::Result;
use rusqlite::{OptionalExtension, params};

use super::{Store, body_of};

/// A plan as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct KeptPlan {
    /// The run's id.
    pub(crate) run: String,
    /// When it was last looked at, in the runs' time.
    pub(crate) kept_ms: i64,
    /// When the run's document changes next, in the runs' time; none: never again by itself.
    pub(crate) next_ms: Option<i64>,
    /// The plan.
    pub(crate) body: String,
}

impl Store {
    /// Keeps plans, replacing those of the same runs.
    pub(crate) fn put_plans(&mut self, plans: &[KeptPlan]) -> Result<()> {
        let transaction = self.db.transaction()?;
        {
            let mut put =
                transaction.prepare_cached("INSERT OR REPLACE INTO run_plan VALUES (?1, ?2, ?3, ?4)")?;
            for plan in plans {
                put.execute(params![plan.run, plan.kept_ms, plan.next_ms, plan.body])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// The plan of a run, if it has one.
    pub(crate) fn plan(&self, run: &str) -> Result<Option<String>> {
        let mut statement = self.db.prepare_cached("SELECT body FROM run_plan WHERE run = ?1")?;
        Ok(statement.query_row([run], body_of).optional()?)
    }

    /// The plans of runs whose documents are to change by now.
    pub(crate) fn due_plans(&self, now_ms: i64) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached("SELECT body FROM run_plan WHERE next_ms <= ?1")?;
        let rows = statement.query_map([now_ms], body_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest moment of the runs' time that any run has seen.
    pub(crate) fn latest_moment(&self) -> Result<Option<i64>> {
        Ok(self.db.query_row("SELECT max(kept_ms) FROM run_plan", [], |row| row.get(0))?)
    }

    /// All plans.
    pub(crate) fn plans(&self) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached("SELECT body FROM run_plan ORDER BY run")?;
        let rows = statement.query_map([], body_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Leaves a run to itself: its document stays as it is from now on.
    pub(crate) fn forget_plan(&mut self, run: &str) -> Result<()> {
        self.db.execute("DELETE FROM run_plan WHERE run = ?1", [run])?;
        Ok(())
    }

    /// How a test usually turns out, by name.
    pub(crate) fn habit(&self, test: &str) -> Result<Option<String>> {
        let mut statement = self.db.prepare_cached("SELECT outcome FROM habit WHERE test = ?1")?;
        Ok(statement.query_row([test], body_of).optional()?)
    }

    /// Says how tests turn out from now on.
    pub(crate) fn put_habits<'a>(
        &mut self,
        habits: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<()> {
        let transaction = self.db.transaction()?;
        {
            let mut put = transaction.prepare_cached("INSERT OR REPLACE INTO habit VALUES (?1, ?2)")?;
            for (test, outcome) in habits {
                put.execute([test, outcome])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Forgets how tests usually turn out.
    pub(crate) fn clear_habits(&mut self) -> Result<()> {
        self.db.execute("DELETE FROM habit", [])?;
        Ok(())
    }
}
