//! The HTML document around every page, and the script that brings it to life.

use crate::{App, ui::theme::Theme};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

pub fn shell(options: LeptosOptions) -> impl IntoView {
    let folder = format!("/{}", options.site_pkg_dir);
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=Theme::of_request().name()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" type="image/svg+xml" href="/icon.svg"/>
                <link
                    rel="preload" href="/fonts/instrument-sans-latin.woff2" r#as="font" r#type="font/woff2"
                    crossorigin=""
                />
                <link rel="stylesheet" href=format!("{folder}/baton.css")/>
                <Wake folder/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Loads the page's wasm and hydrates. Leptos' own component does the same, but leaves the nonce
/// off the preload, which our content security policy then refuses. The mark at the end says that
/// the page answers to clicks: browser tests wait for it.
#[component]
fn Wake(folder: String) -> impl IntoView {
    let script = format!("{folder}/baton.js");
    let wasm = format!("{folder}/baton_bg.wasm");
    let wake = format!(
        "import start, {{ hydrate }} from '{script}'; \
         await start({{ module_or_path: '{wasm}' }}); await hydrate(); \
         document.documentElement.dataset.hydrated = '';"
    );
    view! {
        <link rel="modulepreload" href=script nonce=use_nonce()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="module" nonce=use_nonce()>{wake}</script>
    }
}
