//! The text of a field that follows signals: the property `value`, which is written only where the field
//! shows another text.

use leptos::tachys::html::property::IntoProperty;
use web_sys::Element;

use crate::browser::typing;

/// The text of a field that follows signals.
pub type FieldText = Box<dyn FnMut() -> Shown + Send>;

/// A text as a field shows it.
#[derive(Clone)]
pub struct Shown(String);

/// The text of a field that follows the signals that it reads: for `prop:value` of whatever is typed into.
pub fn shown(mut read: impl FnMut() -> String + Send + 'static) -> FieldText {
    Box::new(move || Shown(read()))
}

impl IntoProperty for Shown {
    type State = Element;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, field: &Element, key: &str) -> Self::State {
        self.build(field, key)
    }

    fn build(self, field: &Element, _key: &str) -> Self::State {
        typing::show(field, &self.0);
        field.clone()
    }

    fn rebuild(self, field: &mut Self::State, _key: &str) {
        typing::show(field, &self.0);
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }
}
