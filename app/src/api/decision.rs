//! Decision tables as files that other tools read (DMN).

use super::ApiError;
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use process::decision::{dmn, exchange};
use process::decision::{exchange::TableInFile, table::Table};
use serde::{Deserialize, Serialize};

/// What a file holds that a step can take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DmnFile {
    pub tables: Vec<TableInFile>,
    /// What of the file is no table, in a sentence.
    pub left_out: Option<String>,
}

#[server(endpoint = "read_dmn", input = Json)]
pub async fn read_dmn(file: String) -> Result<DmnFile, ApiError> {
    let _at = door::enter::<ReadDmn>()?;
    let model = dmn::read(file.as_bytes())
        .map_err(|error| ApiError::conflict(format!("The file cannot be read: {error}")))?;
    Ok(DmnFile {
        tables: exchange::tables(&model),
        left_out: exchange::not_tables(&model),
    })
}

/// The table as the text of a file.
#[server(endpoint = "write_dmn", input = Json)]
pub async fn write_dmn(name: String, table: Table) -> Result<String, ApiError> {
    let _at = door::enter::<WriteDmn>()?;
    Ok(dmn::write(&table.to_model(&name)))
}
