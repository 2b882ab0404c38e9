"""Runs a command and fails when it takes more CPU seconds, or more megabytes, than it may.

    measure.py SECONDS MEGABYTES COMMAND...

Wall clocks of busy machines tell little: CPU seconds of all threads are what is held against the limit.
"""
import resource
import subprocess
import sys

seconds, megabytes = float(sys.argv[1]), float(sys.argv[2])
subprocess.run(sys.argv[3:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
print(f"{cpu:.2f} CPU seconds, {memory:.0f} MB")
if cpu > seconds or memory > megabytes:
    sys.exit(f"more than {seconds:g} CPU seconds or {megabytes:g} MB")
