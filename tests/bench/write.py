"""Writes a dataset of positions: 200 actors on as many decisions as make up the rows, all of them by one source.

    python3 write.py ROWS FOLDER

The positions are drawn with a fixed seed, so that two runs read the same bytes.
"""

import pathlib
import random
import shutil
import sys

ACTORS = 200
SEED = 20121214
WORDS = ["for", "against", "abstain", "absent"]


def main():
    rows, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    actors = [f"actor-{number:03}" for number in range(ACTORS)]
    decisions = [f"decision-{number:05}" for number in range(-(-rows // ACTORS))]

    def table(name, header, lines):
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="\n") as file:
            file.write(header + "\n")
            file.writelines(line + "\n" for line in lines)

    table("sources", "id,author,published,language", ["record,nobody,2020,en"])
    entities = [f"{actor},state,{actor}" for actor in actors] + [f"{one},decision,{one}" for one in decisions]
    table("entities", "id,kind,name", ["record,document,The record", *entities])
    table("decisions", "id,procedure,document,date", [f"{one},roll-call,record,2019" for one in decisions])
    draw = random.Random(SEED)
    pairs = ((decision, actor) for decision in decisions for actor in actors)
    positions = (f"{decision},{actor},{draw.choice(WORDS)}" for (decision, actor), _ in zip(pairs, range(rows)))
    table("positions", "decision,actor,position", positions)


main()
