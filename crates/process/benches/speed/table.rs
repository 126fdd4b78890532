//! How long tables take: parsing, deciding, analysing.

use process::decision::analysis::analyse;
use process::decision::table::{HitPolicy, Input, Output, Rule, Table};
use process::feel::{EvalContext, Scope, Type};
use process::{Timestamp, Value, Zone};
use std::collections::BTreeMap;

/// A hundred rules in ten inputs: numbers and choices, every third condition left open.
pub fn measure(time: impl Fn(&str, &mut dyn FnMut())) {
    let (table, scope) = table(100, 10);
    time("check a table of 100 rules in 10 inputs", &mut || {
        std::hint::black_box(table.check(&scope));
    });
    time("analyse it", &mut || {
        std::hint::black_box(analyse(&table, &scope));
    });
    time("compile it", &mut || {
        std::hint::black_box(table.compile());
    });
    let compiled = table.compile();
    let variables: BTreeMap<String, Value> = (0..10)
        .map(|input| {
            let value = match input % 2 {
                0 => Value::from(99),
                _ => Value::from("c"),
            };
            (format!("input{input}"), value)
        })
        .collect();
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    time("decide by it", &mut || {
        let _ = std::hint::black_box(compiled.decide(&variables, &context));
    });
}

fn table(rules: usize, inputs: usize) -> (Table, Scope) {
    let mut scope = Scope::new();
    let mut table = Table {
        hit_policy: HitPolicy::First,
        outputs: vec![Output {
            key: "result".into(),
            ..Output::default()
        }],
        ..Table::default()
    };
    for input in 0..inputs {
        let name = format!("input{input}");
        let choices = ["a", "b", "c"].map(str::to_owned).to_vec();
        let of = [Type::Number, Type::Choice(choices)][input % 2].clone();
        scope.insert(name.clone(), of);
        table.inputs.push(Input {
            expression: name,
            ..Input::default()
        });
    }
    let mut seed = 1u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    for rule in 0..rules {
        let when = (0..inputs).map(|input| match (random(3), input % 2) {
            (0, _) => "-".to_owned(),
            (1, 0) => format!("< {}", random(100)),
            (_, 0) => format!("[{}..{}]", random(50), 50 + random(50)),
            (1, _) => format!("\"{}\"", ["a", "b", "c"][random(3) as usize]),
            _ => "\"a\", \"b\"".to_owned(),
        });
        let when = when.collect();
        table.rules.push(Rule {
            when,
            then: vec![rule.to_string()],
            note: String::new(),
        });
    }
    (table, scope)
}
