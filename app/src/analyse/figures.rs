//! The figures: one large, said in words, the others quiet below it.

use geodata::Indices;
use geodata::connectivity::{Grading, Measure};
use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_locales::{Language, messages as m, worth_basis};

use super::index_words::percent;
use crate::components::EmptyState;
use crate::components::words::{named, text};
use crate::state::{App, Figures as Shown, Run};

#[component]
pub fn Figures() -> impl IntoView {
    let app = App::get();
    // The last figures stay, dimmed, until the next are there.
    let figures = Memo::new(move |last: Option<&Option<Shown>>| match app.run.get() {
        Run::Done(figures) => Some(figures),
        Run::Idle | Run::NeedsCut { .. } => None,
        _ => last.copied().flatten(),
    });
    let is_stale = Memo::new(move |_| !matches!(app.run.get(), Run::Done(_)));
    let has_patches =
        Memo::new(move |_| app.habitat.with(|h| h.as_ref().is_none_or(|h| h.patches > 0)));
    view! {
        <Show when=move || !has_patches.get()>
            <EmptyState
                title=named(m::patches::none)
                remedy=named(m::patches::none_hint)
            />
        </Show>
        {move || figures.get().map(|shown| view! {
            <section class="figures" class:stale=move || is_stale.get()>
                <MainFigure shown=shown />
                <AllIndices indices=shown.indices />
            </section>
        })}
    }
}

/// What a figure goes by, with what is assumed of grades.
fn with_grading(l: Language, basis: &str, grading: &Grading, grid: Option<String>) -> String {
    let share = |share: f64| l.number(share, decimals(share));
    let (weak, critical) = (share(grading.factors.weak), share(grading.factors.critical));
    let mut stated = m::grading::stated(l, &critical, &weak);
    if let Some(file) = grid {
        stated = format!("{}; {stated}", m::resistance::raster_stated(l, &file));
    }
    match grading.measure {
        Measure::Length => format!("{basis}; {stated}"),
        Measure::Cost => format!("{basis}, {}; {stated}", m::grading::stated_cost(l)),
    }
}

#[component]
fn MainFigure(shown: Shown) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let Shown { indices, kind, grading, distance_m, probability, threshold_m } = shown;
    let worth = move || l().hectares(indices.ec_pc_ha);
    let share = move || {
        let percent = 100.0 * indices.ec_pc_ha / indices.habitat_ha;
        m::figures::share(l(), &format!("{}\u{a0}%", l().number(percent, 0)))
    };
    let basis = move || {
        // As typed: 0.05 is not 0.1.
        let probability = l().number(probability, decimals(probability));
        // A distance that is a cost has no unit.
        let distance = match grading.measure {
            Measure::Length => l().length(distance_m),
            Measure::Cost => l().number(distance_m, 0),
        };
        let basis = worth_basis(l(), kind, &distance, &probability);
        let grid = app.raster.get().filter(|_| kind == LinkKind::LeastCost).map(|of| of.name);
        if kind.is_over_land() { with_grading(l(), &basis, &grading, grid) } else { basis }
    };
    let threshold = move || l().length(threshold_m);
    view! {
        <p class="figure" data-testid="ec-pc" data-value=indices.ec_pc_ha.to_string()>{worth}</p>
        <p class="figure-words">{text(m::figures::worth)}</p>
        <p class="hint">
            {text(m::figures::worth_term)} " · " {share}
            <br />
            {basis}
        </p>
        <dl class="figure-list">
            <div>
                <dt>{text(m::figures::habitat)}</dt>
                <dd>{move || l().hectares(indices.habitat_ha)}</dd>
            </div>
            <div>
                <dt>
                    {text(m::figures::parts)}
                    <span class="term">{move || m::figures::parts_term(l(), &threshold())}</span>
                </dt>
                <dd>{move || l().whole(indices.components)}</dd>
            </div>
            <div>
                <dt>
                    {move || m::figures::links(l(), &threshold())}
                    <span class="term">{text(m::figures::links_term)}</span>
                </dt>
                <dd>{move || l().whole(indices.links)}</dd>
            </div>
        </dl>
    }
}

/// Decimals that a probability was given with, at least two.
fn decimals(probability: f64) -> usize {
    let text = probability.to_string();
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len()).clamp(1, 6)
}

/// An index: its name, its value in words, the exact value, what it means.
struct Row {
    name: &'static str,
    field: &'static str,
    shown: String,
    exact: Option<f64>,
    meaning: &'static str,
}

fn rows(l: Language, i: &Indices) -> Vec<Row> {
    use m::figures as w;
    let row =
        |name, field, shown: String, exact, meaning| Row { name, field, shown, exact, meaning };
    let squared = |value: f64| format!("{}\u{a0}ha²", l.number(value, 1));
    let none = || "–".to_owned();
    let share = |value: Option<f64>| value.map_or_else(none, |v| significant(l, v));
    let (links, components) = (i.links, i.components);
    let whole = |count: usize| u32::try_from(count).ok().map(f64::from);
    vec![
        row("EC(PC)", "ec_pc_ha", l.hectares(i.ec_pc_ha), Some(i.ec_pc_ha), w::ec_pc(l)),
        row("PCnum", "pc_num", squared(i.pc_num), Some(i.pc_num), w::pc_num(l)),
        row("PC", "pc", share(i.pc), i.pc, w::pc(l)),
        row("EC(IIC)", "ec_iic_ha", l.hectares(i.ec_iic_ha), Some(i.ec_iic_ha), w::ec_iic(l)),
        row("IICnum", "iic_num", squared(i.iic_num), Some(i.iic_num), w::iic_num(l)),
        row("IIC", "iic", share(i.iic), i.iic, w::iic(l)),
        row("PC intra", "pc_intra", percent(l, i.pc_intra), Some(i.pc_intra), w::intra(l)),
        row("PC direct", "pc_direct", percent(l, i.pc_direct), Some(i.pc_direct), w::direct(l)),
        row("PC step", "pc_step", percent(l, i.pc_step), Some(i.pc_step), w::step(l)),
        row("IIC intra", "iic_intra", percent(l, i.iic_intra), Some(i.iic_intra), w::intra(l)),
        row("IIC direct", "iic_direct", percent(l, i.iic_direct), Some(i.iic_direct), w::direct(l)),
        row("IIC step", "iic_step", percent(l, i.iic_step), Some(i.iic_step), w::step(l)),
        row("F", "f", l.number(i.f, 2), Some(i.f), w::f(l)),
        row("AWF", "awf", squared(i.awf), Some(i.awf), w::awf(l)),
        row("H", "h", l.number(i.h, 1), Some(i.h), w::h(l)),
        row("LCPnum", "lcp_num", squared(i.lcp_num), Some(i.lcp_num), w::lcp_num(l)),
        row("LCP", "lcp", share(i.lcp), i.lcp, w::lcp(l)),
        row("CCP", "ccp", l.number(i.ccp, 4), Some(i.ccp), w::ccp(l)),
        row("MSC", "msc_ha", l.hectares(i.msc_ha), Some(i.msc_ha), w::msc(l)),
        row("SLC", "slc_ha", l.hectares(i.slc_ha), Some(i.slc_ha), w::slc(l)),
        row("ECS", "ecs_ha", l.hectares(i.ecs_ha), Some(i.ecs_ha), w::ecs(l)),
        row(
            "MESH",
            "mesh_ha",
            i.mesh_ha.map_or_else(none, |mesh| l.hectares(mesh)),
            i.mesh_ha,
            w::mesh(l),
        ),
        row("GD", "gd_m", l.length(i.gd_m), Some(i.gd_m), w::gd(l)),
        row("⌀ k", "degree", l.number(i.degree, 2), Some(i.degree), w::degree(l)),
        row("⌀ C", "clustering", l.number(i.clustering, 3), Some(i.clustering), w::clustering(l)),
        row("NL", "links", l.whole(links), whole(links), w::nl(l)),
        row("NC", "components", l.whole(components), whole(components), w::nc(l)),
        row("Σ a", "habitat_ha", l.hectares(i.habitat_ha), Some(i.habitat_ha), w::habitat_term(l)),
    ]
}

/// A share that may be tiny, with five significant digits.
fn significant(language: Language, value: f64) -> String {
    if value >= 1e-4 {
        return language.number(value, 6);
    }
    let text = format!("{value:.4e}");
    match language {
        Language::English => text,
        Language::Finnish | Language::Swedish => text.replace('.', ","),
    }
}

#[component]
fn AllIndices(indices: Indices) -> impl IntoView {
    let app = App::get();
    let row = |row: Row| {
        view! {
            <div class="index">
                <dt>
                    <details>
                        <summary>{row.name}</summary>
                        <p class="hint">{row.meaning}</p>
                    </details>
                </dt>
                <dd data-field=row.field data-value=row.exact.map(|value| value.to_string())>{row.shown}</dd>
            </div>
        }
    };
    view! {
        <details class="disclosure" data-testid="all-indices">
            <summary>{text(m::figures::all)}</summary>
            <dl class="figure-list">
                {move || rows(app.language.get(), &indices).into_iter().map(row).collect_view()}
            </dl>
        </details>
    }
}
