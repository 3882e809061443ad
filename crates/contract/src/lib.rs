//! The simulation part of the Amigo Classic API, as its OpenAPI document describes it.
//!
//! This crate owns the shapes: identifiers, requests, responses, error bodies, paths, query
//! encodings and limits. It is lenient in what it reads (`id` or `_id`, tags as a list or an
//! object, unknown enum values, missing and null fields, broken list items) and exact in what it
//! sends. It knows nothing of HTTP clients, of rules of our own, or of words for people.
//!
//! "The document" in these comments is the vendor's OpenAPI document; a status or limit that is
//! quoted without another source comes from there.

mod criterion;
mod evaluation;
mod id;
pub mod json;
mod listed;
mod metric;
mod operation;
mod organization;
mod persona;
mod problem;
mod query;
mod run;
mod scenario;
mod service;
mod sign_in;
mod tags;
mod test_set;
mod timestamp;
mod unit_test;
mod user;
mod version;

pub use criterion::{Criterion, SuccessCriterion, Verb};
pub use evaluation::{
    Evaluation, EvaluationFilterValues, EvaluationList, EvaluationSource, EvaluationValue, ListEvaluations,
};
pub use id::{
    EvaluationId, MetricId, PersonaId, ScenarioId, ServiceId, TestSetId, TestSetRunId, UnitTestId, UserRef,
};
pub use json::{AsItCame, FromJson, ToJson, Unreadable, decode, encode};
pub use listed::{Continuation, Listed};
pub use metric::{
    ListMetrics, Metric, MetricFilterValues, MetricList, MetricMatches, MetricValue, MetricValueType,
    MetricVersion, MetricVersionList, SearchMetrics,
};
pub use operation::{Method, Operation};
pub use organization::Organization;
pub use persona::{
    CreatePersona, CreatedPersona, ListPersonas, NewPersonaVersion, Persona, PersonaFilterValues,
    PersonaList, PersonaMatches, PersonaVersion, PersonaVersionList, SearchPersonas, Setting,
};
pub use problem::{FieldProblem, LocPart, Problem};
pub use query::{Query, SortDirection};
pub use run::{
    Artifacts, CreateRun, CreatedRun, CriterionResults, Judgement, ListRuns, MetricToEvaluate,
    ModelPreference, RawRunList, Run, RunFilterValues, RunList, UnitTestRunResult, UnitTestRunSpec,
    VersionInfo,
};
pub use scenario::{
    CreateScenario, CreatedScenario, InitialMessageType, ListScenarios, NewScenarioVersion, Scenario,
    ScenarioFilterValues, ScenarioList, ScenarioMatches, ScenarioVersion, ScenarioVersionList,
    SearchScenarios,
};
pub use service::{ListServices, Service, ServiceFilterValues, ServiceList, VersionSet};
pub use sign_in::{ApiKey, SignedIn};
pub use tags::{Tag, TagFilter, TagMatch, Tags};
pub use test_set::{
    CreateTestSet, CreatedTestSet, ListTestSets, SearchTestSets, TestSet, TestSetFilterValues, TestSetList,
    TestSetMatches, TestSetMember, UpdateTestSet,
};
pub use timestamp::Timestamp;
pub use unit_test::{
    CreateUnitTest, CreatedUnitTest, ListUnitTests, SearchUnitTests, UnitTest, UnitTestFilterValues,
    UnitTestList, UnitTestMatches, UpdateUnitTest,
};
pub use user::{ListUsers, User, UserList};
pub use version::ListVersions;
