//! Patterns of cancelling: 19, 20, 25.

use super::support::*;
use process::run::{Status, Wish};

#[test]
fn pattern_19_cancel_task() {
    let mut run = run(&draw(
        [
            vec![
                start(),
                and("split"),
                end("end"),
                boundary("off", "A", true, signal("off")),
            ],
            tasks("A B C"),
        ],
        &[
            "start -> split -> A -> C -> end",
            "split -> B -> end",
            "off -> end",
        ],
    ));
    run.signal("off");
    assert_eq!((run.opened().as_str(), run.times("C")), ("B", 0));
    run.done("B");
    assert!(run.is_over());
}

#[test]
fn pattern_20_cancel_case() {
    let mut run = run(&draw(
        [vec![start(), and("split"), end("end")], tasks("A B")],
        &["start -> split -> A -> end", "split -> B -> end"],
    ));
    run.wish(
        0,
        Wish::Cancel {
            reason: "No longer needed".into(),
        },
    );
    assert_eq!(run.world.cases[0].state.status, Status::Cancelled);
    assert_eq!(run.opened(), "");
}

#[test]
fn pattern_25_cancel_region() {
    let mut run = run(&draw(
        [
            vec![start(), and("split"), group("region"), end("end")],
            vec![boundary("off", "region", true, signal("off"))],
            inside("region", [vec![and("in")], tasks("A B")].concat()),
            tasks("C D"),
        ],
        &[
            "start -> split -> region -> end",
            "split -> C -> end",
            "in -> A",
            "in -> B",
            "off -> D -> end",
        ],
    ));
    assert_eq!(run.opened(), "A B C");
    run.signal("off");
    assert_eq!(run.opened(), "C D");
}
