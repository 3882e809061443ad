//! The words in which the form of a unit test and that of a test set differ.

use domain::kind::Kind;

use crate::text::unit_test;

/// Words of the form of one kind of thing, of opening it and of deleting it.
pub struct Words {
    /// The heading of a new one, and the button that leads there.
    pub create: &'static str,
    /// The heading of a change.
    pub edit: &'static str,
    /// The heading of a copy.
    pub duplicate: &'static str,
    /// Help at the name of a new one.
    pub name_hint: &'static str,
    /// It is created.
    pub created: &'static str,
    /// The answer was lost, but it is there.
    pub created_after_all: &'static str,
    /// The answer was lost before the form was left or loaded anew, and what is there under this name is what was
    /// sent.
    pub sent_and_there: fn(&str) -> String,
    /// See above: it is, and more was typed since.
    pub sent_and_changed: fn(&str) -> String,
    /// See above: what is there under this name is not as it was sent.
    pub sent_and_other: fn(&str) -> String,
    /// See above: it is not there.
    pub sent_and_absent: &'static str,
    /// See above: it could not be looked up.
    pub sent_and_unseen: &'static str,
    /// See above: it is being looked up.
    pub sent_and_sought: &'static str,
    /// Leads to what was created.
    pub open_created: &'static str,
    /// What has the name is what was sent.
    pub already_there: &'static str,
    /// The name is taken.
    pub name_taken: &'static str,
    /// The API says that the name is taken, and it was not found by what.
    pub name_taken_unseen: &'static str,
    /// Leads to the one that has it.
    pub open_other: &'static str,
    /// Nothing that is marked, and yet no request can be made of it.
    pub unsendable: &'static str,
    /// It was deleted meanwhile.
    pub gone: &'static str,
    /// Saves it as a new one.
    pub as_new: &'static str,
    /// References were looked up, and the culprits are marked.
    pub culprits: &'static str,
    /// It could not be read before it was changed.
    pub not_compared: &'static str,
    /// Somebody else changed it.
    pub moved: &'static str,
    /// A deleted one was opened for a change.
    pub is_deleted: &'static str,
    /// The one to duplicate is missing.
    pub no_source: &'static str,
    /// It is missing: heading and words.
    pub missing: (&'static str, &'static str),
    /// Its address cannot be right.
    pub malformed: &'static str,
    /// Leads to the list.
    pub back: &'static str,
    /// Deleting it: the question, and what it means.
    pub delete: (&'static str, &'static str),
    /// It is deleted.
    pub deleted: &'static str,
    /// It was to be deleted, and is not there any more.
    pub vanished: &'static str,
}

static TEST: Words = Words {
    create: "Create unit test",
    edit: "Edit unit test",
    duplicate: "Duplicate unit test",
    name_hint: "Must be unique in your organization. It cannot be changed after the test is created.",
    created: "The unit test is created.",
    created_after_all: "The answer was lost on the way, but the unit test is there: it was created once.",
    sent_and_there: |name| {
        format!(
            "Before you left this form, the unit test “{name}” was sent to be created, and it was created. Nothing has to \
             be saved again."
        )
    },
    sent_and_changed: |name| {
        format!(
            "Before you left this form, the unit test “{name}” was sent to be created, and it was created. What you changed \
             since is only here: open it and change it there, or give this one another name."
        )
    },
    sent_and_other: |name| {
        format!(
            "Before you left this form, the unit test “{name}” was sent to be created, and no answer came. One of this name is \
             there, but not just as it was sent: somebody may have changed it since, or it is another one. Open it and see; \
             what you typed is kept here."
        )
    },
    sent_and_absent: "Before you left this form, this unit test was sent to be created, and no answer came. It was \
                      looked up and is not there. Save again: a name is given only once, so nothing is created \
                      twice.",
    sent_and_unseen: "Before you left this form, this unit test was sent to be created, and no answer came. It could \
                      not be looked up. Save again: a name is given only once, so nothing is created twice.",
    sent_and_sought: "Before you left this form, this unit test was sent to be created. Checking whether it was created…",
    open_created: "Open the unit test",
    already_there: "The unit test is there already, just as you wrote it: it was created once.",
    name_taken: "Another unit test has this name already.",
    name_taken_unseen: "The API says that a unit test has this name already. It could not be found: it may be one that \
                        you may not see, or this one, sent before.",
    open_other: "Open that test",
    unsendable: "A part of this form cannot be sent to the API as it is, so nothing was saved. Choose the \
                 service, the persona, the scenario and the metrics again; everything else is kept.",
    gone: "This unit test was deleted while you were editing, or you may no longer see it. Everything you \
           typed is still here; you can save it as a new test.",
    as_new: "Save as a new test",
    culprits: "The API refused this test because of what it refers to. The marked parts are the reason; \
               everything else is kept.",
    not_compared: "Before saving, the test is read again so that nobody’s changes are overwritten. That \
                   failed, so nothing was saved.",
    moved: "Somebody changed this test meanwhile",
    is_deleted: "This unit test is deleted and cannot be changed. You can duplicate it.",
    no_source: "The unit test to duplicate does not exist in this organization, or you may not see it.",
    missing: (unit_test::missing::TITLE, unit_test::missing::WORDS),
    malformed: unit_test::missing::MALFORMED,
    back: unit_test::BACK,
    delete: (
        "Delete this unit test?",
        "There is no way back: a deleted test stays readable, but no new run can use it and it cannot be \
         restored. Past runs keep their results. If you may need it again, duplicate it first.",
    ),
    deleted: "The unit test is deleted.",
    vanished: "The unit test is not there any more.",
};

static SET: Words = Words {
    create: "Create test set",
    edit: "Edit test set",
    duplicate: "Duplicate test set",
    name_hint: "Must be unique in your organization.",
    created: "The test set is created.",
    created_after_all: "The answer was lost on the way, but the test set is there: it was created once.",
    sent_and_there: |name| {
        format!(
            "Before you left this form, the test set “{name}” was sent to be created, and it was created. Nothing has to \
             be saved again."
        )
    },
    sent_and_changed: |name| {
        format!(
            "Before you left this form, the test set “{name}” was sent to be created, and it was created. What you changed \
             since is only here: open it and change it there, or give this one another name."
        )
    },
    sent_and_other: |name| {
        format!(
            "Before you left this form, the test set “{name}” was sent to be created, and no answer came. One of this name is \
             there, but not just as it was sent: somebody may have changed it since, or it is another one. Open it and see; \
             what you typed is kept here."
        )
    },
    sent_and_absent: "Before you left this form, this test set was sent to be created, and no answer came. It was \
                      looked up and is not there. Save again: a name is given only once, so nothing is created \
                      twice.",
    sent_and_unseen: "Before you left this form, this test set was sent to be created, and no answer came. It could \
                      not be looked up. Save again: a name is given only once, so nothing is created twice.",
    sent_and_sought: "Before you left this form, this test set was sent to be created. Checking whether it was created…",
    open_created: "Open the test set",
    already_there: "The test set is there already, just as you wrote it: it was created once.",
    name_taken: "Another test set has this name already.",
    name_taken_unseen: "The API says that a test set has this name already. It could not be found: it may be one that \
                        you may not see, or this one, sent before.",
    open_other: "Open that set",
    unsendable: "A part of this form cannot be sent to the API as it is, so nothing was saved. Take out the \
                 unit tests without a name and add them again; everything else is kept.",
    gone: "This test set was deleted while you were editing, or you may no longer see it. Everything you \
           typed is still here; you can save it as a new set.",
    as_new: "Save as a new set",
    culprits: "The API refused this set because of its unit tests. The marked ones are the reason; \
               everything else is kept.",
    not_compared: "Before saving, the set is read again so that nobody’s changes are overwritten. That \
                   failed, so nothing was saved.",
    moved: "Somebody changed this set meanwhile",
    is_deleted: "This test set is deleted and cannot be changed. You can duplicate it.",
    no_source: "The test set to duplicate does not exist in this organization, or you may not see it.",
    missing: (
        "This test set is not there",
        "It does not exist in this organization, or you may not see it (permission \
         Simulation:GetSimulationUnitTestSet). The API does not tell which.",
    ),
    malformed: "The address is cut or mistyped: a test set’s id has 24 letters and digits.",
    back: "All test sets",
    delete: (
        "Delete this test set?",
        "There is no way back: a deleted set stays readable, but it cannot run again and cannot be restored. \
         Its unit tests stay, and so do the results of its past runs. If you may need it again, duplicate it \
         first.",
    ),
    deleted: "The test set is deleted.",
    vanished: "The test set is not there any more.",
};

/// The words of a kind of thing: a test set, or else a unit test.
#[must_use]
pub fn words(kind: Kind) -> &'static Words {
    if kind == Kind::TestSet { &SET } else { &TEST }
}
