//! What was sent is recognised in what the server answers, and what does not hold is named.

use console::api::{ApiError, Failure};
use console::data::set_writing;
use console::data::test_writing::{Asked, Culprit, Found, holds, is_same, judge};
use console::data::writing::{Awaited, DeleteError, Deleted, answer, not_deleted};
use contract::{
    CreateTestSet, CreateUnitTest, Criterion, MetricId, MetricValueType, Operation, PersonaId, ScenarioId,
    Service, ServiceId, SuccessCriterion, Tag, Tags, TestSet, TestSetMember, UnitTest, UnitTestId,
    UpdateTestSet, UpdateUnitTest, Verb,
};
use domain::written::{Answer, Sight};
use wasm_bindgen_test::wasm_bindgen_test;

fn criterion(metric: &str, criterion: Criterion) -> SuccessCriterion {
    SuccessCriterion {
        name: "Kind".into(),
        metric_id: MetricId::from_response(metric),
        criterion,
        ..SuccessCriterion::default()
    }
}

fn tag(key: &str, value: Option<&str>) -> Tag {
    Tag { key: key.into(), value: value.map(Into::into) }
}

fn request() -> CreateUnitTest {
    CreateUnitTest {
        name: " Refill ".into(),
        description: "Gets a refill\n".into(),
        service_id: ServiceId::from_response("s"),
        service_version_set_name: "release".into(),
        persona_id: PersonaId::from_response("p"),
        scenario_id: ScenarioId::from_response("c"),
        max_interactions: 20,
        success_criterions: vec![
            criterion("m1", Criterion::Numerical { verb: Verb::AtLeast, threshold: 0.1 + 0.2 }),
            criterion("m2", Criterion::Categorical { expected_values: vec!["b ".into(), "a".into()] }),
        ],
        tags: Tags(vec![tag("suite", Some("core")), tag("slow", None)]),
    }
}

/// The request as a server keeps it.
fn stored() -> UnitTest {
    let sent = request();
    UnitTest {
        name: "Refill".into(),
        description: "Gets a refill".into(),
        service_id: sent.service_id,
        service_version_set_name: sent.service_version_set_name,
        persona_id: sent.persona_id,
        scenario_id: sent.scenario_id,
        max_interactions: 20,
        success_criterions: vec![
            criterion("m1", Criterion::Numerical { verb: Verb::AtLeast, threshold: 0.3 }),
            criterion("m2", Criterion::Categorical { expected_values: vec!["a".into(), "b".into()] }),
        ],
        tags: Tags(vec![tag("slow", None), tag("suite", Some("core"))]),
        ..UnitTest::default()
    }
}

#[wasm_bindgen_test]
fn a_test_is_recognised_whatever_the_server_made_of_blanks_and_order() {
    assert!(is_same(&stored(), &request()));
    let others: [fn(&mut UnitTest); 6] = [
        |test| test.name.push('s'),
        |test| test.description.push('s'),
        |test| test.max_interactions = 21,
        |test| test.tags.0[0].value = Some(String::new()),
        |test| test.success_criterions.truncate(1),
        |test| test.success_criterions.reverse(),
    ];
    for (index, change) in others.into_iter().enumerate() {
        let mut test = stored();
        change(&mut test);
        assert!(!is_same(&test, &request()), "change {index}");
    }
}

#[wasm_bindgen_test]
fn an_update_is_compared_by_what_it_sends() {
    let update = UpdateUnitTest { max_interactions: Some(20), ..UpdateUnitTest::default() };
    assert!(holds(&stored(), &update));
    assert!(holds(&stored(), &UpdateUnitTest::default()));
    assert!(!holds(&stored(), &UpdateUnitTest { tags: Some(Tags::default()), ..update }));
}

#[wasm_bindgen_test]
fn a_set_is_recognised_whatever_the_server_changes_on_the_way() {
    let member = |id: &str, run_count| TestSetMember {
        unit_test_id: UnitTestId::from_response(id),
        run_count,
        ..TestSetMember::default()
    };
    let sent = CreateTestSet {
        name: " Nightly ".into(),
        description: None,
        unit_test_runs: vec![member("a", 5), member("b", 3)],
        tags: Tags(vec![tag("stage", Some("nightly")), tag("slow", None)]),
    };
    let stored = TestSet {
        name: "Nightly".into(),
        description: Some(String::new()),
        unit_test_runs: vec![member("b", 3), member("a", 5)],
        tags: Tags(vec![tag("slow", None), tag("stage", Some("nightly"))]),
        ..TestSet::default()
    };
    assert!(set_writing::is_same(&stored, &sent));
    for other in [
        TestSet { name: "Nightly 2".into(), ..stored.clone() },
        TestSet { description: Some("All".into()), ..stored.clone() },
        TestSet { unit_test_runs: vec![member("a", 5), member("b", 4)], ..stored.clone() },
        TestSet { unit_test_runs: vec![member("a", 5)], ..stored.clone() },
        TestSet { tags: Tags::default(), ..stored.clone() },
    ] {
        assert!(!set_writing::is_same(&other, &sent), "{other:?}");
    }
    // What is not named by an update is not compared; a cleared description is.
    assert!(set_writing::holds(&stored, &UpdateTestSet::default()));
    let cleared = UpdateTestSet { description: Some(None), ..UpdateTestSet::default() };
    assert!(set_writing::holds(&stored, &cleared));
    assert!(!set_writing::holds(&TestSet { description: Some("All".into()), ..stored }, &cleared));
}

#[wasm_bindgen_test]
fn only_answers_that_say_nothing_are_lost() {
    let lost = |failure| answer(&ApiError::silent(Operation::CreateUnitTest, failure)) == Answer::Lost;
    for failure in [
        Failure::Network,
        Failure::Timeout,
        Failure::Server,
        // It may have begun while the work was done.
        Failure::Maintenance,
        Failure::WebPage,
        Failure::Undecodable(String::new()),
    ] {
        assert!(lost(failure.clone()), "{failure:?}");
    }
    for failure in [
        Failure::Unauthorized,
        Failure::Forbidden,
        Failure::NotFound,
        Failure::Conflict,
        Failure::BadRequest,
        Failure::Invalid(Vec::new()),
        Failure::RateLimited(None),
        Failure::Redirected,
        Failure::Unexpected,
    ] {
        assert!(!lost(failure.clone()), "{failure:?}");
    }
}

#[wasm_bindgen_test]
fn what_does_not_hold_is_named() {
    let asked = Asked::from(&request());
    let mut service = Service { id: asked.service_id.clone(), ..Service::default() };
    service.version_sets.insert("release".into(), None);
    let metric = |id: &str, kind| (MetricId::from_response(id), kind);
    let all = Found {
        services: vec![service.clone()],
        personas: vec![asked.persona_id.clone()],
        scenarios: vec![asked.scenario_id.clone()],
        metrics: vec![metric("m1", MetricValueType::Numerical), metric("m2", MetricValueType::Categorical)],
    };
    assert_eq!(judge(&asked, &all), []);
    let nothing =
        [Culprit::Service, Culprit::Persona, Culprit::Scenario, Culprit::Metric(0), Culprit::Metric(1)];
    assert_eq!(judge(&asked, &Found::default()), nothing);
    let other_set = Asked { version_set: "gone".into(), ..asked.clone() };
    assert_eq!(judge(&other_set, &all), [Culprit::VersionSet]);
    let idle = Service { is_active: Some(false), ..service };
    assert_eq!(judge(&asked, &Found { services: vec![idle], ..all.clone() }), [Culprit::Service]);
    let metrics = vec![metric("m1", MetricValueType::Boolean), metric("m2", MetricValueType::default())];
    assert_eq!(judge(&asked, &Found { metrics, ..all }), [Culprit::MetricType(0)]);
}

#[wasm_bindgen_test]
async fn what_is_not_found_and_cannot_be_looked_up_is_not_called_deleted() {
    // A missing organization answers 404 as well.
    let error = || ApiError::silent(Operation::DeleteUnitTest, Failure::NotFound);
    let look = |seen: Result<Sight, ApiError>| {
        move || {
            let seen = seen.clone();
            Box::pin(async move { seen }) as Awaited<Sight>
        }
    };
    assert_eq!(not_deleted(error(), &look(Err(error()))).await, Err(DeleteError::Unsure(error())));
    assert_eq!(not_deleted(error(), &look(Ok(Sight::Missing))).await, Ok(Deleted::Missing));
    assert_eq!(not_deleted(error(), &look(Ok(Sight::AsAsked))).await, Ok(Deleted::Done));
}
