//! What the tabs of one session say to each other about runs, as texts. Nothing secret is in them: ids, moments
//! and runs as the server told them.

use contract::TestSetRunId;

use super::{Attention, Stamp, Trouble, Watch};
use crate::budget::Remaining;
use crate::instant::Instant;

/// What a tab says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The leader calls the roll: all say what they look at.
    Roll,
    /// A tab looks at these runs; at none: it is hidden or closes.
    Watch {
        /// The tab's name.
        tab: String,
        /// What it looks at.
        watches: Vec<Watch>,
    },
    /// A request goes out.
    Sent,
    /// A run, as an answer brought it.
    Run {
        /// The answer.
        stamp: Stamp,
        /// The run's text.
        text: String,
    },
    /// An answer was complete.
    Answered {
        /// The answer.
        stamp: Stamp,
        /// What the server says is left.
        remaining: Option<Remaining>,
        /// What was asked for: the answer that brought it as it is; none where the server does not have it.
        runs: Vec<(TestSetRunId, Option<Stamp>)>,
    },
    /// A request brought nothing.
    Failed {
        /// Why.
        trouble: Trouble,
        /// The status, if there was an answer.
        status: Option<u16>,
        /// The server's wish, in milliseconds.
        retry_after: Option<i64>,
    },
}

impl Message {
    /// Its text.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Roll => "roll".to_owned(),
            Self::Sent => "sent".to_owned(),
            Self::Watch { tab, watches } => {
                let mut text = ["watch ", tab].concat();
                for (id, attention) in watches {
                    text.push_str(if *attention == Attention::Page { " page " } else { " list " });
                    text.push_str(id.as_str());
                }
                text
            }
            Self::Run { stamp, text } => ["run ", &stamp.0.to_string(), "\n", text].concat(),
            Self::Answered { stamp, remaining, runs } => {
                let mut text = ["answered ", &stamp.0.to_string()].concat();
                let (requests, reset) = remaining.map_or((None, None), |remaining| {
                    (Some(i64::from(remaining.requests)), Some(remaining.reset.0))
                });
                push(&mut text, requests);
                push(&mut text, reset);
                for (id, brought) in runs {
                    text.push(' ');
                    text.push_str(id.as_str());
                    push(&mut text, brought.map(|brought| brought.0));
                }
                text
            }
            Self::Failed { trouble, status, retry_after } => {
                let trouble = match trouble {
                    Trouble::Limit => "limit",
                    Trouble::Passing => "passing",
                    Trouble::Refused => "refused",
                    Trouble::SignedOut => "signed-out",
                };
                let mut text = ["failed ", trouble].concat();
                push(&mut text, status.map(i64::from));
                push(&mut text, *retry_after);
                text
            }
        }
    }

    /// Reads a text; `None` where no tab of this version says so.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once('\n').map_or((text, None), |(head, body)| (head, Some(body)));
        let mut words = head.split(' ');
        let kind = words.next()?;
        Some(match kind {
            "roll" => Self::Roll,
            "sent" => Self::Sent,
            "watch" => {
                let tab = words.next()?.to_owned();
                let mut watches = Vec::new();
                while let Some(attention) = words.next() {
                    let attention = match attention {
                        "page" => Attention::Page,
                        "list" => Attention::List,
                        _ => return None,
                    };
                    watches.push((id(words.next()?)?, attention));
                }
                Self::Watch { tab, watches }
            }
            "run" => Self::Run { stamp: Stamp(words.next()?.parse().ok()?), text: body?.to_owned() },
            "answered" => {
                let stamp = Stamp(words.next()?.parse().ok()?);
                let (requests, reset) = (pull(words.next()?)?, pull(words.next()?)?);
                let remaining = requests.zip(reset).and_then(|(requests, reset)| {
                    Some(Remaining { requests: u32::try_from(requests).ok()?, reset: Instant(reset) })
                });
                let mut runs = Vec::new();
                while let Some(word) = words.next() {
                    runs.push((id(word)?, pull(words.next()?)?.map(Stamp)));
                }
                Self::Answered { stamp, remaining, runs }
            }
            "failed" => {
                let trouble = match words.next()? {
                    "limit" => Trouble::Limit,
                    "passing" => Trouble::Passing,
                    "refused" => Trouble::Refused,
                    "signed-out" => Trouble::SignedOut,
                    _ => return None,
                };
                let status = pull(words.next()?)?.and_then(|status| u16::try_from(status).ok());
                Self::Failed { trouble, status, retry_after: pull(words.next()?)? }
            }
            _ => return None,
        })
    }
}

/// Only well-formed ids are ever asked for.
fn id(word: &str) -> Option<TestSetRunId> {
    Some(TestSetRunId::from_response(word)).filter(TestSetRunId::is_well_formed)
}

fn push(text: &mut String, number: Option<i64>) {
    text.push(' ');
    text.push_str(&number.map_or_else(|| "-".to_owned(), |number| number.to_string()));
}

/// A number, or that there is none; `None` where it is neither.
#[expect(clippy::option_option, reason = "whether it can be read, and what it says")]
fn pull(word: &str) -> Option<Option<i64>> {
    if word == "-" { Some(None) } else { word.parse().ok().map(Some) }
}
