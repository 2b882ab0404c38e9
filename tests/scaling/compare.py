"""Ideal points against published ones: reads the tables that blocs wrote, prints a row a body or year, judges the gates.

    compare.py un BY_YEAR.csv FIT.csv PUBLISHED.csv.gz STATES.csv
    compare.py senate POINTS.csv FIT.csv MEMBERS.csv ROLLCALLS.csv VOTES.csv NAME
    compare.py wide POINTS.csv FIT.csv SCORES.csv NAME

Nothing but the standard library. A gate that does not hold ends the script with status 1.
"""

import csv
import gzip
import re
import statistics
import sys
from collections import defaultdict

failed = []


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        return list(csv.DictReader(file))


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def correlation(a, b):
    common = sorted(set(a) & set(b))
    if len(common) < 5:
        return None, len(common)
    return statistics.correlation([a[key] for key in common], [b[key] for key in common]), len(common)


def gate(what, value, least):
    holds = value >= least
    print(f"{what}: {value:.4f} (at least {least}) {'' if holds else 'FAILED'}")
    if not holds:
        failed.append(what)


def share(sorted_values, part):
    place = part * (len(sorted_values) - 1)
    low = int(place)
    high = min(low + 1, len(sorted_values) - 1)
    return sorted_values[low] + (place - low) * (sorted_values[high] - sorted_values[low])


def un(points, fits, published, states):
    iso = {row["id"]: row["iso3"] for row in rows(states)}
    mine = defaultdict(dict)
    for row in rows(points):
        if number(row["position"]) is not None:
            mine[row["year"]][iso.get(row["actor"], row["actor"])] = number(row["position"])
    informative = {row["year"]: int(row["items"]) for row in rows(fits)}
    theirs = {"idealpointall": defaultdict(dict), "idealpointfp": defaultdict(dict)}
    for row in rows(published):
        for name, table in theirs.items():
            if number(row[name]) is not None:
                table[row["year"]][row["iso3c"]] = number(row[name])
    print("year items actors r_all r_fp")
    found, passages = [], []
    for year in sorted(mine):
        (everything, n), (passage, _) = (correlation(mine[year], table[year]) for table in theirs.values())
        enough = informative[year] >= 20
        if enough and everything is not None:
            found.append(everything)
            passages.append(passage)
        print(year, informative[year], n, f"{everything:.4f} {passage:.4f}", "" if enough else "(too few items)")
    found.sort()
    gate(f"median correlation with idealpointall over {len(found)} years", statistics.median(found), 0.985)
    gate("10th percentile", share(found, 0.1), 0.95)
    print(f"median correlation with idealpointfp: {statistics.median(passages):.4f}")


def classified(fits):
    (row,) = rows(fits)
    return number(row["correct"])


def cutting(positions, rollcalls, votes):
    """The share of votes that the published positions and cutting points tell right, on the first dimension."""
    cuts = {}
    for row in rows(rollcalls):
        middle, spread = number(row["nominate_mid_1"]), number(row["nominate_spread_1"])
        # Roll calls that were not scaled have no spread.
        if middle is not None and spread:
            cuts[float(row["rollnumber"])] = (middle, spread)
    right = counted = 0
    for row in rows(votes):
        actor, code = f"icpsr-{int(float(row['icpsr']))}", int(float(row["cast_code"]))
        cut = cuts.get(float(row["rollnumber"]))
        if cut is None or actor not in positions or not 1 <= code <= 6:
            continue
        counted += 1
        right += ((positions[actor] - cut[0]) * cut[1] < 0) == (code <= 3)
    return right / counted


def senate(points, fits, members, rollcalls, votes, name):
    mine = {row["actor"]: number(row["position"]) for row in rows(points) if number(row["position"]) is not None}
    scores = {"nokken_poole_dim1": {}, "nominate_dim1": {}}
    party, cast, errors = {}, 0.0, 0.0
    for row in rows(members):
        if row["chamber"] != "Senate":
            continue
        actor = f"icpsr-{int(float(row['icpsr']))}"
        party[actor] = row["party_code"].split(".")[0]
        for score, table in scores.items():
            if number(row[score]) is not None:
                table[actor] = number(row[score])
        cast += number(row["nominate_number_of_votes"]) or 0
        errors += number(row["nominate_number_of_errors"]) or 0
    r, n = correlation(mine, scores["nokken_poole_dim1"])
    static, _ = correlation(mine, scores["nominate_dim1"])
    print(f"{name}: {n} members, nominate_dim1 |r| {abs(static):.4f}")
    for code in ("100", "200"):
        within = {actor: value for actor, value in mine.items() if party.get(actor) == code}
        print(f"{name}: within party {code} |r| {abs(correlation(within, scores['nokken_poole_dim1'])[0]):.4f}")
    gate(f"{name}: |r| with nokken_poole_dim1", abs(r), 0.965)
    gate(f"{name}: classified", classified(fits), round(cutting(scores["nominate_dim1"], rollcalls, votes), 4))
    print(f"{name}: published on two dimensions {1 - errors / cast:.4f}")


def slug(name):
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def wide(points, fits, scores, name):
    mine = {row["actor"]: number(row["position"]) for row in rows(points) if number(row["position"]) is not None}
    theirs = {slug(row["legislator"]): number(row["coord1D"]) for row in rows(scores) if number(row["coord1D"]) is not None}
    r, n = correlation(mine, theirs)
    print(f"{name}: {n} members")
    gate(f"{name}: |r| with coord1D", abs(r), 0.98)
    # Published with the estimate: 0.804 of the votes on one dimension. Ours falls short of it in the third digit; what is
    # judged is that it falls no further.
    print(f"{name}: published as classified 0.804")
    gate(f"{name}: classified", classified(fits), 0.8)


if __name__ == "__main__":
    {"un": un, "senate": senate, "wide": wide}[sys.argv[1]](*sys.argv[2:])
    sys.exit(1 if failed else 0)
