//! What the case waits for, each with what can be answered.

use super::{begin::read, trial::Trial};
use crate::{
    api::{ApiError, history::candidate_title},
    ui::{Button, FormView, Icon, Look, Textarea, answers},
};
use icondata_core::Icon as Drawing;
use leptos::{ev::SubmitEvent, html, prelude::*};
use process::play::{Asked, Move, Play, Reply, What};
use process::run::FailureKind;
use process::scenario::{answer_form, answer_texts, usual_reply, with_answers};
use process::{StepId, Value, Zone, words};
use std::collections::BTreeMap;

#[component]
pub fn Waiting(state: Trial) -> impl IntoView {
    let asked = Memo::new(move |_| {
        state.play.with(|play| {
            let asked = play.as_ref().map(Play::asked).unwrap_or_default();
            numbered(asked)
        })
    });
    view! {
        <section aria-labelledby="waits">
            <div class="section-head"><h2 id="waits">"Waits for"</h2></div>
            <Show
                when=move || state.is_now()
                fallback=|| view! {
                    <p class="panel-hint">"You look at an earlier moment. Go on from here to answer otherwise."</p>
                }
            >
                <Show
                    when=move || asked.with(|asked| !asked.is_empty())
                    fallback=|| view! { <p class="panel-hint">"Nothing any more: the case is over."</p> }
                >
                    <ul class="trial-asked">
                        <For each=move || asked.get() key=|(asked, _)| (asked.visit, asked.step.clone(), kind(&asked.what)) let((asked, which))>
                            <li class="trial-card" data-step-id=asked.step.to_string()>
                                <Card state asked=asked.clone() which/>
                            </li>
                        </For>
                    </ul>
                </Show>
            </Show>
        </section>
    }
}

/// Each with its number among those of the same step that can be answered in the same way.
fn numbered(asked: Vec<Asked>) -> Vec<(Asked, usize)> {
    let mut seen: BTreeMap<(StepId, &'static str), usize> = BTreeMap::new();
    asked
        .into_iter()
        .map(|one| {
            let count = seen.entry((one.step.clone(), kind(&one.what))).or_default();
            let which = *count;
            *count += 1;
            (one, which)
        })
        .collect()
}

fn kind(what: &What) -> &'static str {
    match what {
        What::Person { .. } => "person",
        What::System { retry_at: None, .. } => "system",
        What::System { .. } => "again",
        What::Process { .. } => "process",
        What::Time { .. } => "time",
        What::Message { .. } => "message",
        What::Signal { .. } => "signal",
        What::Condition { .. } => "condition",
        What::Stuck { .. } => "stuck",
    }
}

#[component]
fn Card(state: Trial, asked: Asked, which: usize) -> impl IntoView {
    let title = state.name(&asked.step);
    let zone = state.play.with_untracked(|play| {
        let zone = play.as_ref().map(|play| play.state().zone.clone());
        zone.and_then(|zone| zone.parse().ok()).unwrap_or(Zone::Utc)
    });
    let at = |moment: process::Timestamp| {
        let shown = moment.in_zone(&zone);
        shown.map_or_else(String::new, |moment| words::value(&Value::DateTime(moment)))
    };
    let step = asked.step.clone();
    match asked.what.clone() {
        What::Person {
            candidate,
            instructions,
            due,
            ..
        } => {
            let who = candidate_title(&candidate, &state.names());
            let note = match due {
                Some(due) => format!("{who}, due {}", at(due)),
                None => who,
            };
            view! {
                <Head drawing=icondata_lu::LuUserRound title note/>
                {(!instructions.trim().is_empty()).then(|| view! { <p class="trial-words">{instructions}</p> })}
                <Answer state asked which/>
            }
            .into_any()
        }
        What::System {
            input, retry_at, ..
        } => {
            let note = match retry_at {
                Some(retry_at) => format!("A system, tried again {}", at(retry_at)),
                None => "A system".to_owned(),
            };
            view! {
                <Head drawing=icondata_lu::LuZap title note/>
                <Sent input/>
                {retry_at.is_none().then(|| view! { <System state asked which/> })}
            }
            .into_any()
        }
        What::Process { process, .. } => view! {
            <Head drawing=icondata_lu::LuWorkflow title note=format!("The process “{process}”")/>
            <div class="trial-row">
                <Button
                    label="It comes to its end" look=Look::Primary
                    on_click=Callback::new({
                        let step = step.clone();
                        move |_| reply(state, &step, which, Reply::Gives { output: Value::context(BTreeMap::new()) })
                    })
                />
                <Button
                    label="It ends with an error"
                    on_click=Callback::new(move |_| {
                        reply(state, &step, which, Reply::Throws { code: String::new() });
                    })
                />
            </div>
        }
        .into_any(),
        What::Time { due, .. } => {
            view! { <Head drawing=icondata_lu::LuClock title note=format!("Until {}", at(due))/> }.into_any()
        }
        What::Message { name, key, .. } => {
            let note = match &key {
                Some(key) => format!("The message “{name}” for {}", words::value(key)),
                None => format!("The message “{name}”"),
            };
            view! {
                <Head drawing=icondata_lu::LuMail title note/>
                <Content state label="It comes" values_of=Callback::new(move |content| {
                    state.make(Move::Message { name: name.clone(), key: key.clone(), content });
                })/>
            }
            .into_any()
        }
        What::Signal { name, .. } => view! {
            <Head drawing=icondata_lu::LuRadioTower title note=format!("The signal “{name}”")/>
            <Button label="It comes" look=Look::Primary on_click=Callback::new(move |_| {
                state.make(Move::Signal { name: name.clone() });
            })/>
        }
        .into_any(),
        What::Condition { .. } => view! {
            <Head drawing=icondata_lu::LuEye title note="Until data of the case makes it true"/>
            <Content state label="Change it" values_of=Callback::new(move |values| {
                state.make(Move::SetData { values });
            })/>
        }
        .into_any(),
        What::Stuck { message, .. } => view! {
            <Head drawing=icondata_lu::LuOctagonAlert title note="Somebody has to mend it"/>
            <p class="trial-words">{message}</p>
            <Button label="Try again" look=Look::Primary on_click=Callback::new(move |_| {
                state.make(Move::Retry { step: step.clone(), which });
            })/>
        }
        .into_any(),
    }
}

#[component]
fn Head(drawing: Drawing, title: String, #[prop(into)] note: String) -> impl IntoView {
    view! {
        <div class="trial-head">
            <Icon drawing/>
            <div>
                <h3>{title}</h3>
                <p class="row-note">{note}</p>
            </div>
        </div>
    }
}

fn reply(state: Trial, step: &StepId, which: usize, reply: Reply) {
    state.make(Move::Reply {
        step: step.clone(),
        which,
        by: None,
        reply,
    });
}

/// A person's form, with something ordinary in what is required.
#[component]
fn Answer(state: Trial, asked: Asked, which: usize) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    let error = RwSignal::new(None::<ApiError>);
    let step = asked.step.clone();
    let form = state.definition().form(&step).cloned().unwrap_or_default();
    let usual = state.play.with_untracked(|play| {
        let reply = usual_reply(play.as_ref()?, &asked, &BTreeMap::new())?;
        match reply {
            Reply::Answers { answers } => Some(answers),
            _ => None,
        }
    });
    let usual = usual.unwrap_or_default().into_iter();
    let values: BTreeMap<String, String> =
        usual.map(|(key, value)| (key, value.to_text())).collect();
    let kept = StoredValue::new(form.clone());
    let always = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(node) = node.get_untracked() else {
            return;
        };
        match read(&kept.get_value(), &answers(&node)) {
            Ok(answers) if always.get_untracked() => {
                let (step, replies) = (step.clone(), vec![Reply::Answers { answers }]);
                state.make(Move::Pin { step, replies });
            }
            Ok(answers) => reply(state, &step, which, Reply::Answers { answers }),
            Err(invalid) => error.set(Some(invalid)),
        }
    };
    view! {
        <form class="trial-form" node_ref=node novalidate on:submit=submit>
            <FormView form values error/>
            <Always always/>
            <Button label="Answer" look=Look::Primary/>
        </form>
    }
}

/// What a system was sent, out of the way until somebody wants to see it.
#[component]
fn Sent(input: BTreeMap<String, Value>) -> impl IntoView {
    let rows: Vec<_> = input
        .into_iter()
        .map(|(key, value)| view! { <div class="value"><dt>{key}</dt><dd>{words::value(&value)}</dd></div> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="panel-more">
                <summary class="ring-inside">"What it is sent"</summary>
                <dl class="values">{rows}</dl>
            </details>
        }
    })
}

/// A system works, or does not; once, or from now on.
#[component]
fn System(state: Trial, asked: Asked, which: usize) -> impl IntoView {
    let step = StoredValue::new(asked.step.clone());
    let id = format!("output-{}-{}", asked.step, asked.visit);
    let node = NodeRef::<html::Form>::new();
    let error = RwSignal::new(None::<ApiError>);
    let not_json = RwSignal::new(None::<String>);
    let usual = state.play.with_untracked(|play| {
        let reply = usual_reply(play.as_ref()?, &asked, &BTreeMap::new())?;
        match reply {
            Reply::Gives { output } => Some(output),
            _ => None,
        }
    });
    let usual = usual.unwrap_or_else(|| Value::context(BTreeMap::new()));
    let definition = state.definition();
    let form = answer_form(&definition, &asked.step);
    let texts = answer_texts(&definition, &asked.step, &usual);
    let shown = usual.to_plain_json_text();
    let usual = StoredValue::new(usual);
    let asks = StoredValue::new(form.clone());
    let always = RwSignal::new(true);
    let answer = move |one: Reply| {
        let step = step.get_value();
        if always.get_untracked() {
            let replies = vec![one];
            state.make(Move::Pin { step, replies });
            return;
        }
        reply(state, &step, which, one);
    };
    // What the process takes from the answer is asked for by its fields; what it does not look at is JSON.
    let output = move |typed: BTreeMap<String, String>| {
        let form = asks.get_value();
        if form.fields.is_empty() {
            let text = typed.get("output").cloned().unwrap_or_default();
            let read = read_json(&text);
            let why = "This is not JSON. Write it like {\"id\": 7}.".to_owned();
            not_json.set(read.is_none().then_some(why));
            return read;
        }
        match read(&form, &typed) {
            Ok(answers) => {
                error.set(None);
                let (definition, step) = (state.definition(), step.get_value());
                Some(usual.with_value(|usual| with_answers(&definition, &step, usual, &answers)))
            }
            Err(invalid) => {
                error.set(Some(invalid));
                None
            }
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = node
            .get_untracked()
            .map(|node| answers(&node))
            .unwrap_or_default();
        if let Some(output) = output(typed) {
            answer(Reply::Gives { output });
        }
    };
    let fails = move |_| {
        answer(Reply::Fails {
            failure: FailureKind::Permanent,
            message: "It does not answer.".to_owned(),
        });
    };
    view! {
        <form class="trial-form" node_ref=node novalidate on:submit=submit>
            <details class="panel-more">
                <summary class="ring-inside">"What it answers"</summary>
                {if form.fields.is_empty() {
                    view! { <Textarea id name="answers[output]" label="Its answer, as JSON" value=shown error=not_json/> }
                        .into_any()
                } else {
                    view! { <FormView form values=texts error/> }.into_any()
                }}
            </details>
            <Always always/>
            <div class="trial-row">
                <Button label="It works" look=Look::Primary/>
                <Button label="It fails" on_click=Callback::new(fails)/>
            </div>
        </form>
    }
}

/// Whether an answer is given once, or from now on.
#[component]
fn Always(always: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="panel-check">
            <input
                type="checkbox" prop:checked=move || always.get()
                on:change=move |event| always.set(event_target_checked(&event))
            />
            <span>"Answer like this from now on"</span>
        </label>
    }
}

fn read_json(text: &str) -> Option<Value> {
    let json: serde_json::Value = serde_json::from_str(text).ok()?;
    Value::from_plain_json(&json).ok()
}

/// Values that come with something: a line each, `name: value`.
#[component]
fn Content(
    state: Trial,
    label: &'static str,
    values_of: Callback<BTreeMap<String, Value>>,
) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    let error = RwSignal::new(None::<String>);
    let number = state
        .play
        .with_untracked(|play| play.as_ref().map_or(0, |play| play.moves().len()));
    let id = format!("content-{number}-{label}").replace(' ', "-");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = node
            .get_untracked()
            .map(|node| answers(&node))
            .unwrap_or_default();
        let text = typed.get("content").map_or("", |text| text.trim());
        let text = if text.is_empty() { "{}" } else { text };
        match read_json(text) {
            Some(Value::Context(values)) => values_of.run((*values).clone()),
            _ => error.set(Some("Write it like {\"delivered\": true}.".to_owned())),
        }
    };
    view! {
        <form class="trial-form" node_ref=node on:submit=submit>
            <Textarea id name="answers[content]" label="Values, as JSON" placeholder="{\"delivered\": true}" error/>
            <Button label look=Look::Primary/>
        </form>
    }
}
