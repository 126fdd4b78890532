//! A list of numbers, read as one decision after the other; when it is used up, everything is the first choice.

#[derive(Clone, Debug)]
pub struct Choices {
    bytes: Vec<u8>,
    at: usize,
}

impl Choices {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % count.max(1)
    }

    pub fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    pub fn is_used_up(&self) -> bool {
        self.at >= self.bytes.len()
    }
}
