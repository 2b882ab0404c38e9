// 5,000 entities and 50,000 claims, the same every time.
import { mkdirSync, writeFileSync } from "node:fs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
let state = 1n;
const below = (n) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number(state >> 33n) % n;
};
const pad = (n) => String(n).padStart(5, "0");
const write = (name, lines) => writeFileSync(`${folder}/${name}.csv`, lines.join("\n") + "\n");

write("sources", ["id,author,publisher,published,language,url,sha256,note", ...Array.from({ length: 20 }, (_, n) => `text-${n},,,2020,en,https://example.org/${n},,`)]);
const entities = ["id,kind,name,name_ja,aliases,iso3,note"];
for (let n = 0; n < 20; n++) entities.push(`text-${n},document,Text ${n},文書${n},,,`);
for (let n = 0; n < 200; n++) entities.push(`a-${pad(n)},actor,Actor ${n},主体${n},,,`);
for (let n = 0; n < 80; n++) entities.push(`f-${pad(n)},forum,Forum ${n},会議${n},,,`);
for (let n = 0; n < 4700; n++) entities.push(`d-${pad(n)},document,Paper ${n},論文${n},,,`);
write("entities", entities);
const claims = ["id,subject,relation,object,begin,status,certainty,source,lines,anchor"];
for (let n = 0; n < 50000; n++) {
  const source = `text-${below(20)}`;
  const year = 1990 + below(35);
  const [a, b] = [below(4700), below(4700)].sort((x, y) => y - x);
  const ends = n < 6000 ? `a-${pad(below(200))},member_of,f-${pad(below(80))}` : `d-${pad(a)},cites,d-${pad(b === a ? (a ? a - 1 : 1) : b)}`;
  claims.push(`c-${pad(n)},${ends},${year},actual,${below(9) ? "stated" : "inferred"},${source},${1 + below(900)},${n}`);
}
write("claims", claims);
