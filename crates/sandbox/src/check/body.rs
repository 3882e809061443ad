//! JSON bodies: an object is opened as a form, and its fields are checked one by one.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::params::one_of;
use super::patterns::{
    OBJECT_ID, VARIABLE, WORDS, is_language, is_object_id, is_time_zone, is_variable, is_words,
};
use super::{Loc, Problems};
use crate::http::Refusal;

/// A JSON object whose fields are to be checked.
#[derive(Debug)]
pub(crate) struct Form<'a> {
    whole: &'a Value,
    map: &'a Map<String, Value>,
    loc: Loc,
}

/// Reads a request's body as JSON, as FastAPI does: it must be declared as JSON.
pub(crate) fn parse(body: &[u8], is_json: bool) -> Result<Value, Refusal> {
    let mut problems = Problems::default();
    if body.is_empty() {
        problems.missing(&Loc::of("body"), &Value::Null);
    } else if is_json {
        match serde_json::from_slice(body) {
            Ok(value) => return Ok(value),
            Err(error) => {
                let loc = Loc::of("body").index(error.column());
                let context = json!({"error": "Expecting value"});
                problems.add_with(&loc, "json_invalid", "JSON decode error", &json!({}), context);
            }
        }
    } else {
        not_an_object(&Loc::of("body"), &json!(String::from_utf8_lossy(body)), &mut problems);
    }
    problems.finish()?;
    Ok(Value::Null)
}

impl<'a> Form<'a> {
    /// Opens an object.
    pub(crate) fn open(value: &'a Value, loc: Loc, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self { whole: value, map, loc }),
            _ => {
                not_an_object(&loc, value, problems);
                None
            }
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T>(
        &self,
        name: &str,
        problems: &mut Problems,
        check: impl FnOnce(&'a Value, &Loc, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let loc = self.loc.name(name);
        match self.map.get(name) {
            Some(value) => check(value, &loc, problems),
            None => {
                problems.missing(&loc, self.whole);
                None
            }
        }
    }

    /// A field that may be absent or null.
    pub(crate) fn optional<T>(
        &self,
        name: &str,
        problems: &mut Problems,
        check: impl FnOnce(&'a Value, &Loc, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        match self.map.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => check(value, &self.loc.name(name), problems),
        }
    }

    /// The field as it came.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name)
    }

    pub(crate) fn loc(&self) -> &Loc {
        &self.loc
    }
}

fn not_an_object(loc: &Loc, value: &Value, problems: &mut Problems) {
    let message = "Input should be a valid dictionary or object to extract fields from";
    problems.add(loc, "model_attributes_type", message, value);
}

/// Any text.
pub(crate) fn any_text(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<String> {
    if !value.is_string() {
        problems.add(loc, "string_type", "Input should be a valid string", value);
    }
    value.as_str().map(str::to_owned)
}

/// A text that is not blank; trimmed.
pub(crate) fn text(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<String> {
    let trimmed = any_text(value, loc, problems)?.trim().to_owned();
    if trimmed.is_empty() {
        let message = "String should have at least 1 character";
        problems.add_with(loc, "string_too_short", message, value, json!({"min_length": 1}));
        return None;
    }
    Some(trimmed)
}

/// An object id.
pub(crate) fn object_id(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<String> {
    let id = any_text(value, loc, problems)?;
    fits(&id, is_object_id(&id), OBJECT_ID, loc, problems)
}

/// A yes or no.
pub(crate) fn flag(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<bool> {
    if !value.is_boolean() {
        problems.add(loc, "bool_type", "Input should be a valid boolean", value);
    }
    value.as_bool()
}

/// A number.
pub(crate) fn number(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Value> {
    if !value.is_number() {
        problems.add(loc, "float_type", "Input should be a valid number", value);
        return None;
    }
    Some(value.clone())
}

/// A whole number in a range; a range that ends at the largest number has no upper end.
pub(crate) fn integer(range: RangeInclusive<i64>) -> impl FnOnce(&Value, &Loc, &mut Problems) -> Option<i64> {
    move |value, loc, problems| {
        let whole = value.as_i64().or_else(|| {
            let float = value.as_f64()?;
            #[expect(clippy::cast_possible_truncation, reason = "only whole numbers pass")]
            (float.fract() == 0.0).then_some(float as i64)
        });
        let Some(number) = whole else {
            let (kind, message) = if value.is_number() {
                ("int_from_float", "Input should be a valid integer, got a number with a fractional part")
            } else {
                ("int_type", "Input should be a valid integer")
            };
            problems.add(loc, kind, message, value);
            return None;
        };
        let below = *range.start() - 1;
        if number <= below {
            let message = format!("Input should be greater than {below}");
            problems.add_with(loc, "greater_than", message, value, json!({"gt": below}));
        } else if number > *range.end() {
            let most = range.end();
            let message = format!("Input should be less than or equal to {most}");
            problems.add_with(loc, "less_than_equal", message, value, json!({"le": most}));
        }
        range.contains(&number).then_some(number)
    }
}

/// A list, each item checked.
pub(crate) fn list<T>(
    least: usize,
    check: impl Fn(&Value, &Loc, &mut Problems) -> Option<T>,
) -> impl FnOnce(&Value, &Loc, &mut Problems) -> Option<Vec<T>> {
    move |value, loc, problems| {
        let Value::Array(items) = value else {
            problems.add(loc, "list_type", "Input should be a valid list", value);
            return None;
        };
        if items.len() < least {
            let message = format!(
                "List should have at least {least} item{} after validation, not {}",
                if least == 1 { "" } else { "s" },
                items.len()
            );
            let context = json!({"field_type": "List", "min_length": least, "actual_length": items.len()});
            problems.add_with(loc, "too_short", message, value, context);
            return None;
        }
        let checked: Vec<Option<T>> =
            items.iter().enumerate().map(|(at, item)| check(item, &loc.index(at), problems)).collect();
        checked.into_iter().collect()
    }
}

/// A name out of a few.
pub(crate) fn choice(
    known: &'static [&'static str],
) -> impl FnOnce(&Value, &Loc, &mut Problems) -> Option<String> {
    move |value, loc, problems| match value.as_str().filter(|name| known.contains(name)) {
        Some(name) => Some(name.to_owned()),
        None => {
            let message = format!("Input should be {}", one_of(known));
            problems.add_with(loc, "enum", message, value, json!({"expected": one_of(known)}));
            None
        }
    }
}

/// The tags of a unit test or a set: any keys, values texts or null.
pub(crate) fn free_tags(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Map<String, Value>> {
    let map = object(value, loc, problems)?;
    for (key, tag) in map.iter().filter(|(_, tag)| !tag.is_null()) {
        any_text(tag, &loc.name(key), problems);
    }
    Some(map.clone())
}

/// The tags of a persona or scenario: at most 20, keys and values of words, trimmed.
pub(crate) fn strict_tags(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Map<String, Value>> {
    let map = at_most_20(value, loc, problems)?;
    let mut tags = Map::new();
    for (key, tag) in map {
        let trimmed = key.trim();
        let fine = fits(trimmed, is_words(trimmed), WORDS, &loc.name(key).name("[key]"), problems).is_some();
        let tag = match tag {
            Value::Null => Value::Null,
            tag => {
                let loc = loc.name(key);
                let words = text(tag, &loc, problems)
                    .and_then(|words| fits(&words, is_words(&words), WORDS, &loc, problems));
                Value::from(words)
            }
        };
        if fine {
            tags.insert(trimmed.to_owned(), tag);
        }
    }
    Some(tags)
}

/// A persona's variables: at most 20, keys as variable names, values texts.
pub(crate) fn variables(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Map<String, Value>> {
    let map = at_most_20(value, loc, problems)?;
    let mut variables = Map::new();
    for (key, variable) in map {
        let trimmed = key.trim();
        fits(trimmed, is_variable(trimmed), VARIABLE, &loc.name(key).name("[key]"), problems);
        if let Some(text) = any_text(variable, &loc.name(key), problems) {
            variables.insert(trimmed.to_owned(), Value::from(text));
        }
    }
    Some(variables)
}

/// An ISO 639-3 language, by its shape.
pub(crate) fn language(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<String> {
    let code = any_text(value, loc, problems)?;
    if !is_language(&code) {
        let message = "Input should be a language of ISO 639-3";
        problems.add(&loc.name("constrained-str"), "enum", message, value);
    }
    Some(code)
}

/// An IANA time zone, by its shape.
pub(crate) fn time_zone(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<String> {
    let zone = any_text(value, loc, problems)?;
    if !is_time_zone(&zone) {
        let message = "Input should be a time zone of the IANA data base";
        problems.add(&loc.name("constrained-str"), "enum", message, value);
    }
    Some(zone)
}

/// A date and time with a zone.
pub(crate) fn date_time(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Timestamp> {
    let moment = value.as_str().and_then(|text| text.parse().ok());
    if moment.is_none() {
        let message = "Input should be a valid datetime or date, with a time zone";
        problems.add(loc, "datetime_parsing", message, value);
    }
    moment
}

fn object<'a>(value: &'a Value, loc: &Loc, problems: &mut Problems) -> Option<&'a Map<String, Value>> {
    if !value.is_object() {
        problems.add(loc, "dict_type", "Input should be a valid dictionary", value);
    }
    value.as_object()
}

fn at_most_20<'a>(value: &'a Value, loc: &Loc, problems: &mut Problems) -> Option<&'a Map<String, Value>> {
    let map = object(value, loc, problems)?;
    if map.len() > 20 {
        let message = format!("Dictionary should have at most 20 items after validation, not {}", map.len());
        let context = json!({"field_type": "Dictionary", "max_length": 20, "actual_length": map.len()});
        problems.add_with(loc, "too_long", message, value, context);
        return None;
    }
    Some(map)
}

fn fits(text: &str, fits: bool, pattern: &str, loc: &Loc, problems: &mut Problems) -> Option<String> {
    if !fits {
        let message = format!("String should match pattern '{pattern}'");
        let context = json!({"pattern": pattern});
        problems.add_with(loc, "string_pattern_mismatch", message, &json!(text), context);
        return None;
    }
    Some(text.to_owned())
}
