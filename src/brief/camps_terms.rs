//! Japanese for the words of camps over time and of who stands between them: titles, columns, units, reasons.

/// Words, or forms with `{}` for what changes, and their Japanese.
pub(super) const OF_CAMPS: &[(&str, &str)] = &[
    // Titles, and the method of one of them.
    ("How far apart camps stand", "陣営の隔たり"),
    ("Who moved", "陣営を移った主体"),
    ("Camps in saying, voting and signing, side by side", "発言・投票・署名における陣営の対照"),
    ("Actors between camps", "陣営の間に立つ主体"),
    ("What draws {} to {} and to {}", "{}を{}と{}に引きつけるもの"),
    ("what draws {} to {} and to {}", "{}を{}と{}に引きつけるもの"),
    ("What it would take to reverse an outcome", "結果を覆すのに要るもの"),
    // Camps over time.
    ("polarisation/camps", "陣営数"),
    ("polarisation/within", "陣営内"),
    ("polarisation/across", "陣営間"),
    ("polarisation/polarisation", "隔たり"),
    ("polarisation/moved", "移った主体"),
    ("polarisation/differ", "種類で異なる主体"),
    ("polarisation/regrouped", "陣営名の変わった主体"),
    ("moves/camp", "陣営"),
    ("moves/moved_from", "移る前の陣営"),
    ("moves/regrouped_from", "名の変わる前の陣営"),
    ("moves/firmness", "安定性"),
    ("camps-by-kind/differ", "種類で異なる"),
    ("camps-by-kind/camp", "陣営"),
    ("resolution", "解像度"),
    ("mean agreement", "平均同調度"),
    // Between camps.
    ("swing/camp", "陣営"),
    ("swing/nearest", "最も近い陣営"),
    ("swing/next", "次に近い陣営"),
    ("swing/agreement_next", "次に近い陣営との同調度"),
    ("swing/entropy", "エントロピー"),
    ("swing/cross_pressure", "板挟み"),
    ("bits, 0-1", "ビット、0–1"),
    ("share of bodies", "組織の割合"),
    ("swing-why/nearest", "最も近い陣営"),
    ("swing-why/next", "次に近い陣営"),
    ("swing-why/draws", "引き寄せ"),
    ("pivotality/rule_named", "規則の明示"),
    ("pivotality/majority", "過半数"),
    ("pivotality/carried", "可決"),
    ("pivotality/reversed_by", "覆すのに要る票"),
    ("votes that change sides", "立場を変える票"),
    ("pivotality/swing_winning", "勝った側の揺れる主体"),
    ("swing actors on the winning side", "勝った側の揺れる主体"),
    ("pivotality/swing_enough", "それで足りるか"),
    ("who swings is not known without resamples", "再抽出がないため、誰が揺れるかは分からない"),
    // Groups.
    (
        "{} of {} ties are of friends, since nearly all agree on more than half: camps part from foes of nearly everybody alone; \
         `leiden` holds each pair against the mean",
        "ほとんどの主体が半分を超えて同調するため、正の組が{}（全{}）：陣営に分かれるのは、ほぼ全員と対立する主体に限られる。`leiden`は各組を平均と比べる",
    ),
    (
        "{} sets of actors without a defined pair between them, of {} actors",
        "互いに定まる組のない主体の集まりが{}つ（主体数は{}）",
    ),
    (
        "this is of the search on these very items; how far the groups rest on them, resampling shows (`bootstrap`)",
        "これは同じ案件の上での探索の安定性であり、集団が案件にどれほど左右されるかは再抽出（`bootstrap`）で分かる",
    ),
    // How groupings compare.
    ("comparison/method", "手法"),
];
