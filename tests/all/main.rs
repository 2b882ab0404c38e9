//! The house as a whole: the door, the program as a process, and answers against hand computations.

mod bad_input;
mod bytes;
mod cli;
mod common;
mod compare;
mod determinism;
mod drawings;
mod examples;
mod faults;
mod fuzz;
mod gallery;
mod hostile;
mod import;
mod import_told;
mod languages;
mod merging;
mod networks;
mod networks_back;
mod networks_parts;
mod oracle;
mod outputs;
mod overlap;
mod roundtrip;
mod thin;
mod views;
mod wording;
