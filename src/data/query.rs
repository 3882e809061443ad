//! One thing that is loaded for a key: a changed key aborts what it overtakes, late answers are
//! dropped, leaving the page aborts.

use std::future::Future;
use std::sync::Arc;

use leptos::prelude::*;

use super::load::Load;
use super::task::Task;
use crate::api::ApiError;
use crate::browser::clock;

/// A loaded thing. Cheap to copy.
pub struct Query<T: 'static> {
    /// Its state.
    pub load: RwSignal<Load<T>>,
    asked: RwSignal<u32>,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

impl<T: Send + Sync + PartialEq + 'static> Query<T> {
    /// Asks again, keeping what there is until the answer comes.
    pub fn refresh(self) {
        self.asked.update(|asked| *asked += 1);
    }

    /// What there is. Changes only when the value does.
    #[must_use]
    pub fn value(self) -> Memo<Option<Arc<T>>> {
        Memo::new(move |_| self.load.with(|load| load.value().cloned()))
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn error(self) -> Memo<Option<ApiError>> {
        Memo::new(move |_| self.load.with(|load| load.error().cloned()))
    }
}

/// Loads what belongs to `key`, whenever it changes; `None` asks for nothing.
pub fn use_query<K, T, F>(
    key: impl Fn() -> Option<K> + Send + Sync + 'static,
    fetch: impl Fn(K) -> F + 'static,
) -> Query<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + PartialEq + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let key = Memo::new(move |_| key());
    let load = RwSignal::new(Load::Idle);
    let asked = RwSignal::new(0);
    let task = StoredValue::new_local(None::<Task>);
    Effect::new(move |before: Option<Option<K>>| {
        asked.track();
        let key = key.get();
        task.set_value(None);
        let same = before.as_ref() == Some(&key);
        load.update(|load| match (&key, same) {
            (None, _) => *load = Load::Idle,
            (Some(_), true) => *load = load.asked(),
            (Some(_), false) => *load = Load::Loading,
        });
        if let Some(key) = key.clone() {
            let answer = fetch(key);
            task.set_value(Some(Task::start(async move {
                let answer = answer.await;
                load.try_update(|load| *load = load.answered(answer, clock::now()));
            })));
        }
        key
    });
    Query { load, asked }
}
