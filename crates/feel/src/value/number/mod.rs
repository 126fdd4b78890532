//! Exact decimal numbers of 34 significant digits (DMN 1.5, 10.3.2.3.1), always in canonical form.

mod arithmetic;
mod powers;
mod text;
mod wide;

use std::cmp::Ordering;
use std::hash::Hash;

pub use text::NumberError;

/// Significant digits kept; results with more are rounded half to even.
pub(crate) const DIGITS: u32 = 34;
/// 10^34: every coefficient is below it.
const LIMIT: u128 = 10u128.pow(DIGITS);
/// The exponent of the last digit stays within what IEEE 754 decimal128 can hold.
const MAX_EXPONENT: i32 = 6144;
const MIN_EXPONENT: i32 = -6176;
const MAX_ADJUSTED: i32 = 6144;

/// A decimal number: ±coefficient × 10^exponent.
///
/// The form is canonical (no trailing zeros in the coefficient, one zero), so equality and hashing
/// are by value: `1.50` and `1.5` are the same number. The order is total; there is no NaN and no infinity.
/// The coefficient is kept in two halves so that a `Number` needs no 16-byte alignment.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    high: u64,
    low: u64,
    exponent: i16,
    negative: bool,
}

/// How a number is brought to fewer digits after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    Floor,
    Ceiling,
    HalfUp,
    HalfDown,
    HalfEven,
}

impl Number {
    pub const ZERO: Number = Number {
        high: 0,
        low: 0,
        exponent: 0,
        negative: false,
    };
    pub const ONE: Number = Number {
        high: 0,
        low: 1,
        exponent: 0,
        negative: false,
    };

    pub(crate) fn coefficient(self) -> u128 {
        (u128::from(self.high) << 64) | u128::from(self.low)
    }

    pub(crate) fn exponent(self) -> i32 {
        i32::from(self.exponent)
    }

    pub fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    pub fn is_negative(self) -> bool {
        self.negative
    }

    /// Whether there is nothing after the decimal point.
    pub fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// The whole number, when it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.to_i128().and_then(|whole| i64::try_from(whole).ok())
    }

    pub(crate) fn to_i128(self) -> Option<i128> {
        let exponent = u32::try_from(self.exponent).ok()?;
        let magnitude = 10u128
            .checked_pow(exponent)?
            .checked_mul(self.coefficient())?;
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The nearest binary floating-point number, for drawing and estimates only.
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The number a JSON or JavaScript number means: exactly its shortest decimal text.
    pub fn from_f64(float: f64) -> Option<Number> {
        float
            .is_finite()
            .then(|| float.to_string().parse().ok())
            .flatten()
    }

    /// Rounds to 34 digits and brings to canonical form. `sticky`: something smaller was cut off already.
    /// `None` when the result is too large to hold; what is too small becomes zero.
    fn build(negative: bool, coefficient: u128, exponent: i32, sticky: bool) -> Option<Number> {
        // Nearly all numbers are short and far from the limits.
        if let Ok(small) = u64::try_from(coefficient)
            && exponent.abs() < 6000
        {
            return Some(Number::short(negative, small, exponent));
        }
        let mut coefficient = coefficient;
        let mut exponent = exponent;
        if coefficient >= LIMIT {
            let drop = coefficient.ilog10() + 1 - DIGITS;
            coefficient = divide_half_even(coefficient, drop, sticky);
            exponent += drop as i32;
        }
        if exponent < MIN_EXPONENT {
            let drop = exponent.abs_diff(MIN_EXPONENT);
            coefficient = if drop > DIGITS + 1 {
                0
            } else {
                divide_half_even(coefficient, drop, sticky)
            };
            exponent = MIN_EXPONENT;
        }
        if coefficient == 0 {
            return Some(Number::ZERO);
        }
        while exponent < MAX_EXPONENT {
            let (shorter, digit) = divide_by_ten(coefficient);
            if digit != 0 {
                break;
            }
            coefficient = shorter;
            exponent += 1;
        }
        if exponent + coefficient.ilog10() as i32 > MAX_ADJUSTED {
            return None;
        }
        Some(Number {
            high: (coefficient >> 64) as u64,
            low: coefficient as u64,
            exponent: i16::try_from(exponent).ok()?,
            negative,
        })
    }

    /// A number that is surely within the limits, in canonical form.
    fn short(negative: bool, coefficient: u64, exponent: i32) -> Number {
        if coefficient == 0 {
            return Number::ZERO;
        }
        let (mut coefficient, mut exponent) = (coefficient, exponent);
        while coefficient.is_multiple_of(10) {
            coefficient /= 10;
            exponent += 1;
        }
        Number {
            high: 0,
            low: coefficient,
            exponent: exponent as i16,
            negative,
        }
    }

    fn from_i128(whole: i128, exponent: i32) -> Option<Number> {
        Number::build(whole < 0, whole.unsigned_abs(), exponent, false)
    }

    /// Position of the leading digit: 0 for 1 to 9, 1 for 10 to 99, -1 for 0.1.
    fn adjusted(self) -> i32 {
        self.exponent() + self.coefficient().checked_ilog10().unwrap_or(0) as i32
    }

    fn compare_magnitude(self, other: Number) -> Ordering {
        if self.is_zero() || other.is_zero() {
            return self.coefficient().cmp(&other.coefficient());
        }
        self.adjusted().cmp(&other.adjusted()).then_with(|| {
            // Same leading position: the longer one has the lower exponent, so scaling up stays below 10^34.
            let shift = self.exponent() - other.exponent();
            let power = 10u128.pow(shift.unsigned_abs());
            if shift >= 0 {
                (self.coefficient() * power).cmp(&other.coefficient())
            } else {
                self.coefficient().cmp(&(other.coefficient() * power))
            }
        })
    }
}

/// Most numbers fit 64 bits, where dividing is several times as fast.
fn divide_by_ten(coefficient: u128) -> (u128, u64) {
    match u64::try_from(coefficient) {
        Ok(small) => (u128::from(small / 10), small % 10),
        Err(_) => (coefficient / 10, (coefficient % 10) as u64),
    }
}

fn divide_half_even(coefficient: u128, drop: u32, sticky: bool) -> u128 {
    if drop == 0 {
        return coefficient;
    }
    let power = 10u128.pow(drop);
    let (quotient, rest) = (coefficient / power, coefficient % power);
    let up = match rest.cmp(&(power / 2)) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => sticky || quotient % 2 == 1,
    };
    quotient + u128::from(up)
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(*other),
            (true, true) => other.compare_magnitude(*self),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! from_whole {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Number {
            fn from(whole: $whole) -> Number {
                // At most 20 digits: always within range.
                Number::from_i128(whole as i128, 0).unwrap_or(Number::ZERO)
            }
        }
    )*};
}
from_whole!(i8, u8, i16, u16, i32, u32, i64, u64, usize, isize);
