//! `datapackage.json` and a dataset's own `schema.json`.

use std::sync::Arc;

use crate::model::Schema;

use super::faults::Faults;
use super::{File, Folder, TableKind, builtin, rules};

/// The datasets that a folder's package asks for, in the order given.
///
/// ```
/// let folder = blocs::dataset::builtin("cyber-norms").unwrap();
/// assert_eq!(blocs::dataset::uses(&folder), ["states"]);
/// ```
pub fn uses(folder: &Folder) -> Vec<String> {
    let Some(file) = folder.files.iter().find(|file| file.name == "datapackage.json") else { return Vec::new() };
    let package: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap_or_default();
    let list = package.get("uses").and_then(serde_json::Value::as_array);
    list.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

/// Whether a folder's package says that it is merged with no other (`"alone": true`): a made-up example is no record.
///
/// ```
/// use blocs::dataset::{builtin, stands_alone};
/// assert!(stands_alone(&builtin("toy-council").unwrap()));
/// assert!(!stands_alone(&builtin("states").unwrap()));
/// ```
pub fn stands_alone(folder: &Folder) -> bool {
    let file = folder.files.iter().find(|file| file.name == "datapackage.json");
    let package: Option<serde_json::Value> = file.and_then(|file| serde_json::from_slice(&file.bytes).ok());
    package.is_some_and(|package| package["alone"] == true)
}

/// A package that cannot be read is a fault, because what it asks for would be missing silently.
pub(super) fn check(folder: &Folder, faults: &mut Faults) {
    let Some(file) = folder.files.iter().find(|file| file.name == "datapackage.json") else { return };
    let name: Arc<str> = folder.path(&file.name).into();
    match serde_json::from_slice::<serde_json::Value>(&file.bytes) {
        Ok(package) if package.is_object() => {
            let words = package
                .get("uses")
                .is_none_or(|uses| uses.as_array().is_some_and(|list| list.iter().all(serde_json::Value::is_string)));
            if !words {
                let message = "`uses` is no list of names";
                faults.whole(rules::BAD_PACKAGE, &name, message, "[\"states\"]", "");
            }
        }
        Ok(_) => faults.whole(rules::BAD_PACKAGE, &name, "no JSON object", "a Frictionless Data Package", ""),
        Err(error) => {
            let place = (error.line() as u64, error.column() as u64, None);
            let expected = "a Frictionless Data Package";
            faults.push(rules::BAD_PACKAGE, &name, place, format!("no JSON: {error}"), expected, "");
        }
    }
}

/// A `datapackage.json` for some tables: a Frictionless Data Package that names tables, columns and, in `uses`, the
/// datasets loaded with it.
///
/// ```
/// use blocs::dataset::{File, package};
/// let table = File { name: "entities.csv".into(), bytes: b"id,kind,name\n".to_vec() };
/// assert!(package("mine", "My data", &["states".into()], &[table]).contains("\"uses\""));
/// ```
pub fn package(name: &str, title: &str, uses: &[String], tables: &[File]) -> String {
    let resources: Vec<serde_json::Value> = tables
        .iter()
        .filter(|file| TableKind::of_file(&file.name).is_some() && file.name.ends_with(".csv"))
        .map(|file| {
            let header = file.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let header = String::from_utf8_lossy(header).trim().to_owned();
            let field = |name: &str| serde_json::json!({ "name": name, "type": "string" });
            serde_json::json!({
                "name": file.name.trim_end_matches(".csv").replace('/', "-"),
                "path": file.name,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": { "fields": header.split(',').map(field).collect::<Vec<_>>() },
            })
        })
        .collect();
    let json = serde_json::json!({
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "uses": uses,
        "resources": resources,
    });
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

/// The built-in schema.
///
/// ```
/// assert!(blocs::dataset::schema().relation("member_of").is_some());
/// ```
pub fn schema() -> Schema {
    // A test reads it, so that a slip in the file ends the build and not a user's session.
    serde_json::from_str(builtin::SCHEMA).unwrap_or_default()
}

/// Adds the kinds and relations of a dataset's own schema, as children of what there is.
pub(super) fn extend(schema: &mut Schema, folder: &Folder, faults: &mut Faults) {
    let Some(file) = folder.files.iter().find(|file| file.name == "schema.json") else { return };
    let name: Arc<str> = folder.path(&file.name).into();
    let own: Schema = match serde_json::from_slice(&file.bytes) {
        Ok(own) => own,
        Err(error) => {
            let place = (error.line() as u64, error.column() as u64, None);
            let expected = "kinds and relations, as in graph-data/schema.json";
            faults.push(rules::BAD_SCHEMA, &name, place, format!("no schema: {error}"), expected, "");
            return;
        }
    };
    let mut fault = |message: String| {
        faults.whole(rules::BAD_SCHEMA, &name, &message, "children of built-in kinds and relations", "");
    };
    for kind in own.kinds {
        match &kind.parent {
            _ if schema.kind(&kind.id) == Some(&kind) => {}
            _ if schema.kind(&kind.id).is_some() => fault(format!("kind `{}` is there already", kind.id)),
            Some(parent) if schema.kind(parent).is_some() => schema.kinds.push(kind),
            _ => fault(format!("kind `{}` has no known parent", kind.id)),
        }
    }
    for relation in own.relations {
        match relation.parent.as_deref().map(|parent| schema.relation(parent)) {
            _ if schema.relation(&relation.id) == Some(&relation) => {}
            _ if schema.relation(&relation.id).is_some() => {
                fault(format!("relation `{}` is there already", relation.id))
            }
            Some(Some(_)) => schema.relations.push(relation),
            _ => fault(format!("relation `{}` has no known parent", relation.id)),
        }
    }
    if !own.qualifiers.is_empty() {
        fault("qualifiers for every relation cannot be added, only for one's own".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_schema_can_be_read_and_its_ends_are_known() {
        let schema: Schema = serde_json::from_str(builtin::SCHEMA).unwrap();
        let classes = ["actor", "arena", "act", "idea"];
        for relation in &schema.relations {
            for end in relation.subject.iter().chain(&relation.object) {
                let known = classes.contains(&end.as_str()) || schema.kind(end).is_some();
                assert!(known, "`{end}` of `{}` is no kind and no class", relation.id);
            }
            let ids = schema.relations.iter().filter(|other| other.id == relation.id);
            assert_eq!(ids.count(), 1, "`{}` is there twice", relation.id);
        }
    }
}
