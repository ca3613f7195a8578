//! Questions about plans: what is drawn, what it does, what is printed of it.
//!
//! The worker puts its answers into words, since only it carries those of the annex.

use geodata::Layer;
use geodata::landscape::Ground;
use geodata::links::Grade;
use geodata::model::LayerRole;
use geodata::report::Block;
use geodata::scenario::{Rule, Trees};
use serde::{Deserialize, Serialize};

use super::{LandWork, LonLatBounds, Packed, Reply};

/// What a worker needs to know to judge plans, the bytes that go with [`PlanAsk::Load`].
#[derive(Debug, Serialize, Deserialize)]
pub struct PlanWork {
    /// The land with the patches in it.
    pub land: LandWork,
    /// Layers of habitat, connections, other objects and plans.
    pub told: Vec<Layer>,
}

impl PlanWork {
    /// Layers of these roles are told beside the land. Observations stay where they are.
    pub const TOLD: [LayerRole; 4] =
        [LayerRole::Habitat, LayerRole::SurveyedConnection, LayerRole::Background, LayerRole::Plan];
}

/// Positions in degrees: longitude, latitude.
pub type Degrees = (f64, f64);

/// What the reader draws, and what for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum DrawnEdit {
    /// An area that is cleared or built on, and what it becomes.
    Clear(Vec<Degrees>, Ground),
    /// An area that is planted.
    PlantArea(Vec<Degrees>, Trees),
    /// A row of trees, and how wide its crowns are, metres.
    PlantRow(Vec<Degrees>, f64, Trees),
    /// A tree, and how wide its crown is, metres.
    PlantTree(Degrees, f64, Trees),
    /// A habitat patch.
    AddPatch(Vec<Degrees>),
    /// A bridge with trees: a line, and how wide it is, metres.
    GreenBridge(Vec<Degrees>, f64, Trees),
    /// Poles to glide between along a line, so many metres high; true where they count.
    Poles(Vec<Degrees>, f64, bool),
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanStep {
    /// Nothing: tell how it stands.
    Look,
    /// An edit is added.
    Add(DrawnEdit),
    /// All that layers of plans show is added.
    AddPlanned(Ground),
    /// The patch at a position is left out.
    RemovePatchAt(Degrees),
    /// The link at a position is mended where true, else cut.
    LinkAt(Degrees, bool),
    /// All edits of another alternative are added.
    AddPlan(usize),
    /// An edit has another shape.
    Reshape(u32, Vec<Degrees>),
    /// Some suggestion is taken over.
    Accept(Vec<u32>),
    /// An edit is taken out.
    Remove(u32),
    /// The last step is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
    /// An alternative begins: a copy of the chosen one where true.
    Begin(bool),
    /// This alternative is chosen.
    Choose(usize),
    /// The chosen alternative has another name.
    Rename(String),
    /// The chosen alternative is thrown away.
    Discard,
}

/// How the impact is to be computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanWish {
    /// How links are found.
    pub rule: Rule,
    /// After so many years.
    pub years: f64,
    /// The neighbourhood reaches so far from the edits, metres.
    pub neighbourhood_m: f64,
    /// In the words of this language.
    pub language: String,
}

/// What the annex needs that only people know.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AnnexWish {
    /// The day.
    pub date: String,
    /// Who makes it.
    pub author: String,
    /// The competent authority.
    pub authority: String,
    /// Sensitive data stay in.
    pub is_for_authority: bool,
    /// So many runs with other assumptions say how firm the effect is; none where 0.
    pub runs: usize,
}

/// A question about plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanAsk {
    /// This is the present. With its bytes attached.
    Load,
    /// These are the plans. With their bytes attached.
    Restore,
    /// A step, told in the words of a language.
    Step(PlanStep, String),
    /// What would it do with one more step, which is being drawn?
    Live(PlanStep, PlanWish),
    /// What does the chosen plan do? Tells how far it is.
    Assess(PlanWish),
    /// What would mend it, at most so many plantings? Tells how far it is.
    Suggest(PlanWish, usize),
    /// All plans side by side. Tells how far it is.
    Compare(PlanWish),
    /// The annex of the chosen plan. Tells how far it is.
    Annex(PlanWish, AnnexWish),
}

impl PlanAsk {
    /// The question as workers are asked.
    #[must_use]
    pub fn packed(&self) -> super::Ask {
        super::WaysAsk::Plan(Packed::of(self)).packed()
    }
}

/// An answer about plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanReply {
    /// How the plans stand. With their bytes attached.
    State(PlanState),
    /// What it would do.
    Live(LiveInfo),
    /// What the plan does.
    Assessed(Box<Assessed>),
    /// What would mend it.
    Suggested(Suggestions),
    /// All plans side by side.
    Compared(Vec<Block>),
    /// The annex.
    Annex(Vec<Block>),
    /// It cannot be done, and why.
    Refused(String),
}

impl PlanReply {
    /// The answer as workers give them.
    #[must_use]
    pub fn packed(&self) -> Reply {
        super::WaysReply::Plan(Packed::of(self)).packed()
    }

    /// The answer in a worker's, if it is such.
    #[must_use]
    pub fn of(reply: &Reply) -> Option<Self> {
        match super::WaysReply::of(reply)? {
            super::WaysReply::Plan(packed) => packed.unpack(),
            _ => None,
        }
    }
}

/// A shape on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PlanShape {
    /// Polygons, their rings, the shell first.
    Areas(Vec<Vec<Vec<Degrees>>>),
    /// A line.
    Line(Vec<Degrees>),
    /// A position.
    Point(Degrees),
    /// It has none.
    None,
}

/// What an edit is to the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditKind {
    /// Something is lost.
    Clears,
    /// A patch is left out.
    LeavesOut,
    /// Something is planted or built for animals.
    Plants,
    /// Habitat is added or has another shape.
    Habitat,
    /// It changes the network alone.
    Network,
}

/// An edit of the chosen plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EditInfo {
    /// Its number.
    pub id: u32,
    /// What it is.
    pub words: String,
    /// What it is to the map.
    pub kind: EditKind,
    /// Where it is.
    pub shape: PlanShape,
    /// The box that it lies in.
    pub bounds: Option<LonLatBounds>,
}

/// How the plans stand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PlanState {
    /// What the alternatives are called.
    pub names: Vec<String>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Its edits.
    pub edits: Vec<EditInfo>,
    /// What would be taken back.
    pub undo: Option<String>,
    /// What would be done again.
    pub redo: Option<String>,
    /// Layers of plans that are open show so many edits.
    pub planned: usize,
    /// Another number for whatever is another plan, or the same for another present.
    pub revision: u32,
    /// Why the step was not taken.
    pub fault: Option<String>,
}

/// A network in figures.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LiveFigures {
    /// EC(PC), hectares.
    pub ec_pc_ha: f64,
    /// Parts that no link joins.
    pub parts: usize,
    /// Links that are good, weak, critical.
    pub links: [usize; 3],
    /// Places where gaps lie that are wider than a glide.
    pub crossings: usize,
}

/// What a plan would do with what is being drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LiveInfo {
    /// By a grid of wider cells than that which the exact figures come from.
    pub is_coarse: bool,
    /// Before and after; none while too little is drawn.
    pub figures: Option<(LiveFigures, LiveFigures)>,
}

/// How a line of the panel is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Something is lost.
    Loss,
    /// Something is weaker.
    Warning,
    /// Something is won.
    Gain,
    /// Neither.
    Plain,
}

/// A line of the panel: a number, and what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// The number.
    pub figure: String,
    /// What it counts.
    pub words: String,
    /// How it is meant.
    pub tone: Tone,
}

/// What became of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It is as it was.
    Same,
    /// It is lost, or worse.
    Worse,
    /// It is new, or better.
    Better,
}

/// A link that some best way takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanLink {
    /// Its grade.
    pub grade: Grade,
    /// How it differs from the other side.
    pub fate: Fate,
    /// Its line.
    pub line: Vec<Degrees>,
}

/// What a network is worth, with what differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorthInfo {
    /// What it is of.
    pub name: String,
    /// EC(PC) before and after, hectares.
    pub ec_pc_ha: (f64, f64),
    /// Its change, %.
    pub ec_percent: f64,
    /// Change of the area of habitat, %.
    pub habitat_percent: f64,
}

/// What the chosen plan does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessed {
    /// After so many years.
    pub years: f64,
    /// What stands before everything else: it lies outside the data, or near their edge.
    pub caution: Option<String>,
    /// In short, in the order in which the law looks at it.
    pub touched: Vec<Touched>,
    /// The neighbourhood.
    pub near: WorthInfo,
    /// The whole.
    pub whole: WorthInfo,
    /// The revision of the plans that it is about.
    pub revision: u32,
    /// All of it.
    pub effects: Vec<Block>,
    /// Links before and after.
    pub links: [Vec<PlanLink>; 2],
}

/// A planting that would mend something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its number.
    pub id: u32,
    /// Which gap it closes, in words.
    pub words: String,
    /// What is planted, square metres.
    pub area_m2: f64,
    /// What it gives to EC(PC), %, after those before it: at years 0, 10 and 25.
    pub gains_percent: [f64; 3],
    /// Where it is.
    pub shape: PlanShape,
    /// The box that it lies in.
    pub bounds: Option<LonLatBounds>,
}

/// What would mend the network.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Suggestions {
    /// Those first that give the most for what is planted.
    pub all: Vec<Suggestion>,
    /// Places that were looked at.
    pub candidates: usize,
    /// What planting all of these would give, % of EC(PC).
    pub most_percent: f64,
}
