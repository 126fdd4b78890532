//! Teams: people who share tasks.

mod remove;

use crate::{
    api::{
        ApiError,
        person::{PersonView, list_people},
        team::{CreateTeam, RemoveTeam, SetTeamMembers, TeamView, list_teams},
    },
    pages::{at, failure},
    ui::{Button, EmptyState, FormError, Loaded, TextInput, use_toasts},
};
use leptos::prelude::*;
use leptos_meta::Title;
use remove::Remove;
use std::collections::BTreeSet;

/// The teams whose members are shown, by key. Kept beside the list, which is drawn anew after every change.
type Opened = RwSignal<BTreeSet<String>>;

async fn teams_and_people() -> Result<(Vec<TeamView>, Vec<PersonView>), ApiError> {
    let people = list_people()
        .await?
        .into_iter()
        .filter(|person| person.active)
        .collect();
    Ok((list_teams().await?, people))
}

#[component]
pub fn TeamsPage() -> impl IntoView {
    let create = ServerAction::<CreateTeam>::new();
    let members = ServerAction::<SetTeamMembers>::new();
    let remove = ServerAction::<RemoveTeam>::new();
    let list = Resource::new(
        move || create.version().get() + members.version().get() + remove.version().get(),
        |_| teams_and_people(),
    );
    let opened = Opened::default();
    let error = failure(*create);
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = members.value().get() {
            toasts.say("The team is saved.");
        }
    });
    Effect::new(move || {
        if let Some(Ok(())) = remove.value().get() {
            toasts.say("The team is removed.");
        }
    });
    view! {
        <Title text="Teams"/>
        <div class="section-head list-head"><h2>"Teams"</h2></div>
        <FormError error=failure(*members)/>
        <FormError error=failure(*remove)/>
        <Loaded resource=list view=move |(teams, people)| view! { <List teams people opened members remove/> }.into_any()/>
        <section class="apart" aria-labelledby="new-team">
            <h2 id="new-team">"New team"</h2>
            <ActionForm action=create>
                <div class="form max-w-md">
                    <FormError error/>
                    <TextInput
                        id="team-name" name="name" label="Name" placeholder="Human resources" required=true
                        error=at(error, "name")
                    />
                    <div class="form-foot">
                        <Button label="Create the team" icon=icondata_lu::LuPlus busy=create.pending()/>
                    </div>
                </div>
            </ActionForm>
        </section>
    }
}

#[component]
fn List(
    teams: Vec<TeamView>,
    people: Vec<PersonView>,
    opened: Opened,
    members: ServerAction<SetTeamMembers>,
    remove: ServerAction<RemoveTeam>,
) -> impl IntoView {
    if teams.is_empty() {
        return view! {
            <EmptyState
                icon=icondata_lu::LuUsersRound
                title="No teams yet"
                text="A step can ask a whole team. Whoever takes the task first answers it."
            />
        }
        .into_any();
    }
    let rows: Vec<_> = teams
        .into_iter()
        .map(|team| view! { <li><Team team people=people.clone() opened members remove/></li> })
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

#[component]
fn Team(
    team: TeamView,
    people: Vec<PersonView>,
    opened: Opened,
    members: ServerAction<SetTeamMembers>,
    remove: ServerAction<RemoveTeam>,
) -> impl IntoView {
    let inside: Vec<_> = people
        .iter()
        .filter(|person| team.members.contains(&person.id))
        .map(|person| person.name.clone())
        .collect();
    let summary = if inside.is_empty() {
        "Nobody yet".to_owned()
    } else {
        inside.join(", ")
    };
    let boxes: Vec<_> = people
        .into_iter()
        .map(|person| {
            let checked = team.members.contains(&person.id);
            view! {
                <label class="check">
                    <input type="checkbox" name="members[]" value=person.id.to_string() checked=checked/>
                    <span>{person.name}</span>
                </label>
            }
        })
        .collect();
    let (key, name) = (team.key.clone(), team.name.clone());
    let open = opened.with_untracked(|opened| opened.contains(&key));
    let own = key.clone();
    let toggled = move |event: leptos::ev::Event| {
        let details: leptos::web_sys::Element = event_target(&event);
        opened.update(|opened| {
            if details.has_attribute("open") {
                opened.insert(own.clone());
            } else {
                opened.remove(&own);
            }
        });
    };
    view! {
        <details class="team" open=open on:toggle=toggled>
            <summary class="row ring-inside">
                <span class="row-main">
                    <span class="font-medium">{team.name.clone()}</span>
                    <span class="row-note block">{summary}</span>
                </span>
                <span class="team-open">"Members"</span>
            </summary>
            <ActionForm action=members>
                <fieldset class="team-members">
                    <legend class="sr-only">{format!("Members of {}", team.name)}</legend>
                    <input type="hidden" name="team" value=team.key.clone()/>
                    {boxes}
                </fieldset>
                <div class="form-foot team-foot"><Button label="Save" busy=members.pending()/></div>
            </ActionForm>
            <Remove team=key name remove/>
        </details>
    }
}
