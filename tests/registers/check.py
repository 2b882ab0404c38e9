"""Compares the register of states with CLDR and with the compilations of country codes."""

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

register, cldr, codes = map(Path, sys.argv[1:4])
FOUNDED = "1945-10-24"  # what ended before the United Nations began is outside the register


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


entities = {row["id"]: row for row in rows(register / "entities.csv")}
states = {id for id, row in entities.items() if row["kind"] == "state"}
claims = rows(register / "claims.csv")


def qualifier(claim, key):
    pairs = (pair.strip().partition("=") for pair in claim["qualifiers"].split(";"))
    return next((value for name, _, value in pairs if name == key), "")


def coded(scheme):
    """Claims of a code, but for those that share another state's."""
    return [c for c in claims if c["relation"] == "has_code" and qualifier(c, "scheme") == scheme]


found = []  # check, subject, what the register has, what the other has
compared = Counter()


def compare(check, subject, ours, theirs):
    compared[check] += 1
    if ours != theirs:
        found.append((check, subject, ours, theirs))


# Names: CLDR, by alpha-2 code. Former states have none and no name there.
alpha2 = {c["subject"]: c["value"] for c in coded("iso3166-1-alpha-2") if c["end"] == ".."}
alpha2["kosovo"] = "XK"  # assigned by users, so that it is no claim
m49_of = {}
for id, row in entities.items():
    if row["kind"] == "region":
        m49_of[id] = next(alias.split()[1] for alias in row["aliases"].split("; ") if alias.startswith("M49 "))
for language, column in (("en", "name"), ("ja", "name_ja")):
    path = cldr / "cldr-localenames-full" / "main" / language / "territories.json"
    names = json.loads(path.read_text())["main"][language]["localeDisplayNames"]["territories"]
    for id, code in sorted(alpha2.items()):
        compare(f"cldr-{language}", id, entities[id][column], names[code])
    for id, code in sorted(m49_of.items()):
        bare = entities[id][column].removesuffix(" (M49)").removesuffix("（M49）")
        compare(f"cldr-{language}", id, bare, names[code])

# Regions: CLDR follows the standard; 202 and 419 are groupings there.
supplemental = cldr / "cldr-core" / "supplemental"
containment = json.loads((supplemental / "territoryContainment.json").read_text())["supplemental"]["territoryContainment"]
holds = {key: set(value["_contains"]) for key, value in containment.items() if key[:3].isdigit() and "deprecated" not in key}
for claim in claims:
    if claim["relation"] == "in_region":
        inner = alpha2.get(claim["subject"]) or m49_of[claim["subject"]]
        outer = m49_of[claim["object"]]
        inside = any(inner in holds.get(key, ()) for key in (outer, f"{outer}-status-grouping"))
        compare("cldr-region", claim["subject"], outer, outer if inside else "elsewhere")
mappings = json.loads((supplemental / "codeMappings.json").read_text())["supplemental"]["codeMappings"]
alpha3 = {c["subject"]: c["value"] for c in coded("iso3166-1-alpha-3") if c["end"] == ".."}
m49 = {c["subject"]: c["value"] for c in coded("m49") if c["end"] == ".."}
for id, code in sorted(alpha2.items()):
    if id in alpha3:
        compare("cldr-alpha-3", id, alpha3[id], mappings[code]["_alpha3"])
        compare("cldr-numeric", id, m49.get(id, ""), mappings[code]["_numeric"])
for id in sorted(states):
    compare("column-iso3", id, entities[id]["iso3"], alpha3.get(id, ""))

# One table of names and codes.
regions = {c["subject"]: c["object"] for c in claims if c["relation"] == "in_region"}
seats = defaultdict(list)
for claim in claims:
    if claim["relation"] == "has_seat_in" and qualifier(claim, "standing") == "member":
        seats[claim["subject"]].append(claim)
gw_now = {c["subject"]: c["value"] for c in coded("gw") if c["end"] == ".." and c["certainty"] == "stated"}
table = {row["ISO3"]: row for row in rows(codes / "country_codes.csv")}
for id, code in sorted(alpha3.items()):
    row = table[code]
    number = row["UNcode"].split(".")[0]
    compare("table-alpha-2", id, alpha2[id], row["ISO2"])
    compare("table-m49", id, m49.get(id, ""), number.zfill(3) if number else "")
    if id in regions:
        region = entities[regions[id]]
        theirs = row["UNregion"]
        named = {region["name"].removesuffix(" (M49)"), *region["aliases"].split("; ")}
        same = theirs in named or regions[id] == f"m49-{theirs.lower().replace(' ', '-')}"
        compare("table-region", id, regions[id], regions[id] if same else theirs)
    # The day in the anchor is that of the list; a seat taken over begins later here.
    listed = {c["anchor"][-4:] for c in seats[id] if c["source"] == "un-member-list"}
    compare("table-un-year", id, " ".join(sorted(listed)), row["UNmember"].split(".")[0])
    compare("table-gw", id, gw_now.get(id, ""), row["GWcode"].split(".")[0])
members = [row["ISO3"] for row in table.values() if row["UNmember"]]
seated = sorted(entities[id]["iso3"] for id in seats if any(c["end"] == ".." for c in seats[id]))
compare("un-members", "all", " ".join(seated), " ".join(sorted(members)))

# Spells of statehood, as stated.


def day(row, prefix):
    return "-".join(f"{int(row[prefix + part]):0{4 if part == 'year' else 2}d}" for part in ("year", "month", "day"))


def spells(scheme):
    stated = [c for c in claims if c["id"].startswith(f"{scheme}-spell-") and c["certainty"] == "stated"]
    # The compilations hold no microstates of Gleditsch and Ward.
    stated = [c for c in stated if c["value"] != "microstate"]
    code_of = defaultdict(set)
    for claim in coded(scheme):
        if claim["certainty"] == "stated":
            code_of[claim["anchor"].split("; ")[0]].add(claim["subject"])
    ours = {(c["anchor"].split("; ")[0], c["begin"], c["end"]) for c in stated}
    return ours, code_of


def compare_spells(check, scheme, theirs, last):
    ours, code_of = spells(scheme)
    ours = {(code, begin, last if end == ".." else end) for code, begin, end in ours}
    for code, begin, end in sorted(ours | theirs):
        if (code, begin, end) in ours & theirs:
            compared[check] += 1
        elif (code, begin, end) in theirs and end < FOUNDED and code not in code_of:
            compared[f"{check} (ended before {FOUNDED}, not in the register)"] += 1
        else:
            side = [f"{begin}/{end}" if (code, begin, end) in spell else "" for spell in (ours, theirs)]
            compare(check, code, *side)
    return code_of


for name in ("cow_states.csv", "cow_states2016_igor.csv"):
    theirs = {(row["ccode"], day(row, "st"), day(row, "end")) for row in rows(codes / name)}
    cow = compare_spells(name.removesuffix(".csv"), "cow", theirs, "2016-12-31")
theirs = {(row["gwcode"], row["startdate"], row["enddate"]) for row in rows(codes / "gw_states.csv")}
compare_spells("gw_states", "gw", theirs, "2017-12-31")
known = {row["CCode"] for row in rows(codes / "cow_country_codes.csv")}
for code in sorted(cow):
    compare("cow_country_codes", code, code, code if code in known else "")
for row in rows(codes / "cow_to_iso3.csv"):
    ids = cow.get(row["cow_ccode"], set())
    ours = " ".join(sorted(entities[id]["iso3"] for id in ids))
    compare("cow_to_iso3", row["cow_ccode"], ours, row["iso3"])

# Every name leads to one state.
names = defaultdict(set)
for id in states:
    row = entities[id]
    for name in (row["name"], row["name_ja"], *row["aliases"].split("; ")):
        if name:
            names[name.casefold()].add(id)
for name, ids in sorted(names.items()):
    compare("one-name-one-state", name, " ".join(sorted(ids)), sorted(ids)[0])

explained = {(r["check"], r["subject"], r["register"], r["other"]) for r in rows(register / "notes" / "differences.csv")}
unexplained = sorted(set(found) - explained)
gone = sorted(explained - set(found))
for check, number in sorted(compared.items()):
    print(f"{number:5} {check}")
for title, list_ in (("not explained", unexplained), ("explained, and differ no more", gone)):
    for difference in list_:
        print(f"{title}: {','.join(difference)}")
print(f"{len(set(found) & explained)} differences, each explained; {len(unexplained)} not explained, {len(gone)} gone")
sys.exit(1 if unexplained or gone else 0)
