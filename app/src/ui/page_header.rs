//! What a page is called, where it belongs, and what can be done with it.

use leptos::prelude::*;

#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    /// Where it belongs: (words, address).
    #[prop(optional)]
    parent: Option<(String, String)>,
    /// A line under the title.
    #[prop(optional, into)]
    note: ViewFn,
    /// What can be done, at the right.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="min-w-0">
                {parent.map(|(words, address)| view! {
                    <nav aria-label="Where this belongs" class="page-parent"><a href=address class="crumb">{words}</a></nav>
                })}
                <h1>{title}</h1>
                <div class="page-note">{note.run()}</div>
            </div>
            {children.map(|children| view! { <div class="page-acts">{children()}</div> })}
        </header>
    }
}
