//! Completion: what could stand where the caret is, in an expression that is still being written.

mod functions;
mod offer;
mod place;
mod scope;

use crate::{Scope, Span, Type};

/// What could stand at a place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completion {
    /// The part of the source that a candidate replaces: the word under the caret.
    pub span: Span,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// One thing that could stand there.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What a list shows: `amount`, `sum(list)`.
    pub label: String,
    /// What replaces the word.
    pub insert: String,
    /// Where the caret goes, in bytes from the beginning of what is inserted.
    pub caret: usize,
    pub kind: CandidateKind,
    /// The type of the whole, once it stands there.
    pub of: Type,
    /// One line that says what it is.
    pub description: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// A value that fits exactly here: one of a choice, yes, no.
    Value,
    /// A name in scope, or a path into one.
    Name,
    /// A field of what stands before the dot.
    Field,
    Function,
    /// A word or a sign of the language.
    Keyword,
}

/// What could stand at `caret`, a byte position in `source`. Never fails: without an idea it offers nothing.
///
/// ```
/// use feel::{Scope, Type, complete};
///
/// let scope: Scope = [("amount", Type::Number), ("approved", Type::Boolean)].into_iter().collect();
/// let found = complete("amount > 10 and app", 19, &scope);
/// assert_eq!(found.candidates[0].label, "approved");
/// ```
pub fn complete(source: &str, caret: usize, scope: &Scope) -> Completion {
    let mut caret = caret.min(source.len());
    while !source.is_char_boundary(caret) {
        caret -= 1;
    }
    if source.len() > crate::MAX_SOURCE {
        return Completion::default();
    }
    match place::find(source, caret, scope) {
        Some(place) => offer::offer(source, &place),
        None => Completion::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope() -> Scope {
        let person = Type::Context(
            [("name", Type::String), ("e-mail", Type::String)]
                .map(|(name, of)| (name.to_owned(), of))
                .into(),
        );
        let item = Type::Context(
            [("price", Type::Number), ("label", Type::String)]
                .map(|(name, of)| (name.to_owned(), of))
                .into(),
        );
        [
            ("amount", Type::Number),
            ("approved", Type::Boolean),
            ("start date", Type::Date),
            (
                "decision",
                Type::Choice(vec!["Approve".to_owned(), "Send back".to_owned()]),
            ),
            ("requester", person),
            ("items", Type::list(item)),
        ]
        .into_iter()
        .collect()
    }

    /// What is offered where the `|` stands.
    fn at(marked: &str) -> Completion {
        let caret = marked.find('|').unwrap_or(marked.len());
        complete(&marked.replace('|', ""), caret, &scope())
    }

    fn labels(marked: &str) -> Vec<String> {
        let found = at(marked).candidates.into_iter();
        found.map(|candidate| candidate.label).collect()
    }

    fn first(marked: &str, count: usize) -> Vec<String> {
        labels(marked).into_iter().take(count).collect()
    }

    /// The source and caret after the first candidate is taken.
    fn taken(marked: &str) -> String {
        let found = at(marked);
        let mut source = marked.replace('|', "");
        let Some(candidate) = found.candidates.first() else {
            return source;
        };
        source.replace_range(found.span.start..found.span.end, &candidate.insert);
        source.insert(found.span.start + candidate.caret, '|');
        source
    }

    #[test]
    fn an_empty_place_offers_the_names_first_and_then_the_functions() {
        let all = labels("|");
        assert_eq!(all[..3], ["amount", "approved", "decision"]);
        assert!(all.contains(&"requester.name".to_owned()));
        assert!(all.contains(&"sum(list)".to_owned()));
        assert!(!all.contains(&"and".to_owned()), "nothing to join yet");
    }

    #[test]
    fn a_part_of_a_word_finds_what_begins_with_it() {
        assert_eq!(first("amo|", 1), ["amount"]);
        assert_eq!(taken("amo|"), "amount|");
        assert_eq!(
            taken("1 + AMO|unts"),
            "1 + amount|",
            "the rest of the word goes too"
        );
    }

    #[test]
    fn names_of_several_words_are_found_by_any_of_their_words() {
        assert_eq!(taken("start da|"), "start date|");
        assert!(labels("dat|").contains(&"start date".to_owned()));
        assert_eq!(
            taken("amount > 1 and start d|"),
            "amount > 1 and start date|"
        );
    }

    #[test]
    fn behind_a_dot_stand_the_fields_of_what_is_before_it() {
        assert_eq!(labels("requester.|"), ["e-mail", "name"]);
        assert_eq!(taken("requester.na|"), "requester.name|");
        assert!(labels("start date.|").contains(&"year".to_owned()));
        assert_eq!(labels("items[1].|"), ["label", "price"]);
        assert_eq!(labels("items.|"), ["label", "price"]);
        assert!(labels("today().|").contains(&"month".to_owned()));
        assert!(labels("amount.|").is_empty());
    }

    #[test]
    fn inside_a_filter_the_fields_of_an_item_go_by_their_own_names() {
        let found = labels("items[|");
        assert!(found.contains(&"price".to_owned()), "{found:?}");
        assert!(found.contains(&"item".to_owned()));
        assert_eq!(taken("sum(items[pri|"), "sum(items[price|");
        assert!(labels("items[item.|").contains(&"price".to_owned()));
    }

    #[test]
    fn a_loop_gives_its_name_and_its_type() {
        assert!(labels("for each in items return |").contains(&"each".to_owned()));
        assert_eq!(
            labels("for each in items return each.|"),
            ["label", "price"]
        );
        assert!(labels("for |").is_empty(), "here a name is invented");
        assert_eq!(first("some one in items |", 1), ["satisfies"]);
    }

    #[test]
    fn after_a_value_stand_operators_that_fit_it() {
        assert_eq!(first("approved |", 2), ["and", "or"]);
        let number = labels("amount |");
        assert!(number.contains(&">".to_owned()) && number.contains(&"between".to_owned()));
        assert!(
            !number.contains(&"and".to_owned()),
            "a number is no condition"
        );
        assert_eq!(first("amount > 10 |", 2), ["and", "or"]);
        assert_eq!(first("if approved |", 1), ["then"]);
        assert_eq!(first("if approved then 1 |", 1), ["else"]);
        assert_eq!(taken("approved an|"), "approved and |");
    }

    #[test]
    fn what_is_compared_with_a_choice_is_one_of_it() {
        assert_eq!(first("decision = |", 2), ["\"Approve\"", "\"Send back\""]);
        assert_eq!(taken("decision = \"Se|"), "decision = \"Send back\"|");
        assert_eq!(taken("decision = \"Se|\""), "decision = \"Send back\"|");
        assert_eq!(first("decision in (|", 1), ["\"Approve\""]);
        assert!(labels("requester.name = \"Se|").is_empty());
        assert_eq!(first("approved = |", 2), ["true", "false"]);
    }

    #[test]
    fn what_is_compared_with_a_number_begins_with_numbers() {
        assert_eq!(first("amount > |", 1), ["amount"]);
        assert_eq!(first("start date > |", 1), ["start date"]);
    }

    #[test]
    fn a_function_comes_with_its_brackets_and_the_caret_between_them() {
        assert_eq!(taken("coun|"), "count(|)");
        assert_eq!(taken("coun|(items)"), "count|(items)");
        assert_eq!(taken("toda|"), "today()|");
        let found = at("coun|").candidates;
        assert_eq!(found[0].description, "How many items a list has");
        assert_eq!(found[0].of, Type::Number);
    }

    #[test]
    fn every_built_in_function_says_what_it_is_for() {
        for name in crate::builtin::names() {
            assert!(
                !functions::description(name).is_empty(),
                "{name} has no description"
            );
        }
    }

    #[test]
    fn nothing_breaks_it() {
        for source in [
            "",
            "(",
            ")",
            "]]",
            "a[b[c",
            "\"open",
            "/* open",
            "for for for",
            "..",
            ".",
            "a..b.",
            "@\"",
            "😀 é.",
            "{ a: ",
            "if if then else",
            "1 2 3",
            "date and time(\"x\").",
        ] {
            for caret in 0..=source.len() + 1 {
                let found = complete(source, caret, &scope());
                let span = found.span;
                assert!(
                    source.get(span.start..span.end).is_some(),
                    "{source} at {caret}"
                );
            }
        }
    }
}
