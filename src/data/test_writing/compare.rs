//! Whether a test of the server's is what was sent, apart from what the server may change on the
//! way: blanks around texts, the order of tags, the last digit of a number.

use std::collections::BTreeMap;

use contract::{CreateUnitTest, Criterion, SuccessCriterion, Tags, UnitTest, UpdateUnitTest, encode};
use domain::order;

/// Whether a test is what a create asked for.
#[must_use]
pub fn is_same(test: &UnitTest, request: &CreateUnitTest) -> bool {
    let rest = UpdateUnitTest {
        description: Some(request.description.clone()),
        service_id: Some(request.service_id.clone()),
        service_version_set_name: Some(request.service_version_set_name.clone()),
        persona_id: Some(request.persona_id.clone()),
        scenario_id: Some(request.scenario_id.clone()),
        max_interactions: Some(request.max_interactions),
        success_criterions: Some(request.success_criterions.clone()),
        tags: Some(request.tags.clone()),
    };
    test.name.trim() == request.name.trim() && holds(test, &rest)
}

/// Whether all that an update names is in a test.
#[must_use]
pub fn holds(test: &UnitTest, request: &UpdateUnitTest) -> bool {
    let text = is_text_or_unsent;
    text(&request.description, &test.description)
        && text(&request.service_version_set_name, &test.service_version_set_name)
        && is_or_unsent(&request.service_id, &test.service_id)
        && is_or_unsent(&request.persona_id, &test.persona_id)
        && is_or_unsent(&request.scenario_id, &test.scenario_id)
        && request.max_interactions.is_none_or(|sent| i64::from(sent) == test.max_interactions)
        && request
            .success_criterions
            .as_ref()
            .is_none_or(|sent| are_same_criteria(sent, &test.success_criterions))
        && request.tags.as_ref().is_none_or(|sent| by_key(sent) == by_key(&test.tags))
}

/// Whether a text, blanks around it aside, is there as it was sent, or was not sent.
pub(in crate::data) fn is_text_or_unsent(sent: &Option<String>, there: &str) -> bool {
    sent.as_ref().is_none_or(|sent| sent.trim() == there.trim())
}

fn is_or_unsent<T: PartialEq>(sent: &Option<T>, there: &T) -> bool {
    sent.as_ref().is_none_or(|sent| sent == there)
}

/// Tags, whatever their order and the blanks around them.
pub(in crate::data) fn by_key(tags: &Tags) -> BTreeMap<&str, Option<&str>> {
    let mut by_key = BTreeMap::new();
    for tag in tags.iter() {
        by_key.insert(tag.key.trim(), tag.value.as_deref().map(str::trim));
    }
    by_key
}

fn are_same_criteria(sent: &[SuccessCriterion], there: &[SuccessCriterion]) -> bool {
    sent.len() == there.len() && sent.iter().zip(there).all(|(sent, there)| trimmed(sent) == trimmed(there))
}

/// A criterion as text: a number that was read may differ from the written one beyond the digits
/// that are sent.
fn trimmed(criterion: &SuccessCriterion) -> String {
    let mut criterion = criterion.plain();
    criterion.name = criterion.name.trim().to_owned();
    if let Criterion::Categorical { expected_values } = &mut criterion.criterion {
        for value in expected_values.iter_mut() {
            *value = value.trim().to_owned();
        }
        *expected_values = order::by_key(std::mem::take(expected_values), String::clone);
    }
    encode(&criterion)
}
