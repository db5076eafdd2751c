// Where the localized texts of the page stand. In: the page with its texts numbered in comments, what the server knows
// of each number, the live page. Out: spots: { text, shown, pieces: [live text node, start, end], element: live or null }.
//
//   <!--isogloss:12-->Start<!--/isogloss:12-->     text 12 in an element's content
//   <!--isogloss@13--><img alt="…">                text 13 in an attribute, or in an element of raw text

import { pair } from "./pair.js";

const COMMENT = /^(\/?)isogloss([:@])(\d+)$/;

export function locate(html, texts, live = document) {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelector("script[data-isogloss]")?.remove();
  const found = numbered(page);
  const counterpart = new Map();
  follow(page.documentElement, live.documentElement, counterpart);
  return found.filter(({ number }) => texts[number]).map(({ number, range, element }) => {
    const all = range ? piecesOf(range) : [];
    const pieces = all.flatMap(([node, start, end]) => (counterpart.has(node) ? [[counterpart.get(node), start, end]] : []));
    const shown = range ? range.toString().replace(/\s+/g, " ").trim() : "";
    return { text: texts[number], shown, pieces, element: counterpart.get(element) ?? null };
  });
}

// Ranges move by themselves when the comments go and the text around them becomes one node again.
function numbered(page) {
  const [found, open, comments] = [[], new Map(), []];
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const comment = walker.currentNode;
    const [, end, kind, digits] = COMMENT.exec(comment.data) ?? [];
    if (!kind) continue;
    comments.push(comment);
    const number = Number(digits);
    if (kind === "@") found.push({ number, element: comment.nextElementSibling });
    else if (end) open.get(number)?.setEndBefore(comment);
    else {
      const range = page.createRange();
      range.setStartAfter(comment);
      open.set(number, range);
      found.push({ number, range });
    }
  }
  for (const comment of comments) comment.remove();
  page.normalize();
  return found;
}

function piecesOf(range) {
  const walker = range.startContainer.ownerDocument.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const pieces = [];
  for (let node = walker.root; node; node = walker.nextNode()) {
    if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.data.length;
    if (node.data.slice(start, end).trim()) pieces.push([node, start, end]);
  }
  return pieces;
}

// A text that a script changed is no longer the server's, and has no counterpart.
function follow(node, live, counterpart) {
  if (node.nodeType === Node.TEXT_NODE && node.data !== live.data) return;
  counterpart.set(node, live);
  for (const [child, twin] of pair([...node.childNodes], [...live.childNodes])) follow(child, twin, counterpart);
}
