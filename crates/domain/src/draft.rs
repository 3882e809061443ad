//! Drafts: what somebody typed and has not saved, as it is kept on their own machine.
//!
//! Owns the key and the value of a stored draft, how long it is kept, and which of several to offer.
//! What the content means is the form's own. Reading forgives: the store is open to whoever uses the
//! browser, and to older and newer versions of the console.

use std::cmp::Reverse;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::instant::Instant;
use crate::order;

/// How long a draft is kept after its last change, in milliseconds: 30 days.
pub const KEPT: i64 = 30 * 24 * 60 * 60_000;

/// The version of the value's format. Every version starts with its number and the moment, a line
/// each.
const VERSION: u32 = 1;

const PREFIX: &str = "simulation-console.draft:";

/// Whose draft it is, and of what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftKey {
    /// The organization's id.
    pub organization: String,
    /// The person: whom their token names, else their user id; empty where neither is known. Earlier versions kept
    /// all drafts under the user id.
    pub user: String,
    /// The form: `test/new`, or `test/` and the test's id.
    pub form: String,
    /// The editing: two tabs on one form are two.
    pub editing: String,
}

impl DraftKey {
    /// The key in the store. Consoles under different base paths do not mix.
    #[must_use]
    pub fn write(&self, base: &str) -> String {
        let mut key = PREFIX.to_owned() + base;
        for part in [&self.organization, &self.user, &self.form] {
            key.extend(utf8_percent_encode(part, NON_ALPHANUMERIC));
            key.push('/');
        }
        key.extend(utf8_percent_encode(&self.editing, NON_ALPHANUMERIC));
        key
    }

    /// Reads a key of the store; `None` where it is not a draft of this console.
    #[must_use]
    pub fn read(key: &str, base: &str) -> Option<Self> {
        let mut parts = key.strip_prefix(PREFIX)?.strip_prefix(base)?.split('/');
        let mut part =
            || parts.next().and_then(|part| Some(percent_decode_str(part).decode_utf8().ok()?.into_owned()));
        let key = Self { organization: part()?, user: part()?, form: part()?, editing: part()? };
        // A console below this one has longer paths.
        parts.next().is_none().then_some(key)
    }

    /// Whether it is of the same form of the same organization.
    fn is_of_form(&self, other: &Self) -> bool {
        self.organization == other.organization && self.form == other.form
    }
}

/// Somebody opens a form.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The form, and what is typed there from now on.
    pub key: &'a DraftKey,
    /// All that is known of who they are: the subject of their token, and their user id.
    pub ids: &'a [String],
    /// Who they may be, for all that the host says.
    pub maybe: Option<&'a str>,
    /// What this session itself was editing in this tab.
    pub editing: Option<&'a str>,
}

impl Opening<'_> {
    fn is_own(&self, draft: &DraftKey) -> bool {
        Some(draft.editing.as_str()) == self.editing
    }

    /// Whether a draft is offered without further ado: it is theirs, or it was being written in this very session by
    /// somebody whose id was not known.
    fn fits(&self, draft: &DraftKey) -> bool {
        let is_theirs = !draft.user.is_empty() && self.ids.contains(&draft.user);
        let one_is_unknown = draft.user.is_empty() || self.ids.is_empty();
        draft.is_of_form(self.key) && (is_theirs || self.is_own(draft) && one_is_unknown)
    }

    /// Whether they may say that a draft is theirs: nobody knows whose it is, or the host says that it may be theirs.
    fn may_claim(&self, draft: &DraftKey) -> bool {
        let is_open = draft.user.is_empty() || Some(draft.user.as_str()) == self.maybe;
        is_open && draft.is_of_form(self.key) && !self.fits(draft)
    }
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose, and of what.
    pub key: DraftKey,
    /// Its last change.
    pub saved_at: Instant,
    /// What was typed, in the form's own format.
    pub content: String,
}

impl Draft {
    /// The value in the store.
    #[must_use]
    pub fn write(saved_at: Instant, content: &str) -> String {
        [&VERSION.to_string(), "\n", &saved_at.0.to_string(), "\n", content].concat()
    }
}

/// What a value of the store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A draft to offer.
    Draft {
        /// Its last change.
        saved_at: Instant,
        /// What was typed.
        content: String,
    },
    /// Of another version of the console: left alone.
    Foreign,
    /// Too old, or not a draft at all: to be removed.
    Spent,
}

impl Stored {
    /// Reads a value.
    #[must_use]
    pub fn read(value: &str, now: Instant) -> Self {
        let mut lines = value.splitn(3, '\n');
        let version = lines.next().and_then(|line| line.parse::<u32>().ok());
        let saved_at = lines.next().and_then(|line| line.parse().ok()).map(Instant);
        let (Some(version), Some(saved_at)) = (version, saved_at) else { return Self::Spent };
        match (version, lines.next()) {
            _ if now.since(saved_at) > KEPT => Self::Spent,
            (VERSION, Some(content)) => Self::Draft { saved_at, content: content.to_owned() },
            (VERSION, None) => Self::Spent,
            _ => Self::Foreign,
        }
    }
}

/// The drafts to offer to who opens a form, the best first: what this session itself was editing in this tab, then
/// the newest. A draft belongs to a person: those of others are not among them, and neither are those of people whose
/// id is not known ([`to_claim`]).
#[must_use]
pub fn to_offer(mut drafts: Vec<Draft>, opening: Opening<'_>) -> Vec<Draft> {
    drafts.retain(|draft| opening.fits(&draft.key));
    let (own, others): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| opening.is_own(&draft.key));
    let mut offered = newest_first(own);
    offered.extend(newest_first(others));
    offered
}

/// The drafts of people whose id is not known, the newest first: whoever opens the form may say that one is theirs.
/// Until then its content is not shown.
#[must_use]
pub fn to_claim(mut drafts: Vec<Draft>, opening: Opening<'_>) -> Vec<Draft> {
    drafts.retain(|draft| opening.may_claim(&draft.key));
    newest_first(drafts)
}

fn newest_first(drafts: Vec<Draft>) -> Vec<Draft> {
    order::by_key(drafts, |draft: &Draft| Reverse(draft.saved_at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Instant = Instant(1_700_000_000_000);

    fn key(user: &str, form: &str, editing: &str) -> DraftKey {
        DraftKey {
            organization: "acme".to_owned(),
            user: user.to_owned(),
            form: form.to_owned(),
            editing: editing.to_owned(),
        }
    }

    fn draft(user: &str, form: &str, editing: &str, saved_at: i64) -> Draft {
        Draft { key: key(user, form, editing), saved_at: Instant(saved_at), content: String::new() }
    }

    #[test]
    fn keys_of_other_consoles_and_other_things_are_not_read() {
        let own = key("ann", "test/new", "1");
        assert_eq!(
            own.write("/"),
            "simulation-console.draft:/acme/ann/test%2Fnew/1",
            "what older versions wrote must stay readable"
        );
        assert_eq!(DraftKey::read(&own.write("/"), "/"), Some(own.clone()));
        for (base, other) in [("/", "/sub/"), ("/sub/", "/"), ("/a/", "/b/"), ("/", "/a/b/c/")] {
            assert_eq!(DraftKey::read(&own.write(base), other), None, "{base} {other}");
        }
        for garbage in ["", "simulation-console.theme", "simulation-console.draft:/", "draft:/a/b/c/d"] {
            assert_eq!(DraftKey::read(garbage, "/"), None, "{garbage}");
        }
        assert_eq!(DraftKey::read("simulation-console.draft:/a/%FF/c/d", "/"), None);
    }

    #[test]
    fn what_cannot_be_a_draft_is_spent_and_other_versions_are_left() {
        let recent = "1699999999999";
        let kept = Stored::Draft { saved_at: Instant(1_699_999_999_999), content: "{\n}".to_owned() };
        assert_eq!(Stored::read(&format!("1\n{recent}\n{{\n}}"), NOW), kept);
        assert_eq!(Stored::read(&format!("2\n{recent}\nwhatever"), NOW), Stored::Foreign);
        assert_eq!(Stored::read(&format!("2\n{recent}"), NOW), Stored::Foreign);
        assert_eq!(Stored::read("2\n17\nwhatever", NOW), Stored::Spent, "too old in any version");
        for garbage in ["", "null", "{\"a\":", "1", "1\n", "1\nsoon\n{}", &format!("1\n{recent}"), "-1\n1\n1"]
        {
            assert_eq!(Stored::read(garbage, NOW), Stored::Spent, "{garbage}");
        }
    }

    #[test]
    fn a_draft_is_kept_for_thirty_days() {
        let read = |age: i64| Stored::read(&Draft::write(NOW.plus(-age), "x"), NOW);
        assert!(matches!(read(KEPT), Stored::Draft { .. }));
        assert_eq!(read(KEPT + 1), Stored::Spent);
        // A clock that was set back takes nothing away.
        assert!(matches!(read(-10 * KEPT), Stored::Draft { .. }));
    }

    fn editings(drafts: Vec<Draft>) -> Vec<String> {
        drafts.into_iter().map(|draft| draft.key.editing).collect()
    }

    /// Somebody with these ids opens the form of a key.
    fn offered(drafts: Vec<Draft>, key: &DraftKey, ids: &[&str], editing: Option<&str>) -> Vec<Draft> {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        to_offer(drafts, Opening { key, ids: &ids, maybe: None, editing })
    }

    fn claimable(drafts: Vec<Draft>, key: &DraftKey, ids: &[&str], editing: Option<&str>) -> Vec<Draft> {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        to_claim(drafts, Opening { key, ids: &ids, maybe: Some("told"), editing })
    }

    #[test]
    fn the_tabs_own_comes_first_and_then_the_newest() {
        let all = || vec![draft("ann", "f", "1", 5), draft("", "f", "2", 9), draft("ann", "f", "3", 7)];
        let order = |editing| editings(offered(all(), &key("ann", "f", ""), &["ann"], editing));
        assert_eq!(order(None), ["3", "1"]);
        assert_eq!(order(Some("1")), ["1", "3"]);
        assert_eq!(order(Some("2")), ["2", "3", "1"]);
        assert_eq!(order(Some("gone")), ["3", "1"]);
    }

    #[test]
    fn a_draft_belongs_to_a_person() {
        for (of, to, is_own, is_offered, is_claimable) in [
            ("ann", "bob", true, false, false),
            ("ann", "bob", false, false, false),
            ("ann", "ann", false, true, false),
            ("ann", "", false, false, false),
            ("ann", "", true, true, false),
            ("", "bob", false, false, true),
            ("", "bob", true, true, false),
            ("", "", false, false, true),
            ("", "", true, true, false),
        ] {
            let drafts = || vec![draft(of, "f", "1", 1)];
            let own = is_own.then_some("1");
            let wanted = key(to, "f", "");
            let ids: &[&str] = if to.is_empty() { &[] } else { &[to] };
            assert_eq!(!offered(drafts(), &wanted, ids, own).is_empty(), is_offered, "{of} {to} {is_own}");
            assert_eq!(
                !claimable(drafts(), &wanted, ids, own).is_empty(),
                is_claimable,
                "{of} {to} {is_own}"
            );
        }
        let elsewhere = DraftKey { organization: "other".to_owned(), ..key("ann", "f", "") };
        for wanted in [key("ann", "g", ""), elsewhere] {
            for of in ["ann", ""] {
                assert!(offered(vec![draft(of, "f", "1", 1)], &wanted, &["ann"], Some("1")).is_empty());
                assert!(claimable(vec![draft(of, "f", "1", 1)], &wanted, &["ann"], None).is_empty());
            }
        }
        let claims = vec![draft("", "f", "1", 1), draft("", "f", "2", 9), draft("ann", "f", "3", 7)];
        assert_eq!(editings(claimable(claims, &key("ann", "f", ""), &["ann"], None)), ["2", "1"]);
    }

    #[test]
    fn what_earlier_versions_kept_under_the_user_id_is_still_theirs() {
        let older = || vec![draft("ann", "f", "1", 1), draft("bob", "f", "2", 2), draft("told", "f", "3", 3)];
        let key = key("auth0|17", "f", "");
        assert_eq!(editings(offered(older(), &key, &["auth0|17", "ann"], None)), ["1"]);
        // What the host says of whoever pastes a token is only asked about.
        assert_eq!(editings(claimable(older(), &key, &["auth0|17", "ann"], None)), ["3"]);
        assert_eq!(editings(claimable(older(), &key, &[], None)), ["3"]);
        assert!(offered(older(), &key, &[], None).is_empty());
    }

    proptest! {
        #[test]
        fn a_key_comes_back(parts in proptest::array::uniform4(".{0,12}"), sub in "(/|/[a-z/]{1,6}/)") {
            let [organization, user, form, editing] = parts;
            let key = DraftKey { organization, user, form, editing };
            prop_assert_eq!(DraftKey::read(&key.write(&sub), &sub), Some(key));
        }

        #[test]
        fn a_content_comes_back(content in any::<String>(), age in 0..KEPT) {
            let saved_at = NOW.plus(-age);
            let read = Stored::read(&Draft::write(saved_at, &content), NOW);
            prop_assert_eq!(read, Stored::Draft { saved_at, content });
        }

        #[test]
        fn no_text_can_break_it(text in any::<String>()) {
            let _ = Stored::read(&text, NOW);
            let _ = DraftKey::read(&text, "/");
        }
    }
}
