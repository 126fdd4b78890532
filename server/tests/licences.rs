//! Holds the licences that `deny.toml` allows, also where cargo-deny is not installed.

use serde_json::Value;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};
use std::process::Command;

/// What the product is built for, and the browser's half of it.
const PLATFORMS: &[&str] = &["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"];

#[test]
fn every_dependency_has_a_licence_that_may_be_combined_with_ours() {
    let allowed = allowed();
    let mut refused: Vec<String> = PLATFORMS
        .iter()
        .flat_map(|platform| packages(platform))
        .filter_map(|package| {
            let name = package["name"].as_str()?.to_owned();
            let licence = package["license"].as_str().unwrap_or("none given");
            let expression = Expression::parse_mode(licence, ParseMode::LAX);
            let fine = expression.is_ok_and(|licence| {
                licence
                    .evaluate(|wanted: &LicenseReq| allowed.iter().any(|one| one.satisfies(wanted)))
            });
            (!fine).then(|| format!("{name}: {licence}"))
        })
        .collect();
    refused.sort();
    refused.dedup();
    assert_eq!(
        refused,
        Vec::<String>::new(),
        "deny.toml does not allow these"
    );
}

fn allowed() -> Vec<Licensee> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../deny.toml");
    let text = std::fs::read_to_string(file).expect("deny.toml stands at the root");
    let rules: toml::Table = text.parse().expect("deny.toml is TOML");
    let list = rules["licenses"]["allow"]
        .as_array()
        .expect("a list of licences");
    list.iter()
        .map(|name| name.as_str().expect("a licence's name"))
        .map(|name| Licensee::parse(name).expect("a licence that SPDX knows"))
        .collect()
}

/// The whole tree under the workspace, the workspace itself left out.
fn packages(platform: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--filter-platform",
            platform,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo is there: it runs this test");
    let mut metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo speaks JSON");
    match metadata["packages"].take() {
        Value::Array(packages) => packages
            .into_iter()
            .filter(|package| package["source"].is_string())
            .collect(),
        _ => panic!(
            "cargo named no packages: {}",
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}
