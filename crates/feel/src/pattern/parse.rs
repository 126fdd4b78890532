//! Reads a pattern into a tree.

use super::category;
use super::class::{Class, Escape};
use super::{Flags, MAX_DEPTH, PatternError};

#[derive(Debug)]
pub(super) enum Tree {
    One(Class),
    Sequence(Vec<Tree>),
    Either(Vec<Tree>),
    Repeat {
        of: Box<Tree>,
        least: usize,
        most: Option<usize>,
        reluctant: bool,
    },
    /// With its number, when what it takes is remembered.
    Group(Box<Tree>, Option<usize>),
    Start,
    End,
    Back(usize),
}

/// The pattern as plain text.
pub(super) fn literal(characters: &[char]) -> Tree {
    let ones = characters.iter().map(|one| Tree::One(Class::just(*one)));
    Tree::Sequence(ones.collect())
}

/// The tree, and how many groups it has.
pub(super) fn parse(characters: &[char], flags: Flags) -> Result<(Tree, usize), PatternError> {
    let characters = if flags.free_spacing {
        without_spaces(characters)
    } else {
        characters.to_vec()
    };
    let mut reader = Reader {
        characters,
        at: 0,
        depth: 0,
        groups: 0,
        open: Vec::new(),
        flags,
    };
    let tree = reader.either()?;
    match reader.peek() {
        None => Ok((tree, reader.groups)),
        Some(_) => Err(PatternError::new(
            "The pattern closes a bracket that was never opened.",
        )),
    }
}

/// Spaces mean nothing, except in square brackets.
fn without_spaces(characters: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(characters.len());
    let mut depth = 0usize;
    let mut escaped = false;
    for character in characters {
        let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
        if is_space && depth == 0 {
            continue;
        }
        match character {
            '[' if !escaped => depth += 1,
            ']' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = *character == '\\' && !escaped;
        kept.push(*character);
    }
    kept
}

pub(super) struct Reader {
    characters: Vec<char>,
    at: usize,
    depth: usize,
    groups: usize,
    /// Groups that are not closed yet: they cannot be referred to.
    open: Vec<usize>,
    flags: Flags,
}

impl Reader {
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    pub(super) fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, PatternError>,
    ) -> Result<T, PatternError> {
        if self.depth == MAX_DEPTH {
            return Err(PatternError::new("The pattern is nested too deeply."));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn either(&mut self) -> Result<Tree, PatternError> {
        let mut ways = vec![self.sequence()?];
        while self.take('|') {
            ways.push(self.sequence()?);
        }
        Ok(Tree::Either(ways))
    }

    fn sequence(&mut self) -> Result<Tree, PatternError> {
        let mut parts = Vec::new();
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            let part = self.atom()?;
            parts.push(self.repeated(part)?);
        }
        Ok(Tree::Sequence(parts))
    }

    fn atom(&mut self) -> Result<Tree, PatternError> {
        let Some(next) = self.next() else {
            return Err(PatternError::new("The pattern ends too early."));
        };
        Ok(match next {
            '^' => Tree::Start,
            '$' => Tree::End,
            '.' => Tree::One(Class::dot(self.flags.dot_all)),
            '(' => return self.nested(Self::group),
            '[' => Tree::One(self.nested(Self::class)?),
            '\\' => return self.escape(),
            '*' | '+' | '?' | '{' | '}' | ']' => {
                let reason = format!(
                    "In the pattern, \"{next}\" stands where it has no meaning. Put a backslash in front of it."
                );
                return Err(PatternError::new(reason));
            }
            other => Tree::One(Class::just(other)),
        })
    }

    /// After the opening bracket.
    fn group(&mut self) -> Result<Tree, PatternError> {
        let number = if self.take('?') {
            if !self.take(':') {
                return Err(PatternError::new(
                    "After (? in a pattern only a colon can stand.",
                ));
            }
            None
        } else {
            self.groups += 1;
            self.open.push(self.groups);
            Some(self.groups)
        };
        let inside = self.either()?;
        if !self.take(')') {
            return Err(PatternError::new(
                "A bracket in the pattern is never closed.",
            ));
        }
        if number.is_some() {
            self.open.pop();
        }
        Ok(Tree::Group(Box::new(inside), number))
    }

    fn escape(&mut self) -> Result<Tree, PatternError> {
        let Some(digit) = self.peek().filter(char::is_ascii_digit) else {
            return Ok(Tree::One(Class::of(self.class_escape()?)));
        };
        self.at += 1;
        let mut number = digit.to_digit(10).unwrap_or(0) as usize;
        if number == 0 {
            return Err(PatternError::new("In a pattern, \\0 has no meaning."));
        }
        // As many digits as there are groups.
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
            let longer = number * 10 + digit as usize;
            if longer > self.groups {
                break;
            }
            number = longer;
            self.at += 1;
        }
        if number > self.groups || self.open.contains(&number) {
            let reason = format!("In the pattern, \\{number} refers to a group that is not there.");
            return Err(PatternError::new(reason));
        }
        Ok(Tree::Back(number))
    }

    /// What follows a backslash, in a class or outside.
    pub(super) fn class_escape(&mut self) -> Result<Escape, PatternError> {
        let Some(letter) = self.next() else {
            return Err(PatternError::new("The pattern ends with a backslash."));
        };
        Ok(match letter {
            'n' => Escape::Just('\n'),
            'r' => Escape::Just('\r'),
            't' => Escape::Just('\t'),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'i' | 'I' | 'c' | 'C' => Escape::Kind(letter),
            'p' | 'P' => {
                let name = self.property()?;
                if !category::is_known(&name) {
                    let reason = format!("In the pattern, \\p{{{name}}} is no kind of character.");
                    return Err(PatternError::new(reason));
                }
                Escape::Property(name, letter == 'P')
            }
            '\\' | '|' | '.' | '-' | '^' | '?' | '*' | '+' | '{' | '}' | '(' | ')' | '[' | ']'
            | '$' => Escape::Just(letter),
            other => {
                let reason = format!("In a pattern, \\{other} has no meaning.");
                return Err(PatternError::new(reason));
            }
        })
    }

    fn property(&mut self) -> Result<String, PatternError> {
        let mut name = String::new();
        if self.take('{') {
            while let Some(next) = self.next() {
                if next == '}' {
                    return Ok(name);
                }
                name.push(next);
            }
        }
        Err(PatternError::new(
            "After \\p in a pattern comes a kind of character, like \\p{L}.",
        ))
    }

    fn repeated(&mut self, of: Tree) -> Result<Tree, PatternError> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                return self.counted(of);
            }
            _ => return Ok(of),
        };
        self.at += 1;
        Ok(self.repeat(of, least, most))
    }

    fn repeat(&mut self, of: Tree, least: usize, most: Option<usize>) -> Tree {
        Tree::Repeat {
            of: Box::new(of),
            least,
            most,
            reluctant: self.take('?'),
        }
    }

    /// `{3}`, `{3,}`, `{3,5}`, after the opening bracket.
    fn counted(&mut self, of: Tree) -> Result<Tree, PatternError> {
        let wrong = || {
            PatternError::new("In a pattern, curly brackets hold how often: {3}, {3,} or {3,5}.")
        };
        let least = self.count().ok_or_else(wrong)?;
        let most = if self.take(',') {
            self.count()
        } else {
            Some(least)
        };
        if !self.take('}') || most.is_some_and(|most| most < least) {
            return Err(wrong());
        }
        Ok(self.repeat(of, least, most))
    }

    fn count(&mut self) -> Option<usize> {
        let mut count = None;
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
            self.at += 1;
            count = Some((count.unwrap_or(0usize) * 10 + digit as usize).min(1_000_000));
        }
        count
    }
}
