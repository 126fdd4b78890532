//! Rules `empty-table`, `unnamed-result`, `same-result`, `policy-misfit`, `unreadable`, `bad-expression`,
//! `missing-setting`: a table has something to look at and something to say, and each of its cells can be read.

use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::decision::table::{Cell, HitPolicy, Table};
use crate::definition::{Plan, TablePlan};
use crate::diagram::{FieldKind, Step};
use crate::step::{StepKind, setting_of};
use feel::{EvalContext, Scope, Timestamp, Type, Zone};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let declared = checked.data.declared.iter();
    let case: Scope = declared
        .map(|each| (&*each.key, each.value_type()))
        .collect();
    for (step, plan) in checked.diagram.steps.iter().zip(&checked.definition.plans) {
        if let (StepKind::DecideByTable(decide), Plan::DecidingByTable(plan)) = (&step.kind, plan) {
            let mut table = Looking {
                step,
                table: &decide.table,
                plan,
                report,
            };
            table.shape();
            table.results();
            table.policy();
            table.conditions(&case);
            table.cells();
        }
    }
}

struct Looking<'a> {
    step: &'a Step,
    table: &'a Table,
    plan: &'a TablePlan,
    report: &'a mut Report,
}

impl Looking<'_> {
    fn error(&mut self, rule: &str, cell: Cell, message: String) {
        let place = at_setting(self.step, setting_of(cell));
        self.report.error(rule, place, message);
    }

    fn shape(&mut self) {
        let name = named(self.step);
        let missing = match self.table {
            Table { outputs, .. } if outputs.is_empty() => "has no result. Add a column for it",
            Table { rules, outputs, .. }
                if rules.is_empty() && outputs.iter().all(|it| it.otherwise.trim().is_empty()) =>
            {
                "has no rules yet. Add the first one"
            }
            _ => return,
        };
        self.error(
            "empty-table",
            Cell::Table,
            format!("The table of {name} {missing}."),
        );
    }

    fn results(&mut self) {
        let mut seen = BTreeSet::new();
        for (output, it) in self.table.outputs.iter().enumerate() {
            let cell = Cell::Output { output };
            let name = named(self.step);
            if it.key.trim().is_empty() {
                let message = format!("Result {} of {name} has no name. Give it one.", output + 1);
                self.error("unnamed-result", cell, message);
            } else if !seen.insert(it.key.trim()) {
                let message = format!(
                    "{} stands twice among the results of {name}. Delete one, or add it under another name.",
                    quoted(it.title())
                );
                self.error("same-result", cell, message);
            }
        }
    }

    fn policy(&mut self) {
        let policy = self.table.hit_policy;
        let outputs = &self.table.outputs;
        let rules = format!("“{}”", policy.in_words());
        if policy.aggregates() && outputs.len() > 1 {
            let message = format!(
                "{rules} works with one result only, but {} has {}. Delete the others, or choose how rules count differently.",
                named(self.step),
                outputs.len()
            );
            self.error("policy-misfit", Cell::Table, message);
            return;
        }
        for (output, it) in outputs.iter().enumerate() {
            let fits = match (policy, &it.kind) {
                (HitPolicy::Sum, kind) => matches!(
                    kind,
                    None | Some(FieldKind::Number | FieldKind::Money { .. })
                ),
                (HitPolicy::Smallest | HitPolicy::Largest, kind) => matches!(
                    kind,
                    None | Some(FieldKind::Number | FieldKind::Money { .. } | FieldKind::Date)
                ),
                (policy, kind) if policy.ranks_outputs() => {
                    matches!(kind, Some(FieldKind::Choice { .. }))
                }
                _ => true,
            };
            let wanted = match policy {
                HitPolicy::Sum => "a number",
                HitPolicy::Smallest | HitPolicy::Largest => "a number or a date",
                _ => "a choice, its most important option first",
            };
            if !fits {
                let message = format!(
                    "For {rules} the result {} must be {wanted}.",
                    quoted(it.title())
                );
                self.error("policy-misfit", Cell::Output { output }, message);
            }
        }
    }

    /// The cells that rules look with.
    fn conditions(&mut self, case: &Scope) {
        let mut types = Vec::new();
        for (input, it) in self.table.inputs.iter().enumerate() {
            let said = it.kind.as_ref().map(FieldKind::value_type);
            types.push(said.unwrap_or_else(|| {
                let parsed = self.plan.inputs[input].formula.parsed.as_ref();
                parsed.map_or(Type::Any, |expression| feel::check(expression, case).0)
            }));
        }
        for (rule, it) in self.plan.rules.iter().enumerate() {
            for (input, condition) in it.when.iter().enumerate() {
                let Some(condition) = condition else { continue };
                let cell = Cell::When { rule, input };
                let place = self.place(rule, self.table.inputs[input].title());
                match &condition.parsed {
                    Err(error) => {
                        let message = format!("{place} cannot be read: {error}");
                        self.error("unreadable", cell, message);
                    }
                    Ok(tests) => {
                        for finding in feel::check_unary_tests(tests, &types[input], case) {
                            let message = format!("{place}: {}", finding.message);
                            self.error("bad-expression", cell, message);
                        }
                    }
                }
            }
        }
    }

    /// Results that are missing, or are surely not what their column holds.
    fn cells(&mut self) {
        let now = EvalContext::new(Timestamp(0), Zone::Utc);
        let nothing = BTreeMap::new();
        let counts = self.table.hit_policy == HitPolicy::Count;
        for (rule, it) in self.plan.rules.iter().enumerate() {
            for (output, formula) in it.then.iter().enumerate() {
                let cell = Cell::Then { rule, output };
                let column = &self.table.outputs[output];
                let place = self.place(rule, column.title());
                let Some(formula) = formula else {
                    if !counts {
                        let message = format!("{place} is empty. Fill it in.");
                        self.error("missing-setting", cell, message);
                    }
                    continue;
                };
                let Ok(expression) = &formula.parsed else {
                    continue;
                };
                let Some(kind @ FieldKind::Choice { options }) = &column.kind else {
                    continue;
                };
                if !expression.names().is_empty() {
                    continue;
                }
                let value = feel::evaluate(expression, &nothing, &now);
                if value.is_ok_and(|value| kind.read_value(&value).is_err()) {
                    let choices: Vec<_> = options.iter().map(|option| quoted(option)).collect();
                    let message =
                        format!("{place} is not one of its choices: {}.", choices.join(", "));
                    self.error("bad-expression", cell, message);
                }
            }
        }
    }

    fn place(&self, rule: usize, column: &str) -> String {
        format!(
            "Rule {} of {}, {}",
            rule + 1,
            named(self.step),
            quoted(column)
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::decision::table::{HitPolicy, Input, Output, Rule, Table};
    use crate::diagram::{Diagram, FieldKind};
    use crate::problem::Place;
    use crate::problem::rules::testing::{
        catalog, field, finds, line, messages, step, with_fields,
    };
    use crate::step::{DecideByTable, StepKind};

    fn choice() -> FieldKind {
        FieldKind::Choice {
            options: vec!["Manager".into(), "Board".into()],
        }
    }

    fn table(rules: &[(&str, &str)]) -> Table {
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

    fn drawn(table: Table) -> Diagram {
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
        let rules = [
            ("< 1000", "\"Manager\""),
            (">= 1000", "\"Board\""),
            ("-", "if amount > 5 then \"Board\" else \"Manager\""),
        ];
        assert!(
            finds(&drawn(table(&rules))).is_empty(),
            "{:?}",
            messages(&drawn(table(&rules)))
        );
    }

    #[test]
    fn a_table_needs_a_result_and_a_rule() {
        assert_eq!(finds(&drawn(table(&[]))), ["empty-table"]);
        assert_eq!(finds(&drawn(Table::default())), ["empty-table"]);
        let mut only_otherwise = table(&[]);
        only_otherwise.outputs[0].otherwise = "\"Board\"".into();
        assert!(finds(&drawn(only_otherwise)).is_empty());
    }

    #[test]
    fn each_cell_must_be_readable_and_about_its_column() {
        for (when, then, rule) in [
            ("> ", "\"Board\"", "unreadable"),
            ("\"lots\"", "\"Board\"", "bad-expression"),
            ("> amuont", "\"Board\"", "bad-expression"),
            ("> 5", "\"Bord\"", "bad-expression"),
            ("> 5", "5", "bad-expression"),
            ("> 5", "", "missing-setting"),
            ("> 5", "boss", "unknown-field"),
            ("> 5", "\"Board", "unreadable"),
        ] {
            let diagram = drawn(table(&[("< 3", "\"Manager\""), (when, then)]));
            let found = finds(&diagram);
            assert!(
                found.iter().all(|found| found == rule) && !found.is_empty(),
                "{when} → {then}: {found:?}"
            );
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
        assert!(
            problems[0]
                .message
                .starts_with("Rule 2 of “The who”, “amount” cannot be read: "),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn results_need_names_of_their_own() {
        let mut twice = table(&[("-", "\"Board\"")]);
        twice.outputs.push(twice.outputs[0].clone());
        twice.rules[0].then.push("\"Board\"".into());
        assert_eq!(finds(&drawn(twice)), ["same-result"]);
        let mut unnamed = table(&[("-", "\"Board\"")]);
        unnamed.outputs[0].key.clear();
        assert_eq!(finds(&drawn(unnamed)), ["unnamed-result"]);
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
    fn later_steps_know_what_the_table_gives() {
        let mut diagram = drawn(table(&[("-", "\"Board\"")]));
        diagram
            .steps
            .insert(2, crate::problem::rules::testing::ask("ask"));
        diagram.flows = vec![
            crate::problem::rules::testing::flow("start", "who"),
            crate::problem::rules::testing::flow("who", "ask"),
            crate::problem::rules::testing::flow("ask", "end"),
        ];
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
