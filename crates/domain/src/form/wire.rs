//! Between a form and the API: from a stored test, to the body of a create and of an update.

use contract::json::{Value, number_text};
use contract::{
    CreateUnitTest, Criterion, MetricId, PersonaId, ScenarioId, ServiceId, SuccessCriterion, UnitTest,
    UpdateUnitTest,
};

use super::checks::interactions;
use super::merge::Part;
use super::model::{CriterionForm, Shape, TestForm};
use super::rows::Rows;
use super::tags;
use crate::letters;
use crate::number::Notation;

impl TestForm {
    /// The form of a stored test.
    #[must_use]
    pub fn of(test: &UnitTest, notation: Notation) -> Self {
        let max = match test.max_interactions {
            ..=0 => String::new(),
            count => count.to_string(),
        };
        Self {
            name: test.name.clone(),
            description: test.description.clone(),
            service_id: test.service_id.as_str().to_owned(),
            version_set: test.service_version_set_name.clone(),
            persona_id: test.persona_id.as_str().to_owned(),
            scenario_id: test.scenario_id.as_str().to_owned(),
            max_interactions: max,
            criteria: Rows::of(test.success_criterions.iter().map(|one| CriterionForm::of(one, notation))),
            tags: tags::of(&test.tags),
        }
    }

    /// The body of a create; `None` while [`super::check`] finds what blocks.
    #[must_use]
    pub fn create(&self, notation: Notation) -> Option<CreateUnitTest> {
        Some(CreateUnitTest {
            name: letters::clean(&self.name),
            description: self.description.trim().to_owned(),
            service_id: ServiceId::parse(&self.service_id)?,
            service_version_set_name: self.version_set.clone(),
            persona_id: PersonaId::parse(&self.persona_id)?,
            scenario_id: ScenarioId::parse(&self.scenario_id)?,
            max_interactions: interactions(&self.max_interactions, notation)?,
            success_criterions: self.sent_criteria(notation)?,
            tags: tags::sent(&self.tags),
        })
    }

    /// The body of an update: what differs from the stored test, and nothing else. `None` while
    /// [`super::check`] finds what blocks.
    #[must_use]
    pub fn update(&self, base: &Self, notation: Notation) -> Option<UpdateUnitTest> {
        let moved = |part: Part| !part.is_same(base, self);
        let mut update = UpdateUnitTest::default();
        if moved(Part::Description) {
            update.description = Some(self.description.trim().to_owned());
        }
        if self.service_id != base.service_id {
            update.service_id = Some(ServiceId::parse(&self.service_id)?);
        }
        // Together with the service: the stored name may mean another set there.
        if moved(Part::Service) {
            update.service_version_set_name = Some(self.version_set.clone());
        }
        if moved(Part::Persona) {
            update.persona_id = Some(PersonaId::parse(&self.persona_id)?);
        }
        if moved(Part::Scenario) {
            update.scenario_id = Some(ScenarioId::parse(&self.scenario_id)?);
        }
        if moved(Part::MaxInteractions) {
            update.max_interactions = Some(interactions(&self.max_interactions, notation)?);
        }
        if moved(Part::Criteria) {
            update.success_criterions = Some(self.sent_criteria(notation)?);
        }
        if moved(Part::Tags) {
            update.tags = Some(tags::sent(&self.tags));
        }
        Some(update)
    }

    fn sent_criteria(&self, notation: Notation) -> Option<Vec<SuccessCriterion>> {
        self.criteria.iter().map(|one| one.sent(notation)).collect()
    }
}

impl CriterionForm {
    fn of(stored: &SuccessCriterion, notation: Notation) -> Self {
        let mut form = Self {
            name: stored.name.clone(),
            is_named: true,
            metric_id: stored.metric_id.as_str().to_owned(),
            came: stored.as_it_came.clone(),
            ..Self::default()
        };
        match &stored.criterion {
            Criterion::Boolean { expected_value } => {
                form.shape = Shape::Boolean;
                form.answer = Some(*expected_value);
            }
            Criterion::Numerical { verb, threshold } => {
                form.shape = Shape::Numerical;
                form.verb = Some(*verb);
                form.threshold = threshold_text(stored, *threshold, notation);
            }
            Criterion::Categorical { expected_values } => {
                form.shape = Shape::Categorical;
                form.categories.clone_from(expected_values);
            }
            Criterion::Unknown { json } => {
                form.shape = Shape::Unknown;
                form.as_it_came = json.clone();
            }
        }
        form
    }

    /// The criterion as it is sent; `None` while it is not complete. One that nobody touched is sent as it
    /// came.
    #[must_use]
    pub fn sent(&self, notation: Notation) -> Option<SuccessCriterion> {
        let came = self.came.read::<SuccessCriterion>();
        if let Some(came) = came.filter(|came| Self::of(came, notation).says_as(self)) {
            return Some(came);
        }
        let criterion = self.expected(notation)?;
        let metric_id = MetricId::parse(&self.metric_id)?;
        let (name, as_it_came) = (letters::clean(&self.name), self.came.clone());
        Some(SuccessCriterion { name, metric_id, criterion, as_it_came })
    }

    /// What it expects; `None` while that is not said.
    #[must_use]
    pub fn expected(&self, notation: Notation) -> Option<Criterion> {
        match self.shape {
            Shape::Undecided => None,
            Shape::Boolean => Some(Criterion::Boolean { expected_value: self.answer? }),
            Shape::Numerical => {
                Some(Criterion::Numerical { verb: self.verb(), threshold: notation.read(&self.threshold)? })
            }
            Shape::Categorical => {
                let expected_values = self.categories.clone();
                (!expected_values.is_empty()).then_some(Criterion::Categorical { expected_values })
            }
            Shape::Unknown => Some(Criterion::Unknown { json: self.as_it_came.clone() }),
        }
    }
}

/// A threshold as the form shows it: short, unless it would then be another number.
fn threshold_text(stored: &SuccessCriterion, threshold: f64, notation: Notation) -> String {
    let short = notation.write(threshold);
    if notation.read(&short) == Some(threshold) {
        return short;
    }
    let came = stored.as_it_came.value().and_then(|value| value.get("criterion")?.get("threshold"));
    match came {
        Some(Value::Number(number)) => notation.of_text(number.as_str()),
        _ => short,
    }
}

impl Notation {
    /// A number as it would be typed in this language: without groups.
    #[must_use]
    pub fn write(self, number: f64) -> String {
        self.of_text(&number_text(number))
    }

    /// A number of JSON as it would be typed in this language.
    fn of_text(self, number: &str) -> String {
        number.replace('.', self.decimal.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use contract::{Tag, Verb};
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "6618791275130b73714e8d1c";
    const GERMAN: Notation = Notation { decimal: ',', group: '.' };

    fn criterion() -> impl Strategy<Value = Criterion> {
        prop_oneof![
            any::<bool>().prop_map(|expected_value| Criterion::Boolean { expected_value }),
            (0..6_usize, -999_999_i32..999_999, 0..4_i32).prop_map(|(verb, digits, decimals)| {
                let threshold = f64::from(digits) / 10_f64.powi(decimals);
                Criterion::Numerical { verb: Verb::ALL[verb], threshold }
            }),
            prop::collection::vec(".{1,6}", 1..4)
                .prop_map(|expected_values| Criterion::Categorical { expected_values }),
            Just(Criterion::Unknown { json: "ordinal".into() }),
        ]
    }

    fn stored() -> impl Strategy<Value = UnitTest> {
        let criteria = prop::collection::vec(("[a-z]{1,5}", criterion()), 1..4);
        let tags = prop::collection::btree_map("[a-z:-]{1,4}", prop::option::of("[a-z: ]{0,4}"), 0..4);
        ("[a-z]{1,6}", 1..=100_i64, criteria, tags).prop_map(|(text, max_interactions, criteria, tags)| {
            UnitTest {
                name: text.clone(),
                description: text,
                service_id: ServiceId::from_response(ID),
                service_version_set_name: "release".into(),
                persona_id: PersonaId::from_response(ID),
                scenario_id: ScenarioId::from_response(ID),
                max_interactions,
                success_criterions: criteria
                    .into_iter()
                    .map(|(name, criterion)| SuccessCriterion {
                        name,
                        metric_id: MetricId::from_response(ID),
                        criterion,
                        ..SuccessCriterion::default()
                    })
                    .collect(),
                tags: tags.into_iter().map(|(key, value)| Tag { key, value }).collect(),
                ..UnitTest::default()
            }
        })
    }

    proptest! {
        #[test]
        fn a_stored_test_goes_back_as_it_came(test in stored()) {
            for notation in [Notation::default(), GERMAN] {
                let body = TestForm::of(&test, notation).create(notation).unwrap();
                prop_assert_eq!(&body.success_criterions, &test.success_criterions);
                prop_assert_eq!(&body.tags, &test.tags);
                prop_assert_eq!(i64::from(body.max_interactions), test.max_interactions);
                prop_assert_eq!(&body.description, &test.description);
            }
        }

        #[test]
        fn an_untouched_form_sends_nothing(test in stored()) {
            let form = TestForm::of(&test, GERMAN);
            prop_assert_eq!(form.update(&form, GERMAN), Some(UpdateUnitTest::default()));
        }

        /// What is sent is what differs: applied to the one test it gives the other.
        #[test]
        fn an_update_leads_from_one_test_to_the_other(before in stored(), after in stored()) {
            let (base, form) = (TestForm::of(&before, GERMAN), TestForm::of(&after, GERMAN));
            let update = form.update(&base, GERMAN).unwrap();
            let description = update.description.unwrap_or(before.description);
            prop_assert_eq!(description, after.description);
            let criteria = update.success_criterions.unwrap_or(before.success_criterions);
            prop_assert_eq!(criteria, after.success_criterions);
            prop_assert_eq!(update.tags.unwrap_or(before.tags), after.tags);
            let most = update.max_interactions.map_or(before.max_interactions, i64::from);
            prop_assert_eq!(most, after.max_interactions);
            prop_assert_eq!(update.service_id, None);
        }
    }

    fn of_json(criteria: &[&str]) -> UnitTest {
        let criteria = criteria.iter().map(|json| contract::decode(json).unwrap()).collect();
        UnitTest {
            service_id: ServiceId::from_response(ID),
            persona_id: PersonaId::from_response(ID),
            scenario_id: ScenarioId::from_response(ID),
            max_interactions: 5,
            success_criterions: criteria,
            ..UnitTest::default()
        }
    }

    /// Three rows that say more than the form shows.
    const CAME: [&str; 3] = [
        r#"{"criterion":{"threshold":0.30000000000000004,"tolerance":1e3,"type":"numerical","verb":">="},"metric_id":"6618791275130b73714e8d1c","name":"A","weight":2.0}"#,
        r#"{"criterion":{"threshold":9007199254740993,"type":"numerical","verb":"<"},"metric_id":"6618791275130b73714e8d1c","name":" B "}"#,
        r#"{"criterion":{"expected_values":["x","y"],"type":"categorical","weight":1},"metric_id":"not an id","name":"C"}"#,
    ];

    #[test]
    fn rows_that_nobody_touched_are_sent_as_they_came() {
        for notation in [Notation::default(), GERMAN] {
            let base = TestForm::of(&of_json(&CAME), notation);
            let mut form = base.clone();
            let added = form.criteria.duplicate(form.criteria.keys()[0]).unwrap();
            form.criteria.get_mut(added).unwrap().threshold = "7".into();
            form.criteria.move_to(added, 3);
            let stored = super::super::Stored { form, base: Some(base), ..super::super::Stored::default() };
            let restored: super::super::Stored = contract::decode(&contract::encode(&stored)).unwrap();
            let update = restored.form.update(&restored.base.unwrap(), notation).unwrap();
            let sent: Vec<String> =
                update.success_criterions.unwrap().iter().map(|one| contract::encode(one)).collect();
            assert_eq!(&sent[..3], &CAME);
            assert_eq!(sent[3], CAME[0].replace("0.30000000000000004", "7"));
        }
    }

    #[test]
    fn a_draft_of_another_language_changes_no_digit() {
        let form = TestForm::of(&of_json(&CAME), GERMAN);
        let sent = form.criteria.at(0).unwrap().sent(Notation::default()).unwrap();
        assert_eq!(contract::encode(&sent), CAME[0]);
    }

    #[test]
    fn what_is_shown_of_a_threshold_is_the_threshold() {
        let shown = |number: &str| {
            let json = CAME[0].replace("0.30000000000000004", number);
            TestForm::of(&of_json(&[&json]), GERMAN).criteria.at(0).unwrap().threshold.clone()
        };
        for (number, text) in [
            ("0.30000000000000004", "0,30000000000000004"),
            ("9007199254740993", "9007199254740993"),
            ("1e3", "1000"),
            ("4.0", "4"),
            ("0.5", "0,5"),
        ] {
            assert_eq!(shown(number), text);
        }
    }

    #[test]
    fn old_drafts_are_still_read() {
        let old = r#"{"form":{"name":"N","criteria":[{"name":"A","is_named":true,"metric_id":"m","shape":"unknown","answer":null,"verb":null,"threshold":"","categories":[],"as_it_came":{"type":"ordinal","rank":3}}]},"base":null}"#;
        let draft: super::super::Stored = contract::decode(old).unwrap();
        let row = draft.form.criteria.at(0).unwrap();
        assert_eq!(contract::encode(&row.expected(GERMAN).unwrap()), r#"{"rank":3,"type":"ordinal"}"#);
        assert_eq!(row.came, contract::AsItCame::default());
    }

    #[test]
    fn an_incomplete_form_sends_nothing() {
        assert_eq!(TestForm::fresh().create(Notation::default()), None);
    }

    #[test]
    fn typed_tags_are_trimmed_and_blank_rows_left_out() {
        let mut form = TestForm::default();
        for (name, value) in [(" suite ", " a "), ("slow", "  "), ("", "")] {
            let key = form.tags.add();
            let tag = form.tags.get_mut(key).unwrap();
            tag.set_name(name.into());
            tag.set_value(value.into());
        }
        let sent = tags::sent(&form.tags);
        let tag = |key: &str, value: Option<&str>| Tag { key: key.into(), value: value.map(Into::into) };
        assert_eq!(sent.0, [tag("suite", Some("a")), tag("slow", None)]);
    }

    #[test]
    fn another_service_sends_its_version_set_along() {
        let base = TestForm { service_id: ID.into(), version_set: "release".into(), ..TestForm::default() };
        let other = "6618791275130b73714e8d1d";
        let form = TestForm { service_id: other.into(), ..base.clone() };
        let update = form.update(&base, Notation::default()).unwrap();
        assert_eq!(update.service_version_set_name.as_deref(), Some("release"));
        assert_eq!(update.service_id.map(|id| id.as_str().to_owned()), Some(other.to_owned()));
    }
}
