//! Who answered what: the answers of all points on all items, packed twice, by item and by point.

/// Answers in ordered categories, 0 the lowest; what nobody answered is simply not there.
///
/// A *point* is whatever gets a position: an actor, or an actor in one window of time. An item with K categories has
/// K - 1 cut points; all cut points stand in one list, item by item.
///
/// # Cost
/// 8 bytes an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    points: usize,
    /// The first cut of each item, and the number of all cuts at the end.
    first_cut: Vec<u32>,
    /// The item of each cut.
    owner: Vec<u32>,
    /// By item and category: the points that gave it.
    by_item: Sections,
    /// By point: items answered lowest, lower cuts of middle answers, items answered highest.
    by_point: Sections,
}

/// Lists one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sections {
    offsets: Vec<u32>,
    members: Vec<u32>,
}

impl Sections {
    fn of(count: usize, entries: impl Iterator<Item = (usize, u32)> + Clone) -> Self {
        let mut offsets = vec![0_u32; count + 1];
        entries.clone().for_each(|(section, _)| offsets[section + 1] += 1);
        for section in 0..count {
            offsets[section + 1] += offsets[section];
        }
        let mut next = offsets.clone();
        let mut members = vec![0; offsets[count] as usize];
        for (section, member) in entries {
            members[next[section] as usize] = member;
            next[section] += 1;
        }
        Self { offsets, members }
    }
    fn get(&self, section: usize) -> &[u32] {
        &self.members[self.offsets[section] as usize..self.offsets[section + 1] as usize]
    }
}

impl Responses {
    /// Packs answers (point, category), item by item; an item with fewer than two categories counts as having two.
    ///
    /// # Panics
    /// When a point is not below `points` or a category not below the number of its item: a slip of the program.
    ///
    /// ```
    /// use blocs::math::item_response::Responses;
    /// let responses = Responses::of(3, &[(2, vec![(0, 0), (2, 1)]), (3, vec![(0, 2), (1, 1)])]);
    /// assert_eq!((responses.points(), responses.items(), responses.answers()), (3, 2, 4));
    /// assert_eq!(responses.categories(1), 3);
    /// ```
    pub fn of(points: usize, items: &[(usize, Vec<(u32, u8)>)]) -> Self {
        let mut first_cut = vec![0_u32];
        let mut owner = Vec::new();
        for (item, (categories, answers)) in items.iter().enumerate() {
            let categories = (*categories).max(2);
            assert!(
                answers
                    .iter()
                    .all(|&(point, category)| { (point as usize) < points && usize::from(category) < categories })
            );
            owner.extend(std::iter::repeat_n(item as u32, categories - 1));
            first_cut.push(owner.len() as u32);
        }
        let all = || {
            let answers = items.iter().enumerate();
            answers
                .flat_map(|(item, (_, answers))| answers.iter().map(move |&(point, category)| (item, point, category)))
        };
        let sections = owner.len() + items.len();
        let by_item = Sections::of(
            sections,
            all().map(|(item, point, category)| (first_cut[item] as usize + item + usize::from(category), point)),
        );
        let by_point = Sections::of(
            3 * points,
            all().map(|(item, point, category)| {
                let top = (first_cut[item + 1] - first_cut[item]) as usize;
                let (side, member) = match usize::from(category) {
                    0 => (0, item as u32),
                    category if category == top => (2, item as u32),
                    category => (1, first_cut[item] + category as u32 - 1),
                };
                (3 * point as usize + side, member)
            }),
        );
        Self { points, first_cut, owner, by_item, by_point }
    }
    /// The most categories an item can have.
    pub const MOST_CATEGORIES: usize = 12;

    /// How many points there are.
    pub fn points(&self) -> usize {
        self.points
    }
    /// How many items.
    pub fn items(&self) -> usize {
        self.first_cut.len() - 1
    }
    /// How many cut points all items have.
    pub fn cuts(&self) -> usize {
        self.owner.len()
    }
    /// How many answers there are.
    pub fn answers(&self) -> usize {
        self.by_item.members.len()
    }
    /// How many categories an item has.
    pub fn categories(&self, item: usize) -> usize {
        self.cuts_of(item).len() + 1
    }
    /// Where the cut points of an item stand.
    pub fn cuts_of(&self, item: usize) -> std::ops::Range<usize> {
        self.first_cut[item] as usize..self.first_cut[item + 1] as usize
    }
    /// The points that gave an item this category.
    pub fn gave(&self, item: usize, category: usize) -> &[u32] {
        self.by_item.get(self.first_cut[item] as usize + item + category)
    }
    /// The items that a point answered lowest.
    pub(super) fn lowest(&self, point: usize) -> &[u32] {
        self.by_point.get(3 * point)
    }
    /// The lower cuts of the middle answers of a point.
    pub(super) fn middle(&self, point: usize) -> &[u32] {
        self.by_point.get(3 * point + 1)
    }
    /// The items that a point answered highest.
    pub(super) fn highest(&self, point: usize) -> &[u32] {
        self.by_point.get(3 * point + 2)
    }
    /// The item of a cut.
    pub(super) fn owner(&self, cut: u32) -> u32 {
        self.owner[cut as usize]
    }
    /// The same points with these items only, in this order; an item may come twice.
    #[must_use]
    pub fn pick(&self, items: &[usize]) -> Self {
        let of = |&item: &usize| {
            let answers = (0..self.categories(item))
                .flat_map(|category| self.gave(item, category).iter().map(move |&point| (point, category as u8)));
            (self.categories(item), answers.collect())
        };
        Self::of(self.points, &items.iter().map(of).collect::<Vec<_>>())
    }
    /// How many items a point answered.
    pub fn answered(&self, point: usize) -> usize {
        self.lowest(point).len() + self.middle(point).len() + self.highest(point).len()
    }
}
