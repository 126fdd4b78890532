//! Runs a case from JSON to JSON, natively and in wasm, so that both can be compared byte for byte.
//!
//! In: `{"diagram": …, "catalog": …, "commands": [{"at": …, …}, …]}`. Out: what followed from each command, an event
//! a line (a rejection as `{"rejection": …}`), then the state.

#[path = "probe/hostile.rs"]
mod hostile;

use process::{Catalog, Command, Definition, Diagram, State, apply, decide};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Case {
    pub diagram: Diagram,
    #[serde(default)]
    pub catalog: Catalog,
    pub commands: Vec<Command>,
}

/// What a case comes to; or why the text is not one.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(case: &str) -> String {
    match serde_json::from_str(case) {
        Ok(case) => lines(&case).unwrap_or_else(|error| error.to_string()),
        Err(error) => error.to_string(),
    }
}

/// What becomes of input that means harm.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn harm() -> String {
    hostile::outcomes()
}

fn lines(case: &Case) -> Result<String, serde_json::Error> {
    let definition = Definition::of_deployed(&case.diagram, &case.catalog);
    let mut state = State::default();
    let mut out = String::new();
    for command in &case.commands {
        match decide(&definition, &state, command) {
            Err(rejection) => out.push_str(&format!("{}\n", serde_json::to_string(&rejection)?)),
            Ok(events) => {
                for event in events {
                    apply(&mut state, &event);
                    out.push_str(&format!("{}\n", serde_json::to_string(&event)?));
                }
            }
        }
    }
    out.push_str(&format!("{}\n", serde_json::to_string(&state)?));
    Ok(out)
}
