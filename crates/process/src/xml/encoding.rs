//! Bytes into text. Most files are UTF-8; older tools write UTF-16 or Latin-1.

use super::XmlError;
use std::borrow::Cow;

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    if let Some(text) = utf16(bytes) {
        return text.map(Cow::Owned);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        // Whatever the first line says: text that is UTF-8 by chance is as good as unheard of.
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => match declared(bytes) {
            Some(name) if is_latin(&name) => Ok(Cow::Owned(latin(bytes))),
            Some(name) if !is_known(&name) => Err(unknown(&name)),
            _ => Err(XmlError::whole(
                "This file is not UTF-8 text. Save it as UTF-8.",
            )),
        },
    }
}

fn utf16(bytes: &[u8]) -> Option<Result<String, XmlError>> {
    let (big, body) = match bytes {
        [0xfe, 0xff, body @ ..] => (true, body),
        [0xff, 0xfe, body @ ..] => (false, body),
        [0, b'<', ..] => (true, bytes),
        [b'<', 0, ..] => (false, bytes),
        _ => return None,
    };
    let pairs = body.as_chunks::<2>();
    let units = pairs.0.iter().map(|pair| match big {
        true => u16::from_be_bytes(*pair),
        false => u16::from_le_bytes(*pair),
    });
    let text = char::decode_utf16(units).collect::<Result<String, _>>();
    Some(match text {
        Ok(text) if pairs.1.is_empty() => Ok(text),
        _ => Err(XmlError::whole(
            "This file is not whole UTF-16 text. Save it as UTF-8.",
        )),
    })
}

/// The encoding named in the first line.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let head = head.strip_prefix("<?xml")?.split("?>").next()?;
    let rest = head.split_once("encoding")?.1.trim_start();
    let rest = rest.strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let name = rest[1..].split(quote).next()?;
    Some(name.trim().to_ascii_lowercase())
}

fn is_known(name: &str) -> bool {
    is_latin(name)
        || name.is_empty()
        || matches!(name, "utf-8" | "utf8")
        || name.starts_with("utf-16")
}

fn is_latin(name: &str) -> bool {
    matches!(
        name,
        "iso-8859-1"
            | "iso8859-1"
            | "latin1"
            | "latin-1"
            | "us-ascii"
            | "ascii"
            | "windows-1252"
            | "cp1252"
    )
}

fn unknown(name: &str) -> XmlError {
    XmlError::whole(format!(
        "This file says it is {name:?}, but only UTF-8, UTF-16 and Latin-1 can be read. Save it as UTF-8."
    ))
}

/// Windows' reading of Latin-1, as browsers do it.
fn latin(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}
