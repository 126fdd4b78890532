//! The first page: says what this is, and which version.

use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Title text=""/>
        <main>
            <h1>"Baton"</h1>
            <p>"Version " {env!("CARGO_PKG_VERSION")}</p>
        </main>
    }
}
