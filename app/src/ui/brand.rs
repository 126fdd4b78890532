//! The conductor's stick: a round grip, and the stroke it draws in the air.

use leptos::prelude::*;

/// The sign alone. Decoration: the link around it carries the name.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
            <path class="logo-beat" d="M5 13c3.5-7 8.5-7.5 10.5-3.5S13 19 17 21.5s8.5-1.5 10-7.5"></path>
            <path class="logo-stick" d="M9.5 24.5 27 4.5"></path>
            <circle class="logo-grip" cx="8.25" cy="26" r="3.25"></circle>
        </svg>
    }
}

/// The sign with the name.
#[component]
pub fn Wordmark() -> impl IntoView {
    view! {
        <span class="wordmark">
            <Logo/>
            <span>"Baton"</span>
        </span>
    }
}
