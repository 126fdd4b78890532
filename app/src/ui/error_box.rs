//! What went wrong when something could not be loaded or done, and the way on.

use super::{LinkButton, Note, PageHeader, Tone};
use crate::api::{ApiError, ErrorKind};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ErrorBox(error: ApiError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    answer_with(&error.kind);
    let way_on = match error.kind {
        ErrorKind::NotSignedIn => Some(("Sign in", "/sign-in")),
        ErrorKind::NotFound | ErrorKind::Forbidden => Some(("Go to the start", "/")),
        _ => None,
    };
    view! {
        <div role="alert">
            <Note tone=Tone::Failed>
                <p>{error.message}</p>
                {way_on.map(|(label, href)| view! { <p class="mt-2"><LinkButton label href/></p> })}
            </Note>
        </div>
    }
}

/// The same where a whole page should have been.
#[component]
pub fn ErrorPage(error: ApiError) -> impl IntoView {
    let title = match error.kind {
        ErrorKind::NotFound => "Nothing here",
        ErrorKind::Forbidden => "Not open to you",
        ErrorKind::NotSignedIn => "Signed out",
        ErrorKind::Conflict => "Too late",
        _ => "This did not work",
    };
    view! {
        <Title text=title/>
        <div class="page narrow">
            <PageHeader title/>
            <ErrorBox error/>
        </div>
    }
}

/// A page that could not show its thing says so in its status as well.
#[cfg(feature = "ssr")]
fn answer_with(kind: &ErrorKind) {
    use axum::http::StatusCode;
    let status = match kind {
        ErrorKind::NotSignedIn => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => return,
    };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
    }
}

/// What a form says above its fields. What belongs to a field is said there and not here.
#[component]
pub fn FormError(#[prop(into)] error: Signal<Option<ApiError>>) -> impl IntoView {
    move || {
        let error = error.get()?;
        let at_fields = matches!(&error.kind, ErrorKind::Invalid { fields } if !fields.is_empty());
        (!at_fields).then(|| view! { <ErrorBox error/> })
    }
}
