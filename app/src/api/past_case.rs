//! A live case becomes a scenario of its process, kept with the caller's draft.

use super::{ApiError, CaseId, ProcessId};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::scenario::{Masks, from_past_case};

/// `hidden` are the variables whose values are not kept. Gives the process whose draft has the scenario now.
#[server(endpoint = "keep_as_scenario", input = Json)]
pub async fn keep_as_scenario(
    case: CaseId,
    name: String,
    hidden: Vec<String>,
) -> Result<ProcessId, ApiError> {
    let at = door::enter::<KeepAsScenario>()?;
    let name = door::text::name("name", "The name", &name)?;
    let instance = store::InstanceId(case.0);
    let standing =
        at.engine
            .standing(at.workspace(), instance)
            .await
            .map_err(|error| match error {
                engine::Error::NotFound => ApiError::not_found("This case"),
                error => error.into(),
            })?;
    let process = at
        .store
        .instance(at.workspace(), instance)
        .await?
        .summary
        .process;
    let log = super::case::log::read(&at, instance).await?;
    let events: Vec<process::Event> = log.into_iter().map(|one| one.event).collect();
    let view = super::draft::view(&at, ProcessId(process.0)).await?;
    let mut diagram = view.diagram;
    let masks = Masks(hidden.into_iter().collect());
    let id = diagram.tests.fresh_id();
    let scenario = from_past_case(&standing.definition, &events, &masks, &id, &name)
        .map_err(|why| ApiError::conflict(why.to_string()))?;
    diagram.tests.scenarios.push(scenario);
    super::draft::keep(&at, view.process, &diagram, view.revision, view.based_on).await?;
    Ok(view.process)
}
