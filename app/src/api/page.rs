//! Small shapes that many views share.

use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970 in UTC, the browser's own measure.
pub type Moment = i64;

/// A part of a list, and where the next part begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Hand it back to get what follows; none at the end.
    pub next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next: None }
    }
}

/// A value of a case as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownValue {
    pub label: String,
    pub value: String,
}
