//! What metrics' judges said of single conversations.

use contract::{EvaluationList, ListEvaluations, Operation};

use super::{Api, Call};

/// Reads a page of results. Ten requests a minute are all there is.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListEvaluations) -> Call<EvaluationList> {
    api.get(Operation::ListEvaluationResults, request.query())
}
