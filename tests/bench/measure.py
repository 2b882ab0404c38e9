"""Runs a command several times and prints the CPU and wall seconds and the most memory of the best run.

    python3 measure.py WHAT [--rows N] COMMAND...

The best, since everything else that the machine does can only add to it. A run that fails ends the script.
"""

import os
import sys
import time

RUNS = 5


def run(command):
    """CPU seconds, wall seconds and peak memory in MB."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"{' '.join(command)}: exit status {code}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e6


def main():
    what, command, rows = sys.argv[1], sys.argv[2:], None
    if command[0] == "--rows":
        rows, command = int(command[1]), command[2:]
    cpu, wall, memory = (min(column) for column in zip(*(run(command) for _ in range(RUNS))))
    rate = f", {rows / cpu:,.0f} rows a CPU second" if rows else ""
    print(f"{what}: {cpu:.3f} CPU s{rate}, {wall:.3f} s wall, {memory:.1f} MB (best of {RUNS})")


main()
