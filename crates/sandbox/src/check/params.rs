//! Query and path parameters.

use std::ops::RangeInclusive;

use contract::{SortDirection, TagFilter, UserRef};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::patterns::{OBJECT_ID, is_email, is_object_id};
use super::{Loc, Problems};
use crate::http::Refusal;
use crate::store::SortKey;

/// The parameters of one request, read one after the other; [`Params::finish`] tells what was wrong.
#[derive(Debug)]
pub(crate) struct Params<'a> {
    query: &'a [(String, String)],
    problems: Problems,
}

impl<'a> Params<'a> {
    pub(crate) fn new(query: &'a [(String, String)]) -> Self {
        Self { query, problems: Problems::default() }
    }

    pub(crate) fn finish(self) -> Result<(), Refusal> {
        self.problems.finish()
    }

    /// What was wrong so far, for a body's problems to follow.
    pub(crate) fn into_problems(self) -> Problems {
        self.problems
    }

    /// The item that the path names.
    pub(crate) fn path_id(&mut self, name: &str, id: Option<&str>) -> String {
        let id = id.unwrap_or_default();
        if !is_object_id(id) {
            self.pattern(&Loc::of("path").name(name), id);
        }
        id.to_owned()
    }

    /// A list of ids without repetition.
    pub(crate) fn ids(&mut self, name: &str) -> Vec<String> {
        let values = self.unique(name);
        for (index, value) in values.iter().enumerate().filter(|(_, value)| !is_object_id(value)) {
            self.pattern(&Loc::of("query").name(name).index(index), value);
        }
        values
    }

    /// A list of texts without repetition.
    pub(crate) fn unique(&mut self, name: &str) -> Vec<String> {
        let values: Vec<String> = self.all(name).map(str::to_owned).collect();
        let repeated =
            values.iter().enumerate().any(|(at, value)| values.iter().take(at).any(|v| v == value));
        if repeated {
            let message = "Value error, the items must be unique";
            self.problems.add(&Loc::of("query").name(name), "value_error", message, &json!(values));
        }
        values
    }

    /// A list of addresses without repetition.
    pub(crate) fn emails(&mut self, name: &str) -> Vec<String> {
        let values = self.unique(name);
        for (index, value) in values.iter().enumerate().filter(|(_, value)| !is_email(value)) {
            let loc = Loc::of("query").name(name).index(index);
            let message = "value is not a valid email address";
            self.problems.add(&loc, "value_error", message, &json!(value));
        }
        values
    }

    /// A list of names out of a few.
    pub(crate) fn choices(&mut self, name: &str, known: &[&str]) -> Vec<String> {
        let values = self.unique(name);
        for (index, value) in values.iter().enumerate().filter(|(_, value)| !known.contains(&value.as_str()))
        {
            let loc = Loc::of("query").name(name).index(index);
            let message = format!("Input should be {}", one_of(known));
            self.problems.add_with(&loc, "enum", message, &json!(value), json!({"expected": one_of(known)}));
        }
        values
    }

    /// Creators, each `org_id,user_id`.
    pub(crate) fn creators(&mut self) -> Vec<String> {
        let values = self.unique("creator");
        for (index, value) in values.iter().enumerate() {
            if UserRef::parse_filter(value).is_none() {
                let loc = Loc::of("query").name("creator").index(index);
                let message = "Value error, must be of the format `org_id,user_id`";
                self.problems.add(&loc, "value_error", message, &json!(value));
            }
        }
        values
    }

    /// Tag filters, each `key:value`.
    pub(crate) fn tags(&mut self, name: &str) -> Vec<TagFilter> {
        let mut filters = Vec::new();
        for (index, value) in self.query.iter().filter(|(key, _)| key == name).map(|(_, v)| v).enumerate() {
            match TagFilter::parse(value) {
                Some(filter) => filters.push(filter),
                None => {
                    let loc = Loc::of("query").name(name).index(index);
                    let message = "Value error, must be of the format `key:value`";
                    self.problems.add(&loc, "value_error", message, &json!(value));
                }
            }
        }
        filters
    }

    /// What to sort by: `+field` or `-field`.
    pub(crate) fn sort(&mut self, known: &[(&str, SortKey)]) -> Vec<(SortKey, SortDirection)> {
        let mut keys = Vec::new();
        for (index, value) in self.query.iter().filter(|(k, _)| k == "sort_by").map(|(_, v)| v).enumerate() {
            let direction = match value.chars().next() {
                Some('+') => Some(SortDirection::Ascending),
                Some('-') => Some(SortDirection::Descending),
                _ => None,
            };
            let field = value.get(1..).unwrap_or_default();
            let key = known.iter().find(|(name, _)| *name == field).map(|(_, key)| *key);
            if let (Some(direction), Some(key)) = (direction, key) {
                keys.push((key, direction));
            } else {
                let loc = Loc::of("query").name("sort_by").index(index);
                let message = "Value error, not a supported field with a leading + or -";
                self.problems.add(&loc, "value_error", message, &json!(value));
            }
        }
        keys
    }

    /// How many to return.
    pub(crate) fn limit(&mut self, default: usize, range: RangeInclusive<i64>) -> usize {
        let Some(number) = self.integer("limit") else { return default };
        let loc = Loc::of("query").name("limit");
        let (least, most) = (*range.start(), *range.end());
        if number > most {
            let message = format!("Input should be less than or equal to {most}");
            let input = self.input("limit");
            self.problems.add_with(&loc, "less_than_equal", message, &input, json!({"le": most}));
        } else if number < least {
            let input = self.input("limit");
            if least == 0 {
                let message = "Input should be greater than or equal to 0";
                self.problems.add_with(&loc, "greater_than_equal", message, &input, json!({"ge": 0}));
            } else {
                let (message, context) = ("Input should be greater than 0", json!({"gt": 0}));
                self.problems.add_with(&loc, "greater_than", message, &input, context);
            }
        }
        usize::try_from(number).unwrap_or(default)
    }

    /// The way to a further page; 0 is the first.
    pub(crate) fn continuation_token(&mut self) -> i64 {
        self.integer("continuation_token").unwrap_or_default()
    }

    /// A flag that may be left out.
    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.one(name)?;
        match value.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" | "t" | "y" => Some(true),
            "false" | "0" | "no" | "off" | "f" | "n" => Some(false),
            _ => {
                let message = "Input should be a valid boolean, unable to interpret input";
                self.problems.add(&Loc::of("query").name(name), "bool_parsing", message, &json!(value));
                None
            }
        }
    }

    /// A moment, in microseconds since 1970; without a zone it is UTC.
    pub(crate) fn moment(&mut self, name: &str) -> Option<i64> {
        let value = self.one(name)?;
        let moment = value.parse::<Timestamp>().ok().or_else(|| format!("{value}Z").parse().ok());
        if moment.is_none() {
            let message = "Input should be a valid datetime";
            self.problems.add(&Loc::of("query").name(name), "datetime_parsing", message, &json!(value));
        }
        moment.map(Timestamp::as_microsecond)
    }

    /// Metrics in a version or in any, each `metric_id-version` or `metric_id-`.
    pub(crate) fn metrics_and_versions(&mut self, name: &str) -> Vec<String> {
        let values = self.unique(name);
        let fits = |value: &str| {
            value.split_once('-').is_some_and(|(id, version)| {
                is_object_id(id) && version.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        for (index, value) in values.iter().enumerate().filter(|(_, value)| !fits(value)) {
            let loc = Loc::of("query").name(name).index(index);
            let message = "Value error, must be of the format `<metric_id>-<version>`";
            self.problems.add(&loc, "value_error", message, &json!(value));
        }
        values
    }

    /// A text that must be there and not blank; trimmed.
    pub(crate) fn required_text(&mut self, name: &str) -> String {
        let loc = Loc::of("query").name(name);
        let Some(value) = self.one(name) else {
            self.problems.missing(&loc, &Value::Null);
            return String::new();
        };
        let trimmed = value.trim();
        if trimmed.is_empty() {
            let message = "String should have at least 1 character";
            let context = json!({"min_length": 1});
            self.problems.add_with(&loc, "string_too_short", message, &json!(value), context);
        }
        trimmed.to_owned()
    }

    /// Which versions: `latest`, a number, or an inclusive range of either.
    pub(crate) fn versions(&mut self, latest: i64) -> Option<(i64, i64)> {
        let value = self.one("version")?;
        let number = |text: &str| match text {
            "latest" => Some(latest),
            text => text.parse::<i64>().ok().filter(|number| *number > 0),
        };
        let range = match value.split_once('-') {
            Some((first, last)) => number(first).zip(number(last)),
            None => number(value).map(|only| (only, only)),
        };
        if range.is_none() {
            let message = "Value error, must be a version, `latest` or a range of them";
            self.problems.add(&Loc::of("query").name("version"), "value_error", message, &json!(value));
        }
        range
    }

    fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.one(name)?;
        let number = value.trim().parse().ok();
        if number.is_none() {
            let message = "Input should be a valid integer, unable to parse string as an integer";
            self.problems.add(&Loc::of("query").name(name), "int_parsing", message, &json!(value));
        }
        number
    }

    fn pattern(&mut self, loc: &Loc, value: &str) {
        let message = format!("String should match pattern '{OBJECT_ID}'");
        let context = json!({"pattern": OBJECT_ID});
        self.problems.add_with(loc, "string_pattern_mismatch", message, &json!(value), context);
    }

    fn input(&self, name: &str) -> Value {
        json!(self.one(name))
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_owned();
        self.query.iter().filter(move |(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Of a repeated parameter that is no list, the last counts.
    fn one(&self, name: &str) -> Option<&'a str> {
        self.all(name).last()
    }
}

/// `'a', 'b' or 'c'`
pub(super) fn one_of(known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().map(|name| format!("'{name}'")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
