//! Rules `calendar` and `time`: what is counted in a business calendar has one that can be counted in, and a repetition
//! that is written out can be read and comes some day.

use super::report::{at_setting, named};
use super::{Checked, Report};
use crate::diagram::Step;
use crate::recurrence::Recurrence;
use crate::step::{Relative, StepKind, Trigger, Unit, Wait, When};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for step in &checked.diagram.steps {
        match &step.kind {
            StepKind::AskPerson(ask) => {
                calendar(
                    checked,
                    report,
                    step,
                    "dueCalendar",
                    ask.due_calendar.as_deref(),
                );
            }
            StepKind::Wait(Wait::For { unit, calendar, .. }) => {
                working_days(report, step, *unit, calendar.as_deref());
                self::calendar(checked, report, step, "calendar", calendar.as_deref());
            }
            StepKind::Wait(Wait::Relative { to, calendar }) => {
                working_days(report, step, to.unit, calendar.as_deref());
                self::calendar(checked, report, step, "calendar", calendar.as_deref());
            }
            StepKind::Event(happening) => {
                for trigger in &happening.triggers {
                    if let Trigger::Timer(timer) = trigger {
                        timer_of(report, step, &timer.when, timer.calendar.as_deref());
                        calendar(checked, report, step, "calendar", timer.calendar.as_deref());
                    }
                }
            }
            _ => {}
        }
    }
}

fn calendar(
    checked: &Checked<'_>,
    report: &mut Report,
    step: &Step,
    setting: &str,
    key: Option<&str>,
) {
    if let Err(message) = checked.definition.working(key) {
        let message = format!("{} counts in a business calendar. {message}", named(step));
        report.error("calendar", at_setting(step, setting), message);
    }
}

fn working_days(report: &mut Report, step: &Step, unit: Unit, calendar: Option<&str>) {
    if unit == Unit::WorkingDays && calendar.is_none() {
        let message = format!(
            "{} counts working days. Choose the business calendar they are counted in.",
            named(step)
        );
        report.error("calendar", at_setting(step, "calendar"), message);
    }
}

fn timer_of(report: &mut Report, step: &Step, when: &When, calendar: Option<&str>) {
    let mut missing = |what: &str| {
        let message = format!("Say {what} {} happens.", named(step));
        report.error("time", at_setting(step, "timer"), message);
    };
    match when {
        When::Date { date } if date.trim().is_empty() => missing("when"),
        When::After { duration } if duration.trim().is_empty() => missing("after how long"),
        When::Every { cycle } if cycle.trim().is_empty() => missing("how often"),
        When::Relative(Relative { amount, date, .. })
            if amount.trim().is_empty() || date.trim().is_empty() =>
        {
            missing("how long before or after which date");
        }
        When::Relative(to) => {
            working_days(report, step, to.unit, calendar);
            for text in [&to.amount, &to.date] {
                readable(report, step, text);
            }
        }
        When::Every { cycle } if Recurrence::is_cron(cycle) => {
            if let Err(message) = Recurrence::parse(cycle) {
                report.error("time", at_setting(step, "timer"), message);
            }
        }
        _ => {}
    }
}

fn readable(report: &mut Report, step: &Step, text: &str) {
    if let Err(error) = feel::parse(text.trim()) {
        let message = format!(
            "The time of {} cannot be read, {}: {error}",
            named(step),
            super::report::quoted(text)
        );
        report.error("time", at_setting(step, "timer"), message);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{finds, line};
    use crate::step::{
        Happening, Relative, Side, Stands, StepKind, Timer, Trigger, Unit, Wait, When,
    };

    fn timer(when: When, calendar: Option<&str>) -> Diagram {
        let mut diagram = line(&["start", "wait", "end"]);
        let timer = Timer {
            when,
            calendar: calendar.map(str::to_owned),
        };
        let catch = Happening::new(Stands::Catch, [Trigger::Timer(timer)]);
        diagram.steps[1].kind = StepKind::Event(catch);
        diagram
    }

    fn every(cycle: &str) -> When {
        When::Every {
            cycle: cycle.into(),
        }
    }

    #[test]
    fn a_cron_line_can_run_and_one_that_cannot_be_read_is_a_problem() {
        assert!(finds(&timer(every("0 9 * * MON-FRI"), None)).is_empty());
        assert!(finds(&timer(every("R3/PT1H"), None)).is_empty());
        assert_eq!(finds(&timer(every("61 9 * * *"), None)), ["time"]);
        assert_eq!(finds(&timer(every("0 9 30 2 *"), None)), ["time"]);
        assert_eq!(finds(&timer(every(" "), None)), ["time"]);
    }

    #[test]
    fn a_business_calendar_is_one_of_the_workspace() {
        assert!(finds(&timer(every("@daily"), Some("office"))).is_empty());
        assert_eq!(finds(&timer(every("@daily"), Some("gone"))), ["calendar"]);
    }

    #[test]
    fn working_days_need_a_calendar() {
        let waiting = |unit, calendar: Option<&str>| {
            let mut diagram = line(&["start", "wait", "end"]);
            diagram.steps[1].kind = StepKind::Wait(Wait::For {
                amount: "3".into(),
                unit,
                calendar: calendar.map(str::to_owned),
            });
            finds(&diagram)
        };
        assert_eq!(waiting(Unit::WorkingDays, None), ["calendar"]);
        assert!(waiting(Unit::WorkingDays, Some("office")).is_empty());
        assert!(waiting(Unit::Hours, Some("office")).is_empty());
        assert_eq!(waiting(Unit::Hours, Some("gone")), ["calendar"]);
    }

    #[test]
    fn a_time_before_a_date_says_how_long_and_which() {
        let before = |amount: &str, date: &str| {
            timer(
                When::Relative(Relative {
                    amount: amount.into(),
                    unit: Unit::Days,
                    side: Side::Before,
                    date: date.into(),
                }),
                None,
            )
        };
        assert!(finds(&before("7", "today()")).is_empty());
        assert_eq!(finds(&before("7", " ")), ["time"]);
        assert_eq!(finds(&before("7", "today(")), ["time"]);
    }
}
