//! What a form asks, and which data it declares. A field's `key` is the variable its answer becomes; it is made
//! from the label once and then stays, so that renaming a field breaks no rule.

mod answer;
mod answers;

pub use answer::MAX_ANSWER;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    #[serde(default)]
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    pub key: String,
    pub label: String,
    #[serde(flatten)]
    pub kind: FieldKind,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FieldKind {
    Text {
        #[serde(default)]
        multiline: bool,
    },
    Number,
    /// An exact amount; the currency is an ISO 4217 code shown beside it.
    Money {
        #[serde(default)]
        currency: String,
    },
    Date,
    /// One of the options; the answer is the option's text.
    Choice {
        #[serde(default)]
        options: Vec<String>,
    },
    YesNo,
}
