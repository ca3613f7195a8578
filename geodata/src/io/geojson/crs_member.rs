//! The `crs` member of GeoJSON before RFC 7946, which cities still write.

use serde_json::Value;

use crate::crs::Crs;

/// What a `crs` member says.
#[derive(Debug, PartialEq)]
pub(super) enum CrsMember {
    /// A system that is known.
    Known(Crs),
    /// A name that is not known.
    Unknown(String),
    /// Nothing that could be understood, or nothing at all.
    NotUnderstood,
}

/// Reads `{"type": "name", "properties": {"name": …}}` or the older
/// `{"type": "EPSG", "properties": {"code": …}}`.
pub(super) fn read(member: &Value) -> CrsMember {
    let name = match (&member["properties"]["name"], &member["properties"]["code"]) {
        (Value::String(name), _) => name.clone(),
        (_, Value::Number(code)) => format!("EPSG:{code}"),
        (_, Value::String(code)) => code.clone(),
        _ => return CrsMember::NotUnderstood,
    };
    Crs::from_name(&name).map_or(CrsMember::Unknown(name), CrsMember::Known)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_and_neither() {
        let name = json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3879"}});
        assert_eq!(read(&name), CrsMember::Known(Crs::from_epsg(3879).unwrap()));
        let code = json!({"type": "EPSG", "properties": {"code": 4326}});
        assert_eq!(read(&code), CrsMember::Known(Crs::WGS84));
        assert_eq!(read(&json!({"type": "link"})), CrsMember::NotUnderstood);
        let old = json!({"type": "name", "properties": {"name": "EPSG:2393"}});
        assert_eq!(read(&old), CrsMember::Unknown("EPSG:2393".into()));
    }
}
