//! Values as people write them: `22 November 2026`, `12 500.75`, `yes`. The same words in pages, tasks and mails,
//! whatever machine writes them.

use feel::{Date, DateTime, Number, Time, Value};

pub const MONTHS: [&str; 12] = [
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

/// Keeps the groups of a number on one line.
const NO_BREAK: char = '\u{a0}';
/// A number with fewer digits is read at a glance, and is often a year or a room.
const GROUPED_FROM: usize = 5;

/// A value in the middle of a text; nothing for null.
pub fn value(value: &Value) -> String {
    match value {
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::Number(one) => number(one),
        Value::Date(one) => date(*one),
        Value::DateTime(one) => moment(one),
        Value::Time(one) => time(one),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(self::value).collect();
            items.join(", ")
        }
        other => other.to_text(),
    }
}

/// `22 November 2026`
pub fn date(date: Date) -> String {
    let month = MONTHS[usize::from(date.month().saturating_sub(1)) % MONTHS.len()];
    format!("{} {month} {}", date.day(), date.year())
}

/// `22 November 2026, 14:30`
fn moment(moment: &DateTime) -> String {
    format!("{}, {}", date(moment.date()), time(moment.time()))
}

/// `14:30`, with seconds where there are any.
fn time(time: &Time) -> String {
    let minutes = format!("{:02}:{:02}", time.hour(), time.minute());
    match time.second() {
        0 => minutes,
        second => format!("{minutes}:{second:02}"),
    }
}

/// `4711`, `12 500.75`
pub fn number(number: &Number) -> String {
    grouped(&number.to_string(), GROUPED_FROM)
}

/// `1 250.50 EUR`: groups always, and cents whenever there are some.
pub fn money(amount: &Number, currency: &str) -> String {
    let mut text = amount.to_string();
    if let Some((_, cents)) = text.split_once('.')
        && cents.len() == 1
    {
        text.push('0');
    }
    let amount = grouped(&text, 0);
    match currency.trim() {
        "" => amount,
        currency => format!("{amount}{NO_BREAK}{currency}"),
    }
}

/// Puts the whole part of a plain decimal into groups of three when it has at least so many digits.
fn grouped(number: &str, from: usize) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", number),
    };
    let (whole, rest) = digits
        .find('.')
        .map_or((digits, ""), |at| digits.split_at(at));
    if whole.len() < from || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{sign}{digits}");
    }
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(NO_BREAK);
        }
        text.push(digit);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::{money, value};
    use feel::{Number, Value};

    fn plain(text: String) -> String {
        text.replace(super::NO_BREAK, "_")
    }

    fn of(source: &str) -> String {
        let context = feel::EvalContext::new(feel::Timestamp(0), feel::Zone::Utc);
        let read = feel::parse(source).map(|expression| {
            feel::evaluate(&expression, &std::collections::BTreeMap::new(), &context)
        });
        match read {
            Ok(Ok(read)) => plain(value(&read)),
            other => format!("{other:?}"),
        }
    }

    fn amount(text: &str, currency: &str) -> String {
        let number: Result<Number, _> = text.parse();
        number.map_or_else(
            |error| error.to_string(),
            |one| plain(money(&one, currency)),
        )
    }

    #[test]
    fn dates_and_times_are_written_out() {
        assert_eq!(of("date(\"2026-11-22\")"), "22 November 2026");
        assert_eq!(
            of("date and time(\"2026-01-02T14:30:00\")"),
            "2 January 2026, 14:30"
        );
        assert_eq!(of("time(\"09:05:07\")"), "09:05:07");
    }

    #[test]
    fn long_numbers_stand_in_groups_and_short_ones_do_not() {
        assert_eq!(of("2026"), "2026");
        assert_eq!(of("12500.75"), "12_500.75");
        assert_eq!(of("-1234567"), "−1_234_567");
        assert_eq!(of("0.00001"), "0.00001");
    }

    #[test]
    fn an_amount_of_money_carries_its_cents_and_its_currency() {
        assert_eq!(amount("1250.5", "EUR"), "1_250.50_EUR");
        assert_eq!(amount("480", "EUR"), "480_EUR");
        assert_eq!(amount("999.999", ""), "999.999");
    }

    #[test]
    fn lists_are_read_item_by_item_and_nothing_is_nothing() {
        assert_eq!(of("[true, 10000, null, \"x\"]"), "yes, 10_000, , x");
        assert_eq!(plain(value(&Value::Null)), "");
    }
}
