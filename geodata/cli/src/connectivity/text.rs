//! The result as text for people.

use geodata::links::LinkKind;
use geodata::report::{PatchId, Summary};
use liito_locales::{Language, messages as m, worth_basis};

use crate::failure::language;

/// Most important patches and links that are listed.
const LISTED: usize = 10;

/// All of it.
pub fn as_text(summary: &Summary) -> String {
    let l = language();
    let Summary { input, parameters, indices, .. } = summary;
    let kind = LinkKind::from_name(parameters.link).unwrap_or_default();
    let distance = l.length(parameters.distance_m);
    let (probability, worth) = (l.number(parameters.probability, 3), l.hectares(indices.ec_pc_ha));
    let mut lines = vec![
        input.files.join(", "),
        m::patches::count(l, input.patches),
        m::report::repaired(l, input.repaired),
        m::report::skipped(l, input.skipped),
    ];
    lines.extend(input.working_crs.as_deref().map(|crs| m::crs::working(l, crs)));
    lines.extend([
        String::new(),
        format!("{worth}: {}", m::figures::worth(l)),
        worth_basis(l, kind, &distance, &probability),
        String::new(),
    ]);
    lines.extend(index_rows(l, summary));
    lines.extend(importance_rows(l, summary));
    lines.extend(curve_rows(l, summary));
    lines.extend(metapatch_rows(l, summary));
    lines.extend([String::new(), m::app::statement(l).to_owned()]);
    lines.join("\n")
}

fn row(name: &str, value: &str) -> String {
    format!("{name:<44} {value:>16}")
}

fn index_rows(l: Language, summary: &Summary) -> Vec<String> {
    let i = &summary.indices;
    let threshold = l.length(summary.parameters.threshold_m);
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.6e}"));
    let parts = |intra: f64, direct: f64, step: f64| {
        [intra, direct, step].map(|part| l.number(part, 2)).join(" + ")
    };
    vec![
        row(m::figures::habitat(l), &l.hectares(i.habitat_ha)),
        row(&m::figures::links(l, &threshold), &l.whole(i.links)),
        row(m::figures::parts(l), &l.whole(i.components)),
        row("PCnum, ha²", &l.number(i.pc_num, 3)),
        row("PC", &share(i.pc)),
        row("PC, intra + direct + step, %", &parts(i.pc_intra, i.pc_direct, i.pc_step)),
        row("EC(PC)", &l.hectares(i.ec_pc_ha)),
        row("IICnum, ha²", &l.number(i.iic_num, 3)),
        row("IIC", &share(i.iic)),
        row("IIC, intra + direct + step, %", &parts(i.iic_intra, i.iic_direct, i.iic_step)),
        row("EC(IIC)", &l.hectares(i.ec_iic_ha)),
        row("H", &l.number(i.h, 3)),
        row("LCPnum, ha²", &l.number(i.lcp_num, 3)),
        row("LCP", &share(i.lcp)),
        row("CCP", &l.number(i.ccp, 6)),
        row("F", &l.number(i.f, 3)),
        row("AWF, ha²", &l.number(i.awf, 3)),
        row("MSC", &l.hectares(i.msc_ha)),
        row("SLC", &l.hectares(i.slc_ha)),
        row("ECS", &l.hectares(i.ecs_ha)),
        row("MESH", &i.mesh_ha.map_or_else(|| "–".to_owned(), |mesh| l.hectares(mesh))),
        row("GD", &l.length(i.gd_m)),
    ]
}

fn importance_rows(l: Language, summary: &Summary) -> Vec<String> {
    let percent = |value: f64| l.number(value, 4);
    let name = |id: &PatchId| match id {
        PatchId::Number(number) => number.to_string(),
        PatchId::Text(text) => text.clone(),
    };
    let mut lines = Vec::new();
    if let Some(rows) = &summary.importance {
        let mut rows: Vec<_> = rows.iter().filter(|row| !row.near_edge).collect();
        rows.sort_by(|x, y| y.d_pc.total_cmp(&x.d_pc));
        lines.extend([String::new(), m::importance::patches(l).to_owned()]);
        lines.extend(summary.extent.filter(|extent| extent.patches_near_edge > 0).map(|extent| {
            let distance = l.length(extent.study_distance_m);
            m::importance::near_edge(l, extent.patches_near_edge, &distance)
        }));
        lines.push(row("", "dPC, %"));
        lines.extend(rows.iter().take(LISTED).map(|r| row(&name(&r.id), &percent(r.d_pc))));
    }
    if let Some(rows) = &summary.link_importance {
        let mut rows: Vec<_> = rows.iter().collect();
        let of = |value: Option<f64>| value.unwrap_or(0.0);
        rows.sort_by(|x, y| of(y.d_pc_removal).total_cmp(&of(x.d_pc_removal)));
        lines.extend([String::new(), m::importance::links(l).to_owned()]);
        lines.push(row("", "dPC, %"));
        lines.extend(rows.iter().take(LISTED).map(|r| {
            row(&format!("{} – {}", name(&r.a), name(&r.b)), &percent(of(r.d_pc_removal)))
        }));
    }
    lines
}

fn metapatch_rows(l: Language, summary: &Summary) -> Vec<String> {
    let Some(all) = &summary.metapatches else { return Vec::new() };
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by(|x, y| y.area_ha.total_cmp(&x.area_ha));
    let mut lines = vec![String::new(), m::importance::metapatches(l, all.len())];
    lines.extend(all.iter().take(LISTED).map(|metapatch| {
        let patches = m::patches::count(l, metapatch.patches.len());
        row(&format!("{}: {patches}", metapatch.metapatch), &l.hectares(metapatch.area_ha))
    }));
    lines
}

fn curve_rows(l: Language, summary: &Summary) -> Vec<String> {
    let Some(points) = &summary.curve else { return Vec::new() };
    let mut lines = vec![String::new(), row(m::parameters::distance(l), "EC(PC)")];
    lines.extend(points.iter().map(|p| row(&l.length(p.distance_m), &l.hectares(p.ec_pc_ha))));
    lines
}
