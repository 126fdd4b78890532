//! Cuts a source into tokens.

mod lenient;
mod token;

use crate::{ParseError, Span};
pub(crate) use lenient::{Open, lenient_tokens};
pub(crate) use token::{Sign, Token, TokenKind};

/// All tokens of the source, ending with [`TokenKind::End`].
pub(crate) fn tokens(source: &str) -> Result<Vec<Token<'_>>, ParseError> {
    let mut lexer = Lexer { source, at: 0 };
    // Most tokens have a few letters; one allocation usually does.
    let mut tokens = Vec::with_capacity(source.len() / 3 + 2);
    loop {
        let token = lexer.next()?;
        let done = token.kind == TokenKind::End;
        tokens.push(token);
        if done {
            return Ok(tokens);
        }
    }
}

/// Whether a name may start with this character.
pub(crate) fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_' || character == '?' || is_symbol(character)
}

/// Whether a name may go on with this character.
pub(crate) fn continues_name(character: char) -> bool {
    starts_name(character) || character.is_numeric() || is_joiner(character)
}

/// Emoji and the like, which FEEL allows in names.
fn is_symbol(character: char) -> bool {
    matches!(u32::from(character), 0x1_0000..=0xE_FFFF) && !character.is_alphanumeric()
}

/// Combining marks and joiners inside a word.
fn is_joiner(character: char) -> bool {
    matches!(
        u32::from(character),
        0xB7 | 0x0300..=0x036F | 0x200C | 0x200D | 0x203F | 0x2040 | 0xFE0F
    )
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn next(&mut self) -> Result<Token<'a>, ParseError> {
        self.skip_space()?;
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(self.token(start, TokenKind::End));
        };
        let decimal_point =
            first == '.' && rest[1..].starts_with(|next: char| next.is_ascii_digit());
        if first.is_ascii_digit() || decimal_point {
            return self.number(start);
        }
        if starts_name(first) {
            let end = rest
                .find(|next| !continues_name(next))
                .unwrap_or(rest.len());
            self.at += end;
            return Ok(self.token(start, TokenKind::Word(&rest[..end])));
        }
        if first == '"' {
            let text = self.text()?;
            return Ok(self.token(start, TokenKind::Text(text)));
        }
        if first == '@' && rest[1..].starts_with('"') {
            self.at += 1;
            let text = self.text()?;
            return Ok(self.token(start, TokenKind::AtText(text)));
        }
        for (sign, text) in Sign::ALL {
            if rest.starts_with(text) {
                self.at += text.len();
                return Ok(self.token(start, TokenKind::Sign(*sign)));
            }
        }
        self.at += first.len_utf8();
        Ok(self.token(start, TokenKind::Stray(first)))
    }

    fn skip_space(&mut self) -> Result<(), ParseError> {
        loop {
            let rest = self.rest();
            if let Some(comment) = rest.strip_prefix("//") {
                self.at += 2 + comment.find('\n').unwrap_or(comment.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                let end = comment.find("*/").ok_or_else(|| {
                    ParseError::new(
                        Span::new(self.at, self.source.len()),
                        "This comment never ends. Close it with */.",
                    )
                })?;
                self.at += end + 4;
            } else {
                let space = rest
                    .find(|next: char| !is_space(next))
                    .unwrap_or(rest.len());
                if space == 0 {
                    return Ok(());
                }
                self.at += space;
            }
        }
    }

    fn number(&mut self, start: usize) -> Result<Token<'a>, ParseError> {
        let bytes = self.source.as_bytes();
        let digits = |mut at: usize| {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            at
        };
        let mut end = digits(start);
        // "1..5" is a range, "1.5" a number.
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            end = digits(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let power = digits(end + 1 + sign);
            if power > end + 1 + sign {
                end = power;
            }
        }
        self.at = end;
        if let Some(next) = self.rest().chars().next().filter(|next| starts_name(*next)) {
            self.at += next.len_utf8();
            return Err(self.error(
                start,
                "A number ends here, and a name cannot begin with a digit.",
            ));
        }
        match self.source[start..end].parse() {
            Ok(number) => Ok(self.token(start, TokenKind::Number(number))),
            Err(_) => Err(self.error(start, "This number is too large.")),
        }
    }

    /// Reads a text from its opening to its closing quote.
    fn text(&mut self) -> Result<String, ParseError> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.find(['"', '\\']).ok_or_else(|| {
                ParseError::new(
                    Span::new(start, self.source.len()),
                    "This text never ends. Close it with a double quote.",
                )
            })?;
            text.push_str(&rest[..plain]);
            self.at += plain + 1;
            if rest[plain..].starts_with('"') {
                return Ok(text);
            }
            self.escape(&mut text)?;
        }
    }

    /// Reads what follows a backslash into the text. What is no escape stays as it stands: `"\s"`, a pattern.
    fn escape(&mut self, text: &mut String) -> Result<(), ParseError> {
        let start = self.at - 1;
        let Some(letter) = self.rest().chars().next() else {
            text.push('\\');
            return Ok(());
        };
        self.at += letter.len_utf8();
        let meant = match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' | '\\' | '\'' => letter,
            'u' => self.unicode(start, 4)?,
            'U' => self.unicode(start, 6)?,
            other => {
                text.push('\\');
                other
            }
        };
        text.push(meant);
        Ok(())
    }

    fn unicode(&mut self, start: usize, length: usize) -> Result<char, ParseError> {
        let first = self.hexadecimal(start, length)?;
        // A character beyond 16 bits may be written as a pair of halves.
        if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 2;
            let second = self.hexadecimal(start, 4)?;
            if (0xDC00..0xE000).contains(&second) {
                let joined = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return char::from_u32(joined)
                    .ok_or_else(|| self.error(start, "There is no such character."));
            }
        }
        char::from_u32(first).ok_or_else(|| self.error(start, "There is no such character."))
    }

    fn hexadecimal(&mut self, start: usize, length: usize) -> Result<u32, ParseError> {
        let digits = self
            .rest()
            .get(..length)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += length;
                Ok(code)
            }
            None => Err(self.error(
                start,
                "After \\u come four digits or letters from A to F, after \\U six.",
            )),
        }
    }

    fn token(&self, start: usize, kind: TokenKind<'a>) -> Token<'a> {
        Token {
            span: Span::new(start, self.at),
            kind,
        }
    }

    fn error(&self, start: usize, message: impl Into<String>) -> ParseError {
        ParseError::new(Span::new(start, self.at), message)
    }
}

/// What to write instead of a character that has no meaning.
pub(crate) fn stray(character: char) -> String {
    let hint = match character {
        '\'' | '‘' | '’' | '“' | '”' | '„' | '«' | '»' => {
            "Put texts between straight double quotes, like \"this\"."
        }
        '≤' => "Write <= for \"at most\".",
        '≥' => "Write >= for \"at least\".",
        '≠' => "Write != for \"is not\".",
        '&' => "Write \"and\", or + to join texts.",
        '|' => "Write \"or\".",
        '!' => "Write != for \"is not\", or not(…).",
        '%' => "Write / 100 for a percentage.",
        ';' => "Separate values with commas.",
        _ => "",
    };
    format!("The character \"{character}\" has no meaning here. {hint}")
        .trim_end()
        .to_owned()
}

fn is_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{FEFF}' | '\u{180E}' | '\u{200B}' | '\u{85}')
        || (character.is_control() && character != '\0')
}
