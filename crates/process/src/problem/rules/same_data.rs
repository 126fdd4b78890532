//! Rule `two-kinds`: what is kept under one key is of one kind everywhere.

use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::decision::table::Cell;
use crate::diagram::{FieldKind, Step};
use crate::step::{StepKind, setting_of};
use std::collections::BTreeMap;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let mut first: BTreeMap<&str, (&FieldKind, &Step)> = BTreeMap::new();
    for step in &checked.diagram.steps {
        for (key, label, kind, setting) in declared(step) {
            let (known, at) = *first.entry(key).or_insert((kind, step));
            if !same(known, kind) {
                let message = format!(
                    "{} is kept as another kind of value at {}. Make both the same, or delete one and add it under another name.",
                    quoted(if label.trim().is_empty() { key } else { label }),
                    named(at)
                );
                report.error("two-kinds", at_setting(step, setting), message);
            }
        }
    }
}

fn declared(step: &Step) -> Vec<(&str, &str, &FieldKind, String)> {
    let fields = step.form().into_iter().flat_map(|form| &form.fields);
    let mut all: Vec<(&str, &str, &FieldKind, String)> = fields
        .map(|field| {
            (
                &*field.key,
                &*field.label,
                &field.kind,
                format!("form.{}", field.key),
            )
        })
        .collect();
    if let StepKind::Service(service) = &step.kind {
        let takes = service.takes.iter();
        all.extend(takes.map(|take| {
            (
                &*take.key,
                &*take.label,
                &take.kind,
                format!("takes.{}", take.key),
            )
        }));
    }
    if let StepKind::DecideByTable(decide) = &step.kind {
        let outputs = decide.table.outputs.iter().enumerate();
        all.extend(outputs.filter_map(|(output, it)| {
            let named = !it.key.trim().is_empty();
            let kind = it.kind.as_ref().filter(|_| named)?;
            Some((
                &*it.key,
                it.title(),
                kind,
                setting_of(Cell::Output { output }),
            ))
        }));
    }
    all
}

/// A number and an amount are worked with alike; so are a text and a choice.
fn same(a: &FieldKind, b: &FieldKind) -> bool {
    use FieldKind::{Choice, Date, Money, Number, Text, YesNo};
    matches!(
        (a, b),
        (Text { .. } | Choice { .. }, Text { .. } | Choice { .. })
            | (Number | Money { .. }, Number | Money { .. })
            | (Date, Date)
            | (YesNo, YesNo)
    )
}

#[cfg(test)]
mod tests {
    use crate::diagram::FieldKind;
    use crate::problem::rules::testing::{field, finds, plain, with_fields};

    #[test]
    fn one_key_holds_one_kind_of_value() {
        let ask = |kind| {
            let diagram = with_fields(plain(), "start", [field("amount", FieldKind::Number)]);
            finds(&with_fields(diagram, "ask", [field("amount", kind)]))
        };
        let currency = "EUR".into();
        assert!(ask(FieldKind::Money { currency }).is_empty());
        assert_eq!(ask(FieldKind::Date), ["two-kinds"]);
    }
}
