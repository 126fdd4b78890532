//! The door into the browser: wakes the page the server rendered.
#![cfg(target_arch = "wasm32")]

use leptos::{mount::hydrate_from_async, prelude::document, task::tick, wasm_bindgen::JsCast};
use wasm_bindgen::prelude::wasm_bindgen;

/// Done when the page answers to clicks, its lazy parts included.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    if let Some(body) = document().body() {
        hydrate_from_async(body.unchecked_into(), app::App)
            .await
            .forget();
        tick().await;
    }
}
