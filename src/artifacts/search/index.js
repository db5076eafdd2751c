// The index that Isogloss made, read as far as a query needs it. `words`, `terms` and `bucket` do as the engine does
// (words.rs, search_terms.rs): change them together.

const UNIT = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;
const DROPPED = /[\u0300-\u036f\xad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const OTHER = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ς: "σ" };
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED =
  /[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/u;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

const fold = (unit) =>
  unit.normalize("NFKD").replace(DROPPED, "").toLowerCase().replace(/[ßœæøς]/g, (one) => OTHER[one]).normalize("NFC");

// The words of a text: their letters, and for each of these where its unit begins and ends.
export function words(text) {
  const found = [];
  let word;
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    for (const letter of fold(unit)) {
      const unspaced = UNSPACED.test(letter);
      if (!LETTER.test(letter)) word = undefined;
      else {
        if (word?.unspaced !== unspaced) found.push((word = { unspaced, letters: [], at: [] }));
        word.letters.push(letter);
        word.at.push([index, index + unit.length]);
      }
    }
  }
  return found;
}

// The terms that a post must have to have this word.
export function terms({ unspaced, letters }) {
  if (!unspaced) return [letters.slice(0, 32).join("")];
  return letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;
}

export function bucket(term) {
  const [first, second = 0] = [...term].map((letter) => letter.codePointAt());
  const mixed = first * 31 + second;
  return (mixed ^ (mixed >> 8)) & 255;
}

// Posts, and how much a term weighs in each.
function* postings(list) {
  let [post, number] = [-1, 0];
  for (const digit of list) {
    const value = DIGITS.indexOf(digit);
    number = number * 32 + (value & 31);
    if (value > 31) continue;
    post += 1 + (number >> 3);
    yield [post, number & 7];
    number = 0;
  }
}

// What is looked for. The last word may still be typed, so it may go on.
export function wanted(query) {
  const all = words(query);
  const last = all.at(-1);
  if (last) last.goesOn = !last.unspaced && last.letters.length > 1 && last.at.at(-1)[1] === query.length;
  return all;
}

// Where in a text a wanted word stands.
export function places(word, text) {
  const { length } = word.letters;
  return words(text).flatMap(({ unspaced, letters, at }) => {
    const found = [];
    const last = unspaced ? letters.length - length : word.goesOn || letters.length === length ? 0 : -1;
    for (let from = 0; from <= last && unspaced === word.unspaced; from += 1) {
      if (!word.letters.every((letter, next) => letter === letters[from + next])) continue;
      found.push([at[from][0], at[unspaced ? from + length - 1 : at.length - 1][1]]);
    }
    return found;
  });
}

export function open(address) {
  const kept = new Map();

  // Each file is read once; one that could not be read is asked for again.
  function read(name, options) {
    const load = async () => (await fetch(new URL(name, address), options)).json();
    if (!kept.has(name)) kept.set(name, load().catch((error) => (kept.delete(name), Promise.reject(error))));
    return kept.get(name);
  }

  const entry = () => read("", { cache: "no-cache" });
  const part = async (name) => read(`${name}.json?v=${(await entry()).version}`);

  async function weigh(term, goesOn, shards) {
    const weights = new Map();
    for (const [known, list] of Object.entries(await part(`words/${Math.floor((bucket(term) * shards) / 256)}`))) {
      if (known !== term && !(goesOn && known.startsWith(term))) continue;
      for (const [post, weight] of postings(list)) weights.set(post, Math.max(weight + 1, weights.get(post) ?? 0));
    }
    return weights;
  }

  // The posts that may have all these words. Rare words count for more, and words in titles and headings; of two posts
  // that are alike the newer one is first. Letters that follow each other two by two need not do so all together: only a
  // post's text tells.
  async function find(words) {
    const { posts, shards } = await entry();
    const all = await Promise.all(words.flatMap((word) => terms(word).map((term) => weigh(term, word.goesOn, shards))));
    const rank = (post) => all.reduce((sum, weights) => sum + weights.get(post) * Math.log(1 + posts / weights.size), 0);
    const found = [...(all[0]?.keys() ?? [])].filter((post) => all.every((weights) => weights.has(post)));
    return found.map((post) => [post, rank(post)]).sort(([a, x], [b, y]) => y - x || b - a).map(([post]) => post);
  }

  return { entry, find, text: (post) => part(`texts/${post}`) };
}
