//! One thing that is loaded for a key: a changed key aborts what it overtakes, late answers are
//! dropped, leaving the page aborts.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;

use super::load::{Load, Loaded};
use crate::api::ApiError;
use crate::browser::clock;
use crate::reactive::{Memo, RwSignal, effect, memo};
use crate::task::Task;

/// A loaded thing. Cheap to copy.
pub struct Query<T> {
    /// Its state.
    pub load: RwSignal<Load>,
    asked: RwSignal<u32>,
    /// Changes when the value does; 0 while there is none.
    identity: Memo<usize>,
    error: Memo<Option<ApiError>>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    /// Asks again, keeping what there is until the answer comes.
    pub fn refresh(self) {
        self.asked.update(|asked| *asked += 1);
    }

    /// What there is. Readers are told only when the value changes.
    #[must_use]
    pub fn value(self) -> Option<Arc<T>> {
        // Read, not only tracked: a memo that nobody reads never learns of its sources.
        let _ = self.identity.get();
        self.load.with_untracked(|load| load.known().and_then(|(value, _)| value.get()))
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<Loaded, ApiError>>>>;

/// Loads what belongs to `key`, whenever it changes; `None` asks for nothing.
pub fn use_query<T, F>(
    key: impl Fn() -> Option<String> + Send + Sync + 'static,
    fetch: impl Fn(String) -> F + 'static,
) -> Query<T>
where
    T: Send + Sync + PartialEq + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let (load, asked) = run(
        memo(key),
        Box::new(move |key| {
            let answer = fetch(key);
            Box::pin(async move { answer.await.map(Loaded::new) })
        }),
    );
    let identity = memo(move || load.with(|load| load.known().map_or(0, |(value, _)| value.identity())));
    let error = memo(move || load.with(|load| load.error().cloned()));
    Query { load, asked, identity, error, kind: PhantomData }
}

fn run(key: Memo<Option<String>>, fetch: Box<dyn Fn(String) -> Answer>) -> (RwSignal<Load>, RwSignal<u32>) {
    let load = RwSignal::new(Load::Idle);
    let asked = RwSignal::new(0);
    let task = StoredValue::new_local(None::<Task>);
    let mut before = None;
    effect(move || {
        asked.track();
        let key = key.get();
        task.set_value(None);
        let same = before.as_ref() == Some(&key);
        before = Some(key.clone());
        load.update(|load| match (&key, same) {
            (None, _) => *load = Load::Idle,
            (Some(_), true) => *load = load.asked(),
            (Some(_), false) => *load = Load::Loading,
        });
        if let Some(key) = key {
            let answer = fetch(key);
            task.set_value(Some(Task::start(async move {
                let answer = answer.await;
                load.try_update(|load| *load = load.answered(answer, clock::now()));
            })));
        }
    });
    (load, asked)
}
