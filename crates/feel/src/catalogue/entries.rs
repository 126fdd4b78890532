//! What the built-in functions do, in one sentence each; the one place where it is written.

use super::Section;
use super::Section::{
    Conversion, DateAndTime, Lists, Logic, Miscellaneous, Numbers, Ranges, Sorting, Temporal, Texts,
};

/// The name of a function, where the standard has it, what it does, and what its parameters are.
pub(super) type Entry = (
    &'static str,
    Section,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const FROM_LIST: (&str, &str) = ("list", "The list.");
const NUMBERS: &[(&str, &str)] = &[
    ("list", "The list of numbers."),
    ("n", "The numbers themselves, separated by commas."),
];
const TRUTHS: &[(&str, &str)] = &[
    ("list", "The list of yes and no."),
    ("b", "The conditions themselves, separated by commas."),
];
const COMPARED: &[(&str, &str)] = &[
    ("list", "The list of values of one kind."),
    ("c", "The values themselves, separated by commas."),
];
const ROUNDED: &[(&str, &str)] = &[
    ("n", "The number to round."),
    (
        "scale",
        "How many digits to keep behind the point; 0 when it is left out, negative for tens and hundreds.",
    ),
];
const NUMBER: &[(&str, &str)] = &[("number", "The number.")];
const DAY: &[(&str, &str)] = &[("date", "The date, with or without a time.")];
const TWO: &[(&str, &str)] = &[
    ("point1", "The first value."),
    ("point2", "The second value."),
    ("point", "The value."),
    ("range", "The range."),
    ("range1", "The first range."),
    ("range2", "The second range."),
];
const TWO_RANGES: &[(&str, &str)] = &[
    ("range1", "The first range."),
    ("range2", "The second range."),
];
const POINT_OR_RANGE: &[(&str, &str)] = &[
    ("point", "The value."),
    ("range", "The range."),
    ("range1", "The first range."),
    ("range2", "The second range."),
];
const ALIKE: &[(&str, &str)] = &[
    ("point1", "The first value."),
    ("point2", "The second value."),
    ("range1", "The first range."),
    ("range2", "The second range."),
];
const LOOKED_FOR: &[(&str, &str)] = &[
    ("string", "The text to look in."),
    ("match", "The text to look for."),
];

#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    ("date", Conversion, "A date, from a text, from a date with a time, or from year, month and day.", &[
        ("from", "A text like \"2026-11-22\", or a date with a time."),
        ("year", "The year, like 2026."), ("month", "The month, from 1 to 12."), ("day", "The day, from 1 to 31."),
    ]),
    ("time", Conversion, "A time of the day, from a text, from a date with a time, or from hour, minute and second.", &[
        ("from", "A text like \"10:30:00\", or a date with a time."),
        ("hour", "The hour, from 0 to 23."), ("minute", "The minute, from 0 to 59."), ("second", "The second, from 0 to 59, also with a fraction."),
        ("offset", "The distance from UTC as a duration, like duration(\"PT1H\")."),
    ]),
    ("date and time", Conversion, "A date with a time, from a text, from a date and a time, from its parts, or as a clock in another zone shows it.", &[
        ("from", "A text like \"2026-11-22T10:30:00\", or a date."),
        ("date", "The date."), ("time", "The time."), ("timezone", "The name of the zone, like \"Europe/Paris\"."),
        ("year", "The year, like 2026."), ("month", "The month, from 1 to 12."), ("day", "The day, from 1 to 31."),
        ("hour", "The hour, from 0 to 23."), ("minute", "The minute, from 0 to 59."), ("second", "The second, from 0 to 59, also with a fraction."),
        ("offset", "The distance from UTC as a duration, or the name of a zone."),
    ]),
    ("duration", Conversion, "A duration from a text: \"P1DT2H\" is a day and two hours, \"P1Y2M\" a year and two months.", &[
        ("from", "The text, like \"P3D\" for three days."),
    ]),
    ("years and months duration", Conversion, "The whole months from one date to another, as a duration.", &[
        ("from", "The date to count from."), ("to", "The date to count to."),
    ]),
    ("number", Conversion, "The number that a text says.", &[
        ("from", "The text, like \"12.50\"."),
        ("grouping separator", "What stands between thousands: a space, a comma or a point; null for none."),
        ("decimal separator", "What stands before the fraction: a comma or a point."),
    ]),
    ("string", Conversion, "The value as a text.", &[("from", "The value to write.")]),
    ("range", Conversion, "The range that a text says, like \"[1..10]\".", &[("from", "The text, with both ends written out.")]),
    ("not", Logic, "Yes for no, and no for yes.", &[("negand", "The condition to turn around.")]),
    ("all", Lists, "Whether all are yes; also when there are none.", TRUTHS),
    ("any", Lists, "Whether at least one is yes.", TRUTHS),
    ("substring", Texts, "The part of a text from a position on.", &[
        ("string", "The text to take from."),
        ("start position", "Where to begin: 1 is the first character, -1 the last."),
        ("length", "How many characters; up to the end when it is left out."),
    ]),
    ("string length", Texts, "How many characters a text has.", &[("string", "The text to count.")]),
    ("upper case", Texts, "The text in capital letters.", &[("string", "The text to change.")]),
    ("lower case", Texts, "The text in small letters.", &[("string", "The text to change.")]),
    ("trim", Texts, "The text without spaces at its beginning and end.", &[("string", "The text to trim.")]),
    ("substring before", Texts, "The part of a text before another text; empty when that does not stand in it.", LOOKED_FOR),
    ("substring after", Texts, "The part of a text after another text; empty when that does not stand in it.", LOOKED_FOR),
    ("contains", Texts, "Whether a text contains another text.", LOOKED_FOR),
    ("starts with", Texts, "Whether a text begins with another text.", LOOKED_FOR),
    ("ends with", Texts, "Whether a text ends with another text.", LOOKED_FOR),
    ("matches", Texts, "Whether a pattern fits somewhere in a text.", &[
        ("input", "The text to look in."), ("pattern", "The regular expression, like \"[0-9]+\"."),
        ("flags", "\"i\" for capital and small letters alike, \"s\", \"m\" and \"x\" as XPath has them."),
    ]),
    ("replace", Texts, "The text with everything replaced that fits a pattern.", &[
        ("input", "The text to change."), ("pattern", "The regular expression, like \"[0-9]+\"."),
        ("replacement", "What to put there; $1 is the first group of the pattern."),
        ("flags", "\"i\" for capital and small letters alike, \"s\", \"m\" and \"x\" as XPath has them."),
    ]),
    ("split", Texts, "The pieces of a text, cut where a pattern fits.", &[
        ("string", "The text to cut."), ("delimiter", "The regular expression between the pieces, like \";\"."),
    ]),
    ("string join", Texts, "All texts of a list in one, with something between them.", &[
        ("list", "The texts; null is left out."), ("delimiter", "What to put between them; nothing when it is left out."),
    ]),
    ("list contains", Lists, "Whether a value is in a list.", &[("list", "The list to look in."), ("element", "The value to look for.")]),
    ("list replace", Lists, "The list with another item at a position, or wherever a function says so.", &[
        ("list", "The list to change."), ("position", "Which item: 1 is the first, -1 the last."),
        ("match", "A function of the item and the new item that says yes where to replace."), ("newItem", "The item to put there."),
    ]),
    ("count", Lists, "How many items a list has.", &[("list", "The list to count.")]),
    ("min", Lists, "The smallest of all values.", COMPARED),
    ("max", Lists, "The largest of all values.", COMPARED),
    ("sum", Lists, "All numbers added up.", NUMBERS),
    ("product", Lists, "All numbers multiplied.", NUMBERS),
    ("mean", Lists, "The average of all numbers.", NUMBERS),
    ("median", Lists, "The number in the middle when all are sorted.", NUMBERS),
    ("stddev", Lists, "How far the numbers usually lie from their average: the standard deviation of a sample.", NUMBERS),
    ("mode", Lists, "The numbers that come most often, in order.", NUMBERS),
    ("sublist", Lists, "The part of a list from a position on.", &[
        ("list", "The list to take from."), ("start position", "Where to begin: 1 is the first item, -1 the last."),
        ("length", "How many items; up to the end when it is left out."),
    ]),
    ("append", Lists, "The list with more items at its end.", &[("list", "The list."), ("item", "The items to add, separated by commas.")]),
    ("concatenate", Lists, "Several lists as one.", &[("list", "The lists, separated by commas.")]),
    ("insert before", Lists, "The list with another item before a position.", &[
        ("list", "The list."), ("position", "The position: 1 is the first item, -1 the last."), ("newItem", "The item to add."),
    ]),
    ("remove", Lists, "The list without the item at a position.", &[("list", "The list."), ("position", "Which item: 1 is the first, -1 the last.")]),
    ("reverse", Lists, "The list from its end to its beginning.", &[FROM_LIST]),
    ("index of", Lists, "All positions at which a value stands in a list.", &[("list", "The list to look in."), ("match", "The value to look for.")]),
    ("union", Lists, "Several lists as one, each value once.", &[("list", "The lists, separated by commas.")]),
    ("distinct values", Lists, "The list with each value once.", &[FROM_LIST]),
    ("flatten", Lists, "The list with the items of the lists in it instead of those lists.", &[FROM_LIST]),
    ("decimal", Numbers, "The number rounded to some digits behind the point; a half goes to the even digit.", ROUNDED),
    ("floor", Numbers, "The number rounded down, towards the smaller one.", ROUNDED),
    ("ceiling", Numbers, "The number rounded up, towards the larger one.", ROUNDED),
    ("round up", Numbers, "The number rounded away from zero.", ROUNDED),
    ("round down", Numbers, "The number rounded towards zero.", ROUNDED),
    ("round half up", Numbers, "The number rounded to the nearest; a half goes away from zero.", ROUNDED),
    ("round half down", Numbers, "The number rounded to the nearest; a half goes towards zero.", ROUNDED),
    ("abs", Numbers, "The number or duration without its minus.", &[("n", "The number or duration.")]),
    ("modulo", Numbers, "What remains of a division; it has the sign of the divisor.", &[("dividend", "The number to divide."), ("divisor", "The number to divide by, not 0.")]),
    ("sqrt", Numbers, "The square root.", &[("number", "The number, not below 0.")]),
    ("log", Numbers, "The natural logarithm.", &[("number", "The number, above 0.")]),
    ("exp", Numbers, "Euler's number to a power.", &[("number", "The power.")]),
    ("odd", Numbers, "Whether a whole number cannot be divided by two.", NUMBER),
    ("even", Numbers, "Whether a whole number can be divided by two.", NUMBER),
    ("is", DateAndTime, "Whether two values are the same in every part, also their kind and time zone.", &[("value1", "The first value."), ("value2", "The second value.")]),
    ("before", Ranges, "Whether the first ends before the second begins.", TWO),
    ("after", Ranges, "Whether the first begins after the second ends.", TWO),
    ("coincides", Ranges, "Whether both are the same value, or begin and end together.", ALIKE),
    ("meets", Ranges, "Whether the first range ends exactly where the second begins.", TWO_RANGES),
    ("met by", Ranges, "Whether the first range begins exactly where the second ends.", TWO_RANGES),
    ("overlaps", Ranges, "Whether two ranges have something in common.", TWO_RANGES),
    ("overlaps before", Ranges, "Whether the first range begins earlier and ends inside the second.", TWO_RANGES),
    ("overlaps after", Ranges, "Whether the first range begins inside the second and ends later.", TWO_RANGES),
    ("finishes", Ranges, "Whether the first ends the second range.", POINT_OR_RANGE),
    ("finished by", Ranges, "Whether the second ends the first range.", POINT_OR_RANGE),
    ("includes", Ranges, "Whether the second lies inside the first range.", POINT_OR_RANGE),
    ("during", Ranges, "Whether the first lies inside the second range.", POINT_OR_RANGE),
    ("starts", Ranges, "Whether the first begins the second range.", POINT_OR_RANGE),
    ("started by", Ranges, "Whether the second begins the first range.", POINT_OR_RANGE),
    ("day of year", Temporal, "Which day of its year a date is, from 1 to 366.", DAY),
    ("day of week", Temporal, "The name of the weekday in English: \"Monday\" to \"Sunday\".", DAY),
    ("month of year", Temporal, "The name of the month in English: \"January\" to \"December\".", DAY),
    ("week of year", Temporal, "Which week of the year a date is in, from 1 to 53, as ISO 8601 counts them.", DAY),
    ("sort", Sorting, "The list in order.", &[("list", "The list to sort."), ("precedes", "A function of two items that says yes when the first comes first.")]),
    ("get value", Section::Groups, "The value of a field whose name is only known when it runs.", &[("m", "The group of fields."), ("key", "The name of the field.")]),
    ("get entries", Section::Groups, "The fields of a group as a list of key and value.", &[("m", "The group of fields.")]),
    ("context", Section::Groups, "A group of fields from a list of key and value.", &[("entries", "The list; each item has a key and a value.")]),
    ("context put", Section::Groups, "The group with a field added or changed.", &[
        ("context", "The group of fields."), ("key", "The name of the field."), ("keys", "The names on the way to a field deeper inside."), ("value", "Its new value."),
    ]),
    ("context merge", Section::Groups, "Several groups of fields as one; of fields with one name the last wins.", &[("contexts", "The list of groups.")]),
    ("now", Miscellaneous, "The date and time of now, in the time zone of the process.", &[]),
    ("today", Miscellaneous, "The date of today, in the time zone of the process.", &[]),
];
