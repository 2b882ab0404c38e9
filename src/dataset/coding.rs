//! The tables of coders, before they were settled: read as they are, because they are not changed after the fact.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{CodedClaim, Diagnostic, Lines};

use super::columns::TableKind;
use super::faults::Faults;
use super::raw::{File, RawTable};
use super::rules;

/// Reads `coding/*.csv`, one coder a file, and `coding/ids/same.csv`, which says which ids and relations of coders
/// mean the same (columns `what`, then one a coder, then `because`).
///
/// Files are named relative to the dataset's folder. Ids that no row joins stand for themselves.
///
/// # Errors
/// Every fault of form: lines that are no range, rows without subject, relation or source.
/// # Example
/// ```
/// use blocs::dataset::{File, coding};
/// let table = |coder: &str, object: &str| File {
///     name: format!("coding/{coder}.csv"),
///     bytes: format!("id,subject,relation,object,source,lines\n1,x,cites,{object},D0,3-4\n").into_bytes(),
/// };
/// let same = File { name: "coding/ids/same.csv".into(), bytes: b"what,a,b,because\nentity,y,why,same name\n".to_vec() };
/// let claims = coding(vec![table("a", "y"), table("b", "why"), same]).unwrap();
/// assert_eq!(claims[0].object, claims[1].object);
/// ```
pub fn coding(files: Vec<File>) -> Result<Vec<CodedClaim>, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let mut same: HashMap<(String, String, String), String> = HashMap::new();
    for file in files.iter().filter(|file| file.name == "coding/ids/same.csv") {
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(file.bytes.as_slice());
        let header = reader.headers().cloned().unwrap_or_default();
        for record in reader.records().filter_map(Result::ok) {
            let what = record.get(0).unwrap_or_default().to_owned();
            let stands_for = record.get(1).unwrap_or_default().to_owned();
            for (coder, id) in header.iter().zip(record.iter()).skip(2).filter(|(coder, _)| *coder != "because") {
                same.insert((coder.to_owned(), what.clone(), id.to_owned()), stands_for.clone());
            }
        }
    }
    let mut claims = Vec::new();
    for file in files {
        let Some(coder) = file.name.strip_prefix("coding/").and_then(|name| name.strip_suffix(".csv")) else {
            continue;
        };
        if coder.contains('/') {
            continue;
        }
        let coder = coder.to_owned();
        let name: Arc<str> = file.name.as_str().into();
        let Some(table) = RawTable::open(TableKind::Claims, name, file.bytes, &mut faults) else { continue };
        let joined = |what: &str, id: &str| {
            same.get(&(coder.clone(), what.to_owned(), id.to_owned())).cloned().unwrap_or_else(|| id.to_owned())
        };
        table.rows(&mut faults, |row, faults| {
            for column in ["id", "subject", "relation", "source"] {
                super::words::required(&row, column, faults);
            }
            match Lines::parse(row.get("lines")) {
                Some(lines) => claims.push(CodedClaim {
                    coder: coder.clone(),
                    id: row.get("id").to_owned(),
                    source: row.get("source").to_owned(),
                    lines,
                    subject: joined("entity", row.get("subject")),
                    relation: joined("relation", row.get("relation")),
                    object: joined("entity", row.get("object")),
                }),
                None => {
                    let expected = "12 or 12-15, counted from 1, not backwards";
                    faults.cell(rules::BAD_LINES, &row, "lines", "no range of lines", expected, "");
                }
            }
        });
    }
    claims.sort();
    if faults.any_fault() { Err(faults.into_sorted()) } else { Ok(claims) }
}
