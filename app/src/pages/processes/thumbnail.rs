//! The little picture of a process on the screen.

use crate::api::picture::Picture;
use leptos::prelude::*;

#[component]
pub fn Thumbnail(picture: Picture) -> impl IntoView {
    let flows: Vec<_> = picture
        .flows
        .into_iter()
        .map(|path| view! { <path class="thumbnail-flow" d=path></path> })
        .collect();
    let steps: Vec<_> = picture
        .steps
        .into_iter()
        .map(|step| view! { <path class="thumbnail-step" data-kind=step.kind d=step.outline></path> })
        .collect();
    view! {
        <svg class="thumbnail" viewBox=picture.frame preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            {flows} {steps}
        </svg>
    }
}
