//! Roots, powers, exponentials and logarithms: computed from sums and products alone,
//! so that every machine gives the same digits.

use super::{DIGITS, Number, Rounding};

/// Digits of a result that are kept: the last ones of a long computation are not certain.
const CERTAIN: i32 = 30;

impl Number {
    /// The square root; `None` of a negative number. 32 digits are exact.
    pub fn sqrt(self) -> Option<Number> {
        if self.negative {
            return None;
        }
        if self.is_zero() {
            return Some(self);
        }
        let two = Number::from(2);
        // Half as many digits, then closer with every round: twice as many digits are right each time.
        let mut root = Number::power_of_ten(self.adjusted().div_euclid(2))?;
        for _ in 0..200 {
            let next = root
                .checked_add(self.checked_div(root)?)?
                .checked_div(two)?;
            if next == root {
                break;
            }
            let is_close = next.checked_sub(root)?.abs().adjusted() < root.adjusted() - 33;
            root = next;
            if is_close {
                break;
            }
        }
        // The last digit is not certain. A root that comes out even is exact.
        root.significant(DIGITS as i32 - 2)
    }

    /// e raised to this number; `None` when it is too large to hold. About 30 digits are exact.
    pub fn exp(self) -> Option<Number> {
        self.exp_full()?.significant(CERTAIN)
    }

    fn exp_full(self) -> Option<Number> {
        // Beyond the largest and smallest numbers there are.
        if self > Number::from(15_000) {
            return None;
        }
        if self < Number::from(-15_000) {
            return Some(Number::ZERO);
        }
        let ten = ln_ten();
        let tens = self.checked_div(ten)?.round_to(0, Rounding::HalfEven)?;
        let rest = self.checked_sub(tens.checked_mul(ten)?)?;
        // The rest is below 1.2. An eighth of it needs few terms, and three squarings bring it back.
        let part = rest.checked_div(Number::from(8))?;
        let mut term = Number::ONE;
        let mut sum = Number::ONE;
        for index in 1..40 {
            term = term.checked_mul(part)?.checked_div(Number::from(index))?;
            if term.is_zero() || term.adjusted() < sum.adjusted() - 36 {
                break;
            }
            sum = sum.checked_add(term)?;
        }
        for _ in 0..3 {
            sum = sum.checked_mul(sum)?;
        }
        sum.shifted(i32::try_from(tens.to_i64()?).ok()?)
    }

    /// The natural logarithm; `None` of zero and of negative numbers. About 30 digits are exact.
    pub fn ln(self) -> Option<Number> {
        self.ln_full()?.significant(CERTAIN)
    }

    fn ln_full(self) -> Option<Number> {
        if self.negative || self.is_zero() {
            return None;
        }
        let tens = self.adjusted();
        let mut rest = self.shifted(-tens)?;
        // From 1..10 to around 1, by twos.
        let two = Number::from(2);
        let limit = Number::from(14).shifted(-1)?;
        let mut halves = 0;
        while rest > limit {
            rest = rest.checked_div(two)?;
            halves += 1;
        }
        Number::from(tens)
            .checked_mul(ln_ten())?
            .checked_add(Number::from(halves).checked_mul(ln_two())?)?
            .checked_add(ln_near_one(rest)?)
    }

    /// This number raised to any power; `None` when there is no such number or it is too large to hold.
    pub fn checked_pow(self, power: Number) -> Option<Number> {
        if let Some(whole) = power.to_i64() {
            return self.checked_powi(whole);
        }
        if self.is_zero() {
            return (!power.is_negative()).then_some(self);
        }
        self.ln_full()?
            .checked_mul(power)?
            .exp_full()?
            .significant(CERTAIN - 2)
    }

    fn power_of_ten(exponent: i32) -> Option<Number> {
        Number::build(false, 1, exponent, false)
    }

    /// Times ten to a power.
    fn shifted(self, tens: i32) -> Option<Number> {
        Number::build(
            self.negative,
            self.coefficient(),
            self.exponent() + tens,
            false,
        )
    }

    /// Rounded to so many significant digits.
    fn significant(self, digits: i32) -> Option<Number> {
        self.round_to(digits - 1 - self.adjusted(), Rounding::HalfEven)
    }
}

/// By the series of the inverse hyperbolic tangent, for numbers from 0.7 to 1.4.
fn ln_near_one(number: Number) -> Option<Number> {
    let ratio = number
        .checked_sub(Number::ONE)?
        .checked_div(number.checked_add(Number::ONE)?)?;
    let square = ratio.checked_mul(ratio)?;
    let mut power = ratio;
    let mut sum = ratio;
    for index in 1..60 {
        power = power.checked_mul(square)?;
        let term = power.checked_div(Number::from(2 * index + 1))?;
        if term.is_zero() || term.adjusted() < sum.adjusted() - 36 {
            break;
        }
        sum = sum.checked_add(term)?;
    }
    sum.checked_mul(Number::from(2))
}

fn ln_ten() -> Number {
    constant(2_302_585_092_994_045_684_017_991_454_684_364)
}

fn ln_two() -> Number {
    Number::build(
        false,
        6_931_471_805_599_453_094_172_321_214_581_766,
        -34,
        false,
    )
    .unwrap_or(Number::ZERO)
}

/// One digit before the point, 33 behind it.
fn constant(digits: u128) -> Number {
    Number::build(false, digits, -33, false).unwrap_or(Number::ZERO)
}
