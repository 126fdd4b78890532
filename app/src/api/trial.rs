//! What a draft is tried out with: the draft itself, and the world it is to run in.

use super::{ApiError, ProcessId, draft::DraftView};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::prelude::*;
use process::run::Requester;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrialView {
    pub draft: DraftView,
    /// The zone cases of this workspace count their days in.
    pub zone: String,
    /// The rules of that zone, and of every other one the draft names: browsers have none of their own.
    pub zones: Vec<ZoneRules>,
    /// The caller, who starts the cases that are tried.
    pub me: Requester,
}

/// The rules of one time zone, in the form of the IANA database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneRules {
    pub name: String,
    pub rules: Vec<u8>,
}

#[server(endpoint = "open_trial")]
pub async fn open_trial(process: ProcessId) -> Result<TrialView, ApiError> {
    let at = door::enter::<OpenTrial>()?;
    let draft = super::draft::view(&at, process).await?;
    let zone = at.store.workspace(at.workspace()).await?.zone;
    let me = at.store.user(at.workspace(), at.user()).await?;
    let drawn = serde_json::to_string(&draft.diagram).unwrap_or_default();
    Ok(TrialView {
        zones: zones_in(&drawn, &zone),
        zone,
        draft,
        me: Requester {
            name: me.name,
            email: me.email,
        },
    })
}

/// Names such as `Europe/Paris` that stand anywhere in a drawing, and the workspace's own.
#[cfg(feature = "ssr")]
fn zones_in(drawn: &str, own: &str) -> Vec<ZoneRules> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "/_+-".contains(letter);
    let words = drawn.split(|letter| !is_part(letter));
    let named = words.filter(|word| word.contains('/'));
    let all: std::collections::BTreeSet<&str> = named.chain([own]).collect();
    let known = all.into_iter().filter_map(|name| {
        Some(ZoneRules {
            name: name.to_owned(),
            rules: process::feel::zone_rules(name)?.to_vec(),
        })
    });
    known.collect()
}
