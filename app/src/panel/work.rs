//! Working a value out, running another process, and groups of steps.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Binding, Call, Script, Sort, StepKind, SubProcess};

/// "Work out a value".
#[component]
pub fn ScriptSettings(settings: Settings) -> impl IntoView {
    let script = settings.memo(|kind| match kind {
        StepKind::Script(script) => Some(script.clone()),
        _ => None,
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Script)| {
        let mut script = script.get_untracked();
        edit(&mut script);
        settings.typed(field.to_owned(), StepKind::Script(script));
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

/// "Run a process".
#[component]
pub fn CallSettings(settings: Settings) -> impl IntoView {
    let call = settings.memo(|kind| match kind {
        StepKind::Call(call) => Some(call.clone()),
        _ => None,
    });
    let change = move |field: &str, edit: &dyn Fn(&mut Call)| {
        let mut call = call.get_untracked();
        edit(&mut call);
        settings.typed(field.to_owned(), StepKind::Call(call));
    };
    let number = Memo::new(move |_| match call.get().binding {
        Binding::Version { version } => Some(version),
        _ => None,
    });
    view! {
        <Line
            id="call-process"
            label="Which process?"
            value=Signal::derive(move || call.get().process)
            error=settings.problem_at("process")
            help="Its key."
            placeholder="payment"
            on_input=Callback::new(move |key: String| change("process", &|call| call.process.clone_from(&key)))
        />
        <Pick
            id="call-version"
            label="Which version?"
            value=Signal::derive(move || match call.get().binding {
                Binding::Latest => "latest",
                Binding::Deployment => "deployment",
                Binding::Version { .. } => "version",
            }.to_owned())
            options=vec![
                ("latest".to_owned(), "The newest when the step is reached".to_owned()),
                ("deployment".to_owned(), "The newest when this process is published".to_owned()),
                ("version".to_owned(), "Always the same".to_owned()),
            ]
            on_pick=Callback::new(move |chosen: String| change("version", &|call| call.binding = match chosen.as_str() {
                "deployment" => Binding::Deployment,
                "version" => Binding::Version { version: 1 },
                _ => Binding::Latest,
            }))
        />
        {move || number.get().is_some().then(|| view! {
            <Line
                id="call-number"
                label="Number of the version"
                mode="numeric"
                value=Signal::derive(move || number.get().map(|number| number.to_string()).unwrap_or_default())
                on_input=Callback::new(move |text: String| {
                    if let Ok(version) = text.trim().parse() {
                        change("number", &|call| call.binding = Binding::Version { version });
                    }
                })
            />
        })}
        <Check
            id="call-share"
            label="Give it all data, and take all of its data back"
            checked=Signal::derive(move || call.get().share_all)
            on_toggle=Callback::new(move |on| change("share", &|call| call.share_all = on))
        />
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
        let mut group = group.get_untracked();
        edit(&mut group);
        settings.typed(field.to_owned(), StepKind::SubProcess(group));
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
