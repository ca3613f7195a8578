//! What things are called, how far they are and which way, in the reader's words.

use geodata::nearby::{GreenNear, Nature};
use liito_locales::{
    Language, land_class, layer_role, messages as m, survey_layer_name, survey_value,
};
use liito_worker::{FeatureLine, Kind};

use crate::state::Shown;

/// What a feature is called: its name in the reader's language, else for everyone, else what it
/// is.
pub fn title(l: Language, line: &FeatureLine) -> String {
    let own = format!("name_{}", l.code());
    let named = |tag: &str| line.names.iter().find(|(known, _)| known == tag);
    let first = named(&own).or_else(|| named("name")).or_else(|| line.names.first());
    let class = line.kind.survey_class.as_deref().and_then(|class| survey_value(l, class));
    match (first, class) {
        (Some((_, name)), _) => name.clone(),
        (None, Some(class)) => capital(class),
        (None, None) => kind(l, &line.kind),
    }
}

/// What it is.
pub fn kind(l: Language, kind: &Kind) -> String {
    capital(match (&kind.survey, kind.class, kind.nature) {
        (Some(survey), ..) => survey_layer_name(l, survey).unwrap_or(survey),
        (None, Some(class), _) => land_class(l, class),
        (None, None, Some(Nature::FlyingSquirrel)) => m::explore::squirrels(l),
        (None, None, _) => layer_role(l, kind.role),
    })
}

/// With a capital letter at its beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// How far and which way: `350 m north`.
pub fn way(l: Language, line: &FeatureLine) -> String {
    let Some(distance_m) = line.distance_m else { return String::new() };
    if distance_m == 0.0 {
        return m::explore::inside(l).to_owned();
    }
    let distance = match distance_m {
        far if far >= 995.0 => format!("{}\u{a0}km", l.number(far / 1000.0, 1)),
        near => l.length(rounded(near)),
    };
    match line.bearing_deg {
        Some(bearing) => format!("{distance} {}", direction(l, bearing)),
        None => distance,
    }
}

/// Metres as people say them.
fn rounded(metres: f64) -> f64 {
    let step = if metres < 100.0 { 1.0 } else { 10.0 };
    (metres / step).round().max(1.0) * step
}

/// One of eight directions.
pub fn direction(l: Language, bearing_deg: f64) -> &'static str {
    use m::explore as w;
    let words = [
        w::north(l),
        w::north_east(l),
        w::east(l),
        w::south_east(l),
        w::south(l),
        w::south_west(l),
        w::west(l),
        w::north_west(l),
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 8")]
    let eighth = (bearing_deg.rem_euclid(360.0) / 45.0).round() as usize;
    words[eighth % words.len()]
}

/// How green it is, in two sentences.
pub fn greenness(l: Language, green: &GreenNear) -> String {
    let percent = |share: f64| format!("{}\u{a0}%", l.number(100.0 * share, 0));
    let shares = m::explore::shares(l, &percent(green.green), &percent(green.trees));
    let half = match green.has_half_hectare {
        true => m::explore::half_yes(l),
        false => m::explore::half_no(l),
    };
    format!("{shares} {half}")
}

/// A day in the reader's language; other words as they are.
pub fn day(l: Language, text: &str) -> String {
    match text.get(..10).unwrap_or(text).parse() {
        Ok(date) => l.date(date),
        Err(_) => text.to_owned(),
    }
}

/// A group of the map's layers, and a sentence on it.
pub fn group(l: Language, shown: Shown) -> (&'static str, &'static str) {
    use m::explore as w;
    match shown {
        Shown::Nature(nature) => (nature_name(l, nature), nature_hint(l, nature)),
        Shown::Links => (w::links(l), w::links_hint(l)),
        Shown::Squares => (w::seen(l), w::seen_hint(l)),
    }
}

pub fn nature_name(l: Language, nature: Nature) -> &'static str {
    use m::explore as w;
    match nature {
        Nature::Park => w::parks(l),
        Nature::Wood => w::woods(l),
        Nature::Reserve => w::reserves(l),
        Nature::FlyingSquirrel => w::squirrels(l),
        Nature::Water => w::water(l),
        Nature::Valuable => w::valuable(l),
        Nature::Planned => w::planned(l),
    }
}

pub fn nature_hint(l: Language, nature: Nature) -> &'static str {
    use m::explore as w;
    match nature {
        Nature::Park => w::parks_hint(l),
        Nature::Wood => w::woods_hint(l),
        Nature::Reserve => w::reserves_hint(l),
        Nature::FlyingSquirrel => w::squirrels_hint(l),
        Nature::Water => w::water_hint(l),
        Nature::Valuable => w::valuable_hint(l),
        Nature::Planned => w::planned_hint(l),
    }
}

/// Words of the data for what there may be in a park.
pub const FACILITIES: [&str; 6] =
    ["playground", "bench", "fitness_station", "pitch", "toilets", "swimming_area"];

/// What a reader typed, in the words of the data where it is something in a park.
pub fn as_data_say(l: Language, typed: &str) -> String {
    let is_it = |word: &&str| {
        facility(l, word).is_some_and(|words| words.eq_ignore_ascii_case(typed.trim()))
    };
    FACILITIES.into_iter().find(is_it).unwrap_or(typed).to_owned()
}

/// What there is in a park; None for words that nobody knows here.
pub fn facility(l: Language, word: &str) -> Option<&'static str> {
    use m::explore as w;
    Some(match word {
        "playground" => w::playground(l),
        "bench" => w::bench(l),
        "fitness_station" => w::fitness_station(l),
        "pitch" => w::pitch(l),
        "toilets" => w::toilets(l),
        "swimming_area" => w::swimming_area(l),
        _ => return None,
    })
}
