//! Exchanges that a worker carries out beside the page (`poll.js`): reading an answer of megabytes takes the page
//! some ten milliseconds, and most answers to polls are the same as the last.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};

use super::access::Access;
use super::http::{self, Answer, Message, NoAnswer};
use crate::browser::build;
use crate::browser::text::Text;
use crate::browser::worker::{Helper, number_of};

/// The worker, once it is needed.
#[derive(Default)]
pub(super) struct Beside(OnceCell<Option<Rc<Helper>>>);

impl Beside {
    /// Sends a message without a body and reads the answer, within the time limit. `known` is the number of an
    /// answer: one that is the same comes without its text.
    pub(super) async fn exchange(
        &self,
        access: &Access,
        message: &Message<'_>,
        known: Option<u32>,
    ) -> Result<Answer, NoAnswer> {
        let start = || Helper::start(&build::poll_script()?).map(Rc::new);
        let helper = self.0.get_or_init(start).clone().filter(|helper| helper.is_well());
        let Some(helper) = helper else { return Err(NoAnswer::Nobody) };
        if !http::is_sendable(access, message) {
            return Err(NoAnswer::Unsendable);
        }
        let headers = Array::new();
        for (name, value) in http::headers(access, message) {
            headers.push(&Array::of2(&name.into(), &value.into()));
        }
        let question = Array::of4(
            &http::address(access, message).into(),
            &http::credentials(access).into(),
            &headers,
            &known.unwrap_or_default().into(),
        );
        let answer =
            async { helper.ask(question).await.map_or(Err(NoAnswer::Nobody), |answer| read(&answer)) };
        http::in_time(Box::pin(answer)).await
    }
}

fn read(answer: &Array) -> Result<Answer, NoAnswer> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status is small")]
    let status = answer.get(1).as_f64().map(|status| status as u16);
    let headers = Object::from(answer.get(2));
    let header = |name: &str| Reflect::get(&headers, &name.into()).ok()?.as_string();
    match status {
        None => Err(NoAnswer::Connection),
        Some(0) => Err(NoAnswer::Redirect),
        Some(status) => {
            let text = Text::from_value(answer.get(3));
            let is_known = text.is_none();
            let mut read = Answer::new(status, text.unwrap_or_default(), header);
            (read.number, read.is_known) = (number_of(answer), is_known);
            Ok(read)
        }
    }
}
