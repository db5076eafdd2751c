// Which node of one list is which of another. In: the children of two forms of one element. Out: pairs, in order.
// Equal ones at both ends pair first; of what is left, the pairs that are most alike altogether (the longest common
// subsequence, weighted).

const KEYS = ["id", "name", "property", "href", "src"];
const MOST_CELLS = 1_000_000; // beyond this, what is left counts as new: right, if less gentle

export function pair(left, right) {
  const pairs = new Map();
  let from = 0;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (from < leftEnd && from < rightEnd && left[from].isEqualNode(right[from])) pairs.set(left[from], right[from++]);
  while (leftEnd > from && rightEnd > from && left[leftEnd - 1].isEqualNode(right[rightEnd - 1])) {
    pairs.set(left[--leftEnd], right[--rightEnd]);
  }
  align(left.slice(from, leftEnd), right.slice(from, rightEnd), pairs);
  return pairs;
}

function align(left, right, pairs) {
  if (left.length * right.length > MOST_CELLS) return;
  const [lefts, rights] = [left.map(describe), right.map(describe)];
  const width = right.length + 1;
  const best = new Float32Array((left.length + 1) * width); // of what follows a cell
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const both = likeness(lefts[i], rights[j]);
      const paired = both > 0 ? both + best[(i + 1) * width + j + 1] : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (best[i * width + j] === best[(i + 1) * width + j]) i += 1;
    else if (best[i * width + j] === best[i * width + j + 1]) j += 1;
    else pairs.set(left[i++], right[j++]);
  }
}

const describe = (node) => ({
  name: node.nodeName,
  key: KEYS.map((name) => node.getAttribute?.(name)).find(Boolean),
  look: node.getAttribute?.("class"),
  text: node.textContent,
});

// 0: not one thing. A tag alone is enough where nothing fits better; an id or address, or much the same text, says more.
function likeness(left, right) {
  if (left.name !== right.name) return 0;
  const key = left.key && left.key === right.key ? 2 : 0;
  const look = left.look === right.look ? 0.5 : 0;
  return 1 + key + look + 2 * alike(left.text, right.text);
}

// The share of a text that its beginning and end have in common with the other's.
function alike(left, right) {
  if (left === right) return 1;
  const [start, end] = common(left, right);
  return (start + end) / Math.max(left.length, right.length);
}

// How many characters two texts share at the start, and how many more at the end.
export function common(left, right) {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return [start, end];
}
