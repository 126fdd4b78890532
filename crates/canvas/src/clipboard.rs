//! Copied steps as plain text, so that they can be pasted into another process, another browser, or a mail.

use process::diagram::{Diagram, MAX_STEPS};
use serde::{Deserialize, Serialize};

/// Says what the text is; also the version of its shape.
const MARK: &str = "steps/1";
/// More text than this is never a copy of ours.
const LONGEST: usize = 8 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Copied {
    baton: String,
    #[serde(flatten)]
    fragment: Diagram,
}

pub fn to_text(fragment: &Diagram) -> Option<String> {
    let copied = Copied {
        baton: MARK.to_owned(),
        fragment: fragment.clone(),
    };
    serde_json::to_string_pretty(&copied).ok()
}

/// The steps in a text, or a sentence about why there are none.
pub fn from_text(text: &str) -> Result<Diagram, &'static str> {
    const FOREIGN: &str =
        "What you copied are not steps of a process. Copy steps first, then paste.";
    if text.len() > LONGEST {
        return Err(FOREIGN);
    }
    let copied: Copied = serde_json::from_str(text).map_err(|_| FOREIGN)?;
    if copied.baton != MARK || copied.fragment.steps.is_empty() {
        return Err(FOREIGN);
    }
    if copied.fragment.steps.len() > MAX_STEPS {
        return Err("That is more than fits into one process.");
    }
    Ok(copied.fragment)
}
