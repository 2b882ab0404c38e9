#!/usr/bin/env python3
"""Every JSON output is what its schema says, by a stranger's validator: tables, JSON lines, sidecars, graphs, diagnostics.

    schemas.py BLOCS FOLDER     the commands are those of tests/all/cli.rs; FOLDER is written
"""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema

blocs, work = sys.argv[1], pathlib.Path(sys.argv[2])
work.mkdir(parents=True, exist_ok=True)
source = pathlib.Path("tests/all/cli.rs").read_text(encoding="utf-8")
commands = re.findall(r'"([^"]+)"', source.split("const TABLES: &[&str] = &[", 1)[1].split("];", 1)[0])
# One of each question is enough for what all tables share; the slow ones are left to the tests.
seen, chosen = set(), []
for command in commands:
    question = tuple(word for word in command.split()[:2] if not word.startswith("-"))
    if question not in seen and "ideal-points" not in command:
        seen.add(question)
        chosen.append(command)


def said(*words):
    ran = subprocess.run([blocs, "--quiet", *words], capture_output=True, text=True, check=False)
    # A dataset with faults has status 1, and tells them.
    if ran.returncode not in (0, 1) or not (ran.stdout or ran.returncode == 0):
        sys.exit(f"{' '.join(words)}: {ran.stderr[:300]}")
    return ran.stdout


def holds(what, schema, values):
    schema = json.loads(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for value in values:
        for error in validator.iter_errors(value):
            sys.exit(f"{what}: {error.message[:300]} at {list(error.absolute_path)}")
    # A schema that lets everything through would be no proof.
    if validator.is_valid({"nothing": 1}):
        sys.exit(f"{what}: the schema holds for anything")
    return len(values)


checked = 0
page = pathlib.Path("graph-data/COLUMNS.md").read_text(encoding="utf-8")
for command in chosen:
    words = command.split()
    table = json.loads(said(*words, "--format", "json"))
    checked += holds(command, said(*words, "--schema"), [table])
    section = page.split(f"\n## {table['name']}\n", 1)[-1].split("\n## ", 1)[0]
    new = [column["name"] for column in table["columns"] if f"| `{column['name']}` |" not in section]
    if new:
        print(f"not yet in graph-data/COLUMNS.md: {table['name']}: {', '.join(new)} (BLESS=1 cargo test listed)")
    lines = [json.loads(line) for line in said(*words, "--format", "jsonl").splitlines()]
    checked += holds(f"{command} (jsonl)", said(*words, "--schema", "jsonl"), lines)
said("align", "--table", str(work / "align.csv"))
sidecar = json.loads((work / "align.csv.method.json").read_text(encoding="utf-8"))
checked += holds("sidecar", said("align", "--schema", "sidecar"), [sidecar])
for command in ["export", "align agreement --min 1", "overlap forums", "influence lineage", "influence brokers"]:
    for form in ("node-link", "cytoscape"):
        words = command.split()
        checked += holds(f"{command} ({form})", said(*words, "--schema", form), [json.loads(said(*words, "--graph", f"{form}:-"))])
broken = work / "broken"
broken.mkdir(exist_ok=True)
(broken / "entities.csv").write_text("id,kind,name\nada,land,Ada\n", encoding="utf-8")
lines = [json.loads(line) for line in said("check", str(broken), "--format", "jsonl").splitlines()]
if not lines:
    sys.exit("a broken dataset has no faults")
checked += holds("check", said("check", "--schema"), lines)
said("report", "-d", "toy-council", "-o", str(work / "report"))
manifest = json.loads((work / "report" / "manifest.json").read_text(encoding="utf-8"))
checked += holds("manifest", said("report", "--schema"), [manifest])
print(f"schemas: {checked} values of {len(chosen)} questions, graphs, diagnostics and the manifest are what their schemas say")
