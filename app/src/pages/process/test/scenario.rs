//! One scenario: given, when, then; and what came of it.

use super::{expectation::AddExpectation, sentence::Sentence, trial::Trial};
use crate::{
    file,
    ui::{Button, Icon, IconButton, StateMark, Tone},
};
use leptos::prelude::*;
use process::scenario::{At, Line, Scenario, Words, in_words};

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
            <Sentences state scenario failures change/>
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
    Given(usize),
    When(usize),
    Then(usize),
}

fn place(at: At) -> Below {
    match at {
        At::Beginning => Below::Given(0),
        At::Move(number) => Below::When(number),
        At::Expectation(number) => Below::Then(number),
    }
}

#[component]
fn Sentences(
    state: Trial,
    scenario: Memo<Option<Scenario>>,
    failures: Memo<Vec<(Below, String)>>,
    change: Callback<Change>,
) -> impl IntoView {
    let told =
        Memo::new(move |_| scenario.with(|one| Some(in_words(one.as_ref()?, &state.definition()))));
    let count = move |of: Part| told.with(|told| told.as_ref().map_or(0, |told| of.of(told).len()));
    let part = move |of: Part| {
        let any = move || count(of) > 0;
        view! {
            <Show when=any>
                <p class="scenario-part">{of.title()}</p>
            </Show>
            <ul aria-label=of.title()>
                <For each=move || 0..count(of) key=|number| *number let(number)>
                    {
                        let text = Signal::derive(move || {
                            told.with(|told| Some(of.of(told.as_ref()?).get(number)?.clone())).unwrap_or_default()
                        });
                        let why = Signal::derive(move || {
                            failures.with(|failures| {
                                let mut own = failures.iter().filter(|(at, _)| *at == of.below(number));
                                own.next().map(|(_, sentence)| sentence.clone())
                            })
                        });
                        view! { <Sentence state scenario line=of.line(number) text why change/> }
                    }
                </For>
            </ul>
        }
    };
    view! {
        <div class="scenario-words">
            {[Part::Given, Part::When, Part::Then].map(part)}
            <AddExpectation state change/>
        </div>
    }
}

/// The parts of a scenario.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Given,
    When,
    Then,
}

impl Part {
    fn title(self) -> &'static str {
        match self {
            Self::Given => "Given",
            Self::When => "When",
            Self::Then => "Then",
        }
    }

    fn of(self, told: &Words) -> &Vec<String> {
        match self {
            Self::Given => &told.given,
            Self::When => &told.when,
            Self::Then => &told.then,
        }
    }

    fn line(self, number: usize) -> Line {
        match self {
            Self::Given => Line::Given(number),
            Self::When => Line::When(number),
            Self::Then => Line::Then(number),
        }
    }

    fn below(self, number: usize) -> Below {
        match self {
            Self::Given => Below::Given(number),
            Self::When => Below::When(number),
            Self::Then => Below::Then(number),
        }
    }
}
