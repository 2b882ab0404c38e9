//! Dates as texts give them: EDTF (ISO 8601-2), with what is known of their bounds.

use std::fmt;

use edtf_core::{Bound, Edtf};

/// A calendar day, as a count that orders and subtracts: days since 0000-01-01 of the proleptic Gregorian calendar.
///
/// ```
/// use blocs::model::Day;
/// assert_eq!(Day::new(2012, 12, 14).to_string(), "2012-12-14");
/// assert_eq!(Day::new(2013, 1, 1).0 - Day::new(2012, 12, 31).0, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Before every day.
    pub const MIN: Self = Self(i32::MIN);
    /// After every day.
    pub const MAX: Self = Self(i32::MAX);

    /// The day of a year, month (1-12) and day (1-31).
    pub fn new(year: i32, month: u8, day: u8) -> Self {
        // Howard Hinnant's days_from_civil, shifted to 0000-01-01.
        let y = i64::from(year) - i64::from(month <= 2);
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let shifted = (i64::from(month) + 9) % 12;
        let doy = (153 * shifted + 2) / 5 + i64::from(day) - 1;
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        let days = era * 146_097 + doe + 60;
        Self(days.clamp(i64::from(i32::MIN) + 1, i64::from(i32::MAX) - 1) as i32)
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, u8, u8) {
        let z = i64::from(self.0) - 60;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
        ((yoe + era * 400 + i64::from(month <= 2)) as i32, month, day)
    }

    /// The day as a fraction of years, for axes: 2012.5 is about the middle of 2012.
    pub fn years(self) -> f64 {
        let (year, _, _) = self.civil();
        let start = Self::new(year, 1, 1);
        let length = Self::new(year + 1, 1, 1).0 - start.0;
        f64::from(year) + f64::from(self.0 - start.0) / f64::from(length)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// What is known of an instant: it lies on a day from `earliest` to `latest`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// No day before this one; [`Day::MIN`] when nothing is known.
    pub earliest: Day,
    /// No day after this one; [`Day::MAX`] when nothing is known.
    pub latest: Day,
}

impl Span {
    /// Nothing is known: a missing date is an unknown interval, never today.
    pub const UNKNOWN: Self = Self { earliest: Day::MIN, latest: Day::MAX };

    /// Whether neither side is known.
    pub fn is_unknown(self) -> bool {
        self == Self::UNKNOWN
    }
}

/// A date as written, with its bounds.
///
/// The text is kept, so that a change of the reading never changes stored data. A date marked `~` or `?` is *soft*:
/// its bounds order possible paths but prove nothing.
///
/// ```
/// use blocs::model::{Date, Day};
/// let date = Date::parse("2012-12").unwrap();
/// assert_eq!(date.span().earliest, Day::new(2012, 12, 1));
/// assert_eq!(date.span().latest, Day::new(2012, 12, 31));
/// assert!(Date::parse("2017-12~").unwrap().is_soft());
/// assert!(Date::parse("..").unwrap().is_ongoing());
/// assert!(Date::parse("2012-02-30").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    text: String,
    span: Span,
    soft: bool,
}

impl Date {
    /// Reads an EDTF expression, or `..` for "still so".
    ///
    /// # Errors
    /// What was expected, in words, when the text is not EDTF.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == ".." {
            return Ok(Self { text: text.into(), span: Span { earliest: Day::MIN, latest: Day::MAX }, soft: false });
        }
        let edtf = Edtf::parse(text).map_err(|error| error.to_string())?;
        let bounds = edtf.bounds();
        let span = Span { earliest: day(bounds.earliest, Day::MIN), latest: day(bounds.latest, Day::MAX) };
        Ok(Self { text: text.into(), span, soft: edtf.is_approximate() || edtf.is_uncertain() })
    }
    /// The text as the table has it.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The earliest and latest day it can mean.
    pub fn span(&self) -> Span {
        self.span
    }
    /// Marked approximate or uncertain: it cannot prove an order.
    pub fn is_soft(&self) -> bool {
        self.soft
    }
    /// `..`: what began is still so.
    pub fn is_ongoing(&self) -> bool {
        self.text == ".."
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn day(bound: Bound, unknown: Day) -> Day {
    match bound {
        Bound::Date(date) => match i32::try_from(date.year) {
            Ok(year) if (-999_999..=999_999).contains(&year) => Day::new(year, date.month, date.day),
            _ => unknown,
        },
        Bound::NegativeInfinity => Day::MIN,
        Bound::PositiveInfinity => Day::MAX,
        Bound::Unknown => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_civil_dates_are_inverse() {
        for (y, m, d) in [(0, 1, 1), (1, 3, 1), (1900, 2, 28), (2000, 2, 29), (2012, 12, 31), (-5, 7, 9)] {
            assert_eq!(Day::new(y, m, d).civil(), (y, m, d));
        }
        assert_eq!(Day::new(0, 1, 1).0, 0);
        assert_eq!(Day::new(1, 1, 1).0, 366);
    }

    #[test]
    fn a_set_of_instants_keeps_its_open_side() {
        let date = Date::parse("[2016-05-27..]").unwrap();
        assert_eq!(date.span(), Span { earliest: Day::new(2016, 5, 27), latest: Day::MAX });
    }
}
