//! What surveys in the field say of the ways that were found.

use geodata::Error;
use geodata::links::Route;
use geodata::scenario::Surveyed;
use geodata::validation::{Field, FieldOptions, field_check};
use liito_locales::{Language, field_report};
use liito_worker::{Answer, FieldWish, FieldWork, Reply, WaysReply};

use super::Place;

/// Holds the ways against what surveys say, and puts it in the reader's language.
pub(super) fn field(
    place: Option<&Place>,
    routes: &[Route],
    wish: &FieldWish,
    bytes: &[u8],
) -> Result<Answer, Error> {
    let Some(place) = place else { return Ok((Reply::OtherVersion, None)) };
    let Ok(FieldWork { is_occupied, layers }) = postcard::from_bytes(bytes) else {
        return Ok((Reply::OtherVersion, None));
    };
    let surveyed = Surveyed::new(&layers, place.habitat.working_crs())?;
    let field = Field {
        connections: &surveyed.connections,
        is_occupied: &is_occupied,
        attributes_ha: &wish.attributes_ha,
        routes,
        land: &place.land,
    };
    let options = FieldOptions::default();
    let (check, _) = field_check(&field, &wish.parameters, &options)?;
    let language = Language::from_tag(&wish.language).unwrap_or_default();
    let blocks = field_report(language, &check, &options, wish.is_made_up);
    Ok((WaysReply::Field(blocks).packed(), None))
}
