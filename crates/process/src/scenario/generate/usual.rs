//! The most ordinary thing that can be done next: what a play does by itself when nobody says otherwise.

use super::candidates::Candidates;
use crate::diagram::{FieldKind, Form};
use crate::id::StepId;
use crate::play::{Asked, Move, Play, Reply, Until, What};
use crate::step::StepKind;
use feel::{Value, Zone};
use std::collections::BTreeMap;

/// A person says yes and fills in what is required, a system answers, time passes. `known` are values to prefer, by
/// variable. Nothing where only somebody's own idea helps: a message, a signal, something to mend.
pub fn usual_move(play: &Play, known: &BTreeMap<String, Value>) -> Option<Move> {
    let asked = play.asked();
    let first = asked.iter().find(|asked| asked.wants_answer(play.now()));
    let Some(first) = first else {
        return play.next_due().map(|_| Move::Wait { until: Until::Next });
    };
    Some(Move::Reply {
        step: first.step.clone(),
        which: 0,
        by: None,
        reply: usual_reply(play, first, known)?,
    })
}

/// What whoever is asked most ordinarily answers.
pub fn usual_reply(play: &Play, asked: &Asked, known: &BTreeMap<String, Value>) -> Option<Reply> {
    let usual = Usual {
        candidates: candidates(play),
        known,
    };
    match &asked.what {
        What::Person { .. } => {
            let form = play.definition().form(&asked.step);
            Some(Reply::Answers {
                answers: usual.fill(form),
            })
        }
        What::System { .. } => Some(Reply::Gives {
            output: usual.output(play, &asked.step),
        }),
        What::Process { .. } => Some(Reply::Gives {
            output: Value::context(BTreeMap::new()),
        }),
        _ => None,
    }
}

/// The most ordinary answers to the form of a start.
pub fn usual_answers(
    form: &Form,
    diagram: &crate::diagram::Diagram,
    at: feel::Timestamp,
    zone: &Zone,
    known: &BTreeMap<String, Value>,
) -> BTreeMap<String, Value> {
    let candidates = Candidates::of(diagram, at, zone);
    Usual { candidates, known }.fill(Some(form))
}

fn candidates(play: &Play) -> Candidates {
    let zone = play.state().zone.parse().unwrap_or(Zone::Utc);
    Candidates::of(play.definition().diagram(), play.now(), &zone)
}

struct Usual<'a> {
    candidates: Candidates,
    known: &'a BTreeMap<String, Value>,
}

impl Usual<'_> {
    fn fill(&self, form: Option<&Form>) -> BTreeMap<String, Value> {
        let fields = form.map(|form| form.fields.as_slice()).unwrap_or_default();
        let filled = fields.iter().filter_map(|field| {
            let wanted = field.required || self.known.contains_key(&field.key);
            wanted.then(|| (field.key.clone(), self.value(&field.key, &field.kind)))
        });
        filled.collect()
    }

    fn value(&self, key: &str, kind: &FieldKind) -> Value {
        match self.known.get(key) {
            Some(value) if !value.is_null() => value.clone(),
            _ => self
                .candidates
                .values(key, kind)
                .into_iter()
                .next()
                .unwrap_or(Value::Null),
        }
    }

    /// An answer from which everything the step takes can be taken.
    fn output(&self, play: &Play, step: &StepId) -> Value {
        let Some(StepKind::Service(service)) = play.definition().step(step).map(|step| &step.kind)
        else {
            return Value::context(BTreeMap::new());
        };
        let taken = service
            .takes
            .iter()
            .map(|take| (take.from.as_str(), self.value(&take.key, &take.kind)));
        super::output::holding(taken)
    }
}
