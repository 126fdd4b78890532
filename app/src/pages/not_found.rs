//! For an address that leads nowhere.

use crate::ui::{EmptyState, LinkButton};
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
        <main class="alone">
            <h1 class="sr-only">"Nothing here"</h1>
            <EmptyState
                icon=icondata_lu::LuRoute
                title="There is nothing at this address"
                text="It may have been moved or deleted, or the link is not whole."
            >
                <LinkButton label="Go to the start" href="/"/>
            </EmptyState>
        </main>
    }
}
