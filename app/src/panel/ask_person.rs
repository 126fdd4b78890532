//! Whom a step asks, what it asks, and by when.

use super::assignee::{Assignee, from_lane};
use super::calendar::CalendarPick;
use super::form_designer::FormDesigner;
use super::formula::FormulaBar;
use super::insert::Text;
use super::settings::Settings;
use leptos::prelude::*;
use process::diagram::Form;
use process::feel::Type;
use process::step::{AskPerson, Assignment, StepKind};

#[component]
pub fn AskPersonSettings(settings: Settings) -> impl IntoView {
    let ask = settings.memo(|kind| match kind {
        StepKind::AskPerson(ask) => Some(ask.clone()),
        _ => None,
    });
    let typed = move |field: &str, edit: &dyn Fn(&mut AskPerson)| {
        settings.change(field, ask, StepKind::AskPerson, edit);
    };
    view! {
        <Assignee
            id="ask-who"
            label="Who is asked?"
            state=settings.state
            value=Signal::derive(move || ask.get().assignment)
            unsaid=from_lane(settings)
            error=settings.problem_at("assignment")
            on_change=Callback::new(move |chosen: Assignment| typed("who", &|ask| ask.assignment.clone_from(&chosen)))
        />
        <Text
            id="ask-instructions"
            label="What is asked?"
            settings
            setting="instructions"
            value=Signal::derive(move || ask.get().instructions)
            on_input=Callback::new(move |text: String| typed("instructions", &|ask| ask.instructions.clone_from(&text)))
            placeholder="Please look at the request and decide."
            several_lines=true
        />
        <FormDesigner
            settings
            form=Signal::derive(move || ask.get().form)
            on_change=Callback::new(move |(field, form): (String, Form)| typed(&field, &|ask| ask.form.clone_from(&form)))
            title="What does the person answer?"
            empty="Without questions the person only confirms. Add a choice such as Approve or Reject to decide on it later."
        />
        <FormulaBar
            id="ask-due"
            label="Due within"
            settings
            wanted=Type::Duration
            error=settings.problem_at("dueIn")
            value=Signal::derive(move || ask.get().due_in)
            on_input=Callback::new(move |text: String| typed("due", &|ask| ask.due_in.clone_from(&text)))
            help="For example duration(\"P2D\") for two days. Empty means no due date."
            placeholder="duration(\"P2D\")"
        />
        <CalendarPick
            id="ask-due-calendar"
            state=settings.state
            value=Signal::derive(move || ask.get().due_calendar)
            on_change=Callback::new(move |calendar: Option<String>| {
                typed("due-calendar", &|ask| ask.due_calendar.clone_from(&calendar));
            })
        />
    }
}
