//! Arithmetic on numbers. Every operation is exact and then rounded once, half to even, to 34 digits.

use std::ops::Neg;

use super::wide::Wide;
use super::{DIGITS, Number, Rounding};

/// The sum of two short numbers, in 64 bits.
fn add_short(upper: Number, lower: Number, shift: u32) -> Option<Number> {
    let signed = |number: Number| {
        let size = i64::try_from(number.low).ok()?;
        (number.high == 0).then_some(if number.negative { -size } else { size })
    };
    let scaled = signed(upper)?.checked_mul(10i64.checked_pow(shift)?)?;
    let sum = scaled.checked_add(signed(lower)?)?;
    let exponent = lower.exponent();
    (exponent.abs() < 6000).then(|| Number::short(sum < 0, sum.unsigned_abs(), exponent))
}

impl Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        Number {
            negative: !self.negative && !self.is_zero(),
            ..self
        }
    }
}

impl Number {
    pub fn abs(self) -> Number {
        Number {
            negative: false,
            ..self
        }
    }

    /// The sum; `None` when it is too large to hold.
    pub fn checked_add(self, other: Number) -> Option<Number> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        let (upper, lower) = if self.exponent >= other.exponent {
            (self, other)
        } else {
            (other, self)
        };
        let shift = upper.exponent().abs_diff(lower.exponent());
        if let Some(sum) = add_short(upper, lower, shift) {
            return Some(sum);
        }
        let scaled = 10i128
            .checked_pow(shift)
            .and_then(|power| upper.signed().checked_mul(power));
        match scaled.and_then(|scaled| scaled.checked_add(lower.signed())) {
            Some(sum) => Number::from_i128(sum, lower.exponent()),
            None => add_far(upper, lower),
        }
    }

    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.checked_add(-other)
    }

    /// The product; `None` when it is too large to hold.
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        let negative = self.negative != other.negative;
        let exponent = self.exponent() + other.exponent();
        if self.high == 0 && other.high == 0 {
            let product = u128::from(self.low) * u128::from(other.low);
            return Number::build(negative, product, exponent, false);
        }
        let (coefficient, cut, sticky) =
            Wide::product(self.coefficient(), other.coefficient()).shorten();
        Number::build(negative, coefficient, exponent + cut as i32, sticky)
    }

    /// The quotient; `None` when dividing by zero or when it is too large to hold.
    pub fn checked_div(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let divisor = other.coefficient();
        let mut quotient = self.coefficient() / divisor;
        let mut rest = self.coefficient() % divisor;
        let mut exponent = self.exponent() - other.exponent();
        // Three digits at a time, until there is one more than is kept.
        while rest != 0 && quotient < 10u128.pow(DIGITS + 1) {
            rest *= 1000;
            quotient = quotient * 1000 + rest / divisor;
            rest %= divisor;
            exponent -= 3;
        }
        Number::build(
            self.negative != other.negative,
            quotient,
            exponent,
            rest != 0,
        )
    }

    /// FEEL's modulo: the rest has the sign of the divisor. `None` when dividing by zero.
    pub fn checked_modulo(self, other: Number) -> Option<Number> {
        let rest = self.remainder(other)?;
        if rest.is_zero() || rest.negative == other.negative {
            Some(rest)
        } else {
            rest.checked_add(other)
        }
    }

    /// What is left after taking `other` away as often as it goes: the sign of `self`, exact.
    fn remainder(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let shift = self.exponent() - other.exponent();
        let mut divisor = other.coefficient();
        let mut rest = self.coefficient();
        if shift >= 0 {
            rest %= divisor;
            let mut left = shift;
            while left > 0 && rest != 0 {
                let step = left.min(4);
                rest = rest * 10u128.pow(step.unsigned_abs()) % divisor;
                left -= step;
            }
        } else {
            let power = 10u128.checked_pow(shift.unsigned_abs());
            match power.and_then(|power| divisor.checked_mul(power)) {
                Some(scaled) => divisor = scaled,
                // The divisor is larger than any coefficient at this scale.
                None => return Some(self),
            }
            rest %= divisor;
        }
        Number::build(
            self.negative,
            rest,
            self.exponent().min(other.exponent()),
            false,
        )
    }

    /// The number raised to a whole power; `None` when too large to hold, or for zero to a negative power.
    pub fn checked_powi(self, power: i64) -> Option<Number> {
        let mut result = Number::ONE;
        let mut base = self;
        let mut left = power.unsigned_abs();
        while left > 0 {
            if left % 2 == 1 {
                result = result.checked_mul(base)?;
            }
            left /= 2;
            if left > 0 {
                base = match base.checked_mul(base) {
                    Some(square) => square,
                    // Too large upwards is too small as a divisor.
                    None if power < 0 => return Some(Number::ZERO),
                    None => return None,
                };
            }
        }
        if power < 0 {
            Number::ONE.checked_div(result)
        } else {
            Some(result)
        }
    }

    /// Rounds to `scale` digits after the point; a negative scale rounds to tens, hundreds and so on.
    pub fn round_to(self, scale: i32, rounding: Rounding) -> Option<Number> {
        let exponent = scale.checked_neg()?;
        if self.is_zero() || self.exponent() >= exponent {
            return Some(self);
        }
        let drop = exponent.abs_diff(self.exponent());
        let (quotient, half) = if drop > DIGITS {
            (0, std::cmp::Ordering::Less)
        } else {
            let power = 10u128.pow(drop);
            (
                self.coefficient() / power,
                (self.coefficient() % power).cmp(&(power / 2)),
            )
        };
        // Canonical form has no trailing zeros, so something other than zero is always cut off here.
        let away = match rounding {
            Rounding::Up => true,
            Rounding::Down => false,
            Rounding::Floor => self.negative,
            Rounding::Ceiling => !self.negative,
            Rounding::HalfUp => half.is_ge(),
            Rounding::HalfDown => half.is_gt(),
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && quotient % 2 == 1),
        };
        Number::build(self.negative, quotient + u128::from(away), exponent, false)
    }

    pub fn floor(self) -> Number {
        self.round_to(0, Rounding::Floor).unwrap_or(self)
    }

    fn signed(self) -> i128 {
        // Below 10^34, which fits with room to spare.
        let magnitude = self.coefficient() as i128;
        if self.negative { -magnitude } else { magnitude }
    }
}

/// Adds numbers whose digits lie too far apart for 128 bits. `upper` has the larger exponent.
fn add_far(upper: Number, lower: Number) -> Option<Number> {
    let grow = DIGITS - 1 - upper.coefficient().ilog10();
    let full = upper.coefficient() * 10u128.pow(grow);
    let exponent = upper.exponent() - grow as i32;
    let shift = (exponent - lower.exponent()).unsigned_abs();
    let same_sign = upper.negative == lower.negative;
    let (sum, exponent) = if shift > DIGITS + 2 {
        // Less than a hundredth of the last digit: only its sign can matter.
        let full = full * 1000;
        (
            Wide::product(if same_sign { full + 1 } else { full - 1 }, 1),
            exponent - 3,
        )
    } else {
        let scaled = Wide::product(full, 10u128.pow(shift));
        let sum = if same_sign {
            scaled.plus(lower.coefficient())
        } else {
            scaled.minus(lower.coefficient())
        };
        (sum, lower.exponent())
    };
    let (coefficient, cut, sticky) = sum.shorten();
    Number::build(upper.negative, coefficient, exponent + cut as i32, sticky)
}
