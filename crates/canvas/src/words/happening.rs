//! Events and repetitions in a few words.

use process::recurrence::Recurrence;
use process::step::{
    Complex, Each, Happening, Over, Repetition, Rest, Stands, Timer, Trigger, When,
};

/// What an event waits for or makes happen; empty when its name says it all.
pub fn event(event: &Happening) -> String {
    let words: Vec<String> = event.triggers.iter().map(trigger).collect();
    let mut words: Vec<String> = words
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    if let Stands::Boundary {
        interrupting: false,
        ..
    }
    | Stands::Start {
        interrupting: false,
    } = event.at
    {
        words.push("the rest goes on".to_owned());
    }
    words.join(" · ")
}

fn trigger(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Message(message) => message.name.clone(),
        Trigger::Timer(timer) => self::timer(timer),
        Trigger::Error { code } | Trigger::Escalation { code } => code.clone(),
        Trigger::Signal { name } | Trigger::Link { name } => name.clone(),
        Trigger::Condition { expression } => expression.trim().to_owned(),
        Trigger::Compensation { .. } | Trigger::Cancel | Trigger::Terminate => String::new(),
    }
}

pub fn timer(timer: &Timer) -> String {
    match &timer.when {
        When::Date { date } if date.trim().is_empty() => "No date is set yet".to_owned(),
        When::Date { date } => format!("On {}", super::said(date)),
        When::After { duration } if duration.trim().is_empty() => "No time is set yet".to_owned(),
        When::After { duration } => format!("After {}", length(duration, timer.calendar.is_some())),
        When::Every { cycle } => every(cycle),
        When::Relative(to) => super::relative(to, timer.calendar.is_some()),
    }
}

/// `R3/PT1H`: every hour, 3 times. What is no recurrence is shown as it is written.
fn every(cycle: &str) -> String {
    let cycle = cycle.trim();
    if cycle.is_empty() {
        return "No time is set yet".to_owned();
    }
    Recurrence::parse(cycle).map_or_else(|_| cycle.to_owned(), |every| every.in_words())
}

/// `P1D` is "1 day"; what is more than one unit, or an expression, is shown as it is written.
/// Counted in a business calendar, days and hours are those on which somebody works.
pub fn length(text: &str, working: bool) -> String {
    let text = text.trim();
    let plain = || {
        let rest = text.strip_prefix('P')?;
        let (rest, time) = rest
            .strip_prefix('T')
            .map_or((rest, false), |rest| (rest, true));
        let (amount, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        let amount: u32 = amount.parse().ok()?;
        let unit = match (unit, time) {
            ("D", false) => "day",
            ("W", false) => "week",
            ("M", false) => "month",
            ("Y", false) => "year",
            ("H", true) => "hour",
            ("M", true) => "minute",
            ("S", true) => "second",
            _ => return None,
        };
        Some(super::counted(amount, &super::unit(unit, working)))
    };
    plain().unwrap_or_else(|| text.to_owned())
}

/// How often a step is done.
pub fn repetition(repetition: &Repetition) -> String {
    match repetition {
        Repetition::While { condition, .. } if condition.trim().is_empty() => {
            "Again and again".to_owned()
        }
        Repetition::While { condition, .. } => format!("Again while {}", condition.trim()),
        Repetition::Each(each) => each_of(each),
    }
}

fn each_of(each: &Each) -> String {
    let over = match &each.over {
        Over::Times { times } if times.trim().is_empty() => "Several times".to_owned(),
        Over::Times { times } => format!("{} times", times.trim()),
        Over::List { list, .. } if list.trim().is_empty() => "For each of a list".to_owned(),
        Over::List { list, .. } => format!("For each of {}", list.trim()),
    };
    let enough = match each.enough.trim() {
        "" => String::new(),
        enough => format!(", {enough} are enough"),
    };
    let order = if each.sequential {
        "one after the other"
    } else {
        "all at once"
    };
    format!("{over}{enough} · {order}")
}

pub fn complex(complex: &Complex) -> String {
    let rest = match complex.rest {
        Rest::LeaveRunning => "",
        Rest::Stop => ", the others stop",
        Rest::Wait => ", then for the others",
    };
    match (complex.activation.trim(), complex.need) {
        ("", Some(need)) => format!("{need} are enough{rest}"),
        ("", None) => String::new(),
        (activation, _) => format!("When {activation}{rest}"),
    }
}
