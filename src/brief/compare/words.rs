//! What changed, in plain words.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Answer, Changed, grouping, matched};
use super::lines::{Change, Lines, Sort};
use super::{Coding, Comparison};
use crate::brief::report::DRAWN;
use crate::brief::{and, count};
use crate::result::{ColumnRole, Phrase};

/// The most names in a sentence.
const NAMED: usize = 8;

/// Parameters that a method finds in the data where nobody gives them.
const FOUND: [&str; 1] = ["gamma"];

pub(super) fn sentences(
    found: &Comparison,
    before: &Coding,
    now: &Coding,
    of: &BTreeMap<Sort, Lines>,
    told: &[(Answer, usize)],
) -> Vec<Phrase> {
    let mut said = vec![datasets(before, now)];
    let cells: usize = told.iter().map(|(_, all)| all).sum();
    if found.lines.is_empty() && found.answers.iter().all(|(_, cells)| cells.is_empty()) {
        let same: usize = of.values().map(|lines| lines.same).sum();
        said.push(Phrase::new(
            format!(
                "Nothing changed: {} of the record and {} of the answers are the same.",
                count(same, "line"),
                count(cells, "cell")
            ),
            format!("変化なし：記録{same}行と結果{cells}箇所はすべて同じ。"),
        ));
        said.extend(asked(before, now));
        return said;
    }
    if same_files(before, now) {
        said.push(Phrase::new(
            "The data are the same to the byte: whatever changed was asked or computed in another way.",
            "データは1バイトも変わっていない。変わったものがあれば、設定か計算方法の違いによる。",
        ));
    }
    said.extend(Sort::ALL.into_iter().filter_map(|sort| lines(sort, &of[&sort])));
    let names = Names::of([before, now]);
    for ((answer, cells), (_, all)) in found.answers.iter().zip(told) {
        said.push(answered(*answer, cells, *all, &names, [before, now]));
    }
    let changed: usize = found.answers.iter().map(|(_, cells)| cells.len()).sum();
    let bare = found.answers.iter().flat_map(|(_, cells)| cells).filter(|cell| cell.claims.is_empty()).count();
    if bare > 0 {
        said.push(Phrase::new(
            format!(
                "Of {} changed in these answers, {bare} {} no changed claim of {} own: {} from claims on others, or from \
                 an option.",
                count(changed, "cell"),
                if bare == 1 { "has" } else { "have" },
                if bare == 1 { "its" } else { "their" },
                if bare == 1 { "it follows" } else { "they follow" },
            ),
            format!(
                "変化した{changed}箇所のうち{bare}箇所には、それ自体に関わる主張の変化がない。他の主体に関する主張か設定の違いから生じたものである。"
            ),
        ));
    }
    said.extend(asked(before, now));
    said
}

fn datasets(before: &Coding, now: &Coding) -> Phrase {
    let list = |of: &BTreeSet<String>| of.iter().cloned().collect::<Vec<_>>();
    let (was, is) = (list(&before.datasets), list(&now.datasets));
    match was == is {
        true => Phrase::new(
            format!("Two reports on the same datasets are compared: {}.", and(&is)),
            format!("同じデータセット（{}）に関する二つの報告を比較する。", is.join("、")),
        ),
        // A line is known by its id and not by its dataset: of a folder with another name nothing counts as new.
        false => Phrase::new(
            format!(
                "The earlier report is on {}, this one on {}. Lines are matched by their ids, whatever their dataset is \
                 called: added or removed is what only one of the two holds.",
                and(&was),
                and(&is)
            ),
            format!(
                "前回の報告は{}、今回は{}に基づく。行はデータセット名によらずIDで対応づけ、一方だけにあるものを追加または削除として数える。",
                was.join("、"),
                is.join("、")
            ),
        ),
    }
}

/// Whether both read the same files, in folders of whatever names.
fn same_files(before: &Coding, now: &Coding) -> bool {
    let files = |coding: &Coding| -> Vec<(String, String)> {
        let file = |name: &String| name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut files: Vec<_> = coding.inputs.iter().map(|(name, hash)| (file(name), hash.clone())).collect();
        files.sort();
        files
    };
    !before.inputs.is_empty() && files(before) == files(now)
}

fn lines(sort: Sort, lines: &Lines) -> Option<Phrase> {
    let [added, removed, altered, renumbered] = Change::ALL.map(|change| lines.count(change));
    if lines.same + lines.changed.len() == 0 {
        return None;
    }
    let (english, japanese) = match sort {
        Sort::Claim => ("Claims", "主張"),
        Sort::Position => ("Positions", "立場の記録"),
        Sort::Count => ("Counts", "票数などの数"),
        Sort::Entity => ("Entities", "対象（主体・文書など）"),
    };
    if lines.changed.is_empty() {
        return Some(Phrase::new(
            format!("{english}: all {} are the same.", lines.same),
            format!("{japanese}：{}件すべて同じ。", lines.same),
        ));
    }
    let numbers = if renumbered == 0 {
        Phrase::default()
    } else {
        Phrase::new(format!(", {renumbered} only renumbered"), format!("、ID変更のみ{renumbered}件"))
    };
    Some(Phrase::new(
        format!(
            "{english}: {added} added, {removed} removed, {altered} altered{}; {} are the same.",
            numbers.english, lines.same
        ),
        format!(
            "{japanese}：追加{added}件、削除{removed}件、変更{altered}件{}。{}件は同じ。",
            numbers.japanese, lines.same
        ),
    ))
}

/// The names of entities, in both languages.
struct Names(BTreeMap<String, Phrase>);

impl Names {
    fn of(codings: [&Coding; 2]) -> Self {
        let mut names = BTreeMap::new();
        for table in codings.into_iter().filter_map(|coding| coding.table("entities")) {
            for row in 0..table.len() {
                let name = Phrase::new(table.text(row, ColumnRole::Label), table.text(row, ColumnRole::LabelJa));
                names.insert(table.text(row, ColumnRole::Id).to_owned(), name);
            }
        }
        Self(names)
    }
    fn name(&self, id: &str) -> Phrase {
        match self.0.get(id) {
            Some(name) if name.japanese.is_empty() => Phrase::new(&*name.english, &*name.english),
            Some(name) => name.clone(),
            None => Phrase::new(id, id),
        }
    }
    /// The first of them, and how many more there are.
    fn list<'a>(&self, cells: impl Iterator<Item = &'a Changed>, joined: &str) -> Phrase {
        let all: Vec<Phrase> = cells
            .map(|cell| match cell.other.as_str() {
                "" => self.name(&cell.one),
                other => {
                    let (one, other) = (self.name(&cell.one), self.name(other));
                    let words = if joined == "→" { [" to ", "→"] } else { [" and ", "・"] };
                    Phrase::new(
                        format!("{}{}{}", one.english, words[0], other.english),
                        format!("{}{}{}", one.japanese, words[1], other.japanese),
                    )
                }
            })
            .collect();
        let more = all.len().saturating_sub(NAMED);
        let shown = &all[..all.len() - more];
        let english: Vec<&str> = shown.iter().map(|name| name.english.as_str()).collect();
        let japanese: Vec<&str> = shown.iter().map(|name| name.japanese.as_str()).collect();
        let tail = match more {
            0 => Phrase::default(),
            more => Phrase::new(format!("; and {more} more"), format!("、ほか{more}件")),
        };
        Phrase::new(english.join("; ") + &tail.english, japanese.join("、") + &tail.japanese)
    }
}

fn answered(answer: Answer, cells: &[Changed], all: usize, names: &Names, codings: [&Coding; 2]) -> Phrase {
    let n = cells.len();
    let sign = if matches!(answer, Answer::Agreement | Answer::Overlap) { "" } else { "→" };
    let what = match answer {
        Answer::Groups => Phrase::new("Groups", "集団"),
        Answer::Agreement => Phrase::new("Agreement", "同調度"),
        Answer::Overlap => Phrase::new("Overlap of forums", "フォーラムの重なり"),
        Answer::Steps => Phrase::new("Documented steps", "文書に残る段階"),
        Answer::Paths => Phrase::new("Documented paths", "文書に残る経路"),
        Answer::MainPath => Phrase::new("The main path", "主要経路"),
    };
    if answer == Answer::Groups
        && codings.iter().all(|one| one.table("clusters").is_none_or(|t| grouping(t).is_empty()))
    {
        return Phrase::new("Groups: neither coding tells any apart.", "集団：どちらのコーディングでも区別できない。");
    }
    if n == 0 {
        return Phrase::new(format!("{}: nothing changed.", what.english), format!("{}：変化なし。", what.japanese));
    }
    let listed = names.list(cells.iter(), sign);
    match answer {
        Answer::Groups => {
            let sizes = codings.map(|one| {
                one.table("clusters").map_or(0, |table| grouping(table).values().collect::<BTreeSet<_>>().len())
            });
            let kept = codings.map(|one| one.table("clusters").map(grouping).unwrap_or_default());
            let kept = matched(&kept[0], &kept[1]).len();
            Phrase::new(
                format!(
                    "Groups: {} before, {} now, {kept} of them the same at their core; {n} of {} are in another group: {}.",
                    sizes[0],
                    sizes[1],
                    count(all, "actor"),
                    listed.english
                ),
                format!(
                    "集団：前回{}、今回{}（うち{kept}は構成員の対応がつく）。主体{all}のうち{n}が別の集団に属する：{}。",
                    sizes[0], sizes[1], listed.japanese
                ),
            )
        }
        Answer::Agreement => {
            let value = |text: &str| text.split_once(" (n").is_some_and(|(value, _)| value.parse::<f64>().is_ok());
            let gains = cells.iter().filter(|cell| value(&cell.is) && !value(&cell.was)).count();
            let losses = cells.iter().filter(|cell| value(&cell.was) && !value(&cell.is)).count();
            let moved = match (gains, losses) {
                (0, 0) => "none gained or lost a value".to_owned(),
                (gains, losses) => format!("{gains} gained a value and {losses} lost it"),
            };
            Phrase::new(
                format!(
                    "Agreement: {n} of {} changed, in value or in the items it rests on; {moved}.",
                    count(all, "pair")
                ),
                format!(
                    "同調度：{all}組のうち{n}組で値または根拠となる案件が変わった。新たに値が定まったもの{gains}組、定まらなくなったもの{losses}組。"
                ),
            )
        }
        Answer::Overlap => Phrase::new(
            format!("Overlap of forums: {n} of {} changed: {}.", count(all, "pair"), listed.english),
            format!("フォーラムの重なり：{all}組のうち{n}組が変わった：{}。", listed.japanese),
        ),
        Answer::Steps | Answer::Paths | Answer::MainPath => {
            let words = match answer {
                Answer::Steps => [["added", "removed", "altered"], ["追加", "削除", "変更"]],
                Answer::Paths => [
                    ["joined that were not", "joined no longer", "joined in another way"],
                    ["新たに結ばれた組", "結ばれなくなった組", "結ばれ方が変わった組"],
                ],
                _ => [["new on it", "no longer on it", "changed"], ["新たに加わった段階", "外れた段階", "変更"]],
            };
            // What came and what went stand apart, each with its own names.
            let sorts: [fn(&Changed) -> bool; 3] = [
                |cell| cell.was.is_empty(),
                |cell| cell.is.is_empty(),
                |cell| !cell.was.is_empty() && !cell.is.is_empty(),
            ];
            let parts: Vec<Phrase> = sorts
                .into_iter()
                .enumerate()
                .map(|(at, of)| (at, cells.iter().filter(|cell| of(cell)).collect::<Vec<_>>()))
                .filter(|(_, cells)| !cells.is_empty())
                .map(|(at, cells)| {
                    let (n, names) = (cells.len(), names.list(cells.into_iter(), sign));
                    Phrase::new(
                        format!("{n} {} ({})", words[0][at], names.english),
                        format!("{}{n}（{}）", words[1][at], names.japanese),
                    )
                })
                .collect();
            let english: Vec<&str> = parts.iter().map(|part| part.english.as_str()).collect();
            let japanese: Vec<&str> = parts.iter().map(|part| part.japanese.as_str()).collect();
            Phrase::new(
                format!("{}: {}.", what.english, english.join(", ")),
                format!("{}：{}。", what.japanese, japanese.join("、")),
            )
        }
    }
}

/// What was asked in another way, and what only one of the two holds.
fn asked(before: &Coding, now: &Coding) -> Vec<Phrase> {
    let mut said = Vec::new();
    if before.version != now.version {
        said.push(Phrase::new(
            format!("The programs differ: version {} then, {} now.", before.version, now.version),
            format!("プログラムの版が異なる：前回{}、今回{}。", before.version, now.version),
        ));
    }
    let mut options = BTreeSet::new();
    for answer in Answer::ALL {
        let (Some(was), Some(is)) = (before.table(answer.table()), now.table(answer.table())) else { continue };
        let seed = |method: &crate::result::Method| method.seed.map(|seed| ("seed".to_owned(), seed.to_string()));
        let own = |method: &crate::result::Method| -> BTreeMap<String, String> {
            method.parameters.iter().cloned().chain(seed(method)).collect()
        };
        let (was, is) = (own(&was.method), own(&is.method));
        for name in was.keys().chain(is.keys()) {
            let (then, later) = (was.get(name), is.get(name));
            if then != later && !FOUND.contains(&name.as_str()) {
                let shown = |value: Option<&String>| value.cloned().unwrap_or_else(|| "–".to_owned());
                options.insert(format!("{name}: {} → {}", shown(then), shown(later)));
            }
        }
    }
    if !options.is_empty() {
        let list: Vec<String> = options.into_iter().collect();
        said.push(Phrase::new(
            format!("The two were asked in different ways, which may move cells too: {}.", list.join("; ")),
            format!("両者は設定が異なり、それだけでも値は動きうる：{}。", list.join("；")),
        ));
    }
    let only = |one: &Coding, other: &Coding| {
        let of = Answer::ALL.into_iter().map(Answer::table);
        of.filter(|name| one.table(name).is_some() && other.table(name).is_none()).collect::<Vec<_>>()
    };
    let steps =
        [before, now].iter().any(|one| one.table(Answer::Steps.table()).is_some_and(|table| table.len() > DRAWN));
    if steps && now.table(Answer::Paths.table()).is_none() {
        said.push(Phrase::new(
            format!(
                "Documented paths and the main path are not compared: a report works them out for {DRAWN} steps at most."
            ),
            format!("文書に残る経路と主要経路は比較しない：報告がそれらを求めるのは{DRAWN}段階までである。"),
        ));
    }
    let missing: Vec<&str> = [only(before, now), only(now, before)].concat();
    if !missing.is_empty() {
        said.push(Phrase::new(
            format!("Not compared, because only one of the two holds it: {}.", missing.join(", ")),
            format!("一方の報告にしかないため比較しない：{}。", missing.join("、")),
        ));
    }
    said
}
