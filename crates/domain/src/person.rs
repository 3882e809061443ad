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
    /// The user id.
    user: Option<String>,
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
            name: claim("name").or_else(|| claim("email")),
            token: token.map(fingerprint),
        }
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
/// is known to differ, asks first. Who signs in here as somebody else and has nothing to lose need not be asked.
#[must_use]
pub fn arrival(relation: Relation, source: Source, has_changes: bool) -> Arrival {
    match (relation, source) {
        (Relation::Same, _) => Arrival::Renew,
        (Relation::Different, Source::Elsewhere) => Arrival::Ask,
        _ if has_changes => Arrival::Ask,
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
    fn who_may_lose_something_or_is_somebody_else_is_asked() {
        use Arrival::{Ask, Renew, Replace};
        for (relation, source, has_changes, expected) in [
            (Relation::Same, Source::Elsewhere, true, Renew),
            (Relation::Same, Source::Here, false, Renew),
            (Relation::Different, Source::Elsewhere, false, Ask),
            (Relation::Different, Source::Elsewhere, true, Ask),
            (Relation::Different, Source::Here, true, Ask),
            (Relation::Different, Source::Here, false, Replace),
            (Relation::Unknown, Source::Elsewhere, true, Ask),
            (Relation::Unknown, Source::Here, true, Ask),
            (Relation::Unknown, Source::Elsewhere, false, Replace),
        ] {
            assert_eq!(
                arrival(relation, source, has_changes),
                expected,
                "{relation:?} {source:?} {has_changes}"
            );
        }
    }

    fn people() -> impl Strategy<Value = Person> {
        let token = prop::option::of(prop::sample::select(vec![ANN, BOB, "one", "two", "a.b.c"]));
        let user = prop::option::of(prop::sample::select(vec!["ann", "bob", ""]));
        (token, user).prop_map(|(token, user)| Person::of(token, user))
    }

    proptest! {
        #[test]
        fn everybody_is_themselves_and_relations_are_mutual(one in people(), other in people()) {
            prop_assert_eq!(one.relation(&one), Relation::Same);
            prop_assert_eq!(one.relation(&other), other.relation(&one));
        }

        #[test]
        fn nothing_is_carried_over_to_anybody_who_is_not_known_to_be_the_same(
            one in people(), other in people(), has_changes in any::<bool>(),
        ) {
            for source in [Source::Here, Source::Elsewhere] {
                let relation = one.relation(&other);
                let arrival = arrival(relation, source, has_changes);
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
