//! Leave request: holidays are approved and booked, sick leave is recorded.

use super::draw::{
    Drawing, ask_requester, ask_team, call, choice, line, lines, mail, optional, required, start,
    wait_until,
};
use super::{Template, team};
use crate::diagram::{Diagram, FieldKind};
use crate::step::StepKind;

pub(super) fn template() -> Template {
    Template {
        key: "leave-request".into(),
        name: "Leave request".into(),
        description: "Holidays are approved by the manager and booked; sick leave is recorded."
            .into(),
        diagram: diagram(),
        teams: vec![team("managers", "Managers")],
    }
}

const ABSENCE: &str = r#"{
  "employee": "{{ requester.email }}",
  "kind": "{{ kind }}",
  "from": {{ first_day }},
  "to": {{ last_day }},
  "working_days": {{ working_days }}
}"#;

fn diagram() -> Diagram {
    let mut drawing = Drawing::default();
    steps_of_a_holiday(&mut drawing);
    steps_when_declined(&mut drawing);
    steps_of_sick_leave(&mut drawing);
    flows(&mut drawing);
    drawing.finish()
}

fn steps_of_a_holiday(drawing: &mut Drawing) {
    let asked = vec![
        required("kind", "Kind of leave", choice(&["Holiday", "Sick leave"])),
        required("first_day", "First day", FieldKind::Date),
        required("last_day", "Last day", FieldKind::Date),
        required("working_days", "Working days", FieldKind::Number),
        optional("cover", "Who covers for you", line()),
        optional("reason", "Reason", lines()),
    ];
    let approval = vec![
        required("approved", "Approved", FieldKind::YesNo),
        optional("comment", "Comment", lines()),
    ];
    drawing
        .step("start", "Leave requested", start(asked))
        .step("which-kind", "What kind of leave?", StepKind::Decide)
        .step(
            "approve",
            "Approve the leave",
            ask_team(
                "managers",
                "{{ requester.name }} asks for {{ working_days }} working days off, from {{ first_day }} to {{ last_day }}.\n\nCover: {{ cover }}\nReason: {{ reason }}",
                "duration(\"P2D\")",
                approval,
            ),
        )
        .step("approved", "Approved?", StepKind::Decide)
        .step("book", "Book it", StepKind::Parallel)
        .step(
            "calendar",
            "Book the calendar",
            call(
                "POST",
                "/calendar/events",
                "{\n  \"who\": \"{{ requester.email }}\",\n  \"title\": \"Away: {{ requester.name }}\",\n  \"from\": {{ first_day }},\n  \"to\": {{ last_day }}\n}",
            ),
        )
        .step("booked", "All booked", StepKind::Parallel)
        .step(
            "confirm",
            "Tell the requester",
            mail(
                "Your leave from {{ first_day }} is approved",
                "Hello {{ requester.name }},\n\nyour leave from {{ first_day }} to {{ last_day }} is approved and booked.\n\n{{ comment }}",
            ),
        )
        .step("until-first-day", "Wait until the first day", wait_until("first_day"))
        .step(
            "stand-in",
            "Set the stand-in",
            call(
                "PUT",
                "/employees/{{ requester.email }}/stand-in",
                "{\n  \"stand_in\": \"{{ cover }}\",\n  \"until\": {{ last_day }}\n}",
            ),
        )
        .step("on-leave", "On leave", StepKind::End);
    drawing.below("calendar", 1).step(
        "balance",
        "Update the HR system",
        call("POST", "/absences", ABSENCE),
    );
}

fn steps_when_declined(drawing: &mut Drawing) {
    drawing
        .behind("approved", 2)
        .step(
            "decline",
            "Tell the requester why not",
            mail(
                "Your leave from {{ first_day }} is not approved",
                "Hello {{ requester.name }},\n\nyour leave from {{ first_day }} to {{ last_day }} could not be approved.\n\n{{ comment }}",
            ),
        )
        .step("declined", "Declined", StepKind::End);
}

fn steps_of_sick_leave(drawing: &mut Drawing) {
    let certificate = vec![required(
        "handed_in",
        "Certificate handed in",
        FieldKind::YesNo,
    )];
    drawing
        .behind("which-kind", 3)
        .step(
            "record",
            "Record the sick leave",
            call("POST", "/absences", ABSENCE),
        )
        .step("how-long", "Longer than 3 days?", StepKind::Decide);
    drawing.behind("how-long", 4).step(
        "certificate",
        "Hand in the certificate",
        ask_requester(
            "Get well soon. From the fourth day on we need your doctor’s certificate.",
            "duration(\"P3D\")",
            certificate,
        ),
    );
    drawing
        .behind("certificate", 3)
        .step("recorded", "Recorded", StepKind::End);
}

fn flows(drawing: &mut Drawing) {
    drawing
        .flow(&["start", "which-kind"])
        .when(
            "which-kind",
            "record",
            "Sick leave",
            "kind = \"Sick leave\"",
        )
        .otherwise("which-kind", "approve", "Holiday")
        .flow(&["approve", "approved"])
        .when("approved", "book", "Yes", "approved = true")
        .otherwise("approved", "decline", "No")
        .flow(&[
            "book",
            "calendar",
            "booked",
            "confirm",
            "until-first-day",
            "stand-in",
            "on-leave",
        ])
        .flow(&["book", "balance", "booked"])
        .flow(&["decline", "declined"])
        .flow(&["record", "how-long"])
        .when("how-long", "certificate", "Yes", "working_days > 3")
        .otherwise("how-long", "recorded", "No")
        .flow(&["certificate", "recorded"]);
}
