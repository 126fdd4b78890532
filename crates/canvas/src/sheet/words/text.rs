//! Quotation marks, and the commas that stand outside them.

/// A text as FEEL writes it.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The text that is quoted, when the whole is one quoted text without anything unusual in it.
pub(super) fn unquote(feel: &str) -> Option<String> {
    let inner = feel.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return None,
            '\\' => match letters.next()? {
                escaped @ ('"' | '\\') => text.push(escaped),
                _ => return None,
            },
            letter => text.push(letter),
        }
    }
    Some(text)
}

/// Splits at `,` and `;` outside quotation marks and brackets. None where a mark or a bracket is not closed.
pub(super) fn split(text: &str) -> Option<Vec<&str>> {
    let (mut parts, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0usize, false);
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quoted => {
                letters.next();
            }
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                parts.push(text[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[from..].trim());
    (!quoted && depth == 0).then_some(parts)
}

/// The same without blanks outside quotation marks, for comparing.
pub(super) fn squeezed(feel: &str) -> String {
    let mut squeezed = String::with_capacity(feel.len());
    let (mut quoted, mut escaped) = (false, false);
    for letter in feel.chars() {
        if quoted || !letter.is_whitespace() {
            squeezed.push(letter);
        }
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    squeezed
}
