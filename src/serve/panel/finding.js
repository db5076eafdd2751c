// One finding as the panel shows it. In: a finding as the server tells it. Out: a list item, and its name.

import { button, make } from "./make.js";

const BEFORE = 80; // characters of a very long line that are shown before the place, and twice as many after it

// The same finding has the same name after a line above it was added.
export const nameOf = ({ code, path, id, locale, message }) => [code, path, id, locale, message].join("|");

export function item(finding) {
  const { severity, code, message, hint } = finding;
  return make(
    "li",
    { class: `finding ${severity}`, "data-code": code },
    make("p", { class: "what" }, make("b", {}, severity), " ", make("code", {}, code), " ", make("span", { dir: "auto" }, message)),
    where(finding),
    quoted(finding),
    hint === null ? null : make("p", { class: "hint" }, make("b", {}, "Hint"), " ", make("span", { dir: "auto" }, hint)),
  );
}

// As editors and terminals take it: path:line:column.
export const place = ({ path, line, column }) => [path, line, column].filter((part) => part !== null).join(":");

function where(finding) {
  if (finding.path === null) return null;
  const text = make("code", { class: "place" }, place(finding));
  const copy = button("Copy", () => copyFrom(text, copy), { "aria-label": `Copy ${place(finding)}` });
  return make("p", { class: "where" }, text, " ", copy);
}

// The clipboard is closed to addresses that are not this machine's; the old command is not.
async function copyFrom(text, copy) {
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text);
    if (!document.execCommand("copy")) return;
  }
  copy.textContent = "Copied";
  setTimeout(() => (copy.textContent = "Copy"), 1500);
}

// The line, the character at the place marked in it: a mark below it would be beside it in Japanese or Arabic.
function quoted({ source, line, column }) {
  if (source === null) return null;
  const characters = [...source];
  const number = make("span", { class: "number", "aria-hidden": "true" }, line === null ? "" : String(line));
  if (column === null) return make("pre", {}, number, make("span", { dir: "auto" }, source));
  const at = Math.min(column - 1, characters.length);
  const start = characters.length > 3 * BEFORE ? Math.max(0, at - BEFORE) : 0;
  const end = characters.length > 3 * BEFORE ? at + 2 * BEFORE : characters.length;
  const text = make(
    "span",
    { dir: "auto" },
    (start > 0 ? "…" : "") + characters.slice(start, at).join(""),
    make("mark", {}, characters[at] ?? " "),
    characters.slice(at + 1, end).join("") + (end < characters.length ? "…" : ""),
  );
  return make("pre", {}, number, text);
}
