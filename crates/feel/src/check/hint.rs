//! What to write instead, when everyday words have become part of a name.

/// Words of everyday language and of other languages, and what FEEL has for them.
const EVERYDAY: &[(&[&str], &str)] = &[
    (&["is", "equals", "equal", "eq"], "="),
    (&["greater", "more", "above", "over", "gt"], ">"),
    (&["less", "fewer", "below", "under", "lt"], "<"),
    (&["least", "ge", "gte"], ">="),
    (&["most", "le", "lte"], "<="),
    (&["plus"], "+"),
    (&["minus"], "-"),
    (&["times"], "*"),
    (&["unless", "otherwise"], "if … then … else …"),
];
const KEYWORDS: &[&str] = &[
    "and",
    "or",
    "in",
    "between",
    "then",
    "else",
    "return",
    "satisfies",
    "if",
    "for",
];

/// A sentence for a name that nothing has: `amount AND approved`, `amount is 5`.
pub(super) fn hint(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let instead =
        |word: &str, keyword: &str| Some(format!("Write {keyword} instead of \"{word}\"."));
    if words.len() < 2 {
        return None;
    }
    // The longest comparison wins: "is at least 5" is not "= 5".
    let mut everyday = None;
    for word in &words {
        let small = word.to_lowercase();
        if let Some(keyword) = KEYWORDS.iter().find(|keyword| **keyword == small) {
            return instead(word, &format!("\"{keyword}\""));
        }
        if let Some((_, sign)) = EVERYDAY
            .iter()
            .find(|(known, _)| known.contains(&small.as_str()))
        {
            everyday = Some((*word, *sign));
        }
    }
    everyday.and_then(|(word, sign)| instead(word, sign))
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn everyday_words_are_answered_with_those_of_the_language() {
        let said = |name| hint(name).unwrap_or_default();
        assert_eq!(
            said("amount AND approved"),
            "Write \"and\" instead of \"AND\"."
        );
        assert_eq!(said("status is open"), "Write = instead of \"is\".");
        assert_eq!(
            said("amount is greater than 5"),
            "Write > instead of \"greater\"."
        );
        assert_eq!(
            said("amount is at least 5"),
            "Write >= instead of \"least\"."
        );
        assert_eq!(hint("start date"), None);
        assert_eq!(hint("is"), None);
    }
}
