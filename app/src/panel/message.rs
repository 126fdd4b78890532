//! A message that is sent or waited for: its name, and which one is meant.

use super::formula::FormulaBar;
use super::input::{Check, Line};
use super::mappings::{Mappings, Words};
use super::settings::Settings;
use leptos::prelude::*;
use process::feel::Type;
use process::step::{Mapping, Message, Receive, StepKind};

#[component]
pub fn MessageFields(
    settings: Settings,
    message: Memo<Message>,
    sent: bool,
    /// The field that was typed in, and the message as it is then.
    on_change: Callback<(&'static str, Message)>,
) -> impl IntoView {
    let change = move |field: &'static str, edit: &dyn Fn(&mut Message)| {
        let mut message = message.get_untracked();
        edit(&mut message);
        on_change.run((field, message));
    };
    view! {
        <Line
            id="message-name"
            label="Name of the message"
            value=Signal::derive(move || message.get().name)
            error=settings.problem_at("message")
            help="Who sends and who waits meet by this name."
            placeholder="Order confirmed"
            on_input=Callback::new(move |name: String| change("message", &|message| message.name.clone_from(&name)))
        />
        <FormulaBar
            id="message-key"
            label="Which one is meant?"
            settings
            error=settings.problem_at("key")
            value=Signal::derive(move || message.get().key)
            on_input=Callback::new(move |key: String| change("key", &|message| message.key.clone_from(&key)))
            help="A value both sides know, such as the order number. Empty means any message of this name."
            placeholder="order_number"
        />
        {sent.then(|| view! {
            <Mappings
                settings
                id="message-content"
                title="What it carries"
                hint="Values the receiver gets under these names."
                words=Words { key: "Call it", from: "Its value", add: "Add a value" }
                value=Signal::derive(move || message.get().content)
                on_change=Callback::new(move |(_, content): (String, Vec<Mapping>)| {
                    change("content", &|message| message.content.clone_from(&content));
                })
            />
        })}
        {sent.then(|| view! {
            <FormulaBar
                id="message-keep"
                label="Keep it while nobody waits"
                settings
                wanted=Type::Duration
                error=settings.problem_at("keepFor")
                value=Signal::derive(move || message.get().keep_for)
                on_input=Callback::new(move |time: String| change("keep", &|message| message.keep_for.clone_from(&time)))
                help="Empty means that it is lost when nobody waits for it right then."
                placeholder="duration(\"P1D\")"
            />
        })}
    }
}

/// A step that sends a message.
#[component]
pub fn SendSettings(settings: Settings) -> impl IntoView {
    let message = settings.memo(|kind| match kind {
        StepKind::Send(message) => Some(message.clone()),
        _ => None,
    });
    let on_change = Callback::new(move |(field, message): (&'static str, Message)| {
        settings.typed(field.to_owned(), StepKind::Send(message));
    });
    view! { <MessageFields settings message sent=true on_change/> }
}

/// A step that waits for a message.
#[component]
pub fn ReceiveSettings(settings: Settings) -> impl IntoView {
    let receive = settings.memo(|kind| match kind {
        StepKind::Receive(receive) => Some(receive.clone()),
        _ => None,
    });
    let message = Memo::new(move |_| receive.get().message);
    let on_change = Callback::new(move |(field, message): (&'static str, Message)| {
        let begins = receive.get_untracked().begins;
        settings.typed(
            field.to_owned(),
            StepKind::Receive(Receive { message, begins }),
        );
    });
    view! {
        <MessageFields settings message sent=false on_change/>
        <Check
            id="receive-begins"
            label="Such a message also begins a case"
            checked=Signal::derive(move || receive.get().begins)
            on_toggle=Callback::new(move |begins| {
                settings.set(StepKind::Receive(Receive { begins, ..receive.get_untracked() }));
            })
        />
    }
}
