//! Does nothing and answers at once. What the engine itself costs is measured with it; it is not offered to people.

use crate::Outcome;
use process::Value;
use process::catalog::{Action, Manifest, Repeat};

pub(crate) const ID: &str = "nothing";

pub(crate) fn manifest() -> Manifest {
    Manifest {
        id: ID.to_owned(),
        name: "Do nothing".to_owned(),
        description: "Answers at once.".to_owned(),
        connection: Vec::new(),
        actions: vec![Action {
            id: "do".to_owned(),
            name: "Do nothing".to_owned(),
            description: "Answers at once.".to_owned(),
            connection_required: false,
            repeat: Repeat::Safe,
            settings: Vec::new(),
            output: Vec::new(),
        }],
    }
}

pub(crate) fn run() -> Outcome {
    Ok(Value::Null)
}
