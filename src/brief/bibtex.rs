//! The publications that methods cite, for a reference manager.

use std::fmt::Write as _;

/// Full entries, `Author, A. (1999). Title. Journal 1(2), 3-4.`, as BibTeX; what has another form becomes a note.
///
/// ```
/// let entry = "Lijphart, A. (1963). The analysis of bloc voting. American Political Science Review 57(4), 902-917.";
/// let text = blocs::brief::bibtex::render(&[entry.to_owned()]);
/// assert!(text.starts_with("@article{lijphart1963,\n  author = {Lijphart, A.},"));
/// assert!(text.contains("journal = {American Political Science Review},\n  volume = {57},\n  number = {4},"));
/// assert!(text.contains("pages = {902--917},"));
/// ```
pub fn render(entries: &[String]) -> String {
    let mut text = String::new();
    let mut seen: std::collections::BTreeMap<String, u8> = Default::default();
    for entry in entries {
        let read = Entry::read(entry);
        let times = seen.entry(read.key()).or_default();
        let suffix = if *times == 0 { String::new() } else { char::from(b'a' + *times).to_string() };
        *times += 1;
        let _ = writeln!(
            text,
            "@{}{{{}{suffix},",
            if read.fields[2].1.is_empty() { "misc" } else { "article" },
            read.key()
        );
        for (name, value) in read.fields.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(text, "  {name} = {{{}}},", escape(value));
        }
        text.push_str("}\n\n");
    }
    text.truncate(text.trim_end().len());
    text
}

struct Entry {
    year: String,
    fields: Vec<(&'static str, String)>,
}

impl Entry {
    fn read(entry: &str) -> Self {
        let plain = || Self {
            year: String::new(),
            fields: vec![
                ("author", String::new()),
                ("title", String::new()),
                ("journal", String::new()),
                ("note", entry.to_owned()),
            ],
        };
        let Some((authors, rest)) = entry.split_once(" (") else { return plain() };
        let Some((year, rest)) = rest.split_once("). ") else { return plain() };
        // The title ends at the first full stop, question or exclamation mark before a capital.
        let end = rest.match_indices(['.', '?', '!']).map(|(at, _)| at + 1).find(|at| {
            let mut after = rest[*at..].chars();
            after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase)
        });
        let Some(end) = end else { return plain() };
        let (title, place) = (rest[..end].trim_end_matches('.'), rest[end..].trim().trim_end_matches('.'));
        let journal = journal(place);
        let mut fields = vec![("author", names(authors)), ("title", title.to_owned())];
        match journal {
            Some([name, volume, number, pages]) => fields.extend([
                ("journal", name),
                ("volume", volume),
                ("number", number),
                ("pages", pages.replace('-', "--")),
            ]),
            None => fields.extend([("journal", String::new()), ("howpublished", place.to_owned())]),
        }
        fields.push(("year", year.to_owned()));
        Self { year: year.to_owned(), fields }
    }
    /// Surname of the first author and year.
    fn key(&self) -> String {
        let first = self.fields[0].1.split(',').next().unwrap_or_default();
        let first = if first.is_empty() { self.fields[3].1.split(' ').next().unwrap_or_default() } else { first };
        let name: String = first.chars().filter(char::is_ascii_alphabetic).collect();
        format!("{}{}", name.to_lowercase(), self.year)
    }
}

/// `Surname, A., Other, B. and Third, C.` with `and` between all.
fn names(authors: &str) -> String {
    let parts: Vec<&str> =
        authors.split(" and ").flat_map(|part| part.split(", ")).filter(|part| !part.is_empty()).collect();
    parts.chunks(2).map(|pair| pair.join(", ")).collect::<Vec<_>>().join(" and ")
}

/// `Journal 1(2), 3-4`: its parts; `None` when a publication says where it stands in another way.
fn journal(place: &str) -> Option<[String; 4]> {
    let (head, pages) = place.rsplit_once(", ")?;
    let (name, volume) = head.rsplit_once(' ')?;
    let (volume, number) = match volume.split_once('(') {
        Some((volume, number)) => (volume, number.strip_suffix(')')?),
        None => (volume, ""),
    };
    let numeric = !volume.is_empty() && volume.chars().all(|c| c.is_ascii_digit());
    (numeric && !name.contains(". ")).then(|| [name, volume, number, pages].map(str::to_owned))
}

/// What TeX would read as a command.
fn escape(text: &str) -> String {
    text.replace('&', "\\&").replace('%', "\\%").replace('_', "\\_").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_a_bare_name_and_twins() {
        let entries =
            ["Scott, W. (1955). On coding. Press, 3-4.", "Jaccard 1901", "Scott, W. (1955). Again. Nature 1, 2."];
        let text = render(&entries.map(str::to_owned));
        assert!(text.contains("@misc{scott1955,\n") && text.contains("howpublished = {Press, 3-4}"), "{text}");
        assert!(text.contains("@article{scott1955b,"), "{text}");
        assert!(text.contains("@misc{jaccard,\n  note = {Jaccard 1901},"), "{text}");
    }

    #[test]
    fn every_author_keeps_the_initials() {
        assert_eq!(names("Lex, A., Pfister, H. and Di Clemente, R."), "Lex, A. and Pfister, H. and Di Clemente, R.");
    }
}
