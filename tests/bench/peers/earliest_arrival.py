"""Earliest arrival from one source beside a Python loop over ties sorted by day: equal, and CPU seconds of both.

    python tests/bench/peers/earliest_arrival.py KERNELS cite_100k.csv cite_100k_dates.csv

KERNELS is the binary that `cargo bench --bench kernels --no-run` names. A row `source,target` says that source cites target;
the tie runs from target to source on the day of source. Ties of one day are gone through until nothing changes.
"""

import csv
import datetime
import itertools
import re
import statistics
import subprocess
import sys
import tempfile
import time

kernels, file, dates = sys.argv[1:4]
with open(dates, newline="") as text:
    # Days since 0000-01-01, as the kernel counts them.
    day = {row["node"]: datetime.date.fromisoformat(row["date"]).toordinal() + 365 for row in csv.DictReader(text)}
with open(file, newline="") as text:
    ties = sorted((day[row["source"]], int(row["target"][1:]), int(row["source"][1:])) for row in csv.DictReader(text))
n = max(max(a, b) for _, a, b in ties) + 1


def arrivals():
    found = [None] * n
    found[0] = -(10**9)
    for today, same in itertools.groupby(ties, key=lambda tie: tie[0]):
        same = list(same)
        changed = True
        while changed:
            changed = False
            for _, a, b in same:
                if found[b] is None and found[a] is not None:
                    found[b] = today
                    changed = True
    return [-1 if at is None or node == 0 else at for node, at in enumerate(found)]


seconds = []
for _ in range(3):
    begin = time.process_time()
    theirs = arrivals()
    seconds.append(time.process_time() - begin)

with tempfile.NamedTemporaryFile("r") as out:
    command = [kernels, "earliest-arrival", file, dates, out.name]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ours = [int(line) for line in out]
assert ours == theirs, [(node, a, b) for node, (a, b) in enumerate(zip(ours, theirs)) if a != b][:5]
median = float(re.findall(r"([\d.]+) s median; wall", said)[-1])
peer = statistics.median(seconds)
print(said.strip())
reached = sum(at >= 0 for at in ours)
print(f"Python: CPU {min(seconds):.6f} s best, {peer:.6f} s median; ratio {peer / median:.1f}; {reached} of {n} reached, all equal")
