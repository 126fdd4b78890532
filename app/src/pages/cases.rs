//! The list of cases, and finding one by its number.

use super::query;
use crate::{
    api::{
        CaseId, Page,
        case::{CaseFilter, CaseRow, CaseStatus, list_cases},
    },
    frame::use_changes,
    ui::{
        Button, EmptyState, LinkButton, Loaded, PageHeader, Pager, RelativeTime, StateMark, Tab,
        Tabs, Tone,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Redirect;

/// (the word in the address, the word on the tab)
const SHOWN: [(&str, &str); 5] = [
    ("", "Running"),
    ("stuck", "Stuck"),
    ("completed", "Completed"),
    ("cancelled", "Cancelled"),
    ("all", "All"),
];

#[component]
pub fn CasesPage() -> impl IntoView {
    let (show, process, cursor, number) = (
        query("show"),
        query("process"),
        query("after"),
        query("number"),
    );
    let changes = use_changes();
    let list = Resource::new(
        move || {
            (
                changes.get().seq,
                filter(&show.get(), &process.get()),
                cursor.get(),
            )
        },
        |(_, filter, cursor)| list_cases(filter, cursor),
    );
    view! {
        <Title text="Cases"/>
        <div class="page">
            <PageHeader title="Cases">
                <form method="get" action="/cases" role="search" class="find">
                    <label class="sr-only" for="number">"Case number"</label>
                    <input
                        id="number" name="number" class="input" inputmode="numeric" placeholder="Case number"
                        value=number
                    />
                    <Button label="Find" icon=icondata_lu::LuSearch/>
                </form>
            </PageHeader>
            {move || found(&number.get())}
            {move || {
                let (show, process) = (show.get(), process.get());
                let tabs = SHOWN
                    .into_iter()
                    .map(|(word, label)| Tab {
                        label: label.to_owned(),
                        href: address(word, &process, ""),
                        current: word == show,
                        count: None,
                    })
                    .collect();
                view! { <Tabs label="Which cases" tabs/> }
            }}
            <Loaded resource=list view=move |page| {
                let (show, process) = (show.get(), process.get());
                view! { <List page show process first=!cursor.get().is_empty()/> }.into_any()
            }/>
        </div>
    }
}

/// Goes to the case whose number was typed.
fn found(number: &str) -> Option<impl IntoView + use<>> {
    let number = number.trim().trim_start_matches('#');
    if number.is_empty() {
        return None;
    }
    Some(match number.parse::<CaseId>() {
        Ok(case) => view! { <Redirect path=format!("/cases/{case}")/> }.into_any(),
        Err(_) => view! {
            <p role="status" class="row-note py-2">"A case number has digits only, such as 17."</p>
        }
        .into_any(),
    })
}

fn filter(show: &str, process: &str) -> CaseFilter {
    CaseFilter {
        process: process.parse().ok(),
        status: match show {
            "" => Some(CaseStatus::Running),
            "completed" => Some(CaseStatus::Completed),
            "cancelled" => Some(CaseStatus::Cancelled),
            _ => None,
        },
        stuck: show == "stuck",
        mine: false,
    }
}

fn address(show: &str, process: &str, after: &str) -> String {
    let parts: Vec<_> = [("show", show), ("process", process), ("after", after)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", leptos_router::location::Url::escape(value)))
        .collect();
    if parts.is_empty() {
        "/cases".to_owned()
    } else {
        format!("/cases?{}", parts.join("&"))
    }
}

#[component]
fn List(page: Page<CaseRow>, show: String, process: String, first: bool) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuLayers
                title="No cases here"
                text="A case is one run of a process. Start a process, and you can follow its case here."
            >
                <LinkButton label="Go to the processes" href="/processes"/>
            </EmptyState>
        }
        .into_any();
    }
    let next = page.next.map(|cursor| address(&show, &process, &cursor));
    let first = first.then(|| address(&show, &process, ""));
    view! { <CaseRows rows=page.items/> <Pager next first/> }.into_any()
}

/// Cases as rows; other pages show them too.
#[component]
pub fn CaseRows(
    rows: Vec<CaseRow>,
    /// All of one process, so its name need not be said.
    #[prop(optional)]
    of_one_process: bool,
) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let (tone, word) = standing(row.status, row.stuck);
            let (name, by) = match of_one_process {
                true => (row.started_by, "Started ".to_owned()),
                false => (row.process_name, row.started_by + " · started "),
            };
            view! {
                <li class="row case-row">
                    <span class="row-number">{format!("#{}", row.id)}</span>
                    <div class="row-main">
                        <a class="row-link" href=format!("/cases/{}", row.id)>{name}</a>
                        <p class="row-note">
                            {by} <RelativeTime moment=row.started_at/>
                            {row.ended_at.map(|moment| view! { " · ended " <RelativeTime moment/> })}
                        </p>
                    </div>
                    <div class="row-marks"><StateMark tone label=word/></div>
                </li>
            }
        })
        .collect();
    view! { <ul class="rows">{rows}</ul> }
}

/// How a case stands, as a mark.
pub fn standing(status: CaseStatus, stuck: bool) -> (Tone, &'static str) {
    match (status, stuck) {
        (CaseStatus::Running, true) => (Tone::Failed, "Stuck"),
        (CaseStatus::Running, false) => (Tone::Active, "Running"),
        (CaseStatus::Completed, _) => (Tone::Done, "Completed"),
        (CaseStatus::Cancelled, _) => (Tone::Idle, "Cancelled"),
    }
}
