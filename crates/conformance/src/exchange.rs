//! The recordings: one exchange a line, as the sandbox writes them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// One request and its answer.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Exchange {
    pub(crate) method: String,
    /// Without the query, as it was sent.
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) query: Vec<(String, String)>,
    #[serde(default)]
    pub(crate) request_body: Option<Value>,
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) response_body: Option<Value>,
    #[serde(default)]
    pub(crate) content_type: Option<String>,
    /// The answer was spoilt on purpose.
    #[serde(default)]
    pub(crate) fault: bool,
    /// In what the answer departs from the document on purpose.
    #[serde(default)]
    pub(crate) departs: Vec<String>,
    /// The sender was a test of the server, which also sends what must be refused.
    #[serde(skip)]
    pub(crate) by_server_test: bool,
}

/// All exchanges of the `.jsonl` files in the directory. Those of files whose name begins with
/// `server` were sent by the server's own tests.
pub(crate) fn read(directory: &Path) -> Result<Vec<Exchange>> {
    let mut exchanges = Vec::new();
    let Ok(entries) = fs::read_dir(directory) else { return Ok(exchanges) };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let by_server_test =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("server"));
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let exchange: Exchange = serde_json::from_str(line)
                .with_context(|| format!("{} line {} is no exchange", path.display(), index + 1))?;
            exchanges.push(Exchange { by_server_test, ..exchange });
        }
    }
    Ok(exchanges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_read_and_broken_ones_refused() {
        let directory = std::env::temp_dir().join(format!("conformance-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let line = r#"{"operation":"ListServices","method":"GET","path":"/v1/a/service/","query":[["id","b"]],
            "request_body":null,"status":200,"response_body":{},"content_type":"application/json","fault":false,
            "departs":[]}"#
            .replace('\n', "");
        fs::write(directory.join("server-1.jsonl"), format!("{line}\n\n{line}\n")).unwrap();
        fs::write(directory.join("notes.txt"), "no recording").unwrap();
        let exchanges = read(&directory).unwrap();
        fs::write(directory.join("plain-1.jsonl"), "{\"method\":").unwrap();
        let broken = read(&directory);
        fs::remove_dir_all(&directory).unwrap();
        assert_eq!(exchanges.len(), 2);
        assert!(exchanges.iter().all(|exchange| exchange.by_server_test && exchange.query.len() == 1));
        assert!(broken.unwrap_err().to_string().contains("line 1 is no exchange"));
        assert!(read(&directory).unwrap().is_empty());
    }
}
