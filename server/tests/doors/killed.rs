//! The power goes out: the server process is killed outright, at each wait of a case and at random moments under
//! load. After the next start every case goes on to its end, nothing is lost and nothing is recorded twice.

use crate::support::{
    Folder, Person, Server,
    cases::{answer, answers, hear, hear_at, is_completed, start, task_of},
    outside::{Mailbox, System},
    process::{publish, requester},
};
use app::api::{
    ApiError, CaseId, ErrorKind, ProcessId,
    case::{CaseFilter, GetStartForm, ListCases, OpenCase, StartCase},
    inbox::{AnswerTask, InboxFilter, ListTasks},
    incident::RetryIncident,
};
use futures::future::join_all;
use process::{Event, run::Fact};
use std::{collections::BTreeSet, time::Duration};
use tokio::sync::watch;

#[tokio::test]
async fn killed_at_each_wait_a_case_goes_on_to_its_end() {
    let folder = Folder::new();
    let (system, mailbox) = (System::start().await, Mailbox::start().await);
    let mut server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish(&mut ada, &system, &mailbox, requester()).await;
    for (at, wait) in WAITS.iter().enumerate() {
        let item = format!("Boat {at}");
        let case = start(&mut ada, process, &item).await;
        if *wait != Wait::Person {
            let task = task_of(&mut ada, case).await;
            answer(&mut ada, task, "Fine").await.expect("it is hers");
        }
        hear(&ada, case, |event| wait.begins(event))
            .await
            .expect("the case gets there");
        server.kill();
        server = Server::start(folder.path());
        ada.address = server.address.clone();
        if *wait == Wait::Person {
            let task = task_of(&mut ada, case).await;
            answer(&mut ada, task, "Fine")
                .await
                .expect("it still waits");
        }
        finish(&mut ada, case).await;
        let told: Vec<_> = system
            .work()
            .into_iter()
            .filter(|work| work["item"] == item.as_str())
            .collect();
        assert_eq!(
            told.len(),
            1,
            "{wait:?}: the system was told once, by its key"
        );
        assert!(
            mailbox.mails().iter().any(|mail| mail.contains(&item)),
            "{wait:?}"
        );
        assert_sound(&ada, case).await;
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Wait {
    Person,
    System,
    Time,
    Mail,
}

const WAITS: [Wait; 4] = [Wait::Person, Wait::System, Wait::Time, Wait::Mail];

impl Wait {
    fn begins(self, event: &Event) -> bool {
        match (self, &event.fact) {
            (Self::Person, Fact::UserTaskOpened { .. }) | (Self::Time, Fact::TimerSet { .. }) => {
                true
            }
            (Self::System, Fact::JobOpened { connector, .. }) => connector == "http",
            (Self::Mail, Fact::JobOpened { connector, .. }) => connector == "email",
            _ => false,
        }
    }
}

const CASES: usize = 24;
const KILLS: u32 = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_under_load_nothing_acknowledged_is_lost_or_done_twice() {
    let folder = Folder::new();
    let (system, mailbox) = (System::start().await, Mailbox::start().await);
    let mut server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let process = publish(&mut ada, &system, &mailbox, requester()).await;
    let (moved, address) = watch::channel(server.address.clone());
    let people =
        join_all((0..CASES).map(|number| play(ada.clone(), address.clone(), process, number)));
    let killing = async {
        let mut dice = Dice::new();
        println!("BATON_TEST_SEED={}", dice.0);
        for _ in 0..KILLS {
            // No event to wait for: any moment will do, as it does for the power.
            tokio::time::sleep(Duration::from_millis(100 + dice.roll(900))).await;
            let data = folder.path().to_owned();
            let again = move || {
                server.kill();
                Server::start(&data)
            };
            server = tokio::task::spawn_blocking(again)
                .await
                .expect("it starts again");
            moved.send_replace(server.address.clone());
        }
        server
    };
    let (cases, server) = tokio::join!(people, killing);
    let cases: BTreeSet<_> = cases.into_iter().collect();
    assert_eq!(cases.len(), CASES, "each form started a case of its own");

    ada.address = server.address.clone();
    for case in &cases {
        finish(&mut ada, *case).await;
        assert_sound(&ada, *case).await;
    }
    let all = ListCases {
        filter: CaseFilter::default(),
        cursor: String::new(),
    };
    let listed: BTreeSet<_> = ada
        .json(all)
        .await
        .expect("a list")
        .items
        .into_iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(listed, cases, "no form started a second case");
    let told: Vec<_> = system
        .work()
        .into_iter()
        .map(|work| work["item"].to_string())
        .collect();
    assert_eq!(told.len(), CASES, "one key for each case: {told:?}");
    assert_eq!(
        told.iter().collect::<BTreeSet<_>>().len(),
        CASES,
        "each item once"
    );
}

/// Somebody who starts a case and answers its task, and tries again whenever the server is away. The keys of the
/// form and of the task make sure that trying again is harmless.
async fn play(
    mut person: Person,
    address: watch::Receiver<String>,
    process: ProcessId,
    number: usize,
) -> CaseId {
    let item = format!("Boat {number}");
    let form = stubborn(&mut person, &address, async |person: &mut Person| {
        person.try_form(GetStartForm { process }).await
    })
    .await
    .expect("the form");
    let send = StartCase {
        process,
        answers: answers(&[("item", &item)]),
        key: form.key,
    };
    let case = stubborn(&mut person, &address, async |person: &mut Person| {
        person.try_form(send.clone()).await
    })
    .await
    .expect("a case begins");
    let tasks = stubborn(&mut person, &address, async |person: &mut Person| {
        person
            .try_json(ListTasks {
                filter: InboxFilter::All,
                cursor: String::new(),
            })
            .await
    })
    .await
    .expect("the inbox");
    let task = tasks
        .items
        .iter()
        .find(|task| task.case == case)
        .expect("its task")
        .id;
    let fill = AnswerTask {
        task,
        answers: answers(&[("note", "Fine")]),
    };
    let answered = stubborn(&mut person, &address, async |person: &mut Person| {
        person.try_form(fill.clone()).await
    })
    .await;
    if let Err(error) = answered {
        // The answer was on disk, only its acknowledgement was lost.
        assert_eq!(error.kind, ErrorKind::Conflict, "{error:?}");
        assert!(
            error.message.starts_with("You answered this task already"),
            "{}",
            error.message
        );
    }
    case
}

/// Tries until the server answers.
async fn stubborn<T>(
    person: &mut Person,
    address: &watch::Receiver<String>,
    wish: impl AsyncFn(&mut Person) -> Option<Result<T, ApiError>>,
) -> Result<T, ApiError> {
    let mut address = address.clone();
    loop {
        person.address = address.borrow_and_update().clone();
        match wish(person).await {
            Some(Err(error)) if error.kind == ErrorKind::Unavailable => {}
            Some(answer) => return answer,
            None => {}
        }
        // It has died, or is dying: the next one has another address.
        let _ = tokio::time::timeout(Duration::from_secs(5), address.changed()).await;
    }
}

/// Hears a case to its end. A mail of which nobody knows whether it went out asks a person; this one sends it again.
async fn finish(ada: &mut Person, case: CaseId) {
    let mut heard = 0;
    loop {
        let path = format!("/live/cases/{case}?after={heard}");
        let stopped = hear_at(ada, &path, |event| {
            is_completed(event) || matches!(event.fact, Fact::IncidentRaised { .. })
        });
        let news = stopped.await.expect("the stream goes on");
        if is_completed(&news.event) {
            return;
        }
        heard = news.seq;
        for stuck in ada.form(OpenCase { case }).await.expect("hers").incidents {
            assert_eq!(
                stuck.step.as_str(),
                "mail",
                "only a mail asks a person: {stuck:?}"
            );
            ada.form(RetryIncident {
                case,
                incident: stuck.incident,
            })
            .await
            .expect("she may");
        }
    }
}

/// What the log of a case may hold only once.
async fn assert_sound(ada: &Person, case: CaseId) {
    let (mut answered, mut completed, mut events) = (0, 0, 0);
    hear(ada, case, |event| {
        events += 1;
        match event.fact {
            Fact::UserTaskAnswered { .. } => answered += 1,
            Fact::InstanceCompleted => completed += 1,
            _ => {}
        }
        is_completed(event)
    })
    .await
    .expect("the whole log");
    assert_eq!(
        (answered, completed),
        (1, 1),
        "case {case} after {events} events"
    );
}

/// Random moments that can be had again: xorshift with a seed that is printed.
struct Dice(u64);

impl Dice {
    fn new() -> Self {
        let seed = std::env::var("BATON_TEST_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self(seed.unwrap_or_else(|| now.map_or(1, |now| now.subsec_nanos().into())) | 1)
    }

    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}
