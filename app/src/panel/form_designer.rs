//! Draws up a form: its questions, their kinds and their order.

use super::input::{Area, Check, Line, Pick};
use super::keys;
use super::settings::Settings;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use process::diagram::{Field, FieldKind, Form};

/// (kind, words, sign)
const KINDS: [(&str, &str, icondata_core::Icon); 7] = [
    ("text", "Short text", icondata_lu::LuType),
    ("long", "Long text", icondata_lu::LuAlignLeft),
    ("number", "Number", icondata_lu::LuHash),
    ("money", "Amount of money", icondata_lu::LuBanknote),
    ("date", "Date", icondata_lu::LuCalendar),
    ("choice", "Choice", icondata_lu::LuListChecks),
    ("yesNo", "Yes or no", icondata_lu::LuToggleLeft),
];

#[component]
pub fn FormDesigner(
    settings: Settings,
    #[prop(into)] form: Signal<Form>,
    /// Told (the field of the panel typed in, the whole form).
    on_change: Callback<(String, Form)>,
    title: &'static str,
    empty: &'static str,
) -> impl IntoView {
    let open = RwSignal::new(None::<String>);
    let change = Callback::new(move |(place, change): (String, FormChange)| {
        let mut form = form.get_untracked();
        change.apply(&mut form);
        on_change.run((place, form));
    });
    let add = move |kind: &'static str| {
        let taken = settings.state.with_diagram(keys::taken);
        let key = keys::key_for("", &taken);
        open.set(Some(key.clone()));
        let field = Field {
            key: key.clone(),
            label: String::new(),
            kind: kind_of(kind),
            required: true,
            help: String::new(),
        };
        change.run((format!("add-{key}"), FormChange::Add(field)));
    };
    view! {
        <section class="form-designer" aria-label="Form">
            <h3 class="panel-section">{title}</h3>
            <Show when=move || form.with(|form| form.fields.is_empty())>
                <p class="panel-hint">{empty}</p>
            </Show>
            <ol class="form-fields">
                <For each=move || form.get().fields key=|field| field.key.clone() let(field)>
                    <FieldRow settings form key=field.key open change/>
                </For>
            </ol>
            <details class="add-field">
                <summary class="btn quiet">
                    <Icon drawing=icondata_lu::LuPlus/>
                    <span>"Add a question"</span>
                </summary>
                <div class="add-field-kinds">
                    {KINDS
                        .iter()
                        .map(|(kind, words, sign)| view! {
                            <button
                                type="button"
                                class="menu-item"
                                on:click=move |event| {
                                    close_details(&event);
                                    add(kind);
                                }
                            >
                                <Icon drawing=*sign/>
                                <span>{*words}</span>
                            </button>
                        })
                        .collect_view()}
                </div>
            </details>
        </section>
    }
}

/// What can be done to a form.
#[derive(Clone)]
enum FormChange {
    Add(Field),
    Replace { key: String, field: Field },
    Remove(String),
    Up(String),
    Down(String),
}

impl FormChange {
    fn apply(self, form: &mut Form) {
        let at = |form: &Form, key: &str| form.fields.iter().position(|field| field.key == key);
        match self {
            Self::Add(field) => form.fields.push(field),
            Self::Replace { key, field } => {
                if let Some(place) = at(form, &key) {
                    form.fields[place] = field;
                }
            }
            Self::Remove(key) => form.fields.retain(|field| field.key != key),
            Self::Up(key) => {
                if let Some(place) = at(form, &key).filter(|place| *place > 0) {
                    form.fields.swap(place, place - 1);
                }
            }
            Self::Down(key) => {
                if let Some(place) = at(form, &key).filter(|place| place + 1 < form.fields.len()) {
                    form.fields.swap(place, place + 1);
                }
            }
        }
    }
}

#[component]
fn FieldRow(
    settings: Settings,
    form: Signal<Form>,
    key: String,
    /// The key of the question whose details are open.
    open: RwSignal<Option<String>>,
    change: Callback<(String, FormChange)>,
) -> impl IntoView {
    let own = StoredValue::new(key.clone());
    let field = Memo::new(move |last: Option<&Field>| {
        form.with(|form| {
            form.fields
                .iter()
                .find(|field| field.key == own.get_value())
                .cloned()
        })
        .or_else(|| last.cloned())
        .unwrap_or_else(|| Field {
            key: own.get_value(),
            label: String::new(),
            kind: kind_of("text"),
            required: false,
            help: String::new(),
        })
    });
    let is_open = Memo::new(move |_| open.get().as_deref() == Some(own.get_value().as_str()));
    let replace = move |place: &str, edit: &dyn Fn(&mut Field)| {
        let key = own.get_value();
        let mut field = field.get_untracked();
        edit(&mut field);
        change.run((format!("{key}/{place}"), FormChange::Replace { key, field }));
    };
    let label = Signal::derive(move || field.get().label);
    let shown = move || match field.get().label.trim() {
        "" => "Untitled question".to_owned(),
        label => label.to_owned(),
    };
    let kind = Memo::new(move |_| kind_word(&field.get().kind));
    let sign = move || {
        KINDS
            .iter()
            .find(|(one, ..)| *one == kind.get())
            .map(|(_, _, sign)| view! { <Icon drawing=*sign/> })
    };
    // A question's variable is named after its label once, when the label is first left; then it stays.
    let settle = Callback::new(move |label: String| {
        let old = own.get_value();
        let settled = settings
            .state
            .with_diagram(|diagram| keys::settled(diagram, &old, &label));
        let Some(key) = settled else { return };
        let mut field = field.get_untracked();
        field.key = key.clone();
        if is_open.get_untracked() {
            open.set(Some(key));
        }
        change.run((
            format!("{old}/label"),
            FormChange::Replace { key: old, field },
        ));
    });
    let options = Signal::derive(move || match field.get().kind {
        FieldKind::Choice { options } => options.join("\n"),
        _ => String::new(),
    });
    let currency = Signal::derive(move || match field.get().kind {
        FieldKind::Money { currency } => currency,
        _ => String::new(),
    });
    let id = move |part: &str| format!("field-{}-{part}", own.get_value());
    view! {
        <li class="form-field" class:open=move || is_open.get()>
            <div class="form-field-head">
                <button
                    type="button"
                    class="form-field-name"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| open.update(|open| {
                        let key = own.get_value();
                        *open = if open.as_deref() == Some(key.as_str()) { None } else { Some(key) };
                    })
                >
                    {sign}
                    <span>{shown}</span>
                    <Show when=move || field.get().required><span class="form-field-required">"required"</span></Show>
                </button>
                <IconButton
                    label=Signal::derive(move || format!("Move {} up", shown()))
                    icon=icondata_lu::LuArrowUp
                    on_click=Callback::new(move |_| change.run(("order".to_owned(), FormChange::Up(own.get_value()))))
                />
                <IconButton
                    label=Signal::derive(move || format!("Move {} down", shown()))
                    icon=icondata_lu::LuArrowDown
                    on_click=Callback::new(move |_| change.run(("order".to_owned(), FormChange::Down(own.get_value()))))
                />
                <IconButton
                    label=Signal::derive(move || format!("Remove {}", shown()))
                    icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| change.run(("remove".to_owned(), FormChange::Remove(own.get_value()))))
                />
            </div>
            <Show when=move || is_open.get()>
                <div class="form-field-body">
                    <Line
                        id=id("label")
                        label="Question"
                        value=label
                        placeholder="What do you want to know?"
                        on_input=Callback::new(move |label: String| {
                            replace("label", &|field| field.label.clone_from(&label));
                        })
                        on_change=settle
                    />
                    <Pick
                        id=id("kind")
                        label="Kind of answer"
                        value=Signal::derive(move || kind.get().to_owned())
                        options=kind_options()
                        on_pick=Callback::new(move |chosen: String| replace("kind", &|field| field.kind = kind_of(&chosen)))
                    />
                    <Show when=move || kind.get() == "choice">
                        <Area
                            id=id("options")
                            label="Choices"
                            help="One a line."
                            value=options
                            on_input=Callback::new(move |text: String| {
                                let options: Vec<_> = text.lines().map(str::to_owned).collect();
                                let options = if text.ends_with('\n') { [options, vec![String::new()]].concat() } else { options };
                                replace("options", &|field| field.kind = FieldKind::Choice { options: options.clone() });
                            })
                        />
                    </Show>
                    <Show when=move || kind.get() == "money">
                        <Line
                            id=id("currency")
                            label="Currency"
                            help="Three letters, such as EUR."
                            value=currency
                            on_input=Callback::new(move |currency: String| {
                                replace("currency", &|field| {
                                    field.kind = FieldKind::Money { currency: currency.to_uppercase() };
                                });
                            })
                        />
                    </Show>
                    <Line
                        id=id("help")
                        label="Help under the question"
                        value=Signal::derive(move || field.get().help)
                        on_input=Callback::new(move |help: String| replace("help", &|field| field.help.clone_from(&help)))
                    />
                    <Check
                        id=id("required")
                        label="An answer is required"
                        checked=Signal::derive(move || field.get().required)
                        on_toggle=Callback::new(move |on| replace("required", &|field| field.required = on))
                    />
                </div>
            </Show>
        </li>
    }
}

fn kind_options() -> Vec<(String, String)> {
    KINDS
        .iter()
        .map(|(one, words, _)| ((*one).to_owned(), (*words).to_owned()))
        .collect()
}

fn kind_word(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text { multiline: false } => "text",
        FieldKind::Text { multiline: true } => "long",
        FieldKind::Number => "number",
        FieldKind::Money { .. } => "money",
        FieldKind::Date => "date",
        FieldKind::Choice { .. } => "choice",
        FieldKind::YesNo => "yesNo",
    }
}

pub fn kind_of(word: &str) -> FieldKind {
    match word {
        "long" => FieldKind::Text { multiline: true },
        "number" => FieldKind::Number,
        "money" => FieldKind::Money {
            currency: "EUR".to_owned(),
        },
        "date" => FieldKind::Date,
        "choice" => FieldKind::Choice {
            options: vec!["Approve".to_owned(), "Reject".to_owned()],
        },
        "yesNo" => FieldKind::YesNo,
        _ => FieldKind::Text { multiline: false },
    }
}

/// Closes the `details` the clicked element stands in.
fn close_details(event: &leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    let details = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("details").ok().flatten());
    if let Some(details) = details {
        let _ = details.remove_attribute("open");
    }
}
