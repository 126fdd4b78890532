//! Searches with a program. Ways not taken yet wait on a stack of their own, and every step is counted.

use super::class::same;
use super::{OutOfSteps, Pattern, Places, Step};

/// Most ways that may wait at once.
const MAX_WAITING: usize = 1_000_000;

/// What to go back to.
enum Waiting {
    Way {
        step: usize,
        at: usize,
    },
    /// What a place was before it changed.
    Place {
        slot: usize,
        was: Option<usize>,
    },
}

pub(super) fn find(
    pattern: &Pattern,
    text: &[char],
    from: usize,
    steps: &mut u64,
) -> Result<Option<Places>, OutOfSteps> {
    let groups = (pattern.groups + 1) * 2;
    let mut places = vec![None; groups + pattern.rounds];
    let mut waiting = Vec::new();
    for start in from..=text.len() {
        places.fill(None);
        if matches_at(pattern, text, start, &mut places, &mut waiting, steps)? {
            let pairs = places[..groups].chunks(2);
            let found = pairs.map(|pair| match pair {
                [Some(start), Some(end)] => Some((*start, *end)),
                _ => None,
            });
            return Ok(Some(found.collect()));
        }
    }
    Ok(None)
}

fn matches_at(
    pattern: &Pattern,
    text: &[char],
    start: usize,
    places: &mut [Option<usize>],
    waiting: &mut Vec<Waiting>,
    steps: &mut u64,
) -> Result<bool, OutOfSteps> {
    let flags = pattern.flags;
    let rounds = (pattern.groups + 1) * 2;
    let (mut step, mut at) = (0, start);
    waiting.clear();
    loop {
        *steps = steps.checked_sub(1).ok_or(OutOfSteps)?;
        if waiting.len() > MAX_WAITING {
            return Err(OutOfSteps);
        }
        let mut remember = |slot: usize, waiting: &mut Vec<Waiting>| {
            let was = places[slot].replace(at);
            waiting.push(Waiting::Place { slot, was });
        };
        let goes_on = match &pattern.program[step] {
            Step::Found => return Ok(true),
            Step::One(class) => {
                let fits = text
                    .get(at)
                    .is_some_and(|next| class.contains(*next, flags.ignore_case));
                at += usize::from(fits);
                fits
            }
            Step::Split(first, second) => {
                waiting.push(Waiting::Way { step: *second, at });
                step = *first;
                continue;
            }
            Step::Jump(to) => {
                step = *to;
                continue;
            }
            Step::Save(slot) => {
                remember(*slot, waiting);
                true
            }
            Step::Round(round) => {
                remember(rounds + round, waiting);
                true
            }
            Step::Progress(round) => places[rounds + round] != Some(at),
            // After the last end of a line no further line begins.
            Step::Start => {
                at == 0 || (flags.multi_line && at < text.len() && text.get(at - 1) == Some(&'\n'))
            }
            Step::End => at == text.len() || (flags.multi_line && text.get(at) == Some(&'\n')),
            Step::Back(group) => match (places[group * 2], places[group * 2 + 1]) {
                (Some(from), Some(to)) => {
                    let again = text.get(at..at + (to - from));
                    let fits = again.is_some_and(|again| {
                        let pairs = again.iter().zip(&text[from..to]);
                        pairs
                            .into_iter()
                            .all(|(a, b)| same(*a, *b, flags.ignore_case))
                    });
                    *steps = steps.checked_sub((to - from) as u64).ok_or(OutOfSteps)?;
                    if fits {
                        at += to - from;
                    }
                    fits
                }
                // A group that took nothing is empty.
                _ => true,
            },
        };
        if goes_on {
            step += 1;
            continue;
        }
        loop {
            match waiting.pop() {
                Some(Waiting::Place { slot, was }) => places[slot] = was,
                Some(Waiting::Way {
                    step: way,
                    at: then,
                }) => {
                    step = way;
                    at = then;
                    break;
                }
                None => return Ok(false),
            }
        }
    }
}
