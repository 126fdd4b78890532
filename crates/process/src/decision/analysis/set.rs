//! Small sets of numbers: pieces of a column, rules of a table.

/// Words that are there without asking for memory: a search makes a set for each step.
const AT_HAND: usize = 2;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Set {
    first: [u64; AT_HAND],
    rest: Vec<u64>,
}

impl Set {
    /// Without members; room for the numbers below `size`.
    pub fn empty(size: usize) -> Self {
        Self {
            first: [0; AT_HAND],
            rest: vec![0; size.div_ceil(64).saturating_sub(AT_HAND)],
        }
    }

    pub fn insert(&mut self, member: usize) {
        if let Some(word) = self.word_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    pub fn remove(&mut self, member: usize) {
        if let Some(word) = self.word_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    pub fn contains(&self, member: usize) -> bool {
        let word = self.words().nth(member / 64);
        word.is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    pub fn is_empty(&self) -> bool {
        self.words().all(|word| word == 0)
    }

    pub fn len(&self) -> usize {
        self.words().map(|word| word.count_ones() as usize).sum()
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.pairs(other).any(|(a, b)| a & b != 0)
    }

    /// Whether all members of the other are in this.
    pub fn holds_all(&self, other: &Self) -> bool {
        self.pairs(other).all(|(a, b)| b & !a == 0)
    }

    pub fn and(&self, other: &Self) -> Self {
        self.with(other, |a, b| a & b)
    }

    pub fn or(&self, other: &Self) -> Self {
        self.with(other, |a, b| a | b)
    }

    pub fn without(&self, other: &Self) -> Self {
        self.with(other, |a, b| a & !b)
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words().enumerate().flat_map(|(at, word)| {
            let each = std::iter::successors(Some(word), |left| Some(left & left.wrapping_sub(1)));
            let each = each.take_while(|left| *left != 0);
            each.map(move |left| at * 64 + left.trailing_zeros() as usize)
        })
    }

    fn with(&self, other: &Self, each: impl Fn(u64, u64) -> u64) -> Self {
        let rest = self.rest.iter().zip(&other.rest);
        Self {
            first: std::array::from_fn(|at| each(self.first[at], other.first[at])),
            rest: rest.map(|(a, b)| each(*a, *b)).collect(),
        }
    }

    fn pairs<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u64, u64)> + 'a {
        self.words().zip(other.words())
    }

    fn words(&self) -> impl Iterator<Item = u64> + '_ {
        self.first.iter().chain(&self.rest).copied()
    }

    fn word_mut(&mut self, at: usize) -> Option<&mut u64> {
        match at.checked_sub(AT_HAND) {
            None => self.first.get_mut(at),
            Some(at) => self.rest.get_mut(at),
        }
    }
}
