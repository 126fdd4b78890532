//! Views of one thing side by side: links, so that each view has an address.

use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: Option<u64>,
}

#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let links: Vec<_> = tabs
        .into_iter()
        .map(|tab| view! {
            <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                {tab.label}
                {tab.count.filter(|count| *count > 0).map(|count| view! { <span class="count">{count}</span> })}
            </a>
        })
        .collect();
    view! { <nav class="tabs" aria-label=label>{links}</nav> }
}
