//! Near names for an unknown one.

/// The longest name, in bytes, for which near ones are sought.
const LONGEST: usize = 200;

/// The nearest of some names, as a hint; empty when none is near.
pub fn hint<S: AsRef<str>>(name: &str, names: &[S]) -> String {
    // Nobody mistypes a name of this length; comparing it with every other takes for ever.
    if name.len() > LONGEST {
        return String::new();
    }
    let mut near: Vec<(usize, &str)> = names
        .iter()
        .map(AsRef::as_ref)
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, other)| *distance <= 1 + other.chars().count().max(name.chars().count()) / 4)
        .collect();
    // Long names differ by what was left out: `gge-2015` for `gge-2015-report`.
    if near.is_empty() && name.chars().count() >= 3 {
        near = names
            .iter()
            .map(AsRef::as_ref)
            .filter(|o| o.starts_with(name) || name.starts_with(*o))
            .map(|o| (0, o))
            .collect();
    }
    near.sort_unstable();
    near.truncate(3);
    match near.as_slice() {
        [] => String::new(),
        [(_, one)] => format!("did you mean `{one}`?"),
        several => {
            let list: Vec<String> = several.iter().map(|(_, name)| format!("`{name}`")).collect();
            format!("did you mean one of {}?", list.join(", "))
        }
    }
}
