//! A whole drawing laid out: sub-processes from the inside out, lanes as bands, pools below each other.

use super::level::{Laid, Members, host, lay};
use crate::diagram::shape::{self, BRANCH_GAP, Size};
use crate::diagram::{Diagram, Point, Step};
use crate::id::{LaneId, PoolId, StepId};
use crate::step::StepKind;
use std::collections::{BTreeMap, BTreeSet};

/// Around the steps of a sub-process; more above, where its name stands.
const PADDING: i32 = 32;
const HEADING: i32 = 48;
/// The strip with the name of a pool or a lane.
const STRIP: i32 = 32;
/// A pool whose inside is not known.
const CLOSED_POOL: Size = Size {
    width: 480,
    height: 64,
};

/// Where things go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    pub steps: BTreeMap<StepId, Point>,
    /// Opened sub-processes that fit what stands in them.
    pub sizes: BTreeMap<StepId, Size>,
    pub pools: BTreeMap<PoolId, (Point, Size)>,
    pub lanes: BTreeMap<LaneId, (Point, Size)>,
}

/// Lays out a whole drawing; its top left corner is at `corner`.
pub fn arrange(diagram: &Diagram, corner: Point) -> Arrangement {
    let mut arranging = Arranging::of(diagram);
    arranging.contents();
    arranging.processes(corner);
    arranging.done
}

/// Lays out some steps of a drawing among themselves, as they are.
pub fn arrange_some(diagram: &Diagram, chosen: &BTreeSet<StepId>) -> BTreeMap<StepId, Point> {
    let steps = diagram
        .steps
        .iter()
        .filter(|step| chosen.contains(&step.id));
    let outermost = |step: &&Step| {
        let inside = step
            .inside
            .as_ref()
            .is_some_and(|inside| chosen.contains(inside));
        let attached = host(step).is_some_and(|host| chosen.contains(host));
        !inside && !attached
    };
    let arranging = Arranging::of(diagram);
    let mut outer: Vec<&Step> = steps.filter(outermost).collect();
    outer.sort_by_key(|step| {
        (
            !matches!(step.kind, StepKind::Start(_)),
            step.left(),
            step.top(),
        )
    });
    let members = arranging.members(&outer, |_| 0);
    lay(diagram, &members, 1).places
}

struct Arranging<'a> {
    diagram: &'a Diagram,
    /// By sub-process: what stands in it; nothing for the outermost level. Without the events at edges.
    levels: BTreeMap<Option<&'a StepId>, Vec<&'a Step>>,
    attached: BTreeMap<&'a StepId, Vec<&'a Step>>,
    done: Arrangement,
}

impl<'a> Arranging<'a> {
    fn of(diagram: &'a Diagram) -> Self {
        let steps: BTreeMap<&StepId, &Step> =
            diagram.steps.iter().map(|step| (&step.id, step)).collect();
        let holds = |id: &StepId| {
            let step = steps.get(id);
            step.is_some_and(|step| matches!(step.kind, StepKind::SubProcess(_)))
        };
        let mut parents: BTreeMap<&StepId, &StepId> = BTreeMap::new();
        for step in &diagram.steps {
            if let Some(inside) = step.inside.as_ref().filter(|inside| holds(inside)) {
                parents.insert(&step.id, inside);
            }
        }
        cut_circles(&mut parents);
        let mut levels: BTreeMap<Option<&StepId>, Vec<&Step>> = BTreeMap::new();
        let mut attached: BTreeMap<&StepId, Vec<&Step>> = BTreeMap::new();
        for step in &diagram.steps {
            let known = |host: &&StepId| steps.get(host).is_some_and(|it| self::host(it).is_none());
            match host(step).filter(known) {
                Some(host) => attached.entry(host).or_default().push(step),
                None => levels
                    .entry(parents.get(&step.id).copied())
                    .or_default()
                    .push(step),
            }
        }
        Self {
            diagram,
            levels,
            attached,
            done: Arrangement::default(),
        }
    }

    fn members(&self, steps: &[&'a Step], band: impl Fn(&Step) -> usize) -> Members<'a> {
        let own = |step: &Step| {
            self.done
                .sizes
                .get(&step.id)
                .copied()
                .unwrap_or(step.size())
        };
        Members {
            steps: steps.to_vec(),
            sizes: steps.iter().map(|step| own(step)).collect(),
            attached: steps
                .iter()
                .map(|step| self.attached.get(&step.id).cloned().unwrap_or_default())
                .collect(),
            bands: steps.iter().map(|step| band(step)).collect(),
        }
    }

    /// The steps of all sub-processes, the innermost first, counted from the corner of the one they stand in.
    fn contents(&mut self) {
        let mut outside_in: Vec<&'a Step> = Vec::new();
        let mut open = vec![None];
        while let Some(level) = open.pop() {
            for step in self.levels.get(&level).into_iter().flatten() {
                if self.levels.contains_key(&Some(&step.id)) {
                    outside_in.push(step);
                    open.push(Some(&step.id));
                }
            }
        }
        for step in outside_in.into_iter().rev() {
            let steps = self
                .levels
                .get(&Some(&step.id))
                .cloned()
                .unwrap_or_default();
            let Laid { places, size, .. } = lay(self.diagram, &self.members(&steps, |_| 0), 1);
            let closed = matches!(&step.kind, StepKind::SubProcess(sub) if sub.closed);
            if !closed {
                let least = shape::size(&step.kind);
                let size = Size {
                    width: size.width.saturating_add(2 * PADDING).max(least.width / 2),
                    height: size
                        .height
                        .saturating_add(HEADING + PADDING)
                        .max(least.height / 2),
                };
                self.done.sizes.insert(step.id.clone(), size);
            }
            for (id, place) in places {
                let place = place.shifted(Point::new(PADDING, HEADING));
                self.done.steps.insert(id, place);
            }
        }
    }

    /// Processes below each other, in their pools and lanes.
    fn processes(&mut self, corner: Point) {
        let outer = self.levels.get(&None).cloned().unwrap_or_default();
        let known: BTreeSet<&PoolId> = self.diagram.pools.iter().map(|pool| &pool.id).collect();
        let mut outer_of: BTreeMap<Option<&PoolId>, Vec<&'a Step>> = BTreeMap::new();
        for step in outer {
            let pool = step.pool.as_ref().filter(|pool| known.contains(pool));
            outer_of.entry(pool).or_default().push(step);
        }
        let mut y = corner.y;
        let mut blocks: Vec<(Option<&PoolId>, bool)> = vec![(None, false)];
        blocks.extend(self.diagram.pools.iter().map(|pool| {
            let undrawn = pool.size.is_none() && pool.process.as_deref() == Some(pool.id.as_str());
            (Some(&pool.id), !undrawn)
        }));
        let mut widest = CLOSED_POOL.width;
        for (pool, drawn) in blocks {
            let steps = outer_of.remove(&pool).unwrap_or_default();
            let lanes = Bands::of(self.diagram, pool);
            if steps.is_empty() && lanes.leaves.is_empty() {
                if let Some(pool) = pool.filter(|_| drawn) {
                    self.done
                        .pools
                        .insert(pool.clone(), (Point::new(corner.x, y), CLOSED_POOL));
                    y = y.saturating_add(CLOSED_POOL.height + BRANCH_GAP);
                }
                continue;
            }
            let size = self.process(
                pool.filter(|_| drawn),
                &steps,
                &lanes,
                Point::new(corner.x, y),
            );
            widest = widest.max(size.width);
            y = y.saturating_add(size.height).saturating_add(BRANCH_GAP);
        }
        for (_, size) in self.done.pools.values_mut() {
            size.width = widest;
        }
        for (place, size) in self.done.lanes.values_mut() {
            let right = corner.x.saturating_add(widest);
            size.width = right.saturating_sub(place.x).max(STRIP);
        }
        self.settle();
    }

    fn process(
        &mut self,
        pool: Option<&PoolId>,
        steps: &[&'a Step],
        lanes: &Bands<'a>,
        corner: Point,
    ) -> Size {
        let members = self.members(steps, |step| lanes.band(step));
        let laid = lay(self.diagram, &members, lanes.leaves.len());
        let framed = pool.is_some() || !lanes.leaves.is_empty();
        let strips = i32::from(pool.is_some()) + lanes.depth;
        let padding = if framed { PADDING } else { 0 };
        let left = strips * STRIP + padding;
        // Every band gets room above and below its steps.
        let mut tops = Vec::with_capacity(laid.bands.len());
        let mut y = 0_i32;
        for (_, height) in &laid.bands {
            tops.push(y);
            y = y.saturating_add(height.saturating_add(2 * padding));
        }
        for (step, &band) in steps.iter().zip(&members.bands) {
            let (top, _) = laid.bands.get(band).copied().unwrap_or_default();
            let down = tops.get(band).copied().unwrap_or_default() + padding - top;
            let by = Point::new(corner.x.saturating_add(left), corner.y.saturating_add(down));
            let attached = self.attached.get(&step.id).into_iter().flatten();
            for each in attached.chain([step]) {
                if let Some(place) = laid.places.get(&each.id) {
                    self.done.steps.insert(each.id.clone(), place.shifted(by));
                }
            }
        }
        let size = Size {
            width: laid.size.width.saturating_add(left + padding),
            height: y.max(if framed { CLOSED_POOL.height } else { 0 }),
        };
        if let Some(pool) = pool {
            self.done.pools.insert(pool.clone(), (corner, size));
        }
        let inner = Point::new(corner.x + i32::from(pool.is_some()) * STRIP, corner.y);
        for (lane, first, last, level) in &lanes.all {
            let top = tops.get(*first).copied().unwrap_or_default();
            let bottom = tops.get(last + 1).copied().unwrap_or(y);
            let place = inner.shifted(Point::new(level * STRIP, top));
            let size = Size {
                width: STRIP,
                height: bottom - top,
            };
            self.done.lanes.insert((*lane).clone(), (place, size));
        }
        size
    }

    /// Steps inside sub-processes go where those have gone.
    fn settle(&mut self) {
        let mut open: Vec<&StepId> = self
            .levels
            .get(&None)
            .into_iter()
            .flatten()
            .map(|step| &step.id)
            .collect();
        while let Some(outer) = open.pop() {
            let Some(corner) = self.done.steps.get(outer).copied() else {
                continue;
            };
            for step in self.levels.get(&Some(outer)).into_iter().flatten() {
                let attached = self.attached.get(&step.id).into_iter().flatten();
                for each in attached.chain([step]) {
                    if let Some(place) = self.done.steps.get_mut(&each.id) {
                        *place = place.shifted(corner);
                    }
                }
                open.push(&step.id);
            }
        }
    }
}

/// The lanes of a pool: those that hold no others are bands.
struct Bands<'a> {
    leaves: Vec<&'a LaneId>,
    /// Each lane with its first and last band, and how many lanes are around it.
    all: Vec<(&'a LaneId, usize, usize, i32)>,
    by_lane: BTreeMap<&'a LaneId, usize>,
    depth: i32,
}

impl<'a> Bands<'a> {
    fn of(diagram: &'a Diagram, pool: Option<&PoolId>) -> Self {
        let mut bands = Self {
            leaves: Vec::new(),
            all: Vec::new(),
            by_lane: BTreeMap::new(),
            depth: 0,
        };
        let known: BTreeSet<&PoolId> = diagram.pools.iter().map(|pool| &pool.id).collect();
        let mut inner: BTreeMap<&LaneId, Vec<&'a LaneId>> = BTreeMap::new();
        let mut outer = Vec::new();
        for lane in &diagram.lanes {
            let own = lane.pool.as_ref().filter(|pool| known.contains(pool)) == pool;
            match &lane.inside {
                Some(inside) => inner.entry(inside).or_default().push(&lane.id),
                None if own => outer.push(&lane.id),
                None => {}
            }
        }
        for lane in outer {
            bands.add(lane, &inner, 0);
        }
        bands
    }

    fn add(&mut self, lane: &'a LaneId, inner: &BTreeMap<&LaneId, Vec<&'a LaneId>>, level: i32) {
        if level > MAX_LANES || self.by_lane.contains_key(lane) {
            return;
        }
        self.depth = self.depth.max(level + 1);
        let first = self.leaves.len();
        self.by_lane.insert(lane, first);
        for each in inner.get(lane).into_iter().flatten() {
            self.add(each, inner, level + 1);
        }
        if self.leaves.len() == first {
            self.leaves.push(lane);
        }
        self.all.push((lane, first, self.leaves.len() - 1, level));
    }

    /// Steps of no lane stand in the first one.
    fn band(&self, step: &Step) -> usize {
        let lane = step.lane.as_ref();
        lane.and_then(|lane| self.by_lane.get(lane))
            .copied()
            .unwrap_or_default()
    }
}

/// The most lanes in one another.
const MAX_LANES: i32 = 50;

/// Something that stands in itself stands outside.
fn cut_circles(parents: &mut BTreeMap<&StepId, &StepId>) {
    let mut sound: BTreeSet<&StepId> = BTreeSet::new();
    let all: Vec<&StepId> = parents.keys().copied().collect();
    for start in all {
        let mut path: Vec<&StepId> = vec![start];
        let mut on_path: BTreeSet<&StepId> = BTreeSet::from([start]);
        while let Some(parent) = path.last().and_then(|at| parents.get(at)).copied() {
            if sound.contains(parent) {
                break;
            }
            if !on_path.insert(parent) {
                parents.remove(parent);
                break;
            }
            path.push(parent);
        }
        sound.extend(path);
    }
}
