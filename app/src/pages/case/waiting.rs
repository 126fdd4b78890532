//! What a case waits for besides people, in words: messages, signals, times, rounds that are not done yet.

use super::live::LiveCase;
use super::painting::rounds_in_words;
use crate::api::CaseId;
use crate::api::message::deliver_message;
use crate::pages::typed_values::{TypedValue, TypedValues, read};
use crate::ui::{
    Button, Dialog, FormError, Look, MomentTime, RelativeTime, close_dialog, open_dialog,
    use_toasts,
};
use leptos::{html, prelude::*};
use process::run::{Awaited, Doing, Status, Wait};
use process::{Diagram, State, StepId, WaitId};

/// One thing the case waits for.
#[derive(Clone, PartialEq)]
struct Waiting {
    step: StepId,
    /// The step by its name.
    at: String,
    what: String,
    /// When it is over by itself, in milliseconds.
    due: Option<i64>,
    since: Option<i64>,
    /// The message it waits for, for delivering it by hand.
    message: Option<Wanted>,
}

/// A message that is waited for.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    pub wait: WaitId,
    pub name: String,
}

#[component]
pub fn WaitingFor(live: LiveCase) -> impl IntoView {
    let delivering = RwSignal::new(None::<Wanted>);
    let dialog = NodeRef::<html::Dialog>::new();
    let case = live.facts.with_untracked(|case| case.id);
    let diagram = live.facts.with_untracked(|case| case.diagram.clone());
    let all = Memo::new(move |_| live.state.with(|state| waiting(&diagram, state)));
    let operates = Memo::new(move |_| live.facts.with(|case| case.may_operate));
    let row = move |waiting: Waiting| {
        let Waiting {
            at,
            what,
            due,
            since,
            message,
            ..
        } = waiting;
        let by_hand = move || {
            let message = message.clone().filter(|_| operates.get())?;
            let label = format!("Deliver “{}” by hand", message.name);
            Some(view! {
                <button
                    type="button" class="btn quiet" aria-label=label
                    on:click=move |_| {
                        delivering.set(Some(message.clone()));
                        open_dialog(dialog);
                    }
                >
                    "Deliver by hand"
                </button>
            })
        };
        view! {
            <li class="row">
                <div class="row-main">
                    <span class="font-medium">{at}</span>
                    <p class="row-note">
                        {what}
                        {due.map(|moment| view! { " " <MomentTime moment/> })}
                        {since.map(|moment| view! { ", since " <RelativeTime moment/> })}
                    </p>
                </div>
                {by_hand}
            </li>
        }
    };
    let list = move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <section aria-labelledby="waits">
                    <div class="section-head"><h2 id="waits">"What has to happen"</h2></div>
                    <ul class="rows">{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        {list}
        <Dialog id="deliver" title="Deliver the message by hand" node=dialog>
            {move || delivering.get().map(|wanted| view! { <Deliver case wanted dialog live/> })}
        </Dialog>
    }
}

/// What the message would have carried, typed by an operator.
#[component]
fn Deliver(
    case: CaseId,
    wanted: Wanted,
    dialog: NodeRef<html::Dialog>,
    live: LiveCase,
) -> impl IntoView {
    let values = RwSignal::new(Vec::<TypedValue>::new());
    let wait = wanted.wait;
    let deliver = Action::new(move |(): &()| {
        deliver_message(case, wait, values.with_untracked(|values| read(values)))
    });
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = deliver.value().get() {
            close_dialog(dialog);
            toasts.say("Delivered. The case goes on.");
            live.ask_again();
        }
    });
    let error = Signal::derive(move || deliver.value().get().and_then(Result::err));
    view! {
        <div class="form">
            <p class="text-ink-soft">
                {format!("The case goes on as if “{}” had come. Everybody who looks at it can see that it went on.", wanted.name)}
            </p>
            <FormError error/>
            <TypedValues id="deliver" values/>
            <div class="form-foot">
                <Button
                    label="Deliver" look=Look::Primary busy=deliver.pending()
                    on_click=Callback::new(move |_| _ = deliver.dispatch(()))
                />
                <Button
                    label="Not now" look=Look::Plain
                    on_click=Callback::new(move |_| close_dialog(dialog))
                />
            </div>
        </div>
    }
}

fn waiting(diagram: &Diagram, state: &State) -> Vec<Waiting> {
    if state.status != Status::Active {
        return Vec::new();
    }
    let name = |step: &StepId| {
        let step = diagram.step(step);
        step.map(|step| step.title().to_owned()).unwrap_or_default()
    };
    let waits = state.waits.iter().filter_map(|(id, wait)| {
        let (what, due) = in_words(wait)?;
        let visit = state.active.get(&wait.owner);
        let message = match &wait.what {
            Awaited::Message { name, .. } => Some(Wanted {
                wait: *id,
                name: name.clone(),
            }),
            _ => None,
        };
        Some(Waiting {
            step: wait.step.clone(),
            at: name(&wait.step),
            what,
            due,
            since: visit.map(|visit| visit.entered_at.0),
            message,
        })
    });
    let visits = state.active.values().filter_map(|visit| {
        let (what, due) = match &visit.doing {
            Doing::AwaitingTimer { due, .. } => ("Until".to_owned(), Some(due.0)),
            Doing::Repeating(rounds) if !rounds.went_on => (rounds_in_words(rounds), None),
            _ => return None,
        };
        Some(Waiting {
            step: visit.step.clone(),
            at: name(&visit.step),
            what,
            due,
            since: Some(visit.entered_at.0),
            message: None,
        })
    });
    let mut all: Vec<Waiting> = waits.chain(visits).collect();
    // One line for what waits the same in many places at once.
    all.dedup_by(|a, b| a.step == b.step && a.what == b.what && a.due == b.due);
    all
}

fn in_words(wait: &Wait) -> Option<(String, Option<i64>)> {
    Some(match &wait.what {
        Awaited::Message { name, key: None } => (format!("The message “{name}”"), None),
        Awaited::Message {
            name,
            key: Some(key),
        } => {
            let key = process::words::value(key);
            (format!("The message “{name}” for {key}"), None)
        }
        Awaited::Signal { name } => (format!("The signal “{name}”"), None),
        Awaited::Timer { due, .. } => ("Happens".to_owned(), Some(due.0)),
        Awaited::Condition => ("Happens as soon as it is true".to_owned(), None),
        Awaited::Inside => return None,
    })
}
