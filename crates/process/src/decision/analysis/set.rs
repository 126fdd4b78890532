//! Small sets of numbers: pieces of a column, rules of a table.

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// Without members; room for the numbers below `size`.
    pub fn empty(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
        }
    }

    pub fn insert(&mut self, member: usize) {
        if let Some(word) = self.words.get_mut(member / 64) {
            *word |= 1 << (member % 64);
        }
    }

    pub fn remove(&mut self, member: usize) {
        if let Some(word) = self.words.get_mut(member / 64) {
            *word &= !(1 << (member % 64));
        }
    }

    pub fn contains(&self, member: usize) -> bool {
        let word = self.words.get(member / 64);
        word.is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.pairs(other).any(|(a, b)| a & b != 0)
    }

    /// Whether all members of the other are in this.
    pub fn holds_all(&self, other: &Self) -> bool {
        self.pairs(other).all(|(a, b)| b & !a == 0)
    }

    pub fn and(&self, other: &Self) -> Self {
        let words = self.pairs(other).map(|(a, b)| a & b).collect();
        Self { words }
    }

    pub fn or(&self, other: &Self) -> Self {
        let words = self.pairs(other).map(|(a, b)| a | b).collect();
        Self { words }
    }

    pub fn without(&self, other: &Self) -> Self {
        let words = self.pairs(other).map(|(a, b)| a & !b).collect();
        Self { words }
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word & (1 << bit) != 0);
            bits.map(move |bit| at * 64 + bit)
        })
    }

    fn pairs<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u64, u64)> + 'a {
        self.words.iter().copied().zip(other.words.iter().copied())
    }
}
