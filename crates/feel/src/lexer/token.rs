//! The pieces of a source.

use std::fmt;

use crate::Span;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token<'a> {
    pub span: Span,
    pub kind: TokenKind<'a>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind<'a> {
    /// A word of letters, digits and underscores: a keyword, a name, or part of a name.
    Word(&'a str),
    Number(crate::Number),
    /// Without its quotes, escapes resolved.
    Text(String),
    /// `@"…"`
    AtText(String),
    Sign(Sign),
    /// A character without a meaning. It may be part of a name that is known (`manager's choice`).
    Stray(char),
    End,
}

macro_rules! signs {
    ($($name:ident $text:literal),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Sign {
            $($name),*
        }

        impl Sign {
            /// Longer signs first, so that `<=` is not `<` and `=`.
            pub const ALL: &[(Sign, &str)] = &[$((Sign::$name, $text)),*];

            pub fn text(self) -> &'static str {
                match self {
                    $(Sign::$name => $text),*
                }
            }
        }
    };
}

signs! {
    Power "**", AtMost "<=", AtLeast ">=", NotEqual "!=", DotDot "..", Arrow "->",
    Plus "+", Minus "-", Times "*", Divide "/", Equal "=", Less "<", Greater ">",
    Open "(", Close ")", OpenList "[", CloseList "]", OpenContext "{", CloseContext "}",
    Comma ",", Colon ":", Dot ".",
}

impl fmt::Display for TokenKind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TokenKind::Word(word) => write!(f, "\"{word}\""),
            TokenKind::Number(number) => write!(f, "the number {number}"),
            TokenKind::Text(_) | TokenKind::AtText(_) => f.write_str("a text"),
            TokenKind::Sign(sign) => write!(f, "\"{}\"", sign.text()),
            TokenKind::Stray(character) => write!(f, "\"{character}\""),
            TokenKind::End => f.write_str("the end"),
        }
    }
}
