//! The manifest of a report: what went in, by which methods, and what came out, with hashes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::export::csv;
use crate::export::json::method;
use crate::result::{Cell, CellKind, CellRef, ColumnRole, Document, Method, Phrase, Table};

/// The manifest of a report. It holds no time, machine or path of an output, so that the same data give the same bytes.
///
/// ```
/// use blocs::report::manifest::Manifest;
/// let mut manifest = Manifest::of(&[("toy/claims.csv".into(), b"id\n")], 1);
/// manifest.files.insert("report.md".to_owned(), Manifest::hash(b"# A report\n"));
/// let read = Manifest::read(manifest.json().as_bytes()).unwrap();
/// assert_eq!(read.datasets().into_iter().collect::<Vec<_>>(), ["toy"]);
/// assert_eq!(read.files, manifest.files);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manifest {
    /// The version of the program.
    pub version: String,
    /// The seed of everything that drew lots.
    pub seed: u64,
    /// The hash of every file of the data, under `DATASET/FILE`.
    pub inputs: BTreeMap<String, String>,
    /// The hash of every file that was written.
    pub files: BTreeMap<String, String>,
    /// What files of graphs could not hold, a line a [loss](crate::export::loss()).
    pub loss: BTreeMap<String, Vec<String>>,
    /// Every method, as JSON; what is read back keeps them as they were written.
    methods: Vec<Value>,
}

impl Manifest {
    /// The name of its file.
    pub const FILE: &'static str = "manifest.json";
    const KIND: &'static str = "blocs report";
    /// Which tables a report keeps and what stands in them; raised when a later program could misread an earlier folder.
    const LAYOUT: u64 = 2;

    /// Hashes of the inputs, the version and the seed; methods and files are added as they come.
    pub fn of(inputs: &[(String, &[u8])], seed: u64) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            inputs: inputs.iter().map(|(name, bytes)| (name.clone(), Self::hash(bytes))).collect(),
            ..Self::default()
        }
    }
    /// Names every method.
    pub fn methods(&mut self, methods: &[Method]) {
        self.methods = methods.iter().map(method).collect();
    }
    /// Notes what a file could not hold, if anything.
    pub fn lose(&mut self, file: String, loss: &Table) {
        let any = |row: &usize| loss.cell(*row, ColumnRole::Count) != Some(CellRef::Integer(0));
        let lost: Vec<String> = (0..loss.len()).filter(any).map(|row| lost(loss, row)).collect();
        if !lost.is_empty() {
            self.loss.insert(file, lost);
        }
    }
    /// As it is written.
    pub fn json(&self) -> String {
        let manifest = json!({
            "kind": Self::KIND,
            "layout": Self::LAYOUT,
            "version": self.version,
            "seed": self.seed,
            "inputs": self.inputs,
            "methods": self.methods,
            "files": self.files,
            "loss": self.loss,
        });
        format!("{manifest:#}\n")
    }
    /// A manifest read back.
    ///
    /// # Errors
    /// In words: when it is none, or one of a report that was laid out in another way.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let read: Value =
            serde_json::from_slice(bytes).map_err(|error| format!("{} is no JSON: {error}", Self::FILE))?;
        if read["kind"] != Self::KIND {
            return Err(format!("{} is not that of a report", Self::FILE));
        }
        let layout = read["layout"].as_u64().unwrap_or(1);
        if layout != Self::LAYOUT {
            let version = read["version"].as_str().unwrap_or("unknown");
            return Err(format!(
                "it was written by version {version} in layout {layout}, and this program reads layout {}: write it again \
                 from its data",
                Self::LAYOUT
            ));
        }
        let hashes = |of: &Value| -> BTreeMap<String, String> {
            let entries = of.as_object().into_iter().flatten();
            entries.map(|(name, hash)| (name.clone(), hash.as_str().unwrap_or_default().to_owned())).collect()
        };
        Ok(Self {
            version: read["version"].as_str().unwrap_or_default().to_owned(),
            seed: read["seed"].as_u64().unwrap_or_default(),
            inputs: hashes(&read["inputs"]),
            files: hashes(&read["files"]),
            loss: serde_json::from_value(read["loss"].clone()).unwrap_or_default(),
            methods: read["methods"].as_array().cloned().unwrap_or_default(),
        })
    }
    /// The datasets that went in.
    pub fn datasets(&self) -> BTreeSet<String> {
        self.inputs.keys().filter_map(|name| name.split_once('/')).map(|(dataset, _)| dataset.to_owned()).collect()
    }
    /// The tables of these names that the report keeps; `open` gives the bytes of a file of its folder.
    ///
    /// # Errors
    /// In words, when a file is missing, is not the one that the manifest names, or is no table.
    pub fn tables(&self, names: &[&str], open: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<Table>, String> {
        let file = |name: &str| -> Result<Vec<u8>, String> {
            let bytes = open(name).ok_or_else(|| format!("{name} is missing"))?;
            match self.files.get(name) == Some(&Self::hash(&bytes)) {
                true => Ok(bytes),
                false => Err(format!("{name} was changed after the report was written")),
            }
        };
        let table = |name: &&str| {
            let path = format!("tables/{name}.csv");
            self.files.contains_key(&path).then(|| {
                let (bytes, sidecar) = (file(&path)?, file(&format!("{path}{}", csv::SIDECAR_SUFFIX))?);
                csv::read(&bytes, &sidecar).map_err(|error| format!("{path}: {error}"))
            })
        };
        names.iter().filter_map(table).collect()
    }
    /// The section of a page: what went in, and every file that has been written before the page.
    pub fn section(&self, page: &mut Document) {
        page.heading(2, Phrase::new("Manifest", "来歴（入力と出力）"));
        page.prose(Phrase::new(
            format!(
                "Made by blocs {} with seed {}. The hashes are SHA-256: whoever has the same data and the same program \
                 gets the same files to the byte, in whatever order the rows stand. Those of what went in, which know the order \
                 of rows, of the page itself and of report.md stand in {}.",
                self.version,
                self.seed,
                Self::FILE
            ),
            format!(
                "blocs {}、乱数の種{}で作成。ハッシュ値はSHA-256で、同じデータと同じプログラムからは、行の順序によらず1バイトも違わない同じファイルが得られる。\
                 入力（行の順序で変わる）、このページ、report.mdのハッシュ値は{}にある。",
                self.version,
                self.seed,
                Self::FILE
            ),
        ));
        let mut inputs = hashes("inputs", "What went in", &self.inputs);
        // The order of rows must not show on the page.
        inputs.columns.retain(|column| column.role == ColumnRole::Label);
        page.table(inputs);
        page.long_table(hashes("files", "What came out", &self.files), 80);
    }

    /// The JSON Schema (draft 2020-12) of a manifest.
    pub fn schema() -> Value {
        let texts = json!({"type": "object", "additionalProperties": {"type": "string"}});
        let list = json!({"type": "array", "items": {"type": "string"}});
        let members = json!({
            "kind": {"const": Self::KIND},
            "layout": {"const": Self::LAYOUT},
            "version": {"type": "string"},
            "seed": {"type": "integer"},
            "inputs": texts,
            "methods": {"type": "array", "items": {
                "type": "object",
                "required": ["name", "parameters", "n", "seed", "reference", "notes"],
                "properties": {"name": {"type": "string"}, "parameters": texts, "notes": list},
            }},
            "files": texts,
            "loss": {"type": "object", "additionalProperties": list},
        });
        let required: Vec<&String> = members.as_object().into_iter().flat_map(Map::keys).collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "the manifest of a report",
            "type": "object",
            "required": required,
            "additionalProperties": false,
            "properties": members,
        })
    }

    /// The SHA-256 of a file, as the manifest writes it.
    pub fn hash(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
    /// Whether these bytes are a manifest of a report, of whatever layout.
    pub fn is_ours(bytes: &[u8]) -> bool {
        serde_json::from_slice::<Value>(bytes).is_ok_and(|manifest| manifest["kind"] == Self::KIND)
    }
}

fn hashes(name: &str, title: &str, files: &BTreeMap<String, String>) -> Table {
    let mut table = Table::new(name, Method::new("SHA-256", "").counting("files", files.len()))
        .titled(title)
        .column("file", CellKind::Text, ColumnRole::Label, "")
        .column("sha256", CellKind::Text, ColumnRole::Attribute, "");
    for (file, hash) in files {
        table.push([Cell::text(file), Cell::text(hash)]);
    }
    table
}

/// A row of losses in one line: `tie claims: one text, joined by ; (32 cells)`.
fn lost(table: &Table, row: usize) -> String {
    let of = |role| table.cell(row, role).map(CellRef::plain).unwrap_or_default();
    let [side, attribute, fate, cells] =
        [ColumnRole::Kind, ColumnRole::Attribute, ColumnRole::Label, ColumnRole::Count].map(of);
    format!("{side} {attribute}: {fate} ({cells} cells)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_report_of_this_layout_says_so() {
        for (text, words) in [
            ("{}", "not that of a report"),
            ("no", "no JSON"),
            (r#"{"kind": "blocs report", "version": "0.1.0"}"#, "version 0.1.0 in layout 1"),
            (r#"{"kind": "blocs report", "version": "9.0.0", "layout": 9}"#, "in layout 9"),
        ] {
            assert!(Manifest::read(text.as_bytes()).unwrap_err().contains(words), "{text}");
        }
    }

    #[test]
    fn a_table_that_was_touched_is_not_read() {
        let table = hashes("inputs", "", &BTreeMap::from([("a".to_owned(), "b".to_owned())]));
        let mut bytes = Vec::new();
        csv::write(&table, &mut bytes).unwrap();
        let mut manifest = Manifest::of(&[], 1);
        manifest.files.insert("tables/inputs.csv".to_owned(), Manifest::hash(&bytes));
        let side = csv::sidecar(&table);
        manifest.files.insert("tables/inputs.csv.method.json".to_owned(), Manifest::hash(side.as_bytes()));
        let open = |name: &str| Some(if name.ends_with("json") { side.clone().into_bytes() } else { bytes.clone() });
        assert_eq!(manifest.tables(&["inputs", "absent"], &open).unwrap(), std::slice::from_ref(&table));
        let touched = |name: &str| open(name).map(|bytes| if name.ends_with("csv") { b"x".to_vec() } else { bytes });
        assert!(manifest.tables(&["inputs"], &touched).unwrap_err().contains("was changed"));
        assert!(manifest.tables(&["inputs"], &|_| None).unwrap_err().contains("is missing"));
    }
}
