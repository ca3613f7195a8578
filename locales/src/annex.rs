//! The annex to a plan report: what a plan does, in the order in which the law looks at it.
//!
//! It tells what was computed and leaves the judgement to people: it never calls an effect
//! small, a permit needless, a loss made good or a connection enough.

use geodata::connectivity::Parameters;
use geodata::links::Grade;
use geodata::report::{Block, Words};
use geodata::scenario::{
    Edit, Entry, GapChange, Impact, LinkChange, LinkState, PatchId, PatchLoss, PlanPlace, Planting,
    Rule, SiteKind, SiteTouched, Trees, Worth,
};

use crate::alternatives::{Alternative, alternatives};
use crate::messages::{self as m, annex as w};
use crate::source::Source;
use crate::{Language, grade_words, ground_words, survey_value, worth_basis};

/// What the annex tells of.
#[derive(Debug)]
pub struct Annex<'a> {
    /// What the plan is called.
    pub plan: &'a str,
    /// The day, as its author writes it; empty where none is given.
    pub date: &'a str,
    /// Who made it; empty where nobody says.
    pub author: &'a str,
    /// The authority that is competent; empty where nobody says.
    pub authority: &'a str,
    /// Sensitive data are left out.
    pub is_public: bool,
    /// The edits.
    pub entries: &'a [Entry],
    /// What each patch of the present is called.
    pub labels: &'a [String],
    /// How links were found.
    pub rule: &'a Rule,
    /// What the plan does, year by year; the first of them is told in full.
    pub impacts: &'a [Impact],
    /// All plans for this land, where there are several: told side by side.
    pub alternatives: &'a [Alternative],
    /// What went in.
    pub sources: &'a [Source],
    /// The system that was worked in.
    pub working_crs: &'a str,
}

/// The annex, block by block.
#[must_use]
pub fn annex(l: Language, annex: &Annex<'_>) -> Vec<Block> {
    let mut text = Text::new(l);
    text.head(annex);
    if let Some(impact) = annex.impacts.first() {
        text.effects(impact, annex.is_public);
    }
    text.years(annex.impacts);
    if annex.alternatives.len() > 1 {
        text.heading(w::alternatives(l));
        text.blocks.extend(alternatives(l, annex.alternatives));
    }
    text.method(annex);
    text.foot(annex);
    text.blocks
}

/// What a plan does, as the annex tells it, without what stands before and after.
#[must_use]
pub fn effects(l: Language, impact: &Impact, is_public: bool) -> Vec<Block> {
    let mut text = Text::new(l);
    text.effects(impact, is_public);
    text.blocks
}

struct Text {
    l: Language,
    blocks: Vec<Block>,
}

impl Text {
    fn new(l: Language) -> Self {
        Self { l, blocks: Vec::new() }
    }

    fn effects(&mut self, impact: &Impact, is_public: bool) {
        self.sites(impact, is_public);
        self.connections(impact);
        self.habitat(impact, is_public);
        self.gaps(&impact.gaps, is_public);
        self.worth(impact);
        self.objects(impact);
        self.firm(impact);
    }

    fn paragraph(&mut self, words: impl Into<Words>) {
        self.blocks.push(Block::Paragraph(words.into()));
    }

    fn heading(&mut self, words: &str) {
        self.blocks.push(Block::Heading(2, words.to_owned()));
    }

    fn items<W: Into<Words>>(&mut self, items: impl IntoIterator<Item = W>) {
        self.blocks.push(Block::Items(items.into_iter().map(Into::into).collect()));
    }

    fn table(&mut self, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        self.blocks.push(Block::Table(heads, rows.into_iter().collect()));
    }

    fn percent(&self, percent: f64) -> String {
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{sign}{}\u{a0}%", self.l.number(percent, 2))
    }

    fn head(&mut self, annex: &Annex<'_>) {
        let l = self.l;
        self.blocks.push(Block::Heading(1, format!("{}: {}", w::title(l), annex.plan)));
        self.paragraph(w::subtitle(l));
        let version = if annex.is_public { w::public(l) } else { w::official(l) };
        let strong = m::app::statement(l).to_owned();
        self.paragraph(Words { strong, rest: format!(" {version}.") });
        let mut facts = Vec::new();
        for (name, value) in [(w::date(l), annex.date), (w::author(l), annex.author)] {
            if !value.is_empty() {
                facts.push(format!("{name}: {value}"));
            }
        }
        if let Some(impact) = annex.impacts.first() {
            facts.push(format!("{}: {}", w::area(l), l.hectares(impact.plan_ha)));
        }
        self.items(facts);
        match annex.impacts.first().map(|impact| impact.place) {
            Some(PlanPlace::Outside) => self.paragraph(Words::strong(w::outside(l))),
            Some(PlanPlace::NearEdge) => self.paragraph(Words::strong(w::near_edge(l))),
            _ => {}
        }
        self.blocks.push(Block::Heading(3, w::measures(l).to_owned()));
        if annex.entries.is_empty() {
            return self.paragraph(w::nothing_planned(l));
        }
        let labels = if annex.is_public { &[] } else { annex.labels };
        let words = |entry: &Entry| edit_words(l, &entry.edit, labels);
        let edits: Vec<String> = annex.entries.iter().map(words).collect();
        self.items(edits);
    }

    fn sites(&mut self, impact: &Impact, is_public: bool) {
        let l = self.l;
        self.heading(w::sites(l));
        if impact.sites.is_empty() {
            return self.paragraph(w::sites_none(l));
        }
        if is_public {
            return self.paragraph(w::sites_hidden(l, impact.sites.len()));
        }
        for site in &impact.sites {
            let SiteTouched { label, kind, area_ha, lost_ha, links } = site;
            let (area, lost) = (l.hectares(*area_ha), l.hectares(*lost_ha));
            let words = w::site(l, &area, site_kind(l, *kind), label, &lost);
            self.paragraph(Words::strong(&words));
            if !links.is_empty() {
                self.paragraph(format!("{}:", w::links_of(l)));
                self.link_table(links);
            }
        }
    }

    fn link_table(&mut self, links: &[LinkChange]) {
        let l = self.l;
        let heads = [w::from(l), w::to(l), w::before(l), w::after(l)];
        let rows = links.iter().map(|change| {
            vec![
                change.labels.0.clone(),
                change.labels.1.clone(),
                link_state(l, change.before.as_ref()),
                link_state(l, change.after.as_ref()),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        self.table(&heads, rows);
    }

    fn connections(&mut self, impact: &Impact) {
        let l = self.l;
        self.heading(w::connections(l));
        if impact.connections.is_empty() {
            return self.paragraph(w::connections_none(l));
        }
        let item = |touched: &geodata::scenario::ConnectionTouched| {
            let (class, quality) =
                (survey_words(l, &touched.class), survey_words(l, &touched.quality));
            let (crossed, length) = (l.length(touched.crossed_m), l.length(touched.length_m));
            let words = w::connection(l, class, &crossed, &touched.label, &length, quality);
            match touched.is_irreplaceable {
                true => Words { strong: words, rest: format!(" ({})", w::irreplaceable(l)) },
                false => words.into(),
            }
        };
        let items: Vec<Words> = impact.connections.iter().map(item).collect();
        self.items(items);
    }

    fn habitat(&mut self, impact: &Impact, is_public: bool) {
        let l = self.l;
        let loss = &impact.habitat;
        self.heading(w::habitat(l));
        let (before, after) = loss.habitat_ha;
        let change = if before > 0.0 { 100.0 * (after / before - 1.0) } else { 0.0 };
        let (before, after) = (l.hectares(before), l.hectares(after));
        self.paragraph(w::habitat_lost(l, &after, &before, &self.percent(change)));
        let kinds = loss
            .by_kind
            .iter()
            .map(|of| w::of_kind(l, &l.hectares(of.lost_ha), site_kind(l, of.kind)));
        let trees = loss
            .trees
            .iter()
            .map(|of| w::trees_lost(l, &l.hectares(of.lost_ha), ground_words(l, of.kind)));
        let areas: Vec<String> = kinds.chain(trees).collect();
        if !areas.is_empty() {
            self.items(areas);
        }
        match loss.patches.as_slice() {
            [] => self.paragraph(w::unchanged(l)),
            _ if is_public => {}
            patches => {
                let items: Vec<String> =
                    patches.iter().map(|patch| patch_words(l, patch, loss.territory_ha)).collect();
                self.items(items);
            }
        }
        let grades = [Grade::Good, Grade::Weak, Grade::Critical];
        let territories = grades.iter().zip(loss.territories).map(|(grade, (before, after))| {
            w::territories(l, &l.whole(after), &l.whole(before), grade_words(l, *grade))
        });
        let territories: Vec<String> = territories.collect();
        self.items(territories);
    }

    fn gaps(&mut self, gaps: &[GapChange], is_public: bool) {
        let l = self.l;
        self.heading(w::gaps(l));
        if gaps.is_empty() {
            return self.paragraph(w::gaps_none(l));
        }
        let name = |label: &str| if is_public { "–".to_owned() } else { label.to_owned() };
        let rows: Vec<Vec<String>> = gaps
            .iter()
            .map(|change| {
                let after = match &change.after {
                    Some(after) => link_state(l, Some(after)),
                    None => w::gap_gone(l).to_owned(),
                };
                let before = link_state(l, Some(&change.before));
                vec![name(&change.labels.0), name(&change.labels.1), before, after]
            })
            .collect();
        self.table(&[w::from(l), w::to(l), w::before(l), w::after(l)], rows);
    }

    fn worth(&mut self, impact: &Impact) {
        let l = self.l;
        self.heading(w::worth(l));
        let distance = l.length(impact.neighbourhood_m);
        let near = w::neighbourhood(l, &distance);
        let heads = ["", w::before(l), w::after(l), w::change(l)];
        let mut rows = Vec::new();
        for (name, worth) in [(near.as_str(), impact.neighbourhood), (w::whole(l), impact.whole)] {
            rows.extend(self.worth_rows(name, &worth));
        }
        self.table(&heads, rows);
        self.paragraph(w::worth_note(l, &distance));
    }

    fn worth_rows(&self, name: &str, worth: &Worth) -> [Vec<String>; 3] {
        let l = self.l;
        // Small changes are to be seen.
        let area = |ha: f64| format!("{}\u{a0}ha", l.number(ha, 2));
        let row = |what: &str, before: String, after: String, change: String| {
            vec![format!("{name}: {what}"), before, after, change]
        };
        let (habitat, ec, patches) = (worth.habitat_ha, worth.ec_pc_ha, worth.patches);
        [
            row(w::ec(l), area(ec.0), area(ec.1), self.percent(worth.ec_percent())),
            row(
                w::habitat_area(l),
                area(habitat.0),
                area(habitat.1),
                self.percent(worth.habitat_percent()),
            ),
            row(w::patches(l), l.whole(patches.0), l.whole(patches.1), String::new()),
        ]
    }

    fn objects(&mut self, impact: &Impact) {
        let l = self.l;
        self.heading(w::objects(l));
        if impact.objects.is_empty() {
            return self.paragraph(w::objects_none(l));
        }
        let item = |object: &geodata::scenario::ObjectTouched| {
            let words = w::object(l, &object.class, &object.label, &object.layer);
            match object.area_ha > 0.0 {
                true => {
                    format!("{}: {}", words.trim(), w::object_area(l, &l.hectares(object.area_ha)))
                }
                false => words.trim().to_owned(),
            }
        };
        let items: Vec<String> = impact.objects.iter().map(item).collect();
        self.items(items);
    }

    fn firm(&mut self, impact: &Impact) {
        let l = self.l;
        self.heading(w::firm(l));
        let Some(range) = impact.firm else { return self.paragraph(w::firm_none(l)) };
        let [least, median, most] = [range.least_percent, range.median_percent, range.most_percent]
            .map(|p| self.percent(p));
        let (falls, rises) = (l.whole(range.falls), l.whole(range.rises));
        self.paragraph(w::firm_range(l, range.runs, &falls, &least, &median, &most, &rises));
    }

    fn years(&mut self, impacts: &[Impact]) {
        let l = self.l;
        if impacts.len() > 1 {
            self.heading(w::years(l));
            let near = impacts[0].neighbourhood_m;
            let near = w::neighbourhood(l, &l.length(near));
            let heads = ["", w::whole(l), near.as_str()];
            let rows: Vec<Vec<String>> = impacts
                .iter()
                .map(|impact| {
                    let change = |worth: &Worth| {
                        let after = l.number(worth.ec_pc_ha.1, 2);
                        let change = self.percent(worth.ec_percent());
                        format!("{} {after}\u{a0}ha ({change})", w::ec(l))
                    };
                    let year = w::year(l, &l.number(impact.years, 0));
                    vec![year, change(&impact.whole), change(&impact.neighbourhood)]
                })
                .collect();
            self.table(&heads, rows);
        }
        self.paragraph(w::years_note(l));
    }

    fn method(&mut self, annex: &Annex<'_>) {
        let l = self.l;
        let Parameters { kind, distance_m, probability, grading, .. } = annex.rule.parameters;
        self.heading(w::method(l));
        let share = |share: f64| l.number(share, 2);
        let basis = worth_basis(l, kind, &l.length(distance_m), &share(probability));
        let (limits, factors) = (grading.limits, grading.factors);
        self.items([
            w::method_links(l, &basis),
            w::method_grades(
                l,
                &l.length(limits.critical_m),
                &share(factors.critical),
                &l.length(limits.unknown_height_m),
                &l.number(limits.glide_ratio, 1),
                &l.length(limits.weak_m),
                &share(factors.weak),
            ),
            w::method_same(l).to_owned(),
            w::method_growth(l).to_owned(),
            w::method_limits(l).to_owned(),
        ]);
    }

    fn foot(&mut self, annex: &Annex<'_>) {
        let l = self.l;
        self.heading(w::sources(l));
        let items: Vec<String> = annex
            .sources
            .iter()
            .map(|source| source.words(l))
            .chain([w::crs(l, annex.working_crs)])
            .collect();
        self.items(items);
        self.heading(w::judgement(l));
        self.blocks.push(Block::Field);
        self.blocks.push(Block::Rule);
        if !annex.authority.is_empty() {
            self.paragraph(w::authority(l, annex.authority));
        }
        self.paragraph(format!("{}.", w::law(l)));
    }
}

/// A value of a survey in the reader's words.
fn survey_words(l: Language, value: &str) -> &str {
    survey_value(l, value).unwrap_or(value)
}

/// What a surveyed area is.
fn site_kind(l: Language, kind: SiteKind) -> &'static str {
    use m::luoti_value as v;
    match kind {
        SiteKind::Breeding => v::lisaantymis_tai_levahdyspaikka(l),
        SiteKind::Core => v::ydinalue(l),
        SiteKind::Occupied => v::elinalue(l),
        SiteKind::Suitable => v::soveltuva(l),
        SiteKind::Unsaid => w::habitat_area(l),
    }
}

fn link_state(l: Language, state: Option<&LinkState>) -> String {
    state.map_or_else(
        || w::no_link(l).to_owned(),
        |state| {
            let (gap, length) = (l.length(state.widest_gap_m), l.length(state.length_m));
            w::link_state(l, &gap, grade_words(l, state.grade), &length)
        },
    )
}

fn patch_words(l: Language, patch: &PatchLoss, territory_ha: f64) -> String {
    let (before, after) = (l.hectares(patch.before_ha), l.hectares(patch.after_ha));
    let label = patch.label.as_str();
    let words = match patch.pieces {
        0 => w::patch_lost(l, &before, label),
        1 => w::patch_shrunk(l, &after, &before, label),
        pieces => w::patch_split(l, &after, &before, pieces, label),
    };
    match patch.falls_below_territory {
        true => format!("{words}; {}", w::below_territory(l, &l.hectares(territory_ha))),
        false => words,
    }
}

/// What an edit is.
#[must_use]
pub fn edit_words(l: Language, edit: &Edit, labels: &[String]) -> String {
    let (area, length) = (l.hectares(edit.area_ha()), l.length(edit.length_m()));
    let label = |patch: &PatchId| match patch {
        PatchId::Present(number) => {
            labels.get(*number as usize).cloned().unwrap_or_else(|| "–".to_owned())
        }
        PatchId::Added(number) => format!("+{}", number + 1),
    };
    match edit {
        Edit::Clear(_, ground) => w::clear(l, &area, ground_words(l, *ground)),
        Edit::Plant(planting, trees) => {
            let what = match planting {
                Planting::Area(_) => w::plant_area(l, &area),
                Planting::Row(..) => w::plant_row(l, &length),
                Planting::Tree(..) => w::plant_tree(l).to_owned(),
            };
            format!("{what}: {}", trees_words(l, trees))
        }
        Edit::AddPatch(_) => w::add_patch(l, &area),
        Edit::RemovePatch(patch) => w::remove_patch(l, &label(patch)),
        Edit::ReshapePatch(patch, _) => w::reshape_patch(l, &area, &label(patch)),
        Edit::CutLink(a, b) => w::cut_link(l, &label(a), &label(b)),
        Edit::MendLink(a, b) => w::mend_link(l, &label(a), &label(b)),
        Edit::GreenBridge(_, width_m, trees) => {
            format!("{}: {}", w::bridge(l, &length, &l.length(*width_m)), trees_words(l, trees))
        }
        Edit::Poles { height_m, count: false, .. } => w::poles(l, &l.length(*height_m)),
        Edit::Poles { height_m, count: true, .. } => w::poles_count(l, &l.length(*height_m)),
    }
}

fn trees_words(l: Language, trees: &Trees) -> String {
    let height = l.length(trees.height_m);
    match trees.years_until(10.0) {
        Some(years) => {
            let growth = l.length(trees.growth_m);
            w::grows(l, &growth, &height, &l.number(years.ceil(), 0))
        }
        None => w::grows_not(l, &height),
    }
}
