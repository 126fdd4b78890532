//! Numbers as people write them: `1 000`, `€ 12.50`, `1,000,000`.

use process::feel::Number;

const CURRENCIES: [&str; 12] = [
    "EUR", "USD", "GBP", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "€", "$", "£",
];

/// The number as FEEL writes it. A comma is only ever a mark of thousands.
pub(super) fn of_words(words: &str) -> Option<String> {
    let mut words = words.trim();
    for currency in CURRENCIES {
        let rest = super::without_start(words, currency);
        let rest = rest.or_else(|| super::without_end(words, currency));
        if let Some(rest) = rest {
            words = rest.trim();
            break;
        }
    }
    let (sign, digits) = match words.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits.trim_start()),
        None => ("", words),
    };
    let starts_well = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    if !starts_well || !digits.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let plain = ungrouped(digits)?;
    let number = format!("{sign}{plain}");
    number.parse::<Number>().is_ok().then_some(number)
}

/// Without the marks between thousands: blanks, apostrophes or commas, always the same and always before three digits.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mark = whole.chars().find(|letter| !letter.is_ascii_digit());
    let plain = match mark {
        None => whole.to_owned(),
        Some(mark @ (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | ',')) => {
            let mut groups = whole.split(mark);
            let first = groups
                .next()
                .filter(|first| (1..=3).contains(&first.len()))?;
            let mut plain = first.to_owned();
            for group in groups {
                if group.len() != 3 {
                    return None;
                }
                plain.push_str(group);
            }
            plain
        }
        Some(_) => return None,
    };
    let all_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    (all_digits(&plain) && all_digits(fraction)).then(|| match fraction {
        "" => plain,
        fraction => format!("{plain}.{fraction}"),
    })
}

/// Whether the whole is one number with commas between its thousands, rather than several numbers.
pub(super) fn is_grouped_by_commas(words: &str) -> bool {
    words.contains(',') && !words.contains(", ") && of_words(words).is_some()
}

#[cfg(test)]
mod tests {
    use super::of_words;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (words, number) in [
            ("1000", "1000"),
            ("1 000", "1000"),
            ("1\u{202f}000.50", "1000.50"),
            ("1'000'000", "1000000"),
            ("1,000", "1000"),
            ("€ 12.50", "12.50"),
            ("12 EUR", "12"),
            ("-5", "-5"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(of_words(words).as_deref(), Some(number), "{words}");
        }
    }

    #[test]
    fn what_is_not_plainly_a_number_is_none() {
        for words in [
            "",
            "a",
            "1,00",
            "1 00",
            "1..5",
            "1e",
            "5 - 3",
            "1,000 000",
            "amount",
        ] {
            assert_eq!(of_words(words), None, "{words}");
        }
    }
}
