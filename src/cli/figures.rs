//! The figures of an answer: `--figure FILE` draws its own, `--figure NAME=FILE` another one that it offers.

use std::path::PathBuf;

use blocs::brief;
#[cfg(feature = "print")]
use blocs::figure::print;
use blocs::figure::{self, FigureOptions, FigureWidth};
use blocs::result::Subject;

use super::failure::Failure;
use super::output::OutputArgs;
use super::targets::{pick, split};

/// A figure that an answer offers beside its own: a name, and how it is made when somebody asks.
pub type Offered<'a> = (&'static str, &'a dyn Fn() -> Subject);

/// Reads a width by its word.
pub fn width(word: &str) -> Result<FigureWidth, String> {
    let found = FigureWidth::ALL.into_iter().find(|(_, name)| *name == word);
    let words = FigureWidth::ALL.map(|(_, name)| name);
    found.map(|(width, _)| width).ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

/// The file that was asked for, and what goes into it.
pub fn made(
    target: &str,
    own: Option<&Subject>,
    others: &[Offered<'_>],
    output: &OutputArgs,
) -> Result<(PathBuf, Vec<u8>), Failure> {
    let (name, file) = named(target);
    let subject = brief::drawing(&chosen(name, own, others)?, output.lang);
    let (format, file) = split(file);
    let form = pick(target, format, &file, Form::parse, Form::parse, &Form::names())?;
    let options = FigureOptions {
        language: output.lang,
        width: output.width,
        title: output.title.clone(),
        data: output.data.get().map(|data| data.behind(&subject)).unwrap_or_default(),
    };
    let svg = figure::draw(&subject, &options).map_err(|missing| Failure::command(missing.to_string()))?;
    Ok((file, printed(svg, form, output)?))
}

/// `NAME=FILE` in its two parts. What stands before the sign is a name if it is one word: a file whose own name has
/// the sign is written `./a=b.svg`.
pub fn named(target: &str) -> (Option<&str>, &str) {
    match target.split_once('=') {
        Some((name, file)) if name.chars().all(|c| c.is_ascii_lowercase() || c == '-') => (Some(name), file),
        _ => (None, target),
    }
}

/// The figure of that name; without one, the answer's own, else the first that it offers.
fn chosen(name: Option<&str>, own: Option<&Subject>, others: &[Offered<'_>]) -> Result<Subject, Failure> {
    let names: Vec<&str> = own.map(Subject::word).into_iter().chain(others.iter().map(|(name, _)| *name)).collect();
    let Some(first) = names.first() else { return Err(Failure::command("this answer has no figure")) };
    let wanted = name.unwrap_or(first);
    if let Some(own) = own.filter(|own| own.word() == wanted) {
        return Ok(own.clone());
    }
    match others.iter().find(|(name, _)| *name == wanted) {
        Some((_, make)) => Ok(make()),
        None => {
            let message = format!("this answer has no figure `{wanted}`; it has {}", names.join(", "));
            Err(Failure::command(message))
        }
    }
}

/// The drawing in the form that was asked for.
#[cfg(feature = "print")]
fn printed(svg: String, form: Form, output: &OutputArgs) -> Result<Vec<u8>, Failure> {
    let Form::Print(format) = form else { return Ok(svg.into_bytes()) };
    let unprintable = |error: print::Unprintable| Failure::command(error.to_string());
    let fonts = super::fonts::for_labels(&print::labels(&svg).map_err(unprintable)?, &output.font)?;
    print::print(&svg, format, &fonts).map_err(unprintable)
}
#[cfg(not(feature = "print"))]
fn printed(svg: String, Form::Svg: Form, _: &OutputArgs) -> Result<Vec<u8>, Failure> {
    Ok(svg.into_bytes())
}

/// The forms of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    #[cfg(feature = "print")]
    Print(print::PrintFormat),
}

impl Form {
    fn all() -> Vec<Self> {
        let all = vec![Self::Svg];
        #[cfg(feature = "print")]
        let all = all.into_iter().chain(print::PrintFormat::ALL.map(Self::Print)).collect();
        all
    }
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            #[cfg(feature = "print")]
            Self::Print(format) => format.name(),
        }
    }
    fn parse(word: &str) -> Option<Self> {
        Self::all().into_iter().find(|form| form.name() == word)
    }
    fn names() -> String {
        Self::all().into_iter().map(Self::name).collect::<Vec<_>>().join(", ")
    }
}
