//! Numbers from text and to text.

use std::fmt;
use std::str::FromStr;

use super::{LIMIT, Number};

/// A text that is not a number, or a number too large to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    NotANumber,
    TooLarge,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NumberError::NotANumber => "This is not a number.",
            NumberError::TooLarge => "This number is too large.",
        })
    }
}

impl std::error::Error for NumberError {}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads `-12.50`, `.5`, `5.`, `1e3`. More than 34 digits are rounded, half to even.
    fn from_str(text: &str) -> Result<Number, NumberError> {
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, power) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(NumberError::NotANumber);
        }
        let mut coefficient = 0u128;
        let mut exponent = power;
        let mut sticky = false;
        for (digits, after_point) in [(whole, false), (fraction, true)] {
            for byte in digits.bytes() {
                if !byte.is_ascii_digit() {
                    return Err(NumberError::NotANumber);
                }
                let digit = u128::from(byte - b'0');
                // Keep three digits more than needed, and remember whether anything followed.
                if coefficient < LIMIT * 100 {
                    coefficient = coefficient * 10 + digit;
                    exponent -= i64::from(after_point);
                } else {
                    sticky |= digit != 0;
                    exponent += i64::from(!after_point);
                }
            }
        }
        if coefficient == 0 {
            return Ok(Number::ZERO);
        }
        let exponent = exponent.clamp(-100_000, 100_000) as i32;
        Number::build(negative, coefficient, exponent, sticky).ok_or(NumberError::TooLarge)
    }
}

fn exponent(text: &str) -> Result<i64, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    // Anything this long is out of range whatever it says.
    let size = digits.parse::<i64>().unwrap_or(i64::MAX).min(1_000_000);
    Ok(if text.starts_with('-') { -size } else { size })
}

impl fmt::Display for Number {
    /// Plain notation, never with an exponent: `-0.05`, `1200`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.coefficient().to_string();
        let exponent = self.exponent();
        let mut text = String::with_capacity(digits.len() + 2);
        if self.negative {
            text.push('-');
        }
        if exponent >= 0 {
            text.push_str(&digits);
            text.extend(std::iter::repeat_n('0', exponent.unsigned_abs() as usize));
        } else {
            let after = exponent.unsigned_abs() as usize;
            if digits.len() > after {
                let (whole, fraction) = digits.split_at(digits.len() - after);
                text.push_str(whole);
                text.push('.');
                text.push_str(fraction);
            } else {
                text.push_str("0.");
                text.extend(std::iter::repeat_n('0', after - digits.len()));
                text.push_str(&digits);
            }
        }
        f.write_str(&text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
