//! Figures that follow a hand: what a network becomes when a little of it changes, many times
//! a second.
//!
//! Links are found again where they can have changed, and EC(PC) follows from the
//! probabilities of all pairs as they were: the figures are those of a new run.

use std::collections::HashMap;

use super::{Network, Rule, Scene, Side};
use crate::Error;
use crate::connectivity::{ChangedNetwork, GradedLinks, KnownPaths, pc};
use crate::graph::{Components, Edge, PatchGraph};
use crate::links::{
    GlideChange, GlidesBefore, Grade, KnownCrossings, Link, Route, crossings, glide_change,
};

/// More patches than this and the probabilities of all pairs take too much room to be kept,
/// 72 MB at this size.
const MOST_LIVE_PATCHES: usize = 3000;

/// A network in figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// EC(PC), hectares.
    pub ec_pc_ha: f64,
    /// Parts that no link up to the threshold joins.
    pub parts: usize,
    /// Links that are good, weak, critical.
    pub links: [usize; 3],
    /// Places where gaps lie that are wider than a glide.
    pub crossings: usize,
}

impl Figures {
    /// Those of a network.
    #[must_use]
    pub fn of(network: &Network, rule: &Rule) -> Self {
        let limits = rule.parameters.grading.limits;
        let [good, weak, critical, _] = network.grades(rule);
        Self {
            ec_pc_ha: network.ec_pc_ha(),
            parts: network.indices.map_or(0, |indices| indices.components),
            links: [good, weak, critical],
            crossings: crossings(&network.routes, &limits).len(),
        }
    }
}

/// A network that is ready to be changed a little.
#[derive(Debug)]
pub struct Live {
    rule: Rule,
    graded: GradedLinks,
    /// None where there are too many patches for it: EC(PC) is then that of a run over the
    /// links that were found. Without glides nothing is followed.
    paths: Option<KnownPaths>,
    /// Each link of the network, with its probability; none for what is cut.
    links: Vec<Option<Known>>,
    crossings: KnownCrossings,
    figures: Figures,
}

/// A link as figures see it.
#[derive(Debug, Clone, Copy)]
struct Known {
    link: Link,
    edge: Edge,
    probability: f64,
    grade: Grade,
}

impl Known {
    fn new(route: &Route, graded: &GradedLinks) -> Option<Self> {
        let (link, edge) = (graded.link(route)?, graded.edge(route)?);
        let probability = graded.kernel.probability_at(edge.length_m);
        Some(Self { link, edge, probability, grade: route.grade(&graded.limits) })
    }
}

impl Live {
    /// Makes ready what is by a rule.
    ///
    /// # Errors
    /// [`Error`] where the parameters have no meaning.
    pub fn new(side: &Side, rule: &Rule) -> Result<Self, Error> {
        let graded = rule.parameters.graded()?;
        let routes = &side.network.routes;
        let links: Vec<Option<Known>> =
            routes.iter().map(|route| Known::new(route, &graded)).collect();
        let nodes = side.scene.attributes_ha.len();
        let edges: Vec<Edge> = links.iter().flatten().map(|known| known.edge).collect();
        let worth = || side.scene.attributes_ha.clone();
        let paths = (nodes <= MOST_LIVE_PATCHES && side.glides().is_some())
            .then(|| KnownPaths::new(worth(), &edges, &graded.kernel));
        let crossings = KnownCrossings::new(routes, &graded.limits);
        let figures = Figures::of(&side.network, rule);
        Ok(Self { rule: rule.clone(), graded, paths, links, crossings, figures })
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// What the network is.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.figures
    }

    /// What becomes of the network in a scene that differs a little; `side` is that which this
    /// was made with.
    ///
    /// # Errors
    /// As [`Rule::network`].
    pub fn after(&self, side: &Side, scene: &Scene) -> Result<Figures, Error> {
        if let Some(figures) = self.follow(side, scene) {
            return Ok(figures);
        }
        let network = self.rule.network_after(scene, Some(side), &mut ())?;
        Ok(Figures::of(&network, &self.rule))
    }

    /// Nothing where there are other things than glides to follow, so that a new run is needed.
    fn follow(&self, side: &Side, scene: &Scene) -> Option<Figures> {
        let before: GlidesBefore<'_> = side.glides().filter(|_| scene.links.is_empty())?;
        let change = glide_change(&scene.habitat, &scene.land, &self.rule.glides(), before)?;
        let others: Vec<&Route> = change
            .others
            .iter()
            .filter(|route| self.rule.parameters.max_link_m.is_none_or(|m| route.length_m <= m))
            .collect();
        let others: Vec<(&Route, Option<Known>)> =
            others.into_iter().map(|route| (route, Known::new(route, &self.graded))).collect();
        let mut stays = vec![false; self.links.len()];
        change.stay.iter().for_each(|(place, _)| stays[*place] = true);
        let gone: Vec<usize> = (0..stays.len()).filter(|place| !stays[*place]).collect();
        let stay = change.stay.iter().filter_map(|(place, (a, b))| {
            let known = self.links[*place].as_ref()?;
            Some(Known {
                link: Link { a: *a, b: *b, ..known.link },
                edge: Edge { a: *a, b: *b, ..known.edge },
                ..*known
            })
        });
        let all: Vec<Known> = stay.chain(others.iter().filter_map(|(_, known)| *known)).collect();
        let nodes = scene.attributes_ha.len();
        let known_paths = self.paths.as_ref();
        let pc_num = known_paths
            .and_then(|paths| self.pc_num_after(paths, scene, (&change, &gone), &others))
            .unwrap_or_else(|| {
                let graph = PatchGraph::new(nodes, all.iter().map(|known| known.edge));
                pc::numerator(&graph, &scene.attributes_ha, &self.graded.kernel)
            });
        let links: Vec<Link> = all.iter().map(|known| known.link).collect();
        let graph = PatchGraph::within(nodes, &links, self.rule.parameters.threshold_m());
        Some(Figures {
            ec_pc_ha: pc_num.sqrt(),
            parts: Components::of(&graph).count(),
            links: [Grade::Good, Grade::Weak, Grade::Critical]
                .map(|grade| all.iter().filter(|known| known.grade == grade).count()),
            crossings: self
                .crossings
                .count_after(gone.into_iter(), others.iter().map(|(route, _)| *route)),
        })
    }

    /// By the probabilities of before; `None` where so much differs that a new run is as quick.
    fn pc_num_after(
        &self,
        paths: &KnownPaths,
        scene: &Scene,
        (change, gone): (&GlideChange, &[usize]),
        others: &[(&Route, Option<Known>)],
    ) -> Option<f64> {
        // Links that do not stay, by what their patches were.
        let apart = gone.iter().filter_map(|place| self.links[*place].as_ref());
        let mut apart: HashMap<(u32, u32), f64> =
            apart.map(|known| ((known.edge.a, known.edge.b), known.probability)).collect();
        let mut gained = Vec::new();
        for Known { edge, probability, .. } in others.iter().filter_map(|(_, known)| known.as_ref())
        {
            let was = [edge.a, edge.b].map(|patch| change.old_of[patch as usize]);
            let pair = (was[0].min(was[1]), was[0].max(was[1]));
            // What is better takes nothing away.
            if apart.get(&pair).is_some_and(|old| probability >= old) {
                apart.remove(&pair);
            }
            gained.push((edge.a, edge.b, *probability));
        }
        let lost: Vec<(u32, u32)> = apart.into_keys().collect();
        paths.pc_num_after(&ChangedNetwork {
            old_of: &change.old_of,
            attributes_ha: &scene.attributes_ha,
            lost: &lost,
            gained: &gained,
        })
    }
}
