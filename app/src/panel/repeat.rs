//! A step that is done several times: again while something is true, or once for each of something.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::rounds::Rounds;
use super::settings::Settings;
use leptos::prelude::*;
use process::diagram::family::is_work;
use process::feel::Type;
use process::step::{Each, Over, Repetition};

const WAYS: [(&str, &str); 4] = [
    ("once", "Once"),
    ("list", "Once for each of a list"),
    ("times", "A number of times"),
    ("while", "Again while something is true"),
];

#[component]
pub fn RepeatSettings(settings: Settings) -> impl IntoView {
    let step = settings.step();
    let shown =
        Memo::new(move |_| step.with(|step| step.as_ref().is_some_and(|step| is_work(&step.kind))));
    let repetition = Memo::new(move |_| step.get().and_then(|step| step.repetition));
    let way = Memo::new(move |_| repetition.with(|repetition| way_of(repetition.as_ref())));
    let put = move |field: &str, repetition: Option<Repetition>| {
        settings.change_step(field, &|step| step.repetition.clone_from(&repetition));
    };
    let each = Memo::new(move |last: Option<&Each>| match repetition.get() {
        Some(Repetition::Each(each)) => *each,
        _ => last.cloned().unwrap_or_else(|| Each::times("")),
    });
    let change = move |field: &'static str, edit: &dyn Fn(&mut Each)| {
        let mut each = each.get_untracked();
        edit(&mut each);
        put(field, Some(Repetition::Each(Box::new(each))));
    };
    let choose = Callback::new(move |chosen: String| {
        put(
            "repeat-way",
            match chosen.as_str() {
                "list" => Some(Repetition::Each(Box::new(Each::of_list("", "item")))),
                "times" => Some(Repetition::Each(Box::new(Each::times("3")))),
                "while" => Some(Repetition::While {
                    condition: String::new(),
                    before: false,
                    most: None,
                }),
                _ => None,
            },
        );
    });
    let condition = Signal::derive(move || match repetition.get() {
        Some(Repetition::While { condition, .. }) => condition,
        _ => String::new(),
    });
    let before = Signal::derive(move || {
        matches!(
            repetition.get(),
            Some(Repetition::While { before: true, .. })
        )
    });
    let most = Signal::derive(move || match repetition.get() {
        Some(Repetition::While {
            most: Some(most), ..
        }) => most.to_string(),
        _ => String::new(),
    });
    let change_while =
        move |field: &'static str, edit: &dyn Fn(&mut String, &mut bool, &mut Option<i64>)| {
            if let Some(Repetition::While {
                mut condition,
                mut before,
                mut most,
            }) = repetition.get_untracked()
            {
                edit(&mut condition, &mut before, &mut most);
                put(
                    field,
                    Some(Repetition::While {
                        condition,
                        before,
                        most,
                    }),
                );
            }
        };
    let list = Signal::derive(move || match each.get().over {
        Over::List { list, .. } => list,
        Over::Times { times } => times,
    });
    let item = Signal::derive(move || match each.get().over {
        Over::List { item, .. } => item,
        Over::Times { .. } => String::new(),
    });
    let over_a_list = move || {
        view! {
            <FormulaBar
                id="repeat-list"
                label="Which list?"
                settings
                error=settings.problem_at("repetition")
                value=list
                on_input=Callback::new(move |text: String| change("repeat-list", &|each| {
                    if let Over::List { list, .. } = &mut each.over { list.clone_from(&text); }
                }))
                placeholder="approvers"
            />
            <Line
                id="repeat-item"
                label="What is one of them called?"
                value=item
                help="The step can use it under this name."
                placeholder="approver"
                on_input=Callback::new(move |text: String| change("repeat-item", &|each| {
                    if let Over::List { item, .. } = &mut each.over { item.clone_from(&text); }
                }))
            />
        }
    };
    let so_many_times = move || {
        view! {
            <FormulaBar
                id="repeat-times"
                label="How many times?"
                settings
                wanted=Type::Number
                error=settings.problem_at("repetition")
                value=list
                on_input=Callback::new(move |text: String| change("repeat-times", &|each| {
                    if let Over::Times { times } = &mut each.over { times.clone_from(&text); }
                }))
                placeholder="3"
            />
        }
    };
    let of_each = move || {
        let on_change = Callback::new(move |(field, each): (&'static str, Each)| {
            put(field, Some(Repetition::Each(Box::new(each))));
        });
        view! { <Rounds settings each on_change/> }
    };
    let again_while = move || {
        view! {
            <FormulaBar
                id="repeat-while"
                label="While what is true?"
                settings
                wanted=Type::Boolean
                error=settings.problem_at("repetition")
                value=condition
                on_input=Callback::new(move |text: String| change_while("repeat-while", &|condition, _, _| condition.clone_from(&text)))
                placeholder="answer = \"again\""
            />
            <Check
                id="repeat-before"
                label="Ask before the first time too"
                checked=before
                on_toggle=Callback::new(move |on| change_while("repeat-before", &|_, before, _| *before = on))
            />
            <Line
                id="repeat-most"
                label="At most how many times?"
                mode="numeric"
                value=most
                help="Empty means without end."
                on_input=Callback::new(move |text: String| change_while("repeat-most", &|_, _, most| *most = text.trim().parse().ok()))
            />
        }
    };
    view! {
        <Show when=move || shown.get()>
            <details class="panel-more" open=move || way.get_untracked() != "once">
                <summary>"Repeat this step"</summary>
                <Pick
                    id="repeat-way"
                    label="How often is it done?"
                    value=Signal::derive(move || way.get().to_owned())
                    options=WAYS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
                    on_pick=choose
                />
                {move || match way.get() {
                    "list" => view! { {over_a_list()} {of_each()} }.into_any(),
                    "times" => view! { {so_many_times()} {of_each()} }.into_any(),
                    "while" => again_while().into_any(),
                    _ => ().into_any(),
                }}
            </details>
        </Show>
    }
}

fn way_of(repetition: Option<&Repetition>) -> &'static str {
    match repetition {
        None => "once",
        Some(Repetition::While { .. }) => "while",
        Some(Repetition::Each(each)) => match each.over {
            Over::Times { .. } => "times",
            Over::List { .. } => "list",
        },
    }
}
