"""How often the stated 95 % intervals hold the truth: votes are made from known positions, with abstention and gaps.

    coverage.py BLOCS WORK

Prints a row a design, averaged over actors and data sets; designs of at least 100 actors and 200 informative items must
lie between 0.90 and 0.98. Nothing but the standard library; the seeds are fixed.
"""

import csv
import os
import random
import statistics
import subprocess
import sys

# actors, items, model, data sets, whether it is judged
DESIGNS = [
    (30, 60, "ordinal", 4, False),
    (60, 100, "ordinal", 3, False),
    (100, 200, "ordinal", 3, True),
    (100, 200, "binary", 3, True),
    (100, 400, "ordinal", 2, True),
]
REPLICATES = "100"


def votes(path, actors, items, seed):
    """Positions are standard normal; slopes and cut points vary; a tenth abstains about the cut, a tenth is missing."""
    draw = random.Random(seed)
    truth = [draw.gauss(0, 1) for _ in range(actors)]
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["decision", "actor", "position"])
        for item in range(items):
            cut = draw.gauss(0, 0.8)
            slope = draw.choice([-1, 1]) * draw.uniform(0.5, 2.0)
            width = draw.uniform(0.05, 0.3)
            for actor, position in enumerate(truth):
                if draw.random() < 0.1:
                    continue
                latent = slope * (position - cut) + draw.gauss(0, 1)
                word = "abstain" if abs(latent) < width else "yes" if latent > 0 else "no"
                out.writerow([f"d{item:04}", f"a{actor:04}", word])
    mean, spread = statistics.fmean(truth), statistics.pstdev(truth)
    return {f"a{actor:04}": (position - mean) / spread for actor, position in enumerate(truth)}


def covered(blocs, work, actors, items, model, seed):
    path = os.path.join(work, "simulated.csv")
    truth = votes(path, actors, items, seed)
    command = [blocs, "align", "ideal-points", "-d", path, "--model", model, "--bootstrap", REPLICATES, "--format", "csv"]
    rows = list(csv.DictReader(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()))
    rows = [row for row in rows if row["position"]]
    found = [float(row["position"]) for row in rows]
    known = [truth[row["actor"]] for row in rows]
    r = statistics.correlation(found, known)
    sign = 1 if r > 0 else -1
    held = [
        min(sign * float(row["low"]), sign * float(row["high"])) <= truth[row["actor"]]
        <= max(sign * float(row["low"]), sign * float(row["high"]))
        for row in rows
    ]
    error = statistics.fmean(float(row["standard_error"]) for row in rows)
    return sum(held), len(held), abs(r), error


def main(blocs, work):
    failed = False
    for actors, items, model, sets, judged in DESIGNS:
        runs = [covered(blocs, work, actors, items, model, 100 * items + seed) for seed in range(sets)]
        share = sum(run[0] for run in runs) / sum(run[1] for run in runs)
        r, error = statistics.fmean(run[2] for run in runs), statistics.fmean(run[3] for run in runs)
        bad = judged and not 0.90 <= share <= 0.98
        failed |= bad
        judged_as = "FAILED" if bad else "" if judged else "(reported)"
        print(f"{actors} actors x {items} items, {model}: coverage {share:.3f}, r {r:.4f}, mean error {error:.3f} {judged_as}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
