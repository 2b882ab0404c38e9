"""What became of the first coding, and the proof of the second.

    python3 account.py SHARED DATASET

Every fact of the first coding is accounted for in coding/log/where.csv, every row that it names is there, and every
anchor of coder b stands in its lines. Needs the standard library only, and shares no code with the program.
"""

import collections
import csv
import pathlib
import sys
import unicodedata

FACTS = 923
BECAME = {"claim", "tally", "decision", "position", "merged", "dropped"}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fold(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def listed(cell):
    return [item.strip() for item in cell.split(";") if item.strip()]


def account(shared, data):
    """The faults of where.csv; a fact may stand in several rows."""
    facts = [row["fact_id"] for row in rows(shared / "coding/seed-facts.csv")]
    if len(facts) != FACTS or len(set(facts)) != FACTS:
        yield f"{len(facts)} facts in the first coding, not {FACTS}"
    where = collections.defaultdict(list)
    for row in rows(data / "coding/log/where.csv"):
        where[row["fact"]].append(row)
    claims = {row["id"] for row in rows(data / "claims.csv")}
    decisions = {row["id"] for row in rows(data / "decisions.csv")}
    tallies = {"/".join(row[key] for key in ("decision", "measure")) for row in rows(data / "tallies.csv")}
    yield from (f"{fact} is in where.csv and no fact" for fact in where if fact not in set(facts))
    for fact in facts:
        if fact not in where:
            yield f"{fact} is not accounted for"
        for row in where[fact]:
            ids, became = listed(row["ids"]), row["became"]
            if became not in BECAME or not row["because"]:
                yield f"{fact}: `{became}` because `{row['because']}`"
            if not ids and became != "dropped":
                yield f"{fact} became {became}, of nothing"
            for one in ids:
                if one not in claims and one not in decisions and one not in tallies:
                    yield f"{fact} became `{one}`, which is in no table"
    named = {one for of_fact in where.values() for row in of_fact for one in listed(row["ids"])}
    # Claims of our own carry an `n` (D0-n01), and those that the second reading added stand in the log of changes.
    added = {row["claim"] for row in rows(data / "coding/log/changes.csv") if row["change"] == "added"}
    yield from (f"{claim} comes from no fact" for claim in sorted(claims - named - added) if "-n" not in claim)


def prove(shared, data):
    """The anchors of coder b that do not stand in their lines. D0 to D4 are the texts in the order of their names."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    texts = {f"D{at}": path.read_text(encoding="utf-8").split("\n") for at, path in enumerate(paths)}
    proved = 0
    for row in rows(data / "coding/b.csv"):
        lines = texts[row["source"]]
        first, _, last = row["lines"].partition("-")
        first, last = int(first), int(last or first)
        if not 1 <= first <= last <= len(lines):
            yield f"{row['id']}: no lines {row['lines']} in {row['source']}"
            continue
        passage = fold("".join(lines[first - 1 : last]))
        for anchor in listed(row["anchor"]):
            proved += 1
            if fold(anchor) not in passage:
                yield f"{row['id']}: `{anchor}` does not stand in lines {row['lines']} of {row['source']}"
    if proved == 0:
        yield "coder b gave no anchor"


def ids(data):
    """What coder b speaks of without having said what it is."""
    known = {row["id"] for row in rows(data / "coding/ids/b.csv")}
    for row in rows(data / "coding/b.csv"):
        yield from (f"{row['id']}: no id `{row[end]}`" for end in ("subject", "object") if row[end] and row[end] not in known)


def main():
    shared, data = map(pathlib.Path, sys.argv[1:])
    faults = [*account(shared, data), *prove(shared, data), *ids(data)]
    if faults:
        sys.exit("\n".join(faults[:50] + [f"{len(faults)} in all"]))


main()
