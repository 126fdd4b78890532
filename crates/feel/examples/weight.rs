//! All that a page can ask of the language, and nothing else. `cargo xtask bench feel` weighs what it is in wasm.

use feel::{
    EvalContext, Layout, Names, Scope, Timestamp, Type, Value, Zone, as_rows, check, complete,
    complete_tests, described_functions, evaluate, evaluate_kindly, parse_in, parse_unary_tests,
    preview, signature_at,
};
use std::collections::BTreeMap;

/// What becomes of a text: its problems, its strict value and its kind one, the tests it would be, its rows, its tidy
/// form, and what could stand at its end.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn everything(source: &str, variables: &str) -> String {
    let variables: BTreeMap<String, Value> = serde_json::from_str(variables).unwrap_or_default();
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    let tests = parse_unary_tests(source, &Names::new()).is_ok();
    let mut scope = Scope::new();
    scope.insert("amount", Type::Number);
    let offered = complete(source, source.len(), &scope, Some(&Type::Boolean));
    let in_cell = complete_tests(source, source.len(), &scope, &Type::Number);
    let call = signature_at(source, source.len(), &scope);
    let functions = described_functions().count();
    let help = format!("{tests} {offered:?} {in_cell:?} {call:?} {functions}");
    let Ok(tree) = parse_in(source, &Names::new()) else {
        return help;
    };
    let found = check(&tree, &scope);
    let strict = evaluate(&tree, &variables, &context);
    let kind = evaluate_kindly(&tree, &variables, &context);
    let tried = preview(&tree, &variables, &scope, &context);
    let rows = as_rows(&tree).map(|rows| rows.to_source());
    let tidy = tree.format(Layout::Lines(80), &Names::new());
    format!("{help} {found:?} {strict:?} {kind:?} {tried:?} {rows:?} {tidy}")
}
