//! The built-in functions: what each takes, gives and refuses.
//!
//! Parameters may be given by position or by name (`substring(string: "abc", start position: 2)`). Where a list is
//! taken, one value stands for a list of it; in the kind mode a list of one value also stands for that value.
//! Where several values are taken (`sum(1, 2)`), a list of them is taken as well. In the strict mode null is refused
//! where it is not said to be taken, and everything under "Refuses" is an [`EvalError`](crate::EvalError); in the
//! kind mode both give null. The numbers are those of the sections of DMN 1.5; [`crate::described_functions`] says the same
//! for completion, in one sentence each, and a test holds the two together.
//!
//! # Conversion (10.3.4.1)
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `date(from)` | the date of a text like `2026-11-22`, of a date with a time | a text that is no date, years beyond ±999 999 999 |
//! | `date(year, month, day)` | that date | a day that there is not |
//! | `time(from)` | the time of a text like `10:30:00`, `10:30:00+02:00`, `10:30:00@Europe/Paris`, of a date with a time; of a date midnight in UTC | a text that is no time |
//! | `time(hour, minute, second, offset?)` | that time; parts of a second to the nanosecond, the offset as a duration | a time that there is not, an offset beyond 18 hours |
//! | `date and time(from)` | the same for a date with a time; a date alone is its midnight | a text that is none |
//! | `date and time(date, time)` | both together | |
//! | `date and time(date, timezone)` | the same moment on the clocks of another zone (not in the standard) | an unknown zone |
//! | `date and time(year, month, day, hour, minute, second, offset?)` | both together; the offset as a duration or the name of a zone | a day or time that there is not |
//! | `duration(from)` | of a text: in days to nanoseconds (`P1DT2H`), or in years and months (`P1Y6M`) | a mixture of both |
//! | `years and months duration(from, to)` | the whole months between two dates, towards zero | |
//! | `number(from)`, `number(from, grouping separator, decimal separator?)` | the number of a text; the separators are a space, comma or point, or null | other separators, two equal ones |
//! | `string(from)` | the value as a text; lists and contexts as FEEL | |
//! | `range(from)` | the range of a text like `[1..10)`, `(..5]` | ends that are not written out, or that go down |
//!
//! # Yes and no (10.3.4.2), sameness (10.3.4.6)
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `not(negand)` | the opposite | |
//! | `is(value1, value2)` | whether both are the same, their kind and zone included | |
//!
//! # Texts (10.3.4.3)
//!
//! Positions and lengths count characters (Unicode scalar values), the first at 1; a negative position counts from
//! the end, the last at -1.
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `string length(string)` | how many characters | |
//! | `substring(string, start position, length?)` | a part | a position outside the text, a negative length |
//! | `substring before(string, match)`, `substring after(string, match)` | what stands around the first match; nothing if there is none | |
//! | `upper case(string)`, `lower case(string)` | in large, in small letters, in every script | |
//! | `trim(string)` | without spaces at its ends (not in the standard) | |
//! | `contains(string, match)`, `starts with(string, match)`, `ends with(string, match)` | yes or no | |
//! | `matches(input, pattern, flags?)` | whether the pattern is found anywhere | a pattern or flag that cannot be used |
//! | `replace(input, pattern, replacement, flags?)` | every match replaced; `$1` is the first group, `$0` all of it | the same, a pattern that takes nothing |
//! | `split(string, delimiter)` | the parts between the matches of a pattern | the same |
//! | `string join(list, delimiter?)` | the texts as one; the kind mode leaves null out | items that are not texts |
//!
//! Patterns are those of XPath 3.1 with the flags `s` (a dot is every character), `m` (`^` and `$` at every line),
//! `i` (large and small letters alike), `x` (spaces mean nothing), `q` (plain text). A pattern can have 2000
//! characters; searching uses up fuel.
//!
//! # Lists (10.3.4.4)
//!
//! Positions count from 1, negative ones from the end.
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `count(list)` | how many items | |
//! | `all(list)`, `any(list)` | whether every, or at least one item is true; of an empty list true, or false | items that are not yes or no |
//! | `list contains(list, element)` | whether an item equals it; null may be looked for | |
//! | `index of(list, match)` | the positions of the items that equal it | |
//! | `min(list)`, `max(list)` | the least, the greatest of numbers, texts, dates, times or durations | an empty list, items of different kinds |
//! | `sum(list)`, `product(list)`, `mean(list)`, `median(list)` | of numbers | an empty list |
//! | `stddev(list)` | the deviation of a sample | fewer than two numbers |
//! | `mode(list)` | the numbers that come most often, ascending; nothing of an empty list | |
//! | `sublist(list, start position, length?)` | a part | a position outside the list |
//! | `append(list, item, …)` | with further items; null may be one | |
//! | `concatenate(list, …)`, `union(list, …)` | all lists as one; with each value once | |
//! | `insert before(list, position, newItem)`, `remove(list, position)` | with an item more, or less | a position outside the list |
//! | `list replace(list, position, newItem)` | with another item at a position | the same |
//! | `list replace(list, match, newItem)` | with another item wherever `match(item, newItem)` is true | a function that does not say yes or no |
//! | `reverse(list)` | from the last to the first | |
//! | `distinct values(list)` | each value once, in the order of their first places | |
//! | `flatten(list)` | without inner lists | |
//! | `sort(list, precedes)` | in the order that `precedes(a, b)` says; equal items stay as they are (10.3.4.9) | a function that does not say yes or no |
//! | `sort(list)` | ascending (not in the standard) | items of different kinds |
//!
//! # Numbers (10.3.4.5)
//!
//! A scale is a number of digits behind the point, from −6111 to 6176. Results have 34 digits and are rounded half to
//! even; of powers that are not whole, `exp` and `log` about 30 digits are exact, of `sqrt` 32.
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `decimal(n, scale)` | rounded half to even | a scale out of range |
//! | `floor(n, scale?)`, `ceiling(n, scale?)` | rounded down, up | the same |
//! | `round up(n, scale)`, `round down(n, scale)` | rounded away from zero, towards zero | the same |
//! | `round half up(n, scale)`, `round half down(n, scale)` | to the nearest; a half away from zero, towards zero | the same |
//! | `abs(n)` | without its sign; also of a duration | |
//! | `modulo(dividend, divisor)` | what is left after dividing, with the sign of the divisor | zero as divisor |
//! | `sqrt(number)` | the square root | a negative number |
//! | `exp(number)`, `log(number)` | e to this power, the natural logarithm | results too large, zero and less |
//! | `odd(number)`, `even(number)` | whether it is; neither is, when it is not whole | |
//!
//! # Contexts (10.3.4.10)
//!
//! | Function | Gives | Refuses |
//! |---|---|---|
//! | `context(entries)` | a context of entries like `{key: "a", value: 1}` | a key that is no text, or twice |
//! | `get value(m, key)` | the value of a field | a field that there is not |
//! | `get entries(m)` | a list of `{key, value}` | |
//! | `context put(context, key, value)`, `context put(context, keys, value)` | with a field more, or changed; deeper inside along keys | keys that are no texts, or lead nowhere |
//! | `context merge(contexts)` | all fields as one context; of two with one name the last | |
//!
//! # Days (10.3.4.8, 10.3.4.11)
//!
//! | Function | Gives |
//! |---|---|
//! | `today()`, `now()` | the date, the date with the time of the [`EvalContext`](crate::EvalContext) |
//! | `day of year(date)` | 1 to 366 |
//! | `week of year(date)` | 1 to 53, by ISO 8601 |
//! | `day of week(date)` | `"Monday"` to `"Sunday"` |
//! | `month of year(date)` | `"January"` to `"December"` |
//!
//! # Points and ranges (10.3.4.7)
//!
//! Points are numbers, texts, dates, times or durations. Comparing different kinds is refused.
//!
//! | Function | Takes |
//! |---|---|
//! | `before`, `after`, `coincides` | two points, two ranges; the first two also one of each |
//! | `meets`, `met by`, `overlaps`, `overlaps before`, `overlaps after` | two ranges |
//! | `starts`, `finishes`, `during` | a point or a range, and a range |
//! | `started by`, `finished by`, `includes` | a range, and a point or a range |

use crate::Type;
use crate::builtin;

/// One way to call a built-in function, for completion and help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub name: &'static str,
    /// Names, types, and whether they may be left out.
    pub parameters: Vec<(&'static str, Type, bool)>,
    /// Whether the last parameter may be given any number of times.
    pub repeats: bool,
    pub gives: Type,
}

/// Every way to call every built-in function, by name.
pub fn signatures() -> Vec<Signature> {
    builtin::names().flat_map(signatures_of).collect()
}

/// Every way to call the function of this name; none when there is no such function.
pub fn signatures_of(name: &str) -> Vec<Signature> {
    let forms = builtin::find(name).0.iter();
    let signature = |form: &&'static builtin::Form| Signature {
        name: form.name,
        parameters: form
            .parameters
            .iter()
            .enumerate()
            .map(|(index, (name, takes))| (*name, takes.as_type(), index >= form.required))
            .collect(),
        repeats: form.repeats,
        gives: form.gives.type_for(None),
    };
    forms.map(signature).collect()
}
