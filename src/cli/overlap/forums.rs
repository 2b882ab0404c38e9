//! `blocs overlap forums`: how far the participants of two forums are the same.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::overlap::backbone::Side;
use blocs::overlap::forums::{Forums, Measure, Options};
use blocs::overlap::seats;
use blocs::result::{Document, Subject, Table, Undefined};
use blocs::view::Affiliations;

use super::super::failure::Failure;
use super::super::output::{Answer, one_of, without_pairs};
use super::super::show::resolve;
use super::view::ViewArgs;

/// Count, Jaccard, overlap coefficient, cosine and Bonacich's overlap of each pair of forums or actors, with bounds
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs overlap forums --why gge wgec
  blocs overlap forums -d memberships --on 2014 --measure cosine --figure output/forums.svg
  blocs overlap forums -d memberships --figure network=output/network.svg --figure two-mode=output/seats.svg
  blocs overlap forums -d memberships --of actors --table output/actors.csv
  blocs overlap forums --of actors --inherit --why russia china
  blocs overlap forums -d cyber-norms -d wcit-12 --of actors --roles signatory
  blocs overlap forums --roles sponsor --why unga-res-1998 wcit-internet-resolution")]
pub struct Args {
    #[command(flatten)]
    pub view: ViewArgs,
    /// Which pairs: of forums, by the actors they share, or of actors, by the forums
    #[arg(long, value_name = "actors|forums", value_parser = |word: &str| one_of(word, Side::ALL, Side::word), default_value = "forums")]
    of: Side,
    /// What the figure and the graph show: jaccard, overlap, count, cosine, bonacich
    #[arg(long, value_name = "MEASURE", value_parser = |word: &str| one_of(word, Measure::ALL, Measure::word), default_value = "jaccard")]
    measure: Measure,
    /// What two forums (or actors) share, with roles, dates, sources and lines, and of whom it is not known
    #[arg(long, value_name = "ONE", num_args = 2)]
    why: Vec<String>,
}

impl Args {
    /// The graph, the view of it, and the overlap of all pairs of forums.
    pub fn of_forums(&self) -> Result<(Graph, Affiliations, Forums), Failure> {
        if !self.why.is_empty() || self.of != Side::Forums {
            let question = "--why and --of belong to a question: blocs overlap forums, agenda, mandate, ...";
            return Err(Failure::command(question));
        }
        self.seen()
    }
    fn seen(&self) -> Result<(Graph, Affiliations, Forums), Failure> {
        let (graph, view) = self.view.seen()?;
        let options = Options { of: self.of, measure: self.measure };
        let forums = Forums::within_reach(&view, options).map_err(Failure::command)?;
        Ok((graph, view, forums))
    }
    /// The answer with the figures that every question of shared participants offers.
    pub fn emit(&self, view: &Affiliations, forums: &Forums, document: Document, table: Table) -> Result<(), Failure> {
        let answer = Answer {
            document,
            table: Some(table),
            graph: Some(forums.graph()),
            figure: brief::overlap::matrix(view, forums).or_else(|| Some(without_pairs(&forums.method))),
        };
        let network = || Subject::Network(forums.graph());
        let seats = || Subject::Network(seats::graph(view));
        self.view.output.emit_with(&answer, &[("network", &network), ("two-mode", &seats)])
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view, forums) = args.seen()?;
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        let bodies = args.view.bodies(&graph)?;
        let instead = |reason: &Undefined| brief::overlap::instead(reason, &view, &bodies, [&a, &b]);
        let why = forums.why(&view, &a, &b).map_err(|reason| instead(&reason)).map(|mut why| {
            // Where a forum names nobody in these ways, it is said who is named there in others.
            if [&a, &b].into_iter().any(|id| args.of == Side::Forums && view.arena(id).is_none()) {
                let other = Undefined::because("in other ways");
                let said = instead(&other);
                if said != other {
                    why.method.note(said.reason());
                }
            }
            why
        });
        return args.view.emit_why(&graph, &forums.method, why);
    }
    let mut page = brief::overlap::listed(&view, &forums);
    brief::overlap::other_ways(&graph, &view).into_iter().for_each(|said| page.prose(said));
    brief::overlap::methods::forums(&forums).into_iter().for_each(|said| page.prose(said));
    args.emit(&view, &forums, page, forums.table())
}
