//! The table of doors: which path leads where, and what every answer carries.

use crate::{assets, composition::Baton, headers, health, page};
use axum::{Router, middleware, routing::get};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower_http::{limit::RequestBodyLimitLayer, trace::TraceLayer};

/// The largest request anyone may send. A diagram of ten thousand steps has a third of it.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

pub fn router(baton: Baton) -> Router {
    let pages = generate_route_list(app::App);
    Router::new()
        .route("/health", get(health::health))
        .route("/pkg/{build}/{*file}", get(assets::packaged))
        .leptos_routes_with_context(&baton, pages, page::context, page::shell(&baton))
        .fallback(page::file_or_not_found)
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(middleware::from_fn(headers::secure))
        .layer(TraceLayer::new_for_http())
        .with_state(baton)
}
