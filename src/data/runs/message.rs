//! What the tabs tell each other about runs. No credentials, and nothing that a tab must trust more than an
//! answer of the server: texts of runs are read as such.

use contract::TestSetRunId;
use contract::json::{self, FromJson, ToJson, Value};
use domain::budget::Remaining;
use domain::polling::{Attention, Stamp, Trouble, Version, Watch};

/// A message. Its enclosures, if it has any, are texts of runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A tab looks at these runs.
    Watch(String, Vec<Watch>),
    /// The tab that polls wants to know who is there.
    Roll,
    /// A tab closes.
    Gone(String),
    /// A request for these runs goes out.
    Asked(Vec<TestSetRunId>),
    /// It was answered.
    Answer(Box<Answer>),
    /// It brought nothing.
    Failed(Box<Failed>),
    /// A tab does not know these runs as the last answer had them.
    Want(Vec<TestSetRunId>),
    /// These are as they were wanted; an enclosure each.
    Told(Vec<(TestSetRunId, Version)>),
}

/// What an answer brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// When it was asked for.
    pub stamp: Stamp,
    /// What is left of the limit.
    pub remaining: Option<Remaining>,
    /// The runs in it, and by which answer they are as they are. The first of them are enclosed.
    pub runs: Vec<(TestSetRunId, Stamp)>,
    /// The runs that the server does not have.
    pub missing: Vec<TestSetRunId>,
}

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    /// What was asked for.
    pub ids: Vec<TestSetRunId>,
    /// What it means for the pace.
    pub trouble: Trouble,
    /// The server's wish, in milliseconds.
    pub retry_after: Option<i64>,
    /// The status, if there was an answer.
    pub status: Option<u16>,
    /// Whether no answer came in time.
    pub is_late: bool,
}

/// The names of the troubles in messages.
const TROUBLES: [(&str, Trouble); 4] = [
    ("limit", Trouble::Limit),
    ("passing", Trouble::Passing),
    ("refused", Trouble::Refused),
    ("signed-out", Trouble::SignedOut),
];

impl ToJson for Message {
    fn to_json(&self) -> Value {
        match self {
            Self::Watch(tab, watches) => json::object(&[
                ("watch", tab),
                ("pages", &followed(watches, Attention::Page)),
                ("lists", &followed(watches, Attention::List)),
            ]),
            Self::Roll => json::object(&[("roll", &true)]),
            Self::Gone(tab) => json::object(&[("gone", tab)]),
            Self::Asked(ids) => json::object(&[("asked", ids)]),
            Self::Want(ids) => json::object(&[("want", ids)]),
            Self::Told(runs) => json::object(&[
                ("told", &runs.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()),
                ("brought", &runs.iter().map(|(_, version)| version.brought.0).collect::<Vec<_>>()),
                ("confirmed", &runs.iter().map(|(_, version)| version.confirmed.0).collect::<Vec<_>>()),
            ]),
            Self::Answer(answer) => json::object(&[
                ("answer", &answer.stamp.0),
                ("left", &answer.remaining.map(|left| left.requests)),
                ("whole_in", &answer.remaining.and_then(|left| left.reset)),
                ("runs", &answer.runs.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()),
                ("brought", &answer.runs.iter().map(|(_, brought)| brought.0).collect::<Vec<_>>()),
                ("missing", &answer.missing),
            ]),
            Self::Failed(failed) => {
                let name = TROUBLES.iter().find(|(_, trouble)| *trouble == failed.trouble);
                json::object(&[
                    ("failed", &name.map(|(name, _)| *name)),
                    ("runs", &failed.ids),
                    ("retry_after", &failed.retry_after),
                    ("status", &failed.status.map(u32::from)),
                    ("late", &failed.is_late),
                ])
            }
        }
    }
}

impl FromJson for Message {
    fn from_json(value: &Value) -> Option<Self> {
        let ids = |name| json::field::<Vec<TestSetRunId>>(value, name);
        let stamps = |name| json::field::<Vec<i64>>(value, name).into_iter().map(Stamp);
        let number = |name| json::required::<i64>(value, name);
        if let Some(tab) = json::required(value, "watch") {
            let pages = ids("pages").into_iter().map(|id| (id, Attention::Page));
            let lists = ids("lists").into_iter().map(|id| (id, Attention::List));
            return Some(Self::Watch(tab, pages.chain(lists).collect()));
        }
        if let Some(tab) = json::required(value, "gone") {
            return Some(Self::Gone(tab));
        }
        if let Some(stamp) = number("answer") {
            let left = number("left").and_then(|left| u32::try_from(left).ok());
            return Some(Self::Answer(Box::new(Answer {
                stamp: Stamp(stamp),
                remaining: left.map(|requests| Remaining { requests, reset: number("whole_in") }),
                runs: ids("runs").into_iter().zip(stamps("brought")).collect(),
                missing: ids("missing"),
            })));
        }
        if let Some(name) = json::required::<String>(value, "failed") {
            return Some(Self::Failed(Box::new(Failed {
                ids: ids("runs"),
                trouble: TROUBLES.iter().find(|(known, _)| *known == name)?.1,
                retry_after: number("retry_after"),
                status: number("status").and_then(|status| u16::try_from(status).ok()),
                is_late: json::field(value, "late"),
            })));
        }
        if value.get("told").is_some() {
            let versions = stamps("brought").zip(stamps("confirmed"));
            let versions = versions.map(|(brought, confirmed)| Version { brought, confirmed });
            return Some(Self::Told(ids("told").into_iter().zip(versions).collect()));
        }
        let asked = json::required(value, "asked").map(Self::Asked);
        let want = || json::required(value, "want").map(Self::Want);
        asked.or_else(want).or_else(|| value.get("roll").map(|_| Self::Roll))
    }
}

fn followed(watches: &[Watch], attention: Attention) -> Vec<TestSetRunId> {
    watches.iter().filter(|watch| watch.1 == attention).map(|watch| watch.0.clone()).collect()
}
