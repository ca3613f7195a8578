//! A chart as shapes: shown as elements of the page, and saved as a file.

/// What a shape is drawn with. On the page the style sheet says how; in a file the colours of
/// the light appearance do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Lines that help the eye.
    Grid,
    /// Axes.
    Axis,
    /// The numbers of a chart of one kind.
    Only,
    /// The first of several kinds.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// What something is held against.
    Mark,
    /// Nothing that is seen: the whole line that a patch has, to be pressed.
    Press,
}

impl Ink {
    /// The name of its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Grid => "ink-grid",
            Self::Axis => "ink-axis",
            Self::Only => "ink-only",
            Self::First => "ink-first",
            Self::Second => "ink-second",
            Self::Third => "ink-third",
            Self::Mark => "ink-mark",
            Self::Press => "ink-press",
        }
    }

    /// Its colour on paper. The three kinds are told apart by the colour-blind too (Okabe and
    /// Ito), and by their place.
    pub fn on_paper(self) -> &'static str {
        match self {
            Self::Grid => "#d9ddd5",
            Self::Axis => "#5f6c64",
            Self::Only => "#1c6448",
            Self::First => "#0072b2",
            Self::Second => "#e69f00",
            Self::Third => "#009e73",
            Self::Mark => "#b3261e",
            Self::Press => "none",
        }
    }
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    },
    Circle {
        x: f64,
        y: f64,
        radius: f64,
    },
    /// Many points at once: each by itself would be an element of the page.
    Dots {
        radius: f64,
        dots: Vec<Dot>,
    },
    /// From point to point.
    Path(Vec<(f64, f64)>),
    Text {
        x: f64,
        y: f64,
        anchor: Anchor,
        words: String,
    },
}

/// One of many points, what it says, and the patch it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub title: String,
    pub patch: u32,
}

/// A form with its ink, what it says, and the patch it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub form: Form,
    pub ink: Ink,
    /// Said when the pointer rests on it.
    pub title: String,
    /// Choosing it chooses this patch.
    pub patch: Option<u32>,
}

/// All shapes of a chart, the lowest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
}

impl Scene {
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, shapes: Vec::new() }
    }

    /// Adds a form that says nothing.
    pub fn add(&mut self, ink: Ink, form: Form) {
        self.tell(ink, form, String::new(), None);
    }

    /// Adds a form that says something, and may stand for a patch.
    pub fn tell(&mut self, ink: Ink, form: Form, title: String, patch: Option<u32>) {
        self.shapes.push(Shape { form, ink, title, patch });
    }

    pub fn line(&mut self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        self.add(ink, Form::Path(vec![from, to]));
    }

    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, words: impl Into<String>) {
        self.add(Ink::Axis, Form::Text { x, y, anchor, words: words.into() });
    }
}

/// Points as SVG has them: each a line of no length, round by its ends.
pub fn dots_data(dots: &[Dot]) -> String {
    use std::fmt::Write as _;
    let mut data = String::new();
    for Dot { x, y, .. } in dots {
        let _ = write!(data, "M{x:.2} {y:.2}h0");
    }
    data
}

/// The points of a path as SVG has them.
pub fn path_data(points: &[(f64, f64)]) -> String {
    use std::fmt::Write as _;
    let mut data = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let letter = if place == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{letter}{x:.2} {y:.2}");
    }
    data
}
