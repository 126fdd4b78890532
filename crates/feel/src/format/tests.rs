//! Random trees survive being written and read.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::{Layout, write_node};
use crate::ast::{
    Arguments, Arithmetic, Comparison, Definition, Kind, Link, Loop, Name, Node, Quantifier, Test,
    UnaryTests,
};
use crate::format::comments::Comments;
use crate::parser::{Names, parse_in, parse_unary_tests};
use crate::{RangeKind, Span, Type, Value, builtin};

const NAMES: &[&str] = &[
    "amount",
    "start date",
    "x1",
    "e-mail",
    "terms and conditions",
    "manager's choice",
    "🎉 day",
    "a+b",
    "in stock",
    "item",
    "?",
    "date and time",
    "Größe 2",
];
const KEYS: &[&str] = &[
    "if",
    "",
    "a:b",
    "1st",
    "x  y",
    "with \"quotes\"",
    " lead",
    "\n",
    "b 2",
    "//",
    "for sale",
];

fn names() -> Names {
    let mut names: Names = NAMES.iter().collect();
    let fields = NAMES.iter().map(|name| ((*name).to_owned(), Type::Any));
    names.insert_fields(&Type::Context(fields.collect()));
    names
}

fn node(kind: Kind) -> Node {
    Node {
        span: Span::default(),
        kind,
    }
}

fn name() -> impl Strategy<Value = Name> {
    prop::sample::select(NAMES).prop_map(|text| Name {
        text: text.to_owned(),
        span: Span::default(),
    })
}

fn of() -> impl Strategy<Value = Type> {
    let simple = prop::sample::select(vec![
        Type::Any,
        Type::Null,
        Type::Boolean,
        Type::Number,
        Type::String,
        Type::Date,
        Type::Time,
        Type::DateTime,
        Type::Duration,
        Type::YearsMonths,
    ]);
    simple.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(Type::list),
            inner.clone().prop_map(|of| Type::Range(Box::new(of))),
            prop::collection::btree_map("[a-z]{1,3}( [a-z]{1,3})?", inner.clone(), 1..3)
                .prop_map(|fields| Type::Context(fields.into_iter().collect::<BTreeMap<_, _>>())),
            (prop::collection::vec(inner.clone(), 0..3), inner).prop_map(|(parameters, gives)| {
                Type::Function {
                    parameters,
                    gives: Box::new(gives),
                }
            }),
        ]
    })
}

fn literal() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0u32..2000).prop_map(Value::from),
        prop::sample::select(vec!["0.5", "1e30", "123456.789"])
            .prop_map(|text| Value::Number(text.parse().unwrap())),
        any::<String>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        prop::sample::select(vec![
            Value::Date("2026-11-22".parse().unwrap()),
            Value::Time("10:30:00.5".parse().unwrap()),
            Value::Time("10:30:00@Europe/Paris".parse().unwrap()),
            Value::DateTime("2026-11-22T10:30:00+02:00".parse().unwrap()),
            Value::Duration("-P1DT2H".parse().unwrap()),
            Value::Duration("PT0S".parse().unwrap()),
            Value::YearsMonths("P1Y2M".parse().unwrap()),
        ]),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Greater,
        Comparison::AtLeast,
    ])
}

type Inner = BoxedStrategy<Node>;

fn several(inner: &Inner) -> impl Strategy<Value = Vec<Node>> + use<> {
    prop::collection::vec(inner.clone(), 2..4)
}

fn arguments(inner: &Inner) -> impl Strategy<Value = Arguments> + use<> {
    prop_oneof![
        prop::collection::vec(inner.clone(), 0..3).prop_map(Arguments::Positional),
        prop::collection::vec((name(), inner.clone()), 1..3).prop_map(Arguments::Named),
    ]
}

fn test(inner: &Inner) -> impl Strategy<Value = Test> + use<> {
    prop_oneof![
        (comparison(), inner.clone()).prop_map(|(operator, node)| Test::Compare(operator, node)),
        inner.clone().prop_map(Test::of),
    ]
}

fn loops(inner: &Inner) -> impl Strategy<Value = Vec<Loop>> + use<> {
    let each = (name(), inner.clone(), prop::option::of(inner.clone()));
    let each = each.prop_map(|(name, source, until)| Loop {
        name,
        source,
        until,
    });
    prop::collection::vec(each, 1..3)
}

fn chain(inner: &Inner) -> impl Strategy<Value = Kind> + use<> {
    use Arithmetic::{Add, Divide, Multiply, Power, Subtract};
    let level = prop::sample::select(vec![
        vec![Add, Subtract],
        vec![Multiply, Divide],
        vec![Power],
    ]);
    let rest = prop::collection::vec((any::<bool>(), inner.clone()), 1..4);
    (inner.clone(), level, rest).prop_map(|(first, level, rest)| Kind::Chain {
        first: Box::new(first),
        rest: rest
            .into_iter()
            .map(|(other, node)| (level[usize::from(other) % level.len()], node))
            .collect(),
    })
}

fn range(inner: &Inner) -> impl Strategy<Value = Kind> + use<> {
    let ends = (
        inner.clone(),
        inner.clone(),
        any::<bool>(),
        any::<bool>(),
        0..5,
    );
    ends.prop_map(|(start, end, start_included, end_included, form)| {
        let (start, end) = (Some(Box::new(start)), Some(Box::new(end)));
        let (start, end, form) = match form {
            0 => (start, None, RangeKind::Between),
            1 => (None, end, RangeKind::Between),
            2 => (start.clone(), start, RangeKind::Is),
            3 => (start.clone(), start, RangeKind::IsNot),
            _ => (start, end, RangeKind::Between),
        };
        let included = match form {
            RangeKind::Between => None,
            RangeKind::Is | RangeKind::IsNot => Some(true),
        };
        Kind::Range {
            start_included: included.unwrap_or(start_included) && start.is_some(),
            end_included: included.unwrap_or(end_included) && end.is_some(),
            start,
            end,
            form,
        }
    })
}

fn access(inner: &Inner) -> impl Strategy<Value = Kind> + use<> {
    let link = prop_oneof![
        name().prop_map(Link::Field),
        inner
            .clone()
            .prop_map(|filter| Link::Filter(filter, Span::default())),
        arguments(inner).prop_map(|arguments| Link::Call(arguments, Span::default())),
    ];
    (inner.clone(), prop::collection::vec(link, 1..3)).prop_map(|(base, links)| Kind::Access {
        base: Box::new(base),
        links,
    })
}

fn context(inner: &Inner) -> impl Strategy<Value = Kind> + use<> {
    let keys = prop::sample::select([NAMES, KEYS].concat());
    prop::collection::vec((keys, inner.clone()), 0..4).prop_map(|entries| {
        let mut kept: Vec<(Name, Node)> = Vec::new();
        for (key, value) in entries {
            if !kept.iter().any(|(known, _)| known.text == key) {
                let text = key.to_owned();
                kept.push((
                    Name {
                        text,
                        span: Span::default(),
                    },
                    value,
                ));
            }
        }
        Kind::Context(kept)
    })
}

fn function(inner: &Inner) -> impl Strategy<Value = Kind> + use<> {
    (prop::collection::vec((name(), of()), 0..3), inner.clone()).prop_map(|(given, body)| {
        let mut parameters: Vec<(Name, Type)> = Vec::new();
        for (name, of) in given {
            if !parameters.iter().any(|(known, _)| known.text == name.text) {
                parameters.push((name, of));
            }
        }
        Kind::Function(Arc::new(Definition {
            parameters,
            body,
            takes: Vec::new(),
        }))
    })
}

fn tree() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        literal().prop_map(Kind::Literal),
        name().prop_map(|name| Kind::Name(name.text))
    ];
    leaf.prop_map(node).prop_recursive(4, 40, 4, |inner| {
        let one = || inner.clone().prop_map(Box::new);
        let instance = (one(), of()).prop_map(|(value, wanted)| Kind::InstanceOf {
            is_partial: false,
            value,
            wanted,
        });
        let partial = one().prop_map(|value| Kind::InstanceOf {
            value,
            wanted: Type::list(Type::Any),
            is_partial: true,
        });
        let compare =
            (comparison(), one(), one()).prop_map(|(operator, left, right)| Kind::Compare {
                operator,
                left,
                right,
            });
        let between =
            (one(), one(), one()).prop_map(|(value, low, high)| Kind::Between { value, low, high });
        let is_in = (one(), prop::collection::vec(test(&inner), 1..3))
            .prop_map(|(value, tests)| Kind::In { value, tests });
        let branches = prop::collection::vec((inner.clone(), inner.clone()), 1..3);
        let choice = (branches, one()).prop_map(|(branches, otherwise)| Kind::If {
            branches,
            otherwise,
        });
        let collect = (loops(&inner), one()).prop_map(|(loops, body)| Kind::For {
            loops,
            partial: false,
            body,
        });
        let quantified =
            (any::<bool>(), loops(&inner), one()).prop_map(|(some, loops, condition)| {
                Kind::Quantified {
                    quantifier: if some {
                        Quantifier::Some
                    } else {
                        Quantifier::Every
                    },
                    loops,
                    condition,
                }
            });
        let call = (name(), arguments(&inner)).prop_map(|(name, arguments)| Kind::Call {
            forms: builtin::find(&name.text),
            name,
            arguments,
        });
        let kinds: Vec<BoxedStrategy<Kind>> = vec![
            access(&inner).boxed(),
            one().prop_map(Kind::Negate).boxed(),
            chain(&inner).boxed(),
            compare.boxed(),
            between.boxed(),
            is_in.boxed(),
            several(&inner).prop_map(Kind::And).boxed(),
            several(&inner).prop_map(Kind::Or).boxed(),
            several(&inner).prop_map(Kind::OrElse).boxed(),
            choice.boxed(),
            collect.boxed(),
            quantified.boxed(),
            instance.boxed(),
            partial.boxed(),
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(Kind::List)
                .boxed(),
            context(&inner).boxed(),
            range(&inner).boxed(),
            call.boxed(),
            function(&inner).boxed(),
        ];
        proptest::strategy::Union::new(kinds).prop_map(node)
    })
}

/// Runs new cases until the time is up: a second, or as many as `BATON_FUZZ_SECONDS` says.
fn for_a_while<S: Strategy>(strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let seconds = std::env::var("BATON_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let config = Config {
            cases: 50,
            failure_persistence: None,
            ..Config::default()
        };
        if let Err(error) = TestRunner::new(config).run(&strategy, &test) {
            panic!("{error}");
        }
    }
}

#[test]
fn every_tree_survives_being_written_and_read() {
    let names = names();
    for_a_while(tree(), |tree| {
        for layout in [Layout::OneLine, Layout::Lines(30)] {
            let text = write_node(&tree, &Comments::default(), layout, &names);
            if text.len() > crate::MAX_SOURCE {
                continue;
            }
            let read = parse_in(&text, &names);
            prop_assert!(read.is_ok(), "{text} {read:?}");
            let read = read.unwrap();
            prop_assert!(read.root.is_same(&tree), "{text}\n{:?}", read.root);
            // Writing again changes nothing.
            prop_assert_eq!(read.format(layout, &names), text);
        }
        Ok(())
    });
}

#[test]
fn every_cell_survives_being_written_and_read() {
    let names = names();
    let tests = prop::collection::vec(test(&tree().boxed()), 1..3);
    for_a_while((tests, any::<bool>()), |(tests, negated)| {
        let tests = tests.into_iter().map(|test| match test {
            Test::Value(node) if node.reads("?") => Test::Condition(node),
            test => test,
        });
        let cell = UnaryTests {
            source: Arc::from(""),
            span: Span::default(),
            negated,
            tests: tests.collect(),
        };
        let text = cell.format(&names);
        // An empty text means that no text was found that keeps the tests.
        prop_assert!(!text.is_empty(), "{cell:?}");
        prop_assert!(
            parse_unary_tests(&text, &names).unwrap().is_same(&cell),
            "{text}"
        );
        Ok(())
    });
}
