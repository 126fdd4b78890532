//! Purchase approval: small amounts go straight through, larger ones are approved first.

use super::draw::{
    Drawing, ask_requester, ask_team, call, line, lines, mail, optional, required, start,
    wait_until,
};
use super::{Template, team};
use crate::diagram::{Diagram, FieldKind};
use crate::step::StepKind;

pub(super) fn template() -> Template {
    Template {
        key: "purchase-approval".into(),
        name: "Purchase approval".into(),
        description: "Small purchases are ordered at once; larger ones need an approval first."
            .into(),
        diagram: diagram(),
        teams: vec![team("managers", "Managers")],
    }
}

fn diagram() -> Diagram {
    let currency = "EUR".to_owned();
    let asked = vec![
        required("item", "What do you need", line()),
        required("supplier", "Supplier", line()),
        required("amount", "Amount", FieldKind::Money { currency }),
        required("needed_by", "Needed by", FieldKind::Date),
        optional("reason", "Reason", lines()),
    ];
    let approval = vec![
        required("approved", "Approved", FieldKind::YesNo),
        optional("comment", "Comment", lines()),
    ];
    let receipt = vec![
        required("received", "Everything received", FieldKind::YesNo),
        optional("remarks", "Remarks", lines()),
    ];
    let mut drawing = Drawing::default();
    drawing
        .step("start", "Purchase requested", start(asked))
        .step("how-much", "More than 500?", StepKind::Decide)
        .step(
            "approve",
            "Approve the purchase",
            ask_team(
                "managers",
                "{{ requester.name }} wants to buy {{ item }} from {{ supplier }} for {{ amount }} EUR.\n\nReason: {{ reason }}",
                "duration(\"P2D\")",
                approval,
            ),
        )
        .step("approved", "Approved?", StepKind::Decide)
        .step(
            "order",
            "Create the order",
            call(
                "POST",
                "/orders",
                "{\n  \"item\": \"{{ item }}\",\n  \"supplier\": \"{{ supplier }}\",\n  \"amount\": {{ amount }},\n  \"needed_by\": {{ needed_by }}\n}",
            ),
        )
        .step(
            "ordered",
            "Tell the requester",
            mail(
                "Ordered: {{ item }}",
                "Hello {{ requester.name }},\n\n{{ item }} is ordered from {{ supplier }}.",
            ),
        )
        .step("until-needed", "Wait until it is needed", wait_until("needed_by"))
        .step(
            "receipt",
            "Confirm the receipt",
            ask_requester(
                "Did {{ item }} from {{ supplier }} arrive as ordered?",
                "duration(\"P5D\")",
                receipt,
            ),
        )
        .step("done", "Bought", StepKind::End);
    drawing
        .behind("approved", 1)
        .step(
            "decline",
            "Tell the requester why not",
            mail(
                "Not approved: {{ item }}",
                "Hello {{ requester.name }},\n\n{{ item }} could not be approved.\n\n{{ comment }}",
            ),
        )
        .step("declined", "Declined", StepKind::End);
    drawing
        .flow(&["start", "how-much"])
        .when("how-much", "approve", "Yes", "amount > 500")
        .otherwise("how-much", "order", "No")
        .flow(&["approve", "approved"])
        .when("approved", "order", "Yes", "approved = true")
        .otherwise("approved", "decline", "No")
        .flow(&["order", "ordered", "until-needed", "receipt", "done"])
        .flow(&["decline", "declined"]);
    drawing.finish()
}
