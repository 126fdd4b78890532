//! The values a process, or a group of steps, declares: names, kinds, and what they are at the beginning.

use super::form_designer::kind_of;
use super::input::{Check, Line, Pick};
use super::keys;
use super::takes::{kind_options, word};
use crate::canvas::EditorState;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::diagram::DataObject;
use process::diagram::edit::Edit;
use process::feel::parse;

/// Chosen where a value may be of any kind.
const ANYTHING: &str = "any";

/// The data of the whole process, in its own panel.
#[component]
pub fn ProcessData(state: EditorState) -> impl IntoView {
    let data = Memo::new(move |_| state.with_diagram(|diagram| diagram.data.clone()));
    view! {
        <details class="panel-more" open=move || data.with_untracked(|data| !data.is_empty())>
            <summary>"Data of this process"</summary>
            <DataList
                id="process-data"
                hint="Values that no form asks for: a counter, a limit, a list that is filled on the way."
                value=data
                on_change=Callback::new(move |(field, data): (String, Vec<DataObject>)| {
                    state.type_into(&field, Edit::SetData { data });
                })
            />
        </details>
    }
}

#[component]
pub fn DataList(
    #[prop(into)] id: String,
    #[prop(into)] hint: String,
    #[prop(into)] value: Signal<Vec<DataObject>>,
    /// The field that was typed in, and all of them as they are then.
    on_change: Callback<(String, Vec<DataObject>)>,
) -> impl IntoView {
    let own = StoredValue::new(id);
    let count = Memo::new(move |_| value.with(Vec::len));
    let change = move |field: String, edit: &dyn Fn(&mut Vec<DataObject>)| {
        let mut all = value.get_untracked();
        edit(&mut all);
        on_change.run((field, all));
    };
    let one = move |at: usize| value.with(|all| all.get(at).cloned());
    let set = move |field: String, at: usize, edit: &dyn Fn(&mut DataObject)| {
        change(field, &|all| {
            if let Some(one) = all.get_mut(at) {
                edit(one);
            }
        });
    };
    let row = move |at: usize| {
        let field = move |part: &str| format!("{}-{at}-{part}", own.get_value());
        let initial = Signal::derive(move || one(at).map(|one| one.initial).unwrap_or_default());
        let wrong = Signal::derive(move || {
            let text = initial.get();
            let read = (!text.trim().is_empty()).then(|| parse(&text));
            read.and_then(Result::err).map(|error| error.message)
        });
        view! {
            <div class="take">
                <Line
                    id=field("key")
                    label="Name"
                    value=Signal::derive(move || one(at).map(|one| one.key).unwrap_or_default())
                    help="Rules use it by this name: small letters, digits and _."
                    placeholder="limit"
                    on_input=Callback::new(move |key: String| set(field("key"), at, &|one| one.key.clone_from(&key)))
                />
                <Pick
                    id=field("kind")
                    label="Kind"
                    value=Signal::derive(move || {
                        let kind = one(at).and_then(|one| one.kind);
                        kind.as_ref().map_or(ANYTHING, word).to_owned()
                    })
                    options={
                        let anything = (ANYTHING.to_owned(), "Anything".to_owned());
                        std::iter::once(anything).chain(kind_options()).collect::<Vec<_>>()
                    }
                    on_pick=Callback::new(move |chosen: String| set(field("kind"), at, &|one| {
                        one.kind = (chosen != ANYTHING).then(|| kind_of(&chosen));
                    }))
                />
                <Check
                    id=field("many")
                    label="A list of these"
                    checked=Signal::derive(move || one(at).is_some_and(|one| one.many))
                    on_toggle=Callback::new(move |many| set(field("many"), at, &|one| one.many = many))
                />
                <Line
                    id=field("initial")
                    label="At the beginning"
                    value=initial
                    error=wrong
                    help="A formula, such as 0 or \"open\". Empty means that it has no value yet."
                    on_input=Callback::new(move |text: String| set(field("initial"), at, &|one| one.initial.clone_from(&text)))
                />
                <IconButton
                    label=format!("Remove value {}", at + 1)
                    icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| change(field("remove"), &|all| {
                        if at < all.len() {
                            all.remove(at);
                        }
                    }))
                />
            </div>
        }
    };
    let add = move |_| {
        let taken = value.with_untracked(|all| all.iter().map(|one| one.key.clone()).collect());
        let fresh = DataObject {
            key: keys::key_for("value", &taken),
            label: String::new(),
            kind: None,
            many: false,
            initial: String::new(),
            position: None,
        };
        change(format!("{}-add", own.get_value()), &|all| {
            all.push(fresh.clone());
        });
    };
    view! {
        <p class="panel-hint">{hint}</p>
        <For each=move || 0..count.get() key=|at| *at let(at)>{row(at)}</For>
        <button type="button" class="btn quiet" on:click=add>
            <Icon drawing=icondata_lu::LuPlus/>
            <span>"Declare a value"</span>
        </button>
    }
}
