//! One level of a drawing, from cells to places: how wide its columns and how high its rows are.

use super::grid::{Grid, Level, Way, grid};
use crate::diagram::shape::{BRANCH_GAP, gap_after};
use crate::diagram::{Diagram, Point, Size, Step};
use crate::id::StepId;
use crate::step::{Sort, Stands, StepKind};
use std::collections::BTreeMap;

/// How far an event at the edge of a step reaches out of it, with its name.
const OVERHANG: i32 = 44;
/// The least height of a row: that of a card.
const ROW: i32 = 72;
/// Between two events at the same edge.
const ALONG_EDGE: i32 = 12;

/// Steps of one level, with what stands at their edges.
pub(super) struct Members<'a> {
    pub steps: Vec<&'a Step>,
    pub sizes: Vec<Size>,
    /// By step: the events at its edge.
    pub attached: Vec<Vec<&'a Step>>,
    pub bands: Vec<usize>,
}

/// Where everything of a level stands, counted from its top left corner.
pub(super) struct Laid {
    pub places: BTreeMap<StepId, Point>,
    pub size: Size,
    /// By band: where it begins, and how high it is.
    pub bands: Vec<(i32, i32)>,
}

/// The step whose edge an event stands at.
pub(super) fn host(step: &Step) -> Option<&StepId> {
    match &step.kind {
        StepKind::Event(event) => match &event.at {
            Stands::Boundary { of, .. } => Some(of),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn lay(diagram: &Diagram, members: &Members<'_>, bands: usize) -> Laid {
    let count = members.steps.len();
    let mut numbers: BTreeMap<&StepId, (usize, bool)> = BTreeMap::new();
    for (at, step) in members.steps.iter().enumerate() {
        numbers.entry(&step.id).or_insert((at, false));
        for event in &members.attached[at] {
            numbers.entry(&event.id).or_insert((at, true));
        }
    }
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); count];
    for flow in &diagram.flows {
        let ends = numbers.get(&flow.from).zip(numbers.get(&flow.to));
        if let Some((&(from, exception), &(to, false))) = ends {
            ways[from].push(Way { to, exception });
        }
    }
    let is_start = |step: &&Step| match &step.kind {
        StepKind::Start(_) => true,
        StepKind::Event(event) => matches!(event.at, Stands::Start { .. }),
        _ => false,
    };
    let is_aside = |step: &&Step| matches!(&step.kind, StepKind::SubProcess(sub) if matches!(sub.sort, Sort::Event));
    let rooms = members.steps.iter().zip(&members.sizes);
    let rooms = rooms.map(|(step, size)| size.width.saturating_add(gap_after(&step.kind)));
    let level = Level {
        is_start: members.steps.iter().map(is_start).collect(),
        is_aside: members.steps.iter().map(is_aside).collect(),
        ways,
        bands: members.bands.clone(),
        widths: members.sizes.iter().map(|size| size.width).collect(),
        rooms: rooms.collect(),
    };
    let grid = grid(&level, bands);
    place(members, &grid)
}

fn place(members: &Members<'_>, grid: &Grid) -> Laid {
    // By band and row: how far it reaches above its middle, and below.
    let mut reach: Vec<Vec<(i32, i32)>> = grid
        .heights
        .iter()
        .map(|rows| vec![(0, 0); *rows])
        .collect();
    let mut is_used: Vec<Vec<bool>> = grid.heights.iter().map(|rows| vec![false; *rows]).collect();
    for at in 0..members.steps.len() {
        let height = members.sizes[at].height;
        let (below, above) = overhangs(members, at);
        let (band, row) = (members.bands[at], grid.rows[at]);
        let place = &mut reach[band][row];
        // Room for a card, whatever stands there: another step changes little.
        place.0 = place.0.max(height / 2 + above).max(ROW / 2);
        place.1 = place.1.max(height - height / 2 + below).max(ROW / 2);
        is_used[band][row] = true;
    }
    let mut laid = Laid {
        places: BTreeMap::new(),
        size: Size {
            width: 0,
            height: 0,
        },
        bands: Vec::new(),
    };
    let mut middles: Vec<Vec<i32>> = Vec::with_capacity(reach.len());
    let mut y = 0_i32;
    for (rows, used) in reach.iter().zip(&is_used) {
        let top = y;
        let mut band = Vec::with_capacity(rows.len());
        let mut first = true;
        for ((above, below), used) in rows.iter().zip(used) {
            if *used && !std::mem::replace(&mut first, false) {
                y = y.saturating_add(BRANCH_GAP);
            }
            band.push(y.saturating_add(*above));
            y = y.saturating_add(above + below);
        }
        laid.bands.push((top, y - top));
        middles.push(band);
        y = y.saturating_add(BRANCH_GAP);
    }
    let mut size = Size {
        width: 0,
        height: (y - BRANCH_GAP).max(0),
    };
    for (at, step) in members.steps.iter().enumerate() {
        let own = members.sizes[at];
        let middle = middles[members.bands[at]][grid.rows[at]];
        let corner = Point::new(grid.lefts[at], middle - own.height / 2);
        size.width = size.width.max(corner.x.saturating_add(own.width));
        for (event, corner) in members.attached[at]
            .iter()
            .zip(along_edge(members, at, corner))
        {
            laid.places.insert(event.id.clone(), corner);
        }
        laid.places.insert(step.id.clone(), corner);
    }
    laid.size = size;
    laid
}

/// How many events fit side by side along an edge.
fn at_an_edge(members: &Members<'_>, at: usize) -> usize {
    let widest = members.attached[at]
        .iter()
        .map(|event| event.size().width)
        .max();
    let room = widest.unwrap_or(1).saturating_add(ALONG_EDGE).max(1);
    usize::try_from(members.sizes[at].width / room)
        .unwrap_or(1)
        .max(1)
}

/// How far events reach out below, and above.
fn overhangs(members: &Members<'_>, at: usize) -> (i32, i32) {
    let (count, fits) = (members.attached[at].len(), at_an_edge(members, at));
    let reach = |any: bool| if any { OVERHANG } else { 0 };
    (reach(count > 0), reach(count > fits))
}

/// From the right to the left along the lower edge, then along the upper one.
fn along_edge(members: &Members<'_>, at: usize, corner: Point) -> Vec<Point> {
    let fits = at_an_edge(members, at);
    let size = members.sizes[at];
    let events = members.attached[at].iter().enumerate();
    events
        .map(|(number, event)| {
            let own = event.size();
            let (edge, place) = (number / fits, number % fits);
            let place = i32::try_from(place + 1).unwrap_or(i32::MAX);
            let x = size
                .width
                .saturating_sub(place.saturating_mul(own.width + ALONG_EDGE));
            let y = if edge % 2 == 0 { size.height } else { 0 };
            Point::new(
                corner.x.saturating_add(x.max(0)),
                corner.y + y - own.height / 2,
            )
        })
        .collect()
}
