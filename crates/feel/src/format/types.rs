//! Types as they are written after `instance of` and behind a parameter.

use crate::Type;
use crate::parser::Names;

/// The type as a text; by its own name when it has one.
pub(super) fn type_source(of: &Type, names: &Names) -> String {
    let simple = match of {
        Type::Any => "Any",
        Type::Null => "null",
        Type::Boolean => "boolean",
        Type::Number => "number",
        Type::String => "string",
        Type::Date => "date",
        Type::Time => "time",
        Type::DateTime => "date and time",
        Type::Duration => "days and time duration",
        Type::YearsMonths => "years and months duration",
        _ => "",
    };
    if !simple.is_empty() {
        return simple.to_owned();
    }
    if let Some(name) = names.name_of(of) {
        return name.to_owned();
    }
    let list = |types: Vec<String>| types.join(", ");
    match of {
        Type::List(of) => format!("list<{}>", type_source(of, names)),
        Type::Range(of) => format!("range<{}>", type_source(of, names)),
        Type::Context(fields) if fields.is_empty() => "context".to_owned(),
        Type::Context(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, of)| format!("{name}: {}", type_source(of, names)));
            format!("context<{}>", list(fields.collect()))
        }
        Type::Function { parameters, gives } => {
            let parameters = parameters.iter().map(|of| type_source(of, names));
            let parameters = list(parameters.collect());
            format!("function<{parameters}> -> {}", type_source(gives, names))
        }
        // A choice without a name is a text.
        _ => "string".to_owned(),
    }
}

/// A list, a range or a group of which is not said what is in it.
pub(super) fn partial_type_source(of: &Type, names: &Names) -> String {
    let word = match of {
        Type::List(_) => "list",
        Type::Range(_) => "range",
        _ => "context",
    };
    names.name_of(of).unwrap_or(word).to_owned()
}
