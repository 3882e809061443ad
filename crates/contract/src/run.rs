//! Runs of simulation unit test sets: what was frozen at the start, and what came of it so far.

mod raw;

use std::collections::BTreeMap;

use crate::json::{self, FromJson, ToJson, Value};
use crate::{
    Continuation, Criterion, EvaluationId, Listed, MetricId, Query, SortDirection, TestSetId, TestSetRunId,
    Timestamp, UnitTestId, UserRef,
};

pub use raw::RawRunList;

/// A run (`SimulationUnitTestSetRunInstance`).
///
/// There is no status, no sign of a cancellation, no end and no progress in it: these are derived
/// (`domain::run`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Its id.
    pub id: TestSetRunId,
    /// The organization it belongs to.
    pub org_id: String,
    /// Whether it is over.
    pub is_completed: bool,
    /// The set that runs.
    pub simulation_unit_test_set_id: TestSetId,
    /// Whether a unit test failed; it can be true while others are still running. None where the answer does not
    /// say.
    pub failed_metrics: Option<bool>,
    /// Whether it hit an error. None where the answer does not say.
    pub errored: Option<bool>,
    /// Whether the artifacts are there to be downloaded.
    pub artifacts_generated: bool,
    /// What runs, frozen when it was started. Empty without `Simulation:GetSimulationUnitTestSet`.
    pub unit_test_run_specs: Vec<UnitTestRunSpec>,
    /// What came of it: nothing where a test has no results yet, and in the place of what cannot be read,
    /// so that positions are those of the specs. Empty without `Simulation:GetSimulationUnitTestSet`.
    pub unit_test_run_results: Vec<Option<UnitTestRunResult>>,
    /// When it was started.
    pub created_at: Option<Timestamp>,
    /// Who started it.
    pub creator: UserRef,
}

impl FromJson for Run {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            org_id: json::field(value, "org_id"),
            is_completed: json::field(value, "is_completed"),
            simulation_unit_test_set_id: json::field(value, "simulation_unit_test_set_id"),
            failed_metrics: json::required(value, "failed_metrics"),
            errored: json::required(value, "errored"),
            artifacts_generated: json::field(value, "artifacts_generated"),
            unit_test_run_specs: json::field(value, "unit_test_run_specs"),
            unit_test_run_results: json::field(value, "unit_test_run_results"),
            created_at: json::field(value, "created_at"),
            creator: json::field(value, "creator"),
        })
    }
}

/// What runs for one unit test (`UnitTestRunSpec`). The test's name and service are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitTestRunSpec {
    /// The unit test. Empty where the entry cannot be read.
    pub unit_test_id: UnitTestId,
    /// How many conversations are simulated. None where the answer does not say.
    pub run_count: Option<i64>,
    /// The context graph and its version (`service_hierarchical_state_machine_version_info`).
    pub context_graph: Option<VersionInfo>,
    /// The agent and its version.
    pub agent: Option<VersionInfo>,
    /// The scenario and its version; none without `Simulation:GetSimulationUnitTest`.
    pub scenario: Option<VersionInfo>,
    /// The persona and its version; none without `Simulation:GetSimulationUnitTest`.
    pub persona: Option<VersionInfo>,
    /// Which language model does what, by the task's name.
    pub llm_model_preferences: BTreeMap<String, ModelPreference>,
    /// After so many interactions a conversation fails. 0 stands for an answer without it.
    pub max_interactions: i64,
    /// What must hold. Empty without `Simulation:GetSimulationUnitTest`.
    pub metrics_to_evaluate: Vec<MetricToEvaluate>,
}

/// Whatever stands in the list is an entry, so that positions stay.
impl FromJson for UnitTestRunSpec {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            unit_test_id: json::field(value, "unit_test_id"),
            run_count: json::required(value, "run_count"),
            context_graph: json::required(value, "service_hierarchical_state_machine_version_info"),
            agent: json::required(value, "agent_version_info"),
            scenario: json::required(value, "scenario_version_info"),
            persona: json::required(value, "persona_version_info"),
            llm_model_preferences: json::field(value, "llm_model_preferences"),
            max_interactions: json::field(value, "max_interactions"),
            metrics_to_evaluate: json::field(value, "metrics_to_evaluate"),
        })
    }
}

/// An object and its version: `[id, version]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionInfo {
    /// The object's id.
    pub id: String,
    /// Its version, where it can be read.
    pub version: Option<i64>,
}

impl FromJson for VersionInfo {
    fn from_json(value: &Value) -> Option<Self> {
        let pair = value.as_array()?;
        Some(Self { id: String::from_json(pair.first()?)?, version: pair.get(1).and_then(i64::from_json) })
    }
}

/// A language model (`LLMConfig`). Its parameters are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPreference {
    /// Its name.
    pub llm_name: String,
}

impl FromJson for ModelPreference {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { llm_name: json::required(value, "llm_name")? })
    }
}

/// A success criterion, frozen (`MetricToEvaluate`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricToEvaluate {
    /// The metric whose result is judged.
    pub metric_id: MetricId,
    /// The criterion's name.
    pub success_criterion_name: String,
    /// What is expected of the result.
    pub success_criterion: Criterion,
}

/// Whatever stands in the list is an entry: results belong to criteria by position.
impl FromJson for MetricToEvaluate {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metric_id: json::field(value, "metric_id"),
            success_criterion_name: json::field(value, "success_criterion_name"),
            success_criterion: json::field(value, "success_criterion"),
        })
    }
}

/// What came of one unit test so far (`UnitTestRunResult`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTestRunResult {
    /// The unit test.
    pub unit_test_id: UnitTestId,
    /// The results by criterion, in the order of the criteria. Empty without
    /// `Simulation:GetSimulationUnitTest`.
    pub metric_evaluation_results: Vec<CriterionResults>,
    /// The error of each conversation, or none. Whatever is not null is an error, also where it is no text.
    pub run_errors: Vec<Option<String>>,
}

impl FromJson for UnitTestRunResult {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            unit_test_id: json::field(value, "unit_test_id"),
            metric_evaluation_results: json::field(value, "metric_evaluation_results"),
            run_errors: value.get("run_errors").map(errors).unwrap_or_default(),
        })
    }
}

/// The errors of a test's conversations. Something else than a list is one error.
fn errors(value: &Value) -> Vec<Option<String>> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(errors) => errors.iter().map(error).collect(),
        other => vec![error(other)],
    }
}

/// An error's text: its own, that of the member that usually holds it, or all of it as JSON.
fn error(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => {
            let member =
                ["message", "error", "detail"].into_iter().find_map(|name| other.get(name)?.as_str());
            Some(member.map_or_else(|| json::write(other), str::to_owned))
        }
    }
}

/// The results of one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CriterionResults {
    /// The metric.
    pub metric_id: MetricId,
    /// Its version, where it can be read.
    pub metric_version: Option<i64>,
    /// A judgement for each conversation that was judged.
    pub results: Vec<Judgement>,
}

/// Whatever stands in the list is an entry: results belong to criteria by position.
impl FromJson for CriterionResults {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metric_id: json::field(value, "metric_id"),
            metric_version: json::required(value, "metric_version"),
            results: json::field(value, "results"),
        })
    }
}

/// Whether one conversation met one criterion: `[id, passed]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The evaluation, which holds the value and the reason.
    pub evaluation_id: EvaluationId,
    /// Whether it passed, where that can be read.
    pub passed: Option<bool>,
}

/// Whatever stands in the list is a judgement: they are counted.
impl FromJson for Judgement {
    fn from_json(value: &Value) -> Option<Self> {
        let at = |place: usize| value.as_array().and_then(|pair| pair.get(place));
        Some(Self {
            evaluation_id: at(0).and_then(EvaluationId::from_json).unwrap_or_default(),
            passed: at(1).and_then(bool::from_json),
        })
    }
}

/// The parameters of `GET …/simulation/unit_test_set_run/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListRuns {
    /// Only these; empty: all.
    pub ids: Vec<TestSetRunId>,
    /// How many to return, 0 to [`ListRuns::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only runs started by any of these users.
    pub creators: Vec<UserRef>,
    /// Only runs of any of these sets.
    pub test_set_ids: Vec<TestSetId>,
    /// Only runs that are over, or that are not.
    pub is_completed: Option<bool>,
    /// Only runs with a failed test, or without; they may be running.
    pub failed_metrics: Option<bool>,
    /// Only runs that hit an error, or that did not.
    pub errored: Option<bool>,
    /// Only runs started at this moment or later.
    pub created_after: Option<Timestamp>,
    /// Only runs started at this moment or earlier.
    pub created_before: Option<Timestamp>,
    /// By `created_at`. The document does not speak of a sign here; it is sent as for other lists.
    pub sort: Option<SortDirection>,
}

impl ListRuns {
    /// The largest `limit`; it is also how many runs one request can ask for by id.
    pub const MAX_LIMIT: u32 = 50;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(TestSetRunId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("simulation_unit_test_set_id", self.test_set_ids.iter().map(TestSetId::as_str));
        query.push_some("is_completed", self.is_completed);
        query.push_some("failed_metrics", self.failed_metrics);
        query.push_some("errored", self.errored);
        query.push_some("created_after", self.created_after.as_ref().map(|at| at.0.as_str()));
        query.push_some("created_before", self.created_before.as_ref().map(|at| at.0.as_str()));
        query.sort("created_at", self.sort);
        query
    }
}

/// A page of runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunList {
    /// The runs.
    pub simulation_unit_test_set_runs: Listed<Run>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<RunFilterValues>,
}

impl FromJson for RunList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_unit_test_set_runs: Listed::from_json(value.get("simulation_unit_test_set_runs")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur. The document has `tags`, too, but runs have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunFilterValues {
    /// Creators "under the current filters".
    pub creators: Vec<UserRef>,
    /// Sets; whether under the current filters is not said.
    pub simulation_unit_test_set_ids: Vec<TestSetId>,
}

impl FromJson for RunFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            creators: json::field(value, "creators"),
            simulation_unit_test_set_ids: json::field(value, "simulation_unit_test_set_ids"),
        })
    }
}

/// The body of `POST …/simulation/unit_test_set_run/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateRun {
    /// The set to run. 404 if unknown; 409 if this user has an unfinished run of it.
    pub simulation_unit_test_set_id: TestSetId,
}

impl ToJson for CreateRun {
    fn to_json(&self) -> Value {
        json::object(&[("simulation_unit_test_set_id", &self.simulation_unit_test_set_id)])
    }
}

/// The answer to a start (201): the id and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedRun {
    /// The new run.
    pub simulation_unit_test_set_run_id: TestSetRunId,
}

impl FromJson for CreatedRun {
    fn from_json(value: &Value) -> Option<Self> {
        let id = json::required(value, "simulation_unit_test_set_run_id")?;
        Some(Self { simulation_unit_test_set_run_id: id })
    }
}

/// Where a run's artifacts can be downloaded for a while
/// (`GET …/unit_test_set_run/{id}/artifacts/`; 400 while they are not there).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Artifacts {
    /// The address. Its host is not the API's; it must be checked before it is used, and gets no
    /// credentials.
    pub presigned_url: String,
    /// When it ends (UTC), where the answer says so.
    pub url_expires_at: Option<Timestamp>,
}

impl FromJson for Artifacts {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            presigned_url: json::required(value, "presigned_url")?,
            url_expires_at: json::field(value, "url_expires_at"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{decode, encode};

    #[test]
    fn positions_stay_whatever_stands_in_a_list() {
        let json = r#"{"id":"a","unit_test_run_specs":[null,{"unit_test_id":"t","metrics_to_evaluate":[7,
            {"success_criterion_name":"Polite"}]}],
            "unit_test_run_results":[null,"x",{"unit_test_id":"t","run_errors":[null,"gone",3,{"message":"no answer"},{"code":7}],
            "metric_evaluation_results":[null,{"metric_version":"2","results":[["e",true],["f",null],4]}]}]}"#;
        let run: Run = decode(json).unwrap();
        assert_eq!(run.unit_test_run_specs.len(), 2);
        assert_eq!(run.unit_test_run_specs[1].metrics_to_evaluate[1].success_criterion_name, "Polite");
        assert_eq!(run.unit_test_run_results[..2], [None, None]);
        let result = run.unit_test_run_results[2].as_ref().unwrap();
        let told: Vec<_> = result.run_errors.iter().map(Option::as_deref).collect();
        assert_eq!(told, [None, Some("gone"), Some("3"), Some("no answer"), Some(r#"{"code":7}"#)]);
        let criterion = &result.metric_evaluation_results[1];
        assert_eq!(criterion.metric_version, None);
        let passed: Vec<_> = criterion.results.iter().map(|one| one.passed).collect();
        assert_eq!(passed, [Some(true), None, None]);
    }

    #[test]
    fn errors_that_are_no_list_are_one_error() {
        let errors = |json: &str| {
            decode::<UnitTestRunResult>(&format!(r#"{{"run_errors":{json}}}"#)).unwrap().run_errors
        };
        assert_eq!(errors("null"), []);
        assert_eq!(errors(r#""no answer""#), [Some("no answer".to_owned())]);
        assert_eq!(errors(r#"{"detail":"gone"}"#), [Some("gone".to_owned())]);
    }

    #[test]
    fn what_a_run_does_not_say_is_not_taken_for_no() {
        for flag in ["null", "\"true\"", "1", "[]"] {
            let json = format!(
                r#"{{"id":"r","failed_metrics":{flag},"errored":{flag},"unit_test_run_specs":[{{"run_count":{flag}}}]}}"#
            );
            let run: Run = decode(&json.replace(r#""run_count":1"#, r#""run_count":"1""#)).unwrap();
            assert_eq!((run.failed_metrics, run.errored), (None, None), "{flag}");
            assert_eq!(run.unit_test_run_specs[0].run_count, None, "{flag}");
        }
    }

    #[test]
    fn versions_are_pairs() {
        let read = |json: &str| decode::<VersionInfo>(json).ok();
        let version = |version| Some(VersionInfo { id: "a".into(), version });
        assert_eq!(read(r#"["a",3]"#), version(Some(3)));
        assert_eq!(read(r#"["a"]"#), version(None));
        assert_eq!((read("null"), read("[]"), read("[3,3]")), (None, None, None));
    }

    #[test]
    fn lists_are_asked_for_as_documented() {
        let request = ListRuns {
            ids: vec![TestSetRunId::from_response("6618791275130b73714e8d1c")],
            limit: Some(50),
            is_completed: Some(false),
            created_after: Some(Timestamp("2026-08-01T00:00:00.000Z".into())),
            sort: Some(SortDirection::Descending),
            ..ListRuns::default()
        };
        assert_eq!(
            request.query().encode(),
            "id=6618791275130b73714e8d1c&limit=50&is_completed=false&created_after=2026-08-01T00%3A00%3A00.000Z&sort_by=-created_at"
        );
        let start = CreateRun { simulation_unit_test_set_id: TestSetId::from_response("s") };
        assert_eq!(encode(&start), r#"{"simulation_unit_test_set_id":"s"}"#);
    }

    #[test]
    fn artifacts_without_an_address_are_none() {
        assert!(decode::<Artifacts>(r#"{"presigned_url":null}"#).is_err());
        assert_eq!(decode::<Artifacts>(r#"{"presigned_url":"u"}"#).unwrap().url_expires_at, None);
    }
}
