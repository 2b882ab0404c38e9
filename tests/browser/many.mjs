// More recorded positions than a page holds: 110 persons of two parties on 200 roll calls, no claim with a date.
import { mkdirSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const write = (name, lines) => writeFileSync(`${folder}/${name}.csv`, lines.join("\n") + "\n");
const pad = (n) => String(n).padStart(3, "0");
const persons = Array.from({ length: 110 }, (_, n) => `m-${pad(n)}`);
const votes = Array.from({ length: 200 }, (_, n) => `v-${pad(n)}`);
const party = (n) => (n < 60 ? "reds" : "blues");

write("sources", ["id,language", "journal,en"]);
write("entities", ["id,kind,name", "journal,document,Journal", "reds,bloc,Reds", "blues,bloc,Blues",
  ...persons.map((id, n) => `${id},person,"MEMBER, No. ${n}"`), ...votes.map((id, n) => `${id},decision,Vote ${n}`)]);
write("claims", ["id,subject,relation,object,begin,status,certainty,source",
  ...persons.map((id, n) => `c-${pad(n)},${id},member_of,${party(n)},,actual,stated,journal`)]);
write("decisions", ["id,procedure,date", ...votes.map((id) => `${id},roll-call,2020-01-01`)]);
write("positions", ["decision,actor,position,source",
  ...votes.flatMap((vote, v) => persons.map((id, n) => `${vote},${id},${(party(n) === "reds") === (v % 3 > 0 || n % 7 === v % 7) ? "for" : "against"},journal`))]);
