// The search page of a site that Isogloss made. An element with data-search="(address of the index)" holds a form with an
// input of type search; role="status" with data-found, data-first, data-none and data-failed, {count} being a number; a
// list with data-results; a template of one result, its parts named by data-part; a button with data-more.

const [SHOWN, READ, BEFORE, LENGTH] = [10, 50, 60, 200];

// Puts in a text with marks, from one place to another.
function write(element, text, marks, from = 0, to = text.length) {
  for (const [begin, end] of marks.sort(([a], [b]) => a - b)) {
    if (begin < from || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(begin, end);
    element.append(text.slice(from, begin), mark);
    from = end;
  }
  element.append(text.slice(from, to));
}

// Puts in what stands around the first mark, cut between words where there are any, and never through a character.
function excerpt(element, text, marks, isShort) {
  const first = marks.length ? Math.min(...marks.map(([begin]) => begin)) : 0;
  const line = text.lastIndexOf("\n", first) + 1;
  const whole = (at) => (/[\udc00-\udfff]/.test(text[at]) ? at - 1 : at);
  let from = Math.max(line, whole(first - (isShort ? BEFORE / 2 : BEFORE)));
  if (from > line) from += text.slice(from, first).search(/[\s、。，．！？]/) + 1;
  let to = whole(Math.min(text.length, from + (isShort ? LENGTH / 2 : LENGTH)));
  if (to < text.length) to -= text.slice(first, to).match(/\s\S{0,20}$/)?.[0].length ?? 0;
  element.append(from > line ? "… " : "");
  write(element, text, marks, from, to);
  element.append(to < text.length ? " …" : "");
}

function start(root) {
  const find = (part) => root.querySelector(part);
  const [input, status, list, more] = ["[type=search]", "[role=status]", "[data-results]", "[data-more]"].map(find);
  const template = find("template").content;
  let [reader, index, wanted, found, next, turn, timer] = [null, null, [], [], 0, 0, 0];

  // Nothing is read before somebody is about to search.
  async function open() {
    reader ??= await import("./index.js");
    index ??= reader.open(new URL(root.dataset.search, location));
    await index.entry();
  }

  const say = (what, count) => (status.textContent = status.dataset[what]?.replace("{count}", count) ?? "");

  function result({ url, ...texts }) {
    const copy = template.cloneNode(true);
    for (const part of copy.querySelectorAll("[data-part]")) {
      const text = texts[part.dataset.part];
      const marks = () => wanted.flatMap((word) => reader.places(word, text));
      if (!text) part.remove();
      else if (part.dataset.part === "text") excerpt(part, text, marks(), wanted.some(({ unspaced }) => unspaced));
      else if (part.dataset.part === "title") write(part, text, marks());
      else part.textContent = text;
      if (part.dataset.part === "title") part.href = url;
    }
    return copy;
  }

  // Adds the next results.
  async function show(mine, isFirst) {
    const has = ({ title, tags, text }, word) => [title, text, ...tags].some((one) => reader.places(word, one).length);
    const [results, most] = [[], Math.min(found.length, next + READ)];
    let to = next;
    while (results.length < SHOWN && to < most) {
      const some = found.slice(to, to + SHOWN - results.length);
      const texts = await Promise.all(some.map(index.text));
      to += some.length;
      results.push(...texts.filter((text) => wanted.every((word) => has(text, word))));
    }
    if (mine !== turn) return;
    next = to;
    if (isFirst) list.replaceChildren();
    const shown = list.children.length;
    list.append(...results.map(result));
    more.hidden = next >= found.length;
    const count = list.children.length;
    say(count ? (more.hidden ? "found" : "first") : "none", count);
    if (!isFirst) list.children[shown]?.querySelector("a").focus();
  }

  async function run() {
    const [query, mine] = [input.value, ++turn];
    clearTimeout(timer);
    try {
      if (query) await open();
      const words = query ? reader.wanted(query) : [];
      const posts = words.length ? await index.find(words) : [];
      if (mine !== turn) return;
      [wanted, found, next] = [words, posts, 0];
      history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
      if (words.length) return await show(mine, true);
      say("");
    } catch {
      if (mine !== turn) return;
      say("failed");
    }
    list.replaceChildren();
    more.hidden = true;
  }

  // While a word is being composed, as Japanese is, it is not yet what somebody looks for.
  function typed({ isComposing }) {
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(run, 100);
  }

  function pressed(event) {
    const stops = [input, ...list.querySelectorAll("a[data-part=title]")];
    const at = stops.indexOf(document.activeElement);
    const to = event.key === "Escape" ? input : stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (event.isComposing || !to || (at < 0 && to !== input)) return;
    event.preventDefault();
    to.focus();
    if (event.key === "Escape") run((input.value = ""));
  }

  root.addEventListener("keydown", pressed);
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("focus", () => open().catch(() => {}), { once: true });
  input.form.addEventListener("submit", (event) => run(event.preventDefault()));
  more.addEventListener("click", () => show(turn, false).catch(() => say("failed")));
  input.value = new URLSearchParams(location.search).get("q") ?? input.value;
  if (input.value) run();
}

const root = document.querySelector("[data-search]");
if (root) start(root);
