//! Plans: what is drawn, what it does, how it is looked at.

use std::sync::Arc;

use geodata::landscape::Ground;
use geodata::report::Block;
use geodata::scenario::Trees;
use leptos::prelude::*;
use liito_worker::{
    Assessed, Degrees, DrawnEdit, EditInfo, LiveInfo, PlanState, PlanStep, Suggestions,
};

/// What the reader draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Nothing: a click chooses what is on the map.
    #[default]
    Look,
    /// Shapes that were drawn are moved and changed.
    Change,
    Clear,
    PlantArea,
    PlantRow,
    PlantTree,
    AddPatch,
    RemovePatch,
    CutLink,
    MendLink,
    Bridge,
    Poles,
}

impl Tool {
    pub const ALL: [Self; 12] = [
        Self::Look,
        Self::Change,
        Self::Clear,
        Self::PlantArea,
        Self::PlantRow,
        Self::PlantTree,
        Self::AddPatch,
        Self::RemovePatch,
        Self::CutLink,
        Self::MendLink,
        Self::Bridge,
        Self::Poles,
    ];

    /// Name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Change => "change",
            Self::Clear => "clear",
            Self::PlantArea => "plant-area",
            Self::PlantRow => "plant-row",
            Self::PlantTree => "plant-tree",
            Self::AddPatch => "add-patch",
            Self::RemovePatch => "remove-patch",
            Self::CutLink => "cut-link",
            Self::MendLink => "mend-link",
            Self::Bridge => "bridge",
            Self::Poles => "poles",
        }
    }

    /// What the drawing library is to draw; `None` where it draws nothing.
    pub fn mode(self, outline: Outline) -> Option<&'static str> {
        match self {
            Self::Look => None,
            Self::Change => Some("select"),
            Self::Clear | Self::PlantArea | Self::AddPatch => Some(outline.mode()),
            Self::PlantRow | Self::Bridge | Self::Poles => Some("linestring"),
            Self::PlantTree | Self::RemovePatch | Self::CutLink | Self::MendLink => Some("point"),
        }
    }

    /// True where it draws areas.
    pub fn is_area(self) -> bool {
        matches!(self, Self::Clear | Self::PlantArea | Self::AddPatch)
    }

    /// True where what it draws has trees.
    pub fn has_trees(self) -> bool {
        matches!(self, Self::PlantArea | Self::PlantRow | Self::PlantTree | Self::Bridge)
    }
}

/// How an area is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outline {
    #[default]
    Polygon,
    Rectangle,
    Freehand,
}

impl Outline {
    pub const ALL: [Self; 3] = [Self::Polygon, Self::Rectangle, Self::Freehand];

    fn mode(self) -> &'static str {
        match self {
            Self::Polygon => "polygon",
            Self::Rectangle => "rectangle",
            Self::Freehand => "freehand",
        }
    }
}

/// What is drawn is like this.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brush {
    /// What a cleared area becomes.
    pub becomes: Ground,
    pub trees: Trees,
    /// Width of a row's or a tree's crowns, or of a bridge, metres.
    pub crown_m: f64,
    pub bridge_m: f64,
    /// Height of poles, metres, and whether they count.
    pub poles_m: f64,
    pub poles_count: bool,
}

impl Default for Brush {
    fn default() -> Self {
        Self {
            becomes: Ground::BuiltUp,
            trees: Trees::default(),
            crown_m: 4.0,
            bridge_m: 40.0,
            poles_m: 12.0,
            poles_count: false,
        }
    }
}

impl Brush {
    /// The step that was drawn; `None` where the tool draws none, or there is too little.
    pub fn step(&self, tool: Tool, positions: Vec<Degrees>) -> Option<PlanStep> {
        let first = *positions.first()?;
        Some(match tool {
            Tool::RemovePatch => PlanStep::RemovePatchAt(first),
            Tool::CutLink => PlanStep::LinkAt(first, false),
            Tool::MendLink => PlanStep::LinkAt(first, true),
            _ => PlanStep::Add(self.edit(tool, positions)?),
        })
    }

    /// The edit that was drawn.
    fn edit(&self, tool: Tool, positions: Vec<Degrees>) -> Option<DrawnEdit> {
        let Self { becomes, trees, crown_m, bridge_m, poles_m, poles_count } = *self;
        let first = *positions.first()?;
        Some(match tool {
            Tool::Look | Tool::Change => return None,
            Tool::RemovePatch | Tool::CutLink | Tool::MendLink => return None,
            Tool::Clear => DrawnEdit::Clear(positions, becomes),
            Tool::PlantArea => DrawnEdit::PlantArea(positions, trees),
            Tool::PlantRow => DrawnEdit::PlantRow(positions, crown_m, trees),
            Tool::PlantTree => DrawnEdit::PlantTree(first, crown_m, trees),
            Tool::AddPatch => DrawnEdit::AddPatch(positions),
            Tool::Bridge => DrawnEdit::GreenBridge(positions, bridge_m, trees),
            Tool::Poles => DrawnEdit::Poles(positions, poles_m, poles_count),
        })
    }
}

/// Positions as a reader types them, a line each: latitude, longitude. The number of the
/// first line that is none where there is one.
pub fn typed_positions(text: &str) -> Result<Vec<Degrees>, usize> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let numbers: Vec<f64> = line
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | 'N' | 'E' | '°'))
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().map_err(|_| number))
                .collect::<Result<_, usize>>()?;
            match numbers[..] {
                [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
                    Ok((longitude, latitude))
                }
                _ => Err(number),
            }
        })
        .collect()
}

/// Where the work on plans stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanRun {
    /// There is nothing to do.
    #[default]
    Idle,
    /// So many steps of so many, of what.
    Working { what: PlanWork, done: u32, total: u32 },
    /// It could not be done, and the reader was told why.
    Failed,
}

/// What is worked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanWork {
    Loading,
    Assessing,
    Suggesting,
    Comparing,
    Reporting,
}

/// Plans are looked at after so many years.
pub const PLAN_YEARS: [u32; 3] = [0, 10, 25];

/// Which network the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MapSide {
    Before,
    #[default]
    After,
    /// That of the plan, and that of today over it up to a line.
    Both,
}

impl MapSide {
    pub const ALL: [Self; 3] = [Self::Before, Self::After, Self::Both];

    /// Name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Both => "swipe",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.name() == name)
    }
}

/// What is drawn with, and how the plan is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hand {
    pub tool: Tool,
    pub outline: Outline,
    pub brush: Brush,
    pub side: MapSide,
    /// A picture for everyone is taken: nothing that is sensitive is to be on it.
    pub is_for_all: bool,
}

/// What the worker has told of plans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// What would come of what is being drawn.
    pub live: Option<LiveInfo>,
    /// What is planned.
    pub state: Option<Arc<PlanState>>,
    /// What that does, as it was computed last.
    pub assessed: Option<Arc<Assessed>>,
    pub suggested: Option<Arc<Suggestions>>,
    /// All plans side by side.
    pub compared: Option<Arc<Vec<Block>>>,
    /// Those that the reader has ticked.
    pub ticked: Vec<u32>,
    /// The annex while it is shown, and whether it is that for the authority.
    pub annex: Option<(Arc<Vec<Block>>, bool)>,
}

impl Told {
    /// What the chosen plan is called.
    pub fn name(&self) -> Option<String> {
        self.state.as_ref().and_then(|state| state.names.get(state.chosen).cloned())
    }

    /// Edits of the chosen plan.
    pub fn edits(&self) -> &[EditInfo] {
        self.state.as_ref().map_or(&[], |state| &state.edits)
    }

    /// The figures are of another plan, or of other years.
    pub fn is_stale(&self, years: u32) -> bool {
        let revision = self.state.as_ref().map(|state| state.revision);
        self.assessed.as_ref().is_none_or(|assessed| {
            Some(assessed.revision) != revision || assessed.years != f64::from(years)
        })
    }
}

/// The state of plans. Copied freely: it is a handful of signals, and few kinds of them, as
/// each kind is code of its own.
#[derive(Clone, Copy)]
pub struct Plans {
    pub told: RwSignal<Told>,
    pub run: RwSignal<PlanRun>,
    pub hand: RwSignal<Hand>,
    /// After so many years.
    pub years: RwSignal<u32>,
    /// Length and area of what is being drawn: metres and square metres.
    pub measured: RwSignal<Option<(f64, f64)>>,
}

impl Plans {
    pub fn new(years: u32, side: MapSide) -> Self {
        Self {
            told: RwSignal::new(Told::default()),
            run: RwSignal::new(PlanRun::Idle),
            hand: RwSignal::new(Hand { side, ..Hand::default() }),
            years: RwSignal::new(years),
            measured: RwSignal::new(None),
        }
    }

    /// What is drawn with, whatever comes of it later.
    pub fn tool(self) -> Tool {
        self.hand.with_untracked(|hand| hand.tool)
    }

    /// Draws with something else.
    pub fn take(self, tool: Tool) {
        self.hand.update(|hand| hand.tool = tool);
    }
}

#[cfg(test)]
mod tests {
    use liito_worker::WorthInfo;

    use super::*;

    #[test]
    fn figures_of_another_plan_are_told_apart_though_it_has_as_many_edits() {
        let ec_pc_ha = (1.0, 1.0);
        let same =
            WorthInfo { name: String::new(), ec_pc_ha, ec_percent: 0.0, habitat_percent: 0.0 };
        let assessed = Assessed {
            years: 10.0,
            caution: None,
            touched: Vec::new(),
            near: same.clone(),
            whole: same,
            revision: 4,
            effects: Vec::new(),
            links: [Vec::new(), Vec::new()],
        };
        let mut told = Told { assessed: Some(Arc::new(assessed)), ..Told::default() };
        let at = |revision| Some(Arc::new(PlanState { revision, ..PlanState::default() }));
        told.state = at(4);
        assert!(!told.is_stale(10) && told.is_stale(25));
        // Moved, a shape is another plan.
        told.state = at(5);
        assert!(told.is_stale(10));
        assert!(Told::default().is_stale(0));
    }

    #[test]
    fn positions_are_typed_a_line_each() {
        let typed = typed_positions("60.2, 24.7\n\n60.21 24.71\n 60.22°N, 24.72°E\n");
        assert_eq!(typed, Ok(vec![(24.7, 60.2), (24.71, 60.21), (24.72, 60.22)]));
        assert_eq!(typed_positions("60.2, 24.7\nhere"), Err(2));
        assert_eq!(typed_positions("60.2"), Err(1));
        assert_eq!(typed_positions("99.0 24.0"), Err(1));
    }

    #[test]
    fn what_is_drawn_is_what_the_tool_says() {
        let brush = Brush::default();
        let ring = vec![(24.7, 60.2), (24.71, 60.2), (24.71, 60.21)];
        let cleared = brush.edit(Tool::Clear, ring.clone());
        assert_eq!(cleared, Some(DrawnEdit::Clear(ring.clone(), Ground::BuiltUp)));
        assert_eq!(
            brush.edit(Tool::PlantTree, ring.clone()),
            Some(DrawnEdit::PlantTree(ring[0], 4.0, Trees::default()))
        );
        assert_eq!(brush.edit(Tool::Look, ring), None);
        assert_eq!(brush.edit(Tool::Clear, Vec::new()), None);
        for tool in Tool::ALL {
            assert_eq!(tool.mode(Outline::Polygon).is_none(), tool == Tool::Look);
        }
    }
}
