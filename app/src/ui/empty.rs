//! A place with nothing in it yet: says what will be here, and offers one thing to do.

use super::Icon;
use icondata_core::Icon as Drawing;
use leptos::prelude::*;

#[component]
pub fn EmptyState(
    icon: Drawing,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Nothing else on the page is its heading.
    #[prop(optional)]
    whole_page: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <div class="art"><Icon drawing=icon/></div>
            {if whole_page {
                view! { <h1 class="text-read font-semibold">{title}</h1> }.into_any()
            } else {
                view! { <h2 class="text-read font-semibold">{title}</h2> }.into_any()
            }}
            <p>{text}</p>
            {children.map(|children| view! { <div class="empty-act">{children()}</div> })}
        </div>
    }
}
