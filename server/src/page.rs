//! Renders pages on the server, and answers for paths that no route knows.

use crate::{assets, composition::Baton, headers};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// What every page and server function finds in its context.
pub fn context(baton: &Baton) -> impl Fn() + Clone + Send + Sync + 'static {
    let rooms = baton.rooms.clone();
    move || {
        provide_context(rooms.clone());
        allow_own_scripts();
    }
}

fn allow_own_scripts() {
    if let (Some(nonce), Some(response)) =
        (leptos::nonce::use_nonce(), use_context::<ResponseOptions>())
    {
        response.insert_header(
            axum::http::header::CONTENT_SECURITY_POLICY,
            headers::page_policy(&nonce),
        );
    }
}

/// The document around every page.
pub fn shell(baton: &Baton) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    let options = baton.leptos.clone();
    move || app::shell(options.clone()).into_any()
}

/// A file of the site, or else the page that says there is nothing here.
pub async fn file_or_not_found(State(baton): State<Baton>, request: Request<Body>) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    if let Some(answer) = assets::file(path, request.headers()) {
        return answer;
    }
    let render = leptos_axum::render_app_to_stream_with_context(context(&baton), shell(&baton));
    render(request).await.into_response()
}
