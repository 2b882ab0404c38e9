"""Writes a value into one column of the first row of a table that has something there.

    python3 spoil.py TABLE COLUMN VALUE
"""

import csv
import sys


def main():
    path, column, value = sys.argv[1:]
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    spoiled = next(row for row in rows if row["lines"] and row["anchor"])
    spoiled[column] = value
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


main()
