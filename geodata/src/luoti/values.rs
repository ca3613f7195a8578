//! The values that columns may have.

/// What a column of text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A group of organisms with its code of two letters: `Linnut (AV)`.
    CodedGroup,
}

impl Allowed {
    /// The values, where they are listed.
    #[must_use]
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::OneOf(values) => values,
            Self::CodedGroup => &[],
        }
    }

    /// True for a value that may stand there.
    #[must_use]
    pub fn allows(self, value: &str) -> bool {
        match self {
            Self::OneOf(values) => values.contains(&value),
            Self::CodedGroup => {
                let code = value.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
                code.is_some_and(|(name, code)| {
                    !name.is_empty()
                        && code.len() == 2
                        && code.bytes().all(|byte| byte.is_ascii_uppercase())
                })
            }
        }
    }

    /// The allowed value that is most like this one, where any is.
    ///
    /// ```
    /// use geodata::luoti::survey_layer;
    /// let areas = survey_layer("liito_orava_alueet").ok_or("no such layer")?;
    /// let kinds = areas.column("aluetyyppi").and_then(|column| column.allowed).ok_or("none")?;
    /// assert_eq!(kinds.nearest("ydinaluee"), Some("Ydinalue"));
    /// assert_eq!(kinds.nearest("xyz"), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn nearest(self, value: &str) -> Option<&'static str> {
        let Self::OneOf(values) = self else { return None };
        super::nearest(value, values.iter().copied())
    }
}

pub(super) const LIITO_ORAVA_PESATYYPPI: Allowed =
    Allowed::OneOf(&["Risu", "Pönttö", "Kolo", "Muu", "-"]);
pub(super) const LUONTOTIETO_MITTAUSTYYPPI: Allowed =
    Allowed::OneOf(&["GPS", "Muu", "Tarkkuusmitattu"]);
pub(super) const LIITO_ORAVA_ALUETYYPPI: Allowed =
    Allowed::OneOf(&["Ydinalue", "Elinalue", "Soveltuva", "Lisääntymis- tai levähdyspaikka"]);
pub(super) const LIITO_ORAVA_YHTEYDEN_LAATU: Allowed =
    Allowed::OneOf(&["Hyvä", "Heikko", "Poikki"]);
pub(super) const LIITO_ORAVA_YHTEYDEN_LUOKKA: Allowed =
    Allowed::OneOf(&["Olemassa oleva", "Kehitettävä", "Korvaamaton"]);
pub(super) const YHTEYDEN_LAATU: Allowed =
    Allowed::OneOf(&["Yhteys on nykyisellään toimiva", "Kehitettävä tai heikko yhteys"]);
pub(super) const LEPAKKO_LUOKKA: Allowed = Allowed::OneOf(&["Luokka I", "Luokka II", "Luokka III"]);
pub(super) const LUMO_LUOKKA: Allowed = Allowed::OneOf(&["1", "2", "3", "4"]);
pub(super) const LUONTOTYYPPI_LUMO_LUOKKA: Allowed = Allowed::OneOf(&["0", "1", "2", "3", "4"]);
pub(super) const LUONTOTYYPPI_PAARYHMA: Allowed = Allowed::OneOf(&[
    "Lehdot",
    "Kangasmetsät",
    "Metsien erikoistyypit",
    "Suot",
    "Kalliometsät/kalliot",
    "Itämeri",
    "Rannikko",
    "Sisävedet ja rannat",
    "Perinnebiotoopit",
    "Uusympäristö",
    "Muu",
    "Rakennettu ympäristö",
]);
pub(super) const EDUSTAVUUS_LUOKKA: Allowed =
    Allowed::OneOf(&["Erinomainen (1)", "Hyvä (2)", "Kohtalainen (3)", "Heikko (4)", "Muu (5)"]);
pub(super) const NATURA_EDUSTAVUUS_LUOKKA: Allowed =
    Allowed::OneOf(&["Erinomainen", "Hyvä", "Merkittävä", "Ei merkittävä"]);
pub(super) const IUCN_LUOKKA_LAJIT: Allowed = Allowed::OneOf(&[
    "Suomesta hävinneet (RE)",
    "Äärimmäisen uhanalaiset (CR)",
    "Erittäin uhanalaiset (EN)",
    "Vaarantuneet (VU)",
    "Silmälläpidettävät (NT)",
    "Elinvoimaiset (LC)",
    "Puutteellisesti tunnetut (DD)",
    "Arvioimatta jätetyt (NA)",
    "Ei arvioitu",
]);
pub(super) const IUCN_LUOKKA_LUONTOTYYPIT: Allowed = Allowed::OneOf(&[
    "Suomesta hävinneet (CO)",
    "Äärimmäisen uhanalaiset (CR)",
    "Erittäin uhanalaiset (EN)",
    "Vaarantuneet (VU)",
    "Silmälläpidettävät (NT)",
    "Säilyvät (LC)",
    "Puutteellisesti tunnetut (DD)",
    "Arvioimatta jätetyt (NE)",
    "Ei arvioitu",
]);
pub(super) const VIERASLAJIT_ELIORYHMA: Allowed = Allowed::OneOf(&[
    "Hyönteiset ja hämähäkkieläimet",
    "Kalat",
    "Levät",
    "Linnut",
    "Madot",
    "Matelijat ja sammakkoeläimet",
    "Muut organismit",
    "Nilviäiset",
    "Nisäkkäät",
    "Putkilokasvit",
    "Sammalet",
    "Sienet ja jäkälät",
    "Tuhatjalkaiset",
    "Äyriäiset",
]);
pub(super) const MUUT_HUOMIOITAVAT_LAJIT_ELIORYHMA: Allowed = Allowed::CodedGroup;
