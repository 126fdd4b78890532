//! Places in a text, in bytes and in the units of browsers.

/// The place in bytes of a caret that a browser counts in UTF-16 units.
///
/// A place beyond the end is the end; one inside a character is where that begins.
pub fn from_utf16(source: &str, units: usize) -> usize {
    let mut before = 0;
    for (at, character) in source.char_indices() {
        before += character.len_utf16();
        if before > units {
            return at;
        }
    }
    source.len()
}

/// The place in UTF-16 units of a place in bytes, for setting the caret in a browser.
///
/// A place beyond the end is the end; one inside a character is where that begins.
pub fn to_utf16(source: &str, at: usize) -> usize {
    let at = source.floor_char_boundary(at);
    source[..at].chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::{from_utf16, to_utf16};

    #[test]
    fn places_in_bytes_and_units_belong_together() {
        let source = "aé🎉b";
        for (bytes, units) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(
                (from_utf16(source, units), to_utf16(source, bytes)),
                (bytes, units)
            );
        }
    }

    #[test]
    fn a_place_inside_a_character_or_beyond_the_end_is_moved_back() {
        assert_eq!((from_utf16("🎉", 1), to_utf16("🎉", 2)), (0, 0));
        assert_eq!((from_utf16("a", 9), to_utf16("a", 9)), (1, 1));
    }
}
