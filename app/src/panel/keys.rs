//! The variable a field's answer becomes: made from its label once, unlike any other of the process.

use process::Diagram;
use process::decision::table::Table;
use process::step::{Setting, StepKind, Wait};
use std::collections::BTreeSet;

/// What a field is called until it has a label.
const UNNAMED: &str = "answer_";

/// Words an expression reads as its own; a variable of that name could not be used in a rule.
const RESERVED: [&str; 21] = [
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "between",
    "instance",
    "of",
    "true",
    "false",
    "null",
    "function",
    "case",
    "answer",
];

/// Every variable the forms and answers of a diagram declare.
pub fn taken(diagram: &Diagram) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for step in &diagram.steps {
        match &step.kind {
            StepKind::Start(start) => {
                keys.extend(start.form.fields.iter().map(|field| field.key.clone()))
            }
            StepKind::AskPerson(ask) => {
                keys.extend(ask.form.fields.iter().map(|field| field.key.clone()))
            }
            StepKind::Service(service) => {
                keys.extend(service.takes.iter().map(|take| take.key.clone()))
            }
            StepKind::DecideByTable(decide) => {
                keys.extend(decide.table.outputs.iter().map(|output| output.key.clone()))
            }
            StepKind::Script(script) => keys.extend([script.result.clone()]),
            _ => {}
        }
    }
    keys
}

/// A key for a label: lower-case words joined by underscores, with a number behind it when it is taken.
pub fn key_for(label: &str, taken: &BTreeSet<String>) -> String {
    let base = slug(label);
    let free = |key: &str| !taken.contains(key) && !RESERVED.contains(&key);
    if free(&base) {
        return base;
    }
    (2..)
        .map(|n| format!("{base}_{n}"))
        .find(|key| free(key))
        .unwrap_or(base)
}

/// Whether a key was given before its field had a label.
fn is_provisional(key: &str) -> bool {
    key.strip_prefix(UNNAMED)
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '_'))
}

/// Whether any rule or text of the diagram mentions a key. Errs on the side of yes.
fn used(diagram: &Diagram, key: &str) -> bool {
    let in_conditions = diagram
        .flows
        .iter()
        .filter_map(|flow| flow.condition.as_deref())
        .any(|text| text.contains(key));
    in_conditions
        || diagram.steps.iter().any(|step| match &step.kind {
            StepKind::AskPerson(ask) => ask.instructions.contains(key) || ask.due_in.contains(key),
            StepKind::Wait(Wait::For { amount, .. }) => amount.contains(key),
            StepKind::Wait(Wait::Until { moment }) => moment.contains(key),
            StepKind::Wait(Wait::Relative { to, .. }) => {
                to.amount.contains(key) || to.date.contains(key)
            }
            StepKind::Service(service) => service.settings.values().any(|setting| match setting {
                Setting::Text(text) => text.contains(key),
                Setting::Pairs(pairs) => pairs.iter().any(|(_, text)| text.contains(key)),
            }),
            StepKind::DecideByTable(decide) => in_table(&decide.table, key),
            StepKind::Script(script) => script.script.contains(key),
            _ => false,
        })
}

fn in_table(table: &Table, key: &str) -> bool {
    let rules = table.rules.iter();
    let mut cells = rules.flat_map(|rule| rule.when.iter().chain(&rule.then));
    let inputs = table.inputs.iter().map(|input| &input.expression);
    let otherwise = table.outputs.iter().map(|output| &output.otherwise);
    cells.any(|text| text.contains(key)) || inputs.chain(otherwise).any(|text| text.contains(key))
}

/// The key that takes the place of a provisional one once its field has a label. None while there is no label, and
/// for a key that already stays: one with a name of its own, or one that a rule or a text mentions.
pub fn settled(diagram: &Diagram, old: &str, label: &str) -> Option<String> {
    let stays = !is_provisional(old) || label.trim().is_empty() || used(diagram, old);
    (!stays).then(|| key_for(label, &taken(diagram)))
}

/// The key that follows a label while nothing uses the old one; none while there is no label.
pub fn following(diagram: &Diagram, old: &str, label: &str) -> Option<String> {
    if label.trim().is_empty() || (!old.is_empty() && used(diagram, old)) {
        return None;
    }
    let mut taken = taken(diagram);
    taken.remove(old);
    Some(key_for(label, &taken)).filter(|key| key != old)
}

fn slug(label: &str) -> String {
    let mut key = String::new();
    for part in label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
    {
        if !key.is_empty() {
            key.push('_');
        }
        key.extend(part.chars().flat_map(char::to_lowercase));
        if key.chars().count() > 40 {
            break;
        }
    }
    match key.chars().next() {
        None => format!("{UNNAMED}1"),
        Some(first) if first.is_numeric() => format!("n_{key}"),
        Some(_) => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(label: &str, taken: &[&str]) -> String {
        key_for(label, &taken.iter().map(|key| (*key).to_owned()).collect())
    }

    #[test]
    fn a_label_becomes_lower_case_words() {
        assert_eq!(key("Last day of leave", &[]), "last_day_of_leave");
        assert_eq!(key("  Grund für Urlaub? ", &[]), "grund_für_urlaub");
    }

    #[test]
    fn a_taken_key_gets_a_number() {
        assert_eq!(key("Amount", &["amount", "amount_2"]), "amount_3");
    }

    #[test]
    fn a_word_of_the_rule_language_is_never_a_key() {
        assert_eq!(key("For", &[]), "for_2");
    }

    #[test]
    fn a_key_made_without_a_label_may_still_change() {
        assert!(is_provisional(&key("", &["answer_1"])));
        assert!(!is_provisional("answer_of_the_manager"));
    }

    #[test]
    fn a_label_without_letters_still_gets_a_key() {
        assert_eq!(key("???", &[]), "answer_1");
        assert_eq!(key("2nd try", &[]), "n_2nd_try");
    }

    #[test]
    fn a_result_follows_its_label_until_something_uses_it() {
        let output = process::decision::table::Output {
            key: "approver".to_owned(),
            ..Default::default()
        };
        let table = Table {
            outputs: vec![output],
            ..Default::default()
        };
        let step = |id: &str, kind| process::diagram::Step {
            name: String::new(),
            ..process::diagram::Step::new(id, kind)
        };
        let decide = StepKind::DecideByTable(process::step::DecideByTable { table });
        let mut diagram = Diagram {
            steps: vec![step("who", decide)],
            ..Diagram::default()
        };
        let follows = |diagram: &Diagram, label| following(diagram, "approver", label);
        assert_eq!(follows(&diagram, "Who signs").as_deref(), Some("who_signs"));
        assert_eq!(follows(&diagram, "Approver"), None);
        assert_eq!(follows(&diagram, " "), None);
        let until = StepKind::Wait(Wait::Until {
            moment: "approver.day".to_owned(),
        });
        diagram.steps.push(step("wait", until));
        assert_eq!(follows(&diagram, "Who signs"), None);
    }
}
