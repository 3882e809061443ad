//! What the browser keeps for one person in one organization: never shown to another one.

use crate::browser::storage;

/// A person's place in the browser's stores. Where it is not known who they are, it lasts as long as their session
/// in this tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    organization: String,
    /// Who, where it is known.
    person: Option<String>,
    /// All that is known of who they are.
    ids: Vec<String>,
    /// Who they may be, for all that the host says.
    maybe: Option<String>,
    serial: String,
}

impl Personal {
    /// The place of a session.
    #[must_use]
    pub fn of(session: &super::session::Session) -> Self {
        let person = session.person();
        Self {
            organization: session.organization.clone(),
            person: person.key().map(str::to_owned),
            ids: person.ids(),
            maybe: person.maybe().map(str::to_owned),
            serial: session.serial.clone(),
        }
    }

    /// The place of somebody who is not known.
    #[must_use]
    pub fn unknown(organization: String) -> Self {
        Self { organization, ..Self::default() }
    }

    /// The place of a person, by what is known of them, in one session.
    #[must_use]
    pub fn new(organization: &str, person: Option<&str>, serial: &str) -> Self {
        let person = person.map(str::to_owned);
        let ids = person.iter().cloned().collect();
        Self { organization: organization.to_owned(), person, ids, maybe: None, serial: serial.to_owned() }
    }

    /// Who it is, where that is known.
    #[must_use]
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// All that is known of who it is: what was kept under any of it is theirs.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Who they may be, for all that the host says.
    #[must_use]
    pub fn maybe(&self) -> Option<&str> {
        self.maybe.as_deref()
    }

    /// What tells the session from others in this tab.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The organization's id.
    #[must_use]
    pub fn organization(&self) -> &str {
        &self.organization
    }

    /// What is kept under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let key = self.key(name);
        if self.person.is_some() { storage::get(&key) } else { storage::get_for_tab(&key) }
    }

    /// Keeps something under a name; `None` removes. Where storing is not possible, nothing is kept.
    pub fn set(&self, name: &str, value: Option<&str>) {
        let key = self.key(name);
        if self.person.is_some() {
            storage::set(&key, value);
        } else {
            storage::set_for_tab(&key, value);
        }
    }

    /// Forgets what lasts as long as the session in this tab.
    pub fn forget_session(&self) {
        let end = [" ", &self.serial].concat();
        for key in storage::keys_for_tab() {
            if key.starts_with("simulation-console.") && key.ends_with(&end) {
                storage::set_for_tab(&key, None);
            }
        }
    }

    /// Names of people and organizations hold no blanks of their own here: the parts are told apart.
    fn key(&self, name: &str) -> String {
        let who = self.person.as_ref().unwrap_or(&self.serial);
        ["simulation-console.", name, " ", &self.organization.replace(' ', "+"), " ", who].concat()
    }
}
