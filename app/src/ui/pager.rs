//! Leads to the next part of a list. A link, so that it works without JavaScript too.

use super::{LinkButton, Look};
use leptos::prelude::*;

#[component]
pub fn Pager(
    /// The address of the next part; none at the end.
    next: Option<String>,
    /// The address of the beginning, unless this is it.
    first: Option<String>,
) -> impl IntoView {
    (next.is_some() || first.is_some()).then(|| view! {
        <nav aria-label="Parts of the list" class="flex justify-between gap-2 py-4">
            {first.map(|href| view! {
                <LinkButton label="Back to the newest" href look=Look::Plain icon=icondata_lu::LuArrowLeft/>
            })}
            {next.map(|href| view! { <LinkButton label="Show more" href/> })}
        </nav>
    })
}
