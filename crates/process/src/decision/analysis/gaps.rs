//! Cases that no rule covers.

use super::finding::{Finding, FindingKind};
use super::grid::Grid;
use super::search::{Found, uncovered};
use super::set::Set;
use super::words;
use crate::decision::table::{HitPolicy, Rule};

/// So many examples are given.
const MOST: usize = 3;

pub(super) fn find(grid: &Grid<'_>, mut effort: usize, findings: &mut Vec<Finding>) {
    let table = grid.table;
    let one_must_fit = matches!(
        table.hit_policy,
        HitPolicy::Unique
            | HitPolicy::Any
            | HitPolicy::First
            | HitPolicy::Priority
            | HitPolicy::Smallest
            | HitPolicy::Largest
    );
    let prepared = table
        .outputs
        .iter()
        .any(|output| !output.otherwise.trim().is_empty());
    if !one_must_fit || prepared || grid.entangled || table.rules.is_empty() {
        return;
    }
    let mut all = Set::empty(table.rules.len());
    (0..table.rules.len()).for_each(|rule| all.insert(rule));
    let usual: Vec<&Set> = grid.columns.iter().map(|column| &column.usual).collect();
    match uncovered(grid, &all, &usual, MOST, &mut effort) {
        Found::Covered => {}
        Found::Gaps(mut gaps) => {
            gaps.dedup();
            for gap in gaps {
                let message = format!("No rule fits{}.", words::case(grid, &gap));
                findings.push(Finding {
                    instead: rule_for(grid, &gap),
                    ..Finding::new(FindingKind::Gap, &[], message)
                });
            }
        }
        Found::GaveUp => {
            let message = "The table is too intricate to tell whether its rules cover every case.";
            findings.push(Finding::new(
                FindingKind::NotLookedAt,
                &[],
                message.to_owned(),
            ));
        }
    }
}

/// A rule that covers the gap and as much around it as no rule covers; its results are left to whoever adds it.
fn rule_for(grid: &Grid<'_>, gap: &[(usize, usize)]) -> Option<Rule> {
    let mut sets: Vec<Set> = grid.columns.iter().map(|it| it.all.clone()).collect();
    for (column, piece) in gap {
        let set = sets.get_mut(*column)?;
        *set = set.without(set);
        set.insert(*piece);
    }
    for (column, _) in gap {
        for piece in grid.columns[*column].usual.iter() {
            let mut wider = sets[*column].clone();
            wider.insert(piece);
            let before = std::mem::replace(&mut sets[*column], wider);
            if is_covered_somewhere(grid, &sets) {
                sets[*column] = before;
            }
        }
    }
    let cells = grid.columns.iter().zip(&sets);
    Some(Rule {
        when: cells
            .map(|(column, set)| column.to_cell(set))
            .collect::<Option<_>>()?,
        then: vec![String::new(); grid.table.outputs.len()],
        note: String::new(),
    })
}

/// Whether a rule fits any of these cases.
fn is_covered_somewhere(grid: &Grid<'_>, sets: &[Set]) -> bool {
    let meets = |rule: &Vec<Set>| rule.iter().zip(sets).all(|(a, b)| a.meets(b));
    grid.boxes.iter().any(meets)
}

#[cfg(test)]
mod tests {
    use crate::decision::analysis::{FindingKind, analyse};
    use crate::decision::table::{Input, Output, Rule, Table};
    use crate::diagram::FieldKind;
    use feel::Scope;

    #[test]
    fn the_rule_for_a_gap_covers_all_of_it_and_nothing_else() {
        let input = |expression: &str, kind| Input {
            expression: expression.into(),
            label: String::new(),
            kind: Some(kind),
        };
        let options = ["Travel", "Office"].map(str::to_owned).into();
        let rule = |cells: [&str; 2]| Rule {
            when: cells.map(str::to_owned).into(),
            then: vec!["1".into()],
            note: String::new(),
        };
        let mut table = Table {
            inputs: vec![
                input("kind", FieldKind::Choice { options }),
                input("amount", FieldKind::Number),
            ],
            outputs: vec![Output {
                key: "it".into(),
                ..Output::default()
            }],
            rules: vec![
                rule(["\"Travel\"", "<= 1000"]),
                rule(["\"Travel\"", "> 5000"]),
                rule(["\"Office\"", "-"]),
            ],
            ..Table::default()
        };
        let gap = |table: &Table| {
            let found = analyse(table, &Scope::new());
            let gap = found.into_iter().find(|it| it.kind == FindingKind::Gap);
            gap.and_then(|gap| gap.instead)
        };
        let covering = gap(&table).expect("there is a gap");
        assert_eq!(covering.when, ["\"Travel\"", "(1000..5000]"]);
        table.rules.push(covering);
        assert_eq!(gap(&table), None);
    }
}
