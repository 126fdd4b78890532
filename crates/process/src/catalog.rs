//! What a diagram may refer to: connectors and their manifests, and the connections, teams and people of the
//! workspace. Plain data, so that it reaches the browser as it is.

use crate::calendar::Calendar;
use crate::id::{ConnectionId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    pub connectors: Vec<Manifest>,
    pub connections: Vec<ConnectionEntry>,
    pub teams: Vec<TeamEntry>,
    pub people: Vec<PersonEntry>,
    #[serde(default)]
    pub calendars: Vec<Calendar>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionEntry {
    pub id: ConnectionId,
    pub name: String,
    pub connector: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamEntry {
    pub key: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonEntry {
    pub id: UserId,
    pub name: String,
}

impl Catalog {
    pub fn manifest(&self, connector: &str) -> Option<&Manifest> {
        self.connectors
            .iter()
            .find(|manifest| manifest.id == connector)
    }

    pub fn action(&self, connector: &str, action: &str) -> Option<&Action> {
        let manifest = self.manifest(connector)?;
        manifest.actions.iter().find(|known| known.id == action)
    }

    pub fn calendar(&self, key: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.key == key)
    }

    pub fn connection(&self, id: ConnectionId) -> Option<&ConnectionEntry> {
        self.connections.iter().find(|entry| entry.id == id)
    }
}

/// A connector's self-description; its forms draw themselves from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub id: String,
    pub name: String,
    pub description: String,
    /// What a connection of it is configured with; settings of kind `Secret` make up its credential.
    pub connection: Vec<SettingSpec>,
    pub actions: Vec<Action>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    pub id: String,
    pub name: String,
    pub description: String,
    pub connection_required: bool,
    pub repeat: Repeat,
    pub settings: Vec<SettingSpec>,
    /// What the action's output holds, for pickers: a FEEL path and its meaning.
    pub output: Vec<(String, String)>,
}

/// Whether doing an action twice is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Repeat {
    /// Doing it again changes nothing more.
    Safe,
    /// Safe where the other side honours the idempotency key.
    WithKey,
    /// An unknown outcome must be looked at by a person.
    Unsafe,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingSpec {
    pub key: String,
    pub label: String,
    #[serde(default)]
    pub help: String,
    #[serde(default)]
    pub placeholder: String,
    #[serde(flatten)]
    pub kind: SettingKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub default: String,
    /// Shown and required only when another setting has one of these values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<(String, Vec<String>)>,
}

/// What a setting holds, and how it reaches the connector in a job's `input`. A setting left empty, or hidden by
/// its `when`, is not in the input at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SettingKind {
    /// A plain line. Input: text.
    Line,
    /// A line with inserted values. Input: text.
    Text,
    /// A web address with inserted values; they are percent-encoded unless the address begins with them, so that
    /// data cannot lead elsewhere. Input: text.
    Address,
    /// Several lines with inserted values. Input: text.
    LongText,
    /// JSON with inserted values. Input: the JSON as text.
    Json,
    /// Names with texts that may hold inserted values, such as headers. Input: a list of contexts with `name` and
    /// `value`, in the order they stand.
    Pairs,
    /// One of these: (value, label). Input: the value, a text.
    Choice { options: Vec<(String, String)> },
    /// Input: a number.
    Number,
    /// Write-only; kept encrypted, never shown again.
    Secret,
}
