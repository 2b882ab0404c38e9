//! `blocs overlap shopping ISSUE`: which forums treat it, who can go where, and who would gain by moving it.

use clap::Args as ClapArgs;

use blocs::align::agreement::{Agreement, Options as AgreementOptions};
use blocs::brief;
use blocs::overlap::shopping::{Alignment, Options, Shopping};
use blocs::record::{behind, name};
use blocs::result::{Document, Subject};
use blocs::view::{Affiliations, Agendas, Bearers, PositionOptions, Positions, Stances, departures};

use super::super::data::DataArgs;
use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::view::ViewArgs;

/// Which forums treat an issue, who has access to which, who bridges two of them, and who would gain by moving it
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs overlap shopping issue-internet-public-policy
  blocs overlap shopping issue-internet-public-policy --why wgec
  blocs overlap shopping norm-il-applies -d cyber-norms -d memberships --alignment un-ict-votes --like-minded 0.99")]
pub struct Args {
    /// The issue or norm
    #[arg(value_name = "ISSUE")]
    issue: String,
    #[command(flatten)]
    view: ViewArgs,
    /// Data with positions, from which it is computed who is like-minded
    #[arg(long, value_name = "DATA")]
    alignment: Vec<String>,
    /// The agreement from which two actors are like-minded
    #[arg(long, value_name = "NUMBER", value_parser = output::share, default_value_t = 0.75, requires = "alignment")]
    like_minded: f64,
    /// Fewer joint items than this are no agreement
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = AgreementOptions::default().minimum,
          requires = "alignment")]
    min: usize,
    /// Why one forum, or two, treat the issue, and who has access to them, with claims
    #[arg(long, value_name = "FORUM", num_args = 1..=2)]
    why: Vec<String>,
}

impl Args {
    fn alignment(&self, view: &Affiliations) -> Result<Option<Alignment>, Failure> {
        if self.alignment.is_empty() {
            return Ok(None);
        }
        let data = DataArgs { data: self.alignment.clone(), codes: Vec::new() };
        let (graph, _) = data.graph()?;
        let (window, actors) = (view.options.window, view.options.actors.clone());
        let positions = Positions::of(&graph, &PositionOptions { window, actors, ..PositionOptions::default() });
        let options = AgreementOptions { minimum: self.min, threads: output::threads(), ..AgreementOptions::default() };
        let agreement = Agreement::of(&positions, options);
        let actors = agreement.actors.iter().map(|actor| actor.id.clone()).collect();
        Ok(Some(Alignment { actors, agreement: agreement.weights(), method: agreement.method }))
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view) = args.view.seen()?;
    let issue = name::resolve(&graph, &args.issue)
        .map_err(|unresolved| Failure::command(format!("`{}`: {unresolved}", args.issue)))?;
    let issue = blocs::view::Node::from(issue);
    match Agendas::topics_of(&graph, &issue.id).as_slice() {
        [] => {
            return Err(Failure::command(format!(
                "`{}` is a {}, no issue or norm: blocs show --kind issue,norm lists those",
                issue.id, issue.kind
            )));
        }
        [one] if *one == issue.id => {}
        norms => {
            return Err(Failure::command(format!(
                "`{}` is a set: forums treat the norms in it; ask for one of {}",
                issue.id,
                norms.join(", ")
            )));
        }
    }
    let agendas = args.view.agendas(&graph, Bearers::Forums)?;
    let bodies = args.view.bodies(&graph)?;
    let alignment = args.alignment(&view)?;
    let options = Options { like_minded: args.like_minded };
    let forums = args.why.iter().map(|one| resolve(&graph, one)).collect::<Result<Vec<_>, _>>()?;
    let left = departures(&view);
    let found = match Shopping::of(&issue, &view, &agendas, &bodies, &left, alignment.as_ref(), options) {
        Ok(found) => found,
        Err(reason) => return args.view.emit_unanswered(&graph, &view, "forum shopping", reason),
    };
    if !forums.is_empty() {
        return args.view.emit_why(&graph, &found.method, found.why(&view, &forums));
    }
    let stances = Stances::of(&graph, &view, &found.issue.id, found.forums());
    let table = behind::claims(&graph, found.table(&view));
    let mut page = Document::default();
    let in_time = || brief::overlap::in_time(&view);
    brief::overlap::undated(&graph, view.options.window).or_else(in_time).into_iter().for_each(|said| page.prose(said));
    page.list(brief::overlap::shopping(&found, &view));
    page.table(table.clone());
    page.long_table(found.pairs_table(&view, &stances), 40);
    page.long_table(behind::claims(&graph, found.access_table(&view)), 40);
    if let Ok(gains) = found.gains_table(&view) {
        page.long_table(gains, 40);
    }
    page.prose(brief::overlap::methods::shopping(&found));
    args.view.output.emit(&Answer {
        document: page,
        table: Some(table),
        figure: Some(Subject::Network(found.graph(&view))),
        graph: Some(found.graph(&view)),
    })
}
