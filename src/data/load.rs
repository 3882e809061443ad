//! The states that loading can be in.

use std::any::Any;
use std::sync::Arc;

use domain::instant::Instant;

use crate::api::ApiError;

/// Something that is loaded, and maybe loaded again.
#[derive(Clone)]
pub enum Load {
    /// Nothing was asked for.
    Idle,
    /// Asked for the first time.
    Loading,
    /// There, and maybe being asked for again.
    Ready {
        /// What there is.
        value: Loaded,
        /// When it was read.
        at: Instant,
        /// Whether it is being read again.
        refreshing: bool,
    },
    /// Failed; with what there was before, if there was something.
    Failed {
        /// Why.
        error: ApiError,
        /// The earlier value and when it was read.
        earlier: Option<(Loaded, Instant)>,
    },
}

/// A loaded value of any type: the states are the same for all, so they are compiled once.
#[derive(Clone)]
pub struct Loaded {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Loaded {
    /// Keeps a value.
    #[must_use]
    pub fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        let same = |one: &dyn Any, other: &dyn Any| {
            one.downcast_ref::<T>().is_some_and(|one| other.downcast_ref::<T>() == Some(one))
        };
        Self { value: Arc::new(value), same }
    }

    /// The value again.
    #[must_use]
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.value.clone().downcast().ok()
    }

    /// What tells this object from others.
    #[must_use]
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.value).cast::<u8>() as usize
    }
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl Load {
    /// What there is, with when it was read.
    #[must_use]
    pub fn known(&self) -> Option<(&Loaded, Instant)> {
        match self {
            Self::Ready { value, at, .. } => Some((value, *at)),
            Self::Failed { earlier: Some((value, at)), .. } => Some((value, *at)),
            _ => None,
        }
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Failed { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The state after asking again.
    #[must_use]
    pub fn asked(&self) -> Self {
        match self.known() {
            Some((value, at)) => Self::Ready { value: value.clone(), at, refreshing: true },
            None => Self::Loading,
        }
    }

    /// The state after an answer. What did not change stays the same object.
    #[must_use]
    pub fn answered(&self, answer: Result<Loaded, ApiError>, at: Instant) -> Self {
        let earlier = self.known().map(|(value, at)| (value.clone(), at));
        match (answer, earlier) {
            (Ok(value), Some((earlier, _))) if earlier == value => {
                Self::Ready { value: earlier, at, refreshing: false }
            }
            (Ok(value), _) => Self::Ready { value, at, refreshing: false },
            (Err(error), earlier) => Self::Failed { error, earlier },
        }
    }
}
