//! Kinds of characters in patterns: Unicode categories (`\p{Lu}`) and blocks.

use super::block;
use super::tables::*;

const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
];

pub(super) fn is_known(name: &str) -> bool {
    CATEGORIES.contains(&name) || block::find(name).is_some()
}

fn within(ranges: Ranges, code: u32) -> bool {
    ranges
        .iter()
        .any(|(from, to)| (*from..=*to).contains(&code))
}

pub(super) fn is_in(name: &str, character: char) -> bool {
    let code = u32::from(character);
    let any = |kinds: &[&str]| kinds.iter().any(|kind| is_in(kind, character));
    match name {
        "L" => {
            character.is_alphabetic()
                && !within(MARKS, code)
                && !within(LETTER_NUMBERS, code)
                && !(0x24B6..=0x24E9).contains(&code)
        }
        "Lu" => is_in("L", character) && character.is_uppercase(),
        "Ll" => {
            is_in("L", character)
                && character.is_lowercase()
                && !within(MODIFIER_LETTERS, code)
                && !matches!(character, 'ª' | 'º')
        }
        "Lt" => within(TITLE_LETTERS, code),
        "Lm" => within(MODIFIER_LETTERS, code),
        "Lo" => is_in("L", character) && !any(&["Lu", "Ll", "Lt", "Lm"]),
        "M" => within(MARKS, code),
        "Me" => within(ENCLOSING_MARKS, code),
        "Mc" => {
            within(MARKS, code) && matches!(code, 0x903 | 0x93B | 0x93E..=0x940 | 0x949..=0x94C)
        }
        "Mn" => within(MARKS, code) && !any(&["Me", "Mc"]),
        "N" => any(&["Nd", "Nl", "No"]),
        "Nd" => ZEROS.iter().any(|zero| (*zero..zero + 10).contains(&code)),
        "Nl" => within(LETTER_NUMBERS, code),
        "No" => character.is_numeric() && !any(&["Nd", "Nl"]),
        "P" => any(&["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"]),
        "Pc" => within(CONNECTORS, code),
        "Pd" => within(DASHES, code),
        "Ps" => within(OPENING, code),
        "Pe" => within(CLOSING, code),
        "Pi" => within(OPENING_QUOTES, code),
        "Pf" => within(CLOSING_QUOTES, code),
        "Po" => within(OTHER_PUNCTUATION, code),
        "Z" => any(&["Zs", "Zl", "Zp"]),
        "Zs" => within(SPACES, code),
        "Zl" => code == 0x2028,
        "Zp" => code == 0x2029,
        "S" => any(&["Sm", "Sc", "Sk", "So"]),
        "Sm" => within(MATHS, code),
        "Sc" => within(CURRENCIES, code),
        "Sk" => within(MODIFIER_SYMBOLS, code),
        "So" => within(OTHER_SYMBOLS, code),
        "C" => any(&["Cc", "Cf", "Co", "Cn"]),
        "Cc" => character.is_control(),
        "Cf" => within(FORMATS, code),
        "Co" => within(PRIVATE, code),
        "Cn" => code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code),
        _ => block::find(name).is_some_and(|(from, to)| (from..=to).contains(&code)),
    }
}
