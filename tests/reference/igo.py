"""Memberships of states in intergovernmental organisations in 1965 (COW IGO v3, full members only).

    python3 igo.py PANEL.csv.gz OUT.csv            writes a two-mode list
    python3 igo.py PANEL.csv.gz --compare OURS.csv counts shared organisations again and compares
"""

import csv
import gzip
import sys

YEAR = "1965"
OTHER = {"ccode", "year", "state", "statenme", "statename", "country", "iso3"}


def members(panel):
    """State -> the organisations of which it is a full member."""
    found = {}
    with gzip.open(panel, "rt") as file:
        for row in csv.DictReader(file):
            if row["year"] == YEAR:
                full = {name for name, value in row.items() if name not in OTHER and value == "1"}
                found[f"state {row['ccode']}"] = full
    return found


def main():
    panel, *words = sys.argv[1:]
    known = members(panel)
    if words[0] != "--compare":
        with open(words[0], "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["state", "organisation"])
            rows.writerows((state, name) for state in sorted(known) for name in sorted(known[state]))
        return
    pairs = 0
    for row in csv.DictReader(open(words[1], encoding="utf-8-sig")):
        shared = len(known[row["one_name"]] & known[row["other_name"]])
        if shared != int(row["shared"]):
            sys.exit(f"{row['one_name']} and {row['other_name']}: {row['shared']}, counted again {shared}")
        pairs += 1
    sitting = sum(1 for names in known.values() if names)
    if pairs != sitting * (sitting - 1) // 2 or pairs < 7000:
        sys.exit(f"{pairs} pairs of {sitting} states")
    print(f"organisations shared in {YEAR}: {pairs} pairs of {sitting} states, every count equal")


main()
