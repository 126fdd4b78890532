//! The candidates for a place, best first.

use super::place::{Expects, Place};
use super::{Candidate, CandidateKind, Completion, functions};
use crate::builtin;
use crate::{Scope, Type, Value};

/// Where a value may stand: what begins one, besides names and functions.
const BEGINNINGS: &[(&str, &str, Type)] = &[
    ("true", "Yes", Type::Boolean),
    ("false", "No", Type::Boolean),
    ("null", "No value", Type::Null),
    ("if", "One value or another, by a condition", Type::Any),
    ("for", "A value for each item of a list", Type::Any),
    (
        "some",
        "Whether a condition holds for at least one item",
        Type::Boolean,
    ),
    (
        "every",
        "Whether a condition holds for all items",
        Type::Boolean,
    ),
];

const JOINS: &[(&str, &str)] = &[("and", "Both must hold"), ("or", "One of them must hold")];

const COMPARISONS: &[(&str, &str)] = &[
    ("=", "Is"),
    ("!=", "Is not"),
    (">", "Is greater, or later"),
    (">=", "Is at least, or not before"),
    ("<", "Is less, or earlier"),
    ("<=", "Is at most, or not after"),
    ("between", "Lies between two values"),
];

const SAMENESS: &[(&str, &str)] = &[("=", "Is"), ("!=", "Is not"), ("in", "Is one of several")];

const SUMS: &[(&str, &str)] = &[
    ("+", "Plus"),
    ("-", "Minus"),
    ("*", "Times"),
    ("/", "Divided by"),
];

pub(super) fn offer(source: &str, place: &Place) -> Completion {
    let bracket_follows = source[place.span.end..].trim_start().starts_with('(');
    let (mut found, like) = match &place.expects {
        Expects::Operand { like } => (operands(&place.scope, like, bracket_follows), like.clone()),
        Expects::Operator { after, open } => (operators(after, open), Type::Any),
        Expects::Field(of) => (fields(of), Type::Any),
        Expects::Choice(options) => (values(options), Type::Any),
    };
    let rank = |candidate: &Candidate| {
        let fits = like == Type::Any || candidate.of != Type::Any && candidate.of.may_be(&like);
        (closeness(&candidate.label, &place.typed), !fits)
    };
    found.retain(|candidate| closeness(&candidate.label, &place.typed).is_some());
    // The order they come in settles the rest.
    found.sort_by_key(rank);
    Completion {
        span: place.span,
        candidates: found,
    }
}

/// How well a label fits what is typed; none when it does not.
fn closeness(label: &str, typed: &str) -> Option<u8> {
    let label = label.to_lowercase();
    let (label, typed) = (label.trim_start_matches('"'), typed.trim_end());
    if label.starts_with(typed) {
        return Some(0);
    }
    let words = label.split([' ', '.', '-', '(']);
    words
        .clone()
        .skip(1)
        .any(|word| word.starts_with(typed))
        .then_some(1)
}

fn operands(scope: &Scope, like: &Type, bracket_follows: bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    if let Type::Choice(options) = like {
        found.extend(values(options));
    }
    for (word, description, of) in BEGINNINGS {
        if *like == Type::Boolean && *of == Type::Boolean && found.len() < 2 {
            found.push(Candidate {
                kind: CandidateKind::Value,
                ..word_of(word, description, of.clone(), "")
            });
        }
    }
    for name in scope.names() {
        let of = scope.get(name).cloned().unwrap_or_default();
        found.push(name_of(name.to_owned(), of, CandidateKind::Name));
    }
    for name in scope.names() {
        if let Some(Type::Context(fields)) = scope.get(name) {
            let path = |(field, of): (&String, &Type)| {
                name_of(format!("{name}.{field}"), of.clone(), CandidateKind::Name)
            };
            found.extend(fields.iter().map(path));
        }
    }
    found.extend(builtin::names().flat_map(|name| function(name, bracket_follows)));
    let already = found.len().min(2);
    for (word, description, of) in BEGINNINGS {
        if found[..already].iter().all(|one| one.label != *word) {
            let alone = matches!(*word, "true" | "false" | "null");
            let blank = if alone { "" } else { " " };
            found.push(word_of(word, description, of.clone(), blank));
        }
    }
    found
}

fn operators(after: &Type, open: &[&'static str]) -> Vec<Candidate> {
    let mut words: Vec<(&str, &str)> = Vec::new();
    if let Some(owed) = open.last() {
        words.push((owed, owed_description(owed)));
    }
    let mut add = |more: &[(&'static str, &'static str)]| {
        for one in more {
            if words.iter().all(|(word, _)| *word != one.0) {
                words.push(*one);
            }
        }
    };
    match after {
        Type::Boolean => {
            add(JOINS);
            add(SAMENESS);
        }
        Type::Number | Type::Duration | Type::YearsMonths => {
            add(COMPARISONS);
            add(SUMS);
            add(SAMENESS);
        }
        Type::Date | Type::Time | Type::DateTime => {
            add(COMPARISONS);
            add(&SUMS[..2]);
            add(SAMENESS);
        }
        Type::String | Type::Choice(_) => {
            add(SAMENESS);
            add(&SUMS[..1]);
        }
        Type::List(_) | Type::Context(_) | Type::Range(_) | Type::Function { .. } => add(SAMENESS),
        Type::Any | Type::Null => {
            add(COMPARISONS);
            add(SUMS);
            add(SAMENESS);
            add(JOINS);
        }
    }
    add(&[("or else", "What to take when there is no value")]);
    words
        .into_iter()
        .map(|(word, description)| word_of(word, description, Type::Any, " "))
        .collect()
}

fn owed_description(word: &str) -> &'static str {
    match word {
        "then" => "What it is when the condition holds",
        "else" => "What it is otherwise",
        "return" => "What each item becomes",
        "satisfies" => "The condition for the items",
        _ => "And the other end",
    }
}

fn fields(of: &Type) -> Vec<Candidate> {
    of.fields()
        .into_iter()
        .map(|(name, of)| name_of(name, of, CandidateKind::Field))
        .collect()
}

fn values(options: &[String]) -> Vec<Candidate> {
    let value = |option: &String| {
        let insert = Value::from(option.as_str()).to_source();
        Candidate {
            label: insert.clone(),
            caret: insert.len(),
            insert,
            kind: CandidateKind::Value,
            of: Type::Choice(options.to_vec()),
            description: "One of the choices".to_owned(),
        }
    };
    options.iter().map(value).collect()
}

fn name_of(name: String, of: Type, kind: CandidateKind) -> Candidate {
    Candidate {
        label: name.clone(),
        caret: name.len(),
        insert: name,
        kind,
        description: of.to_string(),
        of,
    }
}

fn word_of(word: &str, description: &str, of: Type, blank: &str) -> Candidate {
    let insert = format!("{word}{blank}");
    Candidate {
        label: word.to_owned(),
        caret: insert.len(),
        insert,
        kind: CandidateKind::Keyword,
        of,
        description: description.to_owned(),
    }
}

/// A function under its first form; the other forms are for the documentation.
fn function(name: &str, bracket_follows: bool) -> Option<Candidate> {
    let form = builtin::find(name).0.first()?;
    let (insert, caret) = match (bracket_follows, form.parameters.is_empty()) {
        (true, _) => (name.to_owned(), name.len()),
        (false, true) => (format!("{name}()"), name.len() + 2),
        (false, false) => (format!("{name}()"), name.len() + 1),
    };
    Some(Candidate {
        label: form.signature(),
        insert,
        caret,
        kind: CandidateKind::Function,
        of: form.gives.type_for(None),
        description: functions::description(name).to_owned(),
    })
}
