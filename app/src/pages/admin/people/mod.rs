//! People of the workspace: who they are, what they may do.

mod invite;

use crate::{
    api::person::{
        ActivatePerson, ChangeRole, DeactivatePerson, PersonView, ResetPassword, list_people,
    },
    pages::failure,
    ui::{Avatar, Badge, Button, FormError, Icon, Loaded, Look, Menu, use_toasts},
};
use invite::{Handover, Invite};
use leptos::prelude::*;
use leptos_meta::Title;
use process::step::Role;

/// (role, the word in requests, the word for people)
const ROLES: [(Role, &str, &str); 3] = [
    (Role::Member, "member", "Member"),
    (Role::Builder, "builder", "Builder"),
    (Role::Admin, "admin", "Admin"),
];

#[component]
pub fn PeoplePage() -> impl IntoView {
    let acts = Acts::new();
    let list = Resource::new(move || acts.version(), |_| list_people());
    let toasts = use_toasts();
    Effect::new(move || {
        if let Some(Ok(())) = acts.role.value().get() {
            toasts.say("The role is changed.");
        }
    });
    view! {
        <Title text="People"/>
        <div class="section-head list-head"><h2>"People"</h2><Invite again=list/></div>
        <Handover made=Signal::derive(move || acts.reset.value().get())/>
        <FormError error=failure(*acts.role)/>
        <FormError error=failure(*acts.deactivate)/>
        <FormError error=failure(*acts.activate)/>
        <FormError error=failure(*acts.reset)/>
        <Loaded resource=list view=move |people| {
            let rows: Vec<_> = people.into_iter().map(|person| view! { <Row person acts/> }).collect();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        }/>
    }
}

/// What can be done to a person; one of each for all rows.
#[derive(Clone, Copy)]
struct Acts {
    role: ServerAction<ChangeRole>,
    deactivate: ServerAction<DeactivatePerson>,
    activate: ServerAction<ActivatePerson>,
    reset: ServerAction<ResetPassword>,
}

impl Acts {
    fn new() -> Self {
        Self {
            role: ServerAction::new(),
            deactivate: ServerAction::new(),
            activate: ServerAction::new(),
            reset: ServerAction::new(),
        }
    }

    /// Grows with each thing done, so that the list is asked for again.
    fn version(self) -> usize {
        self.role.version().get() + self.deactivate.version().get() + self.activate.version().get()
    }
}

#[component]
fn Row(person: PersonView, acts: Acts) -> impl IntoView {
    let PersonView {
        id,
        name,
        email,
        role,
        active,
        teams,
    } = person;
    let about = if teams.is_empty() {
        email
    } else {
        format!("{email} · {}", teams.join(", "))
    };
    let options: Vec<_> = ROLES
        .into_iter()
        .map(|(one, value, words)| view! { <option value=value selected=one == role>{words}</option> })
        .collect();
    let person = move || view! { <input type="hidden" name="person" value=id.to_string()/> };
    let role_of = format!("Role of {name}");
    view! {
        <li class="row person-row">
            <Avatar name=name.clone()/>
            <div class="row-main">
                <span class="font-medium">{name.clone()}</span>
                {(!active).then(|| view! { " " <Badge label="Cannot sign in"/> })}
                <p class="row-note">{about}</p>
            </div>
            <ActionForm action=acts.role>
                <div class="person-role">
                    {person()}
                    <select name="role" class="input" aria-label=role_of>{options}</select>
                    <Button label="Set" look=Look::Plain/>
                </div>
            </ActionForm>
            <Menu
                id=format!("person-{id}") label=format!("More about {name}")
                trigger=|| view! { <Icon drawing=icondata_lu::LuEllipsis/> }
            >
                <ActionForm action=acts.reset>
                    {person()}
                    <button type="submit" class="menu-item">
                        <Icon drawing=icondata_lu::LuKeyRound/> <span>"Make a new password"</span>
                    </button>
                </ActionForm>
                {if active {
                    view! {
                        <ActionForm action=acts.deactivate>
                            {person()}
                            <button type="submit" class="menu-item danger">
                                <Icon drawing=icondata_lu::LuBan/> <span>"Stop them from signing in"</span>
                            </button>
                        </ActionForm>
                    }.into_any()
                } else {
                    view! {
                        <ActionForm action=acts.activate>
                            {person()}
                            <button type="submit" class="menu-item">
                                <Icon drawing=icondata_lu::LuUserCheck/> <span>"Let them sign in again"</span>
                            </button>
                        </ActionForm>
                    }.into_any()
                }}
            </Menu>
        </li>
    }
}
