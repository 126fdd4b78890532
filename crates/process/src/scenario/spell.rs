//! Amounts of time as people say them.

use feel::{Duration, Timestamp, YearsMonths, Zone};

const UNITS: [(i128, &str); 5] = [
    (7 * 86_400_000, "week"),
    (86_400_000, "day"),
    (3_600_000, "hour"),
    (60_000, "minute"),
    (1_000, "second"),
];

/// An ISO 8601 duration: `P1DT2H` is “1 day 2 hours”. What is none is given as it is.
pub(super) fn duration(text: &str) -> String {
    if let Ok(exact) = text.trim().parse::<Duration>() {
        return spelled(exact.whole_milliseconds());
    }
    match text.trim().parse::<YearsMonths>() {
        Ok(months) => spelled_months(months.months()),
        Err(_) => text.trim().to_owned(),
    }
}

pub(super) fn ms(milliseconds: i64) -> String {
    spelled(milliseconds.into())
}

/// The moment so long after another; nothing for what is not a duration, or lies too far away.
pub(super) fn after(at: Timestamp, text: &str, zone: &Zone) -> Option<Timestamp> {
    if let Ok(exact) = text.trim().parse::<Duration>() {
        return at.plus(exact);
    }
    at.plus_months(text.trim().parse().ok()?, zone)
}

/// The ISO 8601 duration between two moments.
pub(super) fn between(from: Timestamp, to: Timestamp) -> String {
    let nanos = (i128::from(to.0) - i128::from(from.0)) * 1_000_000;
    Duration::from_nanos(nanos)
        .unwrap_or(Duration::ZERO)
        .to_string()
}

fn spelled(milliseconds: i128) -> String {
    let mut rest = milliseconds.abs();
    let mut parts = Vec::new();
    for (unit, name) in UNITS {
        let count = rest / unit;
        // “9 days” is clearer than “1 week 2 days”.
        if count == 0 || (name == "week" && rest % unit != 0) {
            continue;
        }
        rest %= unit;
        parts.push(counted(count, name));
        if parts.len() == 2 {
            break;
        }
    }
    match parts.is_empty() {
        true => "no time".to_owned(),
        false => parts.join(" "),
    }
}

fn spelled_months(months: i64) -> String {
    let (years, months) = (months / 12, months % 12);
    let parts = [(years, "year"), (months, "month")];
    let parts = parts.into_iter().filter(|(count, _)| *count != 0);
    let parts: Vec<_> = parts
        .map(|(count, name)| counted(count.into(), name))
        .collect();
    match parts.is_empty() {
        true => "no time".to_owned(),
        false => parts.join(" "),
    }
}

fn counted(count: i128, name: &str) -> String {
    match count {
        1 => format!("1 {name}"),
        count => format!("{count} {name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_time_are_spelled_out() {
        for (iso, words) in [
            ("P1D", "1 day"),
            ("P9D", "9 days"),
            ("P14D", "2 weeks"),
            ("PT36H", "1 day 12 hours"),
            ("PT90M", "1 hour 30 minutes"),
            ("P1Y2M", "1 year 2 months"),
            ("PT0S", "no time"),
            ("soon", "soon"),
        ] {
            assert_eq!(duration(iso), words, "{iso}");
        }
    }

    #[test]
    fn what_lies_between_leads_from_one_to_the_other() {
        let (from, to) = (Timestamp(1_000), Timestamp(200_000_500));
        assert_eq!(after(from, &between(from, to), &Zone::Utc), Some(to));
    }
}
