//! The states that loading can be in.

use std::sync::Arc;

use domain::instant::Instant;

use crate::api::ApiError;

/// Something that is loaded, and maybe loaded again.
#[derive(Debug, PartialEq)]
pub enum Load<T> {
    /// Nothing was asked for.
    Idle,
    /// Asked for the first time.
    Loading,
    /// There, and maybe being asked for again.
    Ready {
        /// What there is.
        value: Arc<T>,
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
        earlier: Option<(Arc<T>, Instant)>,
    },
}

// Not derived: `T` itself need not be `Clone`.
impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Idle => Self::Idle,
            Self::Loading => Self::Loading,
            Self::Ready { value, at, refreshing } => {
                Self::Ready { value: value.clone(), at: *at, refreshing: *refreshing }
            }
            Self::Failed { error, earlier } => {
                Self::Failed { error: error.clone(), earlier: earlier.clone() }
            }
        }
    }
}

impl<T> Load<T> {
    /// What there is, with when it was read.
    #[must_use]
    pub fn known(&self) -> Option<(&Arc<T>, Instant)> {
        match self {
            Self::Ready { value, at, .. } => Some((value, *at)),
            Self::Failed { earlier: Some((value, at)), .. } => Some((value, *at)),
            _ => None,
        }
    }

    /// What there is.
    #[must_use]
    pub fn value(&self) -> Option<&Arc<T>> {
        self.known().map(|(value, _)| value)
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Failed { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading | Self::Ready { refreshing: true, .. })
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
    pub fn answered(&self, answer: Result<T, ApiError>, at: Instant) -> Self
    where
        T: PartialEq,
    {
        let earlier = self.known().map(|(value, at)| (value.clone(), at));
        match (answer, earlier) {
            (Ok(value), Some((earlier, _))) if *earlier == value => {
                Self::Ready { value: earlier, at, refreshing: false }
            }
            (Ok(value), _) => Self::Ready { value: Arc::new(value), at, refreshing: false },
            (Err(error), earlier) => Self::Failed { error, earlier },
        }
    }
}
