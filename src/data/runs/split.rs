//! Splitting an answer into runs that are as they were and runs to read, without bringing more of it into our
//! own memory than is new: runs that are as they were are found by their texts, in the browser's memory.

use contract::{RawRunList, TestSetRunId, Unreadable};

use crate::browser::text::Text;

/// A page of an answer.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// The runs; with a text where it is not the known one.
    pub runs: Vec<(TestSetRunId, Option<String>)>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub next: Option<contract::Continuation>,
}

impl Split {
    /// The same page, coming again.
    #[must_use]
    pub fn as_known(&self) -> Self {
        let runs = self.runs.iter().map(|(id, _)| (id.clone(), None)).collect();
        Self { runs, has_more: self.has_more, next: self.next.clone() }
    }
}

/// Where a known text stands in the answer.
struct Found {
    from: u32,
    to: u32,
    id: TestSetRunId,
}

/// Splits an answer. `known` are the texts of runs as they last came, best in the order in which they came.
///
/// # Errors
/// Where it is not JSON, or JSON of another shape.
pub fn split(answer: &Text, known: &[(TestSetRunId, Text)]) -> Result<Split, Unreadable> {
    let found = find(answer, known);
    if !found.is_empty() {
        let reduced = reduce(answer, &found);
        // A known text at another place than in the list (within another run, say) is not taken for a run:
        // then all is read.
        if let Some(split) = RawRunList::read(&reduced).ok().and_then(|list| resolve(list, &found)) {
            return Ok(split);
        }
    }
    let whole = answer.read();
    let list = RawRunList::read(&whole)?;
    let (has_more, next) = (list.has_more, list.continuation_token.clone());
    let runs = list.runs.into_iter().map(|(id, text)| (id, Some(text.to_owned()))).collect();
    Ok(Split { runs, has_more, next })
}

/// Whether the text of a run may be found by [`split`]. One whose first name begins with a letter cannot
/// occur in the middle of a string of valid JSON: the quote before the name would end that string, and a
/// letter would follow. So wherever it stands, it is a value.
#[must_use]
pub fn can_be_found(run: &str) -> bool {
    let name = run.strip_prefix('{').map(str::trim_ascii_start).and_then(|rest| rest.strip_prefix('"'));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_'))
}

fn find(answer: &Text, known: &[(TestSetRunId, Text)]) -> Vec<Found> {
    let (mut found, mut at, mut is_in_order) = (Vec::<Found>::new(), 0, true);
    for (id, text) in known {
        let written = ["\"", id.as_str(), "\""].concat();
        // The id is looked for, not the text: a run that changed is recognised by it, too.
        let Some(offset) = text.find(&written, 0) else { continue };
        let place = answer.find(&written, at).or_else(|| answer.find(&written, 0));
        let Some(from) = place.and_then(|place| place.checked_sub(offset)) else { continue };
        let to = from.saturating_add(text.len());
        if answer.has_at(from, text) {
            is_in_order &= from >= at;
            at = to;
            found.push(Found { from, to, id: id.clone() });
        }
    }
    if !is_in_order {
        found = domain::order::by_key(found, |found| found.from);
    }
    found
}

/// The answer with a placeholder for each run that was found.
fn reduce(answer: &Text, found: &[Found]) -> String {
    let (mut reduced, mut at) = (String::new(), 0);
    for Found { from, to, id } in found {
        // Two at one place would be one text of two runs.
        if *from >= at {
            reduced.push_str(&answer.read_part(at, *from));
            reduced.push_str(&["{\"id\":\"=", id.as_str(), "\"}"].concat());
            at = *to;
        }
    }
    reduced.push_str(&answer.read_part(at, answer.len()));
    reduced
}

/// What the reduced answer says; nothing where a placeholder is not in the list.
fn resolve(list: RawRunList<'_>, found: &[Found]) -> Option<Split> {
    let (has_more, next) = (list.has_more, list.continuation_token.clone());
    let (mut runs, mut known) = (Vec::with_capacity(list.runs.len()), 0);
    for (id, text) in list.runs {
        let placeholder = id.as_str().strip_prefix('=').map(TestSetRunId::from_response);
        if placeholder.is_some() {
            known += 1;
        }
        let text = placeholder.is_none().then(|| text.to_owned());
        runs.push((placeholder.unwrap_or(id), text));
    }
    (known == found.len()).then_some(Split { runs, has_more, next })
}
