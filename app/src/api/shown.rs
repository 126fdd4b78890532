//! The data of a case in words: which values people see, in the order the process asks for them.

use super::page::ShownValue;
use process::{Diagram, State, Value, diagram::FieldKind, run::REQUESTER, step::StepKind, words};

/// What is shown of results whose kind nobody said.
const TEXT: FieldKind = FieldKind::Text { multiline: false };

/// Values under the labels their fields carry. What has no label is not for people to read.
pub fn shown_values(diagram: &Diagram, state: &State) -> Vec<ShownValue> {
    let mut shown = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for (key, label, kind) in labelled(diagram) {
        let Some(value) = state.variables.get(key) else {
            continue;
        };
        if value.is_null() || done.contains(&key) || key == REQUESTER {
            continue;
        }
        done.push(key);
        let label = if label.trim().is_empty() { key } else { label };
        shown.push(ShownValue {
            label: label.to_owned(),
            value: in_words(value, kind),
        });
    }
    shown
}

fn labelled(diagram: &Diagram) -> impl Iterator<Item = (&str, &str, &FieldKind)> {
    diagram.steps.iter().flat_map(|step| {
        let asked = step.form().map_or(&[][..], |form| &form.fields);
        let taken = match &step.kind {
            StepKind::Service(service) => &service.takes[..],
            _ => &[],
        };
        let decided: Vec<_> = match &step.kind {
            StepKind::DecideByTable(decide) => decide.results().collect(),
            _ => Vec::new(),
        };
        let decided = decided.into_iter().map(|result| {
            let kind = result.output.kind.as_ref().unwrap_or(&TEXT);
            (&*result.output.key, result.output.title(), kind)
        });
        let asked = asked
            .iter()
            .map(|field| (&*field.key, &*field.label, &field.kind));
        let taken = taken
            .iter()
            .map(|take| (&*take.key, &*take.label, &take.kind));
        asked.chain(taken).chain(decided)
    })
}

fn in_words(value: &Value, kind: &FieldKind) -> String {
    match (value, kind) {
        (Value::Boolean(true), _) => "Yes".to_owned(),
        (Value::Boolean(false), _) => "No".to_owned(),
        (Value::Number(amount), FieldKind::Money { currency }) => words::money(amount, currency),
        _ => words::value(value),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use process::{Value, diagram::FieldKind};

    #[test]
    fn the_data_of_a_case_reads_as_people_write_it() {
        let euros = FieldKind::Money {
            currency: "EUR".to_owned(),
        };
        let day = FieldKind::Date.read_value(&Value::from("2026-11-22"));
        assert_eq!(
            day.map(|day| in_words(&day, &FieldKind::Date)),
            Ok("22 November 2026".to_owned())
        );
        assert_eq!(in_words(&Value::from(1250), &euros), "1\u{a0}250\u{a0}EUR");
        assert_eq!(in_words(&Value::from(false), &FieldKind::YesNo), "No");
    }
}
