//! What a plan does, in short and in full.

use geodata::Error;
use geodata::progress::Progress;
use geodata::scenario::{ConnectionTouched, Impact, PlanPlace, SiteKind, Worth};
use liito_locales::messages::{annex as a, effect as w};
use liito_locales::{Language, effects};
use liito_worker::{
    Answer, Assessed, Fate, PlanLink, PlanReply, PlanWish, Reply, Tone, Touched, WorthInfo,
};

use super::links::links;
use super::shape::Chart;
use super::{After, Planner, language_of};

/// Less is not told, hectares.
const LEAST_HA: f64 = 0.005;

impl Planner {
    /// Computes what the chosen plan does, and tells it.
    pub(super) fn assess(
        &mut self,
        wish: &PlanWish,
        progress: &mut impl Progress,
    ) -> Result<Answer, Error> {
        let l = language_of(&wish.language);
        let told = match self.compute(wish, progress)? {
            Some(place) => self.told(place, l)?,
            None => self.today()?,
        };
        let reply = |told| PlanReply::Assessed(Box::new(told)).packed();
        Ok((told.map_or(Reply::OtherVersion, reply), None))
    }

    /// The present alone: its links.
    fn today(&self) -> Result<Option<Assessed>, Error> {
        let (Some(ground), Some((rule, before))) = (&self.ground, &self.before) else {
            return Ok(None);
        };
        let chart = Chart::new(ground.present.habitat().working_crs())?;
        let graded = rule.parameters.graded().map_err(Error::from)?;
        let links = links([before, before], &graded, &chart);
        let ec_ha = before.network.ec_pc_ha();
        let same = WorthInfo {
            name: String::new(),
            ec_pc_ha: (ec_ha, ec_ha),
            ec_percent: 0.0,
            habitat_percent: 0.0,
        };
        Ok(Some(Assessed {
            years: 0.0,
            caution: None,
            touched: Vec::new(),
            near: same.clone(),
            whole: same,
            revision: self.revision,
            effects: Vec::new(),
            links,
        }))
    }

    /// What came of the plan, in the words of a language.
    fn told(&self, place: usize, l: Language) -> Result<Option<Assessed>, Error> {
        let (Some(ground), Some((rule, before)), Some(after)) =
            (&self.ground, &self.before, self.after.get(place))
        else {
            return Ok(None);
        };
        let After { years, side, impact, .. } = after;
        let chart = Chart::new(ground.present.habitat().working_crs())?;
        let graded = rule.parameters.graded().map_err(Error::from)?;
        let links = links([before, side], &graded, &chart);
        let caution = match impact.place {
            PlanPlace::Outside => Some(a::outside(l)),
            PlanPlace::NearEdge => Some(a::near_edge(l)),
            PlanPlace::Within | PlanPlace::Nowhere => None,
        };
        let near = a::neighbourhood(l, &l.length(impact.neighbourhood_m));
        Ok(Some(Assessed {
            years: *years,
            caution: caution.map(str::to_owned),
            touched: touched(l, impact, &links[1]),
            near: worth(near, &impact.neighbourhood),
            whole: worth(a::whole(l).to_owned(), &impact.whole),
            revision: self.revision,
            effects: effects(l, impact, false),
            links,
        }))
    }
}

fn worth(name: String, worth: &Worth) -> WorthInfo {
    WorthInfo {
        name,
        ec_pc_ha: worth.ec_pc_ha,
        ec_percent: worth.ec_percent(),
        habitat_percent: worth.habitat_percent(),
    }
}

/// What it touches, in short: as surveyed before anything that is computed.
fn touched(l: Language, impact: &Impact, after: &[PlanLink]) -> Vec<Touched> {
    let mut lines = Vec::new();
    let mut count = |number: usize, tone: Tone, words: &dyn Fn(usize) -> String| {
        if number > 0 {
            lines.push(Touched { figure: l.whole(number), words: words(number), tone });
        }
    };
    let sites = |kind: SiteKind| {
        let own = impact.sites.iter().filter(move |site| site.kind == kind);
        let (area, lost) = own
            .clone()
            .fold((0.0, 0.0), |(area, lost), site| (area + site.area_ha, lost + site.lost_ha));
        (own.count(), l.hectares(area), l.hectares(lost))
    };
    let (breeding, area, lost) = sites(SiteKind::Breeding);
    count(breeding, Tone::Loss, &|count| w::breeding(l, &area, count, &lost));
    let (core, area, lost) = sites(SiteKind::Core);
    count(core, Tone::Loss, &|count| w::core(l, &area, count, &lost));
    let is_hard = |connection: &&ConnectionTouched| connection.is_irreplaceable;
    let irreplaceable = impact.connections.iter().filter(is_hard).count();
    count(irreplaceable, Tone::Loss, &|count| w::irreplaceable(l, count));
    let others = impact.connections.len() - irreplaceable;
    count(others, Tone::Warning, &|count| w::connections(l, count));
    let lost = impact.habitat.patches.iter().filter(|patch| patch.pieces == 0).count();
    count(lost, Tone::Loss, &|count| w::patches_lost(l, count));
    count(impact.habitat.patches.len() - lost, Tone::Warning, &|count| {
        w::patches_smaller(l, count)
    });
    let gone = impact.gaps.iter().filter(|gap| gap.after.is_none()).count();
    count(gone, Tone::Loss, &|count| w::links_lost(l, count));
    let widths: Vec<f64> = impact
        .gaps
        .iter()
        .filter_map(|gap| gap.after.as_ref().map(|after| after.widest_gap_m))
        .collect();
    let (least, most) = widths.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), width| {
        (least.min(*width), most.max(*width))
    });
    let (least, most) = (l.length(least), l.length(most));
    count(widths.len(), Tone::Warning, &|count| w::links_wider(l, count, &least, &most));
    let better = after.iter().filter(|link| link.fate == Fate::Better).count();
    count(better, Tone::Gain, &|count| w::links_better(l, count));
    count(impact.objects.len(), Tone::Warning, &|count| w::objects(l, count));

    let (before_ha, after_ha) = impact.habitat.habitat_ha;
    let trees_ha: f64 = impact.habitat.trees.iter().map(|loss| loss.lost_ha).sum();
    for (lost_ha, words) in
        [(before_ha - after_ha, w::habitat_lost(l)), (trees_ha, w::trees_lost(l))]
    {
        if lost_ha > LEAST_HA {
            let figure = l.hectares(lost_ha);
            lines.push(Touched { figure, words: words.to_owned(), tone: Tone::Loss });
        } else if lost_ha < -LEAST_HA {
            let figure = l.hectares(-lost_ha);
            let words = w::habitat_won(l).to_owned();
            lines.push(Touched { figure, words, tone: Tone::Gain });
        }
    }
    lines
}
