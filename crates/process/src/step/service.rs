use crate::catalog::{Action, SettingSpec};
use crate::diagram::FieldKind;
use crate::id::ConnectionId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Work for a connector: which action of which connector, with which settings, through which connection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The connector's id in the catalog, such as `http`.
    pub connector: String,
    /// The id of one of its actions, such as `request`.
    pub action: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<ConnectionId>,
    /// By setting key of the action's manifest.
    #[serde(default)]
    pub settings: BTreeMap<String, Setting>,
    /// What becomes data of the case from the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takes: Vec<Take>,
    #[serde(default)]
    pub retry: Retry,
}

/// A setting's value as it was typed: a text with inserts, or names with such texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Setting {
    Text(String),
    Pairs(Vec<(String, String)>),
}

/// One value taken from the answer of a connector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Take {
    /// The variable it becomes.
    pub key: String,
    pub label: String,
    /// A FEEL expression over the action's output, such as `body.id`.
    pub from: String,
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// How often a transient failure is tried again before a person is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// Attempts in all, the first one included (1 to 20).
    pub attempts: u32,
    /// Seconds before the second attempt; each later pause is twice as long, a day at most.
    pub pause_seconds: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            pause_seconds: 10,
        }
    }
}

impl Service {
    /// Whether a setting applies: those it depends on have the values it asks for.
    pub fn shows(&self, spec: &SettingSpec, action: &Action) -> bool {
        let Some((key, wanted)) = &spec.when else {
            return true;
        };
        let value = match self.settings.get(key) {
            Some(Setting::Text(text)) if !text.is_empty() => Some(text.as_str()),
            _ => {
                let other = action.settings.iter().find(|other| &other.key == key);
                other.map(|other| other.default.as_str())
            }
        };
        value.is_some_and(|value| wanted.iter().any(|wanted| wanted == value))
    }
}
