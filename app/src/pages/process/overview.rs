//! How a process stands: its drawing with a count at each step, its newest cases, its versions.

use super::message::SendMessage;
use crate::{
    api::{
        ApiError, ProcessId,
        between::{ProcessStarts, StartView, StartsBy, process_starts},
        case::{CaseFilter, CaseRow, list_cases},
        process::{ProcessView, StepCount, VersionView, list_versions, open_process, step_counts},
    },
    canvas::{CanvasView, Overlay, StepOverlay, StepState},
    frame::use_changes,
    pages::{cases::CaseRows, id_in_address, load},
    ui::{
        Badge, EmptyState, LinkButton, Loaded, Look, MomentTime, PageHeader, RelativeTime,
        StateMark, Tone,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use process::step::StepKind;
use serde::{Deserialize, Serialize};

/// So many of the newest cases are shown here; the list of cases has the rest.
const NEWEST: usize = 8;

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Overview {
    process: ProcessView,
    counts: Vec<StepCount>,
    versions: Vec<VersionView>,
    cases: Vec<CaseRow>,
    starts: ProcessStarts,
}

async fn overview_of(id: ProcessId) -> Result<Overview, ApiError> {
    let process = open_process(id).await?;
    let (counts, versions) = if process.may_build {
        (step_counts(id).await?, list_versions(id).await?)
    } else {
        Default::default()
    };
    let filter = CaseFilter {
        process: Some(id),
        ..CaseFilter::default()
    };
    let mut cases = list_cases(filter, String::new()).await?.items;
    cases.truncate(NEWEST);
    Ok(Overview {
        process,
        counts,
        versions,
        cases,
        starts: process_starts(id).await?,
    })
}

#[component]
pub fn OverviewPage() -> impl IntoView {
    let id = id_in_address::<ProcessId>();
    let loaded = Resource::new(move || id.get(), |id| load(id, "This process", overview_of));
    view! {
        <div class="page">
            <Loaded resource=loaded whole_page=true view=|overview| view! { <Shown overview/> }.into_any()/>
        </div>
    }
}

/// The page stays as it stands while the numbers on it move.
#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let id = overview.process.id;
    let now = RwSignal::new(overview);
    let changes = use_changes();
    Effect::new(move |seen: Option<u64>| {
        let seq = changes.get().seq;
        if seen.is_some_and(|seen| seen != seq) {
            leptos::task::spawn_local(async move {
                if let Ok(newer) = overview_of(id).await {
                    // The page may be gone by now.
                    let _ = now.try_set(newer);
                }
            });
        }
        seq
    });
    let process = Memo::new(move |_| now.with(|now| now.process.clone()));
    let version = Memo::new(move |_| {
        process.with(|process| process.published.as_ref().map(|version| version.number))
    });
    let may_build = Memo::new(move |_| process.with(|process| process.may_build));
    let starts = Memo::new(move |_| now.with(|now| now.starts.starts.clone()));
    let address = format!("/processes/{id}");
    let drawing = format!("{address}/edit");
    view! {
        <Title text=move || process.with(|process| process.name.clone())/>
        {move || view! { <Head process=process.get() starts=starts.get() address=address.clone()/> }}
        {move || if version.get().is_some() {
            let diagram = process.with_untracked(|process| process.diagram.clone());
            let counts = Memo::new(move |_| overlay(now.with(|now| now.counts.clone())));
            view! {
                <div class="picture">
                    <CanvasView diagram overlay=counts label="Where its cases stand"/>
                </div>
            }
            .into_any()
        } else {
            let drawing = drawing.clone();
            view! {
                <EmptyState
                    icon=icondata_lu::LuPencilLine
                    title="Nothing is published yet"
                    text="Draw what should happen and publish it. Then people can start it, and you see here where \
                          every case stands."
                >
                    {may_build.get().then(move || view! {
                        <LinkButton
                            label="Open the drawing" href=drawing look=Look::Primary
                            icon=icondata_lu::LuPencil
                        />
                    })}
                </EmptyState>
            }.into_any()
        }}
        {move || version.get().map(|_| view! {
            <div class="columns">
                <section aria-labelledby="newest">
                    <div class="section-head">
                        <h2 id="newest">{move || if may_build.get() { "Newest cases" } else { "Your newest cases" }}</h2>
                        <a href=format!("/cases?show=all&process={id}")>"All cases"</a>
                    </div>
                    {move || {
                        let rows = now.with(|now| now.cases.clone());
                        if rows.is_empty() {
                            // A member sees only the cases they have to do with.
                            let nothing = match may_build.get() {
                                true => "Nobody has started it yet.",
                                false => "You have no case of it yet.",
                            };
                            view! { <p class="row-note py-3">{nothing}</p> }.into_any()
                        } else {
                            view! { <CaseRows rows of_one_process=true/> }.into_any()
                        }
                    }}
                </section>
                {move || may_build.get().then(|| {
                    let versions = now.with(|now| now.versions.clone());
                    view! { <Versions versions/> }
                })}
            </div>
        })}
    }
}

#[component]
fn Head(process: ProcessView, starts: Vec<StartView>, address: String) -> impl IntoView {
    // A process that begins by itself alone has no form to fill in.
    let mut steps = process.diagram.steps.iter();
    let has_form = starts.is_empty()
        || steps.any(|step| matches!(step.kind, StepKind::Start(_)) && step.inside.is_none());
    let version = process.published.as_ref().map(|version| version.number);
    let (running, stuck, draft) = (
        process.running,
        process.stuck,
        process.may_build && process.unpublished_changes,
    );
    let marks = move || {
        view! {
            <span class="marks">
                {version.map(|number| view! { <Badge label=format!("Version {number}")/> })}
                {draft.then(|| view! { <Badge label="Unpublished changes" tone=Tone::Waiting/> })}
                {(running > 0).then(|| view! { <StateMark tone=Tone::Active label=format!("{running} running")/> })}
                {(stuck > 0).then(|| view! { <StateMark tone=Tone::Failed label=format!("{stuck} stuck")/> })}
                {starts.iter().map(|start| view! {
                    <span>
                        {begins(start)}
                        {start.next.map(|moment| view! { ", next " <MomentTime moment/> })}
                    </span>
                }).collect_view()}
            </span>
        }
    };
    view! {
        <PageHeader title=process.name parent=("Processes".to_owned(), "/processes".to_owned()) note=marks>
            {process.may_build.then(|| view! {
                <LinkButton label="Edit" href=format!("{address}/edit") icon=icondata_lu::LuPencil/>
            })}
            {process.may_build.then(|| version.map(|_| view! { <SendMessage/> }))}
            {version.filter(|_| has_form).map(|_| view! {
                <LinkButton
                    label="Start" href=format!("{address}/start") look=Look::Primary icon=icondata_lu::LuPlay
                />
            })}
        </PageHeader>
    }
}

/// What begins a case by itself, in words.
fn begins(start: &StartView) -> String {
    match &start.by {
        StartsBy::Message { name } => format!("Begins with the message “{name}”"),
        StartsBy::Signal { name } => format!("Begins with the signal “{name}”"),
        StartsBy::Time { words } => {
            // In the middle of a sentence, but Mondays stay Mondays.
            let mut letters = words.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_lowercase)
                .collect();
            format!("Begins {first}{}", letters.as_str())
        }
    }
}

/// How many cases stand at each step.
fn overlay(counts: Vec<StepCount>) -> Overlay {
    let steps = counts
        .into_iter()
        .map(|count| {
            let (state, badge) = match count.stuck {
                0 => (StepState::Active, String::new()),
                stuck => (StepState::Failed, format!("{stuck} stuck")),
            };
            // When all of them are stuck, that is all there is to say.
            let number = if count.stuck == count.active {
                0
            } else {
                count.active
            };
            (
                count.step,
                StepOverlay {
                    state: Some(state),
                    count: number,
                    badge,
                },
            )
        })
        .collect();
    Overlay {
        steps,
        ..Overlay::default()
    }
}

#[component]
fn Versions(versions: Vec<VersionView>) -> impl IntoView {
    let rows: Vec<_> = versions
        .into_iter()
        .map(|version| {
            view! {
                <li class="row">
                    <div class="row-main">
                        <span class="font-medium">{format!("Version {}", version.number)}</span>
                        <p class="row-note">
                            {version.published_by} " · " <RelativeTime moment=version.published_at/>
                        </p>
                    </div>
                    {(version.running > 0).then(|| view! {
                        <StateMark tone=Tone::Active label=format!("{} running", version.running)/>
                    })}
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="versions">
            <div class="section-head"><h2 id="versions">"Versions"</h2></div>
            <ul class="rows">{rows}</ul>
        </section>
    }
}
