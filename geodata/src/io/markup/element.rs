//! Elements of XML, and the way through a file of them.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Elements deeper than this are no data but an attack.
const DEEPEST: usize = 100;

/// An element with all that is in it. Names are without their prefixes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Its own text, without that of the elements in it.
    pub(super) text: String,
    pub(super) children: Vec<Self>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child, where it has any.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }
}

/// Something on the way through a file.
pub(super) enum Step {
    /// An element begins; `take` gets the whole of it.
    Begins(Element),
    /// An element ends that was not taken.
    Ends(String),
    /// The file ends.
    Done,
}

/// The way through a file.
pub(super) struct Walk<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    counted: (usize, usize),
    /// An element that begins and ends at once has its end still before it.
    pending_end: Option<String>,
    is_empty: bool,
}

/// The markup does not follow its own rules.
#[derive(Debug)]
pub(super) struct Malformed;

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self { text, reader, depth: 0, counted: (0, 1), pending_end: None, is_empty: false }
    }

    /// Line where the way has come to, from 1.
    pub(super) fn line(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(0).min(self.text.len());
        let (counted, line) = self.counted;
        let passed =
            self.text.as_bytes()[counted.min(at)..at].iter().filter(|byte| **byte == b'\n').count();
        self.counted = (at, line + passed);
        self.counted.1
    }

    /// The next element that begins or ends.
    pub(super) fn step(&mut self) -> Result<Step, Malformed> {
        if let Some(name) = self.pending_end.take() {
            return Ok(Step::Ends(name));
        }
        loop {
            match self.reader.read_event().map_err(|_| Malformed)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Malformed);
                    }
                    self.is_empty = false;
                    return Ok(Step::Begins(begun(&start)));
                }
                Event::Empty(start) => {
                    let element = begun(&start);
                    self.is_empty = true;
                    self.pending_end = Some(element.name.clone());
                    return Ok(Step::Begins(element));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Ends(end.local_name().as_ref().to_owned()));
                }
                // A file that ends within an element is cut off.
                Event::Eof if self.depth > 0 => return Err(Malformed),
                Event::Eof => return Ok(Step::Done),
                _ => {}
            }
        }
    }

    /// All of an element that has just begun.
    pub(super) fn take(&mut self, begun_element: Element) -> Result<Element, Malformed> {
        if self.is_empty {
            self.pending_end = None;
            return Ok(begun_element);
        }
        let mut open = vec![begun_element];
        loop {
            match self.reader.read_event().map_err(|_| Malformed)? {
                Event::Start(start) => {
                    if self.depth + open.len() > DEEPEST {
                        return Err(Malformed);
                    }
                    open.push(begun(&start));
                }
                Event::Empty(start) => {
                    let element = begun(&start);
                    open.last_mut().ok_or(Malformed)?.children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().ok_or(Malformed)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => {
                            self.depth = self.depth.saturating_sub(1);
                            return Ok(element);
                        }
                    }
                }
                Event::Text(text) => {
                    open.last_mut().ok_or(Malformed)?.text.push_str(&text.xml10_content());
                }
                Event::CData(text) => {
                    open.last_mut().ok_or(Malformed)?.text.push_str(&text.into_inner());
                }
                Event::GeneralRef(reference) => {
                    let to = &mut open.last_mut().ok_or(Malformed)?.text;
                    match reference.resolve_char_ref() {
                        Ok(Some(letter)) => to.push(letter),
                        _ => match resolve_predefined_entity(&reference) {
                            Some(text) => to.push_str(text),
                            // One of the file's own: kept as it is written.
                            None => {
                                to.push('&');
                                to.push_str(&reference);
                                to.push(';');
                            }
                        },
                    }
                }
                Event::Eof => return Err(Malformed),
                _ => {}
            }
        }
    }
}

fn begun(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .attributes()
        .flatten()
        .map(|attribute| {
            let name = attribute.key.local_name().as_ref().to_owned();
            let value = attribute.value.as_ref();
            let value = quick_xml::escape::unescape(value)
                .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned);
            (name, value)
        })
        .collect();
    let name = start.local_name().as_ref().to_owned();
    Element { name, attributes, text: String::new(), children: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_taken_whole() {
        let mut walk =
            Walk::new("<a:r>\n<p id='1'>M&#228;nty &amp; <![CDATA[<b>]]><q/>&own;</p>\n<e/></a:r>");
        assert!(matches!(walk.step(), Ok(Step::Begins(element)) if element.name == "r"));
        let Ok(Step::Begins(p)) = walk.step() else { panic!("p begins") };
        assert_eq!(walk.line(), 2);
        let p = walk.take(p).unwrap();
        assert_eq!(
            (p.text.as_str(), p.attribute("id"), p.children.len()),
            ("Mänty & <b>&own;", Some("1"), 1)
        );
        let Ok(Step::Begins(e)) = walk.step() else { panic!("e begins") };
        assert_eq!(walk.take(e).unwrap().name, "e");
        assert!(matches!(walk.step(), Ok(Step::Ends(name)) if name == "r"));
        assert!(matches!(walk.step(), Ok(Step::Done)));
    }

    #[test]
    fn what_is_cut_off_or_too_deep_is_malformed() {
        for text in ["<a><b></a>".to_owned(), "<a><b>".to_owned(), "<a>".repeat(100_000)] {
            let mut walk = Walk::new(&text);
            let end = loop {
                match walk.step() {
                    Ok(Step::Done) => break true,
                    Err(Malformed) => break false,
                    Ok(_) => {}
                }
            };
            assert!(!end);
        }
    }
}
