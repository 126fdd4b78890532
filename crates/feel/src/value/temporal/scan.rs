//! Reads fixed shapes of digits and signs, for dates, times and durations.

pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Scan<'a> {
        Scan { rest: text }
    }

    pub fn rest(&self) -> &'a str {
        self.rest
    }

    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes `sign` if it comes next.
    pub fn take(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub fn expect(&mut self, sign: char) -> Option<()> {
        self.take(sign).then_some(())
    }

    /// All digits that come next, perhaps none.
    pub fn digits(&mut self) -> &'a str {
        let end = self
            .rest
            .bytes()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    pub fn two_digits(&mut self) -> Option<u8> {
        let digits = self.digits();
        (digits.len() == 2).then(|| digits.parse().ok()).flatten()
    }

    /// Digits after a point as nanoseconds; what is finer is cut off.
    pub fn nanoseconds(&mut self) -> Option<u32> {
        let digits = self.digits();
        if digits.is_empty() {
            return None;
        }
        let kept = &digits[..digits.len().min(9)];
        let scale = 10u32.pow(9 - kept.len() as u32);
        kept.parse::<u32>().ok().map(|value| value * scale)
    }
}
