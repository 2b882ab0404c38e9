//! Which of two languages an output speaks.

/// Which of an entity's two names an output shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Japanese, and English where no Japanese name is known.
    Japanese,
    /// English, then Japanese.
    Both,
}

impl Language {
    /// Every value, with its word, for options.
    pub const ALL: [(Self, &'static str); 3] = [(Self::English, "en"), (Self::Japanese, "ja"), (Self::Both, "both")];
    /// The name to show.
    pub fn choose(self, name: &str, name_ja: &str) -> String {
        match self {
            Self::Japanese if !name_ja.is_empty() => name_ja.to_owned(),
            Self::Both if !name_ja.is_empty() && name_ja != name => format!("{name} {name_ja}"),
            _ => name.to_owned(),
        }
    }
}
