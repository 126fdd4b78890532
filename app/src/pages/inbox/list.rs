//! The left side of the inbox: a row for each task, with what one needs to choose.

use super::{Listed, address};
use crate::{
    api::{
        TaskId,
        inbox::{Hold, TaskRow},
    },
    pages::cases::CaseRows,
    ui::{DueTime, EmptyState, LinkButton, Pager, RelativeTime},
};
use leptos::prelude::*;

#[component]
pub fn List(
    listed: Listed,
    show: String,
    chosen: Memo<Option<TaskId>>,
    first: Option<String>,
) -> impl IntoView {
    match listed {
        Listed::Tasks(page) if page.items.is_empty() => view! { <NoTasks show/> }.into_any(),
        Listed::Tasks(page) => {
            let next = page.next.map(|cursor| address(None, &show, &cursor));
            let rows: Vec<_> = page
                .items
                .into_iter()
                .map(|row| view! { <Row row show=show.clone() chosen/> })
                .collect();
            view! { <ul class="rows">{rows}</ul> <Pager next first/> }.into_any()
        }
        Listed::Cases(page) if page.items.is_empty() => view! {
            <EmptyState
                icon=icondata_lu::LuPlay
                title="You have started nothing yet"
                text="Start a process, and see here where your requests stand and who has them."
            >
                <LinkButton label="Go to the processes" href="/processes"/>
            </EmptyState>
        }
        .into_any(),
        Listed::Cases(page) => {
            let next = page.next.map(|cursor| address(None, &show, &cursor));
            view! { <CaseRows rows=page.items/> <Pager next first/> }.into_any()
        }
    }
}

#[component]
fn NoTasks(show: String) -> impl IntoView {
    let (title, text) = match show.as_str() {
        "mine" => (
            "Nothing is yours right now",
            "Tasks that are given to you or that you take stand here.",
        ),
        "open" => (
            "Nothing to take",
            "Tasks for anyone in your teams stand here until somebody takes them.",
        ),
        _ => (
            "All done",
            "When a process needs your answer, it stands here. You need not look for it.",
        ),
    };
    view! { <EmptyState icon=icondata_lu::LuInbox title text/> }
}

#[component]
fn Row(row: TaskRow, show: String, chosen: Memo<Option<TaskId>>) -> impl IntoView {
    let id = row.id;
    let hold = match row.hold {
        Hold::Mine { .. } => None,
        Hold::Open { candidates } => Some(candidates),
        Hold::Other { name } => Some(format!("{name} has it")),
    };
    view! {
        <li
            class="row task-row"
            data-current=move || (chosen.get() == Some(id)).then_some("")
        >
            <div class="row-main">
                <a
                    class="row-link"
                    href=address(Some(id), &show, "")
                    aria-current=move || (chosen.get() == Some(id)).then_some("true")
                >
                    {row.title}
                </a>
                <p class="row-note">
                    {format!("{} #{} · {}", row.process_name, row.case, row.started_by)}
                </p>
                <p class="row-note task-when">
                    {row.due.map(|moment| view! { <DueTime moment/> })}
                    <span>{hold.map(|hold| format!("{hold} · "))} "since " <RelativeTime moment=row.opened_at/></span>
                </p>
            </div>
        </li>
    }
}

/// The right side while no task is chosen.
#[component]
pub fn NothingChosen() -> impl IntoView {
    view! {
        <div class="inbox-none">
            <p>"Choose a task to answer it here."</p>
        </div>
    }
}
