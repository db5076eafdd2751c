// What an open page does while the site is watched. In: the tag that names the version shown, and what the server tells.
// Out: the page patched or reloaded, files shown anew, the panel, the outline. It begins here; each part has its file.

import { keep, recall } from "./kept.js";
import { open } from "./line.js";
import { outliner } from "./outline.js";
import { patch } from "./patch.js";
import { refresh } from "./refresh.js";
import { panel } from "./view.js";

const tag = document.querySelector("script[data-isogloss]");
const page = location.pathname;
let shown = tag.dataset.isogloss;
let wanted = shown;
let files = tag.dataset.files; // what all published files are
let before = null; // the server's document of the version shown: scripts may have changed the live one already
let updating = false;
let styled = false;

// The page is as it will be published.
tag.remove();
if ([shown, files].includes(recall("reloaded"))) keep("reloaded", null);

const view = panel({ outline: toggleOutline });
const outline = outliner(view.root, textsShown, toggleOutline);
const line = open(hear);
line.show(page, shown);
start();

async function start() {
  if (!styled) {
    const { ok, text } = await line.get("/.isogloss/panel.css");
    if (ok && !styled) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      view.attach(sheet);
      styled = true;
      if (recall("outline")) outline.begin();
    }
  }
  await update();
}

function hear({ state, changed, away, back }) {
  if (away !== undefined) view.away(away);
  if (changed) {
    ({ files } = changed);
    if (refresh(changed.urls)) location.reload();
  }
  if (back) start();
  if (state) told(state);
}

function told(state) {
  view.show(state);
  // Files changed while nobody told this tab which: before its line was open, or while the server was away.
  if (state.files && state.files !== files) return reload(state.files);
  wanted = state.version;
  if (wanted === shown) outline.refresh();
  else if (state.reload) reload(wanted);
  else update();
}

// Takes the newest form of the page; again when it was saved meanwhile. With the server away the next connection tells.
async function update() {
  if (updating) return;
  updating = true;
  for (let goal = null; goal !== wanted && (before === null || wanted !== shown); ) {
    goal = wanted;
    const { text } = await line.get(page);
    const after = new DOMParser().parseFromString(text, "text/html");
    const version = read(after);
    if (version === null) break;
    if (version !== shown && (before === null || !patched(after))) {
      reload(version);
      break;
    }
    before = after;
    if (version === shown) continue;
    shown = version;
    line.show(page, shown);
    outline.refresh();
  }
  updating = false;
}

// The version that a document says it has; its tag goes, so that two documents differ in the page only.
function read(document) {
  const tag = document.querySelector("script[data-isogloss]");
  tag?.remove();
  return tag?.dataset.isogloss ?? null;
}

function patched(after) {
  try {
    return patch(before, after);
  } catch {
    return false; // A script of the page did what nobody foresaw; loading it again is right in any case.
  }
}

// Once for each version, so that a page that never gets the version promised is not loaded for ever.
function reload(version) {
  if (recall("reloaded") === version) return;
  keep("reloaded", version);
  location.reload();
}

async function textsShown() {
  const { ok, text } = await line.get(`/.isogloss/texts?page=${encodeURIComponent(page)}`);
  if (!ok) return null;
  const told = JSON.parse(text);
  return told.version === shown ? told : null;
}

function toggleOutline() {
  if (outline.on()) outline.end();
  else outline.begin();
  keep("outline", outline.on());
}

// On the window and first of all: Escape then ends the outline, and does not close a menu of the page as well.
window.addEventListener(
  "keydown",
  (event) => {
    const { altKey, code, ctrlKey, isComposing, key, metaKey } = event;
    const ours = altKey && !ctrlKey && !metaKey && code === "KeyL" && !typing(event);
    if (isComposing || !(ours || (key === "Escape" && outline.on()))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    toggleOutline();
  },
  true,
);

// On some keyboards Alt+L is a letter, such as ł.
function typing({ key, target }) {
  return key.length === 1 && key.toLowerCase() !== "l" && (target.isContentEditable || target.matches?.("input, textarea"));
}
