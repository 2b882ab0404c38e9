// A dataset whose every label wants to be markup, a script, an address or a formula.
import { mkdirSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const evil = `<script>window.hit=1</script><img src=x onerror=window.hit=1>"'\`</svg></style>-->]]> javascript:window.hit=1 \u202eabc`;
const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
const table = (name, head, rows) => writeFileSync(`${folder}/${name}.csv`, [head, ...rows].map((row) => row.map(quoted).join(",")).join("\n") + "\n");

writeFileSync(`${folder}/datapackage.json`, JSON.stringify({ name: "hostile", title: evil, resources: [] }));
table("sources", ["id", "author", "publisher", "published", "language", "url", "sha256", "note"], [["text", evil, evil, "2020", "en", "javascript:window.hit=1", "", evil]]);
table("entities", ["id", "kind", "name", "name_ja", "aliases", "iso3", "note"], [
  ["text", "document", `${evil} text`, "", "", "", evil],
  ["a", "actor", `${evil} A`, `${evil} 甲`, evil, "", evil],
  ["b", "actor", `=cmd()|${evil} B`, `${evil} 乙`, "", "", evil],
  ["f", "forum", `${evil} F`, `${evil} 場`, "", "", evil],
  ["g", "forum", `${evil} G`, "", "", "", evil],
  ["d", "decision", `${evil} D`, "", "", "", evil],
]);
const claims = [
  ["c1", "a", "member_of", "f", "2019"],
  ["c2", "b", "member_of", "f", "2019"],
  ["c3", "a", "member_of", "g", "2019"],
  ["c4", "f", "establishes", "g", "2018"],
];
table("claims", ["id", "subject", "relation", "object", "begin", "status", "certainty", "source", "anchor", "note", "attributed_to"],
  claims.map(([id, subject, relation, object, begin]) => [id, subject, relation, object, begin, "actual", "stated", "text", evil, evil, evil]));
table("decisions", ["id", "procedure", "date"], [["d", "roll-call", "2020-01-01"]]);
table("positions", ["decision", "actor", "position", "source", "anchor", "note", "reason", "attributed_to"], [
  ["d", "a", "for", "text", evil, evil, evil, evil],
  ["d", "b", "against", "text", evil, evil, evil, evil],
]);
