//! Shortest ways from eight sources at a time: what their searches share is fetched once.

use std::array::from_fn;

use super::Ways;

/// How many sources are searched at a time.
pub(super) const LANES: usize = 8;

/// A number for each source.
type Lanes = [f64; LANES];

/// A batch is worth its while as long as it looks at each arc no more often than this for all of its sources together; one
/// source after the other looks at it twice for each.
const WORTH: usize = 8;

/// A level that was not reached.
const NEVER: f64 = f64::INFINITY;

/// What a batch needs, kept from one to the next.
pub(super) struct Batch<'a> {
    out: &'a Ways,
    into: &'a Ways,
    /// How far each node lies from each source.
    level: Vec<Lanes>,
    /// How many shortest ways lead to it.
    ways: Vec<Lanes>,
    /// What is owed to it.
    owed: Vec<Lanes>,
    /// What nodes of the level at hand hand on; zero elsewhere.
    now: Vec<Lanes>,
    /// What was handed to a node, while its level is made.
    gathered: Vec<Lanes>,
    is_touched: Vec<bool>,
    /// Nodes by level: a node stands in each level at which some source has it.
    order: Vec<u32>,
    starts: Vec<usize>,
    /// Nodes that not every source has reached.
    open: Vec<u32>,
    work: usize,
}

impl<'a> Batch<'a> {
    pub fn new(out: &'a Ways, into: &'a Ways) -> Self {
        let n = out.len();
        Self {
            out,
            into,
            level: vec![[NEVER; LANES]; n],
            ways: vec![[1.0; LANES]; n],
            owed: vec![[0.0; LANES]; n],
            now: vec![[0.0; LANES]; n],
            gathered: vec![[0.0; LANES]; n],
            is_touched: vec![false; n],
            order: Vec::new(),
            starts: Vec::new(),
            open: Vec::new(),
            work: 0,
        }
    }

    /// Whether the last batch cost less than its sources would have one after the other.
    pub fn pays(&self) -> bool {
        self.work <= WORTH * self.out.ends.len()
    }

    /// Adds what each node owes to these sources, eight at most.
    pub fn from(&mut self, sources: &[u32], sums: &mut [f64]) {
        self.work = 0;
        self.level.fill([NEVER; LANES]);
        self.order.clear();
        self.starts.clear();
        self.open.clear();
        self.open.extend(0..self.out.len() as u32);
        for (lane, &source) in sources.iter().enumerate() {
            let at = source as usize;
            (self.level[at][lane], self.ways[at][lane], self.now[at][lane], self.owed[at][lane]) = (0.0, 1.0, 1.0, 0.0);
            self.order.push(source);
        }
        self.onwards(sources.len());
        self.back(sums);
    }

    /// Level after level, until no node is new to any source.
    fn onwards(&mut self, lanes: usize) {
        let mut open_arcs = self.into.ends.len();
        let (mut begin, mut depth) = (0, 0.0);
        self.starts.push(0);
        while begin < self.order.len() {
            let end = self.order.len();
            depth += 1.0;
            let front_arcs: usize = self.order[begin..end].iter().map(|&node| self.out.row(node).len()).sum();
            // A step from the front costs about twice what one back to it costs.
            if front_arcs * 2 < open_arcs {
                self.work += front_arcs;
                self.hand_on(begin, end, depth);
            } else {
                self.work += open_arcs;
                open_arcs = self.gather(lanes, depth);
            }
            for at in begin..end {
                self.now[self.order[at] as usize] = [0.0; LANES];
            }
            for at in end..self.order.len() {
                let node = self.order[at] as usize;
                let (level, ways) = (&self.level[node], &self.ways[node]);
                self.now[node] = from_fn(|lane| if level[lane] == depth { ways[lane] } else { 0.0 });
            }
            begin = end;
            self.starts.push(end);
        }
    }

    /// The nodes of the front hand their ways on to their neighbours.
    fn hand_on(&mut self, begin: usize, end: usize, depth: f64) {
        for at in begin..end {
            let node = self.order[at];
            let mine = self.now[node as usize];
            for &next in self.out.row(node) {
                let place = next as usize;
                if self.is_touched[place] {
                    add(&mut self.gathered[place], &mine);
                } else {
                    self.is_touched[place] = true;
                    self.gathered[place] = mine;
                    self.order.push(next);
                }
            }
        }
        let mut kept = end;
        for at in end..self.order.len() {
            let node = self.order[at];
            self.is_touched[node as usize] = false;
            let gathered = self.gathered[node as usize];
            if self.settle(node as usize, &gathered, depth) {
                self.order[kept] = node;
                kept += 1;
            }
        }
        self.order.truncate(kept);
    }

    /// Open nodes gather the ways of their neighbours in the front; how many arcs lead to nodes that are still open.
    fn gather(&mut self, lanes: usize, depth: f64) -> usize {
        let (mut kept, mut arcs) = (0, 0);
        for at in 0..self.open.len() {
            let node = self.open[at];
            if self.level[node as usize][..lanes].iter().all(|level| *level < NEVER) {
                continue;
            }
            let mut gathered = [0.0; LANES];
            for &before in self.into.row(node) {
                add(&mut gathered, &self.now[before as usize]);
            }
            if self.settle(node as usize, &gathered, depth) {
                self.order.push(node);
            }
            self.open[kept] = node;
            kept += 1;
            arcs += self.into.row(node).len();
        }
        self.open.truncate(kept);
        arcs
    }

    /// Keeps what reached a node for the sources that had not reached it; whether there are such.
    fn settle(&mut self, node: usize, gathered: &Lanes, depth: f64) -> bool {
        let (level, ways, owed) = (self.level[node], self.ways[node], self.owed[node]);
        let fresh = |lane: usize| level[lane] == NEVER && gathered[lane] > 0.0;
        let new: Lanes = from_fn(|lane| if fresh(lane) { 1.0 } else { 0.0 });
        self.level[node] = from_fn(|lane| if fresh(lane) { depth } else { level[lane] });
        self.ways[node] = from_fn(|lane| if fresh(lane) { gathered[lane] } else { ways[lane] });
        self.owed[node] = from_fn(|lane| if fresh(lane) { 0.0 } else { owed[lane] });
        new.iter().sum::<f64>() > 0.0
    }

    /// Back from the furthest level: a node owes its predecessors in proportion to the ways that each brought.
    fn back(&mut self, sums: &mut [f64]) {
        for at in (1..self.starts.len() - 1).rev() {
            let (begin, end) = (self.starts[at], self.starts[at + 1]);
            let (depth, before) = (at as f64, (at - 1) as f64);
            for &node in &self.order[begin..end] {
                let node = node as usize;
                let (level, ways, owed) = (&self.level[node], &self.ways[node], &self.owed[node]);
                let share: Lanes = from_fn(|lane| (1.0 + owed[lane]) / ways[lane]);
                self.now[node] = from_fn(|lane| if level[lane] == depth { share[lane] } else { 0.0 });
            }
            // Nothing is owed to the sources themselves.
            let nearer = if at > 1 { self.starts[at - 1]..begin } else { begin..begin };
            for &node in &self.order[nearer] {
                self.work += self.out.row(node).len();
                let mut gathered = [0.0; LANES];
                for &next in self.out.row(node) {
                    add(&mut gathered, &self.now[next as usize]);
                }
                let node = node as usize;
                let (level, ways, owed) = (self.level[node], self.ways[node], self.owed[node]);
                let through: Lanes =
                    from_fn(|lane| if level[lane] == before { gathered[lane] * ways[lane] } else { 0.0 });
                self.owed[node] = from_fn(|lane| if level[lane] == before { through[lane] } else { owed[lane] });
                sums[node] += through.iter().sum::<f64>();
            }
            for &node in &self.order[begin..end] {
                self.now[node as usize] = [0.0; LANES];
            }
        }
    }
}

fn add(sum: &mut Lanes, other: &Lanes) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
}
