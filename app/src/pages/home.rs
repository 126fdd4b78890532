//! The start: builders see their processes first, everybody else what waits for them.

use crate::frame::use_me;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;

#[component]
pub fn Home() -> impl IntoView {
    let me = use_me();
    view! {
        <Title text=""/>
        <Suspense>
            {move || Suspend::new(async move {
                let me = me.await.ok().flatten()?;
                let path = if me.builds() { "/processes" } else { "/inbox" };
                Some(view! { <Redirect path/> })
            })}
        </Suspense>
    }
}
