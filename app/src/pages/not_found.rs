//! For an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Nothing here"/>
        <main>
            <h1>"There is nothing at this address"</h1>
            <p>"It may have been moved or deleted. " <a href="/">"Go to the start"</a></p>
        </main>
    }
}
