//! The table of doors: which path leads where, and what every request passes on its way.

use crate::{assets, composition::Baton, gate, headers, health, origin, page, routes::live, size};
use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower_http::trace::TraceLayer;

pub fn router(baton: Baton) -> Router {
    let pages = generate_route_list(app::App);
    let guard = middleware::from_fn_with_state(baton.clone(), gate::guard);
    // The last layer is the first a request passes.
    Router::new()
        .route("/health", get(health::health))
        .route("/pkg/{build}/{*file}", get(assets::packaged))
        .route("/live/cases/{id}", get(live::case))
        .route("/live/workspace", get(live::workspace))
        .leptos_routes_with_context(&baton, pages, page::context(&baton), page::shell(&baton))
        .fallback(page::file_or_not_found)
        // The next layer has a limit of its own, with words.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(size::small_enough))
        .layer(guard)
        .layer(middleware::from_fn(origin::own_pages_only))
        .layer(middleware::from_fn(headers::secure))
        .layer(TraceLayer::new_for_http())
        .with_state(baton)
}
