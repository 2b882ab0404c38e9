"""Compares p-values of the backbone with those of the R package backbone 3.0.3 on the same data.

    python3 backbone.py OURS.csv THEIRS.csv.gz

The package approximates the tail (refined normal), ours is the exact sum: shared counts must be equal, p-values within
0.05, and what is kept at 0.05 (upper tail, no correction) must differ in no more than one pair of a hundred.
"""

import csv
import gzip
import sys


def main():
    ours, theirs = sys.argv[1:3]
    known = {}
    for row in csv.DictReader(gzip.open(theirs, "rt")):
        if row["model"] == "sdsm":
            pair = tuple(sorted((row["from"], row["to"])))
            known[pair] = (int(row["shared"]), float(row["p_upper"]), row["kept"] == "1")
    seen, furthest, differ = 0, 0.0, 0
    for row in csv.DictReader(open(ours, encoding="utf-8-sig")):
        shared, upper, kept = known[tuple(sorted((row["one_name"], row["other_name"])))]
        more = float(row["p_more"])
        if shared != int(row["shared"]):
            sys.exit(f"{row['one_name']} and {row['other_name']} share {row['shared']}, {shared} by the other program")
        seen, furthest, differ = seen + 1, max(furthest, abs(more - upper)), differ + ((more < 0.05) != kept)
    if seen != len(known) or furthest > 0.05 or differ > seen / 100:
        sys.exit(f"{seen} of {len(known)} pairs, furthest {furthest:.4f}, {differ} kept by one only")
    print(f"backbone: {seen} pairs, counts equal, p-values within {furthest:.4f}, {differ} kept by one only")


main()
