//! What is typed beside a form, as the form's draft keeps it. Sensitive variables are kept nowhere.

use contract::InitialMessageType;
use contract::json::{self, FromJson, ToJson, Value};

use super::{Draft, Part};

/// The names of the parts that stand for themselves.
const NAMES: [(Part, &str); 10] = [
    (Part::Name, "name"),
    (Part::Role, "role"),
    (Part::Background, "background"),
    (Part::Language, "language"),
    (Part::LanguageCode, "language_code"),
    (Part::TimeZone, "time_zone"),
    (Part::TimeZoneName, "time_zone_name"),
    (Part::Objective, "objective"),
    (Part::Instructions, "instructions"),
    (Part::StartsAt, "starts_at"),
];

impl ToJson for Draft {
    fn to_json(&self) -> Value {
        let variables = self.variables.iter().filter(|variable| !variable.is_sensitive);
        let variables: Vec<Vec<&str>> =
            variables.map(|variable| vec![variable.name.as_str(), &variable.value]).collect();
        let mut members: Vec<(&str, &dyn ToJson)> = vec![("first", &self.first), ("variables", &variables)];
        if self.is_sent {
            members.push(("sent", &true));
        }
        for (part, name) in NAMES {
            if let Some(text) = self.texts.get(&part) {
                members.push((name, text));
            }
        }
        json::object(&members)
    }
}

impl FromJson for Draft {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        let mut draft = Self { is_sent: json::field(value, "sent"), ..Self::default() };
        for (part, name) in NAMES {
            if let Some(text) = json::required(value, name) {
                draft.write(part, text);
            }
        }
        for variable in json::field::<Vec<Vec<String>>>(value, "variables") {
            let key = draft.add_variable(false);
            let mut texts = variable.into_iter();
            draft.write(Part::Variable(key), texts.next().unwrap_or_default());
            draft.write(Part::VariableValue(key), texts.next().unwrap_or_default());
        }
        match json::required(value, "first") {
            Some(InitialMessageType::Other(_)) | None => {}
            Some(first) => draft.first = first,
        }
        Some(draft)
    }
}
