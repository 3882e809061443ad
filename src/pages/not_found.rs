//! Nothing lives at this address.

use leptos::prelude::*;

use crate::parts::page::PageHeading;
use crate::routes::Address;
use crate::text::common::{HOME, not_found};

/// Says so, and leads back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <div class="empty">
            <PageHeading title=not_found::TITLE.to_owned() />
            <p>{not_found::WORDS}</p>
            <a class="button" href=Address::Home.path()>{HOME}</a>
        </div>
    }
}
