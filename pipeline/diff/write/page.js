"use strict";
// The list of changes: filtered, and drawn only near the part that is on the screen. All texts
// come in as data and go out as text nodes, never as markup.
(() => {
  const CHUNK = 20; // tasks drawn together
  const PRINTED = 2000; // more tasks than that no printer dialogue survives
  const KEPT = 200; // up to so many tasks all stay drawn, so that the browser's own search sees them

  const data = JSON.parse(document.getElementById("data").textContent);
  data.tasks.forEach((task, index) => Object.assign(task, { index }));
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const list = byId("list");
  const wanted = { severity: "", kind: "", cause: "", bureau: "", words: [] };
  const label = (group, key) => (data.labels[root.dataset.lang][group] || {})[key] || key;
  const word = (key) => label("page", key);

  function make(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  // --- which changes ---------------------------------------------------------------

  const keys = ["severity", "kind", "cause"];

  /** All the text of a value, for the search. */
  function plain(value) {
    if (value === null) return "";
    const words = Object.values(value.words || {});
    const fields = (value.tasks || []).flatMap((task) => Object.values(task));
    return [...words, ...fields, (value.pieces || []).join("")].join("\n");
  }

  /** All that a search looks through, made once for a task. */
  function hay(task) {
    task.hay = task.hay || [
      task.id, ...task.no, task.title, task.text,
      ...task.bureaus.map((n) => data.bureaus[n]),
      ...task.changes.flatMap((change) => [plain(change.old), plain(change.new)]),
    ].join("\n").toLowerCase();
    return task.hay;
  }

  function hits(task) {
    if (wanted.bureau && !task.bureaus.some((n) => data.bureau_ids[n] === wanted.bureau)) return [];
    if (!wanted.words.every((one) => hay(task).includes(one))) return [];
    return task.changes.filter((change) => keys.every((key) => !wanted[key] || change[key] === wanted[key]));
  }

  // --- one task ----------------------------------------------------------------------

  /** Text with the searched words marked: a list of strings and elements. */
  function found(text) {
    const low = text.toLowerCase();
    if (!wanted.words.length || low.length !== text.length) return [text];
    const parts = [];
    let from = 0;
    while (from < text.length) {
      let at = -1;
      let length = 0;
      for (const one of wanted.words) {
        const next = low.indexOf(one, from);
        if (next >= 0 && (at < 0 || next < at)) [at, length] = [next, one.length];
      }
      if (at < 0) break;
      parts.push(text.slice(from, at), make("mark", "", text.slice(at, at + length)));
      from = at + length;
    }
    return [...parts, text.slice(from)];
  }

  /** A value: nothing; words; a text in pieces, each second one changed; or whole tasks. */
  function side(value, which) {
    const node = make("div", `side ${which}${value === null ? "" : " has"}`);
    if (value === null) {
      node.append(word("absent"));
      return node;
    }
    if (value.words) node.append(make("div", "", ...found(value.words[root.dataset.lang])));
    if (value.pieces) {
      const tag = which === "old" ? "del" : "ins";
      const changed = (piece) => make(tag, "", ...found(piece.replace(/\n/g, "↵\n")));
      const marked = value.pieces.flatMap((piece, n) => (n % 2 ? [changed(piece)] : found(piece)));
      node.append(make("div", value.words ? "printed" : "", ...marked));
    }
    for (const task of value.tasks || []) {
      const fields = Object.entries(task).flatMap(([field, text]) => [
        make("dt", "", label("field", field)),
        make("dd", "", ...found(text)),
      ]);
      node.append(make("dl", "", ...fields));
    }
    return node;
  }

  /** The field tells some kinds apart: persons are owners too. */
  function kindOf(change) {
    const kinds = data.labels[root.dataset.lang].kind;
    return kinds[`${change.kind}:${change.field}`] || kinds[change.kind];
  }

  function row(change) {
    const what = make("div", "what", make("b", "", kindOf(change)));
    const small = [label("severity", change.severity)];
    if (change.cause !== "source") small.push(label("cause", change.cause));
    if (change.spread) small.push(word("tasks").replace("#", change.spread));
    what.append(make("small", "", small.join(" · ")));
    return make("div", `change ${change.severity}`, what, side(change.old, "old"), side(change.new, "new"));
  }

  function place(one) {
    const parts = ["page", "table", "row", "line"].filter((key) => one[key] !== undefined);
    const words = parts.map((key) => word(key).replace("#", one[key])).join(word("between"));
    return [one.file, words].filter(Boolean).join(word("between"));
  }

  function places(task) {
    const sides = task.places.map((some) => {
      const lines = some.map((one) => make("div", "", one.picture ? make("button", "look", place(one)) : place(one)));
      return make("div", "", ...lines);
    });
    const first = make("div", "", word("source"));
    if (task.score) first.append(make("small", "", word("pairing").replace("#", task.score)));
    if (task.doubt) first.append(make("strong", "", word("doubt")));
    return make("div", "places", first, ...sides);
  }

  function draw(task) {
    const [before, after] = task.no;
    const number = before && after && before !== after ? `${before} → ${after}` : after || before;
    const id = make("a", "id", task.id);
    id.href = `#${task.id}`;
    const heading = make("h3", "", ...found(task.title || word("untitled")));
    const node = make("article", "task", make("header", "", make("span", "no", number || "—"), heading, id));
    node.dataset.task = task.index;
    if (task.text) node.append(make("p", task.text.length > 90 ? "context long" : "context", ...found(task.text)));
    node.append(...hits(task).map(row));
    if (task.places.some((some) => some.length)) node.append(places(task));
    return node;
  }

  // --- the list ----------------------------------------------------------------------

  let chunks = [];

  function fill(chunk) {
    if (chunk.drawn) return;
    chunk.drawn = true;
    chunk.node.append(...chunk.tasks.map(draw));
    chunk.node.style.minHeight = "";
  }

  function empty(chunk) {
    if (!chunk.drawn) return;
    chunk.drawn = false;
    chunk.node.style.minHeight = `${chunk.node.offsetHeight}px`;
    chunk.node.replaceChildren();
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const chunk = chunks[Number(entry.target.dataset.chunk)];
        if (!chunk || chunk.node !== entry.target) continue;
        chunk.near = entry.isIntersecting;
        if (chunk.near) fill(chunk);
        else if (chunks.length * CHUNK > KEPT) empty(chunk);
      }
    },
    { rootMargin: "1200px 0px" },
  );

  function relist() {
    const tasks = data.tasks.filter((task) => hits(task).length);
    watcher.disconnect();
    list.replaceChildren();
    chunks = [];
    for (let from = 0; from < tasks.length; from += CHUNK) {
      const chunk = { tasks: tasks.slice(from, from + CHUNK), node: make("div", "chunk"), drawn: false, near: false };
      chunk.node.dataset.chunk = chunks.length;
      chunk.node.style.minHeight = `${chunk.tasks.length * 170}px`;
      chunks.push(chunk);
      list.append(chunk.node);
    }
    const small = tasks.length <= KEPT;
    for (const chunk of chunks) {
      if (small) fill(chunk);
      else watcher.observe(chunk.node);
    }
    const count = (some, of) => some.reduce((sum, task) => sum + of(task).length, 0);
    byId("shown").textContent = word("shown")
      .replace("#", count(tasks, hits))
      .replace("#", count(data.tasks, (task) => task.changes));
    byId("clear").hidden = !(wanted.words.length || wanted.bureau || keys.some((key) => wanted[key]));
    byId("none").hidden = tasks.length > 0;
    byId("cut").hidden = tasks.length <= PRINTED;
    byId("cut").textContent = word("cut").replace("#", PRINTED).replace("#", tasks.length);
  }

  function goTo(id) {
    const chunk = chunks.find((one) => one.tasks.some((task) => task.id === id));
    if (!chunk) return;
    fill(chunk);
    const node = [...chunk.node.children].find((one) => data.tasks[one.dataset.task].id === id);
    list.querySelectorAll(".aimed").forEach((one) => one.classList.remove("aimed"));
    node.classList.add("aimed");
    node.scrollIntoView();
  }

  // --- the filters -------------------------------------------------------------------

  function options(select, all, pairs) {
    const chosen = select.value;
    select.replaceChildren(new Option(all, ""), ...pairs.map(([value, text]) => new Option(text, value)));
    select.value = chosen;
  }

  function tally(key) {
    const counts = new Map();
    for (const task of data.tasks) {
      for (const change of task.changes) counts.set(change[key], (counts.get(change[key]) || 0) + 1);
    }
    return data.order[key].filter((one) => counts.has(one)).map((one) => [one, `${label(key, one)} (${counts.get(one)})`]);
  }

  function speak(lang) {
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-CN" : "en";
    for (const key of ["kind", "cause"]) options(byId(key), word(`all_${key}`), tally(key));
    options(byId("bureau"), word("all_bureau"), data.bureaus.map((name, n) => [data.bureau_ids[n], name]));
    for (const key of ["kind", "cause", "bureau"]) byId(key).setAttribute("aria-label", word(key));
    byId("words").placeholder = word("search");
    for (const button of document.querySelectorAll("[data-speak]")) {
      button.setAttribute("aria-pressed", String(button.dataset.speak === lang));
    }
    relist();
  }

  function want(key, value) {
    wanted[key] = value;
    show();
    relist();
  }

  function show() {
    for (const button of document.querySelectorAll("[data-severity]")) {
      button.setAttribute("aria-pressed", String(button.dataset.severity === wanted.severity));
    }
  }

  function clear() {
    for (const id of ["kind", "cause", "bureau", "words"]) byId(id).value = "";
    Object.assign(wanted, { kind: "", cause: "", bureau: "", words: [] });
    want("severity", "");
  }

  // --- the page pictures -------------------------------------------------------------

  function picture(one) {
    const image = make("img", "");
    image.src = data.pictures[one.picture];
    image.alt = place(one);
    const frame = make("div", "picture", image);
    for (const edges of one.boxes || []) {
      const box = make("div", "box");
      ["left", "top", "width", "height"].forEach((edge, n) => {
        box.style[edge] = `${edges[n] * 100}%`;
      });
      frame.append(box);
    }
    return make("figure", "", make("figcaption", "", place(one)), frame);
  }

  function look(task) {
    byId("viewer-title").textContent = [task.no[1] || task.no[0], task.title].filter(Boolean).join(" ");
    ["viewer-old", "viewer-new"].forEach((id, n) => {
      const shown = task.places[n].filter((one) => one.picture).map(picture);
      byId(id).replaceChildren(...(shown.length ? shown : [make("p", "absent", word("no_picture"))]));
    });
    byId("viewer").showModal();
    for (const box of document.querySelectorAll(".viewer .box")) box.scrollIntoView({ block: "center" });
  }

  // --- what a person does ------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a, .context");
    if (!button) return;
    if (button.dataset.speak) speak(button.dataset.speak);
    else if (button.dataset.severity !== undefined) want("severity", button.dataset.severity);
    else if (button.dataset.pick) {
      byId(button.dataset.pick).value = button.dataset.value;
      want(button.dataset.pick, button.dataset.value);
      byId("filters").scrollIntoView();
    } else if (button.id === "clear") clear();
    else if (button.id === "close") byId("viewer").close();
    else if (button.classList.contains("more-rows")) {
      button.previousElementSibling.classList.add("open");
      button.remove();
    } else if (button.classList.contains("look")) look(data.tasks[Number(button.closest(".task").dataset.task)]);
    else if (button.classList.contains("context")) button.classList.toggle("long");
  });
  for (const key of ["kind", "cause", "bureau"]) {
    byId(key).addEventListener("change", (event) => want(key, event.target.value));
  }
  byId("words").addEventListener("input", (event) => {
    want("words", event.target.value.toLowerCase().split(/\s+/).filter(Boolean));
  });
  addEventListener("hashchange", () => goTo(decodeURIComponent(location.hash.slice(1))));
  addEventListener("beforeprint", () => chunks.slice(0, PRINTED / CHUNK).forEach(fill));
  addEventListener("afterprint", () => {
    if (chunks.length * CHUNK > KEPT) chunks.filter((one) => !one.near).forEach(empty);
  });

  show();
  speak(root.dataset.lang);
  if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)));
})();
