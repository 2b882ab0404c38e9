//! Lists and texts made by hand, small enough to compare by eye.

use super::*;
use crate::model::{Day, Modality, Span};
use crate::result::{Cell, ColumnRole};
use crate::view::{FlowNode, Holding, Node, Part, Rests, Window};

fn year(year: i32) -> Span {
    Span { earliest: Day::new(year, 1, 1), latest: Day::new(year, 12, 31) }
}

fn entity(id: &str, date: Span) -> NormNode {
    let is_norm = id.starts_with(['n', 's']);
    let kind = if is_norm { "norm" } else { "document" };
    let node = Node { id: id.into(), kind: kind.into(), name: id.to_uppercase(), name_ja: String::new() };
    NormNode { entity: FlowNode { node, date, planned: false, root: None }, is_norm, soft: false }
}

fn claim(id: &str) -> NormClaim {
    NormClaim {
        id: id.into(),
        says: id.into(),
        date: String::new(),
        span: Span::UNKNOWN,
        soft: false,
        status: Status::Actual,
        modality: None,
        certainty: Certainty::Stated,
        complete: false,
        count: None,
        mode: String::new(),
        evidence: "s:1".into(),
    }
}

/// Texts are `t...`, lists of norms `s...`, norms `n...`.
#[derive(Default)]
struct Made {
    dates: BTreeMap<&'static str, Span>,
    holds: Vec<(&'static str, &'static str, Holds, NormClaim)>,
    rests: Vec<(&'static str, &'static str, NormClaim)>,
    parts: Vec<(&'static str, &'static str)>,
}

impl Made {
    fn texts(dates: &[(&'static str, Span)]) -> Self {
        Self { dates: dates.iter().copied().collect(), ..Self::default() }
    }
    fn lists(mut self, holder: &'static str, norms: &[&'static str]) -> Self {
        self.holds.extend(norms.iter().map(|norm| (holder, *norm, Holds::Lists, claim(&format!("{holder}-{norm}")))));
        self
    }
    /// The source says that the list is complete.
    fn whole(mut self, holder: &'static str, norms: &[&'static str]) -> Self {
        let all = norms.iter().map(|norm| NormClaim { complete: true, ..claim(&format!("{holder}-{norm}")) });
        self.holds.extend(norms.iter().zip(all).map(|(norm, claim)| (holder, *norm, Holds::Lists, claim)));
        self
    }
    fn affirms(mut self, text: &'static str, norms: &[&'static str]) -> Self {
        self.holds.extend(norms.iter().map(|norm| (text, *norm, Holds::Affirms, claim(&format!("{text}-{norm}")))));
        self
    }
    fn counted(mut self, text: &'static str, list: &'static str, count: usize) -> Self {
        let claim = NormClaim { count: Some(count), ..claim(&format!("{text}-{list}")) };
        self.holds.push((text, list, Holds::Lists, claim));
        self
    }
    fn rests(mut self, later: &'static str, earlier: &'static str, mode: &str) -> Self {
        let claim = NormClaim { mode: mode.into(), ..claim(&format!("{later}<-{earlier}")) };
        self.rests.push((later, earlier, claim));
        self
    }
    fn norms(self) -> Norms {
        let mut ids: BTreeSet<&str> = self.dates.keys().copied().collect();
        ids.extend(self.holds.iter().flat_map(|(holder, norm, _, _)| [*holder, *norm]));
        ids.extend(self.rests.iter().flat_map(|(later, earlier, _)| [*later, *earlier]));
        ids.extend(self.parts.iter().flat_map(|(whole, part)| [*whole, *part]));
        let at: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let date = |id: &&str| self.dates.get(id).copied().unwrap_or(Span::UNKNOWN);
        let holdings = self.holds.into_iter();
        let rests = self.rests.into_iter();
        Norms {
            nodes: ids.iter().map(|id| entity(id, date(id))).collect(),
            holdings: holdings
                .map(|(holder, norm, how, claim)| Holding {
                    holder: at[holder],
                    norm: at[norm],
                    how,
                    claims: vec![claim],
                })
                .collect(),
            rests: rests
                .map(|(later, earlier, claim)| Rests {
                    later: at[later],
                    earlier: at[earlier],
                    relation: "derives_from".into(),
                    claims: vec![claim],
                })
                .collect(),
            parts: self
                .parts
                .into_iter()
                .map(|(whole, part)| Part {
                    whole: at[whole],
                    part: at[part],
                    claims: vec![claim(&format!("{part}/{whole}"))],
                })
                .collect(),
            window: Window::default(),
        }
    }
    fn lineage(self) -> Lineage {
        Lineage::of(&self.norms(), &Options::default()).unwrap()
    }
}

/// Each step as `norm change from>to`.
fn told(lineage: &Lineage) -> Vec<String> {
    let id = |row: usize| lineage.nodes[row].entity.node.id.as_str();
    let steps = lineage.steps.iter();
    steps.map(|step| format!("{} {} {}>{}", id(step.norm), step.change.word(), id(step.from), id(step.to))).collect()
}

#[test]
fn what_is_known_whole_decides_what_became_of_a_list() {
    use Change::{Adds, LeavesOut, Narrows, Restates, Revises, Widens};
    let two = Made::default;
    let change = |made: Made| made.rests("s2", "s1", "").lineage().comparison("s2", "s1").unwrap().change.clone();
    let (abc, ab, bcd) = (&["na", "nb", "nc"][..], &["na", "nb"][..], &["nb", "nc", "nd"][..]);
    assert_eq!(change(two().whole("s1", ab).whole("s2", ab)), Ok(Restates));
    assert_eq!(change(two().whole("s1", ab).whole("s2", abc)), Ok(Widens));
    assert_eq!(change(two().whole("s1", abc).whole("s2", ab)), Ok(Narrows));
    assert_eq!(change(two().whole("s1", abc).whole("s2", bcd)), Ok(Revises));
    // What the later leaves out is not known when it is not known whole, and what it adds when the earlier is not.
    assert_eq!(change(two().whole("s1", ab).lists("s2", abc)), Ok(Adds));
    assert_eq!(change(two().lists("s1", abc).whole("s2", bcd)), Ok(LeavesOut));
    assert_eq!(change(two().lists("s1", ab).lists("s2", abc)), Ok(Restates));
    // A smaller list is narrower even if the earlier has norms that nobody names.
    assert_eq!(change(two().lists("s1", abc).whole("s2", ab)), Ok(Narrows));
    let nothing = change(two().lists("s1", &["na"]).lists("s2", &["nb"])).unwrap_err();
    assert_eq!(nothing.reason(), "no norm of both is named, and neither is known whole");
    // A norm that lists no others is known whole: it holds itself.
    assert_eq!(change(two().lists("s2", ab)), Ok(Adds));
}

#[test]
fn a_count_makes_a_list_whole_when_as_many_are_named() {
    let made = |count| {
        let lists = Made::default().lists("s1", &["na", "nb"]).lists("s2", &["na", "nb", "nc"]);
        let lineage = lists.counted("t1", "s1", count).rests("s2", "s1", "").lineage();
        let pair = lineage.comparison("s2", "s1").unwrap();
        (pair.change.clone(), pair.earlier_known.clone())
    };
    assert_eq!(made(2), (Ok(Change::Adds), Whole { named: 2, counted: Some(2), is_whole: true }));
    assert_eq!(made(8), (Ok(Change::Restates), Whole { named: 2, counted: Some(8), is_whole: false }));
    // What a text affirms is never all that it affirms, whatever is said beside it.
    let mut affirmed =
        Made::texts(&[("t1", year(2000)), ("t2", year(2001))]).affirms("t1", &["na"]).affirms("t2", &["na", "nb"]);
    affirmed.holds.iter_mut().for_each(|held| held.3.complete = true);
    assert_eq!(affirmed.rests("t2", "t1", "").lineage().comparison("t2", "t1").unwrap().change, Ok(Change::Restates));
}

#[test]
fn norms_are_followed_from_text_to_text_through_their_lists() {
    let made = Made::texts(&[("t1", year(2000)), ("t2", year(2005)), ("t3", year(2010))]);
    let lists =
        made.counted("t1", "s1", 2).lists("s1", &["na", "nb"]).counted("t2", "s2", 2).lists("s2", &["nb", "nc"]);
    let lineage = lists.affirms("t3", &["nb"]).rests("s2", "s1", "").lineage();
    assert_eq!(told(&lineage), ["na leaves out t1>t2", "nb restates t1>t2", "nb affirms too t2>t3", "nc adds t1>t2"]);
    // A step carries the claim of lineage and how both ends hold the norm; one of time alone the two holdings.
    let ids = |step: usize| lineage.steps[step].claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids(1), ["s2<-s1", "t1-s1", "s1-nb", "t2-s2", "s2-nb"]);
    assert_eq!(ids(2), ["t2-s2", "s2-nb", "t3-nb"]);
    let classes: Vec<FlowClass> = lineage.steps.iter().map(|step| step.class).collect();
    assert_eq!(classes[2], FlowClass::CoAffirmation);
    assert!(classes.iter().enumerate().all(|(at, class)| at == 2 || *class == FlowClass::Lineage));
    // Every claim behind the two texts, once.
    let why = lineage.why("t2", "t1").unwrap();
    assert_eq!(why.len(), 7);
    let ends = |a: &str, b: &str| -> Vec<String> {
        let why = lineage.why(a, b).unwrap();
        why.method.parameters.iter().map(|(name, value)| format!("{name} {value}")).collect()
    };
    // The later was named first: the step runs from the earlier all the same.
    assert_eq!([ends("t2", "t1"), ends("t1", "t2")].concat(), ["from t1", "to t2", "from t1", "to t2"]);
    assert_eq!(ends("s2", "s1"), ["from s1", "to s2"]);
    assert!(why.title.starts_with("t1 to t2: "), "{}", why.title);
    assert_eq!(lineage.why("s1", "s2").unwrap().len(), 7);
    assert!(lineage.why("t1", "t3").is_err());
}

#[test]
fn a_claim_alone_says_that_one_norm_narrows_another() {
    let made = |mode| {
        let texts =
            Made::texts(&[("t1", year(2000)), ("t2", year(2005))]).affirms("t1", &["na"]).affirms("t2", &["nb"]);
        told(&texts.rests("nb", "na", mode).lineage())
    };
    assert_eq!(made("narrows"), ["nb narrows t1>t2"]);
    assert_eq!(made("widens"), ["nb widens t1>t2"]);
    assert_eq!(made("incremental"), ["nb rests on t1>t2"]);
    assert_eq!(made(""), ["nb rests on t1>t2"]);
}

#[test]
fn who_cites_a_series_cites_its_earlier_texts() {
    let mut made = Made::texts(&[("t1", year(2000)), ("t2", year(2005)), ("t3", year(2010))]);
    made = made.affirms("t1", &["na"]).affirms("t2", &["na"]).affirms("t3", &["na"]).rests("t2", "tx", "");
    made.parts = vec![("tx", "t1"), ("tx", "t3")];
    let lineage = made.lineage();
    assert_eq!(told(&lineage), ["na restates t1>t2", "na affirms too t2>t3"]);
    let ids: Vec<&str> = lineage.steps[0].claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids, ["t2<-tx", "t1/tx", "t1-na", "t2-na"]);
}

#[test]
fn the_first_text_precedes_all_others_or_is_a_candidate() {
    let first = |made: Made| -> Vec<(String, First, usize)> {
        let lineage = made.lineage();
        let held = lineage.held.iter();
        held.map(|one| (lineage.nodes[one.text].entity.node.id.clone(), one.first, one.generation)).collect()
    };
    let told =
        |rows: &[(&str, First, usize)]| rows.iter().map(|(id, f, g)| ((*id).to_owned(), *f, *g)).collect::<Vec<_>>();
    let all = ["t1", "t2", "t3"];
    let norm = |made: Made| all.iter().fold(made, |made, text| made.affirms(text, &["na"]));
    use First::{Certain, No, Possible};
    let dated = norm(Made::texts(&[("t1", year(2003)), ("t2", year(2001)), ("t3", year(2002))]));
    assert_eq!(first(dated), told(&[("t2", Certain, 1), ("t3", No, 2), ("t1", No, 3)]));
    let same_year = norm(Made::texts(&[("t1", year(2001)), ("t2", year(2001)), ("t3", year(2002))]));
    assert_eq!(first(same_year), told(&[("t1", Possible, 1), ("t2", Possible, 1), ("t3", No, 2)]));
    // A text without a date comes before the one that cites it, and so before what follows that one.
    let cited = norm(Made::texts(&[("t2", year(2001)), ("t3", year(2002))])).rests("t2", "t1", "");
    assert_eq!(first(cited), told(&[("t1", Certain, 1), ("t2", No, 2), ("t3", No, 3)]));
    // A hedge or a plan states no order.
    let mut hedged = norm(Made::texts(&[("t2", year(2001)), ("t3", year(2002))])).rests("t2", "t1", "");
    hedged.rests[0].2.modality = Some(Modality::May);
    assert_eq!(first(hedged), told(&[("t2", Possible, 1), ("t1", Possible, 1), ("t3", No, 2)]));
}

#[test]
fn circles_and_lineage_against_dates_are_named() {
    let texts = Made::texts(&[("t1", year(2000)), ("t2", year(2005))]).affirms("t1", &["na"]).affirms("t2", &["na"]);
    let against = texts.rests("t1", "t2", "").lineage();
    assert_eq!(against.against, [("t2".to_owned(), "t1".to_owned())]);
    assert_eq!(against.steps[0].order, StepOrder::StatedAgainstDates);
    // The record puts the two both ways round: time alone joins them no more.
    assert_eq!(told(&against), ["na restates t2>t1"]);
    let circle =
        Made::default().affirms("t1", &["na"]).affirms("t2", &["na"]).rests("t1", "t2", "").rests("t2", "t1", "");
    let circle = circle.lineage();
    assert_eq!(circle.circles, [["t1", "t2"]]);
    assert!(circle.steps.iter().all(|step| step.order == StepOrder::Possible));
}

#[test]
fn lists_that_hold_each_other_end() {
    let lineage = Made::default().lists("s1", &["s2", "na"]).lists("s2", &["s1", "nb"]).lists("t1", &["s1"]).lineage();
    let norms: Vec<&str> = lineage.held.iter().map(|one| lineage.nodes[one.norm].entity.node.id.as_str()).collect();
    assert_eq!(norms, ["na", "nb", "s1", "s2"]);
}

#[test]
fn what_is_no_norm_and_what_no_text_holds_have_no_lineage() {
    let norms = Made::default().affirms("t1", &["na"]).rests("t1", "nb", "").norms();
    let asked = |id: &str| Lineage::of(&norms, &Options { norm: Some(id.into()), ..Options::default() });
    assert_eq!(asked("t1").unwrap_err().reason(), "t1 is a document, not a norm; it holds na");
    assert_eq!(asked("nowhere").unwrap_err().reason(), "no text lists or affirms nowhere");
    assert_eq!(asked("na").unwrap().held.len(), 1);
}

#[test]
fn inferred_claims_can_be_left_out() {
    let mut made = Made::default().affirms("t1", &["na"]).affirms("t2", &["na"]).rests("t2", "t1", "");
    made.rests[0].2.certainty = Certainty::Inferred;
    let norms = made.norms();
    let stated = Options { certainty: Certainties::Stated, ..Options::default() };
    assert_eq!(told(&Lineage::of(&norms, &Options::default()).unwrap()), ["na restates t1>t2"]);
    assert!(Lineage::of(&norms, &stated).unwrap().steps.is_empty());
}

#[test]
fn the_graph_numbers_the_lineage_of_the_norm_asked() {
    let made = Made::texts(&[("t1", year(2000)), ("t2", year(2005)), ("t3", year(2010)), ("t4", year(2012))]);
    let made = ["t1", "t2", "t3", "t4"].iter().fold(made, |made, text| made.affirms(text, &["na"]));
    let norms = made.rests("t3", "t2", "").rests("t2", "t1", "").norms();
    let graph = |norm: Option<&str>| {
        let options = Options { norm: norm.map(str::to_owned), ..Options::default() };
        Lineage::of(&norms, &options).unwrap().graph()
    };
    let steps = |norm| graph(norm).ties.by_role(ColumnRole::Step).unwrap().cells.clone();
    assert_eq!(steps(Some("na")), vec![Cell::Integer(1), Cell::Integer(2), Cell::Empty].into());
    assert_eq!(steps(None), vec![Cell::Empty, Cell::Empty, Cell::Empty].into());
    assert_eq!(graph(None).nodes.len(), 4);
}
