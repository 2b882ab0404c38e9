//! Japanese for what is said beside documented paths: how many there are, what leaves them out, where they stop.

/// Forms and their Japanese.
pub(super) const PATHS: &[(&str, &str)] = &[
    ("start and end are the same: {}", "始点と終点が同じ：{}"),
    ("no documented path from {} to {} within {} steps", "{}から{}への{}段階以内の文書上の経路はない"),
    ("no documented path from {} to {} within {} step", "{}から{}への{}段階以内の文書上の経路はない"),
    ("no documented path from {} to {} of any length", "{}から{}への文書上の経路は、長さを問わずない"),
    ("no documented path along {} within {} steps", "{}に沿う{}段階以内の文書上の経路はない"),
    ("no documented path along {} within {} step", "{}に沿う{}段階以内の文書上の経路はない"),
    ("no documented path along {} of any length", "{}に沿う文書上の経路は、長さを問わずない"),
    ("the search was cut, so there may be one", "探索は打ち切られたため、存在する可能性がある"),
    ("only the steps of a part were looked at: {}", "見たのは一部の段階だけである：{}"),
    ("{} of {} paths listed", "経路{}本を掲げる（全{}本）"),
    ("{} of at least {} paths listed", "経路{}本を掲げる（少なくとも全{}本）"),
    ("the search was cut: there may be more paths", "探索は打ち切られた：経路はほかにもありうる"),
    (
        "the work allowed ({} steps looked at) was spent on paths of few steps: better ones with more steps may not have been \
         looked at",
        "許された計算量（段階{}）は短い経路で尽きた：段階の多い、より良い経路は見ていない可能性がある",
    ),
    (
        "it is the limits asked for ({limit}) that leave none: without them there is a path of {} steps",
        "経路がないのは求められた制限（{}）による：なければ{}段階の経路がある",
    ),
    (
        "it is the limits asked for ({limit}) that leave none: without them there is a path of {} step",
        "経路がないのは求められた制限（{}）による：なければ{}段階の経路がある",
    ),
    ("some steps were left out by certainty or modality", "確かさか様態により除かれた段階がある"),
    (
        "{} paths of these lengths are impossible: no order of time fits",
        "この長さの経路{}本はありえない：時間の順が合わない",
    ),
    (
        "at least {} paths of these lengths are impossible: no order of time fits",
        "この長さの経路の少なくとも{}本はありえない：時間の順が合わない",
    ),
    (
        "{} path of these lengths is impossible: no order of time fits",
        "この長さの経路{}本はありえない：時間の順が合わない",
    ),
    (
        "{} paths of these lengths are impossible: no order of time fits with gaps of at most {} days",
        "この長さの経路{}本はありえない：間隔{}日以内で時間の順が合わない",
    ),
    (
        "at least {} paths of these lengths are impossible: no order of time fits with gaps of at most {} days",
        "この長さの経路の少なくとも{}本はありえない：間隔{}日以内で時間の順が合わない",
    ),
    (
        "{} path of these lengths is impossible: no order of time fits with gaps of at most {} days",
        "この長さの経路{}本はありえない：間隔{}日以内で時間の順が合わない",
    ),
    (
        "the pattern is followed to {} entities; from there no documented step is `{}`, whatever its date",
        "型は{}の対象までたどれ、その先には日付を問わず`{}`の段階がない",
    ),
    (
        "the pattern is followed to 1 entity; from there no documented step is `{}`, whatever its date",
        "型は一つの対象までたどれ、その先には日付を問わず`{}`の段階がない",
    ),
    ("{} breaks at step {} ({})", "{}は段階{}で途切れる（{}）"),
    ("nothing can be reached from {}", "{}から至りうるものはない"),
    ("{} entities can be reached from {}", "対象{}に{}から至りうる"),
    ("1 entity can be reached from {}", "対象一つに{}から至りうる"),
    (
        "{} entities can be reached from {}, the last {} (not before {})",
        "対象{}に{}から至りうる（最後は{}、{}より前ではない）",
    ),
    (
        "1 entity can be reached from {}, the last {} (not before {})",
        "対象一つに{}から至りうる（{}、{}より前ではない）",
    ),
    ("nothing leads to {}", "{}に至るものはない"),
    ("{} entities can lead to {}", "対象{}が{}に至りうる"),
    ("1 entity can lead to {}", "対象一つが{}に至りうる"),
    ("of what belongs to {}, these can be reached from {}: {}", "{}に属するもののうち、{}から至りうるのは：{}"),
    ("the two sides meet, but by no path that stops and gaps allow", "両側は出会うが、経由地と間隔の許す経路がない"),
    (
        "the two sides meet, but only in more steps or through an entity twice",
        "両側は出会うが、段階がさらに多いか、同じ対象を二度通る",
    ),
    (
        "no step of this view joins the two sides, whatever its date",
        "ここで見た段階には、日付を問わず両側をつなぐものがない",
    ),
    ("{} steps would join the two sides, but time does not allow it", "両側をつなぎうる段階が{}あるが、時間が許さない"),
    ("{} step would join the two sides, but time does not allow it", "両側をつなぎうる段階が{}あるが、時間が許さない"),
];
