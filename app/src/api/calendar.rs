//! Business calendars: when an office works.

use super::ApiError;
#[cfg(feature = "ssr")]
use super::InvalidField;
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
use process::calendar::Calendar;
#[cfg(feature = "ssr")]
use process::calendar::{Flaw, FlawPlace};

#[server(endpoint = "list_calendars")]
pub async fn list_calendars() -> Result<Vec<Calendar>, ApiError> {
    let at = door::enter::<ListCalendars>()?;
    Ok(at.store.calendars(at.workspace()).await?)
}

/// Saves a calendar; one without a key is a new one. Gives its key, which then stays.
#[server(endpoint = "save_calendar", input = Json)]
pub async fn save_calendar(calendar: Calendar) -> Result<String, ApiError> {
    let at = door::enter::<SaveCalendar>()?;
    let name = door::text::name("name", "The name", &calendar.name)?;
    let calendar = Calendar { name, ..calendar };
    let mut flaws = calendar.flaws();
    // A new one gets its key here.
    flaws.retain(|flaw| flaw.place != FlawPlace::Key);
    if !flaws.is_empty() {
        return Err(ApiError::invalid_fields(fields(flaws)));
    }
    if calendar.key.is_empty() {
        return Ok(at.store.add_calendar(at.workspace(), &calendar).await?);
    }
    at.store
        .save_calendar(at.workspace(), &calendar)
        .await
        .map_err(gone)?;
    Ok(calendar.key)
}

/// Removes a calendar. What counts in it says so, and a case that reaches it asks a person.
#[server(endpoint = "remove_calendar")]
pub async fn remove_calendar(calendar: String) -> Result<(), ApiError> {
    let at = door::enter::<RemoveCalendar>()?;
    at.store
        .remove_calendar(at.workspace(), &calendar)
        .await
        .map_err(gone)
}

#[cfg(feature = "ssr")]
fn gone(error: store::Error) -> ApiError {
    match error {
        store::Error::NotFound => ApiError::not_found("This calendar"),
        error => error.into(),
    }
}

/// Each flaw at the field it is about: `name`, `zone`, `week`, or `day-0` for Monday.
#[cfg(feature = "ssr")]
fn fields(flaws: Vec<Flaw>) -> Vec<InvalidField> {
    let field = |flaw: Flaw| InvalidField {
        field: match flaw.place {
            FlawPlace::Key => "key".to_owned(),
            FlawPlace::Name => "name".to_owned(),
            FlawPlace::Zone => "zone".to_owned(),
            FlawPlace::Week => "week".to_owned(),
            FlawPlace::Day(day) => format!("day-{day}"),
        },
        message: flaw.message,
    };
    flaws.into_iter().map(field).collect()
}
