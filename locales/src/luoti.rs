//! The words of Luoti's survey layers, in a reader's language.
//!
//! What is not listed stands as it is: its own words are Finnish.

use crate::{Language, messages as m};

/// The name of a survey layer; `None` for another layer.
#[must_use]
pub fn survey_layer_name(language: Language, layer: &str) -> Option<&'static str> {
    use m::luoti_layer as w;
    let l = language;
    Some(match layer {
        "aluerajaus_luontoselvitystilaus" => w::aluerajaus_luontoselvitystilaus(l),
        "aluerajaus_luontoselvitys" => w::aluerajaus_luontoselvitys(l),
        "liito_orava_pisteet" => w::liito_orava_pisteet(l),
        "liito_orava_alueet" => w::liito_orava_alueet(l),
        "liito_orava_yhteysviivat" => w::liito_orava_yhteysviivat(l),
        "muut_huomioitavat_lajit_pisteet" => w::muut_huomioitavat_lajit_pisteet(l),
        "muut_huomioitavat_lajit_viivat" => w::muut_huomioitavat_lajit_viivat(l),
        "muut_huomioitavat_lajit_alueet" => w::muut_huomioitavat_lajit_alueet(l),
        "lepakko_viivat" => w::lepakko_viivat(l),
        "lepakko_alueet" => w::lepakko_alueet(l),
        "lumo_alueet" => w::lumo_alueet(l),
        "noro_viivat" => w::noro_viivat(l),
        "luontotyypit_alueet" => w::luontotyypit_alueet(l),
        "ekoyhteydet_alueet" => w::ekoyhteydet_alueet(l),
        "ekoyhteydet_viivat" => w::ekoyhteydet_viivat(l),
        "lahteet_pisteet" => w::lahteet_pisteet(l),
        "vieraslajit_alueet" => w::vieraslajit_alueet(l),
        "vieraslajit_pisteet" => w::vieraslajit_pisteet(l),
        _ => return None,
    })
}

/// The name of a survey layer's column; `None` for another column.
#[must_use]
pub fn survey_column_name(language: Language, column: &str) -> Option<&'static str> {
    use m::luoti_column as w;
    let l = language;
    Some(match column {
        "pvm" => w::pvm(l),
        "havaitsija" => w::havaitsija(l),
        "puulaji" => w::puulaji(l),
        "halkaisija" => w::halkaisija(l),
        "papanamaara" => w::papanamaara(l),
        "pesa" => w::pesa(l),
        "pesatyyppi" => w::pesatyyppi(l),
        "pesankorkeus" => w::pesankorkeus(l),
        "lisatieto" => w::lisatieto(l),
        "kunta" => w::kunta(l),
        "tarkkuus" => w::tarkkuus(l),
        "viite" => w::viite(l),
        "aluetyyppi" => w::aluetyyppi(l),
        "aluekuvaus" => w::aluekuvaus(l),
        "laatu" => w::laatu(l),
        "luokka" => w::luokka(l),
        "elioryhma" => w::elioryhma(l),
        "tieteellinen_nimi" => w::tieteellinen_nimi(l),
        "suomenkielinen_nimi" => w::suomenkielinen_nimi(l),
        "IUCN_luokka" => w::iucn_luokka(l),
        "direktiivi" => w::direktiivi(l),
        "paikan_nimi" => w::paikan_nimi(l),
        "havaintopaikan_kuvaus" => w::havaintopaikan_kuvaus(l),
        "koordinaatti_tarkkuus" => w::koordinaatti_tarkkuus(l),
        "yksilo_maara" => w::yksilo_maara(l),
        "yksikko" => w::yksikko(l),
        "laji_luokitus" => w::laji_luokitus(l),
        "pituus" => w::pituus(l),
        "pinta_ala" => w::pinta_ala(l),
        "koko" => w::koko(l),
        "kuvaus" => w::kuvaus(l),
        "nimi" => w::nimi(l),
        "lumo_luokka" => w::lumo_luokka(l),
        "vuosi" => w::vuosi(l),
        "luontotyyppi_paaryhma" => w::luontotyyppi_paaryhma(l),
        "luontotyyppi" => w::luontotyyppi(l),
        "uhanalaisuusluokka" => w::uhanalaisuusluokka(l),
        "edustavuus" => w::edustavuus(l),
        "ominaislajit" => w::ominaislajit(l),
        "uhanalaiset_lajit" => w::uhanalaiset_lajit(l),
        "lahopuusto" => w::lahopuusto(l),
        "natura_luontotyyppi" => w::natura_luontotyyppi(l),
        "natura_edustavuus" => w::natura_edustavuus(l),
        "tyyppi" => w::tyyppi(l),
        _ => return None,
    })
}

/// What a value in a column of a survey layer means; `None` for free text and numbers.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a list, a line a value")]
pub fn survey_value(language: Language, value: &str) -> Option<&'static str> {
    use m::luoti_value as w;
    let l = language;
    Some(match value {
        "Risu" => w::risu(l),
        "Pönttö" => w::pontto(l),
        "Kolo" => w::kolo(l),
        "Muu" => w::muu(l),
        "-" => w::none(l),
        "GPS" => w::gps(l),
        "Tarkkuusmitattu" => w::tarkkuusmitattu(l),
        "Ydinalue" => w::ydinalue(l),
        "Elinalue" => w::elinalue(l),
        "Soveltuva" => w::soveltuva(l),
        "Lisääntymis- tai levähdyspaikka" => w::lisaantymis_tai_levahdyspaikka(l),
        "Hyvä" => w::hyva(l),
        "Heikko" => w::heikko(l),
        "Poikki" => w::poikki(l),
        "Olemassa oleva" => w::olemassa_oleva(l),
        "Kehitettävä" => w::kehitettava(l),
        "Korvaamaton" => w::korvaamaton(l),
        "Yhteys on nykyisellään toimiva" => w::yhteys_on_nykyisellaan_toimiva(l),
        "Kehitettävä tai heikko yhteys" => w::kehitettava_tai_heikko_yhteys(l),
        "Luokka I" => w::luokka_i(l),
        "Luokka II" => w::luokka_ii(l),
        "Luokka III" => w::luokka_iii(l),
        "Lehdot" => w::lehdot(l),
        "Kangasmetsät" => w::kangasmetsat(l),
        "Metsien erikoistyypit" => w::metsien_erikoistyypit(l),
        "Suot" => w::suot(l),
        "Kalliometsät/kalliot" => w::kalliometsat_kalliot(l),
        "Itämeri" => w::itameri(l),
        "Rannikko" => w::rannikko(l),
        "Sisävedet ja rannat" => w::sisavedet_ja_rannat(l),
        "Perinnebiotoopit" => w::perinnebiotoopit(l),
        "Uusympäristö" => w::uusymparisto(l),
        "Rakennettu ympäristö" => w::rakennettu_ymparisto(l),
        "Erinomainen (1)" => w::erinomainen_1(l),
        "Hyvä (2)" => w::hyva_2(l),
        "Kohtalainen (3)" => w::kohtalainen_3(l),
        "Heikko (4)" => w::heikko_4(l),
        "Muu (5)" => w::muu_5(l),
        "Erinomainen" => w::erinomainen(l),
        "Merkittävä" => w::merkittava(l),
        "Ei merkittävä" => w::ei_merkittava(l),
        "Suomesta hävinneet (RE)" => w::suomesta_havinneet_re(l),
        "Äärimmäisen uhanalaiset (CR)" => w::aarimmaisen_uhanalaiset_cr(l),
        "Erittäin uhanalaiset (EN)" => w::erittain_uhanalaiset_en(l),
        "Vaarantuneet (VU)" => w::vaarantuneet_vu(l),
        "Silmälläpidettävät (NT)" => w::silmallapidettavat_nt(l),
        "Elinvoimaiset (LC)" => w::elinvoimaiset_lc(l),
        "Puutteellisesti tunnetut (DD)" => w::puutteellisesti_tunnetut_dd(l),
        "Arvioimatta jätetyt (NA)" => w::arvioimatta_jatetyt_na(l),
        "Ei arvioitu" => w::ei_arvioitu(l),
        "Suomesta hävinneet (CO)" => w::suomesta_havinneet_co(l),
        "Säilyvät (LC)" => w::sailyvat_lc(l),
        "Arvioimatta jätetyt (NE)" => w::arvioimatta_jatetyt_ne(l),
        "Hyönteiset ja hämähäkkieläimet" => w::hyonteiset_ja_hamahakkielaimet(l),
        "Kalat" => w::kalat(l),
        "Levät" => w::levat(l),
        "Linnut" => w::linnut(l),
        "Madot" => w::madot(l),
        "Matelijat ja sammakkoeläimet" => w::matelijat_ja_sammakkoelaimet(l),
        "Muut organismit" => w::muut_organismit(l),
        "Nilviäiset" => w::nilviaiset(l),
        "Nisäkkäät" => w::nisakkaat(l),
        "Putkilokasvit" => w::putkilokasvit(l),
        "Sammalet" => w::sammalet(l),
        "Sienet ja jäkälät" => w::sienet_ja_jakalat(l),
        "Tuhatjalkaiset" => w::tuhatjalkaiset(l),
        "Äyriäiset" => w::ayriaiset(l),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use geodata::luoti::{Allowed, LAYERS};

    use super::*;

    #[test]
    fn every_layer_column_and_value_has_its_words() {
        for language in [Language::Finnish, Language::Swedish, Language::English] {
            for layer in &LAYERS {
                assert!(survey_layer_name(language, layer.name).is_some(), "{}", layer.name);
                for column in layer.columns {
                    assert!(survey_column_name(language, column.name).is_some(), "{}", column.name);
                    let Some(Allowed::OneOf(values)) = column.allowed else { continue };
                    for value in values.iter().filter(|value| value.parse::<u8>().is_err()) {
                        assert!(survey_value(language, value).is_some(), "{value}");
                    }
                }
            }
        }
        assert_eq!(survey_value(Language::Swedish, "Ydinalue"), Some("kärnområde"));
    }
}
