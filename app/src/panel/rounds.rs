//! A step done once for each: when enough is done, what is collected, whom it tells how far it is.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Each, Mapping, Rest, Tells, TellsWhen, Trigger};

const RESTS: [(Rest, &str, &str); 3] = [
    (Rest::Stop, "stop", "They are stopped"),
    (Rest::Wait, "wait", "They are finished first"),
    (Rest::LeaveRunning, "leave", "They go on by themselves"),
];

const TELLS: [(&str, &str); 4] = [
    ("never", "Nobody"),
    ("each", "Each time one is done"),
    ("first", "When the first one is done"),
    ("when", "When something is true"),
];

#[component]
pub fn Rounds(
    settings: Settings,
    each: Memo<Each>,
    /// The field that was typed in, and all of it as it is then.
    on_change: Callback<(&'static str, Each)>,
) -> impl IntoView {
    let change = move |field: &'static str, edit: &dyn Fn(&mut Each)| {
        let mut each = each.get_untracked();
        edit(&mut each);
        on_change.run((field, each));
    };
    let ends_early = Memo::new(move |_| {
        each.with(|each| !each.enough.trim().is_empty() || !each.until.trim().is_empty())
    });
    let collects = Memo::new(move |_| each.with(|each| each.collect.is_some()));
    let collect = move || each.get().collect.unwrap_or_default();
    view! {
        <Pick
            id="repeat-order"
            label="In which order?"
            value=Signal::derive(move || if each.get().sequential { "turn" } else { "once" }.to_owned())
            options=vec![
                ("once".to_owned(), "All at once".to_owned()),
                ("turn".to_owned(), "One after the other".to_owned()),
            ]
            on_pick=Callback::new(move |chosen: String| change("repeat-order", &|each| each.sequential = chosen == "turn"))
        />
        <FormulaBar
            id="repeat-enough"
            label="How many are enough?"
            settings
            wanted=Type::Number
            error=settings.problem_at("enough")
            value=Signal::derive(move || each.get().enough)
            on_input=Callback::new(move |text: String| change("repeat-enough", &|each| each.enough.clone_from(&text)))
            help="Empty means all of them."
            placeholder="2"
        />
        <FormulaBar
            id="repeat-until"
            label="Or: enough when this is true"
            settings
            wanted=Type::Boolean
            more_names=true
            error=settings.problem_at("until")
            value=Signal::derive(move || each.get().until)
            on_input=Callback::new(move |text: String| change("repeat-until", &|each| each.until.clone_from(&text)))
            help="Asked after each one. numberOfCompletedInstances says how many are done."
            placeholder="answer = \"no\""
        />
        {move || ends_early.get().then(|| view! {
            <Pick
                id="repeat-rest"
                label="What about the others then?"
                value=Signal::derive(move || rest_word(each.get().rest).to_owned())
                options=RESTS.map(|(_, value, words)| (value.to_owned(), words.to_owned())).to_vec()
                on_pick=Callback::new(move |chosen: String| change("repeat-rest", &|each| each.rest = rest_of(&chosen)))
            />
        })}
        <Check
            id="repeat-collect"
            label="Collect what each came to in a list"
            checked=collects
            on_toggle=Callback::new(move |on: bool| change("repeat-collect", &|each| each.collect = on.then(Mapping::default)))
        />
        {move || collects.get().then(|| view! {
            <Line
                id="collect-key"
                label="Call the list"
                value=Signal::derive(move || collect().key)
                placeholder="answers"
                on_input=Callback::new(move |key: String| change("collect-key", &|each| {
                    each.collect.get_or_insert_default().key.clone_from(&key);
                }))
            />
            <FormulaBar
                id="collect-from"
                label="What is taken from each?"
                settings
                more_names=true
                error=settings.problem_at("collect")
                value=Signal::derive(move || collect().from)
                on_input=Callback::new(move |from: String| change("collect-from", &|each| {
                    each.collect.get_or_insert_default().from.clone_from(&from);
                }))
                placeholder="answer"
            />
        })}
        <Check
            id="repeat-open"
            label="More may be added while it is at work"
            checked=Signal::derive(move || each.get().open)
            on_toggle=Callback::new(move |on| change("repeat-open", &|each| each.open = on))
        />
        <Telling settings each on_change/>
    }
}

/// What happens on the edge of the step while its rounds are done.
#[component]
fn Telling(
    settings: Settings,
    each: Memo<Each>,
    on_change: Callback<(&'static str, Each)>,
) -> impl IntoView {
    let tells = Memo::new(move |_| each.get().tells);
    let way = Memo::new(move |_| tells.with(way_of));
    let put = move |field: &'static str, tells: Tells| {
        let each = each.get_untracked();
        on_change.run((field, Each { tells, ..each }));
    };
    let what = Signal::derive(move || tells.with(|tells| what_of(tells).cloned()));
    let condition = Signal::derive(move || match tells.get() {
        Tells::Cases { cases } => cases
            .into_iter()
            .next()
            .map(|case| case.condition)
            .unwrap_or_default(),
        _ => String::new(),
    });
    let make = move |way: &str, what: Trigger, condition: String| match way {
        "each" => Tells::EachTime { what },
        "first" => Tells::First { what },
        "when" => Tells::Cases {
            cases: vec![TellsWhen { condition, what }],
        },
        _ => Tells::Never,
    };
    let now = move || {
        what.get_untracked().unwrap_or(Trigger::Escalation {
            code: String::new(),
        })
    };
    view! {
        <Pick
            id="repeat-tells"
            label="Tell an event on its edge"
            value=Signal::derive(move || way.get().to_owned())
            options=TELLS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
            on_pick=Callback::new(move |chosen: String| put("repeat-tells", make(&chosen, now(), condition.get_untracked())))
        />
        {move || (way.get() != "never").then(|| view! {
            {(way.get() == "when").then(|| view! {
                <FormulaBar
                    id="tells-when"
                    label="When is it told?"
                    settings
                    wanted=Type::Boolean
                    more_names=true
                    value=condition
                    on_input=Callback::new(move |text: String| put("tells-when", make("when", now(), text)))
                    placeholder="numberOfCompletedInstances = 3"
                />
            })}
            <Pick
                id="tells-sort"
                label="As what?"
                value=Signal::derive(move || match what.get() {
                    Some(Trigger::Signal { .. }) => "signal",
                    _ => "escalation",
                }.to_owned())
                options=vec![
                    ("escalation".to_owned(), "An escalation".to_owned()),
                    ("signal".to_owned(), "A signal".to_owned()),
                ]
                on_pick=Callback::new(move |chosen: String| {
                    let named = what.with_untracked(name_of);
                    put("tells-sort", make(way.get_untracked(), trigger(&chosen, named), condition.get_untracked()));
                })
            />
            <Line
                id="tells-name"
                label="Of which name?"
                value=Signal::derive(move || what.with(name_of))
                help="The event on the edge waits for the same name."
                placeholder="HALF_DONE"
                on_input=Callback::new(move |name: String| {
                    let sort = match what.get_untracked() {
                        Some(Trigger::Signal { .. }) => "signal",
                        _ => "escalation",
                    };
                    put("tells-name", make(way.get_untracked(), trigger(sort, name), condition.get_untracked()));
                })
            />
        })}
    }
}

fn trigger(sort: &str, name: String) -> Trigger {
    match sort {
        "signal" => Trigger::Signal { name },
        _ => Trigger::Escalation { code: name },
    }
}

fn name_of(what: &Option<Trigger>) -> String {
    match what {
        Some(Trigger::Signal { name }) => name.clone(),
        Some(Trigger::Escalation { code }) => code.clone(),
        _ => String::new(),
    }
}

fn way_of(tells: &Tells) -> &'static str {
    match tells {
        Tells::Never => "never",
        Tells::EachTime { .. } => "each",
        Tells::First { .. } => "first",
        Tells::Cases { .. } => "when",
    }
}

fn what_of(tells: &Tells) -> Option<&Trigger> {
    match tells {
        Tells::Never => None,
        Tells::EachTime { what } | Tells::First { what } => Some(what),
        Tells::Cases { cases } => cases.first().map(|case| &case.what),
    }
}

fn rest_word(rest: Rest) -> &'static str {
    let entry = RESTS.iter().find(|(one, ..)| *one == rest);
    entry.map_or("stop", |(_, value, _)| value)
}

fn rest_of(word: &str) -> Rest {
    let entry = RESTS.iter().find(|(_, value, _)| *value == word);
    entry.map_or(Rest::Stop, |(rest, ..)| *rest)
}
