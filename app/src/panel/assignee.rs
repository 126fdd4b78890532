//! Who does something: a person, a team, a role, whoever started the case.

use super::input::Pick;
use super::settings::Settings;
use crate::canvas::EditorState;
use leptos::prelude::*;
use process::UserId;
use process::diagram::Lane;
use process::step::{Assignment, Role};

const ROLES: [(Role, &str, &str); 3] = [
    (Role::Member, "role:member", "Anyone in the workspace"),
    (Role::Builder, "role:builder", "Any builder"),
    (Role::Admin, "role:admin", "Any admin"),
];

/// Chosen where nothing is said: the lane decides, or nobody does.
const UNSAID: &str = "unsaid";

#[component]
pub fn Assignee(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    state: EditorState,
    #[prop(into)] value: Signal<Assignment>,
    on_change: Callback<Assignment>,
    /// What it means to say nothing; without it nobody is chosen then.
    #[prop(optional, into)]
    unsaid: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let catalog = state.catalog;
    let options = Signal::derive(move || {
        let catalog = catalog.get();
        let unsaid = unsaid.get().map(|words| (UNSAID.to_owned(), words));
        let requester = (
            "requester".to_owned(),
            "Whoever started the case".to_owned(),
        );
        let teams = catalog
            .teams
            .into_iter()
            .map(|team| (format!("team:{}", team.key), format!("Team: {}", team.name)));
        let roles = ROLES.map(|(_, value, words)| (value.to_owned(), words.to_owned()));
        let people = catalog
            .people
            .into_iter()
            .map(|person| (format!("person:{}", person.id), person.name));
        let first = unsaid.into_iter().chain([requester]);
        first.chain(teams).chain(roles).chain(people).collect()
    });
    view! {
        <Pick
            id label error help options
            value=Signal::derive(move || value.with(written))
            on_pick=Callback::new(move |chosen: String| on_change.run(read(&chosen)))
        />
    }
}

/// “From the lane: Finance”, where a lane assigns the step.
pub fn from_lane(settings: Settings) -> Signal<Option<String>> {
    Signal::derive(move || {
        settings.state.lanes();
        let step = settings.state.step(&settings.id.get_value())?;
        let name = |lane: &Lane| format!("From the lane: {}", lane.name);
        settings
            .state
            .with_diagram(|diagram| diagram.lane_that_assigns(&step).map(name))
    })
}

fn written(assignment: &Assignment) -> String {
    match assignment {
        Assignment::Nobody => UNSAID.to_owned(),
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
