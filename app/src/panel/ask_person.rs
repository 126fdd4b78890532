//! Whom a step asks, what it asks, and by when.

use super::form_designer::FormDesigner;
use super::formula::FormulaBar;
use super::input::Pick;
use super::insert::Text;
use super::settings::Settings;
use leptos::prelude::*;
use process::UserId;
use process::feel::Type;
use process::step::{AskPerson, Assignment, Role, StepKind};

#[component]
pub fn AskPersonSettings(settings: Settings) -> impl IntoView {
    let ask = settings.memo(|kind| match kind {
        StepKind::AskPerson(ask) => Some(ask.clone()),
        _ => None,
    });
    let typed = move |field: &str, edit: &dyn Fn(&mut AskPerson)| {
        let mut ask = ask.get_untracked();
        edit(&mut ask);
        settings.typed(field.to_owned(), StepKind::AskPerson(ask));
    };
    let catalog = settings.state.catalog;
    let people = Signal::derive(move || {
        let people = catalog.with(|catalog| catalog.people.clone());
        people
            .into_iter()
            .map(|person| (format!("person:{}", person.id), person.name))
            .collect::<Vec<_>>()
    });
    let teams = Signal::derive(move || {
        let teams = catalog.with(|catalog| catalog.teams.clone());
        teams
            .into_iter()
            .map(|team| (format!("team:{}", team.key), format!("Team: {}", team.name)))
            .collect::<Vec<_>>()
    });
    let who = Signal::derive(move || {
        let mut options = vec![(
            "requester".to_owned(),
            "Whoever started the case".to_owned(),
        )];
        options.extend(teams.get());
        options.extend(
            ROLES
                .iter()
                .map(|(_, value, words)| ((*value).to_owned(), (*words).to_owned())),
        );
        options.extend(people.get());
        options
    });
    view! {
        <Pick
            id="ask-who"
            label="Who is asked?"
            value=Signal::derive(move || written(&ask.get().assignment))
            options=who
            error=settings.problem_at("assignment")
            on_pick=Callback::new(move |chosen: String| typed("who", &|ask| ask.assignment = read(&chosen)))
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
            on_change=Callback::new(move |(field, form): (String, _)| {
                let mut ask = ask.get_untracked();
                ask.form = form;
                settings.typed(field, StepKind::AskPerson(ask));
            })
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
    }
}

const ROLES: [(Role, &str, &str); 3] = [
    (Role::Member, "role:member", "Anyone in the workspace"),
    (Role::Builder, "role:builder", "Any builder"),
    (Role::Admin, "role:admin", "Any admin"),
];

fn written(assignment: &Assignment) -> String {
    match assignment {
        Assignment::Nobody => String::new(),
        Assignment::Person { user } => format!("person:{user}"),
        Assignment::Team { team } => format!("team:{team}"),
        Assignment::Role { role } => ROLES
            .iter()
            .find(|(one, ..)| one == role)
            .map(|(_, value, _)| (*value).to_owned())
            .unwrap_or_default(),
        Assignment::Requester => "requester".to_owned(),
    }
}

fn read(chosen: &str) -> Assignment {
    if let Some((role, ..)) = ROLES.iter().find(|(_, value, _)| *value == chosen) {
        return Assignment::Role { role: *role };
    }
    match chosen.split_once(':') {
        Some(("person", id)) => id
            .parse()
            .map_or(Assignment::Nobody, |id| Assignment::Person {
                user: UserId(id),
            }),
        Some(("team", team)) => Assignment::Team {
            team: team.to_owned(),
        },
        _ if chosen == "requester" => Assignment::Requester,
        _ => Assignment::Nobody,
    }
}
