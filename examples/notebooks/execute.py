"""Executes a notebook in place, or compares what two print (figures apart, since they depend on fonts).

execute.py NOTEBOOK                 every cell runs, or the first that fails is told
execute.py --same ONE OTHER
"""
import sys

import nbformat
from nbclient import NotebookClient


def printed(path):
    told = []
    for cell in nbformat.read(path, as_version=4).cells:
        outputs = cell.get("outputs", [])
        texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
        told.append((cell.source, texts))
    return told


if sys.argv[1] == "--same":
    if printed(sys.argv[2]) != printed(sys.argv[3]):
        sys.exit(f"{sys.argv[2]} prints something else than {sys.argv[3]}: BLESS=1 writes it anew")
else:
    notebook = nbformat.read(sys.argv[1], as_version=4)
    # Whether two prints come as one piece or as two is a matter of luck.
    NotebookClient(notebook, timeout=300, kernel_name="python3", coalesce_streams=True).execute()
    for cell in notebook.cells:
        # When a cell ran is no part of what it says.
        cell.metadata.pop("execution", None)
    # Which Python ran it is no part either.
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    nbformat.write(notebook, sys.argv[1])
