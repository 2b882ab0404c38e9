//! A small writer of SVG: elements that always close, text that is always escaped.

/// What an element holds.
#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

/// An element with its attributes, in the order in which they were set, and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

impl Element {
    /// An empty element.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }
    /// Sets an attribute to words.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }
    /// Sets an attribute to a coordinate.
    pub(super) fn at(self, name: &'static str, value: f64) -> Self {
        self.set(name, coordinate(value))
    }
    /// Adds text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }
    /// Adds an element.
    pub(super) fn with(mut self, child: Self) -> Self {
        self.push(child);
        self
    }
    /// Adds an element, unless it is none.
    pub(super) fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }
    /// Adds an element.
    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }
    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty()
    }
    /// Writes it, one element a line; an element that holds text stays on one line, so that no space enters the text.
    pub(super) fn write(&self, out: &mut String) {
        self.write_inline(out, self.children.iter().any(|child| matches!(child, Node::Text(_))));
        out.push('\n');
    }
    fn write_inline(&self, out: &mut String, inline: bool) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if !inline {
            out.push('\n');
        }
        for child in &self.children {
            match child {
                Node::Element(element) if inline => element.write_inline(out, true),
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

/// A coordinate as files show it: one decimal at most, and never a minus zero.
pub(super) fn coordinate(value: f64) -> String {
    let text = format!("{:.1}", if value.is_finite() { value } else { 0.0 });
    match text.strip_suffix(".0").unwrap_or(&text) {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// Escapes markup and leaves out what XML cannot hold.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_are_dropped() {
        let mut out = String::new();
        Element::new("text").set("class", "a\"b").text("<b>\u{0}&\u{1b}").write(&mut out);
        assert_eq!(out, "<text class=\"a&quot;b\">&lt;b&gt;&amp;</text>\n");
    }

    #[test]
    fn coordinates_have_one_decimal_and_no_minus_zero() {
        let shown: Vec<String> = [-0.04, 3.0, 1.25, f64::NAN, 12.34].map(coordinate).to_vec();
        assert_eq!(shown, ["0", "3", "1.2", "0", "12.3"]);
    }
}
