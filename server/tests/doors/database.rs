//! The database goes away and comes back: callers hear it in words, and the server goes on by itself.
//! On PostgreSQL, where a database can go away; runs when `BATON_TEST_POSTGRES` names a server.

use crate::support::{Folder, Server};
use app::api::{
    ApiError, ErrorKind,
    team::{CreateTeam, ListTeams},
};
use reqwest::{StatusCode, Url};
use std::sync::Arc;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// A line to the database that can be cut.
struct Line {
    port: u16,
    up: Arc<watch::Sender<bool>>,
}

impl Line {
    async fn to(database: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let up = Arc::new(watch::Sender::new(true));
        let switch = up.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut up = switch.subscribe();
                let database = database.clone();
                tokio::spawn(async move {
                    if !*up.borrow_and_update() {
                        return;
                    }
                    let mut far = TcpStream::connect(database).await.expect("the database");
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = up.wait_for(|up| !up) => {}
                    }
                });
            }
        });
        Self { port, up }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_callers_hear_so_and_afterwards_all_goes_on() {
    let Ok(postgres) = std::env::var("BATON_TEST_POSTGRES") else {
        println!("not tested: BATON_TEST_POSTGRES names no server");
        return;
    };
    let name = format!("doors_{}", std::process::id());
    let all = store::Database::connect(&postgres)
        .await
        .expect("the database server");
    migrations::create_database(all.for_migrations(), &name)
        .await
        .expect("a database");
    let mut url = Url::parse(&postgres).expect("an address");
    url.set_path(&name);
    let host = url.host_str().unwrap_or("127.0.0.1").to_owned();
    let line = Line::to(format!("{host}:{}", url.port().unwrap_or(5432))).await;
    url.set_host(Some("127.0.0.1")).expect("a host");
    url.set_port(Some(line.port)).expect("a port");

    let folder = Folder::new();
    let server = Server::start_on(folder.path(), url.as_str());
    let mut ada = server.set_up().await;
    let team = |name: &str| CreateTeam {
        name: name.to_owned(),
    };
    ada.form(team("Before"))
        .await
        .expect("the database is there");

    line.up.send_replace(false);
    let refused: ApiError = ada.form(team("Meanwhile")).await.expect_err("it is away");
    assert_eq!(refused.kind, ErrorKind::Unavailable);
    let page = ada.page("/processes").await;
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        page.text()
            .await
            .expect("words")
            .contains("Try again in a moment")
    );
    assert_eq!(
        ada.get("/health").await.status(),
        StatusCode::SERVICE_UNAVAILABLE
    );

    line.up.send_replace(true);
    ada.form(team("After")).await.expect("it is back");
    let teams = ada.form(ListTeams {}).await.expect("a list");
    let names: Vec<_> = teams.iter().map(|team| team.name.as_str()).collect();
    assert_eq!(
        names,
        ["After", "Before"],
        "what was refused did not happen"
    );
    assert_eq!(ada.get("/health").await.status(), StatusCode::OK);
    assert!(server.stop());
    migrations::drop_database(all.for_migrations(), &name)
        .await
        .expect("it is gone");
}
