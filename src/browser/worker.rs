//! A worker beside the page that answers questions. It says at once that it heard a question; one that does not is
//! broken, or its script is an old one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot::{Sender, channel};
use futures_util::future::{Either, select};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, Worker};

use super::clock;
use super::listener::Listener;

/// What the worker says as soon as it hears a question; it changes with the form of questions and answers.
const HEARD: &str = "heard 2";

/// How long it may take to say so, in milliseconds: the script is read meanwhile.
const PATIENCE: i64 = 6000;

/// A running worker. Questions and answers are arrays that begin with the question's number; a number alone
/// tells the worker that nobody waits for its answer any more. It ends when dropped.
pub struct Helper {
    worker: Worker,
    waiting: Waiting,
    asked: Cell<u32>,
    is_broken: Rc<Cell<bool>>,
    _listeners: [Option<Listener>; 3],
}

/// Who waits for which answer: mostly one.
type Waiting = Rc<RefCell<Vec<Waits>>>;

struct Waits {
    number: u32,
    answer: Sender<Array>,
    /// For a sign of life.
    heard: Option<Sender<()>>,
}

impl Helper {
    /// Starts the worker of a script, whose address is relative to the page's base; nothing where the browser
    /// has no workers or does not allow them.
    #[must_use]
    pub fn start(script: &str) -> Option<Self> {
        let worker = Worker::new(script).ok()?;
        let waiting = Waiting::default();
        let is_broken = Rc::new(Cell::new(false));
        let answers = waiting.clone();
        let hear = move |event: web_sys::Event| {
            let data = event.dyn_into::<MessageEvent>().map(|event| event.data());
            let Ok(Ok(answer)) = data.map(JsCast::dyn_into::<Array>) else { return };
            let Some(number) = number_of(&answer) else { return };
            if answer.get(1).as_string().as_deref() == Some(HEARD) {
                let mut waiting = answers.borrow_mut();
                let waits = waiting.iter_mut().find(|waits| waits.number == number);
                if let Some(heard) = waits.and_then(|waits| waits.heard.take()) {
                    let _ = heard.send(());
                }
            } else if let Some(waits) = take(&answers, number) {
                let _ = waits.answer.send(answer);
            }
        };
        let breaks = |kind| {
            let (waiting, is_broken) = (waiting.clone(), is_broken.clone());
            Listener::at(&worker, kind, move |_| {
                is_broken.set(true);
                waiting.borrow_mut().clear();
            })
        };
        let listeners = [Listener::at(&worker, "message", hear), breaks("error"), breaks("messageerror")];
        Some(Self { worker, waiting, asked: Cell::new(0), is_broken, _listeners: listeners })
    }

    /// Whether it can answer: its script was there, and goes on.
    #[must_use]
    pub fn is_well(&self) -> bool {
        !self.is_broken.get()
    }

    /// Asks a question, to which its number is added; nothing where the worker breaks meanwhile, or does not say
    /// in time that it heard it. Dropping the future gives the question up.
    pub async fn ask(&self, question: Array) -> Option<Array> {
        let number = Cell::get(&self.asked).wrapping_add(1);
        self.asked.set(number);
        question.unshift(&number.into());
        let ((answer, answered), (heard, hears)) = (channel(), channel());
        self.waiting.borrow_mut().push(Waits { number, answer, heard: Some(heard) });
        let _question = Question { helper: self, number };
        self.worker.post_message(&question).ok()?;
        match select(hears, Box::pin(clock::sleep(PATIENCE))).await {
            Either::Left((Ok(()), _)) => answered.await.ok(),
            _ => {
                self.is_broken.set(true);
                None
            }
        }
    }
}

fn take(waiting: &Waiting, number: u32) -> Option<Waits> {
    let mut waiting = waiting.borrow_mut();
    let place = waiting.iter().position(|waits| waits.number == number)?;
    Some(waiting.swap_remove(place))
}

/// The number of the question that an answer is to.
#[must_use]
pub fn number_of(answer: &Array) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is one of ours")]
    answer.get(0).as_f64().map(|number| number as u32)
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// A question that somebody waits for.
struct Question<'a> {
    helper: &'a Helper,
    number: u32,
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        if take(&self.helper.waiting, self.number).is_some() {
            let _ = self.helper.worker.post_message(&Array::of1(&self.number.into()));
        }
    }
}
