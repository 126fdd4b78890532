//! Working a value out, and groups of steps.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::process_data::DataList;
use super::settings::Settings;
use leptos::prelude::*;
use process::diagram::DataObject;
use process::feel::Type;
use process::step::{Script, Sort, StepKind, SubProcess};

/// "Work out a value".
#[component]
pub fn ScriptSettings(settings: Settings) -> impl IntoView {
    let script = settings.memo(|kind| match kind {
        StepKind::Script(script) => Some(script.clone()),
        _ => None,
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Script)| {
        settings.change(field, script, StepKind::Script, edit);
    };
    let foreign = Memo::new(move |_| script.with(|script| !script.language.is_empty()));
    view! {
        {move || foreign.get().then(|| view! {
            <p class="panel-hint">
                {format!("This came as {}. It is kept, but cannot run: write it as a formula.", script.get_untracked().language)}
            </p>
            <button type="button" class="btn" on:click=move |_| change("language", &|script| {
                script.language.clear();
                script.script.clear();
            })>
                "Write a formula"
            </button>
        })}
        <Line
            id="script-result"
            label="Call the result"
            value=Signal::derive(move || script.get().result)
            error=settings.problem_at("result")
            help="Later steps use it by this name: small letters, digits and _."
            placeholder="total"
            on_input=Callback::new(move |name: String| change("result", &|script| script.result.clone_from(&name)))
        />
        <Show when=move || !foreign.get()>
            <FormulaBar
                id="script-formula"
                label="How is it worked out?"
                settings
                error=settings.problem_at("script")
                value=Signal::derive(move || script.get().script)
                on_input=Callback::new(move |text: String| change("script", &|script| script.script.clone_from(&text)))
                placeholder="amount * 1.2"
            />
        </Show>
    }
}

const SORTS: [(&str, &str); 4] = [
    ("embedded", "Steps that belong together"),
    ("transaction", "All or nothing"),
    ("adHoc", "In any order"),
    ("event", "Whenever it happens"),
];

/// A group of steps.
#[component]
pub fn GroupSettings(settings: Settings) -> impl IntoView {
    let group = settings.memo(|kind| match kind {
        StepKind::SubProcess(group) => Some(group.clone()),
        _ => None,
    });
    let change = move |field: &str, edit: &dyn Fn(&mut SubProcess)| {
        settings.change(field, group, StepKind::SubProcess, edit);
    };
    let sort = Memo::new(move |_| match group.get().sort {
        Sort::Embedded => "embedded",
        Sort::Transaction => "transaction",
        Sort::AdHoc { .. } => "adHoc",
        Sort::Event => "event",
    });
    let until = Signal::derive(move || match group.get().sort {
        Sort::AdHoc { until, .. } => until,
        _ => String::new(),
    });
    let flags = move || match group.get().sort {
        Sort::AdHoc {
            sequential,
            stop_rest,
            ..
        } => (sequential, stop_rest),
        _ => (false, false),
    };
    let count = Memo::new(move |_| {
        let id = settings.id.get_value();
        settings.state.with_diagram(|diagram| {
            diagram
                .steps
                .iter()
                .filter(|step| step.inside.as_ref() == Some(&id))
                .count()
        })
    });
    view! {
        <Pick
            id="group-sort"
            label="What sort of group?"
            value=Signal::derive(move || sort.get().to_owned())
            options=SORTS.map(|(one, words)| (one.to_owned(), words.to_owned())).to_vec()
            on_pick=Callback::new(move |chosen: String| change("sort", &|group| group.sort = match chosen.as_str() {
                "transaction" => Sort::Transaction,
                "adHoc" => Sort::AdHoc { until: String::new(), sequential: false, stop_rest: false },
                "event" => Sort::Event,
                _ => Sort::Embedded,
            }))
        />
        <p class="panel-hint">
            {move || match sort.get() {
                "transaction" => "When “Call it off” is reached in it, everything done in it is undone.",
                "adHoc" => "People choose which of its steps come next.",
                "event" => "It begins by an event while what is around it is at work. Put one of “Other beginnings” in it.",
                _ => "It is done when all its ways have ended.",
            }}
        </p>
        {move || (sort.get() == "adHoc").then(|| view! {
            <FormulaBar
                id="group-until"
                label="Until"
                settings
                wanted=Type::Boolean
                error=settings.problem_at("until")
                value=until
                on_input=Callback::new(move |text: String| change("until", &|group| {
                    if let Sort::AdHoc { until, .. } = &mut group.sort { until.clone_from(&text); }
                }))
                help="Empty means until nothing is left to do."
                placeholder="checked = true"
            />
            <Check
                id="group-turn"
                label="One step at a time"
                checked=Signal::derive(move || flags().0)
                on_toggle=Callback::new(move |on| change("turn", &|group| {
                    if let Sort::AdHoc { sequential, .. } = &mut group.sort { *sequential = on; }
                }))
            />
            <Check
                id="group-stop"
                label="Stop what is still at work when it is over"
                checked=Signal::derive(move || flags().1)
                on_toggle=Callback::new(move |on| change("stop", &|group| {
                    if let Sort::AdHoc { stop_rest, .. } = &mut group.sort { *stop_rest = on; }
                }))
            />
        })}
        <p class="panel-hint">
            {move || match count.get() {
                0 => "No steps are in it yet. Drag some in.".to_owned(),
                1 => "1 step is in it.".to_owned(),
                count => format!("{count} steps are in it."),
            }}
        </p>
        <details class="panel-more" open=move || group.with_untracked(|group| !group.data.is_empty())>
            <summary>"Data of its own"</summary>
            <DataList
                id="group-data"
                hint="Values that are there only while the group is at work."
                value=Signal::derive(move || group.get().data)
                on_change=Callback::new(move |(field, data): (String, Vec<DataObject>)| {
                    change(&field, &|group| group.data.clone_from(&data));
                })
            />
        </details>
        <div class="panel-row">
            <button type="button" class="btn" on:click=move |_| settings.state.perform(crate::canvas::Verb::OpenOrClose)>
                {move || if group.get().closed { "Open it" } else { "Close it" }}
            </button>
            <button type="button" class="btn" on:click=move |_| settings.state.perform(crate::canvas::Verb::Ungroup)>
                "Take it apart"
            </button>
        </div>
    }
}
