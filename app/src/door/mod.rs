//! The one gate between the screen and everything behind it. Nothing else hands out the store and the engine, and
//! whoever asks says which door they came through, so that no server function can forget to authorise.

pub mod chance;
pub mod cookie;
pub mod names;
pub mod permission;
pub mod refused;
pub mod session;
mod setup_token;
pub mod sight;
pub mod text;

pub use setup_token::SetupToken;

use crate::api::{ApiError, ErrorKind};
use axum::http::request::Parts;
use engine::Engine;
use leptos::{prelude::*, server_fn::ServerFn};
use process::{Timestamp, UserId, step::Role};
use std::sync::Arc;
use store::{Secret, Store, WorkspaceId, session::SignedIn};

/// What the server hands to every page and server function. Its contents come out only through the gate.
#[derive(Clone)]
pub struct Rooms {
    store: Store,
    engine: Engine,
    setup: Arc<SetupToken>,
    /// Cookies are sent back over https only.
    secure: bool,
}

impl Rooms {
    pub fn new(store: Store, engine: Engine, setup: Arc<SetupToken>, secure: bool) -> Self {
        Self {
            store,
            engine,
            setup,
            secure,
        }
    }
}

/// Where a request comes from, found out once for each request before anything else runs.
#[derive(Clone)]
pub struct Visit {
    pub signed_in: Option<SignedIn>,
    /// The session's token, good or not.
    pub token: Option<Secret>,
    /// The network address.
    pub address: String,
}

impl Visit {
    pub fn role(&self) -> Option<Role> {
        self.signed_in.as_ref().map(|signed_in| signed_in.user.role)
    }
}

/// What a server function may work with once its caller has passed.
pub struct Inside {
    pub store: Store,
    pub engine: Engine,
    pub me: SignedIn,
    pub token: Option<Secret>,
    address: String,
    setup: Arc<SetupToken>,
    pub now: Timestamp,
    secure: bool,
}

impl Inside {
    pub fn workspace(&self) -> WorkspaceId {
        self.me.workspace
    }

    pub fn user(&self) -> UserId {
        self.me.user.id
    }

    pub fn builds(&self) -> bool {
        self.me.user.role >= Role::Builder
    }

    /// Back outside, to sign in anew.
    pub fn outside(self) -> Outside {
        let visit = Visit {
            signed_in: Some(self.me),
            token: self.token,
            address: self.address,
        };
        Outside {
            store: self.store,
            setup: self.setup,
            visit,
            now: self.now,
            secure: self.secure,
        }
    }
}

/// What a door open to anybody may work with.
pub struct Outside {
    pub store: Store,
    pub setup: Arc<SetupToken>,
    pub visit: Visit,
    pub now: Timestamp,
    pub secure: bool,
}

/// Through the door of a server function that needs a session.
pub fn enter<F: ServerFn>() -> Result<Inside, ApiError> {
    let (rooms, visit) = pass(F::PATH)?;
    let me = visit.signed_in.ok_or_else(ApiError::not_signed_in)?;
    Ok(Inside {
        store: rooms.store,
        engine: rooms.engine,
        me,
        token: visit.token,
        address: visit.address,
        setup: rooms.setup,
        now: engine::now(),
        secure: rooms.secure,
    })
}

/// Through a door that is open to anybody.
pub fn knock<F: ServerFn>() -> Result<Outside, ApiError> {
    let (rooms, visit) = pass(F::PATH)?;
    Ok(Outside {
        store: rooms.store,
        setup: rooms.setup,
        visit,
        now: engine::now(),
        secure: rooms.secure,
    })
}

fn pass(route: &str) -> Result<(Rooms, Visit), ApiError> {
    let rooms = use_context::<Rooms>().ok_or_else(ApiError::unavailable)?;
    let visit = use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Visit>().cloned())
        .ok_or_else(ApiError::not_signed_in)?;
    permission::check(route, visit.role())?;
    Ok((rooms, visit))
}

impl From<permission::Refusal> for ApiError {
    fn from(refusal: permission::Refusal) -> Self {
        match refusal {
            permission::Refusal::NotSignedIn => Self::not_signed_in(),
            permission::Refusal::Forbidden => Self::forbidden(),
        }
    }
}

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::not_found("This"),
            store::Error::Conflict => Self::new(
                ErrorKind::Conflict,
                "Somebody else changed this in the meantime. Load the page again.",
            ),
            store::Error::Database(error) => {
                tracing::error!(%error, "the database did not do it");
                Self::unavailable()
            }
        }
    }
}
