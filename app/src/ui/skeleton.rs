//! Grey lines where text is about to be.

use leptos::prelude::*;

const WIDTHS: [&str; 4] = ["w-2/3", "w-5/6", "w-1/2", "w-3/4"];

#[component]
pub fn Skeleton(#[prop(default = 4)] lines: usize) -> impl IntoView {
    let bars: Vec<_> = (0..lines)
        .map(|line| view! { <span class=format!("skeleton {}", WIDTHS[line % WIDTHS.len()])></span> })
        .collect();
    view! {
        <div role="status" aria-label="Loading" class="grid gap-4 py-4">{bars}</div>
    }
}
