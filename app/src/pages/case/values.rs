//! The data of a case, as people read it.

use crate::api::page::ShownValue;
use leptos::prelude::*;

#[component]
pub fn Values(values: Vec<ShownValue>) -> impl IntoView {
    let none = values.is_empty();
    let rows: Vec<_> = values
        .into_iter()
        .map(|one| {
            let value = if one.value.is_empty() {
                "–".to_owned()
            } else {
                one.value
            };
            view! { <div class="value"><dt>{one.label}</dt><dd>{value}</dd></div> }
        })
        .collect();
    view! {
        <section aria-labelledby="values" class="values">
            <div class="section-head"><h2 id="values">"What is known"</h2></div>
            {none.then(|| view! { <p class="row-note py-2">"Nothing has been entered yet."</p> })}
            <dl>{rows}</dl>
        </section>
    }
}
