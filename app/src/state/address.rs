//! The page's address as a query: task, language, view, parameters, data.

use liito_locales::Language;
use liito_worker::{Colouring, Degrees, LinkIndex, PatchIndex};

use super::{Form, MapSide, PLAN_YEARS, Task};

/// Where the map looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub longitude: f64,
    pub latitude: f64,
    pub zoom: f64,
}

/// What the address says. Anything it does not say, or says wrongly, is `None`
/// or empty: an old link opens as well as it can.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Address {
    pub task: Task,
    pub language: Option<Language>,
    pub view: Option<View>,
    pub form: Form,
    /// What patches and links are coloured by.
    pub colouring: Colouring,
    /// A plan is looked at after so many years.
    pub years: u32,
    /// Which network the map shows.
    pub side: MapSide,
    /// Where Explore was asked what is near, and what is chosen there.
    pub near: Option<Degrees>,
    pub chosen: Option<Degrees>,
    /// The page is part of another one: it shows the map and nothing around it.
    pub is_embedded: bool,
    /// The base map of others that is shown.
    pub base_map: Option<usize>,
    /// Addresses of data files, never their content.
    pub data: Vec<String>,
}

impl Address {
    /// Reads a query, with or without its question mark, over a form with the settings'
    /// own parameters.
    pub fn parse(query: &str, form: Form) -> Self {
        let mut address = Self { form, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "task" => address.task = Task::from_name(&value).unwrap_or_default(),
                "lang" => address.language = Language::from_tag(&value),
                "view" => address.view = parse_view(&value),
                "data" => address.data.push(value.into_owned()),
                "years" => {
                    let years = value.parse().ok().filter(|years| PLAN_YEARS.contains(years));
                    address.years = years.unwrap_or_default();
                }
                "side" => address.side = MapSide::from_name(&value).unwrap_or_default(),
                "near" => address.near = parse_position(&value),
                "embed" => address.is_embedded = value == "1",
                "at" => address.chosen = parse_position(&value),
                "map" => address.base_map = value.parse().ok(),
                "patches" => address.colouring.patches = patch_index(&value),
                "links" => address.colouring.links = link_index(&value),
                other => address.form.set_by_name(other, &value),
            }
        }
        address
    }

    /// The query, with its question mark. Parameters at their default are left out.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("task", self.task.name());
        if let Some(language) = self.language {
            query.append_pair("lang", language.code());
        }
        if let Some(View { longitude, latitude, zoom }) = self.view {
            query.append_pair("view", &format!("{longitude:.5},{latitude:.5},{zoom:.2}"));
        }
        for (name, value) in self.form.named() {
            query.append_pair(name, value);
        }
        let Colouring { patches, links } = self.colouring;
        if patches != PatchIndex::default() {
            query.append_pair("patches", patches.name());
        }
        if links != LinkIndex::default() {
            query.append_pair("links", links.name());
        }
        if self.years != 0 {
            query.append_pair("years", &self.years.to_string());
        }
        if self.side != MapSide::default() {
            query.append_pair("side", self.side.name());
        }
        for (name, position) in [("near", self.near), ("at", self.chosen)] {
            if let Some((longitude, latitude)) = position.filter(|_| self.task == Task::Explore) {
                query.append_pair(name, &format!("{longitude:.5},{latitude:.5}"));
            }
        }
        if self.is_embedded {
            query.append_pair("embed", "1");
        }
        if let Some(base_map) = self.base_map {
            query.append_pair("map", &base_map.to_string());
        }
        for data in &self.data {
            query.append_pair("data", data);
        }
        // Commas may stand in a query, and read better than their code.
        format!("?{}", query.finish().replace("%2C", ","))
    }
}

fn patch_index(name: &str) -> PatchIndex {
    PatchIndex::ALL.into_iter().find(|index| index.name() == name).unwrap_or_default()
}

fn link_index(name: &str) -> LinkIndex {
    LinkIndex::ALL.into_iter().find(|index| index.name() == name).unwrap_or_default()
}

fn parse_view(text: &str) -> Option<View> {
    let numbers: Vec<f64> = text.split(',').filter_map(|word| word.parse().ok()).collect();
    let [longitude, latitude, zoom] = numbers[..] else { return None };
    let sound = longitude.abs() <= 180.0 && latitude.abs() <= 85.0 && (0.0..=24.0).contains(&zoom);
    sound.then_some(View { longitude, latitude, zoom })
}

fn parse_position(text: &str) -> Option<Degrees> {
    let (longitude, latitude) = text.split_once(',')?;
    let at: Degrees = (longitude.parse().ok()?, latitude.parse().ok()?);
    (at.0.abs() <= 180.0 && at.1.abs() <= 90.0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Field;

    #[test]
    fn an_address_comes_back_as_it_was() {
        let mut form = Form::default();
        form.set(Field::Distance, "300");
        form.set(Field::MaxLink, "2000");
        let address = Address {
            task: Task::Analyse,
            language: Some(Language::Swedish),
            view: Some(View { longitude: 24.65, latitude: 60.2, zoom: 11.5 }),
            form,
            colouring: Colouring { patches: PatchIndex::DPcFlux, links: LinkIndex::DIic },
            years: 25,
            side: MapSide::Both,
            near: None,
            chosen: None,
            is_embedded: false,
            base_map: Some(1),
            data: vec!["data/a b.geojson".into(), "https://example.org/x?y=1&z".into()],
        };
        let query = address.query();
        assert!(
            query.starts_with("?task=analyse&lang=sv&view=24.65000,60.20000,11.50&"),
            "{query}"
        );
        assert_eq!(Address::parse(&query, Form::default()), address);
    }

    #[test]
    fn a_place_that_is_explored_comes_back() {
        let address = Address {
            task: Task::Explore,
            near: Some((24.65, 60.2)),
            chosen: Some((24.66, 60.21)),
            is_embedded: true,
            ..Address::default()
        };
        let query = address.query();
        assert_eq!(query, "?task=explore&near=24.65000,60.20000&at=24.66000,60.21000&embed=1");
        assert_eq!(Address::parse(&query, Form::default()), address);
        let nonsense = Address::parse("?task=explore&near=900,1&at=x", Form::default());
        assert_eq!((nonsense.near, nonsense.chosen), (None, None));
    }

    #[test]
    fn nonsense_is_passed_over() {
        let address = Address::parse(
            "?task=fly&lang=xx&view=900,1,2&p=&unknown=1&distance=far&years=7&side=left",
            Form::default(),
        );
        assert_eq!(address.task, Task::Analyse);
        assert_eq!((address.language, address.view), (None, None));
        assert_eq!((address.years, address.side), (0, MapSide::After));
        assert_eq!(address.form.text(Field::Distance), "far");
    }
}
