//! Access request: granted after approval, and taken back when the time is over.

use super::draw::{
    Drawing, ask_team, call, choice, line, lines, mail, optional, required, start, wait_until,
};
use super::{Template, team};
use crate::diagram::{Diagram, FieldKind};
use crate::step::StepKind;

pub(super) fn template() -> Template {
    Template {
        key: "access-request".into(),
        name: "Access request".into(),
        description:
            "Access is approved, granted for a time, and taken back when the time is over.".into(),
        diagram: diagram(),
        teams: vec![team("managers", "Managers"), team("security", "Security")],
    }
}

const GRANT: &str = r#"{
  "user": "{{ requester.email }}",
  "application": "{{ application }}",
  "level": "{{ level }}"
}"#;

fn diagram() -> Diagram {
    let asked = vec![
        required("application", "Application", line()),
        required(
            "level",
            "Kind of access",
            choice(&["Read", "Write", "Administrator"]),
        ),
        required("until", "Needed until", FieldKind::Date),
        required("reason", "Reason", lines()),
    ];
    let approval = vec![
        required("approved", "Approved", FieldKind::YesNo),
        optional("comment", "Comment", lines()),
    ];
    let security = vec![
        required("safe", "Safe to grant", FieldKind::YesNo),
        optional("comment", "Comment", lines()),
    ];
    let question = "{{ requester.name }} asks for access to {{ application }} ({{ level }}) until {{ until }}.\n\nReason: {{ reason }}";
    let mut drawing = Drawing::default();
    drawing
        .step("start", "Access requested", start(asked))
        .step("approve", "Approve the access", ask_team("managers", question, "duration(\"P2D\")", approval))
        .step("approved", "Approved?", StepKind::Decide)
        .step("privileged", "Administrator?", StepKind::Decide)
        .step("check", "Check the risk", ask_team("security", question, "duration(\"P3D\")", security))
        .step("is-safe", "Safe?", StepKind::Decide)
        .step("grant", "Grant the access", call("POST", "/grants", GRANT))
        .step(
            "granted",
            "Tell the requester",
            mail(
                "You can use {{ application }}",
                "Hello {{ requester.name }},\n\nyou now have access to {{ application }} ({{ level }}) until {{ until }}.",
            ),
        )
        .step("until-over", "Wait until it is over", wait_until("until"))
        .step("revoke", "Take the access back", call("POST", "/revocations", GRANT))
        .step("done", "Over", StepKind::End);
    drawing
        .behind("is-safe", 1)
        .step(
            "decline",
            "Tell the requester why not",
            mail(
                "No access to {{ application }}",
                "Hello {{ requester.name }},\n\nyour request for {{ application }} could not be approved.\n\n{{ comment }}",
            ),
        )
        .step("declined", "Declined", StepKind::End);
    drawing
        .flow(&["start", "approve", "approved"])
        .when("approved", "privileged", "Yes", "approved = true")
        .otherwise("approved", "decline", "No")
        .when("privileged", "check", "Yes", "level = \"Administrator\"")
        .otherwise("privileged", "grant", "No")
        .flow(&["check", "is-safe"])
        .when("is-safe", "grant", "Yes", "safe = true")
        .otherwise("is-safe", "decline", "No")
        .flow(&["grant", "granted", "until-over", "revoke", "done"])
        .flow(&["decline", "declined"]);
    drawing.finish()
}
