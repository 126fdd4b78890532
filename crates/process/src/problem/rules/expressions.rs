//! Rules `unreadable`, `unknown-field`, `not-yet-known`, `maybe-missing`, `may-be-empty`, `bad-expression`,
//! `missing-setting`: every rule in the process can be read, names data the case has, and gives what is needed.

mod inside;
pub(super) mod names;
mod sites;

use super::report::{at_setting, named, quoted};
use super::tables::place_in_words;
use super::ways::compares_equality_only;
use super::{Checked, Report};
use crate::data::Origin;
use crate::decision::table::Cell;
use crate::problem::{Place, Severity};
use crate::step::{DecideByTable, StepKind, setting_of};
use feel::{FindingKind, Type};
use names::Names;
use sites::{Reads, sites};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let names = Names::of(checked);
    // Which way data take through sub-processes and events is not known for sure.
    let grade = match checked.definition.structure.is_whole {
        true => Severity::Warning,
        false => Severity::Error,
    };
    for site in sites(checked) {
        let is_missing = site.formula.source.is_empty();
        if site.said_elsewhere && (is_missing || site.formula.parsed.is_err()) {
            continue;
        }
        if is_missing {
            let message = format!("{} is empty. Fill it in.", site.subject(checked));
            report.error("missing-setting", site.place, message);
            continue;
        }
        let expression = match &site.formula.parsed {
            Ok(expression) => expression,
            Err(error) => {
                let message = format!("{} cannot be read: {error}", site.subject(checked));
                report.error("unreadable", site.place, message);
                continue;
            }
        };
        if site.reads == Reads::Answer {
            continue;
        }
        let (gives, findings) = feel::check(expression, &names.at(checked, site.step));
        for finding in &findings {
            let is_name = matches!(finding.kind, FindingKind::UnknownName { .. });
            if is_name && names.is_open {
                continue;
            }
            let rule = match finding.kind {
                FindingKind::UnknownName { .. } | FindingKind::UnknownField { .. } => {
                    "unknown-field"
                }
                _ => "bad-expression",
            };
            let message = format!("{}: {}", site.subject(checked), finding.message);
            report.add(grade, rule, site.place.clone(), message);
        }
        if findings.is_empty() && !site.wanted.iter().any(|wanted| gives.may_be(wanted)) {
            let message = format!(
                "{} gives {gives}, but must give {}.",
                site.subject(checked),
                in_words(&site.wanted)
            );
            report.add(grade, "bad-expression", site.place.clone(), message);
        }
        if site.at_end {
            continue;
        }
        let reading = Reading {
            step: site.step,
            place: site.place.clone(),
            subject: site.subject(checked),
            source: &site.formula.source,
            needs_value: site.needs_value,
            grade,
        };
        for (name, _) in expression.names() {
            check_name(checked, &names, &reading, &name, report);
        }
    }
    check_tables(checked, &names, grade, report);
}

/// A place that uses variables.
struct Reading<'a> {
    step: usize,
    place: Place,
    /// The place in words that a sentence can begin with.
    subject: String,
    source: &'a str,
    /// Whether a value left empty stops the case here.
    needs_value: bool,
    /// How grave it is when the value cannot be there.
    grade: Severity,
}

fn check_tables(checked: &Checked<'_>, names: &Names, grade: Severity, report: &mut Report) {
    for (step, drawn) in checked.diagram.steps.iter().enumerate() {
        let StepKind::DecideByTable(DecideByTable { table }) = &drawn.kind else {
            continue;
        };
        for (name, cell) in table.reads() {
            let reading = Reading {
                step,
                place: at_setting(drawn, setting_of(cell)),
                subject: place_in_words(drawn, table, cell),
                source: table.text_of(cell),
                // An input that is empty fits where a rule asks for nothing.
                needs_value: !matches!(cell, Cell::Input { .. }),
                grade,
            };
            check_name(checked, names, &reading, &name, report);
        }
    }
}

/// Whether the case has the value when it gets here.
fn check_name(
    checked: &Checked<'_>,
    names: &Names,
    reading: &Reading<'_>,
    name: &str,
    report: &mut Report,
) {
    if names.may_come_otherwise(name) {
        return;
    }
    let data = checked.data;
    let Some(number) = data.number(name).filter(|_| data.is_reached(reading.step)) else {
        return;
    };
    let declared = &data.declared[number];
    let origin = &checked.diagram.steps[declared.origins[0]];
    let source = reading.source;
    let prepared = source.contains("or else") || is_chosen(source, name);
    if !data.may_have(reading.step, number) {
        let message = format!(
            "{} uses {}, which is not known there yet: it comes from {}.",
            reading.subject,
            quoted(&declared.label),
            named(origin)
        );
        report.add(
            reading.grade,
            "not-yet-known",
            reading.place.clone(),
            message,
        );
    } else if !data.surely_has(reading.step, number) && !prepared {
        let message = format!(
            "{} uses {}, but not every way there passes {}. A case that did not would stop here; write “{name} or else …” to say what is used then.",
            reading.subject,
            quoted(&declared.label),
            named(origin)
        );
        report.warning("maybe-missing", reading.place.clone(), message);
    } else if matches!(declared.origin, Origin::Field { surely: false, .. })
        && reading.needs_value
        && !prepared
        && !source.contains("null")
        && !compares_equality_only(source)
    {
        let message = format!(
            "{} uses {}, which may be left empty. A case where it is would stop here; make the field required, or write “{name} or else …”.",
            reading.subject,
            quoted(&declared.label)
        );
        report.warning("may-be-empty", reading.place.clone(), message);
    }
}

/// Whether a name is used only in what an `if` chooses: in which cases that is cannot be told here.
fn is_chosen(source: &str, name: &str) -> bool {
    let rest = source.trim_start().strip_prefix("if ");
    let asked = rest.and_then(|rest| rest.split_once(" then "));
    asked.is_some_and(|(asked, _)| !asked.contains(name))
}

fn in_words(wanted: &[Type]) -> String {
    let words: Vec<_> = wanted.iter().map(ToString::to_string).collect();
    words.join(" or ")
}

#[cfg(test)]
mod tests {
    use crate::diagram::{Diagram, FieldKind};
    use crate::problem::rules::testing::{
        ask, deciding, field, finds, flow, http, line, messages, otherwise, plain, step, when,
        with_fields,
    };
    use crate::step::{Setting, StepKind, Take, Unit, Wait};

    fn asking(instructions: &str) -> Diagram {
        let mut diagram = with_fields(plain(), "start", [field("amount", FieldKind::Number)]);
        if let StepKind::AskPerson(ask) = &mut diagram.steps[1].kind {
            ask.instructions = instructions.into();
        }
        diagram
    }

    fn waiting(wait: Wait) -> Vec<String> {
        let mut diagram = with_fields(
            line(&["start", "pause", "end"]),
            "start",
            [field("day", FieldKind::Date)],
        );
        diagram.steps[1] = step("pause", StepKind::Wait(wait));
        finds(&diagram)
    }

    #[test]
    fn a_text_names_data_that_is_there() {
        assert!(finds(&asking("Pay {{ amount * 2 }} to {{ requester.name }}?")).is_empty());
        assert_eq!(finds(&asking("{{ amuont }}")), ["unknown-field"]);
        assert_eq!(finds(&asking("{{ requester.phone }}")), ["unknown-field"]);
        assert_eq!(finds(&asking("{{ amount + }}")), ["unreadable"]);
        assert_eq!(finds(&asking("{{ }}")), ["missing-setting"]);
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let found = messages(&asking("{{ amuont }}"));
        assert!(
            found[0].contains("Perhaps \"amount\" is meant"),
            "{found:?}"
        );
    }

    #[test]
    fn an_answer_is_not_known_before_it_is_given() {
        assert_eq!(finds(&asking("You said {{ comment }}")), ["not-yet-known"]);
    }

    #[test]
    fn what_only_one_way_sets_may_be_missing() {
        let mut diagram = deciding(FieldKind::YesNo, true, &["x = true", "otherwise"]);
        diagram.steps.extend([ask("asked"), ask("then")]);
        diagram.flows.retain(|flow| flow.from.as_str() == "start");
        diagram.steps.retain(|step| step.id.as_str() != "end1");
        diagram.flows.extend([
            when("which", "asked", "x = true"),
            otherwise("which", "then"),
            flow("asked", "then"),
            flow("then", "end0"),
        ]);
        let mut with = |text: &str| {
            let then = diagram
                .steps
                .iter_mut()
                .find(|step| step.id.as_str() == "then");
            if let StepKind::AskPerson(ask) = &mut then.expect("it is there").kind {
                ask.instructions = text.into();
            }
            finds(&diagram)
        };
        assert_eq!(with("{{ comment }}"), ["maybe-missing"]);
        assert!(with("{{ comment or else \"nothing\" }}").is_empty());
    }

    #[test]
    fn a_condition_is_true_or_false() {
        let number = |condition| {
            finds(&deciding(
                FieldKind::Number,
                true,
                &[condition, "otherwise"],
            ))
        };
        assert!(number("x > 5").is_empty());
        assert_eq!(number("x + 5"), ["bad-expression"]);
        assert_eq!(number("x > \"a lot\""), ["bad-expression"]);
    }

    #[test]
    fn comparing_an_answer_that_may_be_left_empty_is_worth_a_warning() {
        let optional = |condition| {
            finds(&deciding(
                FieldKind::Number,
                false,
                &[condition, "otherwise"],
            ))
        };
        assert_eq!(optional("x > 5"), ["may-be-empty"]);
        assert!(optional("x = 5").is_empty());
        assert!(optional("x != null and x > 5").is_empty());
        assert!(optional("(x or else 0) > 5").is_empty());
    }

    #[test]
    fn a_wait_is_for_a_number_or_until_a_date() {
        let amount = |amount: &str| {
            waiting(Wait::For {
                amount: amount.into(),
                unit: Unit::Days,
                calendar: None,
            })
        };
        let until = |moment: &str| {
            waiting(Wait::Until {
                moment: moment.into(),
            })
        };
        assert!(amount("2").is_empty());
        assert_eq!(amount("day"), ["bad-expression"]);
        assert_eq!(amount(" "), ["missing-setting"]);
        assert!(until("day").is_empty());
        assert!(until("day - duration(\"P3D\")").is_empty());
        assert_eq!(until("2"), ["bad-expression"]);
    }

    #[test]
    fn what_is_taken_from_an_answer_is_read_from_the_answer() {
        let mut diagram = line(&["start", "call", "ask", "end"]);
        diagram.steps[1] = http("call");
        if let StepKind::Service(service) = &mut diagram.steps[1].kind {
            service.takes.push(Take {
                key: "ticket".into(),
                label: "Ticket".into(),
                from: "body.id".into(),
                kind: FieldKind::Text { multiline: false },
            });
            service
                .settings
                .insert("note".into(), Setting::Text("{{ ticket }}".into()));
        }
        assert_eq!(finds(&diagram), ["not-yet-known"]);
        if let StepKind::Service(service) = &mut diagram.steps[1].kind {
            service.settings.remove("note");
            service.takes[0].from = "body.".into();
        }
        assert_eq!(finds(&diagram), ["unreadable"]);
    }
}
