//! Series of repeated decisions that run through several datasets.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Dataset;

/// A series is a name in free text: where two datasets use one name, their decisions are one family, and that is told.
pub(super) fn shared<'a>(dataset: &'a Dataset, items: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for decision in items.filter_map(|item| dataset.decision(item)).filter(|decision| !decision.series.is_empty()) {
        let table = decision.origins.first().map(|origin| &*origin.file);
        if let Some((folder, _)) = table.and_then(|table| table.rsplit_once('/')) {
            of.entry(&decision.series).or_default().insert(folder);
        }
    }
    let several = of.into_iter().filter(|(_, folders)| folders.len() > 1);
    let told = several.map(|(series, folders)| {
        let folders: Vec<&str> = folders.into_iter().collect();
        format!("series {series} has items of {}: they are one family", folders.join(", "))
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::{PositionOptions, Positions};

    #[test]
    fn a_series_of_two_datasets_is_told() {
        let folder = |name: &str, series: &str| {
            let file = |(table, text): (&str, String)| File { name: format!("{table}.csv"), bytes: text.into() };
            let files = [
                ("sources", "id,language\ntext,en\n".to_owned()),
                (
                    "entities",
                    format!("id,kind,name\ntext,document,Text\na,state,A\n{name}-v,decision,V\n{name}-w,decision,W\n"),
                ),
                (
                    "decisions",
                    format!(
                        "id,procedure,document,series\n{name}-v,roll-call,text,budget\n{name}-w,roll-call,text,{series}\n"
                    ),
                ),
                ("positions", format!("decision,actor,position,source\n{name}-v,a,for,text\n{name}-w,a,for,text\n")),
            ];
            Folder { name: name.to_owned(), files: files.map(file).into(), ..Folder::default() }
        };
        let remarks = |folders: Vec<Folder>| {
            let loaded = dataset::load(folders, None);
            let graph = Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
            Positions::of(&graph, &PositionOptions::default()).remarks()
        };
        let both = remarks(vec![folder("da", "own"), folder("db", "other")]);
        assert_eq!(both, ["series budget has items of da, db: they are one family"]);
        assert!(remarks(vec![folder("da", "budget")]).is_empty());
    }
}
