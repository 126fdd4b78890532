//! Starting cases, answering tasks, and hearing a case to its end.

use super::{Person, live::Stream};
use ::process::{Event, run::Fact};
use app::api::{
    ApiError, CaseId, ProcessId, TaskId,
    case::{GetStartForm, StartCase},
    inbox::{AnswerTask, InboxFilter, ListTasks, TaskRow},
    live::LiveEvent,
};
use std::collections::BTreeMap;

pub fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

pub async fn start(person: &mut Person, process: ProcessId, item: &str) -> CaseId {
    let form = person
        .form(GetStartForm { process })
        .await
        .expect("it can be started");
    person
        .form(StartCase {
            process,
            answers: answers(&[("item", item)]),
            key: form.key,
        })
        .await
        .expect("a case begins")
}

pub async fn tasks(person: &mut Person) -> Vec<TaskRow> {
    let page = person
        .json(ListTasks {
            filter: InboxFilter::All,
            cursor: String::new(),
        })
        .await
        .expect("everybody has an inbox");
    page.items
}

pub async fn task_of(person: &mut Person, case: CaseId) -> TaskId {
    let tasks = tasks(person).await;
    tasks
        .iter()
        .find(|task| task.case == case)
        .expect("a task of the case is in the inbox")
        .id
}

pub async fn answer(person: &mut Person, task: TaskId, note: &str) -> Result<(), ApiError> {
    person
        .form(AnswerTask {
            task,
            answers: answers(&[("note", note)]),
        })
        .await
}

/// Hears a case from its beginning until an event that `fits`; none when the stream broke off first.
pub async fn hear(
    person: &Person,
    case: CaseId,
    fits: impl FnMut(&Event) -> bool,
) -> Option<LiveEvent> {
    hear_at(person, &format!("/live/cases/{case}"), fits).await
}

pub async fn hear_at(
    person: &Person,
    path: &str,
    mut fits: impl FnMut(&Event) -> bool,
) -> Option<LiveEvent> {
    let mut stream = Stream::open(person, path).await;
    loop {
        let heard = stream.next().await?;
        let news: LiveEvent = serde_json::from_str(&heard.data).expect("an event");
        if fits(&news.event) {
            return Some(news);
        }
    }
}

pub fn is_completed(event: &Event) -> bool {
    event.fact == Fact::InstanceCompleted
}
