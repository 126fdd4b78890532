//! Rules `empty-form`, `no-label`, `no-options`, `bad-key`, `same-key`: a form can be filled, and its answers named.

use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::diagram::{Field, FieldKind, Step};
use crate::step::StepKind;
use std::collections::BTreeSet;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for step in &checked.diagram.steps {
        let Some(form) = step.form() else { continue };
        if form.fields.is_empty() && matches!(step.kind, StepKind::AskPerson(_)) {
            let message = format!(
                "{} asks nothing: there is no field to fill. Add one, or leave it if a confirmation is enough.",
                named(step)
            );
            report.warning("empty-form", at_setting(step, "form"), message);
        }
        let mut keys = BTreeSet::new();
        for field in &form.fields {
            check_field(step, field, report);
            if !keys.insert(&field.key) {
                let message = format!(
                    "Two fields of {} are kept as “{}”. Delete one and add it anew.",
                    named(step),
                    field.key
                );
                report.error("same-key", place(step, field), message);
            }
        }
    }
}

fn check_field(step: &Step, field: &Field, report: &mut Report) {
    if field.label.trim().is_empty() {
        let message = format!(
            "A field of {} has no label. Say what to fill in.",
            named(step)
        );
        report.warning("no-label", place(step, field), message);
    }
    if !is_key(&field.key) {
        let message = format!(
            "The field {} of {} has a key that rules cannot use. Delete it and add it anew.",
            quoted(field.title()),
            named(step)
        );
        report.error("bad-key", place(step, field), message);
    }
    if let FieldKind::Choice { options } = &field.kind {
        let distinct: BTreeSet<_> = options.iter().map(|option| option.trim()).collect();
        if options.is_empty() || distinct.contains("") || distinct.len() < options.len() {
            let message = format!(
                "The choices of {} are not complete. Give each a text of its own, and at least one.",
                quoted(field.title())
            );
            report.error("no-options", place(step, field), message);
        }
    }
}

fn place(step: &Step, field: &Field) -> super::super::Place {
    at_setting(step, format!("form.{}", field.key))
}

/// Letters, digits and underscores, so that it is one name in every rule.
pub(super) fn is_key(key: &str) -> bool {
    let mut letters = key.chars();
    letters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
        && feel::parse(key)
            .is_ok_and(|name| name.names().first().is_some_and(|(name, _)| name == key))
}

#[cfg(test)]
mod tests {
    use crate::diagram::FieldKind;
    use crate::problem::rules::testing::{field, finds, plain, with_fields};

    #[test]
    fn a_person_is_asked_something() {
        assert_eq!(finds(&with_fields(plain(), "ask", [])), ["empty-form"]);
        assert!(finds(&with_fields(plain(), "start", [])).is_empty());
    }

    #[test]
    fn each_field_says_what_it_asks_and_goes_by_a_name_of_its_own() {
        let text = || FieldKind::Text { multiline: false };
        let form = |fields: Vec<_>| finds(&with_fields(plain(), "ask", fields));
        assert!(form(vec![field("a", text()), field("b", text())]).is_empty());
        assert_eq!(
            form(vec![field("a", text()), field("a", text())]),
            ["same-key"]
        );
        let mut unnamed = field("a", text());
        unnamed.label = " ".into();
        assert_eq!(form(vec![unnamed]), ["no-label"]);
        for key in ["", "1st", "a b", "a-b", "true", "<b>", "if"] {
            assert_eq!(form(vec![field(key, text())]), ["bad-key"], "{key}");
        }
    }

    #[test]
    fn a_choice_has_something_to_choose_from() {
        let choice = |options: &[&str]| FieldKind::Choice {
            options: options.iter().map(ToString::to_string).collect(),
        };
        let form = |kind| finds(&with_fields(plain(), "ask", [field("a", kind)]));
        assert!(form(choice(&["x", "y"])).is_empty());
        for options in [&[][..], &["x", ""], &["x", "x "]] {
            assert_eq!(form(choice(options)), ["no-options"]);
        }
    }
}
