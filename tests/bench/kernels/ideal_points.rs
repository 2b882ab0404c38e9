//! Ideal points on a long table `decision,actor,position`; beside a table `actor,theta` of the truth, their correlation.

use std::collections::BTreeMap;
use std::path::Path;

use blocs::math::item_response::{Chain, Model, Responses, Search, fit};

use crate::timing;

/// Yes and no of every decision of which at least 2.5 % went the other way; nothing else is a position.
fn answers(file: &Path) -> (Vec<String>, Responses) {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut actors: BTreeMap<String, u32> = BTreeMap::new();
    let mut items: BTreeMap<String, Vec<(String, u8)>> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let category = match &row[2] {
            "yes" => 1,
            "no" => 0,
            _ => continue,
        };
        actors.entry(row[1].to_owned()).or_default();
        items.entry(row[0].to_owned()).or_default().push((row[1].to_owned(), category));
    }
    actors.values_mut().zip(0..).for_each(|(place, at)| *place = at);
    let split = |answers: &[(String, u8)]| {
        let yes = answers.iter().filter(|(_, category)| *category == 1).count();
        yes.min(answers.len() - yes) as f64 >= 0.025 * answers.len() as f64
    };
    let packed: Vec<(usize, Vec<(u32, u8)>)> = items
        .values()
        .filter(|answers| split(answers))
        .map(|answers| (2, answers.iter().map(|(actor, category)| (actors[actor], *category)).collect()))
        .collect();
    let responses = Responses::of(actors.len(), &packed);
    (actors.into_keys().collect(), responses)
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (p, q) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let along: f64 = a.iter().zip(b).map(|(x, y)| (x - p) * (y - q)).sum();
    let (x, y): (f64, f64) = (a.iter().map(|x| (x - p).powi(2)).sum(), b.iter().map(|y| (y - q).powi(2)).sum());
    along / (x * y).sqrt()
}

pub fn run(file: &Path) {
    let (actors, responses) = answers(file);
    let chains: Vec<Chain> = (0..responses.points()).map(|point| vec![(point, 1.0)]).collect();
    let what = format!("ideal points, {} x {}, {} votes", responses.points(), responses.items(), responses.answers());
    let model: Model<1> = timing::of(&what, 5, || fit::<1>(&responses, &chains, None, Search::default()));
    let (fits, _) = model.tell(&responses);
    let likelihood: f64 = fits.iter().map(|fit| fit.log_likelihood).sum();
    let errors: usize = fits.iter().map(|fit| fit.errors).sum();
    println!(
        "{} sweeps, last change {:.2e}, log likelihood {likelihood:.2}, {:.4} classified",
        model.sweeps,
        model.change,
        1.0 - errors as f64 / responses.answers() as f64
    );
    let truth = file.with_file_name(file.file_name().unwrap().to_string_lossy().replace(".csv", "_truth.csv"));
    if let Ok(mut reader) = csv::Reader::from_path(&truth) {
        let known: BTreeMap<String, f64> = reader.deserialize().map(|row| row.expect("actor,theta")).collect();
        let theta: Vec<f64> = actors.iter().map(|actor| known[actor]).collect();
        let found: Vec<f64> = model.positions.iter().map(|position| position[0]).collect();
        println!("correlation with the truth {:.5}", correlation(&found, &theta).abs());
    }
}
