// The card beside a text: what it is and where it comes from. In: texts as the server tells them, the place on the screen.
// Out: an element in the outline's layer.

import { place } from "./finding.js";
import { make } from "./make.js";

const GAP = 8; // px between the text, the card and the edge of the window

export function card() {
  const element = make("div", { class: "card", role: "status", hidden: true });
  let drawn = "";
  return {
    element,
    hide() {
      element.hidden = true;
    },
    show(texts, { left, top, bottom }) {
      const now = JSON.stringify(texts);
      if (now !== drawn) element.replaceChildren(...texts.map(describe));
      drawn = now;
      element.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = element;
      const below = bottom + GAP + height <= innerHeight || top - GAP - height < 0;
      const y = below ? Math.min(bottom + GAP, innerHeight - GAP - height) : top - GAP - height;
      element.style.left = `${Math.max(GAP, Math.min(left, innerWidth - GAP - width))}px`;
      element.style.top = `${Math.max(GAP, y)}px`;
    },
  };
}

function describe(text) {
  const { id, kind, locale, state, source, comment } = text;
  return make(
    "dl",
    { "data-state": state },
    ...row(kind === "field" ? "Field" : "Message", make("code", {}, id)),
    ...row("Language", `${nameOf(locale)} (${locale})${state === "own" ? "" : `, ${state}`}`),
    ...row("File", make("code", {}, place(text))),
    ...row("Source", source === null ? null : make("span", { class: "source", dir: "auto" }, source)),
    ...row("Comment", comment === null ? null : make("span", { dir: "auto" }, comment)),
  );
}

const row = (name, value) => (value === null || value === "" ? [] : [make("dt", {}, name), make("dd", {}, value)]);

function nameOf(locale) {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(locale);
  } catch {
    return locale;
  }
}
