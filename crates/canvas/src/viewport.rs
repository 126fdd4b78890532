//! Which part of the canvas is seen, and how large. Screen places are pixels from the canvas element's corner.

use crate::geometry::Rect;
use process::diagram::Point;

pub const SMALLEST: f64 = 0.1;
pub const LARGEST: f64 = 2.0;
/// Room left around the process when it is fitted.
const MARGIN: f64 = 48.0;
/// So much of the process stays in sight, however far one pans.
const KEPT_IN_SIGHT: f64 = 80.0;

/// A place on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

impl Spot {
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub fn distance(self, other: Spot) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Where the canvas's origin is on the screen.
    pub x: f64,
    pub y: f64,
    pub zoom: f64,
    pub width: f64,
    pub height: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self {
            x: 0.0,
            y: 0.0,
            zoom: 1.0,
            width: 1200.0,
            height: 800.0,
        }
    }
}

impl Viewport {
    pub fn to_canvas(&self, spot: Spot) -> Point {
        Point::new(
            ((spot.x - self.x) / self.zoom).round() as i32,
            ((spot.y - self.y) / self.zoom).round() as i32,
        )
    }

    pub fn to_screen(&self, point: Point) -> Spot {
        Spot::new(
            f64::from(point.x) * self.zoom + self.x,
            f64::from(point.y) * self.zoom + self.y,
        )
    }

    /// A length on the screen as a length on the canvas.
    pub fn reach(&self, pixels: f64) -> f64 {
        pixels / self.zoom
    }

    pub fn is_inside(&self, spot: Spot) -> bool {
        (0.0..=self.width).contains(&spot.x) && (0.0..=self.height).contains(&spot.y)
    }

    pub fn center(&self) -> Spot {
        Spot::new(self.width / 2.0, self.height / 2.0)
    }

    /// What is seen of the canvas.
    pub fn seen(&self) -> Rect {
        Rect::spanned(
            self.to_canvas(Spot::default()),
            self.to_canvas(Spot::new(self.width, self.height)),
        )
    }

    pub fn panned(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// Zooms so that what is under the cursor stays under it.
    pub fn zoomed(self, factor: f64, at: Spot) -> Self {
        let zoom = (self.zoom * factor).clamp(SMALLEST, LARGEST);
        let real = zoom / self.zoom;
        Self {
            zoom,
            x: at.x - (at.x - self.x) * real,
            y: at.y - (at.y - self.y) * real,
            ..self
        }
    }

    /// Shows all of a rectangle in the middle, never larger than life.
    pub fn fitted(self, bounds: Option<Rect>) -> Self {
        let Some(bounds) = bounds else {
            return Self {
                x: self.width / 4.0,
                y: self.height / 2.0 - 40.0,
                zoom: 1.0,
                ..self
            };
        };
        let across = (self.width - 2.0 * MARGIN).max(1.0) / f64::from(bounds.width().max(1));
        let down = (self.height - 2.0 * MARGIN).max(1.0) / f64::from(bounds.height().max(1));
        let zoom = across.min(down).clamp(SMALLEST, 1.0);
        let fitted = Self { zoom, ..self };
        fitted.centered_on(bounds)
    }

    /// At this zoom, with the middle of a rectangle in the middle.
    pub fn centered_on(self, bounds: Rect) -> Self {
        let middle = bounds.center();
        Self {
            x: self.width / 2.0 - f64::from(middle.x) * self.zoom,
            y: self.height / 2.0 - f64::from(middle.y) * self.zoom,
            ..self
        }
    }

    /// Pans as little as it takes to see a rectangle.
    pub fn revealing(self, bounds: Rect) -> Self {
        let shift = |low: f64, high: f64, size: f64| {
            if high - low > size - 2.0 * MARGIN || low < MARGIN {
                MARGIN - low
            } else if high > size - MARGIN {
                size - MARGIN - high
            } else {
                0.0
            }
        };
        let corner = self.to_screen(bounds.corner());
        let end = self.to_screen(Point::new(bounds.right, bounds.bottom));
        self.panned(
            shift(corner.x, end.x, self.width),
            shift(corner.y, end.y, self.height),
        )
    }

    /// Keeps a piece of the process in sight, so that nobody gets lost on empty paper.
    pub fn clamped(self, bounds: Option<Rect>) -> Self {
        let Some(bounds) = bounds else { return self };
        let corner = self.to_screen(bounds.corner());
        let end = self.to_screen(Point::new(bounds.right, bounds.bottom));
        let shift = |low: f64, high: f64, size: f64| {
            let kept = KEPT_IN_SIGHT.min(size / 2.0);
            if high < kept {
                kept - high
            } else if low > size - kept {
                size - kept - low
            } else {
                0.0
            }
        };
        self.panned(
            shift(corner.x, end.x, self.width),
            shift(corner.y, end.y, self.height),
        )
    }
}
