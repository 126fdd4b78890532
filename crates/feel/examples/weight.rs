//! All that a page can ask of the language, and nothing else. `cargo xtask bench feel` weighs what it is in wasm.

use feel::{
    EvalContext, Names, Scope, Timestamp, Type, Value, Zone, check, evaluate, evaluate_kindly,
    parse_in, parse_unary_tests,
};
use std::collections::BTreeMap;

/// What becomes of a text: its problems, its strict value and its kind one, and the tests it would be.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn everything(source: &str, variables: &str) -> String {
    let variables: BTreeMap<String, Value> = serde_json::from_str(variables).unwrap_or_default();
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    let tests = parse_unary_tests(source, &Names::new()).is_ok();
    let Ok(tree) = parse_in(source, &Names::new()) else {
        return format!("{tests}");
    };
    let mut scope = Scope::new();
    scope.insert("amount", Type::Number);
    let found = check(&tree, &scope);
    let strict = evaluate(&tree, &variables, &context);
    let kind = evaluate_kindly(&tree, &variables, &context);
    format!("{tests} {found:?} {strict:?} {kind:?}")
}
