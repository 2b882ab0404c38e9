//! The programs of `examples/` run, and hold what they assert.

use std::process::Termination;

macro_rules! examples {
    ($($name:ident)+) => {
        #[path = "../../examples"]
        mod programs { $(pub mod $name;)+ }
        /// The examples that are run here.
        const NAMES: &[&str] = &[$(stringify!($name)),+];
        $(#[test]
        fn $name() -> impl Termination { programs::$name::main() })+
    };
}

examples! {
    a_figure
    a_graph_of_another_program
    a_report
    beyond_chance
    camps
    do_coders_agree
    does_the_evidence_hold
    how_alike_are_groupings
    how_camps_move
    how_cohesive
    how_far_the_record_reaches
    how_groups_split
    how_nested
    own_data
    paths_of_a_pattern
    shared_forums
    the_main_path
    to_a_notebook
    under_which_bodies
    votes_of_other_makers
    what_a_forum_is
    what_came_of_it
    what_can_be_said
    what_changed
    what_divides_them
    what_is_known
    what_it_rests_on
    what_led_to_what
    what_they_treat
    where_a_norm_comes_from
    where_sources_disagree
    where_they_moved
    where_they_stand
    where_to_take_an_issue
    who_agrees
    who_cannot_be_avoided
    who_sits_in_exactly
    who_stands_between
    who_swings
    who_voted_how
    whom_or_what
}

#[test]
fn every_example_is_run_and_short_and_named_in_the_readme() {
    let readme = std::fs::read_to_string(crate::common::root().join("README.md")).unwrap();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(crate::common::root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.lines().count() < 60, "{} is long", path.display());
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(readme.contains(&format!("`{name}`")), "{name} is not in the table of the README");
            names.push(name);
        }
    }
    names.sort();
    assert_eq!(names, NAMES);
}
