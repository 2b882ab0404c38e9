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
const word = (value) => (typeof value === "string" ? escape(value) : typeof value === "number" ? `${Number.isSafeInteger(value) ? value : Number(value.toPrecision(9))}` : `${value}`);
const kind = (value) => ({ string: "text", number: "number", boolean: "boolean" })[typeof value];
const lines = new Set();
const rows = [];
const told = (side, data, apart) =>
  Object.keys(data)
    .sort()
    .filter((name) => !apart.includes(name) && plain(data[name]) !== "")
    .map((name) => {
      const value = plain(data[name]);
      lines.add(["T", side, name, kind(value)].join("\t"));
      return ["", name, word(value)].join("\t");
    });
graph.nodes().forEach((node) => {
  const data = node.data();
  const key = `N\t${escape(data.id)}`;
  rows.push(key, ...told("N", data, ["id"]).map((said) => key + said));
});
graph.edges().forEach((edge) => {
  const data = edge.data();
  rows.push(`E\t${escape(data.source)}\t${escape(data.target)}${told("E", data, ["id", "source", "target"]).join("")}`);
});
const all = [...lines, ...rows].map((line) => Buffer.from(line, "utf8")).sort(Buffer.compare);
writeFileSync(`${stem}.js.txt`, Buffer.concat(all.flatMap((line) => [line, Buffer.from("\n")])));
