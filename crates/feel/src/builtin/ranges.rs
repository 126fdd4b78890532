//! How points and ranges lie to each other (after Allen), and `range`.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use std::cmp::Ordering;
use std::ops::Bound;

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, unfit};
use crate::evaluate::{Rules, order};
use crate::{Range, RangeKind, Value};

const POINTS: &[(&str, Takes)] = &[("point1", Takes::Something), ("point2", Takes::Something)];
const POINT_RANGE: &[(&str, Takes)] = &[("point", Takes::Something), ("range", Takes::Something)];
const RANGE_POINT: &[(&str, Takes)] = &[("range", Takes::Something), ("point", Takes::Something)];
const RANGES: &[(&str, Takes)] = &[("range1", Takes::Something), ("range2", Takes::Something)];

macro_rules! relation {
    ($name:literal, $run:ident, $($parameters:ident),+) => {
        [$(function($name, $parameters, Gives::Boolean, |call| related(call, $run))),+]
    };
}

const BEFORE: [Form; 4] = relation!("before", before, POINTS, POINT_RANGE, RANGE_POINT, RANGES);
const AFTER: [Form; 4] = relation!("after", after, POINTS, POINT_RANGE, RANGE_POINT, RANGES);
const COINCIDES: [Form; 2] = relation!("coincides", coincides, POINTS, RANGES);
const MEETS: [Form; 1] = relation!("meets", meets, RANGES);
const MET_BY: [Form; 1] = relation!("met by", met_by, RANGES);
const OVERLAPS: [Form; 1] = relation!("overlaps", overlaps, RANGES);
const OVERLAPS_BEFORE: [Form; 1] = relation!("overlaps before", overlaps_before, RANGES);
const OVERLAPS_AFTER: [Form; 1] = relation!("overlaps after", overlaps_after, RANGES);
const FINISHES: [Form; 2] = relation!("finishes", finishes, POINT_RANGE, RANGES);
const FINISHED_BY: [Form; 2] = relation!("finished by", finished_by, RANGE_POINT, RANGES);
const INCLUDES: [Form; 2] = relation!("includes", includes, RANGE_POINT, RANGES);
const DURING: [Form; 2] = relation!("during", during, POINT_RANGE, RANGES);
const STARTS: [Form; 2] = relation!("starts", starts, POINT_RANGE, RANGES);
const STARTED_BY: [Form; 2] = relation!("started by", started_by, RANGE_POINT, RANGES);
const RANGE: [Form; 1] = [function(
    "range",
    &[("from", Takes::Text)],
    Gives::Anything,
    range,
)];

pub(super) const FAMILIES: &[&[Form]] = &[
    &BEFORE,
    &AFTER,
    &COINCIDES,
    &MEETS,
    &MET_BY,
    &OVERLAPS,
    &OVERLAPS_BEFORE,
    &OVERLAPS_AFTER,
    &FINISHES,
    &FINISHED_BY,
    &INCLUDES,
    &DURING,
    &STARTS,
    &STARTED_BY,
    &RANGE,
];

/// A point, or a range with its ends.
enum Side<'a> {
    Point(&'a Value),
    Range(&'a Range),
}

/// One end of a range: its value (none when it is open), and whether it belongs to the range.
#[derive(Clone, Copy)]
struct End<'a> {
    value: Option<&'a Value>,
    included: bool,
}

fn start(range: &Range) -> End<'_> {
    end_of(&range.start)
}

fn end(range: &Range) -> End<'_> {
    end_of(&range.end)
}

fn end_of(bound: &Bound<Value>) -> End<'_> {
    match bound {
        Bound::Included(value) => End {
            value: Some(value),
            included: true,
        },
        Bound::Excluded(value) => End {
            value: Some(value),
            included: false,
        },
        Bound::Unbounded => End {
            value: None,
            included: false,
        },
    }
}

struct Orders<'a>(Rules<'a>);

type Relation = fn(&Orders<'_>, Side<'_>, Side<'_>) -> Result<bool, Failure>;

fn related(call: &mut Call<'_, '_>, relation: Relation) -> Result<Value, Failure> {
    fn side(value: &Value) -> Result<Side<'_>, Failure> {
        match value {
            Value::Range(range) if range.kind == RangeKind::IsNot => {
                Err(unfit(value, "a range with two ends"))
            }
            Value::Range(range) => Ok(Side::Range(range)),
            Value::List(_) | Value::Context(_) | Value::Function(_) | Value::Boolean(_) => Err(
                unfit(value, "a number, a text, a date, a duration or a range"),
            ),
            point => Ok(Side::Point(point)),
        }
    }
    relation(
        &Orders(call.rules()),
        side(call.value(0))?,
        side(call.value(1))?,
    )
    .map(Value::Boolean)
}

impl Orders<'_> {
    fn points(&self, a: &Value, b: &Value) -> Result<Ordering, Failure> {
        order(a, b, self.0)
    }

    /// The order of two starts, or two ends; an open one lies outside of all others, on the side `open` says.
    fn same_ends(&self, a: End<'_>, b: End<'_>, open: Ordering) -> Result<Ordering, Failure> {
        match (a.value, b.value) {
            (Some(a), Some(b)) => self.points(a, b),
            (None, None) => Ok(Ordering::Equal),
            (None, Some(_)) => Ok(open),
            (Some(_), None) => Ok(open.reverse()),
        }
    }

    fn starts(&self, a: &Range, b: &Range) -> Result<Ordering, Failure> {
        self.same_ends(start(a), start(b), Ordering::Less)
    }

    fn ends(&self, a: &Range, b: &Range) -> Result<Ordering, Failure> {
        self.same_ends(end(a), end(b), Ordering::Greater)
    }

    /// The end of one range to the start of another: an open end lies behind, an open start in front.
    fn end_to_start(&self, a: End<'_>, b: End<'_>) -> Result<Ordering, Failure> {
        match (a.value, b.value) {
            (Some(a), Some(b)) => self.points(a, b),
            _ => Ok(Ordering::Greater),
        }
    }

    fn point_to_start(&self, point: &Value, range: &Range) -> Result<Ordering, Failure> {
        start(range)
            .value
            .map_or(Ok(Ordering::Greater), |start| self.points(point, start))
    }

    fn point_to_end(&self, point: &Value, range: &Range) -> Result<Ordering, Failure> {
        end(range)
            .value
            .map_or(Ok(Ordering::Less), |end| self.points(point, end))
    }
}

fn needs_range() -> Failure {
    Failure::new(
        ErrorKind::WrongType,
        "A range is needed here, like [1..10].",
    )
}

fn before(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    Ok(match (a, b) {
        (Side::Point(a), Side::Point(b)) => orders.points(a, b)?.is_lt(),
        (Side::Point(point), Side::Range(range)) => {
            let order = orders.point_to_start(point, range)?;
            order.is_lt() || (order.is_eq() && !start(range).included)
        }
        (Side::Range(range), Side::Point(point)) => {
            let order = orders.point_to_end(point, range)?;
            order.is_gt() || (order.is_eq() && !end(range).included)
        }
        (Side::Range(a), Side::Range(b)) => {
            let order = orders.end_to_start(end(a), start(b))?;
            order.is_lt() || (order.is_eq() && !(end(a).included && start(b).included))
        }
    })
}

fn after(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    before(orders, b, a)
}

fn coincides(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    Ok(match (a, b) {
        (Side::Point(a), Side::Point(b)) => orders.points(a, b)?.is_eq(),
        (Side::Range(a), Side::Range(b)) => {
            orders.starts(a, b)?.is_eq()
                && orders.ends(a, b)?.is_eq()
                && start(a).included == start(b).included
                && end(a).included == end(b).included
        }
        _ => return Err(needs_range()),
    })
}

/// Runs a relation of two ranges.
fn ranges(
    a: Side<'_>,
    b: Side<'_>,
    relation: impl FnOnce(&Range, &Range) -> Result<bool, Failure>,
) -> Result<bool, Failure> {
    match (a, b) {
        (Side::Range(a), Side::Range(b)) => relation(a, b),
        _ => Err(needs_range()),
    }
}

fn meets(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    ranges(a, b, |a, b| {
        let order = orders.end_to_start(end(a), start(b))?;
        Ok(end(a).included && start(b).included && order.is_eq())
    })
}

fn met_by(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    meets(orders, b, a)
}

/// Whether the end of one reaches the start of the other.
fn reaches(orders: &Orders<'_>, a: &Range, b: &Range) -> Result<bool, Failure> {
    let order = orders.end_to_start(end(a), start(b))?;
    Ok(order.is_gt() || (order.is_eq() && end(a).included && start(b).included))
}

fn overlaps(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    ranges(a, b, |a, b| {
        Ok(reaches(orders, a, b)? && reaches(orders, b, a)?)
    })
}

fn overlaps_before(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    ranges(a, b, |a, b| {
        let starts = orders.starts(a, b)?;
        let ends = orders.ends(a, b)?;
        let starts_first =
            starts.is_lt() || (starts.is_eq() && start(a).included && !start(b).included);
        let ends_first = ends.is_lt() || (ends.is_eq() && (!end(a).included || end(b).included));
        Ok(starts_first && ends_first && reaches(orders, a, b)?)
    })
}

fn overlaps_after(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    ranges(a, b, |a, b| {
        let starts = orders.starts(b, a)?;
        let ends = orders.ends(b, a)?;
        let starts_first =
            starts.is_lt() || (starts.is_eq() && start(b).included && !start(a).included);
        let ends_first = ends.is_lt() || (ends.is_eq() && (!end(b).included || end(a).included));
        Ok(starts_first && ends_first && reaches(orders, b, a)?)
    })
}

/// Whether the start of `a` lies within `b`, as far as the start of `b` is concerned.
fn starts_within(orders: &Orders<'_>, a: &Range, b: &Range) -> Result<bool, Failure> {
    let order = orders.starts(a, b)?;
    Ok(order.is_gt() || (order.is_eq() && (!start(a).included || start(b).included)))
}

fn ends_within(orders: &Orders<'_>, a: &Range, b: &Range) -> Result<bool, Failure> {
    let order = orders.ends(a, b)?;
    Ok(order.is_lt() || (order.is_eq() && (!end(a).included || end(b).included)))
}

fn finishes(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    match (a, b) {
        (Side::Point(point), Side::Range(range)) => {
            Ok(orders.point_to_end(point, range)?.is_eq() && end(range).included)
        }
        (a, b) => ranges(a, b, |a, b| {
            Ok(end(a).included == end(b).included
                && orders.ends(a, b)?.is_eq()
                && starts_within(orders, a, b)?)
        }),
    }
}

fn finished_by(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    finishes(orders, b, a)
}

fn includes(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    match (a, b) {
        (Side::Range(range), Side::Point(point)) => {
            let from = orders.point_to_start(point, range)?;
            let to = orders.point_to_end(point, range)?;
            let is_behind_start = from.is_gt() || (from.is_eq() && start(range).included);
            let is_before_end = to.is_lt() || (to.is_eq() && end(range).included);
            Ok(is_behind_start && is_before_end)
        }
        (a, b) => ranges(a, b, |a, b| {
            Ok(starts_within(orders, b, a)? && ends_within(orders, b, a)?)
        }),
    }
}

fn during(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    includes(orders, b, a)
}

fn starts(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    match (a, b) {
        (Side::Point(point), Side::Range(range)) => {
            Ok(orders.point_to_start(point, range)?.is_eq() && start(range).included)
        }
        (a, b) => ranges(a, b, |a, b| {
            Ok(start(a).included == start(b).included
                && orders.starts(a, b)?.is_eq()
                && ends_within(orders, a, b)?)
        }),
    }
}

fn started_by(orders: &Orders<'_>, a: Side<'_>, b: Side<'_>) -> Result<bool, Failure> {
    starts(orders, b, a)
}

/// `range("[1..10]")`: a range whose ends are written out.
fn range(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let text = call.text(0)?;
    call.spend(text.len() / 4)?;
    let unreadable = || {
        let shown: String = text.chars().take(40).collect();
        let reason = format!(
            "\"{shown}\" is not a range like [1..10] or (@\"2026-01-01\"..@\"2026-12-31\")."
        );
        Failure::new(ErrorKind::Unreadable, reason)
    };
    let range = crate::parser::constant_range(&text).ok_or_else(unreadable)?;
    if let (
        Bound::Included(from) | Bound::Excluded(from),
        Bound::Included(to) | Bound::Excluded(to),
    ) = (&range.start, &range.end)
        && order(from, to, call.rules()).is_ok_and(Ordering::is_le)
    {
        return Ok(Value::Range(range.into()));
    }
    if matches!(range.start, Bound::Unbounded) != matches!(range.end, Bound::Unbounded) {
        return Ok(Value::Range(range.into()));
    }
    Err(unreadable())
}
