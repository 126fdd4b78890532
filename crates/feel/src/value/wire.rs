//! The JSON form in which values are stored. It is for ever: it changes by addition only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Range, RangeKind, Value};
use crate::Number;

/// Whole numbers up to this size are exact in every JSON reader.
const EXACT: i64 = 1 << 53;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Boolean(value) => serializer.serialize_bool(*value),
            Value::Number(number) => match number.to_i64() {
                Some(whole) if (-EXACT..=EXACT).contains(&whole) => serializer.serialize_i64(whole),
                _ => tagged(serializer, "$number", number),
            },
            Value::String(text) => serializer.serialize_str(text),
            Value::Date(date) => tagged(serializer, "$date", date),
            Value::Time(time) => tagged(serializer, "$time", time),
            Value::DateTime(date_time) => tagged(serializer, "$dateTime", date_time),
            Value::Duration(duration) => tagged(serializer, "$duration", duration),
            Value::YearsMonths(months) => tagged(serializer, "$yearsMonths", months),
            Value::Range(range) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("$range", &WireRange::from(range.as_ref()))?;
                map.end()
            }
            Value::List(items) => serializer.collect_seq(items.iter()),
            Value::Function(function) => Err(serde::ser::Error::custom(format!(
                "{} cannot be stored, because it is a function",
                function.signature()
            ))),
            Value::Context(entries) => {
                serializer.collect_map(entries.iter().map(|(key, entry)| (escape(key), entry)))
            }
        }
    }
}

fn tagged<S: Serializer>(
    serializer: S,
    tag: &str,
    value: impl fmt::Display,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(tag, &value.to_string())?;
    map.end()
}

fn escape(key: &str) -> Cow<'_, str> {
    if key.starts_with('$') {
        Cow::Owned(format!("${key}"))
    } else {
        Cow::Borrowed(key)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<Value, E> {
        Ok(Value::from(whole))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Value, E> {
        Ok(Value::from(whole))
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Value, E> {
        Number::from_f64(float)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number out of range"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::list(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let name = match key.strip_prefix('$') {
                None => key,
                Some(rest) if rest.starts_with('$') => rest.to_owned(),
                Some(tag) => {
                    let value = untag(tag, &mut map)?;
                    if !entries.is_empty() || map.next_key::<String>()?.is_some() {
                        return Err(A::Error::custom(format!("\"${tag}\" must stand alone")));
                    }
                    return Ok(value);
                }
            };
            entries.insert(name, map.next_value()?);
        }
        Ok(Value::context(entries))
    }
}

fn untag<'de, A: MapAccess<'de>>(tag: &str, map: &mut A) -> Result<Value, A::Error> {
    if tag == "range" {
        return map
            .next_value::<WireRange>()
            .map(|range| Value::Range(Range::from(range).into()));
    }
    let text = map.next_value::<String>()?;
    match tag {
        "number" => text.parse().map(Value::Number).map_err(A::Error::custom),
        "date" => text.parse().map(Value::Date).map_err(A::Error::custom),
        "time" => text.parse().map(Value::Time).map_err(A::Error::custom),
        "dateTime" => text.parse().map(Value::DateTime).map_err(A::Error::custom),
        "duration" => text.parse().map(Value::Duration).map_err(A::Error::custom),
        "yearsMonths" => text
            .parse()
            .map(Value::YearsMonths)
            .map_err(A::Error::custom),
        _ => Err(A::Error::custom(format!("unknown tag \"${tag}\""))),
    }
}

/// A range as stored: an end that is left out is open.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WireRange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is_not: Option<Value>,
}

impl From<&Range> for WireRange {
    fn from(range: &Range) -> WireRange {
        let split = |bound: &Bound<Value>| match bound {
            Bound::Included(value) => (Some(value.clone()), None),
            Bound::Excluded(value) => (None, Some(value.clone())),
            Bound::Unbounded => (None, None),
        };
        let ((from, after), (to, before)) = (split(&range.start), split(&range.end));
        let none = WireRange {
            from: None,
            after: None,
            to: None,
            before: None,
            is: None,
            is_not: None,
        };
        match range.kind {
            RangeKind::Between => WireRange {
                from,
                after,
                to,
                before,
                ..none
            },
            RangeKind::Is => WireRange { is: from, ..none },
            RangeKind::IsNot => WireRange {
                is_not: from,
                ..none
            },
        }
    }
}

impl From<WireRange> for Range {
    fn from(range: WireRange) -> Range {
        let join = |included: Option<Value>, excluded: Option<Value>| match (included, excluded) {
            (Some(value), _) => Bound::Included(value),
            (None, Some(value)) => Bound::Excluded(value),
            (None, None) => Bound::Unbounded,
        };
        let only = |value: Value, kind| Range {
            start: Bound::Included(value.clone()),
            end: Bound::Included(value),
            kind,
        };
        match (range.is, range.is_not) {
            (Some(value), _) => only(value, RangeKind::Is),
            (None, Some(value)) => only(value, RangeKind::IsNot),
            (None, None) => Range::new(join(range.from, range.after), join(range.to, range.before)),
        }
    }
}
