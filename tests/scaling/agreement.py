"""How often the 95 % intervals of agreement hold the truth: votes in families, from known positions.

    agreement.py BLOCS WORK

A family has a cut point and a slope of its own; its items repeat it with small changes, so they are no news each. The
truth of a pair is its expected agreement over such families, as a mean over many of them. Prints a row a design,
averaged over pairs and data sets; designs of at least 100 actors x 200 items in 20 families must lie between 0.90 and
0.98. The same votes resampled by items show what ignoring families does. Nothing but the standard library.
"""

import csv
import math
import os
import random
import subprocess
import sys

# actors, families, items a family, data sets, whether it is judged
DESIGNS = [(40, 8, 5, 2, False), (100, 20, 10, 2, True), (100, 40, 5, 2, True)]
REPLICATES = "200"
PAIRS = 400
KNOWN = 2500


def family(draw):
    return draw.gauss(0, 0.8), draw.choice([-1, 1]) * draw.uniform(0.5, 2.0)


def item(draw, cut, slope):
    """The chance of yes and of abstaining at a position, on an item of this family."""
    cut, width = cut + draw.gauss(0, 0.15), draw.uniform(0.05, 0.3)

    def chances(position):
        at = slope * (position - cut)
        above = 0.5 * math.erfc((width - at) / math.sqrt(2))
        below = 0.5 * math.erfc((width + at) / math.sqrt(2))
        return above, 1 - above - below

    return chances


def write(folder, positions, families, items, draw):
    os.makedirs(folder, exist_ok=True)
    names = [f"a{actor:03}" for actor in range(len(positions))]
    tables = {
        "sources": [["id"], ["s"]],
        "entities": [["id", "kind", "name"], ["s", "document", "S"]] + [[name, "state", name] for name in names],
        "decisions": [["id", "procedure", "series"]],
        "positions": [["decision", "actor", "position", "source", "lines"]],
    }
    for number in range(families):
        cut, slope = family(draw)
        for of in range(items):
            decision = f"d{number:03}-{of:03}"
            tables["entities"].append([decision, "decision", decision])
            tables["decisions"].append([decision, "roll-call", f"family-{number}"])
            chances = item(draw, cut, slope)
            for name, position in zip(names, positions):
                if draw.random() < 0.1:
                    continue
                yes, abstain = chances(position)
                lot = draw.random()
                word = "for" if lot < yes else "abstain" if lot < yes + abstain else "against"
                tables["positions"].append([decision, name, word, "s", "1"])
    for table, rows in tables.items():
        with open(os.path.join(folder, f"{table}.csv"), "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return names


def truth(positions, pairs, draw):
    """Expected agreement: 1 for the same position, a half where one of the two abstains."""
    sums = [0.0] * len(pairs)
    for _ in range(KNOWN):
        cut, slope = family(draw)
        chances = item(draw, cut, slope)
        at = [chances(position) for position in positions]
        for place, (a, b) in enumerate(pairs):
            (yes, abstain), (other, both) = at[a], at[b]
            no, against = 1 - yes - abstain, 1 - other - both
            sums[place] += 1 - (yes * against + no * other) - 0.5 * (abstain * (1 - both) + both * (1 - abstain))
    return [total / KNOWN for total in sums]


def covered(blocs, work, actors, families, items, seed):
    draw = random.Random(seed)
    positions = [draw.gauss(0, 1) for _ in range(actors)]
    folder = os.path.join(work, "families")
    names = write(folder, positions, families, items, draw)
    every = [(a, b) for a in range(actors) for b in range(a + 1, actors)]
    pairs = draw.sample(every, min(PAIRS, len(every)))
    known = dict(zip(((names[a], names[b]) for a, b in pairs), truth(positions, pairs, draw)))
    shares = []
    for resample in ("families", "items"):
        command = [blocs, "align", "agreement", "-d", folder, "--bootstrap", REPLICATES, "--resample", resample, "--format", "csv"]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        rows = [row for row in csv.DictReader(out.splitlines()) if (row["actor"], row["other"]) in known and row["low"]]
        held = [float(row["low"]) <= known[row["actor"], row["other"]] <= float(row["high"]) for row in rows]
        shares.append(sum(held) / len(held))
    return shares


def main(blocs, work):
    failed = False
    for actors, families, items, sets, judged in DESIGNS:
        runs = [covered(blocs, work, actors, families, items, 1000 * families + seed) for seed in range(sets)]
        over, single = (sum(run[which] for run in runs) / sets for which in (0, 1))
        bad = judged and not 0.90 <= over <= 0.98
        failed |= bad
        judged_as = "FAILED" if bad else "" if judged else "(reported)"
        print(
            f"{actors} actors x {families * items} items in {families} families: coverage {over:.3f} over families, "
            f"{single:.3f} over items {judged_as}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
