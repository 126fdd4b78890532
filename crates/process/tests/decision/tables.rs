//! Baton's own tables: hit policies, what is otherwise, what is checked.

use crate::support::{choice, context, decide, model, table, value};
use process::Value;
use process::decision::table::{Cell, HitPolicy, Table};
use process::decision::{Decisions, dmn};
use process::diagram::FieldKind;
use process::feel::{Scope, Type};

const RULES: &[&str] = &[
    r#"> 1000 | -               | "director""#,
    r#"> 100  | "travel"        | "manager""#,
    r#"-      | "gift", "party" | "manager""#,
];

fn said(policy: HitPolicy, amount: i32, kind: &str) -> Result<(String, Vec<usize>), String> {
    let result = choice(&["manager", "director"]);
    decide(&table(policy, result, RULES), amount, kind)
}

fn text(result: &str, fired: &[usize]) -> Result<(String, Vec<usize>), String> {
    Ok((result.to_owned(), fired.to_vec()))
}

#[test]
fn one_rule_may_fit() {
    assert_eq!(
        said(HitPolicy::Unique, 500, "travel"),
        text("\"manager\"", &[1])
    );
    assert_eq!(
        said(HitPolicy::Unique, 2000, "travel"),
        Err("Only one rule may fit, but rules 1 and 2 do.".into())
    );
}

#[test]
fn several_may_fit_when_they_agree() {
    assert_eq!(
        said(HitPolicy::Any, 500, "travel"),
        text("\"manager\"", &[1])
    );
    let agreeing = table(
        HitPolicy::Any,
        None,
        &["> 1 | - | 7", "> 2 | - | 7", "> 3 | - | 8"],
    );
    assert_eq!(decide(&agreeing, 3, ""), text("7", &[0, 1]));
    assert_eq!(
        decide(&agreeing, 4, ""),
        Err("Rules 1 and 3 both fit and say different things.".into())
    );
}

#[test]
fn the_first_that_fits_counts() {
    assert_eq!(
        said(HitPolicy::First, 2000, "gift"),
        text("\"director\"", &[0])
    );
}

#[test]
fn the_most_important_result_counts() {
    assert_eq!(
        said(HitPolicy::Priority, 2000, "gift"),
        text("\"manager\"", &[2])
    );
    assert_eq!(
        said(HitPolicy::OutputOrder, 2000, "gift"),
        text("[\"manager\", \"director\"]", &[2, 0])
    );
}

#[test]
fn all_that_fit_count() {
    assert_eq!(
        said(HitPolicy::RuleOrder, 2000, "gift"),
        text("[\"director\", \"manager\"]", &[0, 2])
    );
    assert_eq!(said(HitPolicy::Collect, 1, "x"), text("[]", &[]));
    let points = |policy| {
        let rules = &["> 1 | - | 5", "> 2 | - | 3", "> 3 | - | amount * 2"];
        decide(&table(policy, Some(FieldKind::Number), rules), 4, "")
    };
    assert_eq!(points(HitPolicy::Sum), text("16", &[0, 1, 2]));
    assert_eq!(points(HitPolicy::Smallest), text("3", &[0, 1, 2]));
    assert_eq!(points(HitPolicy::Largest), text("8", &[0, 1, 2]));
    assert_eq!(points(HitPolicy::Count), text("3", &[0, 1, 2]));
}

#[test]
fn where_no_rule_fits_the_default_counts_or_the_case_stops() {
    let mut table = table(HitPolicy::First, None, RULES);
    let stopped = decide(&table, 1, "x").unwrap_err();
    assert!(stopped.starts_with("No rule of the table fits."));
    table.outputs[0].otherwise = "\"nobody\"".into();
    assert_eq!(decide(&table, 1, "x"), text("\"nobody\"", &[]));
}

#[test]
fn a_value_that_is_not_there_fits_only_where_nothing_is_asked() {
    let table = table(HitPolicy::First, None, &["> 5 | - | 1", "null | - | 2"]);
    let variables = [("amount", Value::Null), ("kind", Value::Null)];
    let variables = variables
        .map(|(name, value)| (name.to_owned(), value))
        .into();
    let decided = table.compile().decide(&variables, &context()).unwrap();
    assert_eq!(decided.fired, [1]);
}

#[test]
fn several_results_become_several_variables() {
    let mut table = table(
        HitPolicy::Collect,
        None,
        &["> 1 | - | 5 | 6", "> 2 | - | 7 | 8"],
    );
    let mut second = table.outputs[0].clone();
    second.key = "other".into();
    table.outputs.push(second);
    let variables = [("amount", Value::from(3)), ("kind", Value::Null)];
    let variables = variables
        .map(|(name, value)| (name.to_owned(), value))
        .into();
    let decided = table.compile().decide(&variables, &context()).unwrap();
    assert_eq!(decided.values["result"].to_source(), "[5, 7]");
    assert_eq!(decided.values["other"].to_source(), "[6, 8]");
}

#[test]
fn a_mistake_says_in_which_rule_it_is() {
    let table = table(HitPolicy::First, None, &["- | - | 1 + nothing"]);
    let error = decide(&table, 1, "").unwrap_err();
    assert!(error.starts_with("Rule 1: "), "{error}");
}

fn scope() -> Scope {
    [("amount", Type::Number), ("kind", Type::String)]
        .into_iter()
        .collect()
}

fn problems(table: &Table) -> Vec<(Cell, String)> {
    let problems = table.check(&scope()).into_iter();
    problems.map(|it| (it.cell, it.message)).collect()
}

#[test]
fn a_right_table_has_no_problems() {
    let result = choice(&["manager", "director"]);
    assert_eq!(problems(&table(HitPolicy::Priority, result, RULES)), []);
}

#[test]
fn each_problem_is_pinned_to_its_cell() {
    let result = choice(&["manager", "director"]);
    let rules = &[
        r#"> "a" | -      | "manager""#,
        r#"> 1   | travel | "boss""#,
        r#"1 +   | -      |"#,
    ];
    let found = problems(&table(HitPolicy::Unique, result, rules));
    let cells: Vec<_> = found.iter().map(|(cell, _)| *cell).collect();
    assert_eq!(
        cells,
        [
            Cell::When { rule: 0, input: 0 },
            Cell::When { rule: 1, input: 1 },
            Cell::Then { rule: 1, output: 0 },
            Cell::When { rule: 2, input: 0 },
            Cell::Then { rule: 2, output: 0 },
        ]
    );
    assert!(found[1].1.contains("A text stands in quotes: \"travel\""));
    assert!(found[2].1.contains("is not one of the options"));
}

#[test]
fn an_empty_table_says_what_is_missing() {
    let places: Vec<_> = problems(&Table::default());
    assert_eq!(places.len(), 2);
    assert!(places.iter().all(|(cell, _)| *cell == Cell::Table));
}

#[test]
fn names_of_results_are_names_and_differ() {
    let mut table = table(HitPolicy::Unique, None, &["- | - | 1 | 2 | 3 | 4"]);
    for key in ["result", "", "1st", "a + b"] {
        let mut output = table.outputs[0].clone();
        output.key = key.into();
        table.outputs.push(output);
    }
    table.rules[0].then.push("5".into());
    let cells = problems(&table).into_iter().map(|(cell, _)| cell);
    let wanted = (1..5).map(|output| Cell::Output { output });
    assert!(cells.eq(wanted));
}

#[test]
fn it_is_known_what_a_table_reads() {
    let table = table(HitPolicy::Unique, None, &["> limit | - | amount * rate"]);
    let reads = table.reads().into_iter().map(|(name, _)| name);
    assert_eq!(
        reads.collect::<Vec<_>>(),
        ["amount", "kind", "limit", "rate"]
    );
}

#[test]
fn a_table_is_stored_for_ever() {
    let stored = r#"{"hitPolicy":"ruleOrder","inputs":[{"expression":"amount","label":"Amount","type":{"kind":"number"}}],"outputs":[{"key":"result","type":{"kind":"choice","options":["a","b"]},"otherwise":"\"a\""}],"rules":[{"when":["> 1"],"then":["\"b\""],"note":"why"}]}"#;
    let table: Table = serde_json::from_str(stored).unwrap();
    assert_eq!(serde_json::to_string(&table).unwrap(), stored);
}

fn exchanged() -> Table {
    let mut table = table(HitPolicy::Priority, choice(&["manager", "director"]), RULES);
    table.inputs[0].label = "Amount of the <order>".into();
    table.inputs[0].kind = Some(FieldKind::Number);
    table.inputs[1].kind = choice(&["travel", "gift", "party"]);
    table.outputs[0].otherwise = "\"manager\"".into();
    table.rules[1].note = "Since 2024".into();
    table
}

#[test]
fn a_table_goes_to_another_tool_and_comes_back() {
    let table = exchanged();
    let file = dmn::write(&table.to_model("Who approves?"));
    let model = dmn::read(file.as_bytes()).unwrap();
    assert_eq!(Table::all_of(&model), [("Who approves?".to_owned(), table)]);
}

#[test]
fn another_tool_decides_the_same() {
    let table = exchanged();
    let model = table.to_model("d");
    let (decisions, problems) = Decisions::compile(&[model]);
    assert_eq!(problems, []);
    for (amount, kind) in [(1, "gift"), (500, "travel"), (2000, "party"), (1, "travel")] {
        let inputs = [("amount", Value::from(amount)), ("kind", Value::from(kind))];
        let (here, _) = decide(&table, amount, kind).unwrap();
        assert_eq!(value(&decisions, "d", &inputs), here);
    }
}

#[test]
fn names_of_other_tools_become_names_that_rules_can_use() {
    let file = model(
        r#"<decision name="Risk Level"><decisionTable><input><inputExpression typeRef="feel:string"><text>kind</text></inputExpression></input>
        <output name="Level of risk"/><output name="1st"/></decisionTable></decision>"#,
    );
    let tables = Table::all_of(&dmn::read(file.as_bytes()).unwrap());
    let keys: Vec<_> = tables[0]
        .1
        .outputs
        .iter()
        .map(|it| (&*it.key, &*it.label))
        .collect();
    assert_eq!(
        keys,
        [("level_of_risk", "Level of risk"), ("result_1st", "1st")]
    );
}
