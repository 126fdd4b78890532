//! Expense approval: a table says who approves, by category and amount.

use super::draw::{Drawing, ask_team, choice, line, lines, mail, optional, required, start};
use super::{Template, team};
use crate::decision::table::{HitPolicy, Input, Output, Rule, Table};
use crate::diagram::{Diagram, FieldKind};
use crate::step::{DecideByTable, StepKind};

const CATEGORIES: [&str; 4] = ["Travel", "Equipment", "Training", "Entertainment"];

pub(super) fn template() -> Template {
    Template {
        key: "expense-approval".into(),
        name: "Expense approval".into(),
        description: "A table says who approves an expense, by its category and its amount.".into(),
        diagram: diagram(),
        teams: vec![team("managers", "Managers"), team("finance", "Finance")],
    }
}

fn money() -> FieldKind {
    FieldKind::Money {
        currency: "EUR".to_owned(),
    }
}

/// Who approves. Every expense is covered by exactly one rule.
fn rules() -> Table {
    let rule = |category: &str, amount: &str, approver: &str, note: &str| Rule {
        when: vec![category.to_owned(), amount.to_owned()],
        then: vec![format!("\"{approver}\"")],
        note: note.to_owned(),
    };
    Table {
        hit_policy: HitPolicy::Unique,
        inputs: vec![
            Input {
                expression: "category".to_owned(),
                label: "Category".to_owned(),
                kind: Some(choice(&CATEGORIES)),
            },
            Input {
                expression: "amount".to_owned(),
                label: "Amount".to_owned(),
                kind: Some(money()),
            },
        ],
        outputs: vec![Output {
            key: "approver".to_owned(),
            label: "Approver".to_owned(),
            kind: Some(choice(&["Nobody", "Manager", "Finance"])),
            otherwise: String::new(),
        }],
        rules: vec![
            rule("not(\"Entertainment\")", "<= 100", "Nobody", "Petty cash"),
            rule("\"Travel\", \"Training\"", "(100..2000]", "Manager", ""),
            rule("\"Equipment\"", "(100..1000]", "Manager", ""),
            rule("\"Travel\", \"Training\"", "> 2000", "Finance", ""),
            rule(
                "\"Equipment\"",
                "> 1000",
                "Finance",
                "Goes on the list of assets",
            ),
            rule(
                "\"Entertainment\"",
                "-",
                "Finance",
                "The tax office looks closely",
            ),
        ],
    }
}

fn diagram() -> Diagram {
    let asked = vec![
        required("purpose", "What is it for", line()),
        required("category", "Category", choice(&CATEGORIES)),
        required("amount", "Amount", money()),
        optional("reason", "Reason", lines()),
    ];
    let approval = || {
        vec![
            required("approved", "Approved", FieldKind::YesNo),
            optional("comment", "Comment", lines()),
        ]
    };
    let question = "{{ requester.name }} asks for {{ amount }} EUR for {{ purpose }} ({{ category }}).\n\nReason: {{ reason }}";
    let due = "duration(\"P2D\")";
    let mut drawing = Drawing::default();
    drawing
        .step("start", "Expense requested", start(asked))
        .step(
            "who",
            "Who approves?",
            StepKind::DecideByTable(DecideByTable { table: rules() }),
        )
        .step("approver", "Approver?", StepKind::Decide)
        .step(
            "manager",
            "Approve as manager",
            ask_team("managers", question, due, approval()),
        )
        .step("approved", "Approved?", StepKind::Decide)
        .step(
            "confirm",
            "Tell the requester",
            mail(
                "Approved: {{ purpose }}",
                "Hello {{ requester.name }},\n\nyou can spend {{ amount }} EUR on {{ purpose }}.",
            ),
        )
        .step("done", "Approved", StepKind::End);
    drawing.below("manager", 1).step(
        "finance",
        "Approve as finance",
        ask_team("finance", question, due, approval()),
    );
    drawing
        .behind("approved", 1)
        .step(
            "decline",
            "Tell the requester why not",
            mail(
                "Not approved: {{ purpose }}",
                "Hello {{ requester.name }},\n\n{{ purpose }} could not be approved.\n\n{{ comment }}",
            ),
        )
        .step("declined", "Declined", StepKind::End);
    drawing
        .flow(&["start", "who", "approver"])
        .when("approver", "manager", "Manager", "approver = \"Manager\"")
        .when("approver", "finance", "Finance", "approver = \"Finance\"")
        .otherwise("approver", "confirm", "Nobody")
        .flow(&["manager", "approved"])
        .flow(&["finance", "approved"])
        .when("approved", "confirm", "Yes", "approved = true")
        .otherwise("approved", "decline", "No")
        .flow(&["confirm", "done"])
        .flow(&["decline", "declined"]);
    drawing.finish()
}
