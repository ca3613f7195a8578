//! Letters as a reader may type them.

/// A word in small letters, without marks on them.
///
/// ```
/// assert_eq!(geodata::search::folded("Åminnefors Šiška"), "aminnefors siska");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ǧ' | 'ǥ' | 'ģ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'į' => folded.push('i'),
            'ǩ' | 'ķ' => folded.push('k'),
            'ł' | 'ļ' => folded.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ŋ' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ŕ' | 'ř' => folded.push('r'),
            'ś' | 'š' | 'ș' => folded.push('s'),
            'ť' | 'ŧ' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ų' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' | 'ʒ' | 'ǯ' => folded.push('z'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            // Marks that stand by themselves, as some files have them.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The words of a text, folded.
///
/// ```
/// let words: Vec<String> = geodata::search::words("Pähkinä-puisto (Nötparken)").collect();
/// assert_eq!(words, ["pahkina", "puisto", "notparken"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = String> + use<> {
    let folded = folded(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}
