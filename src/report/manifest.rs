//! The manifest of a report: what went in, by which methods, and what came out, with hashes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::result::{Cell, ColumnRole, Method, Table};

/// The manifest of a report. It holds no time, machine or path of an output, so that the same data give the same bytes.
#[derive(Debug, Clone, Copy)]
pub struct Manifest;

impl Manifest {
    /// The name of its file.
    pub const FILE: &'static str = "manifest.json";
    const KIND: &'static str = "blocs report";

    /// Hashes of inputs and outputs (`files`: each by its name), the version, every method and the seed, and what files of
    /// graphs could not hold (`loss`: a table of [losses](crate::export::loss()) by file).
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use blocs::report::manifest::Manifest;
    /// let files = BTreeMap::from([("report.md".to_owned(), Manifest::hash(b"# A report\n"))]);
    /// let manifest = Manifest::of(&[("toy/claims.csv".into(), b"id\n")], &[], 1, &files, &BTreeMap::new());
    /// assert!(Manifest::is_ours(manifest.as_bytes()));
    /// ```
    pub fn of(
        inputs: &[(String, &[u8])],
        methods: &[Method],
        seed: u64,
        files: &BTreeMap<String, String>,
        loss: &BTreeMap<String, Table>,
    ) -> String {
        let mut inputs: Vec<(&str, String)> =
            inputs.iter().map(|(name, bytes)| (name.as_str(), Self::hash(bytes))).collect();
        inputs.sort();
        let inputs: Map<String, Value> =
            inputs.into_iter().map(|(name, hash)| (name.to_owned(), hash.into())).collect();
        let files: Map<String, Value> = files.iter().map(|(name, hash)| (name.clone(), hash.clone().into())).collect();
        let methods: Vec<Value> = methods.iter().map(method).collect();
        let loss: Map<String, Value> = loss
            .iter()
            .filter(|(_, table)| !table.is_empty())
            .map(|(file, table)| (file.clone(), (0..table.len()).map(|row| lost(table, row)).collect()))
            .collect();
        let manifest = json!({
            "kind": Self::KIND,
            "version": env!("CARGO_PKG_VERSION"),
            "seed": seed,
            "inputs": inputs,
            "methods": methods,
            "files": files,
            "loss": loss,
        });
        serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
    }

    /// The JSON Schema (draft 2020-12) of a manifest.
    pub fn schema() -> Value {
        let texts = json!({"type": "object", "additionalProperties": {"type": "string"}});
        let list = json!({"type": "array", "items": {"type": "string"}});
        let members = json!({
            "kind": {"const": Self::KIND},
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
    /// Whether these bytes are a manifest of a report.
    pub fn is_ours(bytes: &[u8]) -> bool {
        serde_json::from_slice::<Value>(bytes).is_ok_and(|manifest| manifest["kind"] == Self::KIND)
    }
}

/// A row of losses in one line: `tie claims: one text, joined by ; (32 cells)`.
fn lost(table: &Table, row: usize) -> Value {
    let of = |role| table.cell(row, role).map(Cell::plain).unwrap_or_default();
    let [side, attribute, fate, cells] =
        [ColumnRole::Kind, ColumnRole::Id, ColumnRole::Label, ColumnRole::Count].map(of);
    format!("{side} {attribute}: {fate} ({cells} cells)").into()
}

fn method(method: &Method) -> Value {
    let parameters: Map<String, Value> =
        method.parameters.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
    let n: Map<String, Value> = method.n.iter().map(|(what, n)| (what.clone(), (*n).into())).collect();
    json!({
        "name": method.name,
        "parameters": parameters,
        "n": n,
        "seed": method.seed,
        "reference": method.reference,
        "notes": method.notes,
    })
}
