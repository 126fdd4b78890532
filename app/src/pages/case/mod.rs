//! One case: where it stands on its diagram, what happened so far, what is stuck and how to carry on.

mod cancel;
mod failure_card;
mod history;
mod live;
mod painting;
mod scenario;
mod values;
mod waiting;

pub use painting::paint;
pub use values::Values;

use super::{cases::standing, id_in_address, load};
use crate::{
    api::{
        CaseId,
        between::CallView,
        case::{CaseStatus, CaseTask, CaseView, open_case},
    },
    canvas::CanvasView,
    ui::{DueTime, Loaded, PageHeader, RelativeTime, StateMark},
};
use cancel::Cancel;
use failure_card::FailureCard;
use history::History;
use leptos::prelude::*;
use leptos_meta::Title;
use live::LiveCase;
use scenario::UseAsScenario;
use waiting::WaitingFor;

#[component]
pub fn CasePage() -> impl IntoView {
    let id = id_in_address::<CaseId>();
    let case = Resource::new(move || id.get(), |id| load(id, "This case", open_case));
    view! {
        <div class="page">
            <Loaded resource=case whole_page=true view=|case| view! { <Case case/> }.into_any()/>
        </div>
    }
}

#[component]
fn Case(case: CaseView) -> impl IntoView {
    let CaseView {
        id,
        started_at,
        version,
        ..
    } = case;
    let title = format!("{} #{id}", case.process_name);
    let parent = (
        case.process_name.clone(),
        format!("/processes/{}", case.process),
    );
    // An event begins a case as well as a person does.
    let begun = match case.started_by.as_str() {
        BY_ITSELF => "Began by itself".to_owned(),
        person => format!("Started by {person},"),
    };
    let diagram = case.diagram.clone();
    let live = LiveCase::follow(case);
    // Memos, so that news which change none of these leave an open dialog and its words alone.
    let open = Memo::new(move |_| {
        live.facts
            .with(|case| case.may_cancel && case.status == CaseStatus::Running)
    });
    let stuck = Memo::new(move |_| {
        live.facts
            .with(|case| (case.incidents.clone(), case.may_operate))
    });
    // A case that is over or stuck has something to tell.
    let reusable = Memo::new(move |_| {
        live.facts.with(|case| {
            let rests = case.status != CaseStatus::Running || !case.incidents.is_empty();
            case.may_operate && rests
        })
    });
    let values = Memo::new(move |_| live.facts.with(|case| case.values.clone()));
    let about = move || {
        view! {
            <span class="marks">
                {move || {
                    let (tone, label) = live.facts.with(|case| standing(case.status, !case.incidents.is_empty()));
                    view! { <StateMark tone label/> }
                }}
                <span>{format!("Version {version}")}</span>
                <span>{begun.clone()} " " <RelativeTime moment=started_at/></span>
                {move || live.ties.with(|ties| ties.caller.clone()).map(|link| view! {
                    <span>"Called by " <a href=format!("/cases/{}", link.case)>{called_name(&link)}</a></span>
                })}
                {move || live.facts.with(|case| case.ended_at).map(|moment| view! {
                    <span>"Ended " <RelativeTime moment/></span>
                })}
            </span>
        }
    };
    view! {
        <Title text=title.clone()/>
        <PageHeader title parent note=about>
            {move || reusable.get().then(|| {
                let diagram = live.facts.with_untracked(|case| case.diagram.clone());
                view! { <UseAsScenario case=id diagram/> }
            })}
            {move || open.get().then(|| view! { <Cancel case=id live/> })}
        </PageHeader>
        {move || {
            let (incidents, may_retry) = stuck.get();
            incidents
                .into_iter()
                .map(|incident| view! { <FailureCard incident may_retry live/> })
                .collect::<Vec<_>>()
        }}
        <div class="picture">
            <CanvasView diagram overlay=painting::overlay(live) label="Where the case stands"/>
        </div>
        <div class="columns">
            <div class="stack">
                <Now live/>
                <WaitingFor live/>
                <Called live/>
                <History live/>
            </div>
            {move || view! { <Values values=values.get()/> }}
        </div>
    }
}

/// Who began a case that nobody did: a message, a signal, a time, or another case.
const BY_ITSELF: &str = "Baton";

fn called_name(link: &CallView) -> String {
    format!("{} #{}", link.process_name, link.case)
}

/// The cases that this one has called.
#[component]
fn Called(live: LiveCase) -> impl IntoView {
    let called = Memo::new(move |_| live.ties.with(|ties| ties.called.clone()));
    move || {
        let called = called.get();
        (!called.is_empty()).then(|| {
            let rows = called.into_iter().map(|link| {
                let (tone, label) = standing(link.status, false);
                view! {
                    <li class="row">
                        <div class="row-main">
                            <a class="row-link" href=format!("/cases/{}", link.case)>{called_name(&link)}</a>
                        </div>
                        <StateMark tone label/>
                    </li>
                }
            });
            view! {
                <section aria-labelledby="called">
                    <div class="section-head"><h2 id="called">"Processes it runs"</h2></div>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
    }
}

/// Who has it, in words.
#[component]
fn Now(live: LiveCase) -> impl IntoView {
    let tasks = Memo::new(move |_| live.facts.with(|case| case.tasks.clone()));
    move || {
        let tasks = tasks.get();
        (!tasks.is_empty()).then(|| {
            let rows: Vec<_> = tasks
                .into_iter()
                .map(|task| view! { <Task task/> })
                .collect();
            view! {
                <section aria-labelledby="now">
                    <div class="section-head"><h2 id="now">"Waiting for"</h2></div>
                    <ul class="rows">{rows}</ul>
                </section>
            }
        })
    }
}

#[component]
fn Task(task: CaseTask) -> impl IntoView {
    let CaseTask {
        id,
        title,
        with,
        due,
        open_to_me,
        ..
    } = task;
    view! {
        <li class="row">
            <div class="row-main">
                {if open_to_me {
                    view! { <a class="row-link" href=format!("/inbox/{id}")>{title}</a> }.into_any()
                } else {
                    view! { <span class="font-medium">{title}</span> }.into_any()
                }}
                <p class="row-note">{with}</p>
            </div>
            {due.map(|moment| view! { <DueTime moment/> })}
        </li>
    }
}
