//! 256-bit intermediates: just enough to multiply, add and cut back to 34 digits without losing a digit.

/// An unsigned 256-bit number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide {
    high: u128,
    low: u128,
}

const HALF: u128 = u64::MAX as u128;

impl Wide {
    pub fn product(a: u128, b: u128) -> Wide {
        let (a1, a0) = (a >> 64, a & HALF);
        let (b1, b0) = (b >> 64, b & HALF);
        let low = a0 * b0;
        let (middle, carry) = (a1 * b0).overflowing_add(a0 * b1);
        let (sum, overflow) = low.overflowing_add(middle << 64);
        let high = a1 * b1 + (middle >> 64) + (u128::from(carry) << 64) + u128::from(overflow);
        Wide { high, low: sum }
    }

    /// Adds a smaller number; the callers stay below 10^71, so nothing is lost at the top.
    pub fn plus(self, other: u128) -> Wide {
        let (low, carry) = self.low.overflowing_add(other);
        Wide {
            high: self.high + u128::from(carry),
            low,
        }
    }

    /// Takes away a smaller number.
    pub fn minus(self, other: u128) -> Wide {
        let (low, borrow) = self.low.overflowing_sub(other);
        Wide {
            high: self.high.wrapping_sub(u128::from(borrow)),
            low,
        }
    }

    /// Cuts digits off the end until the number fits 128 bits with at least 35 digits left (or none was cut).
    /// Returns the number, how many digits were cut, and whether any of them was not zero.
    pub fn shorten(self) -> (u128, u32, bool) {
        if self.high == 0 {
            return (self.low, 0, false);
        }
        let bits = 256 - self.high.leading_zeros();
        // log10(2) rounded down: never more digits than there are.
        let digits = bits.saturating_sub(1) * 1233 / 4096 + 1;
        let mut drop = digits.saturating_sub(36);
        let mut cut = 0;
        let mut sticky = false;
        let mut rest = self;
        while drop > 0 {
            let step = drop.min(19);
            let remainder;
            (rest, remainder) = rest.divide(10u64.pow(step));
            sticky |= remainder != 0;
            cut += step;
            drop -= step;
        }
        while rest.high != 0 {
            let remainder;
            (rest, remainder) = rest.divide(10);
            sticky |= remainder != 0;
            cut += 1;
        }
        (rest.low, cut, sticky)
    }

    fn divide(self, divisor: u64) -> (Wide, u64) {
        let wide = u128::from(divisor);
        let mut remainder = 0u128;
        let mut quotient = [0u128; 4];
        let limbs = [
            self.high >> 64,
            self.high & HALF,
            self.low >> 64,
            self.low & HALF,
        ];
        for (limb, out) in limbs.into_iter().zip(&mut quotient) {
            let part = (remainder << 64) | limb;
            *out = part / wide;
            remainder = part % wide;
        }
        let [a, b, c, d] = quotient;
        (
            Wide {
                high: (a << 64) | b,
                low: (c << 64) | d,
            },
            remainder as u64,
        )
    }
}
