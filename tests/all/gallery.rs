//! The pictures in the repository are those that the program draws, and stand on one page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{answer, blocs, root};

/// A line of `tests/gallery/figures.txt`: name, command, figure, caption.
struct Shown {
    name: String,
    command: String,
    figure: String,
    caption: String,
}

fn shown() -> Vec<Shown> {
    let list = fs::read_to_string(root().join("tests/gallery/figures.txt")).unwrap();
    list.lines()
        .map(|line| {
            let parts: Vec<String> = line.split('|').map(|part| part.trim().to_owned()).collect();
            let [name, command, figure, caption] = parts.try_into().unwrap_or_else(|_| panic!("four parts: {line}"));
            Shown { name, command, figure, caption }
        })
        .collect()
}

#[test]
fn the_gallery_is_what_the_program_draws() {
    let scratch = tempfile::tempdir().unwrap();
    let all = shown();
    // A command runs once for all its figures.
    let mut commands: BTreeMap<&str, Vec<&Shown>> = BTreeMap::new();
    all.iter().for_each(|one| commands.entry(&one.command).or_default().push(one));
    std::thread::scope(|scope| {
        let run = |(command, figures): (&&str, &Vec<&Shown>)| {
            let mut words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
            for one in figures {
                words.extend(["--figure".to_owned(), format!("{}={}.svg", one.figure, one.name)]);
            }
            answer(scratch.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        };
        let (first, second): (Vec<_>, Vec<_>) = commands.iter().enumerate().partition(|(n, _)| n % 2 == 0);
        for half in [first, second] {
            scope.spawn(move || half.into_iter().for_each(|(_, command)| run(command)));
        }
    });
    let gallery = root().join("output/gallery");
    let page = fs::read_to_string(gallery.join("index.html")).unwrap();
    for one in &all {
        let file = format!("{}.svg", one.name);
        let (drawn, kept) = (fs::read(scratch.path().join(&file)).unwrap(), fs::read(gallery.join(&file)).ok());
        assert!(kept.as_ref() == Some(&drawn), "{file} differs: cargo build --release && tests/gallery/draw");
        assert!(page.contains(&format!("src=\"{file}\"")) && page.contains(&one.caption), "{file}: not on the page");
    }
    let listed: BTreeSet<String> = all.iter().map(|one| format!("{}.svg", one.name)).collect();
    let kept = fs::read_dir(&gallery).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(kept.filter(|name| name.ends_with(".svg")).collect::<BTreeSet<_>>(), listed);
    assert!(fs::read_to_string(root().join("README.md")).unwrap().contains("output/gallery/split.svg"));
}

/// The texts of a drawing with their size and fill, read from the file itself.
fn texts(svg: &str) -> Vec<(f64, String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    svg.split("<text ")
        .skip(1)
        .filter_map(|part| {
            let (tag, rest) = part.split_once('>')?;
            let tag = format!(" {tag}");
            let size = attribute(&tag, "font-size")?.parse().ok()?;
            Some((size, attribute(&tag, "fill").unwrap_or_default(), rest.split('<').next()?.to_owned()))
        })
        .collect()
}

#[test]
fn the_pictures_can_be_read_and_say_how_they_were_made() {
    let gallery = root().join("output/gallery");
    for one in shown() {
        let svg = fs::read_to_string(gallery.join(format!("{}.svg", one.name))).unwrap();
        let all = texts(&svg);
        assert!(all.len() > 5, "{}: {}", one.name, all.len());
        for (size, _, words) in &all {
            assert!(*size >= 6.0, "{}: `{words}` of {size} points", one.name);
        }
        let said = |words: &str| all.iter().any(|(_, _, text)| text.contains(words));
        assert!(said("Method: ") && (said("n: ") || said(" pairs, ") || said("in all")), "{}: {all:?}", one.name);
        assert!(svg.contains("<title>") && svg.contains("<desc>"), "{}: nothing for a screen reader", one.name);
        assert!(svg.contains("<metadata>"), "{}: no layout stored", one.name);
    }
    // Ties that are claims carry them: every id is one of the record.
    let known: BTreeSet<String> = ["cyber-norms", "states"]
        .into_iter()
        .flat_map(|name| {
            let table = fs::read_to_string(root().join(format!("graph-data/{name}/claims.csv"))).unwrap();
            table.lines().filter_map(|line| line.split(',').next().map(str::to_owned)).collect::<Vec<_>>()
        })
        .collect();
    for name in ["lineage", "path", "two-mode", "bodies"] {
        let svg = fs::read_to_string(gallery.join(format!("{name}.svg"))).unwrap();
        let carried = svg.split("data-claims=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let ids: Vec<&str> = carried.flat_map(|ids| ids.split(' ')).collect();
        assert!(ids.len() > 3, "{name}");
        let strange: Vec<&&str> = ids.iter().filter(|id| !known.contains(**id)).collect();
        assert!(strange.is_empty(), "{name}: {strange:?}");
    }
}

#[test]
fn a_figure_is_asked_for_by_name() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    answer(at, &["overlap", "forums", "--figure", "a.svg", "--figure", "two-mode=b.svg", "--figure", "./c=d.svg"]);
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    assert!(read("a.svg") == read("c=d.svg") && read("a.svg") != read("b.svg"));
    // The same words with a width and a title.
    answer(at, &["overlap", "forums", "--figure", "one.svg", "--width", "one-column", "--title", "A <title>"]);
    assert!(read("one.svg").contains("width=\"89mm\"") && read("one.svg").contains("A &lt;title&gt;"));
    let wrong = blocs(at, &["overlap", "forums", "--figure", "moves=x.svg"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("no figure `moves`; it has matrix, network, two-mode"), "{}", wrong.err);
    let none = blocs(at, &["align", "positions", "--figure", "x.svg"]);
    assert!(none.status == 2 && none.err.contains("this answer has no figure"), "{}", none.err);
    let odd = blocs(at, &["overlap", "forums", "--figure", "matrix=x.gif"]);
    assert!(odd.status == 2 && odd.err.contains("svg"), "{}", odd.err);
    assert!(!at.join("x.svg").exists() && !at.join("x.gif").exists());
    // A folder that is not there is made, for every kind of file alike; a command that fails makes none.
    let files = ["--figure", "one/a.svg", "--table", "two/a.csv", "--graph", "three/a.graphml"];
    answer(at, &[&["overlap", "forums"], files.as_slice()].concat());
    assert!(["one/a.svg", "two/a.csv", "three/a.graphml"].iter().all(|file| at.join(file).is_file()));
    let wrong = ["--figure", "four/a.svg", "--figure", "moves=four/b.svg", "--table", "five/a.csv"];
    assert_eq!(blocs(at, &[&["overlap", "forums"], wrong.as_slice()].concat()).status, 2);
    assert!(!at.join("four").exists() && !at.join("five").exists());
}

#[test]
fn the_transcript_of_the_readme_is_what_the_program_prints() {
    let page = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks: Vec<&str> = page
        .split("```console transcript\n")
        .skip(1)
        .map(|rest| rest.split_once("```\n").expect("a block ends").0)
        .collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let commands = block.lines().filter_map(|line| line.strip_prefix("$ blocs "));
        let shown = commands.map(|command| {
            let words: Vec<&str> = command.split_whitespace().collect();
            format!("$ blocs {command}\n{}\n", answer(root(), &words).trim_end())
        });
        let shown = shown.collect::<Vec<_>>().join("\n");
        assert_eq!(block, shown, "README.md: cargo build --release && tests/gallery/transcript");
    }
}
