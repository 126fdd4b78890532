//! The fields a value of a type has.

use super::Type;

impl Type {
    /// The fields that are known, by name. The fields of a list are those of its items, as lists.
    pub fn fields(&self) -> Vec<(String, Type)> {
        let numbers = |names: &[&str]| {
            let field = |name: &&str| ((*name).to_owned(), Type::Number);
            names.iter().map(field).collect::<Vec<_>>()
        };
        let zoned = |mut fields: Vec<(String, Type)>| {
            fields.push(("time offset".to_owned(), Type::Duration));
            fields.push(("timezone".to_owned(), Type::String));
            fields
        };
        match self {
            Type::Context(fields) => fields
                .iter()
                .map(|(name, of)| (name.clone(), of.clone()))
                .collect(),
            Type::List(item) => {
                let listed = |(name, of)| (name, Type::list(of));
                item.fields().into_iter().map(listed).collect()
            }
            Type::Date => numbers(&["year", "month", "day", "weekday"]),
            Type::Time => zoned(numbers(&["hour", "minute", "second"])),
            Type::DateTime => zoned(numbers(&[
                "year", "month", "day", "weekday", "hour", "minute", "second",
            ])),
            Type::Duration => numbers(&["days", "hours", "minutes", "seconds"]),
            Type::YearsMonths => numbers(&["years", "months"]),
            Type::Range(item) => vec![
                ("start".to_owned(), item.as_ref().clone()),
                ("end".to_owned(), item.as_ref().clone()),
                ("start included".to_owned(), Type::Boolean),
                ("end included".to_owned(), Type::Boolean),
            ],
            _ => Vec::new(),
        }
    }
}
