//! Elements taken whole, against the reader that tells one tag after another.

use super::super::super::xml::{Attributes, Elements, Graphs, walk};
use super::*;
use crate::dataset::Faults;

/// The reader with the usual form, or without, and how many elements were of that form.
struct Reader {
    parse: Parse,
    usual: bool,
    taken: usize,
}

impl Elements for Reader {
    fn whole(&mut self, text: &str, here: &mut Here<'_, '_>) -> Option<usize> {
        let length = if self.usual { self.parse.whole(text, here) } else { None };
        self.taken += usize::from(length.is_some());
        length
    }
    fn open(&mut self, name: &str, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Option<()> {
        self.parse.open(name, attributes, here)
    }
    fn text(&mut self, text: &str, here: &mut Here<'_, '_>) {
        self.parse.text(text, here);
    }
    fn close(&mut self, here: &mut Here<'_, '_>) {
        self.parse.close(here);
    }
}

/// All that was read, all that is at fault and where, and how many elements were taken whole.
fn read(text: &[u8], usual: bool) -> (String, usize) {
    let mut faults = Faults::default();
    let mut reader = Reader { parse: Parse::default(), usual, taken: 0 };
    let ended = walk(&mut &*text, &"file".into(), &mut faults, &mut reader);
    let network = ended.map(|()| reader.parse.finish());
    (format!("{network:#?} {:#?}", faults.into_sorted()), reader.taken)
}

const TEXT: &str = r#"<graphml><key id="l" for="node" attr.name="label" attr.type="string"/>
<key id="w" for="edge" attr.name="weight" attr.type="double"><default>1</default></key>
<key id="y" for="all" attr.name="year" attr.type="int"/><key id="b" for="edge" attr.name="open" attr.type="boolean"/>
<graph edgedefault="directed"><data key="y">1946</data>
 <node id="n0"><data key="l">日本 'a' "b" ></data><data key="y">1946</data></node>
 <node id="n1"/><node id="n2"></node><node id="n3" />
 <node id="odd"><data key="l">a &amp; b</data></node>
 <edge source="n0" target="n1"><data key="w">0.5</data>
  <data key="y">-7</data></edge>
 <edge id="e" target="n2" source="n0"><data key="b">true</data></edge>
 <edge source="n1" target="n2" directed="false"><data key="w"> 2 </data></edge>
 <edge source="n1" target="n0"><data key="b">1</data><data key="w">1e3</data><data key="y">12345678901234567890</data></edge>
 <edge source="n2" target="odd"/>
</graph></graphml>
"#;

/// What both readers read; how many elements were taken whole.
fn read_alike(text: &[u8]) -> usize {
    let (usual, taken) = read(text, true);
    let (plain, none) = read(text, false);
    assert_eq!(usual, plain, "{}", String::from_utf8_lossy(text));
    assert_eq!(none, 0);
    taken
}

#[test]
fn what_is_of_the_usual_form_is_read_as_what_is_not() {
    // Four of the five nodes; of the edges those without `directed`, a boolean as a number, too large a number.
    assert_eq!(read_alike(TEXT.as_bytes()), 7);
}

#[test]
fn whatever_is_odd_is_told_as_it_was_with_line_and_column() {
    let mut state = 1_u64;
    for at in 0..TEXT.len() {
        read_alike(&TEXT.as_bytes()[..at]);
        let mut fewer = TEXT.as_bytes().to_vec();
        fewer.remove(at);
        read_alike(&fewer);
        // One byte becomes one that ends or begins something.
        for _ in 0..2 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bytes = b"<>&\"'/ \n\r=x.1\0";
            let mut other = TEXT.as_bytes().to_vec();
            other[at] = bytes[(state >> 33) as usize % bytes.len()];
            read_alike(&other);
        }
    }
}

#[test]
fn what_stands_twice_is_left_to_the_other_reader() {
    for element in [
        "<node id='n'/>",
        "<node id=\"n\" id=\"m\"/>",
        "<node id=\"n\"><data key=\"l\">a</data><data key=\"l\">a</data></node>",
        "<node id=\"n\" source=\"n\"/>",
        "<node id=\"n\"><data key=\"none\">a</data></node>",
        "<node id=\"n\"><desc>a</desc></node>",
        "<node id=\"n\"><data key=\"l\"><b/></data></node>",
        "<node id=\"n\">a</node>",
        "<node id=\"n\"></node >",
        "<node id=\"n\"></edge>",
        "<node id=\"n\"><graph/></node>",
        "<node id=\"n\" >\r</node>",
        "<edge source=\"n\"/>",
        "<edge source=\"n\" target=\"\"/>",
        "<edge source=\"n\" target=\"n\" port=\"p\"/>",
        "<nodes id=\"n\"/>",
    ] {
        let key = "<key id='l' for='node' attr.name='l' attr.type='string'/>";
        let text = format!("<graphml>{key}<graph edgedefault='directed'>\n{element}</graph></graphml>");
        assert_eq!(read_alike(text.as_bytes()), 0, "{element}");
    }
}
