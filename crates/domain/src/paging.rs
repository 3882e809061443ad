//! When a list that comes in pages is read on, and when not: one rule for every list, picker, look-up and poll.
//!
//! `has_more` alone says whether there is more (CONTRACT 6.1); pages may be short or empty. A server whose
//! tokens are missing, come again or never lead anywhere is left after a bounded number of requests, and what
//! was read of it is never taken for all there is.

use std::collections::BTreeSet;

use contract::Continuation;

/// How many pages in a row may bring nothing new before nobody follows them unasked.
pub const MOST_BARREN: u32 = 5;

/// What comes after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the list was read to its end.
    End,
    /// Another page.
    On(Continuation),
    /// Another page, but only if a person asks: enough of them were followed.
    Pause(Continuation),
    /// There is more, and no way to it: the token is missing, or leads back to what is known.
    Lost,
}

/// The reading of one list, from its first page on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The tokens that were given out, as they were written.
    seen: BTreeSet<String>,
    /// How many pages in a row brought nothing new.
    barren: u32,
    /// How many pages may still be followed unasked.
    left: u32,
    most: u32,
}

impl Default for Paging {
    /// As many pages as bring something new.
    fn default() -> Self {
        Self::of_at_most(u32::MAX)
    }
}

impl Paging {
    /// At most so many pages unasked.
    #[must_use]
    pub fn of_at_most(pages: u32) -> Self {
        Self { seen: BTreeSet::new(), barren: 0, left: pages, most: pages }
    }

    /// A page came: what it says of the rest, and how many things it brought that were not known before.
    pub fn hear(&mut self, has_more: bool, next: Option<&Continuation>, news: usize) -> Step {
        if !has_more {
            return Step::End;
        }
        self.left = self.left.saturating_sub(1);
        self.barren = if news == 0 { self.barren.saturating_add(1) } else { 0 };
        let Some(next) = next else { return Step::Lost };
        // A token may come again where the server keeps the place by itself: then it brings something new.
        let is_new = self.seen.insert(next.as_str().to_owned());
        if !is_new && news == 0 {
            return Step::Lost;
        }
        if self.barren >= MOST_BARREN || self.left == 0 {
            return Step::Pause(next.clone());
        }
        Step::On(next.clone())
    }

    /// A person asks for more: pages are followed again.
    pub fn go_on(&mut self) {
        self.barren = 0;
        self.left = self.most;
    }
}

/// Whether an answer of this status to a request with a token means that the token leads nowhere: it is
/// unknown, too old, or of a list that has changed.
#[must_use]
pub fn refuses_token(status: u16) -> bool {
    matches!(status, 400 | 404 | 409 | 410 | 422)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token(text: impl ToString) -> Continuation {
        Continuation::new(text.to_string())
    }

    #[test]
    fn only_a_last_page_ends_a_list() {
        let mut paging = Paging::default();
        assert_eq!(paging.hear(true, Some(&token(1)), 50), Step::On(token(1)));
        assert_eq!(paging.hear(true, Some(&token(2)), 0), Step::On(token(2)), "an empty page is no end");
        assert_eq!(paging.hear(false, Some(&token(3)), 0), Step::End, "whatever the token says");
        assert_eq!(Paging::default().hear(true, None, 50), Step::Lost, "a missing token is no end");
    }

    #[test]
    fn a_token_that_comes_again_is_followed_as_long_as_it_brings_something() {
        let mut paging = Paging::default();
        assert_eq!(paging.hear(true, Some(&token(7)), 50), Step::On(token(7)));
        assert_eq!(paging.hear(true, Some(&token(7)), 50), Step::On(token(7)));
        assert_eq!(paging.hear(true, Some(&token(7)), 0), Step::Lost);
    }

    #[test]
    fn tokens_that_alternate_are_left_after_one_round() {
        let mut paging = Paging::default();
        let heard: Vec<Step> =
            [1, 2, 1].into_iter().map(|next| paging.hear(true, Some(&token(next)), 0)).collect();
        assert_eq!(heard, [Step::On(token(1)), Step::On(token(2)), Step::Lost]);
    }

    #[test]
    fn a_person_who_asks_is_answered_as_often_as_they_ask() {
        let mut paging = Paging::of_at_most(1);
        assert_eq!(paging.hear(true, Some(&token(1)), 5), Step::Pause(token(1)));
        paging.go_on();
        assert_eq!(paging.hear(true, Some(&token(2)), 0), Step::Pause(token(2)));
        assert_eq!(paging.hear(false, None, 0), Step::End);
    }

    #[test]
    fn a_refused_token_is_told_from_a_refused_person() {
        assert!([400, 404, 410, 422].into_iter().all(refuses_token));
        assert!(![401, 403, 408, 429, 500, 503].into_iter().any(refuses_token));
    }

    /// A page of a server that may say anything.
    fn any_page() -> impl Strategy<Value = (bool, Option<u8>, usize)> {
        (prop::bool::weighted(0.9), prop::option::weighted(0.9, 0u8..40), 0usize..3)
    }

    proptest! {
        /// Whatever a server says: nobody follows more than so many pages without anything new, no token twice
        /// without anything new, and only the server's own word ends the list.
        #[test]
        fn no_server_is_followed_for_ever(
            pages in prop::collection::vec(any_page(), 1..200), most in 1u32..60,
        ) {
            let mut paging = Paging::of_at_most(most);
            let (mut followed, mut barren, mut asked) = (0, 0, BTreeSet::new());
            for (has_more, next, news) in pages {
                barren = if news == 0 { barren + 1 } else { 0 };
                let next = next.map(token);
                match paging.hear(has_more, next.as_ref(), news) {
                    Step::End => {
                        prop_assert!(!has_more);
                        break;
                    }
                    Step::On(token) => {
                        prop_assert!(has_more);
                        prop_assert_eq!(Some(&token), next.as_ref());
                        prop_assert!(asked.insert(token.as_str().to_owned()) || news > 0);
                        prop_assert!(barren < MOST_BARREN);
                        followed += 1;
                        prop_assert!(followed < most);
                    }
                    Step::Pause(_) | Step::Lost => {
                        prop_assert!(has_more);
                        break;
                    }
                }
            }
        }

        /// A server that keeps its word is read to its end, short and empty pages included.
        #[test]
        fn an_honest_server_is_read_to_its_end(sizes in prop::collection::vec(0usize..4, 0..80)) {
            let mut sizes = sizes;
            // Never so many empty pages in a row.
            for size in sizes.iter_mut().step_by(MOST_BARREN as usize) {
                *size = 1;
            }
            sizes.push(0);
            let (mut paging, mut at, mut read) = (Paging::default(), 0, 0);
            loop {
                let is_last = at + 1 == sizes.len();
                read += sizes[at];
                at += 1;
                match paging.hear(!is_last, Some(&token(at)), sizes[at - 1]) {
                    Step::On(next) => prop_assert_eq!(next, token(at)),
                    Step::End => break,
                    other => return Err(TestCaseError::fail(format!("{other:?} after {at} pages"))),
                }
            }
            prop_assert_eq!(read, sizes.iter().sum::<usize>());
        }
    }
}
