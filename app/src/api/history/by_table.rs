//! What a table decided, in words: which of its rules, because of what, and what came of it.

use process::{Value, step::DecideByTable, words};
use std::collections::BTreeMap;

/// `“Who approves?”: rule 3 fits, because Category is Travel and Amount is 1200.5`.
pub fn decided(
    step: &str,
    decide: Option<&DecideByTable>,
    rules: &[usize],
    looked_at: &[Value],
) -> String {
    let fits = match rules {
        [] => "no rule fits".to_owned(),
        [rule] => format!("rule {} fits", rule + 1),
        [rules @ .., last] => {
            let rules: Vec<_> = rules.iter().map(|rule| (rule + 1).to_string()).collect();
            format!("rules {} and {} fit", rules.join(", "), last + 1)
        }
    };
    let inputs = decide.map_or(&[][..], |decide| &decide.table.inputs);
    let known: Vec<_> = inputs
        .iter()
        .zip(looked_at)
        .map(|(input, value)| format!("{} is {}", input.title(), in_words(value)))
        .collect();
    match known.split_last() {
        None => format!("{step}: {fits}"),
        Some((only, [])) => format!("{step}: {fits}, because {only}"),
        Some((last, first)) => format!("{step}: {fits}, because {} and {last}", first.join(", ")),
    }
}

/// `“Who approves?” gives Approver: Manager`. Nothing where nothing came of it.
pub fn gave(
    step: &str,
    decide: &DecideByTable,
    values: &BTreeMap<String, Value>,
) -> Option<String> {
    let results: Vec<_> = decide
        .results()
        .filter_map(|result| {
            let value = values.get(&result.output.key)?;
            Some(format!("{}: {}", result.output.title(), in_words(value)))
        })
        .collect();
    (!results.is_empty()).then(|| format!("{step} gives {}", results.join(", ")))
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        other => words::value(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{decided, gave};
    use process::decision::table::{Input, Output, Table};
    use process::{Value, step::DecideByTable};
    use std::collections::BTreeMap;

    fn decide() -> DecideByTable {
        let input = |expression: &str, label: &str| Input {
            expression: expression.into(),
            label: label.into(),
            kind: None,
        };
        DecideByTable {
            table: Table {
                inputs: vec![input("category", "Category"), input("urgent", "")],
                outputs: vec![Output {
                    key: "approver".into(),
                    label: "Approver".into(),
                    ..Output::default()
                }],
                ..Table::default()
            },
        }
    }

    #[test]
    fn the_rule_is_told_with_what_it_looked_at() {
        let looked_at = [Value::from("Travel"), Value::Boolean(true)];
        assert_eq!(
            decided("“Who?”", Some(&decide()), &[2], &looked_at),
            "“Who?”: rule 3 fits, because Category is Travel and urgent is yes"
        );
        assert_eq!(
            decided("“Who?”", Some(&decide()), &[0, 1, 4], &looked_at[..1]),
            "“Who?”: rules 1, 2 and 5 fit, because Category is Travel"
        );
        assert_eq!(decided("“Who?”", None, &[], &[]), "“Who?”: no rule fits");
    }

    #[test]
    fn what_came_of_it_is_told_under_its_label() {
        let values = |key: &str| BTreeMap::from([(key.to_owned(), Value::from("Finance"))]);
        assert_eq!(
            gave("“Who?”", &decide(), &values("approver")).as_deref(),
            Some("“Who?” gives Approver: Finance")
        );
        assert_eq!(gave("“Who?”", &decide(), &values("other")), None);
    }
}
