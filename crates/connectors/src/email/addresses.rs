//! Reading addresses as people type them.

use crate::Failure;
use crate::failure::shorten;
use lettre::message::Mailbox;

/// More than this is a newsletter, not a message of a case.
const MAX_RECIPIENTS: usize = 100;

/// Several addresses, separated by commas or semicolons; `label` names the setting in messages.
pub(super) fn several(text: &str, label: &str) -> Result<Vec<Mailbox>, Failure> {
    let mailboxes = split(text)
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| one(part, label))
        .collect::<Result<Vec<_>, _>>()?;
    if mailboxes.len() > MAX_RECIPIENTS {
        return Err(Failure::permanent(format!(
            "\"{label}\" has {} addresses. A message goes to at most {MAX_RECIPIENTS}.",
            mailboxes.len()
        )));
    }
    Ok(mailboxes)
}

/// One address, with or without a name: `anna@example.com` or `Anna <anna@example.com>`.
pub(super) fn one(text: &str, label: &str) -> Result<Mailbox, Failure> {
    no_line_break(text, label)?;
    text.trim().parse::<Mailbox>().map_err(|_| {
        Failure::permanent(format!(
            "\"{}\" in \"{label}\" is not an e-mail address. Write it like anna@example.com.",
            shorten(text, 80)
        ))
    })
}

/// A line break in a header would let a value add headers of its own.
pub(super) fn no_line_break(text: &str, label: &str) -> Result<(), Failure> {
    if text.trim().contains(|c: char| c.is_control()) {
        return Err(Failure::permanent(format!(
            "\"{label}\" contains a line break or a control character. Put it on one line."
        )));
    }
    Ok(())
}

/// Separators inside a quoted name do not count.
fn split(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c| {
        if c == '"' {
            quoted = !quoted;
        }
        !quoted && matches!(c, ',' | ';')
    })
    .collect()
}
