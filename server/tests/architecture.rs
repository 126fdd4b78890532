//! Holds the law of arrows: which room may know which. `ARCHITECTURE.md` draws the same picture.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

/// What each room may depend on. Nothing else.
const ARROWS: &[(&str, &[&str])] = &[
    ("feel", &[]),
    ("process", &["feel"]),
    ("canvas", &["process"]),
    ("migrations", &[]),
    ("store", &["process"]),
    ("connectors", &["process"]),
    ("engine", &["connectors", "process", "store"]),
    ("app", &["canvas", "engine", "process", "store"]),
    ("frontend", &["app"]),
    ("server", &["app", "engine", "migrations", "store"]),
    ("xtask", &[]),
];

/// What a room's tests may use beside that: a real database needs its schema.
const ARROWS_OF_TESTS: &[(&str, &[&str])] = &[
    ("store", &["migrations"]),
    ("engine", &["migrations"]),
    ("app", &["migrations"]),
    ("server", &["process"]),
];

/// Rooms of the app that only its server's face may enter.
const BEHIND_THE_SERVER: &[&str] = &["engine", "store"];

/// The only rooms that name the database library.
const DATABASE_ROOMS: &[&str] = &["migrations", "store"];

/// What the pure rooms may never reach for: the clock, the dice, the network, the screen.
const PURE_ROOMS: &[&str] = &["canvas", "feel", "process"];
const IMPURE: &[&str] = &["axum", "leptos", "rand", "reqwest", "tokio", "web-sys"];

#[test]
fn every_room_depends_only_on_the_rooms_the_picture_shows() {
    let rooms = rooms();
    let names: BTreeSet<_> = rooms.keys().map(String::as_str).collect();
    let drawn: BTreeSet<_> = ARROWS.iter().map(|(room, _)| *room).collect();
    assert_eq!(
        names, drawn,
        "the table of arrows has a line for every room"
    );
    for (room, allowed) in ARROWS {
        for dependency in rooms[*room].iter().filter(|dependency| dependency.is_room) {
            let name = dependency.name.as_str();
            let for_tests = dependency.kind == "dev"
                && ARROWS_OF_TESTS
                    .iter()
                    .any(|(from, to)| from == room && to.contains(&name));
            assert!(
                allowed.contains(&name) || for_tests,
                "{room} must not know {name}"
            );
        }
    }
}

#[test]
fn the_browser_gets_nothing_of_the_engine_or_the_store() {
    let rooms = rooms();
    for dependency in &rooms["app"] {
        let name = dependency.name.as_str();
        if BEHIND_THE_SERVER.contains(&name) && dependency.kind != "dev" {
            assert!(
                dependency.optional,
                "app's {name} belongs to its feature ssr"
            );
        }
    }
    for dependency in &rooms["frontend"] {
        assert!(!dependency.features.iter().any(|feature| feature == "ssr"));
    }
}

#[test]
fn only_the_store_and_the_migrations_name_the_database_library() {
    for (room, dependencies) in rooms() {
        let names_it = dependencies.iter().any(|one| {
            ["sea-orm", "sea-query", "sqlx"]
                .iter()
                .any(|library| one.name.starts_with(library))
        });
        assert!(
            !names_it || DATABASE_ROOMS.contains(&room.as_str()),
            "{room} names the database"
        );
    }
}

#[test]
fn the_pure_rooms_reach_for_no_clock_no_dice_and_no_network() {
    let rooms = rooms();
    for room in PURE_ROOMS {
        for dependency in rooms[*room]
            .iter()
            .filter(|dependency| dependency.kind != "dev")
        {
            let name = dependency.name.as_str();
            assert!(
                !IMPURE.contains(&name),
                "{room} is pure and must not use {name}"
            );
        }
    }
}

struct Dependency {
    name: String,
    kind: String,
    optional: bool,
    is_room: bool,
    features: Vec<String>,
}

/// Every room of the workspace with what its manifest names.
fn rooms() -> BTreeMap<String, Vec<Dependency>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo is there: it runs this test");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo speaks JSON");
    let packages = metadata["packages"]
        .as_array()
        .expect("a workspace has packages");
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"]
                .as_array()
                .expect("a list, perhaps empty");
            (
                text(&package["name"]),
                dependencies.iter().map(dependency).collect(),
            )
        })
        .collect()
}

fn dependency(found: &Value) -> Dependency {
    Dependency {
        name: text(&found["name"]),
        kind: found["kind"].as_str().unwrap_or("normal").to_owned(),
        optional: found["optional"] == Value::Bool(true),
        is_room: found["path"].is_string(),
        features: found["features"]
            .as_array()
            .into_iter()
            .flatten()
            .map(text)
            .collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name").to_owned()
}
