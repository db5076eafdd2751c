// Brings a changed page into the one that is shown. In: the server's last document and its new one. Out: whether it could.
//
// Three trees are walked together: before, after, and the live one. Only what differs between the first two is done
// to the third, so what readers and scripts did to it stays: open menus, typed text, focus, selection, classes.
// All edits are gathered before the first is made.

import { common, pair } from "./pair.js";

// False: nothing was done, and only a reload helps.
export function patch(before, after, live = document) {
  if (programs(before) !== programs(after)) return false;
  const edits = [];
  if (!follow(before.documentElement, after.documentElement, live.documentElement, edits)) return false;
  for (const edit of edits) edit();
  return true;
}

// Scripts do not run again when they are patched in, and a template was perhaps used already. Data for search
// engines is no program.
const programs = (page) =>
  [...page.querySelectorAll('script:not([type="application/ld+json"]), template')].map((element) => element.outerHTML).join("\n");

// False: the live tree has no place for a change.
function follow(before, after, live, edits) {
  if (before.isEqualNode(after)) return true;
  if (after.nodeType !== Node.ELEMENT_NODE) {
    edits.push(() => rewrite(live, after.data));
    return true;
  }
  // Where scripts run it holds no elements, and nobody sees it.
  if (after.localName === "noscript") return true;
  attributes(before, after, live, edits);
  const inside = [];
  if (children(before, after, live, inside)) {
    edits.push(...inside);
    return true;
  }
  if (["html", "head", "body"].includes(live.localName)) return false;
  const fresh = document.importNode(after, true);
  edits.push(() => live.replaceChildren(...fresh.childNodes));
  return true;
}

function children(before, after, live, edits) {
  const was = [...before.childNodes];
  const next = pair(was, [...after.childNodes]);
  const shown = pair(was, [...live.childNodes]);
  const places = new Map(); // a node of after → the live one
  for (const node of was) {
    const [then, now] = [next.get(node), shown.get(node)];
    if (!then) {
      if (now) edits.push(() => now.remove());
    } else if (!now) {
      // A script took it away. That may stand, but not hide a change.
      if (!node.isEqualNode(then)) return false;
      places.set(then, null);
    } else if (follow(node, then, now, edits)) {
      places.set(then, now);
    } else {
      return false;
    }
  }
  insert(after, live, places, edits);
  return true;
}

// What is new comes after the one that it follows; what scripts put in stays where it is.
function insert(after, live, places, edits) {
  let last = null;
  for (const node of after.childNodes) {
    if (places.has(node)) {
      last = places.get(node) ?? last;
      continue;
    }
    const [fresh, previous] = [document.importNode(node, true), last];
    edits.push(() => (previous ? previous.after(fresh) : live.prepend(fresh)));
    last = fresh;
  }
}

function attributes(before, after, live, edits) {
  for (const name of new Set([...before.getAttributeNames(), ...after.getAttributeNames()])) {
    const [was, value] = [before.getAttribute(name), after.getAttribute(name)];
    if (was === value) continue;
    if (name === "class" && live.getAttribute(name) !== was) edits.push(() => reclass(before, after, live));
    else if (value === null) edits.push(() => live.removeAttribute(name));
    else edits.push(() => live.setAttributeNode(document.importNode(after.getAttributeNode(name), true)));
  }
}

// Class by class, since scripts set some.
function reclass(before, after, live) {
  live.classList.remove(...before.classList);
  live.classList.add(...after.classList);
}

// Only the part that changed, so that a selection beside it stays.
function rewrite(node, text) {
  const [start, end] = common(node.data, text);
  node.replaceData(start, node.data.length - start - end, text.slice(start, text.length - end));
}
