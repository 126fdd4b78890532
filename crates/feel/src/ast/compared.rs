//! Conditions whose answer hangs on nothing but how values compare with what is written out.

use super::{Arguments, Comparison, Expression, Kind, Node, Test};
use crate::{Value, rows};

/// A value that a condition looks at, and what it is compared with.
pub type Compared = (String, Value);

impl Expression {
    /// Everything a plain condition compares: a name or a path, and a value that is written out (`true` for a yes or no
    /// by itself). Two values of a variable that compare alike with all of these give the condition the same answer.
    /// None where anything else is worked out.
    pub fn compared(&self) -> Option<Vec<Compared>> {
        let mut found = Vec::new();
        truth(&self.root, &mut found)?;
        Some(found)
    }
}

fn truth(node: &Node, found: &mut Vec<Compared>) -> Option<()> {
    match &node.kind {
        Kind::Literal(Value::Boolean(_)) => Some(()),
        Kind::Name(_) | Kind::Access { .. } => {
            found.push((rows::field(node)?, Value::Boolean(true)));
            Some(())
        }
        Kind::And(parts) | Kind::Or(parts) | Kind::OrElse(parts) => {
            parts.iter().try_for_each(|part| truth(part, found))
        }
        Kind::If {
            branches,
            otherwise,
        } => {
            for (condition, then) in branches {
                truth(condition, found)?;
                truth(then, found)?;
            }
            truth(otherwise, found)
        }
        Kind::Call {
            name,
            arguments: Arguments::Positional(nodes),
            ..
        } => match nodes.as_slice() {
            [inner] if name.text == "not" => truth(inner, found),
            _ => None,
        },
        Kind::Compare {
            operator,
            left,
            right,
        } => {
            let (left, right) = (operand(left)?, operand(right)?);
            let (paths, constants) = match (left.paths.is_empty(), right.paths.is_empty()) {
                (false, true) => (left.paths, right.constants),
                (true, false) => (right.paths, left.constants),
                (true, true) => (Vec::new(), Vec::new()),
                (false, false) => return None,
            };
            compare(*operator, &paths, constants, found)
        }
        Kind::Between { value, low, high } => {
            let paths = operand(value)?.paths;
            let ends = vec![low.constant()?, high.constant()?];
            compare(Comparison::Less, &paths, ends, found)
        }
        Kind::In { value, tests } => {
            let paths = operand(value)?.paths;
            tests.iter().try_for_each(|test| one(test, &paths, found))
        }
        _ => None,
    }
}

fn one(test: &Test, paths: &[String], found: &mut Vec<Compared>) -> Option<()> {
    let equal = |node: &Node, found: &mut Vec<Compared>| match node.constant()? {
        // A yes or no there may be the answer itself.
        Value::Boolean(_) => None,
        constant => compare(Comparison::Equal, paths, vec![constant], found),
    };
    match test {
        Test::Compare(operator, node) => compare(*operator, paths, vec![node.constant()?], found),
        Test::Value(node) => match &node.kind {
            Kind::List(items) => items.iter().try_for_each(|item| equal(item, found)),
            Kind::Range { start, end, .. } => {
                let ends = [start, end].into_iter().flatten();
                let ends = ends.map(|end| end.constant()).collect::<Option<_>>()?;
                compare(Comparison::Less, paths, ends, found)
            }
            _ => equal(node, found),
        },
        Test::Condition(_) => None,
    }
}

fn compare(
    operator: Comparison,
    paths: &[String],
    constants: Vec<Value>,
    found: &mut Vec<Compared>,
) -> Option<()> {
    let equality = matches!(operator, Comparison::Equal | Comparison::NotEqual);
    for constant in constants {
        let on_a_line = matches!(
            constant,
            Value::Number(_) | Value::Date(_) | Value::Duration(_) | Value::YearsMonths(_)
        );
        let plain = on_a_line
            || equality && matches!(constant, Value::Null | Value::String(_) | Value::Boolean(_));
        if !plain {
            return None;
        }
        found.extend(paths.iter().map(|path| (path.clone(), constant.clone())));
    }
    Some(())
}

/// One side of a comparison: a value that is looked at or written out, perhaps with what stands in for it.
#[derive(Default)]
struct Operand {
    paths: Vec<String>,
    constants: Vec<Value>,
}

fn operand(node: &Node) -> Option<Operand> {
    if let Some(constant) = node.constant() {
        return Some(Operand {
            constants: vec![constant],
            ..Operand::default()
        });
    }
    match &node.kind {
        Kind::Name(_) | Kind::Access { .. } => Some(Operand {
            paths: vec![rows::field(node)?],
            ..Operand::default()
        }),
        Kind::OrElse(parts) => {
            let mut all = Operand::default();
            for part in parts {
                let part = operand(part)?;
                all.paths.extend(part.paths);
                all.constants.extend(part.constants);
            }
            Some(all)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    fn compared(source: &str) -> Option<Vec<String>> {
        let found = parse(source).expect(source).compared()?;
        let told = found
            .iter()
            .map(|(path, value)| format!("{path} {}", value.to_source()));
        Some(told.collect())
    }

    #[test]
    fn plain_conditions_name_what_they_compare() {
        for (source, wanted) in [
            ("x > 5", vec!["x 5"]),
            ("5 <= x and not(y = \"a\")", vec!["x 5", "y \"a\""]),
            ("done", vec!["done true"]),
            ("(x or else 0) > -1", vec!["x -1"]),
            ("x between 1 and 3", vec!["x 1", "x 3"]),
            ("x in (1..3]", vec!["x 1", "x 3"]),
            ("kind in [\"a\", \"b\"]", vec!["kind \"a\"", "kind \"b\""]),
            ("who.name != null", vec!["who.name null"]),
            (
                "day < date(\"2026-12-24\")",
                vec!["day date(\"2026-12-24\")"],
            ),
            ("if done then x > 1 else false", vec!["done true", "x 1"]),
            ("true", vec![]),
        ] {
            let wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
            assert_eq!(compared(source), Some(wanted), "{source}");
        }
    }

    #[test]
    fn what_is_worked_out_is_not_plain() {
        for source in [
            "x > y",
            "x + 1 > 5",
            "contains(name, \"a\")",
            "name < \"b\"",
            "day < today()",
            "some item in items satisfies item > 1",
            "x in y",
            "date(text) > date(\"2026-01-01\")",
        ] {
            assert_eq!(compared(source), None, "{source}");
        }
    }
}
