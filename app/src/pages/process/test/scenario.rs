//! One scenario: given, when, then; and what came of it.

use super::{expectation::AddExpectation, trial::Trial};
use crate::{
    file,
    ui::{Button, Icon, IconButton, StateMark, Tone},
};
use leptos::prelude::*;
use process::scenario::{At, Scenario, in_words};

#[component]
pub fn ScenarioCard(state: Trial, id: String) -> impl IntoView {
    let own = StoredValue::new(id);
    let scenario = Memo::new(move |_| {
        own.with_value(|id| {
            state.tests.with(|tests| {
                let mut all = tests.scenarios.iter();
                all.find(|scenario| scenario.id == *id).cloned()
            })
        })
    });
    let failures = Memo::new(move |_| {
        own.with_value(|id| {
            state.results.with(|results| {
                let outcome = results.get(id);
                let failures = outcome.map(|outcome| outcome.failures.iter());
                let failures = failures.into_iter().flatten();
                failures
                    .map(|failure| (place(failure.at), failure.sentence.clone()))
                    .collect::<Vec<_>>()
            })
        })
    });
    let change = Callback::new(move |change: Change| {
        own.with_value(|id| {
            state.change_tests(|tests| {
                if let Some(found) = tests.scenarios.iter_mut().find(|one| one.id == *id) {
                    change.0(found);
                }
            });
        });
    });
    let remove = move |_| {
        own.with_value(|id| {
            state.change_tests(|tests| tests.scenarios.retain(|one| one.id != *id))
        });
    };
    let save_log = move |_| {
        let log = own.with_value(|id| {
            state.results.with_untracked(|results| {
                let lines = results.get(id)?.log.iter().map(serde_json::to_string);
                lines.collect::<Result<Vec<_>, _>>().ok()
            })
        });
        if let Some(lines) = log {
            file::save("log.jsonl", "application/jsonl", &(lines.join("\n") + "\n"));
        }
    };
    let title = Memo::new(move |_| {
        scenario.with(|one| {
            one.as_ref()
                .map_or_else(String::new, |one| one.title().to_owned())
        })
    });
    view! {
        <details class="scenario">
            <summary class="ring-inside">
                {move || match failures.with(Vec::is_empty) {
                    true => view! { <StateMark tone=Tone::Done label="Passes"/> },
                    false => view! { <StateMark tone=Tone::Failed label="Fails"/> },
                }}
                <span class="scenario-title">{title}</span>
                <Icon drawing=icondata_lu::LuChevronDown/>
            </summary>
            {move || scenario.get().map(|one| view! {
                <Sentences state scenario=one failures=failures.get() change/>
            })}
            <div class="trial-row">
                <Button label="Play it" icon=icondata_lu::LuPlay on_click=Callback::new(move |_| {
                    if let Some(one) = scenario.get_untracked() {
                        state.open(&one);
                    }
                })/>
                <input
                    class="input" aria-label="Name of the scenario" autocomplete="off"
                    prop:value=move || title.get()
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        change.run(Change::new(move |one| one.name = name));
                    }
                />
                <IconButton label="Save its log" icon=icondata_lu::LuFileDown on_click=Callback::new(save_log)/>
                <IconButton label="Delete the scenario" icon=icondata_lu::LuTrash2 on_click=Callback::new(remove)/>
            </div>
        </details>
    }
}

/// Something done to a scenario.
pub struct Change(Box<dyn FnOnce(&mut Scenario)>);

impl Change {
    pub fn new(change: impl FnOnce(&mut Scenario) + 'static) -> Self {
        Self(Box::new(change))
    }
}

/// Which sentence a failure stands below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    Given,
    When(usize),
    Then(usize),
}

fn place(at: At) -> Below {
    match at {
        At::Beginning => Below::Given,
        At::Move(number) => Below::When(number),
        At::Expectation(number) => Below::Then(number),
    }
}

#[component]
fn Sentences(
    state: Trial,
    scenario: Scenario,
    failures: Vec<(Below, String)>,
    change: Callback<Change>,
) -> impl IntoView {
    let told = in_words(&scenario, &state.definition());
    let failed = move |below: Below| {
        let why = failures.iter().find(|(at, _)| *at == below);
        why.map(|(_, sentence)| sentence.clone())
    };
    let given: Vec<_> = told
        .given
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let why = (number == 0).then(|| failed(Below::Given)).flatten();
            view! { <Sentence text why/> }
        })
        .collect();
    let when: Vec<_> = told
        .when
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let why = failed(Below::When(number));
            let remove = Callback::new(move |()| {
                change.run(Change::new(move |one| {
                    if number < one.moves.len() {
                        one.moves.remove(number);
                    }
                }));
            });
            view! { <Sentence text why remove/> }
        })
        .collect();
    let then: Vec<_> = told
        .then
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let why = failed(Below::Then(number));
            let remove = Callback::new(move |()| {
                change.run(Change::new(move |one| {
                    if number < one.expects.len() {
                        one.expects.remove(number);
                    }
                }));
            });
            view! { <Sentence text why remove/> }
        })
        .collect();
    view! {
        <div class="scenario-words">
            <p class="scenario-part">"Given"</p>
            <ul>{given}</ul>
            {(!when.is_empty()).then(|| view! { <p class="scenario-part">"When"</p> <ul>{when}</ul> })}
            <p class="scenario-part">"Then"</p>
            <ul>{then}</ul>
            <AddExpectation state change/>
        </div>
    }
}

#[component]
fn Sentence(
    text: String,
    why: Option<String>,
    #[prop(optional)] remove: Option<Callback<()>>,
) -> impl IntoView {
    let label = format!("Take away: {text}");
    let failed = why.is_some();
    view! {
        <li class:failed=failed>
            <span>{text}</span>
            {remove.map(|remove| view! {
                <IconButton label icon=icondata_lu::LuX on_click=Callback::new(move |_| remove.run(()))/>
            })}
            {why.map(|why| view! { <p class="text-failed">{why}</p> })}
        </li>
    }
}
