//! The first run, signing in and out, and who is kept out.

use crate::support::{Folder, PASSWORD, Server, live::Stream};
use app::api::{
    ErrorKind,
    person::{ChangeRole, CreatePerson, DeactivatePerson, ListPeople},
    session::{ChangePassword, SignIn, SignOut, WhoAmI},
    setup::{SetUp, SetupNeeded},
};
use process::step::Role;
use reqwest::{StatusCode, header};

fn set_up(token: &str) -> SetUp {
    SetUp {
        token: token.to_owned(),
        workspace: "Acme".to_owned(),
        name: "Eve".to_owned(),
        email: "eve@example.com".to_owned(),
        password: PASSWORD.to_owned(),
        zone: String::new(),
    }
}

#[tokio::test]
async fn only_the_printed_token_sets_baton_up_and_only_once() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let token = server.setup_token.clone().expect("a token is printed");
    assert_eq!(token.len(), 64);
    let mut eve = server.visitor();
    assert_eq!(eve.form(SetupNeeded {}).await, Ok(true));

    let wrong = token.replace(|digit: char| digit.is_ascii_digit(), "a");
    for guess in ["", &token[1..], &wrong] {
        let refused = eve
            .form(set_up(guess))
            .await
            .expect_err("a wrong token is refused");
        assert_eq!(refused.kind, ErrorKind::Forbidden);
    }
    assert_eq!(eve.form(SetupNeeded {}).await, Ok(true));

    let mut ada = server.set_up().await;
    let me = ada
        .form(WhoAmI {})
        .await
        .expect("an answer")
        .expect("she is signed in");
    assert_eq!(
        (me.name.as_str(), me.role, me.workspace.as_str()),
        ("Ada", Role::Admin, "Acme")
    );
    assert_eq!(eve.form(SetupNeeded {}).await, Ok(false));
    let late = eve
        .form(set_up(&token))
        .await
        .expect_err("the token is used up");
    assert_eq!(late.kind, ErrorKind::Forbidden);

    server.kill();
    let server = Server::start(folder.path());
    assert_eq!(
        server.setup_token, None,
        "nothing is printed once the workspace is there"
    );
}

#[tokio::test]
async fn until_baton_is_set_up_every_page_leads_to_the_set_up_page() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let visitor = server.visitor();
    for page in ["/", "/cases/7", "/sign-in"] {
        let answer = visitor.page(page).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{page}");
        assert_eq!(answer.headers()[header::LOCATION], "/setup");
    }
    assert_eq!(visitor.page("/setup").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_page_without_a_session_leads_to_signing_in_and_back() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    server.set_up().await;
    let answer = server.visitor().page("/cases/7?tab=data").await;
    assert_eq!(
        answer.headers()[header::LOCATION],
        "/sign-in?next=/cases/7%3Ftab%3Ddata"
    );
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    server.set_up().await;
    let body = format!(
        "email=ada%40example.com&password={}",
        PASSWORD.replace(' ', "+")
    );
    let visitor = server.visitor();
    let answer = visitor
        .post("/api/sign_in", "application/x-www-form-urlencoded", body)
        .await;
    let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("text");
    for part in ["baton_session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn a_new_session_begins_with_each_sign_in_and_ends_with_signing_out() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let first = ada.clone();
    ada.form(SignIn {
        email: "ADA@example.com".to_owned(),
        password: PASSWORD.to_owned(),
        next: String::new(),
    })
    .await
    .expect("the address counts in any letters");
    assert_ne!(first.cookie, ada.cookie);
    assert_eq!(
        first.clone().form(WhoAmI {}).await,
        Ok(None),
        "the old session has ended"
    );

    let kept = ada.clone();
    ada.form(SignOut {}).await.expect("she may leave");
    assert_eq!(
        kept.clone().form(WhoAmI {}).await,
        Ok(None),
        "a kept cookie is worth nothing"
    );
}

#[tokio::test]
async fn ten_wrong_passwords_are_slowed_down_for_known_and_unknown_people_alike() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    server.set_up().await;
    let mut stories = Vec::new();
    for email in ["ada@example.com", "nobody@example.com"] {
        let mut story = Vec::new();
        for _ in 0..10 {
            let error = server
                .sign_in(email, "a wrong password")
                .await
                .err()
                .expect("it is wrong");
            let words: String = error
                .message
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .collect();
            story.push((error.kind, words));
        }
        assert!(matches!(story[0].0, ErrorKind::Invalid { .. }));
        assert_eq!(story[9].0, ErrorKind::SlowDown);
        stories.push(story);
    }
    assert_eq!(stories[0], stories[1]);
    let right = server
        .sign_in("ada@example.com", PASSWORD)
        .await
        .err()
        .expect("she has to wait");
    assert_eq!(right.kind, ErrorKind::SlowDown);
}

#[tokio::test]
async fn a_change_that_does_not_come_from_our_own_page_is_refused() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let ada = server.set_up().await;
    let url = format!("{}/api/create_team", server.address);
    let cookie = ada.cookie.clone().expect("she is signed in");
    let headers = [
        None,
        Some((header::ORIGIN, "https://evil.example".to_owned())),
        Some((header::ORIGIN, "null".to_owned())),
        Some((
            header::HeaderName::from_static("sec-fetch-site"),
            "cross-site".to_owned(),
        )),
    ];
    for foreign in headers {
        let mut request = ada
            .client
            .post(&url)
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body("name=Spies");
        if let Some((name, value)) = &foreign {
            request = request.header(name, value);
        }
        let status = request.send().await.expect("an answer").status();
        assert_eq!(status, StatusCode::FORBIDDEN, "{foreign:?}");
    }
    let teams = ada
        .clone()
        .form(app::api::team::ListTeams {})
        .await
        .expect("a list");
    assert!(teams.is_empty(), "nothing was made");
}

#[tokio::test]
async fn whoever_is_switched_off_is_out_at_once_and_their_streams_end() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let me = mia
        .form(WhoAmI {})
        .await
        .expect("an answer")
        .expect("signed in");
    let mut stream = Stream::open(&mia, "/live/workspace").await;
    assert!(
        stream.next().await.is_some(),
        "the stream begins with how things are"
    );

    ada.form(DeactivatePerson { person: me.id })
        .await
        .expect("an admin may");
    let off = std::time::Instant::now();
    let last = stream.next().await.expect("it says why it ends");
    assert_eq!(last.name, "signed-out");
    assert!(stream.next().await.is_none());
    assert!(off.elapsed().as_secs_f32() < 1.0, "{:?}", off.elapsed());
    assert_eq!(mia.form(WhoAmI {}).await, Ok(None));
    assert_eq!(
        mia.get("/live/workspace").await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_new_role_counts_from_the_next_sign_in_and_the_old_session_is_over() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut bert = server.person(&mut ada, "Bert", Role::Admin).await;
    let me = bert
        .form(WhoAmI {})
        .await
        .expect("an answer")
        .expect("signed in");
    ada.form(ChangeRole {
        person: me.id,
        role: Role::Member,
    })
    .await
    .expect("an admin may");
    let refused = bert
        .form(ListPeople {})
        .await
        .expect_err("he is no admin any more");
    assert_eq!(refused.kind, ErrorKind::NotSignedIn);
}

#[tokio::test]
async fn the_last_admin_can_neither_be_demoted_nor_switched_off() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let me = ada
        .form(WhoAmI {})
        .await
        .expect("an answer")
        .expect("signed in");
    let demoted = ada
        .form(ChangeRole {
            person: me.id,
            role: Role::Member,
        })
        .await;
    assert_eq!(demoted.expect_err("refused").kind, ErrorKind::Conflict);
    let off = ada.form(DeactivatePerson { person: me.id }).await;
    assert_eq!(off.expect_err("refused").kind, ErrorKind::Conflict);
}

#[tokio::test]
async fn changing_ones_password_needs_the_current_one_and_ends_other_sessions() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut elsewhere = server
        .sign_in("ada@example.com", PASSWORD)
        .await
        .expect("a second browser");
    let change = |current: &str| ChangePassword {
        current: current.to_owned(),
        new: "an even better horse".to_owned(),
    };
    let refused = ada.form(change("not it")).await.expect_err("refused");
    assert!(refused.at("current").is_some(), "{refused:?}");
    ada.form(change(PASSWORD))
        .await
        .expect("it is the right one");
    assert!(
        ada.form(WhoAmI {}).await.expect("an answer").is_some(),
        "this browser stays signed in"
    );
    assert_eq!(elsewhere.form(WhoAmI {}).await, Ok(None));
    assert!(server.sign_in("ada@example.com", PASSWORD).await.is_err());
    assert!(
        server
            .sign_in("ada@example.com", "an even better horse")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn hostile_names_are_kept_as_text_or_refused_in_words() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let person = |name: &str, email: &str| CreatePerson {
        name: name.to_owned(),
        email: email.to_owned(),
        role: Role::Member,
    };
    for (at, name) in ["<script>alert(1)</script>", "👩‍💻 Zoë", "שלום"]
        .iter()
        .enumerate()
    {
        ada.form(person(name, &format!("p{at}@example.com")))
            .await
            .expect("any script is fine");
    }
    ada.form(person("Ann\u{202E}nnA", "ann@example.com"))
        .await
        .expect("it is tidied up");
    for name in ["", "a\0b", "\u{202E}", &"x".repeat(200)] {
        let refused = ada
            .form(person(name, "x@example.com"))
            .await
            .expect_err("refused");
        assert!(refused.at("name").is_some(), "{name:?}: {refused:?}");
    }
    let twice = ada
        .form(person("Ann", "ANN@example.com"))
        .await
        .expect_err("taken");
    assert!(twice.at("email").is_some());
    let people = ada.form(ListPeople {}).await.expect("a list");
    assert!(
        people
            .iter()
            .any(|person| person.name == "<script>alert(1)</script>")
    );
    assert!(people.iter().any(|person| person.name == "AnnnnA"));
    let page = ada
        .page("/admin/people")
        .await
        .text()
        .await
        .expect("a page");
    assert!(
        !page.contains("<script>alert(1)"),
        "names are shown, never run"
    );
}
