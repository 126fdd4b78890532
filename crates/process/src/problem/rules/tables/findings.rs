//! Rules `rules-contradict`, `rule-never-fires`, `no-rule-fits` and `rules-could-be-one`: what the rules of a table do
//! to each other, said once for each kind. Large tables are left to the grid, which looks at one a moment after it
//! changed: compiling is done with every edit.

use super::super::Report;
use super::super::report::at_setting;
use super::place_in_words;
use crate::decision::analysis::{Finding, FindingKind, analyse_within};
use crate::decision::table::{Cell, Table};
use crate::diagram::Step;
use crate::step::setting_of;
use feel::Scope;

/// So many conditions are looked at in all tables of a diagram together.
const MOST_CONDITIONS: usize = 400;

/// The work that finding gaps in one table may take.
const EFFORT: usize = 4_000;

/// The names of the rules here: where the table is open, it says these itself.
pub(crate) const FINDINGS: [&str; 4] = [
    "rules-contradict",
    "rule-never-fires",
    "no-rule-fits",
    "rules-could-be-one",
];

pub(super) struct Findings<'s> {
    scope: &'s Scope,
    left: usize,
}

impl<'s> Findings<'s> {
    pub(super) fn new(scope: &'s Scope) -> Self {
        Self {
            scope,
            left: MOST_CONDITIONS,
        }
    }

    pub(super) fn report(&mut self, step: &Step, table: &Table, report: &mut Report) {
        let conditions = table.rules.len().saturating_mul(table.inputs.len()).max(1);
        let Some(left) = self.left.checked_sub(conditions) else {
            return;
        };
        self.left = left;
        let found = analyse_within(table, self.scope, EFFORT);
        let kinds = [
            FindingKind::Contradiction,
            FindingKind::NeverFires,
            FindingKind::Gap,
            FindingKind::Mergeable,
        ];
        for (kind, rule) in kinds.into_iter().zip(FINDINGS) {
            let mut of_kind = found.iter().filter(|finding| finding.kind == kind);
            let Some(first) = of_kind.next() else {
                continue;
            };
            let place = place_in_words(step, table, Cell::Table);
            let further = match of_kind.count() {
                0 => String::new(),
                1 => " The table shows one more.".to_owned(),
                more => format!(" The table shows {more} more."),
            };
            let message = format!("{place}: {}{further}", first.message);
            report.warning(rule, at_setting(step, setting_of(cell(first))), message);
        }
    }
}

fn cell(finding: &Finding) -> Cell {
    let rule = match finding.kind {
        FindingKind::Contradiction => finding.rules.last(),
        _ => finding.rules.first(),
    };
    rule.map_or(Cell::Table, |rule| Cell::Rule { rule: *rule })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drawn, table};
    use crate::decision::table::HitPolicy;
    use crate::problem::rules::testing::{catalog, finds, messages};
    use crate::problem::{Place, Severity};

    #[test]
    fn what_the_rules_do_to_each_other_is_a_warning_at_the_step() {
        let mut gappy = table(&[("< 1000", "\"Manager\""), ("> 1000", "\"Board\"")]);
        let drawing = drawn(gappy.clone());
        assert_eq!(finds(&drawing), ["no-rule-fits"]);
        assert_eq!(
            messages(&drawing),
            ["“The who”: No rule fits when amount is 1000."]
        );
        let (definition, problems) = crate::compile(&drawing, &catalog());
        assert!(definition.is_some());
        assert_eq!(problems[0].severity, Severity::Warning);
        gappy.outputs[0].otherwise = "\"Board\"".into();
        assert!(finds(&drawn(gappy)).is_empty());
    }

    #[test]
    fn rules_that_contradict_never_fire_or_could_be_one_are_named() {
        let rules = [
            ("<= 1000", "\"Manager\""),
            ("> 500", "\"Board\""),
            ("< 100", "\"Manager\""),
        ];
        let mut table = table(&rules);
        table.hit_policy = HitPolicy::Unique;
        let drawing = drawn(table.clone());
        assert_eq!(finds(&drawing), ["rules-contradict"]);
        let (_, problems) = crate::compile(&drawing, &catalog());
        let setting = |setting: &str| Place::Step {
            step: "who".into(),
            setting: Some(setting.into()),
        };
        assert_eq!(problems[0].place, setting("table.rule.1"));
        assert!(problems[0].message.ends_with("The table shows one more."));
        table.hit_policy = HitPolicy::First;
        let drawing = drawn(table.clone());
        assert_eq!(finds(&drawing), ["rule-never-fires"]);
        table.rules[2].when[0] = "> 9000".into();
        table.rules[1].when[0] = "(1000..9000]".into();
        table.rules[2].then[0] = "\"Board\"".into();
        assert_eq!(finds(&drawn(table)), ["rules-could-be-one"]);
    }

    #[test]
    fn a_large_table_is_left_to_the_grid() {
        let rules: Vec<(String, &str)> = (0..500)
            .map(|number| (format!("= {}", number * 2), "\"Board\""))
            .collect();
        let rules: Vec<(&str, &str)> = rules.iter().map(|(when, then)| (&**when, *then)).collect();
        assert!(finds(&drawn(table(&rules))).is_empty());
        assert!(!finds(&drawn(table(&rules[..20]))).is_empty());
    }
}
