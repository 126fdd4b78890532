//! Regular expressions as XPath 3.1 has them (F&O 5.6), which FEEL's `matches`, `replace` and `split` take.
//!
//! Written here because no library with a bound on its work speaks this dialect: references back (`(a)\1`),
//! classes that take others away (`[a-z-[aeiou]]`), names of Unicode blocks. A pattern is compiled to a small
//! program; searching counts its steps, so that a pattern that explodes runs out of fuel.

mod block;
mod category;
mod class;
mod compile;
mod parse;
mod run;
mod tables;

use class::Class;

/// Longest pattern, in characters.
const MAX_PATTERN: usize = 2000;
/// Deepest nesting of groups and classes.
const MAX_DEPTH: usize = 30;
/// Largest program. Counted repeats (`a{1000}`) are written out.
const MAX_PROGRAM: usize = 20_000;

/// Why a pattern cannot be used, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PatternError(pub String);

impl PatternError {
    fn new(reason: impl Into<String>) -> PatternError {
        PatternError(reason.into())
    }
}

/// Searching took more steps than allowed.
#[derive(Debug)]
pub(crate) struct OutOfSteps;

/// How a pattern is meant.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Flags {
    /// `s`: a dot is every character, ends of lines too.
    pub dot_all: bool,
    /// `m`: `^` and `$` also stand for the start and end of a line.
    pub multi_line: bool,
    /// `i`: large and small letters are the same.
    pub ignore_case: bool,
    /// `x`: spaces in the pattern mean nothing.
    pub free_spacing: bool,
    /// `q`: the pattern is plain text.
    pub literal: bool,
}

impl Flags {
    pub fn read(text: &str) -> Result<Flags, PatternError> {
        let mut flags = Flags::default();
        for letter in text.chars() {
            match letter {
                's' => flags.dot_all = true,
                'm' => flags.multi_line = true,
                'i' => flags.ignore_case = true,
                'x' => flags.free_spacing = true,
                'q' => flags.literal = true,
                other => {
                    let reason =
                        format!("There is no flag \"{other}\". There are s, m, i, x and q.");
                    return Err(PatternError::new(reason));
                }
            }
        }
        Ok(flags)
    }
}

/// A step of a program.
#[derive(Debug)]
enum Step {
    /// One character of a class.
    One(Class),
    /// Try the first way, then the second.
    Split(usize, usize),
    Jump(usize),
    /// Remember the place: even for the start of a group, odd for its end.
    Save(usize),
    /// Remember where a round of a repeat began.
    Round(usize),
    /// Give up this way when the round took nothing: it could go on for ever.
    Progress(usize),
    Start,
    End,
    /// What a group has taken, again.
    Back(usize),
    Found,
}

/// A pattern, ready to search with.
#[derive(Debug)]
pub(crate) struct Pattern {
    program: Vec<Step>,
    groups: usize,
    rounds: usize,
    flags: Flags,
}

/// The places of a match: of all of it, then of its groups.
pub(crate) type Places = Vec<Option<(usize, usize)>>;

impl Pattern {
    pub fn new(text: &str, flags: Flags) -> Result<Pattern, PatternError> {
        let characters: Vec<char> = text.chars().collect();
        if characters.len() > MAX_PATTERN {
            let reason = format!("The pattern is too long. It can have {MAX_PATTERN} characters.");
            return Err(PatternError::new(reason));
        }
        let (tree, groups) = if flags.literal {
            (parse::literal(&characters), 0)
        } else {
            parse::parse(&characters, flags)?
        };
        compile::compile(&tree, groups, flags)
    }

    /// How many groups it has.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The first match at or after a place.
    pub fn find(
        &self,
        text: &[char],
        from: usize,
        steps: &mut u64,
    ) -> Result<Option<Places>, OutOfSteps> {
        run::find(self, text, from, steps)
    }
}
