//! Rule `table`: a table has something to say, and each of its cells can be read and is about its column. What the
//! rules of a table that can be read do to each other is looked at in `findings`.

mod findings;

pub(crate) use findings::FINDINGS;

use super::expressions::names::Names;
use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::decision::table::{Cell, Table};
use crate::diagram::Step;
use crate::problem::Severity;
use crate::step::{StepKind, setting_of};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let names = Names::of(checked);
    // Others may send what a table looks at, of whatever kind.
    if names.is_open {
        return;
    }
    let is_whole = checked.definition.structure.is_whole;
    let case = names.everywhere();
    let mut findings = findings::Findings::new(case);
    for step in &checked.diagram.steps {
        let StepKind::DecideByTable(decide) = &step.kind else {
            continue;
        };
        let problems = decide.table.check(case);
        if problems.is_empty() {
            findings.report(step, &decide.table, report);
        }
        for problem in problems {
            let place = at_setting(step, setting_of(problem.cell));
            let message = format!(
                "{}: {}",
                place_in_words(step, &decide.table, problem.cell),
                problem.message
            );
            match problem.severity {
                Severity::Error if !is_whole => report.error("table", place, message),
                _ => report.warning("table", place, message),
            }
        }
    }
}

/// Where a cell stands, for sentences that begin with it.
pub(super) fn place_in_words(step: &Step, table: &Table, cell: Cell) -> String {
    let input = |input: usize| table.inputs.get(input).map_or("", |it| it.title());
    let output = |output: usize| table.outputs.get(output).map_or("", |it| it.title());
    let column = |number: usize, title: &str| match title {
        "" => format!("column {}", number + 1),
        title => quoted(title),
    };
    let name = named(step);
    match cell {
        Cell::Table => name,
        Cell::Input { input: at } => format!("{name}, {}", column(at, input(at))),
        Cell::Output { output: at } => {
            format!("{name}, {}", column(table.inputs.len() + at, output(at)))
        }
        Cell::Otherwise { output: at } => {
            let column = column(table.inputs.len() + at, output(at));
            format!("{name}, {column} when no rule fits")
        }
        Cell::Rule { rule } => format!("{name}, rule {}", rule + 1),
        Cell::When { rule, input: at } => {
            format!("{name}, rule {}, {}", rule + 1, column(at, input(at)))
        }
        Cell::Then { rule, output: at } => {
            let column = column(table.inputs.len() + at, output(at));
            format!("{name}, rule {}, {column}", rule + 1)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::decision::table::{HitPolicy, Input, Output, Rule, Table};
    use crate::diagram::{Diagram, FieldKind};
    use crate::problem::Place;
    use crate::problem::rules::testing::{
        ask, catalog, field, finds, flow, line, messages, step, with_fields,
    };
    use crate::step::{DecideByTable, StepKind};

    fn choice() -> FieldKind {
        FieldKind::Choice {
            options: vec!["Manager".into(), "Board".into()],
        }
    }

    pub(super) fn table(rules: &[(&str, &str)]) -> Table {
        let rule = |(when, then): &(&str, &str)| Rule {
            when: vec![(*when).into()],
            then: vec![(*then).into()],
            note: String::new(),
        };
        Table {
            inputs: vec![Input {
                expression: "amount".into(),
                ..Default::default()
            }],
            outputs: vec![Output {
                key: "approver".into(),
                kind: Some(choice()),
                ..Default::default()
            }],
            rules: rules.iter().map(rule).collect(),
            ..Table::default()
        }
    }

    pub(super) fn drawn(table: Table) -> Diagram {
        let mut diagram = with_fields(
            line(&["start", "who", "end"]),
            "start",
            [field("amount", FieldKind::Number)],
        );
        diagram.steps[1] = step("who", StepKind::DecideByTable(DecideByTable { table }));
        diagram
    }

    #[test]
    fn a_table_that_can_be_read_is_no_problem() {
        let diagram = drawn(table(&[
            ("< 1000", "\"Manager\""),
            ("[1000..5000]", "\"Board\""),
            ("> 5000", "if amount > 9000 then \"Board\" else \"Manager\""),
        ]));
        assert!(finds(&diagram).is_empty(), "{:?}", messages(&diagram));
    }

    #[test]
    fn a_table_needs_a_result_and_a_rule() {
        assert_eq!(finds(&drawn(table(&[]))), ["table"]);
        assert!(finds(&drawn(Table::default())).contains(&"table".to_owned()));
    }

    #[test]
    fn each_cell_must_be_readable_and_about_its_column() {
        for (when, then) in [
            ("> ", "\"Board\""),
            ("\"lots\"", "\"Board\""),
            ("> amuont", "\"Board\""),
            ("> 5", "\"Bord\""),
            ("> 5", "5"),
            ("> 5", ""),
            ("> 5", "boss"),
            ("> 5", "\"Board"),
        ] {
            let diagram = drawn(table(&[("< 3", "\"Manager\""), (when, then)]));
            assert_eq!(finds(&diagram), ["table"], "{when} → {then}");
        }
    }

    #[test]
    fn a_problem_names_its_cell_and_its_place() {
        let diagram = drawn(table(&[("< 3", "\"Manager\""), ("> ", "\"Board\"")]));
        let (_, problems) = crate::compile(&diagram, &catalog());
        assert_eq!(
            problems[0].place,
            Place::Step {
                step: "who".into(),
                setting: Some("table.when.1.0".into())
            }
        );
        let message = &problems[0].message;
        assert!(
            message.starts_with("“The who”, rule 2, “amount”: "),
            "{message}"
        );
    }

    #[test]
    fn how_rules_count_must_suit_the_results() {
        for (policy, fits) in [
            (HitPolicy::Priority, true),
            (HitPolicy::Sum, false),
            (HitPolicy::Collect, true),
        ] {
            let mut table = table(&[("-", "\"Board\"")]);
            table.hit_policy = policy;
            let found = finds(&drawn(table));
            assert_eq!(found.is_empty(), fits, "{policy:?}: {found:?}");
        }
    }

    #[test]
    fn a_table_looks_only_at_what_is_known_where_it_stands() {
        let mut prepared = table(&[("-", "\"Board\"")]);
        prepared.outputs[0].otherwise = "\"Manager\"".into();
        let mut diagram = drawn(prepared);
        diagram.steps.insert(2, ask("ask"));
        diagram.flows = vec![flow("start", "who"), flow("who", "ask"), flow("ask", "end")];
        let mut looking_at = |expression: &str, when: &str| {
            if let StepKind::DecideByTable(decide) = &mut diagram.steps[1].kind {
                decide.table.inputs[0].expression = expression.into();
                decide.table.rules[0].when[0] = when.into();
            }
            finds(&diagram)
        };
        assert!(looking_at("amount", "> 5").is_empty());
        assert_eq!(looking_at("comment", "-"), ["not-yet-known"]);
        assert_eq!(
            looking_at("amount", "> string length(comment)"),
            ["not-yet-known"]
        );
    }

    #[test]
    fn later_steps_know_what_the_table_gives() {
        let mut diagram = drawn(table(&[("-", "\"Board\"")]));
        diagram.steps.insert(2, ask("ask"));
        diagram.flows = vec![flow("start", "who"), flow("who", "ask"), flow("ask", "end")];
        let mut asking = |text: &str| {
            if let StepKind::AskPerson(ask) = &mut diagram.steps[2].kind {
                ask.instructions = text.into();
            }
            finds(&diagram)
        };
        assert!(asking("{{ upper case(approver) }}").is_empty());
        assert_eq!(asking("{{ approver * 2 }}"), ["bad-expression"]);
    }
}
