//! When a step may be at work, besides being reached: one of several at a time, or while another is open.

use super::input::{Line, Pick};
use super::settings::Settings;
use leptos::prelude::*;
use process::StepId;
use process::diagram::family::is_work;

/// Chosen where it does not depend on another step.
const ANY_TIME: &str = "*";

#[component]
pub fn OnlySettings(settings: Settings) -> impl IntoView {
    let step = settings.step();
    let shown =
        Memo::new(move |_| step.with(|step| step.as_ref().is_some_and(|step| is_work(&step.kind))));
    let only = Memo::new(move |_| step.get().map(|step| step.only).unwrap_or_default());
    let others = Memo::new(move |_| {
        settings.state.with_diagram(|diagram| {
            let here = settings.id.get_value();
            let others = diagram
                .steps
                .iter()
                .filter(|step| is_work(&step.kind) && step.id != here);
            std::iter::once((ANY_TIME.to_owned(), "At any time".to_owned()))
                .chain(others.map(|step| {
                    let words = format!("Only while “{}” is still open", canvas::words::name(step));
                    (step.id.to_string(), words)
                }))
                .collect::<Vec<_>>()
        })
    });
    let put = move |names: Vec<String>| {
        settings.change_step("only-one", &|step| step.only.one_of.clone_from(&names));
    };
    let is_set =
        move || only.with_untracked(|only| !only.one_of.is_empty() || only.while_open.is_some());
    view! {
        <Show when=move || shown.get()>
            <details class="panel-more" open=is_set>
                <summary>"When it may be done"</summary>
                <Pick
                    id="only-while"
                    label="It may begin"
                    value=Signal::derive(move || only.get().while_open.map_or(ANY_TIME.to_owned(), |step| step.to_string()))
                    options=others
                    on_pick=Callback::new(move |chosen: String| {
                        let open = (chosen != ANY_TIME).then(|| StepId::new(&chosen));
                        settings.change_step("only-while", &|step| step.only.while_open.clone_from(&open));
                    })
                />
                <Line
                    id="only-one"
                    label="Only one at a time of"
                    value=Signal::derive(move || only.get().one_of.join(","))
                    help="A name, such as “Meeting room”. Of all steps with the same name only one is at work at any time."
                    placeholder="Meeting room"
                    on_input=Callback::new(move |text: String| {
                        // As it is typed: a space at the end may be the one before the next word.
                        let names = text.split(',').map(str::to_owned).filter(|_| !text.is_empty());
                        put(names.collect());
                    })
                    on_change=Callback::new(move |text: String| {
                        let names = text.split(',').map(|name| name.trim().to_owned());
                        put(names.filter(|name| !name.is_empty()).collect());
                    })
                />
            </details>
        </Show>
    }
}
