//! Nothing lives at this address.

use leptos::prelude::*;

use crate::parts::page::fixed_heading;
use crate::routes::Address;
use crate::text::common::{HOME, not_found};

/// Says so, and leads back.
pub fn not_found_page() -> AnyView {
    view! {
        <div class="empty">
            {fixed_heading(not_found::TITLE)}
            <p>{not_found::WORDS}</p>
            <a class="button" href=Address::Home.path()>{HOME}</a>
        </div>
    }
    .into_any()
}
