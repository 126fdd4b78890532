//! Who is here and what has changed, shared by everything inside the frame.

use crate::{
    api::{
        ApiError,
        live::WorkspaceChange,
        session::{Me, who_am_i},
    },
    live::use_workspace_changes,
};
use leptos::prelude::*;

type MeResource = Resource<Result<Option<Me>, ApiError>>;

#[derive(Clone, Copy)]
struct Session {
    me: MeResource,
    changes: Signal<WorkspaceChange>,
}

pub fn provide() {
    let me = Resource::new(|| (), |()| who_am_i());
    provide_context(Session {
        me,
        changes: use_workspace_changes(),
    });
}

/// The signed-in person. Awaited inside a `Suspend`.
pub fn use_me() -> MeResource {
    expect_context::<Session>().me
}

/// Changes whenever lists may have become old; part of the source of every list.
pub fn use_changes() -> Signal<WorkspaceChange> {
    expect_context::<Session>().changes
}
