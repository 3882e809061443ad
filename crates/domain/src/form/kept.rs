//! What rows hold beyond what the form shows: members that this version does not know, numbers to the digit.
//! It stays with its row, and follows what others change of it meanwhile.

use contract::AsItCame;

use super::model::{CriterionForm, TestForm};
use super::rows::{Row, Rows};
use super::set::{MemberForm, SetForm};

/// A row of a list that the API replaces whole.
trait Kept: Row {
    /// The object that the row was read from.
    fn as_it_came(&self) -> &AsItCame;
    /// See [`Kept::as_it_came`].
    fn set_as_it_came(&mut self, came: AsItCame);
    /// What tells it from other rows: whether both are about the same.
    fn is_about_the_same(&self, other: &Self) -> bool;
}

impl Kept for CriterionForm {
    fn as_it_came(&self) -> &AsItCame {
        &self.came
    }

    fn set_as_it_came(&mut self, came: AsItCame) {
        self.came = came;
    }

    fn is_about_the_same(&self, other: &Self) -> bool {
        self.metric_id == other.metric_id && self.name.trim() == other.name.trim()
    }
}

impl Kept for MemberForm {
    fn as_it_came(&self) -> &AsItCame {
        &self.came
    }

    fn set_as_it_came(&mut self, came: AsItCame) {
        self.came = came;
    }

    fn is_about_the_same(&self, other: &Self) -> bool {
        self.unit_test_id == other.unit_test_id
    }
}

impl TestForm {
    /// Takes what others changed of what the form does not show: what is sent from now on holds theirs.
    pub fn catch_up(&mut self, base: &Self, theirs: &Self) {
        catch_up(&mut self.criteria, &base.criteria, &theirs.criteria);
    }
}

impl SetForm {
    /// [`TestForm::catch_up`] for the members of a set.
    pub fn catch_up(&mut self, base: &Self, theirs: &Self) {
        catch_up(&mut self.members, &base.members, &theirs.members);
    }
}

fn catch_up<T: Kept>(mine: &mut Rows<T>, base: &Rows<T>, theirs: &Rows<T>) {
    // How many rows about the same were met.
    let mut met: Vec<(T, usize)> = Vec::new();
    for key in mine.keys() {
        let Some(row) = mine.get_mut(key) else { continue };
        // A row that was renamed is found by what it came as.
        let came = row.as_it_came();
        let origin = base.iter().find(|old| old.as_it_came() == came && came.value().is_some());
        let origin = origin.unwrap_or(row).clone();
        let place = match met.iter_mut().find(|(one, _)| one.is_about_the_same(&origin)) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                met.push((origin.clone(), 0));
                0
            }
        };
        let same: Vec<&T> = theirs.iter().filter(|one| one.is_about_the_same(&origin)).collect();
        if let Some(there) = same.get(place).or_else(|| same.last()) {
            row.set_as_it_came(there.as_it_came().clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use contract::{SuccessCriterion, UnitTest, decode, encode};

    use super::super::Part;
    use super::*;
    use crate::number::Notation;

    const METRIC: &str = "6618791275130b73714e8d1c";

    fn form(rows: &[(&str, &str)]) -> TestForm {
        let criterion = |(name, more): &(&str, &str)| {
            let json = format!(
                r#"{{"name":"{name}","metric_id":"{METRIC}","criterion":{{"type":"boolean","expected_value":true}}{more}}}"#
            );
            decode::<SuccessCriterion>(&json).unwrap()
        };
        let test =
            UnitTest { success_criterions: rows.iter().map(criterion).collect(), ..UnitTest::default() };
        TestForm::of(&test, Notation::default())
    }

    fn sent(form: &TestForm) -> Vec<String> {
        form.criteria.iter().map(|one| encode(&one.sent(Notation::default()).unwrap())).collect()
    }

    #[test]
    fn what_others_changed_unseen_is_not_undone() {
        let base = form(&[("A", ""), ("B", r#","weight":2"#)]);
        let theirs = form(&[("A", r#","note":"x""#), ("B", r#","weight":3.0"#)]);
        assert!(Part::Criteria.is_same(&base, &theirs), "nobody is asked about what is not shown");
        let mut mine = base.clone();
        let keys = mine.criteria.keys();
        mine.criteria.get_mut(keys[1]).unwrap().name = "B, renamed".into();
        mine.criteria.get_mut(keys[0]).unwrap().answer = Some(false);
        mine.criteria.move_to(keys[1], 0);
        mine.catch_up(&base, &theirs);
        assert_eq!(
            sent(&mine),
            [
                format!(
                    r#"{{"criterion":{{"expected_value":true,"type":"boolean"}},"metric_id":"{METRIC}","name":"B, renamed","weight":3.0}}"#
                ),
                format!(
                    r#"{{"criterion":{{"expected_value":false,"type":"boolean"}},"metric_id":"{METRIC}","name":"A","note":"x"}}"#
                ),
            ]
        );
    }

    #[test]
    fn rows_about_the_same_keep_their_order_and_new_rows_are_left_alone() {
        let base = form(&[("A", r#","n":1"#), ("A", r#","n":2"#)]);
        let theirs = form(&[("A", r#","n":10"#), ("A", r#","n":20"#)]);
        let mut mine = base.clone();
        let key = mine.criteria.add();
        let row = mine.criteria.get_mut(key).unwrap();
        (row.name, row.metric_id) = ("New".into(), METRIC.into());
        (row.shape, row.answer) = (super::super::Shape::Boolean, Some(true));
        mine.catch_up(&base, &theirs);
        let sent = sent(&mine);
        assert!(sent[0].contains("\"n\":10") && sent[1].contains("\"n\":20"), "{sent:?}");
        assert!(!sent[2].contains("\"n\""), "{sent:?}");
    }
}
