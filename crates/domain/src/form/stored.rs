//! A form as a draft keeps it: JSON with everything that was typed, and with the test that the form
//! was opened with.

use contract::Verb;
use contract::json::{self, FromJson, ToJson, Value};

use crate::creation::Draft;

use super::model::{CriterionForm, Shape, TagForm, TestForm};
use super::rows::Rows;

/// What a draft holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored<F = TestForm> {
    /// What was typed.
    pub form: F,
    /// What was stored when the form was opened; none for something new.
    pub base: Option<F>,
    /// What was typed beside the form.
    pub beside: Beside,
    /// What was sent to be created, and no answer told what became of it: it may be there.
    pub sent: Option<F>,
}

/// What is typed beside a form: a persona and a scenario that are not created yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// The persona.
    pub persona: Draft,
    /// The scenario.
    pub scenario: Draft,
}

impl Beside {
    /// Whether nothing is typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.persona.is_blank() && self.scenario.is_blank()
    }
}

impl<F: ToJson> ToJson for Stored<F> {
    fn to_json(&self) -> Value {
        let Beside { persona, scenario } = &self.beside;
        json::object(&[
            ("form", &self.form),
            ("base", &self.base),
            ("persona", persona),
            ("scenario", scenario),
            ("sent", &self.sent),
        ])
    }
}

impl<F: FromJson> FromJson for Stored<F> {
    fn from_json(value: &Value) -> Option<Self> {
        let beside =
            Beside { persona: json::field(value, "persona"), scenario: json::field(value, "scenario") };
        let sent = json::field(value, "sent");
        Some(Self { form: json::required(value, "form")?, base: json::field(value, "base"), beside, sent })
    }
}

impl ToJson for TestForm {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("description", &self.description),
            ("service_id", &self.service_id),
            ("version_set", &self.version_set),
            ("persona_id", &self.persona_id),
            ("scenario_id", &self.scenario_id),
            ("max_interactions", &self.max_interactions),
            ("criteria", &Value::Array(self.criteria.iter().map(ToJson::to_json).collect())),
            ("tags", &Value::Array(self.tags.iter().map(ToJson::to_json).collect())),
        ])
    }
}

impl FromJson for TestForm {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            name: json::field(value, "name"),
            description: json::field(value, "description"),
            service_id: json::field(value, "service_id"),
            version_set: json::field(value, "version_set"),
            persona_id: json::field(value, "persona_id"),
            scenario_id: json::field(value, "scenario_id"),
            max_interactions: json::field(value, "max_interactions"),
            criteria: Rows::of(json::field::<Vec<CriterionForm>>(value, "criteria")),
            tags: Rows::of(json::field::<Vec<TagForm>>(value, "tags")),
        })
    }
}

impl ToJson for CriterionForm {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("is_named", &self.is_named),
            ("metric_id", &self.metric_id),
            ("shape", &shape_word(self.shape)),
            ("answer", &self.answer),
            ("verb", &self.verb.map(Verb::sign)),
            ("threshold", &self.threshold),
            ("categories", &self.categories),
            ("as_it_came", &self.as_it_came),
            ("came", &self.came),
        ])
    }
}

impl FromJson for CriterionForm {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        let shape: String = json::field(value, "shape");
        let verb: String = json::field(value, "verb");
        Some(Self {
            key: 0,
            name: json::field(value, "name"),
            is_named: json::field(value, "is_named"),
            metric_id: json::field(value, "metric_id"),
            shape: SHAPES.into_iter().find(|known| shape_word(*known) == shape).unwrap_or_default(),
            answer: json::field(value, "answer"),
            verb: Verb::from_sign(&verb),
            threshold: json::field(value, "threshold"),
            categories: json::field(value, "categories"),
            as_it_came: value.get("as_it_came").cloned().unwrap_or_default(),
            came: json::field(value, "came"),
        })
    }
}

const SHAPES: [Shape; 5] =
    [Shape::Undecided, Shape::Boolean, Shape::Numerical, Shape::Categorical, Shape::Unknown];

fn shape_word(shape: Shape) -> &'static str {
    match shape {
        Shape::Undecided => "undecided",
        Shape::Boolean => "boolean",
        Shape::Numerical => "numerical",
        Shape::Categorical => "categorical",
        Shape::Unknown => "unknown",
    }
}

impl ToJson for TagForm {
    fn to_json(&self) -> Value {
        json::object(&[("name", &self.name), ("value", &self.value), ("is_typed", &self.is_typed)])
    }
}

impl FromJson for TagForm {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            key: 0,
            name: json::field(value, "name"),
            value: json::field(value, "value"),
            is_typed: json::field(value, "is_typed"),
        })
    }
}

#[cfg(test)]
mod tests {
    use contract::decode;
    use proptest::prelude::*;

    use super::*;

    fn criterion() -> impl Strategy<Value = CriterionForm> {
        let words = ("\\PC{0,6}", any::<bool>(), "\\PC{0,6}", 0..5_usize);
        let expected = (prop::option::of(any::<bool>()), 0..7_usize, "\\PC{0,6}");
        (words, expected, prop::collection::vec("\\PC{0,4}", 0..3)).prop_map(
            |((name, is_named, metric_id, shape), (answer, verb, threshold), categories)| CriterionForm {
                key: 0,
                name,
                is_named,
                metric_id,
                shape: SHAPES[shape],
                answer,
                verb: Verb::ALL.get(verb).copied(),
                threshold,
                categories,
                as_it_came: Value::Null,
                came: contract::AsItCame::default(),
            },
        )
    }

    fn form() -> impl Strategy<Value = TestForm> {
        let tag = ("\\PC{0,4}", prop::option::of("\\PC{0,4}"), any::<bool>())
            .prop_map(|(name, value, is_typed)| TagForm { key: 0, name, value, is_typed });
        let rows = (prop::collection::vec(criterion(), 0..4), prop::collection::vec(tag, 0..4));
        (prop::array::uniform7("\\PC{0,8}"), rows).prop_map(|(texts, (criteria, tags))| {
            let [name, description, service_id, version_set, persona_id, scenario_id, max_interactions] =
                texts;
            let (criteria, tags) = (Rows::of(criteria), Rows::of(tags));
            TestForm {
                name,
                description,
                service_id,
                version_set,
                persona_id,
                scenario_id,
                max_interactions,
                criteria,
                tags,
            }
        })
    }

    proptest! {
        #[test]
        fn a_draft_comes_back_to_the_letter(
            form in form(), base in prop::option::of(form()), sent in prop::option::of(form()),
        ) {
            let stored = Stored { form, base, beside: Beside::default(), sent };
            prop_assert_eq!(decode::<Stored>(&json::encode(&stored)).unwrap(), stored);
        }

        #[test]
        fn garbage_is_survived(text in "\\PC{0,60}") {
            let _ = decode::<Stored>(&text);
            let _ = decode::<Stored>(&format!(r#"{{"form":{{"criteria":[{text}],"tags":{{}}}}}}"#));
        }
    }
}
