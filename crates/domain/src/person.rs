//! Who a session belongs to, as far as that can be told, and what becomes of a tab when another session comes.
//!
//! The API has no call that tells whose token it is. What is known: the user id that somebody signed in with, or
//! that the host knows; and what a token that is a JWT says of itself, unverified: good enough to tell two people
//! apart, for nothing else. A token that says nothing is somebody new.

use contract::json;

use crate::session::claims;

/// Who somebody is. Holds no credentials: of a token only a number is kept, which leads to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Whom the token names (`sub`, RFC 7519).
    subject: Option<String>,
    /// The user id that the server checked, or that whoever is in front of it vouches for.
    user: Option<String>,
    /// The user id that the host names for everybody who pastes a token here: it proves nothing of a token.
    told: Option<String>,
    /// What people call them, where the token tells.
    name: Option<String>,
    /// What tells the token from others; none behind a proxy.
    token: Option<u64>,
}

/// How two people are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They are one person.
    Same,
    /// They are two.
    Different,
    /// Nobody knows.
    Unknown,
}

/// What a tab does with a session that comes in place of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The same person goes on with it.
    Renew,
    /// Somebody else begins with it: nothing of the one before is carried over.
    Replace,
    /// The person in front of the tab is asked first.
    Ask,
}

/// Where a session comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody signed in in this tab.
    Here,
    /// Somebody signed in in another tab.
    Elsewhere,
}

impl Person {
    /// Whoever holds a token, or is behind a proxy (`None`), with their user id where it is known.
    #[must_use]
    pub fn of(token: Option<&str>, user: Option<&str>) -> Self {
        let claims = token.and_then(claims);
        let claim = |name: &str| {
            let text: Option<String> = json::required(claims.as_ref()?, name);
            text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            subject: claim("sub"),
            user: user.map(str::trim).filter(|user| !user.is_empty()).map(str::to_owned),
            told: None,
            name: claim("name").or_else(|| claim("email")),
            token: token.map(fingerprint),
        }
    }

    /// Whoever pasted a token, where the host says whose tokens are pasted here.
    #[must_use]
    pub fn told(token: &str, user: Option<&str>) -> Self {
        let person = Self::of(Some(token), user);
        Self { told: person.user, user: None, ..person }
    }

    /// How another person is related. Subjects are compared with subjects, user ids with user ids; where only one
    /// of each is known, the same text means the same person.
    #[must_use]
    pub fn relation(&self, other: &Self) -> Relation {
        let told = |same: bool| if same { Relation::Same } else { Relation::Different };
        match (&self.subject, &other.subject, &self.user, &other.user) {
            (Some(one), Some(other), ..) | (_, _, Some(one), Some(other)) => told(one == other),
            (Some(one), None, None, Some(other)) | (None, Some(one), Some(other), None) if one == other => {
                Relation::Same
            }
            // The same token, or both behind the proxy, which has one session for all tabs.
            _ if self.token == other.token => Relation::Same,
            _ => Relation::Unknown,
        }
    }

    /// What of theirs is kept under beyond their session; nothing where it is not known who they are.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.subject.as_deref().or(self.user.as_deref())
    }

    /// All that is known of who they are: what of theirs was kept under any of it is theirs.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let ids =
            self.subject.iter().chain(self.user.iter().filter(|user| Some(*user) != self.subject.as_ref()));
        ids.cloned().collect()
    }

    /// Who they may be, for all that the host says.
    #[must_use]
    pub fn maybe(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// Whether a sign-out of somebody with these ids (none: nobody knows who it was) is theirs, too, for all that is
    /// known.
    #[must_use]
    pub fn may_be(&self, ids: &[String]) -> bool {
        let own = self.ids();
        own.is_empty() || ids.is_empty() || own.iter().any(|id| ids.contains(id))
    }

    /// What to call them.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref().or(self.user.as_deref()).or(self.subject.as_deref())
    }

    /// What tells them from others among tabs that are open at once. Holds no credentials.
    #[must_use]
    pub fn mark(&self) -> String {
        match (self.key(), self.token) {
            (Some(key), _) => ["id ", key].concat(),
            (None, Some(token)) => format!("token {token:016x}"),
            (None, None) => String::new(),
        }
    }
}

/// What to do with a session that comes in place of a tab's own. A tab with changes, and every tab whose person
/// is known to differ, asks first; so does one that asked for a sign-in to go on with its page (`is_awaited`) and got
/// one that says not whose it is. Who signs in here as somebody else and has nothing to lose need not be asked.
#[must_use]
pub fn arrival(relation: Relation, source: Source, has_changes: bool, is_awaited: bool) -> Arrival {
    match (relation, source) {
        (Relation::Same, _) => Arrival::Renew,
        (Relation::Different, Source::Elsewhere) => Arrival::Ask,
        _ if has_changes => Arrival::Ask,
        (Relation::Unknown, _) if is_awaited => Arrival::Ask,
        _ => Arrival::Replace,
    }
}

/// FNV-1a, 64 bits: tells tokens apart; a token of more than 64 bits cannot be found from it.
fn fingerprint(token: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    token.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `{"alg":"none"}` and `{"sub":"ann","name":"Ann Lee"}`, `{"sub":"bob"}`.
    const ANN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4iLCJuYW1lIjoiQW5uIExlZSJ9.x";
    const BOB: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ.x";

    #[test]
    fn a_token_that_names_somebody_tells_people_apart() {
        let ann = Person::of(Some(ANN), None);
        assert_eq!((ann.key(), ann.name()), (Some("ann"), Some("Ann Lee")));
        let again = Person::of(Some(&ANN.replace(".x", ".y")), None);
        assert_eq!(ann.relation(&again), Relation::Same, "another token of hers");
        assert_eq!(ann.relation(&Person::of(Some(BOB), None)), Relation::Different);
        let host_says = |token| Person::of(Some(token), Some("everybody"));
        assert_eq!(host_says(ANN).relation(&host_says(BOB)), Relation::Different, "the token knows better");
        assert_eq!(ann.relation(&Person::of(Some("opaque"), Some("ann"))), Relation::Same);
    }

    #[test]
    fn a_token_that_says_nothing_is_somebody_new() {
        let (one, other) = (Person::of(Some("one"), None), Person::of(Some("other"), None));
        assert_eq!(one.relation(&other), Relation::Unknown);
        assert_eq!(one.relation(&one.clone()), Relation::Same);
        assert_eq!(one.relation(&Person::of(Some(ANN), None)), Relation::Unknown);
        assert_eq!(one.key(), None);
        assert_ne!(one.mark(), other.mark());
        assert!(!one.mark().contains("one"), "no credentials");
        let known = |user| Person::of(Some("opaque"), Some(user));
        assert_eq!(known("ann").relation(&known("bob")), Relation::Different);
        assert_eq!(Person::of(None, None).relation(&Person::of(None, None)), Relation::Same);
    }

    #[test]
    fn a_user_id_that_the_host_names_for_everybody_proves_nothing_of_a_pasted_token() {
        let told = |token| Person::told(token, Some("ann"));
        assert_eq!(told("one").relation(&told("other")), Relation::Unknown, "two tokens that say nothing");
        assert_eq!(told(ANN).relation(&told("other")), Relation::Unknown, "hers, and one that says nothing");
        assert_eq!(told("one").relation(&told("one")), Relation::Same);
        assert_eq!(told(ANN).relation(&told(BOB)), Relation::Different);
        assert_eq!((told("one").key(), told("one").maybe()), (None, Some("ann")));
        assert_ne!(told("one").mark(), told("other").mark());
        // The server checked the user of an API key.
        let checked = |token| Person::of(Some(token), Some("ann"));
        assert_eq!(checked("one").relation(&checked("other")), Relation::Same);
        assert_eq!(checked("one").relation(&told("other")), Relation::Unknown);
    }

    #[test]
    fn a_sign_out_is_of_everybody_who_may_be_the_same() {
        let (ann, bob) = (Person::of(Some(ANN), Some("a.lee")), Person::of(Some(BOB), None));
        let (nobody, known) = (Person::of(Some("opaque"), None), Person::of(Some("opaque"), Some("a.lee")));
        assert_eq!(ann.ids(), ["ann", "a.lee"]);
        for (one, other, expected) in [
            (&ann, &ann, true),
            (&ann, &known, true),
            (&ann, &bob, false),
            (&bob, &known, false),
            (&ann, &nobody, true),
            (&nobody, &nobody, true),
        ] {
            assert_eq!(one.may_be(&other.ids()), expected, "{one:?} {other:?}");
            assert_eq!(other.may_be(&one.ids()), expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn who_may_lose_something_or_is_somebody_else_is_asked() {
        use Arrival::{Ask, Renew, Replace};
        for (relation, source, has_changes, is_awaited, expected) in [
            (Relation::Same, Source::Elsewhere, true, true, Renew),
            (Relation::Same, Source::Here, false, true, Renew),
            (Relation::Different, Source::Elsewhere, false, false, Ask),
            (Relation::Different, Source::Elsewhere, true, false, Ask),
            (Relation::Different, Source::Here, true, false, Ask),
            (Relation::Different, Source::Here, false, true, Replace),
            (Relation::Unknown, Source::Elsewhere, true, false, Ask),
            (Relation::Unknown, Source::Here, true, false, Ask),
            (Relation::Unknown, Source::Elsewhere, false, false, Replace),
            (Relation::Unknown, Source::Here, false, false, Replace),
            // The page said that it goes on where it stopped.
            (Relation::Unknown, Source::Here, false, true, Ask),
            (Relation::Unknown, Source::Elsewhere, false, true, Ask),
        ] {
            assert_eq!(
                arrival(relation, source, has_changes, is_awaited),
                expected,
                "{relation:?} {source:?} {has_changes} {is_awaited}"
            );
        }
    }

    fn people() -> impl Strategy<Value = Person> {
        let token = prop::option::of(prop::sample::select(vec![ANN, BOB, "one", "two", "a.b.c"]));
        let user = prop::option::of(prop::sample::select(vec!["ann", "bob", ""]));
        (token, user, any::<bool>()).prop_map(|(token, user, is_told)| match token {
            Some(token) if is_told => Person::told(token, user),
            token => Person::of(token, user),
        })
    }

    proptest! {
        #[test]
        fn everybody_is_themselves_and_relations_are_mutual(one in people(), other in people()) {
            prop_assert_eq!(one.relation(&one), Relation::Same);
            prop_assert_eq!(one.relation(&other), other.relation(&one));
            prop_assert!(one.may_be(&one.ids()));
            if one.relation(&other) == Relation::Same {
                prop_assert!(one.may_be(&other.ids()), "who is the same is signed out, too");
            }
        }

        #[test]
        fn nothing_is_carried_over_to_anybody_who_is_not_known_to_be_the_same(
            one in people(), other in people(), has_changes in any::<bool>(), is_awaited in any::<bool>(),
        ) {
            for source in [Source::Here, Source::Elsewhere] {
                let relation = one.relation(&other);
                let arrival = arrival(relation, source, has_changes, is_awaited);
                prop_assert_eq!(arrival == Arrival::Renew, relation == Relation::Same);
                prop_assert!(!(has_changes && arrival == Arrival::Replace), "changes are never taken unasked");
            }
        }

        #[test]
        fn no_token_can_break_it(token in ".{0,60}", user in ".{0,20}") {
            let person = Person::of(Some(&token), Some(&user));
            prop_assert_eq!(person.relation(&person.clone()), Relation::Same);
        }
    }
}
