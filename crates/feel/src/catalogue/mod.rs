//! The built-in functions in words for whoever fills in a formula: one sentence each, and one for each parameter.
//! What they refuse, with units and ranges, is in the documentation of [`crate::functions`].

mod entries;

use crate::Type;
use crate::builtin;
use entries::{ENTRIES, Entry};

/// A built-in function with everything there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionDoc {
    pub name: &'static str,
    pub section: Section,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// The ways to call it; at least one.
    pub forms: Vec<FormDoc>,
}

/// One way to call a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDoc {
    pub parameters: Vec<ParameterDoc>,
    /// Whether the last parameter may be given any number of times.
    pub repeats: bool,
    /// What it gives, as far as its name tells.
    pub gives: Type,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterDoc {
    /// The name of the standard, for calls with names.
    pub name: String,
    /// What must be given, in words that follow "must be": "a number", "a list of texts".
    pub takes: String,
    pub optional: bool,
    /// What it is for, in one sentence; empty for functions that are not built in.
    pub summary: &'static str,
}

/// The sections of DMN 1.5 that describe the functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Conversion,
    Logic,
    Texts,
    Lists,
    Numbers,
    DateAndTime,
    Ranges,
    Temporal,
    Sorting,
    Groups,
    Miscellaneous,
}

impl Section {
    /// Its number in DMN 1.5.
    pub fn number(self) -> &'static str {
        match self {
            Section::Conversion => "10.3.4.1",
            Section::Logic => "10.3.4.2",
            Section::Texts => "10.3.4.3",
            Section::Lists => "10.3.4.4",
            Section::Numbers => "10.3.4.5",
            Section::DateAndTime => "10.3.4.6",
            Section::Ranges => "10.3.4.7",
            Section::Temporal => "10.3.4.8",
            Section::Sorting => "10.3.4.9",
            Section::Groups => "10.3.4.10",
            Section::Miscellaneous => "10.3.4.11",
        }
    }

    /// What its functions are about.
    pub fn title(self) -> &'static str {
        match self {
            Section::Conversion => "Making values",
            Section::Logic => "Yes and no",
            Section::Texts => "Texts",
            Section::Lists => "Lists",
            Section::Numbers => "Numbers",
            Section::DateAndTime => "Sameness",
            Section::Ranges => "Ranges",
            Section::Temporal => "Dates",
            Section::Sorting => "Sorting",
            Section::Groups => "Groups of fields",
            Section::Miscellaneous => "Now",
        }
    }
}

/// All built-in functions, in the order of the standard.
pub fn described_functions() -> impl Iterator<Item = FunctionDoc> {
    ENTRIES.iter().filter_map(described)
}

/// The built-in function of this name.
pub fn describe_function(name: &str) -> Option<FunctionDoc> {
    described(ENTRIES.iter().find(|entry| entry.0 == name)?)
}

fn described(&(name, section, summary, parameters): &Entry) -> Option<FunctionDoc> {
    let forms: Vec<_> = builtin::find(name)
        .0
        .iter()
        .map(|form| form_doc(form, parameters))
        .collect();
    (!forms.is_empty()).then_some(FunctionDoc {
        name,
        section,
        summary,
        forms,
    })
}

fn form_doc(form: &builtin::Form, described: &[(&str, &'static str)]) -> FormDoc {
    let parameters = form.parameters.iter().enumerate();
    let parameters = parameters.map(|(index, (name, takes))| ParameterDoc {
        name: (*name).to_owned(),
        takes: takes.in_words().to_owned(),
        optional: index >= form.required,
        summary: described
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, summary)| summary),
    });
    FormDoc {
        parameters: parameters.collect(),
        repeats: form.repeats,
        gives: form.gives.type_for(None),
    }
}

impl FormDoc {
    /// How it is written: `substring(string, start position, [length])`.
    pub fn signature(&self, function: &str) -> String {
        let names: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| {
                if parameter.optional {
                    format!("[{}]", parameter.name)
                } else {
                    parameter.name.clone()
                }
            })
            .collect();
        let more = if self.repeats { ", …" } else { "" };
        format!("{function}({}{more})", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_and_every_parameter_is_described_once() {
        for name in builtin::names() {
            let entries = ENTRIES.iter().filter(|entry| entry.0 == name).count();
            assert_eq!(entries, 1, "{name}");
        }
        for function in described_functions() {
            let parameters = || function.forms.iter().flat_map(|form| &form.parameters);
            for parameter in parameters() {
                assert!(
                    parameter.summary.ends_with('.'),
                    "{} {}",
                    function.name,
                    parameter.name
                );
            }
            for (name, _) in ENTRIES
                .iter()
                .find(|entry| entry.0 == function.name)
                .map_or(&[][..], |entry| entry.3)
            {
                assert!(
                    parameters().any(|parameter| parameter.name == *name),
                    "{} {name}",
                    function.name
                );
            }
        }
        assert_eq!(described_functions().count(), ENTRIES.len());
    }

    /// The functions of the documentation, with the sections that stand in their row, or else above their table.
    fn documented() -> Vec<(String, Vec<String>)> {
        let sections = |text: &str| -> Vec<String> {
            let parts = text.split(['(', ')', ' ', ',']);
            let numbers = parts.filter(|part| part.starts_with("10.3.4."));
            numbers.map(str::to_owned).collect()
        };
        let (mut above, mut found) = (Vec::new(), Vec::new());
        for line in include_str!("../functions.rs").lines() {
            if let Some(heading) = line.strip_prefix("//! # ") {
                above = sections(heading);
            }
            let Some(row) = line.strip_prefix("//! | ") else {
                continue;
            };
            let own = Some(sections(row)).filter(|own| !own.is_empty());
            let cell = row.split(" | ").next().unwrap_or_default();
            for code in cell.split('`').skip(1).step_by(2) {
                let name = code.split('(').next().unwrap_or_default();
                found.push((name.to_owned(), own.clone().unwrap_or(above.clone())));
            }
        }
        found
    }

    #[test]
    fn every_function_is_documented_in_the_section_the_standard_has_it_in() {
        let documented = documented();
        for function in described_functions() {
            let mut rows = documented.iter().filter(|(name, _)| name == function.name);
            let number = function.section.number().to_owned();
            assert!(
                rows.any(|(_, sections)| sections.contains(&number)),
                "{} is of section {number}",
                function.name
            );
        }
        for (name, _) in documented {
            assert!(describe_function(&name).is_some(), "{name}");
        }
    }
}
