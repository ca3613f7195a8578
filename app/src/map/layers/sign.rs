//! The sign of a feature that is no patch: by its survey layer and class, else by
//! what its layer is used as.

use geodata::luoti::SurveyGeometry;
use geodata::model::LayerRole;
use liito_worker::DrawnAs;

use crate::state::Theme;

/// How a feature is drawn, whatever its shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    pub colour: &'static str,
    /// How strongly an area is filled.
    pub fill_opacity: f64,
    pub width_px: f64,
    /// Class is told by dashes too, never by colour alone.
    pub dashes: Option<[f64; 2]>,
    pub radius_px: f64,
    /// What the legend shows.
    pub shape: SurveyGeometry,
}

/// A colour on a light ground and on a dark one.
type Colours = [&'static str; 2];

const GREY: Colours = ["#66736b", "#8b9991"];
const BROWN: Colours = ["#8a4b12", "#e0a46c"];
/// Lines over patches of any colour.
const INKS: [Colours; 2] = [["#0b2e1f", "#f4f8f5"], ["#06485c", "#bfe6f2"]];
const GREENS: [Colours; 4] = [
    ["#1f6b45", "#6fd3a0"],
    ["#3a8356", "#4fae7f"],
    ["#5c7d3a", "#c5d9a4"],
    ["#0f4d5e", "#5fc3da"],
];
const RED: Colours = ["#b3261e", "#ff8a80"];
const AMBER: Colours = ["#a06a00", "#ffc24d"];
const BLUE: Colours = ["#2a6fa0", "#7cc0ee"];
const VIOLETS: [Colours; 3] =
    [["#4b2e83", "#c3a8ff"], ["#6d4cb0", "#a283e6"], ["#7c62b8", "#9a86cf"]];
const MAGENTA: Colours = ["#b0185f", "#ff7ab8"];
const OLIVE: Colours = ["#6f7a2b", "#c6d06a"];
/// Four values of viridis, the best class first.
const VIRIDIS: [Colours; 4] = [
    ["#443983", "#fde725"],
    ["#31688e", "#90d743"],
    ["#1e7f7b", "#35b779"],
    ["#21824f", "#4f9bc4"],
];

const SOLID: Option<[f64; 2]> = None;
const DASHED: Option<[f64; 2]> = Some([3.0, 2.0]);
const DOTTED: Option<[f64; 2]> = Some([1.0, 2.0]);

/// The sign of a feature.
pub fn sign(drawn_as: DrawnAs, theme: Theme) -> Sign {
    let number = usize::from(theme == Theme::Dark);
    let sign = |colours: Colours, fill_opacity, width_px, dashes, shape| Sign {
        colour: colours[number],
        fill_opacity,
        width_px,
        dashes,
        radius_px: 4.5,
        shape,
    };
    let area = |colours| sign(colours, 0.35, 1.25, SOLID, SurveyGeometry::Polygon);
    // The outline tells the class too.
    let outlined =
        |colours, width, dashes| sign(colours, 0.35, width, dashes, SurveyGeometry::Polygon);
    let line = |colours, width, dashes| sign(colours, 0.2, width, dashes, SurveyGeometry::Line);
    let point = |colours| sign(colours, 0.35, 1.25, SOLID, SurveyGeometry::Point);
    let bounds = sign(GREY, 0.0, 1.5, DASHED, SurveyGeometry::Polygon);
    if let Some(role) = drawn_as.role() {
        return match role {
            LayerRole::TreeCover => area(["#4f8a3c", "#7fb36a"]),
            LayerRole::LandCover => outlined(["#7d7148", "#b9ad82"], 1.25, DASHED),
            LayerRole::Barrier => line(["#3a3a3a", "#d0d0d0"], 2.5, SOLID),
            LayerRole::Observation => point(BROWN),
            LayerRole::SurveyedConnection => line(GREENS[0], 2.0, SOLID),
            LayerRole::Plan => sign(RED, 0.12, 2.0, DASHED, SurveyGeometry::Polygon),
            LayerRole::Habitat | LayerRole::Background => line(GREY, 1.25, SOLID),
        };
    }
    let Some((layer, class)) = drawn_as.survey() else {
        // An area that is no patch.
        return sign(GREY, 0.08, 1.25, DOTTED, SurveyGeometry::Polygon);
    };
    match (layer.name, class.unwrap_or_default()) {
        ("liito_orava_alueet", "Ydinalue") => outlined(INKS[0], 2.2, SOLID),
        ("liito_orava_alueet", "Soveltuva") => outlined(INKS[0], 1.2, DASHED),
        ("liito_orava_alueet", "Lisääntymis- tai levähdyspaikka") => {
            outlined(INKS[1], 2.6, DOTTED)
        }
        ("liito_orava_alueet", _) => outlined(INKS[0], 0.9, SOLID),
        ("liito_orava_yhteysviivat", "Poikki") => line(RED, 2.5, DOTTED),
        ("liito_orava_yhteysviivat", "Heikko") => line(AMBER, 2.5, DASHED),
        ("liito_orava_yhteysviivat", "Hyvä") => line(GREENS[0], 3.0, SOLID),
        ("ekoyhteydet_viivat", "Kehitettävä tai heikko yhteys") => line(AMBER, 2.5, DASHED),
        ("ekoyhteydet_viivat", _) => line(BLUE, 3.0, SOLID),
        ("ekoyhteydet_alueet", "Kehitettävä tai heikko yhteys") => {
            sign(AMBER, 0.25, 1.5, DASHED, SurveyGeometry::Polygon)
        }
        ("ekoyhteydet_alueet", _) => area(BLUE),
        ("lepakko_alueet", "Luokka I") => outlined(VIOLETS[0], 3.0, SOLID),
        ("lepakko_alueet", "Luokka II") => outlined(VIOLETS[1], 1.5, DASHED),
        ("lepakko_alueet", "Luokka III") => outlined(VIOLETS[2], 1.5, DOTTED),
        ("lepakko_alueet", _) => area(VIOLETS[2]),
        ("lepakko_viivat", _) => line(VIOLETS[0], 2.0, DASHED),
        ("lumo_alueet" | "luontotyypit_alueet", "1") => outlined(VIRIDIS[0], 3.0, SOLID),
        ("lumo_alueet" | "luontotyypit_alueet", "2") => outlined(VIRIDIS[1], 2.0, DASHED),
        ("lumo_alueet" | "luontotyypit_alueet", "3") => outlined(VIRIDIS[2], 1.5, DOTTED),
        ("lumo_alueet" | "luontotyypit_alueet", "4") => area(VIRIDIS[3]),
        ("luontotyypit_alueet", "0") => outlined(OLIVE, 1.0, DASHED),
        ("lumo_alueet", _) => area(VIRIDIS[3]),
        ("luontotyypit_alueet", _) => area(OLIVE),
        ("noro_viivat", _) => line(BLUE, 1.5, SOLID),
        ("lahteet_pisteet", _) => point(BLUE),
        ("liito_orava_pisteet", _) => point(BROWN),
        ("vieraslajit_alueet", _) => area(MAGENTA),
        ("vieraslajit_pisteet", _) => point(MAGENTA),
        ("aluerajaus_luontoselvitys" | "aluerajaus_luontoselvitystilaus", _) => bounds,
        (_, _) => match layer.geometry {
            SurveyGeometry::Point => point(AMBER),
            SurveyGeometry::Line => line(AMBER, 2.0, SOLID),
            SurveyGeometry::Polygon => area(AMBER),
        },
    }
}

#[cfg(test)]
mod tests {
    use geodata::luoti::LAYERS;

    use super::*;

    #[test]
    fn classes_differ_by_more_than_their_colour() {
        for (place, layer) in (0u8..).zip(&LAYERS) {
            let values = layer.class_column().and_then(|rule| rule.allowed);
            let count = values.map_or(0, |allowed| allowed.values().len());
            let outlines: Vec<(f64, Option<[f64; 2]>)> = (0..count)
                .map(|class| {
                    let class = u8::try_from(class).ok();
                    let sign = sign(DrawnAs::Survey { layer: place, class }, Theme::Light);
                    (sign.width_px, sign.dashes)
                })
                .collect();
            for (number, outline) in outlines.iter().enumerate() {
                assert!(!outlines[..number].contains(outline), "{}, class {number}", layer.name);
            }
        }
    }

    #[test]
    fn survey_layers_are_shown_by_the_shapes_they_have() {
        for (place, layer) in (0u8..).zip(&LAYERS) {
            let drawn_as = DrawnAs::Survey { layer: place, class: None };
            for theme in [Theme::Light, Theme::Dark] {
                assert_eq!(sign(drawn_as, theme).shape, layer.geometry, "{}", layer.name);
            }
        }
    }
}
