//! A Lucide sign. It is decoration: the words beside it, or the label of its button, say what it means.

use icondata_core::Icon as Drawing;
use leptos::prelude::*;

#[component]
pub fn Icon(drawing: Drawing) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=drawing.data></svg>
    }
}
