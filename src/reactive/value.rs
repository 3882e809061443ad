//! Signals and memos by Leptos with their values boxed: what Leptos generates for each type of value,
//! some kilobytes a type, is there once (docs/DECISIONS.md has the figures). They are used as Leptos'
//! own, and like them they must not be read after their owner is gone, but by the `try_` functions.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude as leptos;
use leptos::{Track as _, Update as _, With as _, WithUntracked as _};

/// A value of any type.
type Boxed = Box<dyn Any + Send + Sync>;

/// A signal that can be read and written. Cheap to copy; belongs to the owner that it was made under.
pub struct RwSignal<T> {
    inner: leptos::RwSignal<Boxed>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { inner: leptos::RwSignal::new(Box::new(value)), kind: PhantomData }
    }

    /// Reads the value, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        there(once(read, |read| self.inner.with(|value| read(&**value))))
    }

    /// Reads the value without following it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        there(once(read, |read| self.inner.with_untracked(|value| read(&**value))))
    }

    /// [`RwSignal::with_untracked`], or nothing where the signal is gone.
    pub fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        once(read, |read| {
            self.inner.try_with_untracked(|value| read(&**value));
        })
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.inner.track();
    }

    /// Changes the value, and tells who follows it where `change` says so. Nothing happens where the
    /// signal is gone.
    pub fn maybe_update(self, change: impl FnOnce(&mut T) -> bool) {
        let mut change = Some(change);
        write(self.inner, &mut |value| match (value.downcast_mut(), change.take()) {
            (Some(value), Some(change)) => change(value),
            _ => false,
        });
    }

    /// Changes the value, and tells who follows it. Nothing happens where the signal is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.maybe_update(|value| {
            change(value);
            true
        });
    }

    /// [`RwSignal::update`] with an answer; nothing where the signal is gone.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut answer = None;
        self.update(|value| answer = Some(change(value)));
        answer
    }

    /// Replaces the value, and tells who follows it. Nothing happens where the signal is gone.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// [`RwSignal::set`], by the name that says that the signal may be gone.
    pub fn try_set(self, value: T) {
        self.set(value);
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// The value, which is followed from now on.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, or nothing where the signal is gone.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

fn write(signal: leptos::RwSignal<Boxed>, change: &mut dyn FnMut(&mut dyn Any) -> bool) {
    signal.try_maybe_update(|value| (change(&mut **value), ()));
}

/// A value derived from signals, which tells its readers only when it changes. Cheap to copy.
pub struct Memo<T> {
    inner: leptos::Memo<Derived>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// A derived value of any type.
#[derive(Clone)]
struct Derived {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Derived {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    pub(super) fn new(derive: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| {
            one.downcast_ref::<T>().is_some_and(|one| other.downcast_ref::<T>() == Some(one))
        };
        let inner = derived(Box::new(move || Derived { value: Arc::new(derive()), same }));
        Self { inner, kind: PhantomData }
    }
}

fn derived(derive: Box<dyn Fn() -> Derived + Send + Sync>) -> leptos::Memo<Derived> {
    leptos::Memo::new(move |_| derive())
}

impl<T: 'static> Memo<T> {
    /// Reads the value, and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        there(once(read, |read| self.inner.with(|derived| read(&*derived.value))))
    }

    /// Reads the value without following it.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        there(once(read, |read| self.inner.with_untracked(|derived| read(&*derived.value))))
    }

    /// [`Memo::with_untracked`], or nothing where the memo is gone.
    pub fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        once(read, |read| {
            self.inner.try_with_untracked(|derived| read(&*derived.value));
        })
    }

    /// Follows the value without reading it. A memo that nobody reads never learns of its sources.
    pub fn track(self) {
        self.inner.track();
    }
}

impl<T: Clone + 'static> Memo<T> {
    /// The value, which is followed from now on.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, or nothing where the memo is gone.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

/// Reads a value as what it is, by a function that is not generic over the reader.
fn once<T: 'static, U>(read: impl FnOnce(&T) -> U, run: impl FnOnce(&mut dyn FnMut(&dyn Any))) -> Option<U> {
    let (mut read, mut answer) = (Some(read), None);
    run(&mut |value| {
        if let (Some(value), Some(read)) = (value.downcast_ref(), read.take()) {
            answer = Some(read(value));
        }
    });
    answer
}

/// A value is only ever written as the type that it is read as, and Leptos itself stops where a signal
/// is gone: there is always an answer.
#[expect(clippy::panic, reason = "cannot be reached; as Leptos stops, too")]
fn there<U>(answer: Option<U>) -> U {
    answer.unwrap_or_else(|| panic!("a signal of another type"))
}
