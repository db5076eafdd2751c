// Outlines of the texts that are not this page's own language. In: where the texts stand, pointer and focus.
// Out: frames, a legend and a card in a layer of the panel; the page itself is not touched.
//
// While it is on, the texts are measured for each frame that the browser paints: whatever scrolls, opens or moves them.

import { card } from "./card.js";
import { button, make } from "./make.js";
import { locate } from "./texts.js";

const MARKED = { fallback: "in a fallback language", stale: "older than the source", held: "held at the last good form" };
const MOST_CARDS = 3;

// `get` gives what the server knows of the texts shown now, or null where that has to wait for the next update.
export function outliner(root, get, onEnd) {
  const frames = make("div", { class: "frames", "aria-hidden": "true" });
  const current = make("div", { class: "current", "aria-hidden": "true" });
  const legend = make("div", { class: "legend", role: "status" });
  const about = card();
  const layer = make("div", { class: "layer" }, frames, current, legend, about.element);
  let spots = [];
  let marks = []; // { spot, frame, drawn }
  let at = null; // the pointer's place, or an element with the focus
  let painting = 0;

  const listeners = {
    pointermove: ({ clientX: x, clientY: y, target }) => (at = target === root.host ? null : { x, y }),
    focusin: ({ target }) => (at = target === root.host ? null : { focus: target }),
  };

  function paint() {
    for (const mark of marks) draw(mark);
    const hit = at && (at.focus ? focused(spots, at.focus) : pointed(spots, at.x, at.y));
    cover(current, hit ? hit.rects : []);
    if (hit) about.show(hit.texts, hit.rects[0]);
    else about.hide();
    painting = requestAnimationFrame(paint);
  }

  async function refresh() {
    const told = await get();
    if (!told || !painting) return;
    spots = locate(told.html, told.texts);
    marks = spots.filter(({ text }) => text.state in MARKED).map((spot) => ({ spot, frame: frameOf(spot), drawn: "" }));
    frames.replaceChildren(...marks.map(({ frame }) => frame));
    legend.replaceChildren(...explained(marks, onEnd));
  }

  return {
    on: () => painting !== 0,
    refresh: () => painting && refresh(),
    begin() {
      root.prepend(layer); // Below the list of findings.
      for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener, true);
      painting = requestAnimationFrame(paint);
      return refresh();
    },
    end() {
      cancelAnimationFrame(painting);
      painting = 0;
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener, true);
      layer.remove();
    },
  };
}

const frameOf = ({ text: { id, kind, state, locale }, shown }) =>
  make("div", { class: "frame", "data-id": id, "data-kind": kind, "data-state": state, "data-locale": locale, "data-text": shown });

function explained(marks, end) {
  const rows = Object.entries(MARKED).flatMap(([state, meaning]) => {
    const count = marks.filter(({ spot }) => spot.text.state === state).length;
    return count === 0 ? [] : [make("li", { "data-state": state }, make("i"), make("b", {}, String(count)), ` ${meaning}`)];
  });
  const what = rows.length > 0 ? make("ul", {}, ...rows) : "Every text is in the language of this page.";
  return [what, button("End outline", end, { title: "Alt+L or Escape" })];
}

function draw(mark) {
  const rects = rectsOf(mark.spot).filter(([rect, element]) => inView(rect) && seen(rect, element)).map(([rect]) => rect);
  const now = rects.map(({ left, top, width, height }) => [left, top, width, height].join()).join(" ");
  if (now === mark.drawn) return;
  mark.drawn = now;
  cover(mark.frame, rects);
}

// A box for each part of the screen.
function cover(frame, rects) {
  while (frame.childElementCount > rects.length) frame.lastChild.remove();
  while (frame.childElementCount < rects.length) frame.append(make("i"));
  rects.forEach(({ left, top, width, height }, at) => {
    Object.assign(frame.children[at].style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  });
}

// The parts of the screen that a text takes, and the element each is in: one for each line, none while it is hidden.
function rectsOf({ pieces, element }) {
  if (element) return visible(element) ? [...element.getClientRects()].map((rect) => [rect, element]) : [];
  const there = pieces.filter(([node]) => node.isConnected && visible(node.parentElement));
  return there.flatMap((piece) => lines(piece).map((rect) => [rect, piece[0].parentElement]));
}

const visible = (element) => element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;

function lines([node, start, end]) {
  const range = document.createRange();
  range.setStart(node, Math.min(start, node.data.length));
  range.setEnd(node, Math.min(end, node.data.length));
  return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
}

const inView = ({ left, top, right, bottom }) => bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;

// Not behind an open menu, and not scrolled out of its box.
function seen({ left, top, right, bottom }, element) {
  if (getComputedStyle(element).pointerEvents === "none") return true; // Then the browser does not tell.
  const within = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  return stack(within(left, right, innerWidth), within(top, bottom, innerHeight)).includes(element);
}

// What is under a point, from the top down to the first that nothing shows through: links are often laid over a card.
function stack(x, y) {
  const all = document.elementsFromPoint(x, y);
  const ground = all.findIndex((element) => !/^rgba|\/|transparent/.test(getComputedStyle(element).backgroundColor));
  return ground < 0 ? all : all.slice(0, ground + 1);
}

// Texts under a point: what stands there, and the attributes of that element, or of the control that it is a part of.
function pointed(spots, x, y) {
  const under = stack(x, y);
  const holds = ([{ left, right, top, bottom }]) => left <= x && x <= right && top <= y && y <= bottom;
  const standing = spots.filter(({ pieces }) => pieces.some(([node]) => under.includes(node.parentElement)));
  const control = under[0]?.closest("a, button, summary, label, input, select, textarea") ?? under[0];
  const said = spots.filter(({ element }) => element && control?.contains(element) && element.contains(under[0]));
  return gathered([...standing, ...said].map((spot) => [spot, rectsOf(spot).filter(holds)]));
}

function focused(spots, element) {
  if (!element.isConnected || element === document.body) return null;
  const inside = spots.filter((spot) => spot.element === element || spot.pieces.some(([node]) => element.contains(node)));
  return gathered(inside.map((spot) => [spot, [[element.getBoundingClientRect()]]]));
}

function gathered(hits) {
  const [first, ...rest] = hits.map(([spot, rects]) => [spot, rects.map(([rect]) => rect).filter(inView)]).filter(([, rects]) => rects.length > 0);
  if (!first) return null;
  return { texts: [first, ...rest].slice(0, MOST_CARDS).map(([{ text }]) => text), rects: first[1] };
}
