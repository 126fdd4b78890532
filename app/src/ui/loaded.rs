//! A part of a page that comes from the server: grey lines while it loads, an error box when it cannot.

use super::{ErrorBox, ErrorPage, Skeleton};
use crate::api::ApiError;
use leptos::prelude::*;
use std::sync::Arc;

/// While a newer answer is on its way the older one stays in sight.
#[component]
pub fn Loaded<T, V>(
    resource: Resource<Result<T, ApiError>>,
    #[prop(default = 6)] lines: usize,
    /// It is all there is to the page, so its error needs a heading.
    #[prop(optional)]
    whole_page: bool,
    view: V,
) -> impl IntoView
where
    T: Clone + Send + Sync + serde::Serialize + serde::de::DeserializeOwned + 'static,
    V: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let view = Arc::new(view);
    view! {
        <Transition fallback=move || view! { <Skeleton lines/> }>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => view(value),
                        Err(error) if whole_page => view! { <ErrorPage error/> }.into_any(),
                        Err(error) => view! { <ErrorBox error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
