//! The reader of XML against a stranger's, and against itself with every reading cut.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

/// What was told, as lines; neighbouring texts are one.
#[derive(Default)]
struct Told {
    lines: Vec<String>,
    text: String,
}

impl Told {
    fn say(&mut self, line: String) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.lines.push(format!("text {text:?}"));
        }
        self.lines.push(line);
    }
}

const NAMES: [&str; 4] = ["a", "b", "long-name", "ü"];

impl Elements for Told {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Option<()> {
        let values: Vec<String> =
            NAMES.iter().filter_map(|name| Some(format!(" {name}={:?}", attributes.get(name)?))).collect();
        let (line, _) = here.line_and_column();
        self.say(format!("{line} open {name}{}", values.concat()));
        Some(())
    }
    fn text(&mut self, text: &str, _: &mut Here<'_, '_>) {
        self.text.push_str(text);
    }
    fn close(&mut self, _: &mut Here<'_, '_>) {
        self.say("close".to_owned());
    }
}

/// A source that hands out so many bytes at once.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.1.min(self.0.len()).min(buffer.len());
        buffer[..size].copy_from_slice(&self.0[..size]);
        self.0 = &self.0[size..];
        Ok(size)
    }
}

fn ours(text: &str, drops: usize) -> Result<Vec<String>, String> {
    let (mut told, mut faults) = (Told::default(), Faults::default());
    let read = walk(&mut Drops(text.as_bytes(), drops), &"file".into(), &mut faults, &mut told);
    match read {
        Some(()) => Ok(told.lines),
        None => Err(faults.into_sorted().iter().map(|fault| fault.message.clone()).collect::<Vec<_>>().join("; ")),
    }
}

fn theirs(text: &str) -> Vec<String> {
    // Its positions do not count the mark.
    let text = text.trim_start_matches('\u{feff}');
    let mut told = Told::default();
    let mut reader = Reader::from_str(text);
    let (mut depth, mut before) = (0, 0);
    loop {
        before = before.max(usize::try_from(reader.buffer_position()).unwrap());
        let event = reader.read_event().unwrap();
        let line = text[..before].matches('\n').count() + 1;
        match event {
            Event::Start(ref e) | Event::Empty(ref e) => {
                let value = |name: &&str| {
                    let value = e.try_get_attribute(name).unwrap()?.value;
                    let spaced = value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
                    Some(format!(" {name}={:?}", unescape(&spaced).unwrap()))
                };
                let values: Vec<String> = NAMES.iter().filter_map(value).collect();
                told.say(format!("{line} open {}{}", e.name().as_ref(), values.concat()));
                match event {
                    Event::Empty(_) => told.say("close".to_owned()),
                    _ => depth += 1,
                }
            }
            Event::End(_) => {
                depth -= 1;
                told.say("close".to_owned());
            }
            Event::Text(e) if depth > 0 => told.text.push_str(&e.replace("\r\n", "\n").replace('\r', "\n")),
            Event::CData(e) => told.text.push_str(&e.replace("\r\n", "\n").replace('\r', "\n")),
            Event::GeneralRef(e) => told.text.push_str(&unescape(&format!("&{};", &*e)).unwrap()),
            Event::Eof => return told.lines,
            _ => {}
        }
    }
}

/// Documents put together from pieces that have been misread before, drawn by number.
fn drawn(state: &mut u64) -> String {
    let mut draw = |most: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % most
    };
    let values = ["x", "", "1 > 0", "it's", "a/b", "&lt;&#65;&amp;", "two\nlines\tand a tab", "日本", "/", "a=b"];
    let texts = [
        "",
        "plain",
        "\n  ",
        "a &amp; b",
        "&#x65e5;本",
        "x\r\ny\rz",
        "<![CDATA[<not> & ]]>",
        "<!-- > < -->",
        "<?do it?>",
        "]] > 'q' \"",
    ];
    let mut text = ["", "\u{feff}", "<?xml version='1.0'?>\n", "<!DOCTYPE r>\n"][draw(4)].to_owned();
    text.push_str("<r>");
    let mut open = vec!["r"];
    for _ in 0..draw(12) {
        match draw(4) {
            0 if open.len() > 1 => text.push_str(&format!("</{}{}>", open.pop().unwrap(), ["", " ", "\n"][draw(3)])),
            1 => text.push_str(texts[draw(texts.len())]),
            kind => {
                let name = ["node", "edge", "d", "ノード"][draw(4)];
                text.push_str(&format!("<{name}"));
                for key in &NAMES[..draw(NAMES.len() + 1)] {
                    let value = values[draw(values.len())];
                    let quote = if value.contains('\'') || draw(2) == 0 { '"' } else { '\'' };
                    text.push_str(&format!(
                        "{}{key}{}{quote}{value}{quote}",
                        [" ", "\n  ", "\t"][draw(3)],
                        ["=", " = "][draw(2)]
                    ));
                }
                text.push_str([" ", ""][draw(2)]);
                if kind == 3 {
                    text.push_str("/>");
                } else {
                    text.push('>');
                    open.push(name);
                }
            }
        }
    }
    while let Some(name) = open.pop() {
        text.push_str(&format!("</{name}>"));
    }
    text + "\n"
}

#[test]
fn read_as_a_stranger_reads_it_however_it_is_cut() {
    let mut state = 7;
    for _ in 0..400 {
        let text = drawn(&mut state);
        let whole = ours(&text, usize::MAX);
        assert_eq!(whole.as_ref(), Ok(&theirs(&text)), "{text}");
        for drops in [1, 2, 7] {
            assert_eq!(ours(&text, drops), whole, "{text}");
        }
    }
}

#[test]
fn tags_that_are_none_are_told() {
    for (text, words) in [
        ("<r a></r>", "a name without value"),
        ("<r a/>", "a name without value"),
        ("<r a=1/>", "a value without quotes"),
        ("<r a='1'b='2'/>", "no space before an attribute"),
        ("<r a='1' a='2'/>", "`a` twice"),
        ("<r a='<'/>", "`<` in a value"),
        ("<r a='&no;'/>", "attributes cannot be read"),
        ("<r ='1'/>", "a name without value"),
        ("<r a='1' / >", "a name without value"),
        ("<r a='1'", "the file ends inside a tag"),
        ("<r a='1'/", "the file ends inside a tag"),
        ("<r a='1>", "the file ends inside a tag"),
        ("<r></r", "the file ends inside a tag"),
        ("<r></s>", "</s> where r is open"),
        ("<r>", "ends inside an element"),
        ("<>", "a tag without name"),
    ] {
        for drops in [1, usize::MAX] {
            let told = ours(text, drops).unwrap_err();
            assert!(told.contains(words), "{text}: {told}");
        }
    }
}
