//! Several steps use a system and none says through which connection: one choice for all of them.

use super::input::Pick;
use crate::canvas::EditorState;
use leptos::prelude::*;
use process::Problem;
use process::diagram::edit::Edit;
use process::id::{ConnectionId, StepId};
use process::problem::Place;
use process::step::StepKind;

/// The rule about a step whose connection is missing.
const RULE: &str = "no-connection";

/// The steps of one connector that have no connection they can use.
#[derive(Clone, Debug, PartialEq)]
struct Unconnected {
    connector: String,
    steps: Vec<StepId>,
}

/// One choice for each system that several steps lack.
#[component]
pub fn Connecting(
    state: EditorState,
    #[prop(into)] problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let groups = Memo::new(move |_| problems.with(|problems| unconnected(state, problems)));
    view! {
        <For each=move || groups.get() key=|group| group.connector.clone() let(group)>
            {
                let connector = StoredValue::new(group.connector);
                view! { <OneChoice state groups connector/> }
            }
        </For>
    }
}

#[component]
fn OneChoice(
    state: EditorState,
    groups: Memo<Vec<Unconnected>>,
    connector: StoredValue<String>,
) -> impl IntoView {
    let steps = Memo::new(move |_| {
        groups.with(|groups| {
            let own = |group: &&Unconnected| connector.with_value(|own| group.connector == *own);
            groups.iter().find(own).map(|group| group.steps.clone())
        })
    });
    let (name, connections) = state.catalog.with_untracked(|catalog| {
        connector.with_value(|connector| {
            let name = catalog
                .connectors
                .iter()
                .find(|known| known.id == *connector)
                .map_or_else(|| connector.clone(), |known| known.name.clone());
            let connections: Vec<_> = catalog
                .connections
                .iter()
                .filter(|connection| connection.connector == *connector)
                .map(|connection| (connection.id.to_string(), connection.name.clone()))
                .collect();
            (name, connections)
        })
    });
    let none = connections.is_empty();
    let called = name.clone();
    let sentence = move || {
        let count = steps.with(|steps| steps.as_ref().map_or(0, Vec::len));
        format!("{count} “{called}” steps have no connection.")
    };
    let choose = move |chosen: String| {
        let Some(connection) = chosen.parse().ok().map(ConnectionId) else {
            return;
        };
        let steps = steps.get_untracked().unwrap_or_default();
        state.edit(through(state, &steps, connection));
    };
    view! {
        <section class="problem-group error">
            <p>{sentence}</p>
            {if none {
                view! {
                    <p class="panel-hint">
                        "There is none yet. An admin adds one under " <a href="/admin/connections">"Connections"</a> "."
                    </p>
                }
                .into_any()
            } else {
                view! {
                    <Pick
                        id=connector.with_value(|connector| format!("connect-{connector}"))
                        label=format!("One connection for all “{name}” steps")
                        value=Signal::stored(String::new())
                        options=Signal::stored(connections)
                        on_pick=Callback::new(choose)
                    />
                }
                .into_any()
            }}
        </section>
    }
}

/// The problems that none of the choices speaks for.
pub fn apart_from_choices(state: EditorState, problems: &[Problem]) -> Vec<Problem> {
    let groups = unconnected(state, problems);
    let grouped = |problem: &Problem| {
        without_connection(problem)
            .is_some_and(|step| groups.iter().any(|group| group.steps.contains(step)))
    };
    problems
        .iter()
        .filter(|problem| !grouped(problem))
        .cloned()
        .collect()
}

fn unconnected(state: EditorState, problems: &[Problem]) -> Vec<Unconnected> {
    let mut groups: Vec<Unconnected> = Vec::new();
    state.with_diagram(|diagram| {
        for step in problems.iter().filter_map(without_connection) {
            let Some(StepKind::Service(service)) = diagram.step(step).map(|step| &step.kind) else {
                continue;
            };
            match groups
                .iter_mut()
                .find(|group| group.connector == service.connector)
            {
                Some(group) => group.steps.push(step.clone()),
                None => groups.push(Unconnected {
                    connector: service.connector.clone(),
                    steps: vec![step.clone()],
                }),
            }
        }
    });
    groups.retain(|group| group.steps.len() > 1);
    groups
}

fn without_connection(problem: &Problem) -> Option<&StepId> {
    match &problem.place {
        Place::Step { step, .. } if problem.rule == RULE => Some(step),
        _ => None,
    }
}

/// One change, taken back by one undo.
fn through(state: EditorState, steps: &[StepId], connection: ConnectionId) -> Edit {
    let edits = state.with_diagram(|diagram| {
        let services = steps.iter().filter_map(|id| {
            let mut kind = diagram.step(id)?.kind.clone();
            let StepKind::Service(service) = &mut kind else {
                return None;
            };
            service.connection = Some(connection);
            Some(Edit::SetKind {
                step: id.clone(),
                kind,
            })
        });
        services.collect()
    });
    Edit::Batch { edits }
}
