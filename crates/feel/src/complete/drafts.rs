//! What can stand at a place, before it is matched with what has been begun.

use super::properties::properties;
use super::wanted::Wanted;
use super::words;
use super::{CandidateKind, Place, PlaceKind, Root};
use crate::catalogue::{self, ParameterDoc};
use crate::parser::Gap;
use crate::{Scope, Type, builtin};

/// A candidate before it is matched with what was begun.
pub(super) struct Draft {
    pub label: String,
    pub kind: CandidateKind,
    pub of: Type,
    pub description: String,
    pub parameters: Vec<ParameterDoc>,
    pub insert: String,
    /// How far before the end of what is inserted the caret goes.
    pub back: usize,
    pub fit: u8,
    /// Whether the expression itself gives it; that is nearer than what is around.
    pub is_own: bool,
}

impl Draft {
    pub fn new(label: &str, kind: CandidateKind, of: Type, description: String, fit: u8) -> Draft {
        Draft {
            label: label.to_owned(),
            kind,
            of,
            description,
            parameters: Vec::new(),
            insert: label.to_owned(),
            back: 0,
            fit,
            is_own: false,
        }
    }

    pub fn word(label: &str, description: &str, fit: u8) -> Draft {
        let mut draft = Draft::new(
            label,
            CandidateKind::Keyword,
            Type::Any,
            description.to_owned(),
            fit,
        );
        draft.insert = format!("{label} ");
        draft
    }
}

/// A type in one sentence: "A list of numbers.", "A choice: open, closed."
pub(super) fn describe(of: &Type) -> String {
    let text = match of {
        Type::Any => "A value.".to_owned(),
        Type::Null => "No value.".to_owned(),
        Type::Choice(choices) if choices.len() <= 6 => format!("A choice: {}.", choices.join(", ")),
        Type::Choice(choices) => format!("One of {} choices.", choices.len()),
        Type::Context(fields) if (1..=6).contains(&fields.len()) => {
            let names: Vec<_> = fields.keys().map(String::as_str).collect();
            format!("A group of fields: {}.", names.join(", "))
        }
        Type::List(item) if **item != Type::Any => format!("A list; each item is {item}."),
        Type::Range(end) if **end != Type::Any => format!("A range; each end is {end}."),
        other => format!("{other}."),
    };
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

pub(super) fn types() -> Vec<Draft> {
    let types = words::TYPES.iter().map(|(name, of)| {
        let description = match *name {
            "list" => "A list.".to_owned(),
            "context" => "A group of fields.".to_owned(),
            "range" => "A range.".to_owned(),
            _ => describe(of),
        };
        Draft::new(name, CandidateKind::Type, of.clone(), description, 0)
    });
    types.collect()
}

pub(super) fn fields(of: &Type, wanted: &Wanted) -> Vec<Draft> {
    let properties = properties(of).into_iter().map(|(name, of, description)| {
        let fit = wanted.fit(&of);
        Draft::new(&name, CandidateKind::Property, of, description, fit)
    });
    properties.collect()
}

/// The fields that are wanted and not there yet.
pub(super) fn keys(given: &[String], wanted: &Wanted) -> Vec<Draft> {
    let Wanted::Types(types) = wanted else {
        return Vec::new();
    };
    let mut drafts = Vec::new();
    for (name, of) in types.iter().flat_map(|of| match of {
        Type::Context(fields) => fields.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    }) {
        if !given.contains(name) {
            let mut draft = Draft::new(name, CandidateKind::Property, of.clone(), describe(of), 0);
            draft.insert = format!("{}: ", crate::format::key(name));
            drafts.push(draft);
        }
    }
    drafts
}

pub(super) fn values(place: &Place, scope: &Scope) -> Vec<Draft> {
    let wanted = &place.wanted;
    let mut drafts: Vec<Draft> = Vec::new();
    for (source, of) in wanted.values() {
        let (label, description) = match &of {
            Type::Choice(_) => (unquoted(&source), "One of the choices.".to_owned()),
            _ => (
                source.clone(),
                if source == "true" {
                    "Yes.".to_owned()
                } else {
                    "No.".to_owned()
                },
            ),
        };
        let mut draft = Draft::new(&label, CandidateKind::Value, of, description, 0);
        draft.insert = source;
        drafts.push(draft);
    }
    let own = place
        .locals
        .iter()
        .map(|(name, of)| (name.as_str(), of, true));
    let outer = scope
        .names()
        .filter_map(|name| Some((name, scope.get(name)?, false)));
    for (name, of, is_own) in own.chain(outer) {
        if drafts
            .iter()
            .any(|draft| draft.kind != CandidateKind::Value && draft.label == name)
        {
            continue;
        }
        let mut draft = if let Type::Function { gives, .. } = of {
            function(name, gives, describe(of), Vec::new(), false, wanted)
        } else {
            // The value of a cell is seldom compared with itself, and few loops need their results so far.
            let fit = wanted.fit(of) + u8::from(matches!(name, "?" | "partial"));
            Draft::new(name, CandidateKind::Variable, of.clone(), describe(of), fit)
        };
        draft.is_own = is_own;
        drafts.push(draft);
    }
    for doc in catalogue::described_functions() {
        let Some(form) = doc.forms.first() else {
            continue;
        };
        let empty = doc.forms.iter().all(|form| form.parameters.is_empty());
        let gives = builtin::find(doc.name)
            .0
            .iter()
            .map(|form| form.gives.type_for(None));
        let fit = match doc.name {
            // Its text decides which of both it is.
            "duration" => [Type::Duration, Type::YearsMonths]
                .iter()
                .map(|of| wanted.fit(of))
                .min(),
            _ => gives.map(|of| wanted.fit(&of)).min(),
        };
        let fit = fit.unwrap_or(2);
        let mut draft = function(
            doc.name,
            &form.gives,
            doc.summary.to_owned(),
            form.parameters.clone(),
            empty,
            wanted,
        );
        draft.fit = match wanted {
            // What gives no yes or no seldom begins a condition.
            Wanted::Condition => u8::from(form.gives != Type::Boolean),
            _ => fit,
        };
        drafts.push(draft);
    }
    for (word, insert, description) in words::OPENERS {
        // They are offered as values already.
        let is_value = drafts
            .iter()
            .any(|draft| draft.kind == CandidateKind::Value && draft.label == *word);
        if is_value {
            continue;
        }
        let mut draft = Draft::new(
            word,
            CandidateKind::Keyword,
            Type::Any,
            (*description).to_owned(),
            1,
        );
        draft.insert = (*insert).to_owned();
        drafts.push(draft);
    }
    drafts
}

fn unquoted(source: &str) -> String {
    match crate::parse(source)
        .ok()
        .and_then(|text| text.root.constant())
    {
        Some(crate::Value::String(text)) => text.to_string(),
        _ => source.to_owned(),
    }
}

fn function(
    name: &str,
    gives: &Type,
    description: String,
    parameters: Vec<ParameterDoc>,
    is_without_parameters: bool,
    wanted: &Wanted,
) -> Draft {
    let mut draft = Draft::new(
        name,
        CandidateKind::Function,
        gives.clone(),
        description,
        wanted.fit(gives),
    );
    draft.parameters = parameters;
    draft.insert = format!("{name}()");
    draft.back = usize::from(!is_without_parameters);
    draft
}

/// What a cell can begin with, besides values.
pub(super) fn tests(wanted: &Wanted) -> Vec<Draft> {
    let is_ordered = match wanted {
        Wanted::Types(types) => !types
            .iter()
            .any(|of| matches!(of, Type::Boolean | Type::Choice(_) | Type::String)),
        _ => true,
    };
    let mut drafts = Vec::new();
    if is_ordered {
        drafts.extend(
            words::TEST_STARTS
                .iter()
                .map(|(sign, description)| Draft::word(sign, description, 0)),
        );
        let mut range = Draft::word("[..]", "From one value to another, both included.", 0);
        range.insert = "[..]".to_owned();
        range.back = 3;
        drafts.push(range);
    }
    let mut any = Draft::word("-", "Any value.", 0);
    any.insert = "-".to_owned();
    drafts.push(any);
    drafts
}

pub(super) fn operators(place: &Place, gap: Option<Gap>, root: &Root) -> Vec<Draft> {
    let PlaceKind::Operator {
        of,
        is_condition,
        is_compared,
    } = &place.kind
    else {
        return Vec::new();
    };
    let mut drafts = Vec::new();
    let mut later = 0;
    if let Some(Gap::Word(word)) = gap {
        later = 1;
        drafts.push(Draft::word(word, words::needed(word), 0));
    }
    // A value in a cell is a test by itself.
    if matches!(root, Root::Tests(_)) && !is_condition {
        return drafts;
    }
    let mut add = |words: &[(&str, &str)], fit: u8| {
        drafts.extend(
            words
                .iter()
                .map(|(word, description)| Draft::word(word, description, fit + later)),
        );
    };
    add(words::JOINTS, if *is_condition { 0 } else { 2 });
    if !is_compared {
        let fits = !matches!(of, Type::Boolean | Type::Context(_) | Type::Function { .. });
        add(words::COMPARISONS, if fits { 0 } else { 2 });
    }
    let calculates = match of {
        Type::Number | Type::Any | Type::Duration | Type::YearsMonths => words::ARITHMETIC,
        Type::Date | Type::Time | Type::DateTime => &words::ARITHMETIC[..2],
        Type::String | Type::Choice(_) => &words::ARITHMETIC[..1],
        _ => &[],
    };
    add(calculates, 1);
    add(words::ALWAYS, 2);
    drafts
}
