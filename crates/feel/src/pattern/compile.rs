//! Makes a program of a tree.

use super::parse::Tree;
use super::{Flags, MAX_PROGRAM, Pattern, PatternError, Step};

pub(super) fn compile(tree: &Tree, groups: usize, flags: Flags) -> Result<Pattern, PatternError> {
    let mut compiler = Compiler {
        program: Vec::new(),
        rounds: 0,
    };
    compiler.push(Step::Save(0))?;
    compiler.tree(tree)?;
    compiler.push(Step::Save(1))?;
    compiler.push(Step::Found)?;
    Ok(Pattern {
        program: compiler.program,
        groups,
        rounds: compiler.rounds,
        flags,
    })
}

struct Compiler {
    program: Vec<Step>,
    rounds: usize,
}

impl Compiler {
    fn push(&mut self, step: Step) -> Result<usize, PatternError> {
        if self.program.len() == MAX_PROGRAM {
            return Err(PatternError::new("The pattern repeats too much."));
        }
        self.program.push(step);
        Ok(self.program.len() - 1)
    }

    /// A place to try two ways from: set once both are known.
    fn split(&mut self) -> Result<usize, PatternError> {
        self.push(Step::Split(0, 0))
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.program.get_mut(at) {
            *place = step;
        }
    }

    fn tree(&mut self, tree: &Tree) -> Result<(), PatternError> {
        match tree {
            Tree::One(class) => self.push(Step::One(class.clone())).map(drop),
            Tree::Start => self.push(Step::Start).map(drop),
            Tree::End => self.push(Step::End).map(drop),
            Tree::Back(group) => self.push(Step::Back(*group)).map(drop),
            Tree::Sequence(parts) => parts.iter().try_for_each(|part| self.tree(part)),
            Tree::Group(inside, None) => self.tree(inside),
            Tree::Group(inside, Some(number)) => {
                self.push(Step::Save(number * 2))?;
                self.tree(inside)?;
                self.push(Step::Save(number * 2 + 1)).map(drop)
            }
            Tree::Either(ways) => self.either(ways),
            Tree::Repeat {
                of,
                least,
                most,
                reluctant,
            } => self.repeat(of, *least, *most, *reluctant),
        }
    }

    fn either(&mut self, ways: &[Tree]) -> Result<(), PatternError> {
        let mut ends = Vec::new();
        for (index, way) in ways.iter().enumerate() {
            if index + 1 == ways.len() {
                self.tree(way)?;
                break;
            }
            let split = self.split()?;
            self.tree(way)?;
            ends.push(self.push(Step::Jump(0))?);
            let next = self.program.len();
            self.set(split, Step::Split(split + 1, next));
        }
        let end = self.program.len();
        for jump in ends {
            self.set(jump, Step::Jump(end));
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        of: &Tree,
        least: usize,
        most: Option<usize>,
        reluctant: bool,
    ) -> Result<(), PatternError> {
        for _ in 0..least {
            // Not even an empty part may be written out without end.
            let before = self.program.len();
            self.tree(of)?;
            if self.program.len() == before {
                break;
            }
        }
        let ways = |inside: usize, after: usize| {
            if reluctant {
                Step::Split(after, inside)
            } else {
                Step::Split(inside, after)
            }
        };
        let Some(most) = most else {
            let round = self.rounds;
            self.rounds += 1;
            let split = self.split()?;
            self.push(Step::Round(round))?;
            self.tree(of)?;
            self.push(Step::Progress(round))?;
            self.push(Step::Jump(split))?;
            let after = self.program.len();
            self.set(split, ways(split + 1, after));
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            let split = self.split()?;
            self.tree(of)?;
            splits.push(split);
        }
        let after = self.program.len();
        for split in splits {
            self.set(split, ways(split + 1, after));
        }
        Ok(())
    }
}
