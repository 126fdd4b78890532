//! What a gateway does in each case that matters: every condition worked out by FEEL itself for one value of each piece.

use super::variables::Variables;
use crate::decision::analysis::Set;
use crate::definition::{Formula, Way};
use feel::{EvalContext, Timestamp, Value, Zone, evaluate};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Cases looked at for one gateway.
const MOST_CELLS: usize = 3_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Holds,
    DoesNot,
    /// It cannot be worked out: the case stops there.
    Stops,
    /// It may hold or not: nothing is known.
    Open,
}

/// A kind of case: a piece for each variable that is looked at, and how it is with each way.
pub(super) struct Cell {
    pub pieces: Vec<usize>,
    pub truths: Vec<Truth>,
}

pub(super) struct Guard<'a> {
    pub step: usize,
    pub ways: &'a [Way],
    /// Whether only the first way that applies is taken.
    pub only_one: bool,
    /// The variables that are looked at.
    pub looks: Vec<usize>,
    /// By way: whether its condition is plain, and what it looks at.
    pub plain: Vec<Option<Vec<usize>>>,
    pub cells: Vec<Cell>,
}

impl<'a> Guard<'a> {
    /// `effort` is how many conditions may still be worked out.
    pub fn of(
        step: usize,
        ways: &'a [Way],
        only_one: bool,
        variables: &Variables,
        effort: &mut usize,
    ) -> Self {
        let mut guard = Self {
            step,
            ways,
            only_one,
            looks: Vec::new(),
            plain: ways.iter().map(|way| looks_at(way, variables)).collect(),
            cells: Vec::new(),
        };
        guard.looks = guard.plain.iter().flatten().flatten().copied().collect();
        guard.looks.sort_unstable();
        guard.looks.dedup();
        let sizes = guard
            .looks
            .iter()
            .map(|at| variables.all[*at].anytime.len());
        let cells = sizes.fold(1usize, usize::saturating_mul);
        let work = cells.saturating_mul(ways.len());
        if cells > MOST_CELLS || work > *effort {
            guard.looks.clear();
            guard.plain.fill(None);
        } else {
            *effort -= work;
        }
        guard.fill(variables);
        guard
    }

    fn fill(&mut self, variables: &Variables) {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
        for variable in &self.looks {
            let pieces = &variables.all[*variable].anytime;
            let longer = rows
                .iter()
                .flat_map(|row| pieces.iter().map(|piece| [&row[..], &[piece]].concat()));
            rows = longer.collect();
        }
        for pieces in rows {
            let data = self.data(&pieces, variables);
            let ways = self.ways.iter().zip(&self.plain);
            let truths = ways.map(|(way, plain)| match (&way.condition, plain) {
                _ if way.otherwise => Truth::DoesNot,
                (Some(condition), Some(_)) => truth(condition, &data),
                (Some(_), None) => Truth::Open,
                (None, _) => Truth::DoesNot,
            });
            let truths = truths.collect();
            self.cells.push(Cell { pieces, truths });
        }
    }

    fn data(&self, pieces: &[usize], variables: &Variables) -> BTreeMap<String, Value> {
        let mut data = BTreeMap::new();
        for (variable, piece) in self.looks.iter().zip(pieces) {
            let variable = &variables.all[*variable];
            let value = variable.column.value(*piece);
            match variable.path.split_once('.') {
                None => _ = data.insert(variable.path.clone(), value),
                Some((root, part)) => {
                    let known = data.remove(root);
                    let mut parts = match known {
                        Some(Value::Context(parts)) => (*parts).clone(),
                        _ => BTreeMap::new(),
                    };
                    parts.insert(part.to_owned(), value);
                    data.insert(root.to_owned(), Value::context(parts));
                }
            }
        }
        data
    }

    /// The cells a case may be in that comes here with these pieces.
    pub fn within<'g>(&'g self, arriving: &'g [Rc<Set>]) -> impl Iterator<Item = &'g Cell> {
        self.cells.iter().filter(move |cell| {
            let mut looked = self.looks.iter().zip(&cell.pieces);
            looked.all(|(variable, piece)| arriving[*variable].contains(*piece))
        })
    }

    /// Whether a case of this kind may take a way.
    pub fn may_take(&self, cell: &Cell, way: usize) -> bool {
        let before = if self.only_one && !self.ways[way].otherwise {
            &cell.truths[..way]
        } else {
            &cell.truths[..]
        };
        let stops = before.contains(&Truth::Stops);
        let another = before.contains(&Truth::Holds);
        let holds = matches!(cell.truths[way], Truth::Holds | Truth::Open);
        match (self.ways[way].otherwise, self.only_one) {
            (true, _) => !stops && !another,
            (false, true) => holds && !stops && !another,
            (false, false) => holds && !stops,
        }
    }

    /// Whether no condition holds for sure, and each can be worked out.
    pub fn falls_through(&self, cell: &Cell) -> bool {
        cell.truths.iter().all(|truth| *truth == Truth::DoesNot)
    }

    /// Whether something is taken, or the case stops before: in no case all conditions may fail.
    pub fn is_caught(&self, cell: &Cell) -> bool {
        let caught = |truth: &Truth| matches!(truth, Truth::Holds | Truth::Stops);
        cell.truths.iter().any(caught)
    }
}

fn looks_at(way: &Way, variables: &Variables) -> Option<Vec<usize>> {
    let parsed = way.condition.as_ref()?.parsed.as_ref().ok()?;
    let compared = parsed.compared()?;
    let mut looks = compared
        .iter()
        .map(|(path, _)| variables.number(path))
        .collect::<Option<Vec<_>>>()?;
    looks.sort_unstable();
    looks.dedup();
    Some(looks)
}

fn truth(condition: &Formula, data: &BTreeMap<String, Value>) -> Truth {
    let Ok(parsed) = &condition.parsed else {
        return Truth::Open;
    };
    // A plain condition does not ask what time it is.
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    match evaluate(parsed, data, &context) {
        Ok(Value::Boolean(true)) => Truth::Holds,
        Ok(Value::Boolean(false)) => Truth::DoesNot,
        _ => Truth::Stops,
    }
}
