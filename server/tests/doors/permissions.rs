//! Every door has its line in the permission table, and keeps to it.

use crate::support::{Folder, Person, Server};
use app::door::permission::{self, Need};
use leptos_axum::generate_route_list;
use process::step::Role;
use reqwest::{StatusCode, header};

#[tokio::test]
async fn every_server_function_and_page_stands_in_the_permission_table() {
    for (path, _) in leptos::server_fn::axum::server_fn_paths() {
        assert!(
            permission::need(path).is_some(),
            "{path} has no line in the permission table"
        );
    }
    for page in generate_route_list(app::App) {
        let path = page.path();
        assert!(
            permission::need(path).is_some(),
            "{path} has no line in the permission table"
        );
    }
}

#[tokio::test]
async fn every_line_about_a_server_function_is_about_one_there_is() {
    let known: Vec<_> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    for (route, _) in permission::table()
        .iter()
        .filter(|(route, _)| route.starts_with("/api/"))
    {
        assert!(
            known.contains(route),
            "{route} is in the permission table but leads nowhere"
        );
    }
}

#[tokio::test]
async fn every_door_opens_to_those_the_table_names_and_to_nobody_else() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let bert = server.person(&mut ada, "Bert", Role::Builder).await;
    let mia = server.person(&mut ada, "Mia", Role::Member).await;
    let callers = [
        (None, server.visitor()),
        (Some(Role::Member), mia),
        (Some(Role::Builder), bert),
        (Some(Role::Admin), ada),
    ];
    // Signing out is the one door that changes who calls.
    for (route, need) in permission::table()
        .iter()
        .filter(|(route, _)| *route != "/api/sign_out")
    {
        for (role, caller) in &callers {
            let status = try_door(caller, route).await;
            let expected = expected(route, *need, *role);
            let refused = matches!(
                status,
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::SEE_OTHER
            );
            match expected {
                Some(refusal) => assert_eq!(status, refusal, "{role:?} at {route}"),
                None => assert!(!refused, "{role:?} at {route} got {status}"),
            }
        }
    }
}

/// Without arguments: whoever is let in hears that they are missing.
async fn try_door(caller: &Person, route: &str) -> StatusCode {
    let path = route
        .replace("{id}", "1")
        .replace("{build}/{*file}", "build/file");
    if path.starts_with("/api/") {
        return caller
            .post(&path, "application/x-www-form-urlencoded", "")
            .await
            .status();
    }
    let mut request = caller.client.get(format!("{}{path}", caller.address));
    if !path.starts_with("/live/") {
        request = request.header(header::ACCEPT, "text/html");
    }
    if let Some(cookie) = &caller.cookie {
        request = request.header(header::COOKIE, cookie);
    }
    request.send().await.expect("the server answers").status()
}

fn expected(route: &str, need: Need, role: Option<Role>) -> Option<StatusCode> {
    let least = match need {
        Need::Public => return None,
        Need::SignedIn => Role::Member,
        Need::Builder => Role::Builder,
        Need::Admin => Role::Admin,
    };
    let page = !route.starts_with("/api/") && !route.starts_with("/live/");
    match role {
        None if page => Some(StatusCode::SEE_OTHER),
        None => Some(StatusCode::UNAUTHORIZED),
        Some(role) if role < least => Some(StatusCode::FORBIDDEN),
        Some(_) => None,
    }
}
