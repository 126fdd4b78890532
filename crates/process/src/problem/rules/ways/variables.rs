//! What conditions look at, cut into pieces whose values are alike to every condition of the drawing.

use super::super::Checked;
use super::super::report::quoted;
use crate::data::{Declared, Origin, brings_more};
use crate::decision::analysis::{Column, NOTHING, Set};
use crate::decision::table::{HitPolicy, constant};
use crate::diagram::{Diagram, FieldKind, Step};
use crate::run::REQUESTER;
use crate::step::{DecideByTable, Over, Repetition, StepKind};
use feel::{Expression, Type, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A variable, or a part of one, of which it is known who sets it to what.
pub(super) struct Variable {
    /// What conditions call it.
    pub path: String,
    pub column: Column,
    /// By step: what it may be when the step has set it.
    pub set_by: BTreeMap<usize, Set>,
    /// What it may be at any time.
    pub anytime: Set,
    /// What it surely is in some case.
    pub usual: Set,
}

#[derive(Default)]
pub(super) struct Variables {
    pub all: Vec<Variable>,
    numbers: BTreeMap<String, usize>,
}

impl Variables {
    pub fn of<'e>(checked: &Checked<'_>, conditions: impl Iterator<Item = &'e Expression>) -> Self {
        let mut found = Self::default();
        if brings_more(checked.diagram) {
            return found;
        }
        let mut compared: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (path, value) in conditions.filter_map(Expression::compared).flatten() {
            compared.entry(path).or_default().push(value);
        }
        let elsewhere = elsewhere(checked.diagram);
        for (path, values) in compared {
            let root = path.split('.').next().unwrap_or_default();
            if let Some(number) = checked.data.number(root)
                && !elsewhere.contains(root)
                && let Some(variable) =
                    variable(checked, &checked.data.declared[number], &path, values)
            {
                found.numbers.insert(path, found.all.len());
                found.all.push(variable);
            }
        }
        found
    }

    /// For each what it may be at any time.
    pub fn anything(&self) -> Vec<Rc<Set>> {
        let all = self.all.iter();
        all.map(|variable| Rc::new(variable.anytime.clone()))
            .collect()
    }

    pub fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }
}

fn variable(
    checked: &Checked<'_>,
    declared: &Declared,
    path: &str,
    values: Vec<Value>,
) -> Option<Variable> {
    let (of, title) = match (&declared.origin, path == declared.key) {
        (Origin::Field { kind, .. }, true) => (kind.value_type(), declared.label.clone()),
        (Origin::Requester, false) => {
            let mut parts = declared.parts().into_iter();
            let (_, label, kind) = parts.find(|(key, ..)| key == path)?;
            (kind.value_type(), label)
        }
        _ => return None,
    };
    let steps = declared.origins.iter();
    let steps: Vec<(usize, &Step)> = steps.map(|at| (*at, &checked.diagram.steps[*at])).collect();
    let mut values = values;
    let given = steps.iter().filter_map(|(_, step)| results(step, path)?);
    values.extend(given.flatten());
    values.retain(|value| !value.is_null());
    if !values.iter().all(|value| fits(&of, value)) {
        return None;
    }
    let column = Column::cut(&quoted(&title), &of, values);
    let mut set_by = BTreeMap::new();
    let mut usual = column.usual.without(&column.usual);
    for (at, step) in steps {
        let set = sets(&column, step, path)?;
        usual = usual.or(&match step.form() {
            // What a form may leave empty is left empty.
            Some(_) => set.clone(),
            None => set.and(&column.usual),
        });
        set_by.insert(at, set);
    }
    let mut anytime = set_by.values().fold(usual.clone(), |all, set| all.or(set));
    anytime.insert(NOTHING);
    Some(Variable {
        path: path.to_owned(),
        column,
        set_by,
        anytime,
        usual,
    })
}

fn fits(of: &Type, value: &Value) -> bool {
    matches!(
        (of, value),
        (Type::Number, Value::Number(_))
            | (Type::Date, Value::Date(_))
            | (Type::Boolean, Value::Boolean(_))
            | (Type::String | Type::Choice(_), Value::String(_))
    )
}

/// What a step may set a variable to; none where that is not known.
fn sets(column: &Column, step: &Step, path: &str) -> Option<Set> {
    if let Some(form) = step.form() {
        let Some(field) = form.fields.iter().find(|field| field.key == path) else {
            // Who started the case.
            return path.starts_with(REQUESTER).then(|| column.all.clone());
        };
        let mut set = match &field.kind {
            FieldKind::Choice { options } => {
                column.pieces_of(options.iter().map(|option| Value::from(option.as_str())))?
            }
            _ => column.all.clone(),
        };
        match field.required {
            true => set.remove(NOTHING),
            false => set.insert(NOTHING),
        }
        return Some(set);
    }
    match &step.kind {
        StepKind::DecideByTable(_) => {
            let mut set = column.pieces_of(results(step, path)??)?;
            set.insert(NOTHING);
            Some(set)
        }
        StepKind::Service(_) => Some(column.all.clone()),
        _ => None,
    }
}

/// What the rules of a table give, where all of it is written out; the outer none where the step is no table.
fn results(step: &Step, key: &str) -> Option<Option<Vec<Value>>> {
    let StepKind::DecideByTable(DecideByTable { table }) = &step.kind else {
        return None;
    };
    let one_of_them = matches!(
        table.hit_policy,
        HitPolicy::Unique
            | HitPolicy::Any
            | HitPolicy::First
            | HitPolicy::Priority
            | HitPolicy::Smallest
            | HitPolicy::Largest
    );
    let outputs = table.outputs.iter().enumerate();
    let mut of_key = outputs.filter(|(_, output)| output.key.trim() == key);
    let (Some((at, output)), None, true) = (of_key.next(), of_key.next(), one_of_them) else {
        return Some(None);
    };
    let texts = table.rules.iter().map(|rule| rule.then(at));
    let texts = texts.chain([output.otherwise.as_str()]);
    let texts = texts.map(str::trim).filter(|text| !text.is_empty());
    Some(
        texts
            .map(|text| constant::value(&feel::parse(text).ok()?))
            .collect(),
    )
}

/// Names that something else than forms, tables and systems sets.
fn elsewhere(diagram: &Diagram) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = diagram.data.iter().map(|data| &*data.key).collect();
    for step in &diagram.steps {
        let handed = step.inputs.iter().chain(&step.outputs);
        names.extend(handed.map(|mapping| mapping.key.trim()));
        match &step.kind {
            StepKind::Script(script) => _ = names.insert(script.result.trim()),
            StepKind::SubProcess(group) => names.extend(group.data.iter().map(|data| &*data.key)),
            _ => {}
        }
        if let Some(Repetition::Each(each)) = &step.repetition {
            names.extend(each.collect.iter().map(|collect| collect.key.trim()));
            if let Over::List { item, .. } = &each.over {
                names.insert(item.trim());
            }
        }
    }
    names
}
