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
const GREENS: [Colours; 4] = [
    ["#1f6b45", "#6fd3a0"],
    ["#57a06f", "#4fae7f"],
    ["#a9c48c", "#c5d9a4"],
    ["#0f4d5e", "#5fc3da"],
];
const RED: Colours = ["#b3261e", "#ff8a80"];
const AMBER: Colours = ["#a06a00", "#ffc24d"];
const BLUE: Colours = ["#2a6fa0", "#7cc0ee"];
const VIOLETS: [Colours; 3] =
    [["#4b2e83", "#c3a8ff"], ["#7a5ab8", "#a283e6"], ["#a893d6", "#7f66b8"]];
const MAGENTA: Colours = ["#b0185f", "#ff7ab8"];
const OLIVE: Colours = ["#6f7a2b", "#c6d06a"];
/// Four values of viridis, the best class first.
const VIRIDIS: [Colours; 4] = [
    ["#443983", "#fde725"],
    ["#31688e", "#90d743"],
    ["#21918c", "#35b779"],
    ["#35b779", "#31688e"],
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
    let line = |colours, width, dashes| sign(colours, 0.2, width, dashes, SurveyGeometry::Line);
    let point = |colours| sign(colours, 0.35, 1.25, SOLID, SurveyGeometry::Point);
    let bounds = sign(GREY, 0.0, 1.5, DASHED, SurveyGeometry::Polygon);
    if let Some(role) = drawn_as.role() {
        return match role {
            LayerRole::TreeCover => area(["#4f8a3c", "#7fb36a"]),
            LayerRole::LandCover => area(["#94875a", "#b9ad82"]),
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
        ("liito_orava_alueet", "Ydinalue") => area(GREENS[0]),
        ("liito_orava_alueet", "Soveltuva") => area(GREENS[2]),
        ("liito_orava_alueet", "Lisääntymis- tai levähdyspaikka") => area(GREENS[3]),
        ("liito_orava_alueet", _) => area(GREENS[1]),
        ("liito_orava_yhteysviivat", "Poikki") => line(RED, 2.5, DOTTED),
        ("liito_orava_yhteysviivat", "Heikko") => line(AMBER, 2.5, DASHED),
        ("liito_orava_yhteysviivat", "Hyvä") => line(GREENS[0], 3.0, SOLID),
        ("ekoyhteydet_viivat", "Kehitettävä tai heikko yhteys") => line(AMBER, 2.5, DASHED),
        ("ekoyhteydet_viivat", _) => line(BLUE, 3.0, SOLID),
        ("ekoyhteydet_alueet", "Kehitettävä tai heikko yhteys") => {
            sign(AMBER, 0.25, 1.5, DASHED, SurveyGeometry::Polygon)
        }
        ("ekoyhteydet_alueet", _) => area(BLUE),
        ("lepakko_alueet", "Luokka I") => area(VIOLETS[0]),
        ("lepakko_alueet", "Luokka II") => area(VIOLETS[1]),
        ("lepakko_alueet", _) => area(VIOLETS[2]),
        ("lepakko_viivat", _) => line(VIOLETS[0], 2.0, DASHED),
        ("lumo_alueet", "1") => area(VIRIDIS[0]),
        ("lumo_alueet", "2") => area(VIRIDIS[1]),
        ("lumo_alueet", "3") => area(VIRIDIS[2]),
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
    fn classes_of_a_line_differ_by_more_than_their_colour() {
        let place = LAYERS.iter().position(|layer| layer.name == "liito_orava_yhteysviivat");
        let layer = u8::try_from(place.unwrap()).unwrap();
        let dashes =
            |class| sign(DrawnAs::Survey { layer, class: Some(class) }, Theme::Light).dashes;
        assert_eq!([dashes(0), dashes(1), dashes(2)], [SOLID, DASHED, DOTTED]);
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
