//! What is wrong with a table, cell by cell, while it is being written.

use super::{Cell, MAX_COLUMNS, MAX_RULES, Output, Table, fits_everything};
use crate::diagram::FieldKind;
use crate::problem::Severity;
use feel::{Finding, FindingKind, Names, ParseError, Scope, Span, Type};
use std::collections::BTreeSet;

/// Something in a table that cannot be right.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    pub severity: Severity,
    pub cell: Cell,
    /// Where in the text of the cell; nothing where the cell as a whole is meant.
    pub span: Option<Span>,
    pub message: String,
}

impl Table {
    /// Everything that is wrong, given the variables that are there and their types; in the order of the table.
    pub fn check(&self, scope: &Scope) -> Vec<CellProblem> {
        let mut checker = Checker {
            table: self,
            scope,
            names: Names::from(scope),
            problems: Vec::new(),
        };
        checker.whole();
        let inputs = checker.inputs();
        checker.outputs();
        for rule in 0..self.rules.len().min(MAX_RULES) {
            checker.rule(rule, &inputs);
        }
        checker.problems
    }

    /// The type of what an input looks at.
    pub fn input_type(&self, input: usize, scope: &Scope) -> Type {
        let Some(input) = self.inputs.get(input) else {
            return Type::Any;
        };
        match &input.kind {
            Some(kind) => kind.value_type(),
            None => feel::parse_in(&input.expression, &Names::from(scope))
                .map_or(Type::Any, |expression| feel::check(&expression, scope).0),
        }
    }
}

impl Output {
    /// The type of what its cells give.
    pub fn cell_type(&self) -> Type {
        self.kind.as_ref().map_or(Type::Any, FieldKind::value_type)
    }
}

struct Checker<'t> {
    table: &'t Table,
    scope: &'t Scope,
    names: Names,
    problems: Vec<CellProblem>,
}

impl Checker<'_> {
    fn error(&mut self, cell: Cell, span: Option<Span>, message: impl Into<String>) {
        self.problems.push(CellProblem {
            severity: Severity::Error,
            cell,
            span,
            message: message.into(),
        });
    }

    fn unreadable(&mut self, cell: Cell, error: ParseError) {
        self.error(cell, Some(error.span), error.message);
    }

    fn whole(&mut self) {
        let table = self.table;
        if table.outputs.is_empty() {
            self.error(
                Cell::Table,
                None,
                "The table gives nothing yet. Add a result.",
            );
        }
        if table.rules.is_empty() {
            self.error(Cell::Table, None, "The table has no rules yet. Add one.");
        }
        if table.rules.len() > MAX_RULES {
            let message = format!("A table can have {MAX_RULES} rules. Split it into several.");
            self.error(Cell::Table, None, message);
        }
        if table.inputs.len() + table.outputs.len() > MAX_COLUMNS {
            let message = format!("A table can have {MAX_COLUMNS} columns. Split it into several.");
            self.error(Cell::Table, None, message);
        }
        let policy = table.hit_policy;
        if policy.aggregates() && table.outputs.len() > 1 {
            let message = format!(
                "“{}” works with one result only. Take the others out, or choose another way to combine rules.",
                policy.in_words()
            );
            self.error(Cell::Table, None, message);
        }
    }

    fn inputs(&mut self) -> Vec<Type> {
        let table = self.table;
        let mut types = Vec::new();
        for (index, input) in table.inputs.iter().enumerate() {
            let cell = Cell::Input { input: index };
            let mut found = Type::Any;
            if input.expression.trim().is_empty() {
                self.error(cell, None, "Say what this column looks at.");
            } else {
                match feel::parse_in(&input.expression, &self.names) {
                    Err(error) => self.unreadable(cell, error),
                    Ok(expression) => {
                        let (of, findings) = feel::check(&expression, self.scope);
                        self.findings(cell, &findings, &Type::Any);
                        found = of;
                    }
                }
            }
            types.push(match &input.kind {
                None => found,
                Some(kind) => {
                    let wanted = kind.value_type();
                    if !found.may_be(&wanted) {
                        let message =
                            format!("This gives {found}, but the column is for {wanted}.");
                        self.error(cell, None, message);
                    }
                    wanted
                }
            });
        }
        types
    }

    fn outputs(&mut self) {
        let table = self.table;
        let mut known = BTreeSet::new();
        for (index, output) in table.outputs.iter().enumerate() {
            let cell = Cell::Output { output: index };
            let key = output.key.trim();
            if key.is_empty() {
                self.error(cell, None, "Give this result a name.");
            } else if !is_name(key) {
                self.error(
                    cell,
                    None,
                    "A name is made of letters, digits and underscores.",
                );
            } else if !known.insert(key) {
                let message = format!("There are two results called “{key}”. Rename one.");
                self.error(cell, None, message);
            }
            let of = output.cell_type();
            if table.hit_policy.ranks_outputs() && !matches!(of, Type::Choice(_)) {
                self.error(
                    cell,
                    None,
                    "To tell which result is more important, make this a choice and put the most important option first.",
                );
            }
            if table.hit_policy == super::HitPolicy::Sum && !of.may_be(&Type::Number) {
                self.error(
                    cell,
                    None,
                    "Only numbers can be added up. Make this a number.",
                );
            }
            if !output.otherwise.trim().is_empty() {
                self.result(Cell::Otherwise { output: index }, &output.otherwise, &of);
            }
        }
    }

    fn rule(&mut self, rule: usize, inputs: &[Type]) {
        let row = &self.table.rules[rule];
        for (input, of) in inputs.iter().enumerate() {
            let text = row.when.get(input).map_or("", String::as_str);
            if fits_everything(text) {
                continue;
            }
            let cell = Cell::When { rule, input };
            match feel::parse_unary_tests(text, &self.names) {
                Err(error) => self.unreadable(cell, error),
                Ok(tests) => {
                    let findings = feel::check_unary_tests(&tests, of, self.scope);
                    self.findings(cell, &findings, of);
                }
            }
        }
        for (index, output) in self.table.outputs.iter().enumerate() {
            let cell = Cell::Then {
                rule,
                output: index,
            };
            let text = row.then.get(index).map_or("", String::as_str);
            if text.trim().is_empty() {
                self.error(
                    cell,
                    None,
                    "Say what the result is, or write null for nothing.",
                );
            } else {
                self.result(cell, text, &output.cell_type());
            }
        }
    }

    fn result(&mut self, cell: Cell, text: &str, wanted: &Type) {
        let expression = match feel::parse_in(text, &self.names) {
            Ok(expression) => expression,
            Err(error) => return self.unreadable(cell, error),
        };
        let (of, findings) = feel::check(&expression, self.scope);
        self.findings(cell, &findings, wanted);
        if !findings.is_empty() {
            return;
        }
        if !of.may_be(wanted) && of != Type::Null {
            self.error(
                cell,
                None,
                format!("This gives {of}, but the result is {wanted}."),
            );
        } else if let (Type::Choice(options), Some(text)) = (wanted, constant(&expression))
            && !options.contains(&text)
        {
            let message = format!(
                "“{text}” is not one of the options: {}.",
                options.join(", ")
            );
            self.error(cell, None, message);
        }
    }

    /// What FEEL found; a plain word where a text is wanted probably lacks its quotes.
    fn findings(&mut self, cell: Cell, findings: &[Finding], wanted: &Type) {
        for finding in findings {
            let message = match &finding.kind {
                FindingKind::UnknownName { name, .. } if is_text(wanted) => {
                    format!("There is no “{name}” here. A text stands in quotes: \"{name}\".")
                }
                _ => finding.message.clone(),
            };
            self.error(cell, Some(finding.span), message);
        }
    }
}

fn is_text(of: &Type) -> bool {
    matches!(of, Type::String | Type::Choice(_))
}

/// The text that an expression always gives.
fn constant(expression: &feel::Expression) -> Option<String> {
    if !expression.names().is_empty() {
        return None;
    }
    match super::constant::value(expression) {
        Some(feel::Value::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

/// Whether a text can be the name of a variable.
pub(super) fn is_name(key: &str) -> bool {
    !key.starts_with(|first: char| first.is_numeric())
        && key
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
        && feel::parse(key).is_ok_and(|expression| expression.names().len() == 1)
}
