//! Cases and tasks over HTTP: who sees what, who was quicker, and what a live stream tells.

use crate::support::{
    Folder, Server,
    cases::{answer, answers, hear, is_completed, start, task_of, tasks},
    live::Stream,
    outside::{Mailbox, System},
    process::{any_member, only_asking, publish, publish_diagram, requester},
};
use app::api::{
    CaseId, ErrorKind, TaskId,
    case::{CancelCase, CaseFilter, CaseStatus, GetStartForm, ListCases, OpenCase, StartCase},
    hosts::{AllowHosts, AllowedHosts},
    inbox::{AnswerTask, ClaimTask, Hold, OpenTask, ReleaseTask, SaveTaskDraft},
    incident::RetryIncident,
    live::LiveEvent,
};
use process::{run::Fact, step::Role};
use reqwest::StatusCode;

#[tokio::test]
async fn a_case_runs_through_a_person_a_system_a_wait_and_a_mail() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let (system, mailbox) = (System::start().await, Mailbox::start().await);
    let mut ada = server.set_up().await;
    let process = publish(&mut ada, &system, &mailbox, requester()).await;
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut ada, case).await;
    answer(&mut ada, task, "Fine").await.expect("it is hers");
    hear(&ada, case, is_completed).await.expect("it ends");

    let view = ada.form(OpenCase { case }).await.expect("she may see it");
    assert_eq!(view.status, CaseStatus::Completed);
    assert_eq!(
        system.work(),
        [serde_json::json!({ "item": "A boat", "note": "Fine" })]
    );
    assert_eq!(mailbox.mails().len(), 1);
    assert!(mailbox.mails()[0].contains("Order A boat"));
    let number = view
        .values
        .iter()
        .find(|shown| shown.label == "Order number");
    assert_eq!(number.map(|shown| shown.value.as_str()), Some("W-0"));
    let told: Vec<_> = view.history.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "Ada started the case",
            "Waiting for Ada at “Approve the order”",
            "Ada answered “Approve the order”",
            "Baton did “Tell the system”",
            "Waiting at “Let a second pass” until",
            "“Let a second pass” is over",
            "Baton did “Tell the requester”",
            "The case is done",
        ]
    );
}

#[tokio::test]
async fn a_failing_system_becomes_an_incident_that_a_builder_retries() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let (system, mailbox) = (System::start().await, Mailbox::start().await);
    let mut ada = server.set_up().await;
    let process = publish(&mut ada, &system, &mailbox, requester()).await;
    system.set_broken(true);
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut ada, case).await;
    answer(&mut ada, task, "Fine").await.expect("it is hers");
    hear(&ada, case, |event| {
        matches!(event.fact, Fact::IncidentRaised { .. })
    })
    .await
    .expect("after three tries a person is asked");
    let view = ada.form(OpenCase { case }).await.expect("she may see it");
    let [stuck] = &view.incidents[..] else {
        panic!("{:?}", view.incidents)
    };
    assert!(stuck.message.contains("500"), "{}", stuck.message);
    assert_eq!(stuck.step_name, "Tell the system");

    system.set_broken(false);
    let retry = RetryIncident {
        case,
        incident: stuck.incident,
    };
    ada.form(retry.clone()).await.expect("a builder may");
    hear(&ada, case, is_completed).await.expect("it carries on");
    assert_eq!(system.work().len(), 1);
    let late = ada.form(retry).await.expect_err("it is mended already");
    assert_eq!(late.kind, ErrorKind::Conflict);
}

#[tokio::test]
async fn sending_the_start_form_twice_starts_one_case() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;
    let form = ada
        .form(GetStartForm { process })
        .await
        .expect("it can be started");
    let send = StartCase {
        process,
        answers: answers(&[("item", "A boat")]),
        key: form.key,
    };
    let first = ada.form(send.clone()).await.expect("a case begins");
    let again = ada.form(send).await.expect("the same answer");
    assert_eq!(first, again);
    assert_eq!(tasks(&mut ada).await.len(), 1);
}

#[tokio::test]
async fn a_form_filled_in_wrongly_says_what_is_wrong_at_each_field_and_starts_nothing() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;
    let form = ada
        .form(GetStartForm { process })
        .await
        .expect("it can be started");
    for wrong in [&[][..], &[("item", "a\0b")][..], &[("other", "x")][..]] {
        let send = StartCase {
            process,
            answers: answers(wrong),
            key: form.key.clone(),
        };
        let refused = ada.form(send).await.expect_err("refused");
        assert!(refused.at("item").is_some(), "{wrong:?}: {refused:?}");
    }
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut ada, case).await;
    let wrong = answers(&[("note", "x"), ("amount", "ten")]);
    let refused = ada
        .form(AnswerTask {
            task,
            answers: wrong,
        })
        .await
        .expect_err("refused");
    assert!(refused.at("amount").is_some(), "{refused:?}");
    answer(&mut ada, task, "Fine")
        .await
        .expect("nothing was lost");
}

#[tokio::test]
async fn the_second_to_answer_is_told_who_was_quicker_and_their_answer_is_not_recorded() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(any_member())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut mia, case).await;
    assert_eq!(task_of(&mut max, case).await, task, "both are asked");

    answer(&mut mia, task, "Mia's")
        .await
        .expect("she is quicker");
    let stale = answer(&mut max, task, "Max's")
        .await
        .expect_err("the task is done");
    assert_eq!(stale.kind, ErrorKind::Conflict);
    assert!(
        stale.message.starts_with("Mia answered this task on "),
        "{}",
        stale.message
    );
    let again = answer(&mut mia, task, "Mia's")
        .await
        .expect_err("once is enough");
    assert!(
        again.message.starts_with("You answered this task already"),
        "{}",
        again.message
    );
    let view = ada.form(OpenCase { case }).await.expect("she started it");
    assert!(view.values.iter().any(|shown| shown.value == "Mia's"));
    assert!(view.values.iter().all(|shown| shown.value != "Max's"));
}

#[tokio::test]
async fn two_who_answer_at_the_same_moment_are_answered_once_each_and_one_wins() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(any_member())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    for round in 0..8 {
        let case = start(&mut ada, process, &format!("Boat {round}")).await;
        let task = task_of(&mut mia, case).await;
        let (one, other) = tokio::join!(answer(&mut mia, task, "a"), answer(&mut max, task, "b"));
        assert_eq!(
            u8::from(one.is_ok()) + u8::from(other.is_ok()),
            1,
            "{one:?} {other:?}"
        );
        let loser = one.err().or(other.err()).expect("one has lost");
        assert_eq!(loser.kind, ErrorKind::Conflict);
    }
}

#[tokio::test]
async fn claiming_takes_a_task_out_of_the_others_inboxes_and_releasing_brings_it_back() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(any_member())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut mia, case).await;
    mia.form(ClaimTask { task })
        .await
        .expect("it is open to her");
    let view = mia.form(OpenTask { task }).await.expect("it is hers");
    assert_eq!(view.hold, Hold::Mine { can_release: true });
    assert!(tasks(&mut max).await.is_empty());
    let taken = answer(&mut max, task, "b").await.expect_err("she has it");
    assert_eq!(taken.kind, ErrorKind::Conflict);
    assert!(
        taken.message.starts_with("Mia has taken this task"),
        "{}",
        taken.message
    );
    assert!(max.form(ReleaseTask { task }).await.is_err());
    mia.form(ReleaseTask { task })
        .await
        .expect("it is hers to give back");
    assert_eq!(task_of(&mut max, case).await, task);
}

#[tokio::test]
async fn half_filled_answers_wait_for_the_one_who_filled_them() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(any_member())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut mia, case).await;
    let half = answers(&[("amount", "1"), ("note", ""), ("stray", "x")]);
    mia.form(SaveTaskDraft {
        task,
        answers: half,
    })
    .await
    .expect("kept");
    let draft = mia.form(OpenTask { task }).await.expect("hers").draft;
    assert_eq!(draft, answers(&[("amount", "1"), ("note", "")]));
    assert!(
        max.form(OpenTask { task })
            .await
            .expect("his, too")
            .draft
            .is_empty()
    );
}

#[tokio::test]
async fn a_members_cases_are_theirs_and_a_strangers_cases_do_not_exist_for_them() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    let case = start(&mut mia, process, "A secret boat").await;
    let task = task_of(&mut mia, case).await;

    let all = CaseFilter::default();
    let list = |filter: &CaseFilter| ListCases {
        filter: filter.clone(),
        cursor: String::new(),
    };
    assert!(max.json(list(&all)).await.expect("a list").items.is_empty());
    assert_eq!(mia.json(list(&all)).await.expect("a list").items.len(), 1);
    assert_eq!(ada.json(list(&all)).await.expect("a list").items.len(), 1);
    let not_there = |error: app::api::ApiError| assert_eq!(error.kind, ErrorKind::NotFound);
    not_there(max.form(OpenCase { case }).await.expect_err("not his"));
    not_there(max.form(OpenTask { task }).await.expect_err("not his"));
    not_there(answer(&mut max, task, "b").await.expect_err("not his"));
    not_there(max.form(ClaimTask { task }).await.expect_err("not his"));
    let cancel = CancelCase {
        case,
        reason: "No".to_owned(),
    };
    not_there(max.form(cancel.clone()).await.expect_err("not his"));
    assert_eq!(
        max.get(&format!("/live/cases/{case}")).await.status(),
        StatusCode::NOT_FOUND
    );
    for unknown in [0, -1, i64::MAX] {
        not_there(
            ada.form(OpenCase {
                case: CaseId(unknown),
            })
            .await
            .expect_err("no such case"),
        );
        not_there(
            ada.form(OpenTask {
                task: TaskId(unknown),
            })
            .await
            .expect_err("no such task"),
        );
        let status = ada.get(&format!("/live/cases/{unknown}")).await.status();
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    mia.form(cancel.clone()).await.expect("she started it");
    let withdrawn = answer(&mut mia, task, "x")
        .await
        .expect_err("the case is over");
    assert_eq!(withdrawn.kind, ErrorKind::Conflict);
    let again = mia.form(cancel).await.expect_err("once is enough");
    assert_eq!(again.kind, ErrorKind::Conflict);
}

#[tokio::test]
async fn who_took_part_in_a_case_finds_it_and_sees_its_data_afterwards() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(any_member())).await;
    let mut mia = server.person(&mut ada, "Mia", Role::Member).await;
    let mut max = server.person(&mut ada, "Max", Role::Member).await;
    let case = start(&mut ada, process, "A boat").await;
    let list = ListCases {
        filter: CaseFilter::default(),
        cursor: String::new(),
    };
    assert!(
        mia.json(list.clone())
            .await
            .expect("a list")
            .items
            .is_empty()
    );
    max.form(OpenCase { case })
        .await
        .expect("he is asked, so he may look");
    let task = task_of(&mut mia, case).await;
    answer(&mut mia, task, "Fine")
        .await
        .expect("hers to answer");
    let found = mia.json(list.clone()).await.expect("a list").items;
    assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [case]);
    mia.form(OpenCase { case }).await.expect("she took part");
    assert!(max.json(list).await.expect("a list").items.is_empty());
    let over = max.form(OpenCase { case }).await.expect_err("he did not");
    assert_eq!(over.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn a_private_address_is_refused_until_an_admin_allows_the_host() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let (system, mailbox) = (System::start().await, Mailbox::start().await);
    let mut ada = server.set_up().await;
    let process = publish(&mut ada, &system, &mailbox, requester()).await;
    let allowed = ada
        .form(AllowedHosts {})
        .await
        .expect("an admin may look")
        .join("\n");
    let none = AllowHosts {
        hosts: String::new(),
    };
    ada.form(none).await.expect("an admin may");
    let case = start(&mut ada, process, "A boat").await;
    let task = task_of(&mut ada, case).await;
    answer(&mut ada, task, "Fine").await.expect("it is hers");
    hear(&ada, case, |event| {
        matches!(event.fact, Fact::IncidentRaised { .. })
    })
    .await
    .expect("it is refused");
    assert!(system.work().is_empty(), "nothing was sent");
    let view = ada.form(OpenCase { case }).await.expect("hers");
    let message = &view.incidents[0].message;
    assert!(
        message.contains("127.0.0.1") && message.contains("admin"),
        "{message}"
    );

    let wrong = AllowHosts {
        hosts: "http://not a host".to_owned(),
    };
    assert!(
        ada.form(wrong)
            .await
            .expect_err("refused")
            .at("hosts")
            .is_some()
    );
    ada.form(AllowHosts { hosts: allowed })
        .await
        .expect("an admin may");
    let incident = view.incidents[0].incident;
    ada.form(RetryIncident { case, incident })
        .await
        .expect("a builder may");
    hear(&ada, case, is_completed).await.expect("it carries on");
}

#[tokio::test]
async fn a_live_stream_goes_on_where_the_listener_left_off() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish_diagram(&mut ada, "Order", only_asking(requester())).await;
    let case = start(&mut ada, process, "A boat").await;
    let path = format!("/live/cases/{case}");
    let mut stream = Stream::open(&ada, &path).await;
    let mut last = String::new();
    let mut seqs = Vec::new();
    while seqs.len() < 3 {
        let heard = stream.next().await.expect("an event");
        let news: LiveEvent = serde_json::from_str(&heard.data).expect("an event");
        assert_eq!(heard.id, news.seq.to_string());
        seqs.push(news.seq);
        last = heard.id;
    }
    drop(stream);
    let task = task_of(&mut ada, case).await;
    answer(&mut ada, task, "Fine").await.expect("it is hers");
    let mut stream = Stream::resume(&ada, &path, Some(&last)).await;
    loop {
        let heard = stream.next().await.expect("an event");
        let news: LiveEvent = serde_json::from_str(&heard.data).expect("an event");
        seqs.push(news.seq);
        if is_completed(&news.event) {
            break;
        }
    }
    let all: Vec<u64> = (1..=seqs.len() as u64).collect();
    assert_eq!(seqs, all, "each event once, in order, none lost");
}
