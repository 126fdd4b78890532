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

/// “3 working days”
pub(super) fn working_days(days: u32) -> String {
    counted(days.into(), "working day")
}

/// “3rd”
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// An ISO 8601 duration in words that [`read`] reads as the same; as it is where no words do.
pub(super) fn in_full(text: &str) -> String {
    let text = text.trim();
    let words = match (text.parse::<Duration>(), text.parse::<YearsMonths>()) {
        (Ok(exact), _) => parts(exact.whole_milliseconds(), UNITS.len()),
        (_, Ok(months)) => spelled_months(months.months()),
        _ => return text.to_owned(),
    };
    let same = match (read(&words), text.parse::<Duration>()) {
        (Some(Amount::Exact(again)), Ok(exact)) => again.parse() == Ok(exact),
        (Some(Amount::Exact(again)), Err(_)) => {
            again.parse::<YearsMonths>() == text.parse::<YearsMonths>()
        }
        _ => false,
    };
    if same { words } else { text.to_owned() }
}

/// An amount of time that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// As an ISO 8601 duration.
    Exact(String),
    WorkingDays(u32),
}

/// Reads “3 days”, “1 hour 30 minutes”, “3 working days” or an ISO 8601 duration.
pub(super) fn read(text: &str) -> Option<Amount> {
    let text = text.trim();
    if text.parse::<Duration>().is_ok() || text.parse::<YearsMonths>().is_ok() {
        return Some(Amount::Exact(text.to_owned()));
    }
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !matches!(*word, "" | "and"))
        .collect();
    if let [days, "working", "day" | "days"] = words.as_slice() {
        return Some(Amount::WorkingDays(days.parse().ok()?));
    }
    if words == ["no", "time"] {
        return Some(Amount::Exact("PT0S".to_owned()));
    }
    let (pairs, rest) = words.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() {
        return None;
    }
    let (mut milliseconds, mut months) = (0i128, 0i64);
    for [count, unit] in pairs {
        let count: u32 = count.parse().ok()?;
        let unit = unit.strip_suffix('s').unwrap_or(unit);
        match (unit, UNITS.iter().find(|(_, name)| *name == unit)) {
            (_, Some((length, _))) => milliseconds += length * i128::from(count),
            ("month", _) => months += i64::from(count),
            ("year", _) => months += i64::from(count) * 12,
            _ => return None,
        }
    }
    match (milliseconds, months) {
        (exact, 0) => Some(Amount::Exact(
            Duration::from_nanos(exact * 1_000_000)?.to_string(),
        )),
        (0, months) => Some(Amount::Exact(YearsMonths::new(months).to_string())),
        // A month has no length of its own.
        _ => None,
    }
}

fn spelled(milliseconds: i128) -> String {
    parts(milliseconds, 2)
}

/// The largest units of an amount, no more than so many.
fn parts(milliseconds: i128, most: usize) -> String {
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
        if parts.len() == most {
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
    fn what_is_spelled_in_full_is_read_as_the_same() {
        for iso in ["P1D", "P9D", "PT36H", "P1DT2H3M4S", "P1Y2M", "PT0S", "P21D"] {
            let words = in_full(iso);
            assert!(!words.starts_with('P'), "{words}");
            let Some(Amount::Exact(again)) = read(&words) else {
                panic!("{words} cannot be read");
            };
            assert_eq!(in_full(&again), words);
        }
        assert_eq!(in_full("PT0.5S"), "PT0.5S");
        assert_eq!(read("3 working days"), Some(Amount::WorkingDays(3)));
        assert_eq!(
            read("2 hours and 30 minutes"),
            read("PT2H30M").and(Some(Amount::Exact("PT2H30M".into())))
        );
        for nonsense in [
            "soon",
            "3",
            "days",
            "-2 days",
            "1 month 2 days",
            "3 working",
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn what_lies_between_leads_from_one_to_the_other() {
        let (from, to) = (Timestamp(1_000), Timestamp(200_000_500));
        assert_eq!(after(from, &between(from, to), &Zone::Utc), Some(to));
    }
}
