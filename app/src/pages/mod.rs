//! One file a page. This one also holds what pages share: how they read their address.

pub mod admin;
pub mod case;
pub mod cases;
pub mod home;
pub mod inbox;
pub mod incidents;
pub mod not_found;
pub mod password;
pub mod process;
pub mod processes;
pub mod set_up;
pub mod sign_in;
mod typed_values;

use crate::api::ApiError;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::{future::Future, str::FromStr};

/// The part of the address named `id` in the route; none when it is not a number.
fn id_in_address<T>() -> Memo<Option<T>>
where
    T: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.read().get_str("id")?.parse().ok())
}

/// A word after the question mark of the address; empty without it.
fn query(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get_str(name).unwrap_or_default().to_owned())
}

/// Loads what an id in the address names. `what` begins the sentence when there is no such thing.
async fn load<I, T, F>(
    id: Option<I>,
    what: &'static str,
    fetch: impl FnOnce(I) -> F,
) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    match id {
        Some(id) => fetch(id).await,
        None => Err(ApiError::not_found(what)),
    }
}

/// What the last attempt of an action said when it failed.
fn failure<I, O>(action: Action<I, Result<O, ApiError>>) -> Signal<Option<ApiError>>
where
    I: Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
{
    Signal::derive(move || action.value().get().and_then(Result::err))
}

/// The part of a failure that belongs to one field.
fn at(error: Signal<Option<ApiError>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || error.with(|error| Some(error.as_ref()?.at(field)?.to_owned())))
}
