//! The parts of values that have a name: of dates, times, durations and ranges.

use crate::Type;

const CALENDAR: &[(&str, &str)] = &[
    ("year", "The year."),
    ("month", "The month, from 1 to 12."),
    ("day", "The day of the month, from 1 to 31."),
    (
        "weekday",
        "The day of the week, from 1 for Monday to 7 for Sunday.",
    ),
];
const CLOCK: &[(&str, &str)] = &[
    ("hour", "The hour, from 0 to 23."),
    ("minute", "The minute, from 0 to 59."),
    ("second", "The second, from 0 to 59."),
];
const EXACT: &[(&str, &str)] = &[
    ("days", "The whole days."),
    ("hours", "The hours that remain, from 0 to 23."),
    ("minutes", "The minutes that remain, from 0 to 59."),
    ("seconds", "The seconds that remain, from 0 to 59."),
];
const MONTHS: &[(&str, &str)] = &[
    ("years", "The whole years."),
    ("months", "The months that remain, from 0 to 11."),
];

/// The properties of a type: name, type, and what it is in one sentence. Those of a list are those of its items.
pub(super) fn properties(of: &Type) -> Vec<(String, Type, String)> {
    let numbers = |parts: &[(&str, &str)]| {
        let numbers = parts
            .iter()
            .map(|(name, summary)| ((*name).to_owned(), Type::Number, (*summary).to_owned()));
        numbers.collect::<Vec<_>>()
    };
    let zone = || {
        [
            (
                "time offset".to_owned(),
                Type::Duration,
                "The distance from UTC.".to_owned(),
            ),
            (
                "timezone".to_owned(),
                Type::String,
                "The name of the time zone.".to_owned(),
            ),
        ]
    };
    match of {
        Type::Context(fields) => fields
            .iter()
            .map(|(name, of)| (name.clone(), of.clone(), super::drafts::describe(of)))
            .collect(),
        Type::List(item) => properties(item)
            .into_iter()
            .map(|(name, of, _)| {
                let list = Type::list(of);
                let description = format!("\"{name}\" of each item.");
                (name, list, description)
            })
            .collect(),
        Type::Date => numbers(CALENDAR),
        Type::Time => {
            let mut all = numbers(CLOCK);
            all.extend(zone());
            all
        }
        Type::DateTime => {
            let mut all = numbers(CALENDAR);
            all.extend(numbers(CLOCK));
            all.extend(zone());
            all
        }
        Type::Duration => numbers(EXACT),
        Type::YearsMonths => numbers(MONTHS),
        Type::Range(end) => {
            let end = end.as_ref();
            [
                ("start", end.clone(), "Where it begins."),
                ("end", end.clone(), "Where it ends."),
                (
                    "start included",
                    Type::Boolean,
                    "Whether its beginning belongs to it.",
                ),
                (
                    "end included",
                    Type::Boolean,
                    "Whether its end belongs to it.",
                ),
            ]
            .map(|(name, of, summary)| (name.to_owned(), of, summary.to_owned()))
            .to_vec()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::properties;
    use crate::{Scope, Type, check, parse};

    #[test]
    fn the_checker_knows_every_property_that_is_offered_with_the_same_type() {
        let types = [
            Type::Date,
            Type::Time,
            Type::DateTime,
            Type::Duration,
            Type::YearsMonths,
            Type::Range(Box::new(Type::Number)),
            Type::list(Type::Date),
        ];
        for of in types {
            let scope: Scope = [("value", of.clone())].into_iter().collect();
            for (name, wanted, summary) in properties(&of) {
                let expression = parse(&format!("value.{name}")).ok();
                let found = expression.map(|expression| check(&expression, &scope));
                assert_eq!(found, Some((wanted, Vec::new())), "{of} {name}");
                assert!(summary.ends_with('.'));
            }
        }
    }
}
