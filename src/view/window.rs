//! A window of time.

use crate::model::{Day, Span};

/// From a day until a day, both included; open sides are `None`.
///
/// What *may* lie inside is inside: a missing date is an unknown interval, never dropped.
///
/// ```
/// use blocs::{model::{Date, Span}, view::Window};
/// let window = Window::parse(Some("2013"), None).unwrap();
/// assert!(!window.may_hold(Date::parse("2012-12").unwrap().span()));
/// assert!(window.may_hold(Span::UNKNOWN));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

impl Window {
    /// Reads two EDTF expressions: the window begins with the first day of `from` and ends with the last of `until`.
    ///
    /// # Errors
    /// In words, when a text is no date or the window runs backwards.
    pub fn parse(from: Option<&str>, until: Option<&str>) -> Result<Self, String> {
        let span = |text: &str| {
            crate::model::Date::parse(text)
                .map(|date| date.span())
                .map_err(|error| format!("`{text}` is not a date: {error}"))
        };
        let window = Self {
            from: from.map(span).transpose()?.map(|span| span.earliest),
            until: until.map(span).transpose()?.map(|span| span.latest),
        };
        match (window.from, window.until) {
            (Some(from), Some(until)) if from > until => Err(format!("the window runs backwards: {from} to {until}")),
            _ => Ok(window),
        }
    }
    /// Whether an instant of this span may lie in the window.
    pub fn may_hold(&self, span: Span) -> bool {
        self.from.is_none_or(|from| span.latest >= from) && self.until.is_none_or(|until| span.earliest <= until)
    }
    /// What of the window lies in this span; of a window and a span that share no day, a window that holds nothing dated.
    ///
    /// ```
    /// use blocs::{model::{Date, Span}, view::Window};
    /// let day = Window::parse(Some("2010"), None).unwrap().within(Date::parse("2012-12-14").unwrap().span());
    /// assert_eq!(day.to_string(), "2012-12-14");
    /// assert!(Window::default().within(Span::UNKNOWN).is_open());
    /// ```
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        let from = (span.earliest > Day::MIN).then_some(span.earliest);
        let until = (span.latest < Day::MAX).then_some(span.latest);
        let until = match (self.until, until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { from: self.from.max(from), until }
    }
    /// What of a span lies in the window; the span itself where they share no day.
    pub fn clip(&self, span: Span) -> Span {
        let earliest = self.from.map_or(span.earliest, |from| from.max(span.earliest));
        let latest = self.until.map_or(span.latest, |until| until.min(span.latest));
        if earliest <= latest { Span { earliest, latest } } else { span }
    }
    /// Whether both sides are open.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.until) {
            (None, None) => f.write_str("all time"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (Some(from), Some(until)) if from == until => write!(f, "{from}"),
            (Some(from), Some(until)) => write!(f, "{from} to {until}"),
        }
    }
}
