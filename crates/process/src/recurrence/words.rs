//! A recurrence as one would say it: “Every weekday at 9:00”.

use super::cron::{Cron, bits};
use super::cycle::{Cycle, Step};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const MONDAY_TO_FRIDAY: u64 = 0b011_1110;
const EVERY_DAY: u64 = 0b111_1111;
/// More times of day than these are not written out.
const MOST_TIMES: usize = 4;

pub(super) fn cron(cron: &Cron) -> String {
    let (often, time) = time(cron);
    let days = days(cron);
    let said = match (often, days) {
        (true, None) => time,
        (true, Some(days)) => format!("{time}, {days}"),
        (false, None) => format!("every day {time}"),
        (false, Some(days)) => format!("{days} {time}"),
    };
    capital(&said)
}

/// Whether it comes more often than some times a day, and at which times.
fn time(cron: &Cron) -> (bool, String) {
    let seconds: Vec<i64> = bits(cron.seconds, 0).collect();
    let minutes: Vec<i64> = bits(cron.minutes, 0).collect();
    let hours: Vec<i64> = bits(cron.hours, 0).collect();
    let second = match seconds.as_slice() {
        [one] => *one,
        _ => {
            let each = step(&seconds, 60);
            let each = each.map_or("several times a minute".to_owned(), |each| {
                every(each, "second")
            });
            return (true, within(&each, &hours));
        }
    };
    if hours.len() * minutes.len() <= MOST_TIMES {
        let times = hours
            .iter()
            .flat_map(|hour| minutes.iter().map(move |minute| clock(*hour, *minute)));
        let times = times.map(|time| match second {
            0 => time,
            _ => format!("{time}:{second:02}"),
        });
        return (false, format!("at {}", list(times.collect())));
    }
    let said = match (minutes.as_slice(), step(&hours, 24)) {
        ([0], Some(each)) => return (true, every(each, "hour")),
        ([0], None) => "every hour".to_owned(),
        ([minute], Some(each)) => {
            return (true, format!("{} at {minute} past", every(each, "hour")));
        }
        ([minute], None) => format!("every hour at {minute} past"),
        _ => match step(&minutes, 60) {
            Some(each) => every(each, "minute"),
            None => {
                let minutes = minutes.iter().map(i64::to_string).collect();
                format!("every hour at {} past", list(minutes))
            }
        },
    };
    (true, within(&said, &hours))
}

/// Adds the hours, when it is not all of them.
fn within(said: &str, hours: &[i64]) -> String {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
        return said.to_owned();
    };
    if hours.len() == 24 {
        return said.to_owned();
    }
    if last - first + 1 == hours.len() as i64 {
        return format!("{said} from {} to {}", clock(*first, 0), clock(*last, 59));
    }
    let hours = hours.iter().map(|hour| clock(*hour, 0)).collect();
    format!("{said} in the hours from {}", list(hours))
}

/// The size of equal steps from 0 that fill the whole.
fn step(of: &[i64], whole: i64) -> Option<i64> {
    let step = whole / of.len() as i64;
    let mut all = of.iter().enumerate();
    all.all(|(at, one)| at as i64 * step == *one)
        .then_some(step)
        .filter(|step| step * of.len() as i64 == whole)
}

fn days(cron: &Cron) -> Option<String> {
    let months: Vec<String> = bits(cron.months, 1)
        .filter_map(|month| MONTHS.get(month as usize - 1))
        .map(|month| (*month).to_owned())
        .collect();
    let all_year = months.len() == 12;
    let of_month = cron.last_day || !cron.any_day;
    let month_days = of_month.then(|| {
        let days = if cron.last_day {
            "last day".to_owned()
        } else {
            list(bits(cron.days, 1).map(ordinal).collect())
        };
        let of = if all_year {
            "every month".to_owned()
        } else {
            list(months.clone())
        };
        format!("on the {days} of {of}")
    });
    let week_days = (!cron.any_weekday && cron.weekdays != EVERY_DAY).then(|| {
        if cron.weekdays == MONDAY_TO_FRIDAY {
            return "every weekday".to_owned();
        }
        // From Monday on.
        let days = (1..=7).filter(|day| cron.weekdays >> (day % 7) & 1 == 1);
        let days = days.map(|day| DAYS[day % 7].to_owned()).collect();
        format!("every {}", list(days))
    });
    match (month_days, week_days) {
        (Some(month), Some(week)) => Some(format!("{month} and {week}")),
        (Some(month), None) => Some(month),
        (None, Some(week)) if all_year => Some(week),
        (None, Some(week)) => Some(format!("{week} in {}", list(months))),
        (None, None) if all_year => None,
        (None, None) => Some(format!("every day in {}", list(months))),
    }
}

pub(super) fn cycle(cycle: &Cycle) -> String {
    let said = match cycle.step {
        Step::Exact(milliseconds) => {
            let units = [
                (3_600_000, "hour"),
                (60_000, "minute"),
                (1000, "second"),
                (1, "millisecond"),
            ];
            let whole = units.iter().find(|(size, _)| milliseconds % size == 0);
            whole.map_or_else(String::new, |(size, unit)| every(milliseconds / size, unit))
        }
        Step::Days(days) if days % 7 == 0 => every(days / 7, "week"),
        Step::Days(days) => every(days, "day"),
        Step::Months(months) if months % 12 == 0 => every(months / 12, "year"),
        Step::Months(months) => every(months, "month"),
    };
    let from = cycle.begins.as_ref().map(|begins| {
        let time = begins.time();
        let time = clock(i64::from(time.hour()), i64::from(time.minute()));
        format!(" from {} {time} on", begins.date())
    });
    let times = match cycle.times {
        None => String::new(),
        Some(1) => ", once".to_owned(),
        Some(times) => format!(", {times} times"),
    };
    capital(&format!("{said}{}{times}", from.unwrap_or_default()))
}

fn every(count: i64, unit: &str) -> String {
    match count {
        1 => format!("every {unit}"),
        _ => format!("every {count} {unit}s"),
    }
}

fn clock(hour: i64, minute: i64) -> String {
    format!("{hour}:{minute:02}")
}

fn ordinal(day: i64) -> String {
    let ending = match (day % 10, day / 10) {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn list(mut items: Vec<String>) -> String {
    match items.pop() {
        None => String::new(),
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
