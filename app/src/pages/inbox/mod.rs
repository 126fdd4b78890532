//! The inbox: filters, list and task in one view; on a phone one after the other.

mod list;
mod task;

pub use list::NothingChosen;
pub use task::TaskPage;

use crate::{
    api::{ApiError, Page, TaskId, case::CaseRow},
    api::{
        case::{CaseFilter, list_cases},
        inbox::{InboxFilter, TaskRow, list_tasks},
    },
    frame::use_changes,
    pages::{id_in_address, query},
    ui::{Loaded, Tab, Tabs},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use serde::{Deserialize, Serialize};

/// (the word in the address, the word on the tab)
const SHOWN: [(&str, &str); 4] = [
    ("", "All"),
    ("mine", "Mine"),
    ("open", "My teams'"),
    ("started", "Started by me"),
];

#[derive(Clone, Serialize, Deserialize)]
enum Listed {
    Tasks(Page<TaskRow>),
    Cases(Page<CaseRow>),
}

async fn listed(show: String, cursor: String) -> Result<Listed, ApiError> {
    if show == "started" {
        let filter = CaseFilter {
            mine: true,
            ..CaseFilter::default()
        };
        return list_cases(filter, cursor).await.map(Listed::Cases);
    }
    let filter = match show.as_str() {
        "mine" => InboxFilter::Mine,
        "open" => InboxFilter::Open,
        _ => InboxFilter::All,
    };
    list_tasks(filter, cursor).await.map(Listed::Tasks)
}

/// The address of the inbox, or of a task in it, that keeps the filter.
fn address(task: Option<TaskId>, show: &str, after: &str) -> String {
    let path = task.map_or("/inbox".to_owned(), |task| format!("/inbox/{task}"));
    let parts: Vec<_> = [("show", show), ("after", after)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", leptos_router::location::Url::escape(value)))
        .collect();
    if parts.is_empty() {
        path
    } else {
        format!("{path}?{}", parts.join("&"))
    }
}

#[component]
pub fn InboxPage() -> impl IntoView {
    let (show, cursor) = (query("show"), query("after"));
    let chosen = id_in_address::<TaskId>();
    let changes = use_changes();
    let list = Resource::new(
        move || (changes.get().seq, show.get(), cursor.get()),
        |(_, show, cursor)| listed(show, cursor),
    );
    let tabs = move || {
        let show = show.get();
        let tabs = SHOWN
            .into_iter()
            .map(|(word, label)| Tab {
                label: label.to_owned(),
                href: address(None, word, ""),
                current: word == show,
                count: None,
            })
            .collect();
        view! { <Tabs label="Which tasks" tabs/> }
    };
    view! {
        <Title text="Inbox"/>
        <div class="inbox" class:has-task=move || chosen.get().is_some()>
            <section class="inbox-list" aria-labelledby="inbox">
                <div class="inbox-head">
                    <h1 id="inbox">"Inbox"</h1>
                    {tabs}
                </div>
                <Loaded resource=list view=move |listed| {
                    let first = (!cursor.get_untracked().is_empty())
                        .then(|| address(None, &show.get_untracked(), ""));
                    view! { <list::List listed show=show.get_untracked() chosen first/> }.into_any()
                }/>
            </section>
            <div class="inbox-task"><Outlet/></div>
        </div>
    }
}
