//! The manifest of a report: what went in, by which methods, and what came out, with hashes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::result::Method;

/// The manifest of a report. It holds no time, machine or path of an output, so that the same data give the same bytes.
#[derive(Debug, Clone, Copy)]
pub struct Manifest;

impl Manifest {
    /// The name of its file.
    pub const FILE: &'static str = "manifest.json";
    const KIND: &'static str = "blocs report";

    /// Hashes of inputs and outputs (`files`: each by its name), the version, every method and the seed.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use blocs::report::manifest::Manifest;
    /// let files = BTreeMap::from([("report.md".to_owned(), Manifest::hash(b"# A report\n"))]);
    /// let manifest = Manifest::of(&[("toy/claims.csv".into(), b"id\n")], &[], 1, &files);
    /// assert!(Manifest::is_ours(manifest.as_bytes()));
    /// ```
    pub fn of(inputs: &[(String, &[u8])], methods: &[Method], seed: u64, files: &BTreeMap<String, String>) -> String {
        let mut inputs: Vec<(&str, String)> =
            inputs.iter().map(|(name, bytes)| (name.as_str(), Self::hash(bytes))).collect();
        inputs.sort();
        let inputs: Map<String, Value> =
            inputs.into_iter().map(|(name, hash)| (name.to_owned(), hash.into())).collect();
        let files: Map<String, Value> = files.iter().map(|(name, hash)| (name.clone(), hash.clone().into())).collect();
        let methods: Vec<Value> = methods.iter().map(method).collect();
        let manifest = json!({
            "kind": Self::KIND,
            "version": env!("CARGO_PKG_VERSION"),
            "seed": seed,
            "inputs": inputs,
            "methods": methods,
            "files": files,
        });
        serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
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
