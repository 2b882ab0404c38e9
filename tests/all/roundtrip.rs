//! What is written is read again: our own tables, and the JSON twins of every table.

use blocs::dataset::{builtin_names, write};
use blocs::graph::Graph;
use blocs::model::Dataset;
use blocs::record::typed_graph;
use blocs::result::Column;

use crate::bytes::{is_csv, twin};
use crate::common::{built_in, folder, graph, load};

/// A dataset without the places in files at which it was written.
fn bare(mut dataset: Dataset) -> Dataset {
    dataset.names.clear();
    dataset.entities.iter_mut().for_each(|entity| entity.origins.clear());
    dataset.sources.iter_mut().for_each(|source| source.origins.clear());
    dataset.decisions.iter_mut().for_each(|decision| decision.origins.clear());
    let nowhere = blocs::model::Origin { file: "".into(), line: 0 };
    dataset.claims.iter_mut().for_each(|claim| claim.origin = nowhere.clone());
    dataset.tallies.iter_mut().for_each(|tally| tally.origin = nowhere.clone());
    dataset.codes.iter_mut().for_each(|code| code.origin = nowhere.clone());
    dataset.positions.files.clear();
    // A JSON record of several lines begins elsewhere, and the first row that says so numbers the detail.
    let details = dataset.positions.details.clone();
    let order = |detail: u32| format!("{:?}", details[detail as usize]);
    dataset.positions.rows.iter_mut().for_each(|row| (row.file, row.line) = (0, 0));
    dataset.positions.rows.sort_by_key(|row| (row.decision, row.actor, row.position, order(row.detail)));
    dataset
}

/// The typed graph, but for the names of the datasets in its method.
fn trays(graph: &Graph) -> (Vec<Column>, Vec<Column>, Vec<(usize, usize)>) {
    let tray = typed_graph::attributed(graph);
    (tray.nodes.columns, tray.ties.columns, tray.ends)
}

fn dataset(folders: Vec<blocs::dataset::Folder>) -> Dataset {
    graph(folders).dataset().clone()
}

#[test]
fn a_dataset_written_and_read_again_is_the_same_graph() {
    for name in builtin_names() {
        let before = graph(built_in(name));
        let written = write(before.dataset());
        let again = graph(vec![folder("again", written.iter().map(|file| (&file.name, &file.bytes)))]);
        assert_eq!(trays(&before), trays(&again), "{name}");
        assert_eq!(bare(before.dataset().clone()), bare(again.dataset().clone()), "{name}");
        // And written again it is the same bytes.
        let twice = write(again.dataset());
        let bytes = |files: &[blocs::dataset::File]| {
            files.iter().map(|file| (file.name.clone(), file.bytes.clone())).collect::<Vec<_>>()
        };
        assert_eq!(bytes(&written), bytes(&twice), "{name}");
    }
}

#[test]
fn json_twins_are_the_same_dataset() {
    for name in builtin_names() {
        let of_csv = dataset(built_in(name));
        let mut twins = built_in(name);
        for folder in &mut twins {
            for file in folder.files.iter_mut().filter(|file| is_csv(&file.name)) {
                file.bytes = twin(&file.bytes);
                file.name = file.name.replace(".csv", ".json");
            }
        }
        let of_json = dataset(twins);
        assert_eq!(bare(of_csv.clone()), bare(of_json.clone()), "{name}");
        assert_eq!(trays(&Graph::from(of_csv)), trays(&Graph::from(of_json)), "{name}");
    }
}

#[test]
fn json_takes_lists_numbers_and_objects() {
    let text = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let entities = "id,kind,name,aliases\ns,document,S,\nf,forum,F,a;b\nada,state,Ada,\n";
    let claims = "id,subject,relation,object,value,open,qualifiers,source,anchor\n\
                  c1,f,has_count,,3,,measure=members; bound=min,s,p. 1; p. 2\nc2,ada,member_of,f,,no,,s,\n";
    let of_csv = vec![text("sources.csv", "id\ns\n"), text("entities.csv", entities), text("claims.csv", claims)];
    let entities = r#"[{"id": "s", "kind": "document", "name": "S", "aliases": null},
        {"id": "f", "kind": "forum", "name": "F", "aliases": ["a", "b"]},
        {"name": "\u0041da", "id": "ada", "kind": "state"}]"#;
    let claims = r#"[{"id": "c1", "subject": "f", "relation": "has_count", "value": 3, "source": "s",
         "qualifiers": {"measure": "members", "bound": "min"}, "anchor": ["p. 1", "p. 2"]},
        {"id": "c2", "subject": "ada", "relation": "member_of", "object": "f", "open": false, "source": "s"}]"#;
    let of_json =
        vec![text("sources.json", r#"[{"id": "s"}]"#), text("entities.json", entities), text("claims.json", claims)];
    let bare = |files: Vec<(String, Vec<u8>)>| bare(dataset(vec![folder("d", files)]));
    assert_eq!(bare(of_csv), bare(of_json));
}

#[test]
fn layers_on_one_register_unite() {
    let together = load(["states", "toy-council"].into_iter().flat_map(built_in).collect());
    let dataset = together.dataset.expect("no fault");
    assert!(dataset.entity("ada").is_some() && dataset.entity("japan").is_some());
    assert_eq!(dataset.names, ["states", "toy-council"]);
}
