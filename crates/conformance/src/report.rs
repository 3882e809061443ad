//! What was found, as a table by operation and a list of different problems.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::exchange::Exchange;
use crate::judge::Verdict;

/// Exchanges and problems by operation.
#[derive(Debug, Default)]
pub(crate) struct Report {
    operations: BTreeMap<String, Counts>,
    /// Each different problem with how often it was found and one request that shows it.
    found: BTreeMap<(String, String), (usize, String)>,
}

#[derive(Debug, Default)]
struct Counts {
    exchanges: usize,
    problems: usize,
}

impl Report {
    pub(crate) fn add(&mut self, exchange: &Exchange, verdict: Verdict) {
        let name = verdict.operation.unwrap_or_else(|| "(not in the document)".to_owned());
        let counts = self.operations.entry(name.clone()).or_default();
        counts.exchanges += 1;
        counts.problems += verdict.problems.len();
        for words in verdict.problems {
            let query: Vec<String> =
                exchange.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let shown = format!("{} {}?{}", exchange.method, exchange.path, query.join("&"));
            self.found.entry((name.clone(), words)).or_insert((0, shown)).0 += 1;
        }
    }

    pub(crate) fn exchanges(&self) -> usize {
        self.operations.values().map(|counts| counts.exchanges).sum()
    }

    pub(crate) fn problems(&self) -> usize {
        self.operations.values().map(|counts| counts.problems).sum()
    }

    /// The ids of the document's operations that no exchange was of.
    fn never_seen<'a>(&self, document: &'a Document) -> Vec<&'a str> {
        let ids = document.operations().iter().map(|operation| operation.id.as_str());
        ids.filter(|id| !self.operations.contains_key(*id)).collect()
    }

    pub(crate) fn print(&self, document: &Document) {
        println!("{:<48} {:>10} {:>10}", "operation", "exchanges", "problems");
        for (name, counts) in &self.operations {
            println!("{name:<48} {:>10} {:>10}", counts.exchanges, counts.problems);
        }
        println!("{:<48} {:>10} {:>10}", "total", self.exchanges(), self.problems());
        let never = self.never_seen(document);
        if !never.is_empty() {
            println!("\nNever seen: {}", never.join(", "));
        }
        for ((name, words), (times, shown)) in &self.found {
            println!("\n{name}: {words}\n    {times} times, for example {shown}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::document;
    use crate::judge::Judge;

    #[test]
    fn exchanges_and_problems_are_counted() {
        let line = r#"{"method":"GET","path":"/v1/a/test/search","query":[],"status":200}"#;
        let exchange: Exchange = serde_json::from_str(line).unwrap();
        let mut judge = Judge::new(document());
        let mut report = Report::default();
        for _ in 0..3 {
            report.add(&exchange, judge.judge(&exchange));
        }
        assert_eq!((report.exchanges(), report.problems(), report.found.len()), (3, 3, 1));
        assert_eq!(report.never_seen(judge.document()), ["list", "create", "one"]);
    }
}
