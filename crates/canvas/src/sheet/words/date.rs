//! Dates as people write them: `2026-12-24`, `24.12.2026`, `24 Dec 2026`.

use process::feel::Date;
use process::words::MONTHS;

/// The date in its ISO form.
pub(super) fn of_words(words: &str) -> Option<String> {
    let words = words.trim();
    let iso = match words
        .split(['.', ' '])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()[..]
    {
        [one] => one.to_owned(),
        [day, month, year] => {
            let month = match month.parse::<u32>() {
                Ok(month) => month,
                Err(_) => month_of(month)?,
            };
            let year: u32 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
            format!("{year:04}-{month:02}-{:02}", day.parse::<u32>().ok()?)
        }
        _ => return None,
    };
    let date: Date = iso.parse().ok()?;
    (date.to_string() == iso).then_some(iso)
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let meant = |month: &&str| word.len() >= 3 && month.to_lowercase().starts_with(&word);
    let found = MONTHS.iter().position(meant)?;
    u32::try_from(found + 1).ok()
}

/// The day in `date("2026-12-24")`.
pub(super) fn written(feel: &str) -> Option<String> {
    let inner = feel.strip_prefix("date(")?.strip_suffix(')')?;
    of_words(&super::text::unquote(inner.trim())?)
}

#[cfg(test)]
mod tests {
    use super::of_words;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for words in [
            "2026-12-24",
            "24.12.2026",
            "24. 12. 2026",
            "24 Dec 2026",
            "24 december 2026",
        ] {
            assert_eq!(of_words(words).as_deref(), Some("2026-12-24"), "{words}");
        }
        for words in [
            "",
            "24/12/2026",
            "2026-02-30",
            "24.12.26",
            "24 De 2026",
            "today",
        ] {
            assert_eq!(of_words(words), None, "{words}");
        }
    }
}
