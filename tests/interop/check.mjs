// Cytoscape.js takes STEM.cyjs as its elements; what it holds goes into canonical lines (see canonical.py).
//
//   node check.mjs STEM
import { readFileSync, writeFileSync } from "node:fs";
import cytoscape from "cytoscape";

const stem = process.argv[2];
const file = JSON.parse(readFileSync(`${stem}.cyjs`, "utf8"));
const graph = cytoscape({ headless: true, elements: file.elements });
const tame = (text) =>
  text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g, "\ufffd");
const escape = (text) => tame(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
const plain = (value) => (Array.isArray(value) ? value.join("; ") : value);
const word = (value) => (typeof value === "string" ? escape(value) : typeof value === "number" ? `${Number(value.toPrecision(9))}` : `${value}`);
const kind = (value) => ({ string: "text", number: "number", boolean: "boolean" })[typeof value];
const lines = new Set();
const rows = [];
const tell = (side, key, data, told) => {
  for (const [name, raw] of Object.entries(data)) {
    const value = plain(raw);
    if (told.includes(name) || value === "") continue;
    lines.add(["T", side, name, kind(value)].join("\t"));
    rows.push([side, key, name, word(value)].join("\t"));
  }
};
graph.nodes().forEach((node) => {
  const data = node.data();
  rows.push(["N", escape(data.id)].join("\t"));
  tell("N", escape(data.id), data, ["id"]);
});
graph.edges().forEach((edge) => {
  const data = edge.data();
  const ends = `${escape(data.source)}\t${escape(data.target)}`;
  rows.push(`E\t${ends}`);
  tell("E", ends, data, ["id", "source", "target"]);
});
const all = [...lines, ...rows].map((line) => Buffer.from(line, "utf8")).sort(Buffer.compare);
writeFileSync(`${stem}.js.txt`, Buffer.concat(all.flatMap((line) => [line, Buffer.from("\n")])));
