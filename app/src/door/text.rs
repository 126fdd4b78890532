//! What people type as names: trimmed, checked, and refused in words.

use crate::api::ApiError;
use process::{Timestamp, Zone};

const LONGEST_NAME: usize = 120;
const LONGEST_EMAIL: usize = 254;
const SHORTEST_PASSWORD: usize = 10;
const LONGEST_PASSWORD: usize = 512;
const LONGEST_REASON: usize = 2_000;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A name on one line. `what` begins the sentence, such as `The name`.
pub fn name(field: &str, what: &str, typed: &str) -> Result<String, ApiError> {
    let name = tidy(typed);
    let name = name.trim();
    if name.is_empty() {
        return Err(ApiError::invalid(
            field,
            format!("{what} is missing. Fill it in."),
        ));
    }
    if name.chars().any(char::is_control) {
        let message = format!("{what} holds a character that cannot be shown. Type it anew.");
        return Err(ApiError::invalid(field, message));
    }
    if name.chars().count() > LONGEST_NAME {
        let message = format!("{what} is too long. Use {LONGEST_NAME} characters at most.");
        return Err(ApiError::invalid(field, message));
    }
    Ok(name.to_owned())
}

/// Some sentences, perhaps on several lines.
pub fn reason(field: &str, typed: &str) -> Result<String, ApiError> {
    let reason = tidy(typed).trim().replace("\r\n", "\n");
    if reason.is_empty() {
        return Err(ApiError::invalid(field, "Say why, in a few words."));
    }
    if reason
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        return Err(ApiError::invalid(
            field,
            "This holds a character that cannot be shown. Type it anew.",
        ));
    }
    if reason.chars().count() > LONGEST_REASON {
        let message = format!("This is too long. Use {LONGEST_REASON} characters at most.");
        return Err(ApiError::invalid(field, message));
    }
    Ok(reason)
}

pub fn email(field: &str, typed: &str) -> Result<String, ApiError> {
    let email = typed.trim();
    let sound = email.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && !after.is_empty() && !after.contains('@')
    });
    let plain = email
        .chars()
        .all(|c| !c.is_control() && !c.is_whitespace() && !turns(c));
    if sound && plain && email.len() <= LONGEST_EMAIL {
        return Ok(email.to_owned());
    }
    Err(ApiError::invalid(
        field,
        "This is not an e-mail address. It looks like name@example.com.",
    ))
}

pub fn password(field: &str, typed: &str) -> Result<store::Secret, ApiError> {
    if typed.chars().count() < SHORTEST_PASSWORD {
        let message =
            format!("The password is too short. Use {SHORTEST_PASSWORD} characters or more.");
        return Err(ApiError::invalid(field, message));
    }
    if typed.len() > LONGEST_PASSWORD {
        return Err(ApiError::invalid(
            field,
            "The password is too long. Use a shorter one.",
        ));
    }
    Ok(store::Secret::new(typed))
}

/// A moment in the workspace's time zone, for the middle of a sentence: `on 23 Nov 2026 at 14:05`.
pub fn moment(at: Timestamp, zone: &str) -> String {
    let zone = zone.parse::<Zone>().unwrap_or_default();
    let Some(local) = at.in_zone(&zone) else {
        return "before".to_owned();
    };
    let (date, time) = (local.date(), local.time());
    let month = MONTHS
        .get(usize::from(date.month()).wrapping_sub(1))
        .unwrap_or(&"");
    format!(
        "on {} {month} {} at {:02}:{:02}",
        date.day(),
        date.year(),
        time.hour(),
        time.minute()
    )
}

/// Without the signs that turn the direction of the text after them: they make a name read as another.
fn tidy(typed: &str) -> String {
    typed.chars().filter(|c| !turns(*c)).collect()
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_any_script_and_any_sign_people_can_see() {
        for typed in ["<b>Ann & Bob</b>", "مرحبا", "🦀 crabs", "O'Brien"] {
            assert_eq!(name("name", "The name", typed), Ok(typed.to_owned()));
        }
    }

    #[test]
    fn a_name_is_trimmed_and_cannot_turn_the_text_after_it() {
        assert_eq!(
            name("name", "The name", "  Ann \u{202E} "),
            Ok("Ann".to_owned())
        );
    }

    #[test]
    fn a_name_nobody_can_see_is_refused_in_words() {
        for typed in ["", "  ", "\u{202E}", "a\0b", "a\nb", &"x".repeat(121)] {
            let refused = name("name", "The name", typed).expect_err("it is refused");
            assert!(
                refused
                    .at("name")
                    .is_some_and(|words| words.starts_with("The name"))
            );
        }
    }

    #[test]
    fn an_address_without_its_two_halves_is_no_address() {
        for typed in [
            "",
            "ann",
            "@",
            "ann@",
            "@example.com",
            "a@b@c",
            "a b@c",
            "a\0@c",
        ] {
            assert!(email("email", typed).is_err(), "{typed:?}");
        }
        assert_eq!(
            email("email", " ann@example.com "),
            Ok("ann@example.com".to_owned())
        );
    }
}
