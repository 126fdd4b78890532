//! Regular expressions as XPath has them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{all_equal, all_fail, run};
use feel::{ErrorKind, Value};

#[track_caller]
fn fits(text: &str, pattern: &str, flags: &str) -> bool {
    let quoted = |text: &str| Value::from(text).to_source();
    let source = format!(
        "matches({}, {}, {})",
        quoted(text),
        quoted(pattern),
        quoted(flags)
    );
    run(&source).unwrap() == Value::Boolean(true)
}

#[test]
fn a_pattern_is_found_anywhere() {
    for (text, pattern, flags) in [
        ("abracadabra", "bra", ""),
        ("abracadabra", "^a.*a$", ""),
        ("hello", "l{2}", ""),
        ("foobar", "(foo|bar)+$", ""),
        ("x-1", r"\p{L}-\d", ""),
        ("Ärger", r"^\p{Lu}\p{Ll}+$", ""),
        ("σ", r"\p{IsGreek}", ""),
        ("b", "[a-z-[aeiou]]", ""),
        ("aA", r"(a)\1", "i"),
        ("abab", r"^(ab)\1$", ""),
        ("\u{212A}", "k", "i"),
        ("a\nb", "^b$", "m"),
        ("a\nb", "a.b", "s"),
        ("hello world", "hello[ ] world", "x"),
        ("a.b", "a.b", "q"),
        ("A.B", "a.b", "qi"),
        ("a_1", r"^\w+$|^\S+$", ""),
        ("", "^$", ""),
        ("aaa", "^(a*)*$", ""),
        ("name:x", r"^\i\c*$", ""),
    ] {
        assert!(fits(text, pattern, flags), "{pattern} should fit {text}");
    }
    for (text, pattern, flags) in [
        ("abracadabra", "^bra", ""),
        ("e", "[a-z-[aeiou]]", ""),
        ("E", "[a-z-[aeiou]]", "i"),
        ("q", "[^Q]", "i"),
        ("a\rb", "a.b", ""),
        ("axb", "a.b", "q"),
        ("abba", r"^(ab)\1$", ""),
        ("a\nb", "^b$", ""),
        ("hello world", "hello world", "x"),
        ("!", r"\w", ""),
    ] {
        assert!(
            !fits(text, pattern, flags),
            "{pattern} should not fit {text}"
        );
    }
}

#[test]
fn matches_are_replaced_and_split_at() {
    all_equal(&[
        (
            r#"replace("0123456789", "(\d{3})(\d{3})(\d{4})", "($1) $2-$3")"#,
            r#""(012) 345-6789""#,
        ),
        (r#"replace("abracadabra", "a.*?a", "*")"#, r#""*c*bra""#),
        (
            r#"replace("facetiously", "[iouy]", "[$0]")"#,
            r#""facet[i][o][u]sl[y]""#,
        ),
        (r#"replace("a", "a", "\\$\\\\")"#, r#""$\\""#),
        (r#"replace("a.a", ".", "$", "q")"#, r#""a$a""#),
        (
            r#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#,
            r#""[1=ab][2=]cd""#,
        ),
        (r#"split("a1b22c", "\d+")"#, r#"["a", "b", "c"]"#),
        (r#"split("a;b;;", ";")"#, r#"["a", "b", "", ""]"#),
    ]);
}

#[test]
fn a_pattern_that_cannot_be_used_is_said_in_words() {
    all_fail(&[
        (
            r#"matches("a", "(")"#,
            "A bracket in the pattern is never closed.",
        ),
        (
            r#"matches("a", "a)")"#,
            "The pattern closes a bracket that was never opened.",
        ),
        (
            r#"matches("a", "[a")"#,
            "A square bracket in the pattern is never closed.",
        ),
        (
            r#"matches("a", "*")"#,
            "In the pattern, \"*\" stands where it has no meaning. Put a backslash in front of it.",
        ),
        (
            r#"matches("a", "(a)\2")"#,
            "In the pattern, \\2 refers to a group that is not there.",
        ),
        (
            r#"matches("a", "\p{Lx}")"#,
            "In the pattern, \\p{Lx} is no kind of character.",
        ),
        (
            r#"matches("a", "a", "z")"#,
            "There is no flag \"z\". There are s, m, i, x and q.",
        ),
        (
            r#"replace("a", "b*", "c")"#,
            "The pattern fits where there is nothing. It must take at least one character.",
        ),
        (
            r#"matches("a", "a{1000000}")"#,
            "The pattern repeats too much.",
        ),
    ]);
}

#[test]
fn a_pattern_that_explodes_runs_out_of_fuel() {
    let text = "a".repeat(40);
    for pattern in [
        "(a+)+$",
        "(a|a)*$",
        "(a*)*b",
        "(a|aa)+$",
        r"(a+)\1+b",
        "((a?)*)*c",
    ] {
        let source = format!("matches(\"{text}!\", \"{pattern}\")");
        match run(&source) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind, ErrorKind::OutOfFuel, "{pattern}"),
        }
    }
    let source = format!("matches(\"{text}!\", \"(a+)+$\")");
    assert_eq!(run(&source).unwrap_err().kind, ErrorKind::OutOfFuel);
    let deep = format!("matches(\"a\", \"{}a\")", "(".repeat(1900));
    assert_eq!(
        run(&deep).unwrap_err().reason,
        "The pattern is nested too deeply."
    );
}
