//! Everything a person sees, and the server functions behind it: one crate, two faces.

pub mod api;
pub mod canvas;
#[cfg(feature = "ssr")]
pub mod door;
pub mod file;
mod frame;
mod late;
pub mod live;
mod pages;
mod panel;
mod routes;
#[cfg(feature = "ssr")]
mod shell;
pub mod ui;

#[cfg(feature = "ssr")]
pub use shell::shell;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;
use routes::Pages;

/// The whole screen: which address shows which page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|title: String| match title.as_str() {
            "" => "Baton".to_owned(),
            title => format!("{title} · Baton"),
        }/>
        <Router>
            <Pages/>
        </Router>
    }
}
