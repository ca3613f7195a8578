//! Invented names, Finnish and Swedish: an animal or a plant, and what the place is.

use crate::random::Random;

/// First parts: of Finnish names and of Swedish ones.
const FIRST: [(&str, &str); 56] = [
    ("Näädän", "Mård"),
    ("Kuukkelin", "Lavskriks"),
    ("Metsätähden", "Skogsstjärn"),
    ("Sinivuokon", "Blåsipps"),
    ("Käenkaalin", "Harsyre"),
    ("Vanamon", "Linnea"),
    ("Kanervan", "Ljung"),
    ("Tuomen", "Hägg"),
    ("Pihlajan", "Rönn"),
    ("Lehtokurpan", "Morkulls"),
    ("Hiirihaukan", "Ormvråks"),
    ("Kehrääjän", "Nattskärre"),
    ("Sudenkorennon", "Trollslände"),
    ("Ilveksen", "Lodjurs"),
    ("Ahvenen", "Abborr"),
    ("Särjen", "Mört"),
    ("Hauen", "Gädd"),
    ("Kuikan", "Lom"),
    ("Telkän", "Knip"),
    ("Sääksen", "Fiskgjuse"),
    ("Merikotkan", "Havsörns"),
    ("Riekon", "Rip"),
    ("Pyyn", "Järp"),
    ("Haavan", "Asp"),
    ("Raidan", "Sälg"),
    ("Lepän", "Al"),
    ("Koivun", "Björk"),
    ("Katajan", "En"),
    ("Mesimarjan", "Åkerbärs"),
    ("Suopursun", "Skvattrams"),
    ("Saarnen", "Ask"),
    ("Jalavan", "Alm"),
    ("Vaahteran", "Lönn"),
    ("Lehmuksen", "Lind"),
    ("Tammen", "Ek"),
    ("Kielon", "Konvalj"),
    ("Esikon", "Gullvive"),
    ("Orvokin", "Viol"),
    ("Angervon", "Älggräs"),
    ("Saniaisen", "Ormbunks"),
    ("Kotkansiiven", "Strutbräken"),
    ("Leppälinnun", "Rödstjärts"),
    ("Punarinnan", "Rödhake"),
    ("Peipon", "Bofink"),
    ("Tiltaltin", "Gransångar"),
    ("Sirittäjän", "Grönsångar"),
    ("Puukiipijän", "Trädkrypar"),
    ("Tikan", "Hackspett"),
    ("Pöllön", "Uggle"),
    ("Huuhkajan", "Berguv"),
    ("Mäyrän", "Grävlings"),
    ("Ketun", "Räv"),
    ("Siilin", "Igelkotts"),
    ("Saukon", "Utter"),
    ("Majavan", "Bäver"),
    ("Oravan", "Ekorr"),
];

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Centre,
    Suburb,
    Lake,
    Bay,
    Island,
    Park,
    Reserve,
    Street,
}

impl Named {
    /// Second parts: of Finnish names and of Swedish ones.
    fn second(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Centre => &[("linna", "borg"), ("salmi", "sund"), ("vaara", "berga")],
            Self::Suburb => &[
                ("mäki", "backa"),
                ("laakso", "dal"),
                ("kallio", "klippan"),
                ("kylä", "by"),
                ("rinne", "brinken"),
            ],
            Self::Lake => &[("järvi", "träsk"), ("lampi", "tjärn")],
            Self::Bay => &[("lahti", "viken")],
            Self::Island => &[("saari", "holmen"), ("luoto", "skär")],
            Self::Park => &[("puisto", "parken"), ("niitty", "ängen")],
            Self::Reserve => &[("metsä", "skogen"), ("lehto", "lunden"), ("korpi", "moskogen")],
            Self::Street => {
                &[("tie", "vägen"), ("katu", "gatan"), ("polku", "stigen"), ("kuja", "gränden")]
            }
        }
    }
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub finnish: String,
    pub swedish: String,
}

/// Gives out names, none of them twice.
#[derive(Debug)]
pub struct Names {
    left: [Vec<Name>; 8],
}

impl Names {
    pub fn new(random: &mut Random) -> Self {
        let all = [
            Named::Centre,
            Named::Suburb,
            Named::Lake,
            Named::Bay,
            Named::Island,
            Named::Park,
            Named::Reserve,
            Named::Street,
        ];
        let left = all.map(|named| {
            let seconds = named.second().iter();
            let mut names: Vec<Name> = seconds
                .flat_map(|(fi, sv)| {
                    FIRST.iter().map(move |(a, b)| (format!("{a}{fi}"), format!("{b}{sv}")))
                })
                .map(|(finnish, swedish)| Name { finnish, swedish })
                .collect();
            random.shuffle(&mut names);
            names
        });
        Self { left }
    }

    /// A name that has not been given out; `None` once there are no more.
    pub fn next(&mut self, named: Named) -> Option<Name> {
        self.left[named as usize].pop()
    }
}
