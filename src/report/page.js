"use strict";
// The page answers for its numbers: search, filters, and the claims behind what is clicked. It reads the ledger in the
// page, asks no server, and writes text only as text. Without it the page reads and prints as it is.
(() => {
  const ledger = JSON.parse(document.getElementById("ledger").textContent);
  const { words, entities, claims, sources, steps } = ledger;
  const japanese = document.documentElement.lang === "ja";
  const say = (english, inJapanese) => (japanese ? inJapanese : english);
  // The places of a claim's parts in its row.
  const [ID, SUBJECT, RELATION, OBJECT, VALUE, DATES, FIRST, LAST, STATUS, CERTAINTY, HEDGE, SOURCE, LINES, ANCHORS, NOTE, CONFLICT] =
    Array(16).keys();
  const SHOWN = 50;
  // Behind the lines of the record stand those that only an earlier report has.
  const RECORD = claims.length - ledger.gone;

  const byId = new Map(entities.map((entity, at) => [entity[0], at]));
  const claimById = new Map(claims.map((claim, at) => [claim[ID], at]));
  let around = null;
  /** The claims that name an entity. */
  function of(entity) {
    if (!around) {
      around = new Map();
      const add = (one, at) => (around.has(one) ? around.get(one).push(at) : around.set(one, [at]));
      claims.slice(0, RECORD).forEach((claim, at) => {
        if (claim[SUBJECT] >= 0) add(claim[SUBJECT], at);
        if (claim[OBJECT] >= 0 && claim[OBJECT] !== claim[SUBJECT]) add(claim[OBJECT], at);
      });
    }
    return around.get(entity) || [];
  }

  function name(at) {
    if (at < 0) return say("(not in the record)", "（記録外）");
    const [id, , english, inJapanese] = entities[at];
    if (ledger.language === "ja" && inJapanese) return inJapanese;
    if (ledger.language === "both" && inJapanese && inJapanese !== english) return `${english} ${inJapanese}`;
    return english || id;
  }
  const label = (list, id) => {
    const [english, inJapanese] = list[id] || ["", ""];
    return (japanese && inJapanese) || english || id;
  };
  const relation = (claim) => label(ledger.relations, words[claim[RELATION]]);
  const word = (claim, part) => words[claim[part]];

  /** An element; what is given as text stays text. */
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "click" || key === "input" || key === "change") node.addEventListener(key, value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  }
  const many = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;
  const button = (text, click, kind) => make("button", { type: "button", class: kind || null, click }, text);

  // ---- search -----------------------------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\-‐–・.,'’"()（）]+/g, "");
  let folded = null;
  /** Entities by id, code, name or alias in either language; whole names first, then beginnings, then parts. */
  function search(text, most) {
    const wanted = fold(text);
    if (!wanted) return [];
    folded = folded || entities.map(([id, , english, inJapanese, aliases, code]) => [id, code, english, inJapanese, ...aliases].map(fold));
    const hits = [];
    folded.forEach((names, at) => {
      let best = 9;
      names.forEach((one) => {
        if (!one) return;
        if (one === wanted) best = 0;
        else if (one.startsWith(wanted)) best = Math.min(best, 1);
        else if (one.includes(wanted)) best = Math.min(best, 2);
      });
      if (best < 9) hits.push([best, -of(at).length, at]);
    });
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return hits.slice(0, most).map((hit) => hit[2]);
  }

  // ---- filters ----------------------------------------------------------------------------------------------------

  const years = claims.reduce(
    ([low, high], claim) => [Math.min(low, claim[FIRST] ?? low), Math.max(high, claim[LAST] ?? claim[FIRST] ?? high)],
    [9999, -9999],
  );
  const dated = years[0] <= years[1];
  if (!dated) years.splice(0, 2, 0, 0);
  const filter = { kind: "", relation: "", certainty: "", source: "", from: years[0], until: years[1], undated: true };
  const filtering = () =>
    filter.kind || filter.relation || filter.certainty || filter.source || filter.from > years[0] || filter.until < years[1] || !filter.undated;

  function passes(at) {
    const claim = claims[at];
    const kind = (one) => one >= 0 && words[entities[one][1]] === filter.kind;
    if (filter.kind && !kind(claim[SUBJECT]) && !kind(claim[OBJECT])) return false;
    if (filter.relation && word(claim, RELATION) !== filter.relation) return false;
    if (filter.certainty && word(claim, CERTAINTY) !== filter.certainty && word(claim, STATUS) !== filter.certainty) return false;
    if (filter.source && String(claim[SOURCE]) !== filter.source) return false;
    if (claim[FIRST] === null && claim[LAST] === null) return filter.undated;
    return (claim[FIRST] ?? -9999) <= filter.until && (claim[LAST] ?? 9999) >= filter.from;
  }

  const ids = (node) => (node.dataset.claims || "").split(" ").filter((id) => claimById.has(id)).map((id) => claimById.get(id));

  /** Rows behind a mark that are not on the page, where positions were too many for it. */
  const away = (node) => (node.dataset.claims || "").split(" ").filter((id) => id && !claimById.has(id));
  const PLACE = "tables/position-claims.csv";

  /** Marks, ties and rows whose claims are all filtered out step back; those of which the page does not hold all stay. */
  function apply() {
    const on = Boolean(filtering());
    for (const node of document.querySelectorAll("figure svg [data-claims], figure svg [data-id]")) {
      let behind = ids(node);
      if (!node.dataset.claims) behind = node.dataset.other ? between(node) : of(byId.get(node.dataset.id));
      const open = node.dataset.claims ? away(node).length > 0 : ledger.left > 0;
      node.classList.toggle("off", on && !open && !behind.some(passes));
    }
    for (const row of document.querySelectorAll("tr[data-claims]")) row.hidden = on && !away(row).length && !ids(row).some(passes);
    if (current) show(current);
  }

  // ---- claims -----------------------------------------------------------------------------------------------------

  const entity = (at) => (at < 0 ? name(at) : button(name(at), () => open(at), "plain"));

  function claimNode(at) {
    const claim = claims[at];
    const how = [word(claim, STATUS), word(claim, CERTAINTY), word(claim, HEDGE)].filter((part) => part && part !== "actual");
    const source = claim[SOURCE] >= 0 ? sources[claim[SOURCE]] : null;
    const lines = word(claim, LINES);
    let where = source ? source[1] : say("no source", "資料なし");
    // Only plain web addresses become links.
    if (source && /^https?:\/\//i.test(source[2])) where = make("a", { href: source[2], rel: "noreferrer noopener", target: "_blank" }, where);
    const node = make("div", { class: "claim", "data-claim": claim[ID] });
    node.append(
      make("p", {}, entity(claim[SUBJECT]), ` — ${relation(claim)} — `, claim[OBJECT] >= 0 ? entity(claim[OBJECT]) : "", word(claim, VALUE) ? ` ${word(claim, VALUE)}` : ""),
      make("p", { class: "where" }, [word(claim, DATES) || say("undated", "日付不明"), ...how].join(" · ")),
      make("p", { class: "where" }, where, lines ? say(`, ${/^\d+$/.test(lines) ? "line" : "lines"} ${lines}`, `、${lines}行`) : "", word(claim, ANCHORS) ? ` · ${say("anchor", "手がかり")}: ${word(claim, ANCHORS)}` : "", " · ", make("a", { href: `#${encodeURIComponent(claim[ID])}` }, claim[ID])),
    );
    if (at >= RECORD) node.append(make("p", { class: "conflict" }, say("Only in the earlier report: the record no longer says so.", "前回の報告にのみあり、今の記録にはない。")));
    if (word(claim, NOTE)) node.append(make("p", { class: "where" }, word(claim, NOTE)));
    if (word(claim, CONFLICT)) node.append(make("p", { class: "conflict" }, say("In conflict: ", "矛盾："), word(claim, CONFLICT)));
    return node;
  }

  function csv(list) {
    const cell = (value) => {
      let text = value === null || value === undefined ? "" : String(value);
      // A cell that a spreadsheet would run as a formula is quoted as text.
      if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const id = (at) => (at >= 0 ? entities[at][0] : "");
    const rows = list.map((at) => {
      const claim = claims[at];
      const text = [VALUE, DATES, STATUS, CERTAINTY, HEDGE].map((part) => word(claim, part));
      const source = claim[SOURCE] >= 0 ? sources[claim[SOURCE]][0] : "";
      return [claim[ID], id(claim[SUBJECT]), word(claim, RELATION), id(claim[OBJECT]), ...text, source, word(claim, LINES), word(claim, ANCHORS), word(claim, CONFLICT)];
    });
    const head = ["claim", "subject", "relation", "object", "value", "date", "status", "certainty", "hedge", "source", "lines", "anchor", "conflict"];
    return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function save(file, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download: file.replace(/[^\p{L}\p{N}._-]+/gu, "-") }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
  function copy(text) {
    const said = (ok) => (status.textContent = ok ? say("Copied.", "コピーした。") : say("The browser does not let the page copy.", "コピーできない。"));
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => said(true), () => said(false));
    else said(false);
  }

  // ---- the drawer: the claims behind what was chosen ----------------------------------------------------------------

  const drawer = document.getElementById("drawer");
  const status = make("p", { role: "status", class: "where" });
  let current = null;
  let before = null;

  /** view: { title, list, note, extra: buttons, limit } */
  function show(view) {
    if (!current) before = document.activeElement;
    current = view;
    const list = view.list.filter(passes);
    const limit = view.limit || SHOWN;
    const hidden = view.list.length - list.length;
    drawer.replaceChildren(
      make("h2", { id: "drawer-name", tabindex: "-1" }, view.title),
      make("div", { class: "tools" }, ...(view.extra || []),
        button(say("Save claims (CSV)", "主張を保存（CSV）"), () => save(`${view.title}.csv`, "text/csv", csv(list))),
        button(say("Copy claims", "主張をコピー"), () => copy(csv(list))),
        button(say("Close", "閉じる"), close)),
      status,
    );
    status.textContent = say(many(list.length, "claim"), `主張${list.length}件`) + (hidden ? say(`; ${hidden} filtered out`, `（ほか${hidden}件は絞り込みで除外）`) : "");
    if (view.note) drawer.append(make("p", { class: "where" }, view.note));
    if (view.drawing) drawer.append(view.drawing);
    list.slice(0, limit).forEach((at) => drawer.append(claimNode(at)));
    if (list.length > limit) drawer.append(button(say(`Show ${list.length - limit} more`, `残り${list.length - limit}件`), () => show({ ...view, limit: limit + 500 })));
    drawer.hidden = false;
  }
  function close() {
    drawer.hidden = true;
    current = null;
    if (before && before.isConnected) before.focus();
  }
  function link(id) {
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  }
  function focus() {
    drawer.scrollTop = 0;
    document.getElementById("drawer-name").focus({ preventScroll: true });
  }

  /** All that is claimed of an entity. */
  function open(at) {
    const [id, kind, , , aliases] = entities[at];
    link(id);
    const note = [label(ledger.kinds, words[kind]), id, ...aliases, ledger.left ? say(`most positions are not on the page: ${PLACE}`, `立場の多くはこのページになく、${PLACE} にある`) : ""].filter((part) => part).join(" · ");
    const pinned = button(say("Pin its network", "周辺を固定"), () => pin({ title: name(at), list: of(at), ego: at, id }));
    show({ title: name(at), list: of(at), note, extra: [pinned, button(say("Draw its network", "周辺を図示"), () => draw(at))] });
    focus();
  }

  /** What is claimed between two, and of what both are tied to by the same relation. */
  function between(node) {
    return betweenIds(node.dataset.id, node.dataset.other);
  }
  function betweenIds(id, other) {
    const [a, b] = [byId.get(id), byId.get(other)];
    if (a === undefined || b === undefined) return [];
    const direct = of(a).filter((at) => claims[at][SUBJECT] === b || claims[at][OBJECT] === b);
    const key = (at, one) => {
      const claim = claims[at];
      const outward = claim[SUBJECT] === one;
      return `${claim[RELATION]} ${outward} ${outward ? claim[OBJECT] : claim[SUBJECT]}`;
    };
    const theirs = new Map();
    of(b).forEach((at) => theirs.set(key(at, b), [...(theirs.get(key(at, b)) || []), at]));
    const shared = of(a).filter((at) => claims[at][OBJECT] >= 0).flatMap((at) => (theirs.has(key(at, a)) ? [at, ...theirs.get(key(at, a))] : []));
    return [...new Set([...direct, ...shared])];
  }

  function chosen(node) {
    const title = node.querySelector(":scope > title")?.textContent || node.closest("figure")?.querySelector("figcaption")?.textContent || "";
    const behind = ids(node);
    const missing = away(node);
    const at = byId.get(node.dataset.id);
    if (behind.length || missing.length) {
      const note = missing.length ? elsewhere(missing) : "";
      const extra = at === undefined ? [] : [button(say("All of this one", "すべての主張"), () => open(at))];
      if (!node.dataset.id) extra.unshift(button(say("Pin", "固定"), () => pin({ title, list: behind })));
      show({ title, list: behind, note, extra });
    } else if (node.dataset.other) {
      return openPair(title, node.dataset.id, node.dataset.other);
    } else if (at !== undefined) return open(at);
    else return;
    focus();
  }

  function openPair(title, id, other) {
    const left = ledger.left ? say(` Their positions are not on the page: ${PLACE}, actor ${id} or ${other}.`, `立場の記録はこのページになく、${PLACE} の actor が ${id} または ${other} の行にある。`) : "";
    show({ title, list: betweenIds(id, other), note: say("Claims between the two, and those that tie both to the same by the same relation.", "両者の間の主張と、同じ関係で同じ相手に結びつける主張。") + left });
    focus();
  }

  /** Where rows stand that the page does not hold. */
  function elsewhere(missing) {
    const some = missing.slice(0, 5).join(", ") + (missing.length > 5 ? ", …" : "");
    return say(`${missing.length} of the rows behind this are not on the page; they stand in ${PLACE}: ${some}`, `根拠の行のうち${missing.length}件はこのページになく、${PLACE} にある：${some}`);
  }

  // ---- paths, networks, pins ----------------------------------------------------------------------------------------

  let outgoing = null;
  /** The fewest documented steps from one to another that their years allow in this order; null when there is none. */
  function path(from, to) {
    if (!outgoing) {
      outgoing = new Map();
      steps.forEach((step, at) => (outgoing.has(step[0]) ? outgoing.get(step[0]).push(at) : outgoing.set(step[0], [at])));
    }
    // Reached at a year: a later arrival by more steps is worth keeping only if it is earlier than all before.
    const earliest = new Map([[from, -9999]]);
    let edge = [[from, -9999, []]];
    while (edge.length) {
      const next = [];
      for (const [node, year, walked] of edge) {
        for (const at of outgoing.get(node) || []) {
          const [, end, , begin, until, ids] = steps[at];
          if ((until ?? 9999) < year || !ids.some((id) => claimById.has(id) && passes(claimById.get(id)))) continue;
          const then = Math.max(year, begin ?? -9999);
          if (end === to) return [...walked, at];
          if (earliest.has(end) && earliest.get(end) <= then) continue;
          earliest.set(end, then);
          next.push([end, then, [...walked, at]]);
        }
      }
      edge = next;
    }
    return null;
  }

  function openPath(from, to) {
    const walked = from === to ? null : path(from, to);
    const title = `${name(from)} → ${name(to)}`;
    if (!walked) {
      show({ title, list: [], note: say("No documented path, under these filters. That is no statement that nothing led there.", "この条件では文書に残る経路がない。影響がなかったという意味ではない。") });
      return focus();
    }
    link(`path=${entities[from][0]}..${entities[to][0]}`);
    const list = walked.flatMap((at) => steps[at][5].filter((id) => claimById.has(id)).map((id) => claimById.get(id)));
    const through = [name(from), ...walked.map((at) => name(steps[at][1]))].join(" → ");
    const note = say(`${many(walked.length, "step")}: ${through}. A path is documented, not causal; undated steps are taken to fit.`, `${walked.length}段：${through}。経路は文書上のもので因果ではない。日付不明の段は順序に合うとみなす。`);
    const view = { title, list, note };
    show({ ...view, extra: [button(say("Pin this path", "この経路を固定"), () => pin({ title, list, marks: [from, ...walked.map((at) => steps[at][1])], id: `path=${entities[from][0]}..${entities[to][0]}` }))] });
    focus();
  }

  const pins = [];
  const pinList = make("ul", { class: "found", "aria-label": say("Pinned", "固定したもの") });
  function pin(view) {
    if (!pins.some((one) => one.title === view.title)) pins.push(view);
    mark();
    if (view.id) link(view.id);
    status.textContent = say("Pinned: marked in the figures, and listed under Explore.", "固定した。図に印がつき、一覧に残る。");
  }
  function mark() {
    const pinned = new Set(pins.flatMap((view) => view.list));
    const marks = new Set(pins.flatMap((view) => view.marks || (view.ego === undefined ? [] : [view.ego])).map((at) => entities[at][0]));
    for (const node of document.querySelectorAll("figure svg [data-claims], figure svg [data-id]"))
      node.classList.toggle("pinned", node.dataset.id ? marks.has(node.dataset.id) : ids(node).some((at) => pinned.has(at)));
    pinList.replaceChildren(...pins.map((view, at) => make("li", {}, button(view.title, () => (view.ego === undefined ? show(view) : open(view.ego)), "plain"), " ", button(say(`Unpin`, `外す`), () => (pins.splice(at, 1), mark())))));
  }

  /** An entity in the middle, its neighbours around it, a line for each. */
  function draw(at) {
    const drawn = (tag, attributes, text) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
      if (text) node.textContent = text;
      return node;
    };
    const ties = new Map();
    of(at).filter(passes).forEach((one) => {
      const other = claims[one][SUBJECT] === at ? claims[one][OBJECT] : claims[one][SUBJECT];
      if (other >= 0 && other !== at) ties.set(other, [...(ties.get(other) || []), one]);
    });
    const most = 28;
    const around = [...ties].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, most);
    const svg = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: "-330 -190 660 380", width: "100%", role: "group", "aria-label": name(at), "font-family": "Noto Sans, Arial, sans-serif" });
    svg.append(drawn("rect", { x: -330, y: -190, width: 660, height: 380, fill: "#fff" }));
    around.forEach(([other, list], n) => {
      const turn = ((n + 0.5) / around.length) * 2 * Math.PI - Math.PI / 2;
      const [x, y] = [Math.cos(turn) * 175, Math.sin(turn) * 150];
      const group = drawn("g", { "data-claims": list.map((one) => claims[one][ID]).join(" ") });
      group.append(drawn("title", {}, `${name(at)} – ${name(other)}: ${[...new Set(list.map((one) => relation(claims[one])))].join(", ")}`));
      group.append(drawn("line", { x1: 0, y1: 0, x2: x.toFixed(1), y2: y.toFixed(1), stroke: "#888", "stroke-width": Math.min(4, 0.6 + list.length * 0.3) }));
      group.append(drawn("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 5, fill: "#3567a8" }));
      const text = name(other);
      group.append(drawn("text", { x: (x + (x < 0 ? -8 : 8)).toFixed(1), y: (y + 3).toFixed(1), "font-size": 9, fill: "#1b1f24", "text-anchor": x < 0 ? "end" : "start" }, text.length > 30 ? `${text.slice(0, 29)}…` : text));
      svg.append(group);
    });
    svg.append(drawn("circle", { r: 8, fill: "#b4472b" }), drawn("text", { y: 20, "font-size": 10, "text-anchor": "middle", "font-weight": "bold", fill: "#1b1f24" }, name(at)));
    const figure = make("figure", {}, svg);
    enhance(figure, name(at));
    const left = ties.size - around.length;
    show({ title: name(at), list: of(at), drawing: figure, note: left > 0 ? say(`${many(left, "neighbour")} with fewer claims not drawn.`, `主張の少ない${left}件は描いていない。`) : "", extra: [button(say("Pin its network", "周辺を固定"), () => pin({ title: name(at), list: of(at), ego: at, id: entities[at][0] }))] });
    focus();
  }

  // ---- figures and tables of the page -------------------------------------------------------------------------------

  /** Marks of a drawing become buttons: one stop for the tabulator key, arrows within. */
  function enhance(figure, title) {
    const svg = figure.querySelector("svg");
    if (!svg) return;
    const plain = new XMLSerializer();
    const marks = [...svg.querySelectorAll("[data-claims], [data-id]")];
    const sheet = svg.querySelector("[data-order]");
    if (marks.length || sheet) svg.setAttribute("role", "group");
    if (sheet) grid(svg, sheet);
    svg.setAttribute("aria-label", title);
    marks.forEach((node, n) => {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", n ? "-1" : "0");
      node.setAttribute("aria-label", node.querySelector(":scope > title")?.textContent || title);
    });
    svg.addEventListener("click", (event) => {
      const node = event.target.closest("[data-claims], [data-id]");
      if (node) chosen(node);
    });
    svg.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      if (at < 0) return;
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        const next = marks[(at + step + marks.length) % marks.length];
        marks[at].setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      } else if (event.key === "Enter" || event.key === " ") chosen(marks[at]);
      else return;
      event.preventDefault();
    });
    const claimsOf = () => [...new Set(marks.flatMap((node) => ids(node)))].filter(passes);
    figure.append(make("div", { class: "tools" },
      button(say("Save drawing (SVG)", "図を保存（SVG）"), () => save(`${title}.svg`, "image/svg+xml", plain.serializeToString(svg))),
      button(say("Copy SVG", "SVGをコピー"), () => copy(plain.serializeToString(svg))),
      button(say("Save its claims (CSV)", "主張を保存（CSV）"), () => save(`${title}.csv`, "text/csv", csv(claimsOf())))));
  }

  /** A matrix too large for cells of their own: a pair is found by its place, under the pointer or by arrow keys. */
  function grid(svg, sheet) {
    const order = sheet.dataset.order.split(" ");
    const { x, y, width, height } = sheet.getBBox();
    const [wide, deep] = [width / order.length, height / order.length];
    const cursor = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    Object.entries({ width: wide, height: deep, fill: "none", stroke: "#c2185b", "stroke-width": 1.2, "pointer-events": "none", visibility: "hidden" }).forEach(([key, value]) => cursor.setAttribute(key, value));
    sheet.after(cursor);
    const nameOf = (id) => (byId.has(id) ? name(byId.get(id)) : id);
    const title = ([row, column]) => `${nameOf(order[row])} × ${nameOf(order[column])}`;
    let at = [1, 0];
    const move = (to) => {
      at = to;
      cursor.setAttribute("x", x + at[1] * wide);
      cursor.setAttribute("y", y + at[0] * deep);
      cursor.setAttribute("visibility", "visible");
      sheet.setAttribute("aria-label", title(at));
    };
    const open = () => openPair(title(at), order[at[0]], order[at[1]]);
    sheet.setAttribute("role", "button");
    sheet.setAttribute("tabindex", "0");
    sheet.setAttribute("aria-label", say(`${order.length} × ${order.length}: arrow keys choose a pair, Enter shows its claims`, `${order.length}×${order.length}：矢印キーで組を選び、Enterで主張を表示`));
    sheet.addEventListener("click", (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const [row, column] = [Math.floor((point.y - y) / deep), Math.floor((point.x - x) / wide)].sort((a, b) => b - a);
      if (column < 0 || row >= order.length || row === column) return;
      move([row, column]);
      open();
    });
    sheet.addEventListener("keydown", (event) => {
      const [row, column] = at;
      const step = { ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column] }[event.key];
      if (step) {
        if (step[1] >= 0 && step[1] < step[0] && step[0] < order.length) move(step);
      } else if (event.key === "Enter" || event.key === " ") open();
      else return;
      event.preventDefault();
    });
  }

  /** Headings sort, ids open. */
  function enhanceTable(table) {
    const body = table.tBodies[0];
    [...table.querySelectorAll("thead th")].forEach((head, column) => {
      const press = make("button", { type: "button", click: () => sort(head, column) });
      press.append(...head.childNodes);
      head.append(press);
    });
    function sort(head, column) {
      const up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const number = head.classList.contains("n");
      const key = (row) => {
        const text = row.cells[column].textContent;
        return number ? parseFloat(text) : text;
      };
      const missing = (value) => (number ? Number.isNaN(value) : value === "");
      const rows = [...body.rows].map((row, at) => [key(row), at, row]);
      // What has no value comes last in either direction.
      rows.sort(([a, n], [b, m]) => missing(a) - missing(b) || (missing(a) ? n - m : (number ? a - b : a.localeCompare(b, "en", { numeric: true })) * (up ? 1 : -1) || n - m));
      body.append(...rows.map((row) => row[2]));
    }
    for (const cell of table.querySelectorAll("td[data-id]")) {
      const at = byId.get(cell.dataset.id);
      const claim = claimById.get(cell.dataset.id);
      if (at !== undefined) cell.replaceChildren(button(cell.textContent, () => open(at), "plain"));
      else if (claim !== undefined) cell.replaceChildren(button(cell.textContent, () => openClaim(claim), "plain"));
    }
    for (const row of table.querySelectorAll("tr[data-claims]")) {
      const [behind, missing] = [ids(row), away(row)];
      if (behind.length || missing.length) row.cells[row.cells.length - 1].append(" ", button(say("claims", "主張"), () => (show({ title: row.cells[0].textContent, list: behind, note: missing.length ? elsewhere(missing) : "" }), focus()), "plain"));
    }
  }
  function openClaim(at) {
    link(claims[at][ID]);
    show({ title: claims[at][ID], list: [at] });
    focus();
  }

  // ---- the section that explores ------------------------------------------------------------------------------------

  const explore = document.getElementById("explore");
  const found = make("ul", { class: "found" });
  const count = make("p", { role: "status", class: "where" });
  function find(text) {
    const hits = search(text, 30);
    found.replaceChildren(...hits.map((at) => make("li", {}, button(name(at), () => open(at), "plain"), make("span", { class: "unit" }, ` ${label(ledger.kinds, words[entities[at][1]])} · ${say(many(of(at).length, "claim"), `主張${of(at).length}件`)}`))));
    count.textContent = text ? say(`${hits.length}${hits.length === 30 ? " or more" : ""} found`, `${hits.length}件`) : "";
  }
  function select(title, key, options) {
    const list = make("select", { change: (event) => ((filter[key] = event.target.value), apply()) }, make("option", { value: "" }, say("all", "すべて")));
    options.forEach(([value, text]) => list.append(make("option", { value }, text)));
    return make("label", {}, title, list);
  }
  function present(part) {
    return [...new Set(claims.map((claim) => word(claim, part)))].filter((one) => one).sort();
  }
  function year(title, key) {
    const shown = make("output", {}, String(filter[key]));
    const slide = make("input", { type: "range", min: years[0], max: years[1], value: filter[key], step: 1, "data-year": key, input: (event) => (shown.textContent = event.target.value), change: (event) => ((filter[key] = Number(event.target.value)), apply()) });
    return make("label", {}, make("span", {}, title, " ", shown), slide);
  }
  const from = make("input", { type: "text", "data-path": "from" });
  const to = make("input", { type: "text", "data-path": "to" });
  const walk = () => {
    // Of several entities of that name, the one that a step leaves or reaches.
    const end = (text, part) => {
      const hits = search(text, 200);
      return hits.find((at) => steps.some((step) => step[part] === at)) ?? hits[0];
    };
    const [a, b] = [end(from.value, 0), end(to.value, 1)];
    if (a === undefined || b === undefined) count.textContent = say("One of the two is not in the record.", "どちらかが記録にない。");
    else openPath(a, b);
  };
  const kinds = [...new Set(entities.map((one) => words[one[1]]))].sort();
  explore.append(
    make("h2", { id: "explore-name" }, say("Explore the record", "記録を調べる")),
    make("p", {}, say("Search by name in either language, by alias or id; click any tile, tie, cell or row of this page to see the claims behind it.", "日英の名称・別名・IDで検索できる。図の印・線・マスや表の行を押すと、背後の主張が出る。")),
    make("label", {}, say("Search ", "検索 "), make("input", { type: "search", input: (event) => find(event.target.value) })),
    count, found,
    make("div", { class: "controls" },
      select(say("kind", "種類"), "kind", kinds.map((kind) => [kind, label(ledger.kinds, kind)])),
      select(say("relation", "関係"), "relation", present(RELATION).map((one) => [one, label(ledger.relations, one)])),
      select(say("certainty or status", "確かさ"), "certainty", [...new Set([...present(CERTAINTY), ...present(STATUS)])].map((one) => [one, one])),
      select(say("source", "資料"), "source", sources.map((source, at) => [String(at), source[1]])),
      ...(dated
        ? [year(say("from", "開始年"), "from"), year(say("until", "終了年"), "until"), make("label", {}, say("undated too", "日付不明も"), make("input", { type: "checkbox", checked: "", change: (event) => ((filter.undated = event.target.checked), apply()) }))]
        : [make("p", { class: "where", "data-undated": "" }, say("No claim on this page has a date: there is no time to filter by.", "このページの主張にはどれも日付がないため、時期では絞り込めない。"))]),
      button(say("Show the claims", "主張を見る"), () => (show({ title: say("Claims of the record", "記録の主張"), list: [...claims.slice(0, RECORD).keys()] }), focus()))),
    ...(steps.length
      ? [make("h3", {}, say("A documented path", "文書に残る経路")), make("div", { class: "controls" }, make("label", {}, say("from", "起点"), from), make("label", {}, say("to", "終点"), to), button(say("Find", "探す"), walk))]
      : []),
    pinList,
  );
  if (ledger.left) explore.append(make("p", { class: "where" }, say(`${ledger.left} recorded positions are too many for a page and are left off: they stand in ${PLACE}. Those behind the split of a decision and the rows of tables are here.`, `立場の記録${ledger.left}件は多すぎるためこのページにはなく、${PLACE} にある。決定の図と表の行の根拠はここにある。`)));
  explore.hidden = false;
  document.querySelector("nav ul").prepend(make("li", {}, make("a", { href: "#explore-name" }, say("Explore the record", "記録を調べる"))));
  document.querySelectorAll("main figure").forEach((figure) => enhance(figure, figure.querySelector("figcaption")?.textContent || ""));
  document.querySelectorAll("main table").forEach(enhanceTable);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !drawer.hidden && close());

  function follow() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const ends = id.startsWith("path=") && id.slice(5).split("..").map((one) => byId.get(one));
    if (ends && ends.length === 2 && !ends.includes(undefined)) openPath(...ends);
    else if (byId.has(id) && !document.getElementById(id)) open(byId.get(id));
    else if (claimById.has(id)) openClaim(claimById.get(id));
    else if (ledger.left && id.includes("/")) show({ title: id, list: [], note: elsewhere([id]) }), focus();
  }
  addEventListener("hashchange", follow);
  follow();
})();
