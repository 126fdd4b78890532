//! Where the steps are, in a grid of cells, so that finding what is near costs the same in a large process.

use crate::geometry::Rect;
use crate::routing::{Obstacles, Shape};
use process::StepId;
use process::diagram::Point;
use std::collections::HashMap;

const CELL: i32 = 512;

#[derive(Clone, Debug, Default)]
pub struct Index {
    shapes: HashMap<StepId, Shape>,
    cells: HashMap<(i32, i32), Vec<StepId>>,
}

impl Index {
    pub fn shape(&self, id: &StepId) -> Option<&Shape> {
        self.shapes.get(id)
    }

    pub fn all(&self) -> impl Iterator<Item = (&StepId, &Shape)> {
        self.shapes.iter()
    }

    pub fn put(&mut self, id: &StepId, shape: Shape) {
        self.remove(id);
        for cell in cells(&shape.rect) {
            self.cells.entry(cell).or_default().push(id.clone());
        }
        self.shapes.insert(id.clone(), shape);
    }

    pub fn remove(&mut self, id: &StepId) -> Option<Shape> {
        let shape = self.shapes.remove(id)?;
        for cell in cells(&shape.rect) {
            if let Some(ids) = self.cells.get_mut(&cell) {
                ids.retain(|other| other != id);
                if ids.is_empty() {
                    self.cells.remove(&cell);
                }
            }
        }
        Some(shape)
    }

    /// The steps that touch an area, each once.
    pub fn near(&self, area: &Rect) -> Vec<(&StepId, &Shape)> {
        let touches = |shape: &Shape| shape.rect.intersects(area);
        let (across, down) = (area.width() / CELL + 2, area.height() / CELL + 2);
        // A large area is looked at step by step instead of cell by cell.
        if i64::from(across) * i64::from(down) > self.shapes.len() as i64 {
            return self
                .shapes
                .iter()
                .filter(|(_, shape)| touches(shape))
                .collect();
        }
        let mut found: Vec<(&StepId, &Shape)> = cells(area)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .filter_map(|id| self.shapes.get_key_value(id))
            .filter(|(_, shape)| touches(shape))
            .collect();
        found.sort_unstable_by_key(|(id, _)| *id);
        found.dedup_by_key(|(id, _)| *id);
        found
    }

    /// The topmost step at a point: what is smaller stands on what is larger.
    pub fn at(&self, point: Point) -> Option<&StepId> {
        let hit = self.near(&Rect::spanned(point, point));
        let topmost = hit
            .into_iter()
            .min_by(|(a, one), (b, other)| one.rect.area().cmp(&other.rect.area()).then(b.cmp(a)));
        topmost.map(|(id, _)| id)
    }

    pub fn bounds(&self) -> Option<Rect> {
        self.shapes
            .values()
            .map(|shape| shape.rect)
            .reduce(|a, b| a.union(b))
    }
}

impl Index {
    /// What flows run around, but for the groups they run in.
    pub fn without<'a>(&'a self, groups: Vec<&'a StepId>) -> Without<'a> {
        Without {
            index: self,
            groups,
        }
    }
}

pub struct Without<'a> {
    index: &'a Index,
    groups: Vec<&'a StepId>,
}

impl Obstacles for Without<'_> {
    fn within(&self, area: &Rect) -> Vec<Rect> {
        self.index
            .near(area)
            .into_iter()
            .filter(|(id, _)| !self.groups.contains(id))
            .map(|(_, shape)| shape.rect)
            .collect()
    }
}

fn cells(rect: &Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
    let columns = rect.left.div_euclid(CELL)..=rect.right.div_euclid(CELL);
    let rows = rect.top.div_euclid(CELL)..=rect.bottom.div_euclid(CELL);
    columns.flat_map(move |x| rows.clone().map(move |y| (x, y)))
}
