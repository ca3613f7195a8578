//! What kinds of nature there are, in words that everyone has.

use serde::{Deserialize, Serialize};

use crate::landscape::LandClass;
use crate::luoti::SurveyLayer;

/// A kind of nature that people look for near them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nature {
    /// Parks and places for recreation.
    Park,
    /// Trees, as tree cover has them.
    Wood,
    /// Nature reserves.
    Reserve,
    /// Habitat patches, surveyed areas and connections of flying squirrels.
    FlyingSquirrel,
    /// Seas, lakes, ponds, brooks, rills, springs.
    Water,
    /// What surveys found to be valuable: habitats of other species, nature types, ecological
    /// connections.
    Valuable,
    /// What is planned.
    Planned,
}

impl Nature {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Park,
        Self::Wood,
        Self::Reserve,
        Self::FlyingSquirrel,
        Self::Water,
        Self::Valuable,
        Self::Planned,
    ];

    /// Those that are told one by one; trees are told by how much of them there is.
    pub const TOLD: [Self; 6] = [
        Self::Park,
        Self::Reserve,
        Self::FlyingSquirrel,
        Self::Water,
        Self::Valuable,
        Self::Planned,
    ];

    /// Whether its areas are green.
    #[must_use]
    pub fn is_green(self) -> bool {
        !matches!(self, Self::Water | Self::Planned)
    }

    /// That of a survey layer. None for observations, which are told to nobody here, and for
    /// what says where was surveyed or what does not belong there.
    #[must_use]
    pub fn of_survey(survey: &SurveyLayer) -> Option<Self> {
        Some(match survey.name {
            "liito_orava_alueet" | "liito_orava_yhteysviivat" => Self::FlyingSquirrel,
            "noro_viivat" | "lahteet_pisteet" => Self::Water,
            "lumo_alueet"
            | "luontotyypit_alueet"
            | "ekoyhteydet_alueet"
            | "ekoyhteydet_viivat"
            | "lepakko_alueet"
            | "lepakko_viivat"
            | "muut_huomioitavat_lajit_alueet"
            | "muut_huomioitavat_lajit_viivat" => Self::Valuable,
            _ => return None,
        })
    }

    /// That of a class of land; None where it is no nature to look for.
    #[must_use]
    pub fn of_class(class: LandClass) -> Option<Self> {
        Some(match class {
            LandClass::Park => Self::Park,
            LandClass::Trees(_) => Self::Wood,
            LandClass::Reserve => Self::Reserve,
            LandClass::Water | LandClass::Stream => Self::Water,
            _ => return None,
        })
    }
}
