//! Processes as files: of other tools (BPMN), or Baton's own.

use super::{ApiError, ProcessId};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
use process::bpmn::Standing;
#[cfg(feature = "ssr")]
use process::{Diagram, convert};
use serde::{Deserialize, Serialize};

/// What a file became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedProcess {
    pub id: ProcessId,
    pub name: String,
    pub steps: usize,
    /// What cannot run as it is, what was mended and what was kept out of sight, in this order.
    pub remarks: Vec<RemarkView>,
    /// So many more remarks are not listed.
    pub more_remarks: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkView {
    pub standing: Standing,
    /// The step or flow it is about; empty for the file as a whole.
    pub about: String,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FileFormat {
    /// BPMN 2.0 XML, for other tools.
    Bpmn,
    /// Baton's own JSON: all there is to the drawing.
    Baton,
}

/// A file to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub name: String,
    pub text: String,
}

/// Longer names are cut: a file should not be refused for its name.
#[cfg(feature = "ssr")]
const LONGEST_NAME: usize = 100;
/// The most remarks that anybody reads; the steps themselves carry theirs in the drawing.
#[cfg(feature = "ssr")]
const MOST_REMARKS: usize = 100;

/// A new process from a file, as its author's draft. `file` is Base64, because files come in many encodings.
#[server(endpoint = "import_process", input = Json)]
pub async fn import_process(file_name: String, file: String) -> Result<ImportedProcess, ApiError> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let at = door::enter::<ImportProcess>()?;
    let bytes = STANDARD
        .decode(file)
        .map_err(|_| ApiError::invalid("file", "The file did not arrive whole. Try again."))?;
    let (diagram, mut report) = convert::read(&bytes, convert::Format::of(&bytes))
        .map_err(|error| ApiError::conflict(format!("The file cannot be read: {error}")))?;
    super::draft::check_size(&diagram)?;
    let name = name_of(&diagram, &file_name);
    let name = door::text::name("name", "The name", &name)?;
    let process = at
        .store
        .add_process(at.workspace(), &name, at.user(), at.now)
        .await?;
    at.store
        .save_draft(at.workspace(), process, at.user(), 0, &diagram, at.now)
        .await?;
    report.sort_by_key(|remark| remark.standing);
    let more_remarks = report.len().saturating_sub(MOST_REMARKS);
    let remarks = report.into_iter().take(MOST_REMARKS);
    Ok(ImportedProcess {
        id: ProcessId(process.0),
        name,
        steps: diagram.steps.len(),
        remarks: remarks
            .map(|remark| RemarkView {
                standing: remark.standing,
                about: remark.name,
                message: remark.message,
            })
            .collect(),
        more_remarks,
    })
}

/// The caller's drawing as a file.
#[server(endpoint = "export_process", input = Json)]
pub async fn export_process(process: ProcessId, format: FileFormat) -> Result<FileView, ApiError> {
    let at = door::enter::<ExportProcess>()?;
    let draft = super::draft::view(&at, process).await?;
    let plain: String = draft
        .name
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            letter if letter.is_control() => '-',
            letter => letter,
        })
        .collect();
    let (ending, format) = match format {
        FileFormat::Bpmn => ("bpmn", convert::Format::Bpmn),
        FileFormat::Baton => ("baton.json", convert::Format::Json),
    };
    let diagram = draft.diagram.with_calendars(&draft.catalog.calendars);
    let text = convert::write(&diagram, format).map_err(ApiError::conflict)?;
    Ok(FileView {
        name: format!("{plain}.{ending}"),
        text,
    })
}

/// The name its authors gave it, or that of the file.
#[cfg(feature = "ssr")]
fn name_of(diagram: &Diagram, file_name: &str) -> String {
    let named = diagram.pools.iter().map(|pool| pool.name.trim());
    let file = file_name.trim();
    let stem = [".baton.json", ".bpmn20.xml", ".bpmn", ".xml", ".json"]
        .iter()
        .find_map(|ending| file.strip_suffix(ending))
        .unwrap_or(file);
    let stem = match stem {
        "" => "Imported process",
        stem => stem,
    };
    let mut named = named.filter(|name| !name.is_empty());
    // Of several pools none is the name of the whole.
    let name = match (named.next(), named.next()) {
        (Some(only), None) => only,
        _ => stem,
    };
    let shown = name.chars().filter(|letter| !letter.is_control());
    shown.take(LONGEST_NAME).collect()
}
