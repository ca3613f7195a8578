//! The survey layers and their columns, as of 2026-08-22.
//!
//! Facts of the City of Espoo's nature data system (espoon-voltti/luontotieto). A
//! test holds them against that system's own definitions, where they are at hand.

use super::values as v;
use super::{ColumnRule, SurveyGeometry, SurveyLayer};
use crate::model::ColumnKind::{Bool, Date, Integer, Number, Text};
use crate::model::LayerRole;

/// A column that has to have a value.
const fn must(name: &'static str, kind: crate::model::ColumnKind) -> ColumnRule {
    ColumnRule { name, kind, nullable: false, allowed: None }
}

/// A column that may be empty.
const fn may(name: &'static str, kind: crate::model::ColumnKind) -> ColumnRule {
    ColumnRule { name, kind, nullable: true, allowed: None }
}

/// A column of text with a list of values.
const fn one_of(name: &'static str, allowed: v::Allowed) -> ColumnRule {
    ColumnRule { name, kind: Text, nullable: false, allowed: Some(allowed) }
}

/// The same, and it may be empty.
const fn none_or_one_of(name: &'static str, allowed: v::Allowed) -> ColumnRule {
    ColumnRule { name, kind: Text, nullable: true, allowed: Some(allowed) }
}

/// Every survey layer.
pub static LAYERS: [SurveyLayer; 18] = [
    SurveyLayer {
        name: "aluerajaus_luontoselvitystilaus",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[],
    },
    SurveyLayer {
        name: "aluerajaus_luontoselvitys",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[],
    },
    SurveyLayer {
        name: "liito_orava_pisteet",
        geometry: SurveyGeometry::Point,
        role: LayerRole::Observation,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            must("puulaji", Text),
            must("halkaisija", Integer),
            must("papanamaara", Integer),
            must("pesa", Bool),
            one_of("pesatyyppi", v::LIITO_ORAVA_PESATYYPPI),
            must("pesankorkeus", Integer),
            may("lisatieto", Text),
            may("kunta", Integer),
            one_of("tarkkuus", v::LUONTOTIETO_MITTAUSTYYPPI),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "liito_orava_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Habitat,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            one_of("aluetyyppi", v::LIITO_ORAVA_ALUETYYPPI),
            may("aluekuvaus", Text),
            may("lisatieto", Text),
            may("kunta", Integer),
            one_of("tarkkuus", v::LUONTOTIETO_MITTAUSTYYPPI),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "liito_orava_yhteysviivat",
        geometry: SurveyGeometry::Line,
        role: LayerRole::SurveyedConnection,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            one_of("laatu", v::LIITO_ORAVA_YHTEYDEN_LAATU),
            none_or_one_of("luokka", v::LIITO_ORAVA_YHTEYDEN_LUOKKA),
            may("lisatieto", Text),
            may("kunta", Integer),
            one_of("tarkkuus", v::LUONTOTIETO_MITTAUSTYYPPI),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "muut_huomioitavat_lajit_pisteet",
        geometry: SurveyGeometry::Point,
        role: LayerRole::Observation,
        columns: &[
            must("pvm", Date),
            one_of("elioryhma", v::MUUT_HUOMIOITAVAT_LAJIT_ELIORYHMA),
            must("tieteellinen_nimi", Text),
            must("suomenkielinen_nimi", Text),
            one_of("IUCN_luokka", v::IUCN_LUOKKA_LAJIT),
            must("direktiivi", Text),
            may("paikan_nimi", Text),
            may("havaintopaikan_kuvaus", Text),
            may("koordinaatti_tarkkuus", Number),
            one_of("tarkkuus", v::LUONTOTIETO_MITTAUSTYYPPI),
            must("yksilo_maara", Integer),
            may("yksikko", Text),
            may("lisatieto", Text),
            must("havaitsija", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "muut_huomioitavat_lajit_viivat",
        geometry: SurveyGeometry::Line,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            one_of("elioryhma", v::MUUT_HUOMIOITAVAT_LAJIT_ELIORYHMA),
            must("tieteellinen_nimi", Text),
            must("suomenkielinen_nimi", Text),
            one_of("IUCN_luokka", v::IUCN_LUOKKA_LAJIT),
            must("direktiivi", Text),
            may("havaintopaikan_kuvaus", Text),
            must("laji_luokitus", Text),
            may("pituus", Number),
            may("lisatieto", Text),
            must("havaitsija", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "muut_huomioitavat_lajit_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            one_of("elioryhma", v::MUUT_HUOMIOITAVAT_LAJIT_ELIORYHMA),
            must("tieteellinen_nimi", Text),
            must("suomenkielinen_nimi", Text),
            one_of("IUCN_luokka", v::IUCN_LUOKKA_LAJIT),
            must("direktiivi", Text),
            may("havaintopaikan_kuvaus", Text),
            must("laji_luokitus", Text),
            may("yksilo_maara", Integer),
            may("yksikko", Text),
            may("pinta_ala", Number),
            may("lisatieto", Text),
            must("havaitsija", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "lepakko_viivat",
        geometry: SurveyGeometry::Line,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            must("kuvaus", Text),
            may("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "lepakko_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            one_of("luokka", v::LEPAKKO_LUOKKA),
            may("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "lumo_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            may("nimi", Text),
            one_of("lumo_luokka", v::LUMO_LUOKKA),
            may("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "noro_viivat",
        geometry: SurveyGeometry::Line,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            may("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "luontotyypit_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("vuosi", Integer),
            must("havaitsija", Text),
            may("nimi", Text),
            one_of("luontotyyppi_paaryhma", v::LUONTOTYYPPI_PAARYHMA),
            must("luontotyyppi", Text),
            one_of("uhanalaisuusluokka", v::IUCN_LUOKKA_LUONTOTYYPIT),
            one_of("edustavuus", v::EDUSTAVUUS_LUOKKA),
            must("kuvaus", Text),
            must("lisatieto", Text),
            must("ominaislajit", Text),
            may("uhanalaiset_lajit", Text),
            must("lahopuusto", Text),
            one_of("lumo_luokka", v::LUONTOTYYPPI_LUMO_LUOKKA),
            may("viite", Text),
            may("natura_luontotyyppi", Text),
            none_or_one_of("natura_edustavuus", v::NATURA_EDUSTAVUUS_LUOKKA),
        ],
    },
    SurveyLayer {
        name: "ekoyhteydet_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            one_of("laatu", v::YHTEYDEN_LAATU),
            must("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "ekoyhteydet_viivat",
        geometry: SurveyGeometry::Line,
        role: LayerRole::SurveyedConnection,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            one_of("laatu", v::YHTEYDEN_LAATU),
            must("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "lahteet_pisteet",
        geometry: SurveyGeometry::Point,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            must("havaitsija", Text),
            must("tyyppi", Text),
            must("lisatieto", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "vieraslajit_alueet",
        geometry: SurveyGeometry::Polygon,
        role: LayerRole::Background,
        columns: &[
            must("pvm", Date),
            one_of("elioryhma", v::VIERASLAJIT_ELIORYHMA),
            must("tieteellinen_nimi", Text),
            must("suomenkielinen_nimi", Text),
            may("yksilo_maara", Integer),
            may("yksikko", Text),
            may("lisatieto", Text),
            may("pinta_ala", Number),
            must("havaitsija", Text),
            may("viite", Text),
        ],
    },
    SurveyLayer {
        name: "vieraslajit_pisteet",
        geometry: SurveyGeometry::Point,
        role: LayerRole::Observation,
        columns: &[
            must("pvm", Date),
            one_of("elioryhma", v::VIERASLAJIT_ELIORYHMA),
            must("tieteellinen_nimi", Text),
            must("suomenkielinen_nimi", Text),
            may("yksilo_maara", Integer),
            may("yksikko", Text),
            may("lisatieto", Text),
            may("koordinaatti_tarkkuus", Number),
            none_or_one_of("tarkkuus", v::LUONTOTIETO_MITTAUSTYYPPI),
            must("havaitsija", Text),
            may("viite", Text),
        ],
    },
];
