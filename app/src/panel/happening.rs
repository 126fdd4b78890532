//! What an event waits for or makes happen, and whether it stops the step it stands on.

use super::formula::FormulaBar;
use super::input::{Check, Line, Pick};
use super::message::MessageFields;
use super::settings::Settings;
use super::timer::TimerFields;
use leptos::prelude::*;
use process::StepId;
use process::step::{Happening, Message, Stands, StepKind, Timer, Trigger, When};

#[component]
pub fn EventSettings(settings: Settings) -> impl IntoView {
    let event = Memo::new(move |last: Option<&Option<Happening>>| {
        match settings
            .state
            .step(&settings.id.get_value())
            .map(|step| step.kind)
        {
            Some(StepKind::Event(event)) => Some(event),
            _ => last.cloned().flatten(),
        }
    });
    let trigger = Memo::new(move |_| {
        event.with(|event| match event.as_ref()?.triggers.as_slice() {
            [trigger] => Some(trigger.clone()),
            _ => None,
        })
    });
    let sort =
        Memo::new(move |_| trigger.with(|trigger| trigger.as_ref().map(std::mem::discriminant)));
    let several =
        Memo::new(move |_| event.with(|event| event.as_ref().map_or(0, |it| it.triggers.len())));
    let put = move |field: &str, trigger: Trigger| {
        if let Some(mut event) = event.get_untracked() {
            event.triggers = vec![trigger];
            settings.typed(field.to_owned(), StepKind::Event(event));
        }
    };
    let fields = move || {
        sort.track();
        let throws = event.with_untracked(|event| event.as_ref().is_some_and(Happening::throws));
        Some(match trigger.get_untracked()? {
            Trigger::Timer(_) => timer_fields(settings, trigger, Callback::new(move |timer| put("timer", Trigger::Timer(timer)))),
            Trigger::Message(_) => {
                let message = Memo::new(move |last: Option<&Message>| match trigger.get() {
                    Some(Trigger::Message(message)) => message,
                    _ => last.cloned().unwrap_or_default(),
                });
                let put = Callback::new(move |(field, message): (&'static str, Message)| {
                    put(field, Trigger::Message(message));
                });
                view! { <MessageFields settings message sent=throws on_change=put/> }.into_any()
            }
            Trigger::Error { .. } => word(trigger, "Which error?", "TOO_LATE",
                if throws { "Groups and processes around this can catch it by this code." } else { "Only an error of this code. Empty means any error." },
                Callback::new(move |code| put("code", Trigger::Error { code }))),
            Trigger::Escalation { .. } => word(trigger, "Which escalation?", "NEEDS_HELP",
                if throws { "What surrounds this can catch it by this code." } else { "Only an escalation of this code. Empty means any." },
                Callback::new(move |code| put("code", Trigger::Escalation { code }))),
            Trigger::Signal { .. } => word(trigger, "Which signal?", "Prices changed",
                "Everything that waits for a signal of this name hears it, in every case.",
                Callback::new(move |name| put("signal", Trigger::Signal { name }))),
            Trigger::Link { .. } => word(trigger, "Name of the place", "Page 2",
                "“Go to” leads to the “Come from” of the same name.",
                Callback::new(move |name| put("link", Trigger::Link { name }))),
            Trigger::Condition { .. } => view! {
                <FormulaBar
                    id="event-condition"
                    label="When is it true?"
                    settings
                    error=settings.problem_at("condition")
                    value=Signal::derive(move || trigger.with(text_of))
                    on_input=Callback::new(move |expression| put("condition", Trigger::Condition { expression }))
                    help="It happens as soon as this is true."
                    placeholder="amount > 1000"
                />
            }
            .into_any(),
            Trigger::Compensation { .. } if throws => undone(settings, trigger, Callback::new(move |of| put("undo", Trigger::Compensation { of }))),
            Trigger::Compensation { .. } => hint("Lead this to the step that takes it back. It is done only when “Undo what was done” is reached."),
            Trigger::Cancel => hint("This belongs to a group “All or nothing”: what was done in it is undone."),
            Trigger::Terminate => hint("All ways of the case end here at once; in a group, all ways of the group."),
        })
    };
    view! {
        {fields}
        {move || (several.get() == 0).then(|| hint("A point worth seeing. Nothing happens here."))}
        {move || (several.get() > 1).then(|| hint("This came with a file and waits for several things. They are kept as they are."))}
        <Stops settings event/>
    }
}

fn timer_fields(
    settings: Settings,
    trigger: Memo<Option<Trigger>>,
    put: Callback<Timer>,
) -> AnyView {
    let timer = Memo::new(move |last: Option<&Timer>| match trigger.get() {
        Some(Trigger::Timer(timer)) => timer,
        _ => last.cloned().unwrap_or(Timer {
            when: When::After {
                duration: String::new(),
            },
            calendar: None,
        }),
    });
    view! { <TimerFields settings timer on_change=put/> }.into_any()
}

/// The name or code of a trigger.
fn word(
    trigger: Memo<Option<Trigger>>,
    label: &'static str,
    placeholder: &'static str,
    help: &'static str,
    on_input: Callback<String>,
) -> AnyView {
    view! {
        <Line
            id="event-word"
            label
            value=Signal::derive(move || trigger.with(text_of))
            help
            placeholder
            on_input
        />
    }
    .into_any()
}

fn text_of(trigger: &Option<Trigger>) -> String {
    match trigger {
        Some(Trigger::Error { code } | Trigger::Escalation { code }) => code.clone(),
        Some(Trigger::Signal { name } | Trigger::Link { name }) => name.clone(),
        Some(Trigger::Condition { expression }) => expression.clone(),
        _ => String::new(),
    }
}

fn hint(words: &'static str) -> AnyView {
    view! { <p class="panel-hint">{words}</p> }.into_any()
}

/// What is undone: everything that can be, or one step.
fn undone(
    settings: Settings,
    trigger: Memo<Option<Trigger>>,
    on_pick: Callback<Option<StepId>>,
) -> AnyView {
    const ALL: &str = "*";
    let options = Memo::new(move |_| {
        settings.state.with_diagram(|diagram| {
            let hosts = diagram
                .steps
                .iter()
                .filter(|step| canvas::rules::undoes(&step.kind));
            let hosts = hosts.filter_map(|step| diagram.step(step.host()?));
            let everything = (ALL.to_owned(), "Everything that can be undone".to_owned());
            std::iter::once(everything)
                .chain(hosts.map(|step| (step.id.to_string(), canvas::words::name(step))))
                .collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || match trigger.get() {
        Some(Trigger::Compensation { of: Some(of) }) => of.to_string(),
        _ => ALL.to_owned(),
    });
    view! {
        <Pick
            id="event-undo"
            label="What is undone?"
            value
            options
            on_pick=Callback::new(move |chosen: String| {
                on_pick.run((chosen != ALL).then(|| StepId::new(chosen)));
            })
        />
    }
    .into_any()
}

/// Whether what it stands on goes on. An error, an undoing and a cancellation leave no choice.
#[component]
fn Stops(settings: Settings, event: Memo<Option<Happening>>) -> impl IntoView {
    let choice = Memo::new(move |_| {
        event.with(|event| {
            let event = event.as_ref()?;
            let fixed = |trigger: &Trigger| {
                matches!(
                    trigger,
                    Trigger::Error { .. } | Trigger::Compensation { .. } | Trigger::Cancel
                )
            };
            if event.triggers.iter().any(fixed) {
                return None;
            }
            match event.at {
                Stands::Boundary { interrupting, .. } => {
                    Some(("Stop the step when this happens", interrupting))
                }
                Stands::Start { interrupting } => {
                    let step = settings.state.step(&settings.id.get_value());
                    step?.inside?;
                    Some((
                        "Stop everything around this group when this happens",
                        interrupting,
                    ))
                }
                _ => None,
            }
        })
    });
    let set = move |stops: bool| {
        if let Some(mut event) = event.get_untracked() {
            if let Stands::Boundary { interrupting, .. } | Stands::Start { interrupting } =
                &mut event.at
            {
                *interrupting = stops;
            }
            settings.set(StepKind::Event(event));
        }
    };
    move || {
        choice.get().map(|(label, _)| {
            view! {
                <Check
                    id="event-stops"
                    label
                    checked=Signal::derive(move || choice.get().is_some_and(|(_, stops)| stops))
                    on_toggle=Callback::new(set)
                />
            }
        })
    }
}
