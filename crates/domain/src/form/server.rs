//! Where the server's complaints belong in the form (422, `loc`).

use contract::{FieldProblem, LocPart};

use super::checks::Field;
use super::model::TestForm;
use super::rows::Row;
use super::tags;

/// The server's complaints, each with the part of the form that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Complaints with their part, in the server's words.
    pub fields: Vec<(Field, String)>,
    /// What is about no part of the form.
    pub rest: Vec<FieldProblem>,
}

/// Finds the part of the form for each complaint about a request that was made from it.
#[must_use]
pub fn place(problems: &[FieldProblem], form: &TestForm) -> Placed {
    place_by(problems, |loc| field(loc, form))
}

/// [`place`] with the parts of another form.
pub(super) fn place_by(problems: &[FieldProblem], field: impl Fn(&[LocPart]) -> Option<Field>) -> Placed {
    let mut placed = Placed::default();
    for problem in problems {
        match field(&problem.loc) {
            Some(field) => placed.fields.push((field, problem.message.clone())),
            None => placed.rest.push(problem.clone()),
        }
    }
    placed
}

fn field(loc: &[LocPart], form: &TestForm) -> Option<Field> {
    let (first, rest) = loc.split_first()?;
    let LocPart::Name(name) = first else { return None };
    Some(match name.as_str() {
        "name" => Field::Name,
        "description" => Field::Description,
        "service_id" => Field::Service,
        "service_version_set_name" => Field::VersionSet,
        "persona_id" => Field::Persona,
        "scenario_id" => Field::Scenario,
        "max_interactions" => Field::MaxInteractions,
        "success_criterions" => criterion(rest, form),
        "tags" => tags::place(rest, &form.tags),
        _ => return None,
    })
}

/// Criteria are sent in the form's order, all of them.
fn criterion(loc: &[LocPart], form: &TestForm) -> Field {
    let row = loc.iter().find_map(|part| match part {
        LocPart::Index(at) => form.criteria.at(*at),
        LocPart::Name(_) => None,
    });
    let Some(row) = row else { return Field::Criteria };
    let part = loc.iter().find_map(|part| match part {
        LocPart::Name(name) => Some(name.as_str()),
        LocPart::Index(_) => None,
    });
    match part {
        Some("name") => Field::CriterionName(row.key()),
        Some("metric_id") => Field::Metric(row.key()),
        _ => Field::Expected(row.key()),
    }
}

#[cfg(test)]
mod tests {
    use contract::Problem;

    use super::super::{CriterionForm, Rows, TagForm};
    use super::*;

    fn form() -> TestForm {
        let tag = |name: &str, value: Option<&str>| TagForm {
            name: name.into(),
            value: value.map(Into::into),
            ..TagForm::default()
        };
        let mut form = TestForm {
            criteria: Rows::of([CriterionForm::default(), CriterionForm::default()]),
            tags: Rows::of([tag("suite", Some("a")), tag("slow", None)]),
            ..TestForm::default()
        };
        form.criteria.move_to(2, 0);
        form
    }

    #[test]
    fn complaints_land_where_they_belong() {
        for (loc, field) in [
            (r#"["body","name"]"#, Field::Name),
            (r#"["body","service_version_set_name"]"#, Field::VersionSet),
            (r#"["body","success_criterions"]"#, Field::Criteria),
            (r#"["body","success_criterions",0,"name"]"#, Field::CriterionName(2)),
            (r#"["body","success_criterions",1,"metric_id"]"#, Field::Metric(1)),
            (r#"["body","success_criterions",1,"criterion","numerical","threshold"]"#, Field::Expected(1)),
            (r#"["body","success_criterions",1,"criterion"]"#, Field::Expected(1)),
            (r#"["body","success_criterions",9,"name"]"#, Field::Criteria),
            (r#"["body","tags","suite"]"#, Field::TagValue(1)),
            (r#"["body","tags","suite","[key]"]"#, Field::TagName(1)),
            (r#"["body","tags","slow"]"#, Field::TagName(2)),
            (r#"["body","tags"]"#, Field::Tags),
        ] {
            let body = format!(r#"{{"detail":[{{"loc":{loc},"msg":"wrong","type":"x"}}]}}"#);
            let placed = place(&Problem::parse(&body).fields, &form());
            assert_eq!(placed.fields, [(field, "wrong".to_owned())], "{loc}");
        }
    }

    #[test]
    fn what_is_about_no_field_is_not_lost() {
        let body = r#"{"detail":[{"loc":["query","future"],"msg":"odd"},{"loc":["body"],"msg":"bad JSON"}]}"#;
        let placed = place(&Problem::parse(body).fields, &form());
        assert_eq!((placed.fields.len(), placed.rest.len()), (0, 2));
    }
}
