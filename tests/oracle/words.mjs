// The words of texts as the search script cuts them. In: the script's module, and a file of texts as JSON. Out: for each
// text its words, each with its terms and their buckets, as JSON.
//
// node words.mjs MODULE TEXTS

import { readFileSync } from "node:fs";

const [module, texts] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const { bucket, terms, words } = await import(`data:text/javascript,${encodeURIComponent(module)}`);

const cut = (text) => {
  // What this Node does not know yet is nobody's fault.
  if (/\p{Cn}/u.test(text)) return null;
  return words(text).map((word) => ({
    letters: word.letters.join(""),
    unspaced: word.unspaced,
    // Each letter comes from a place in the text, and no place from behind it.
    placed: word.at.length === word.letters.length && word.at.every(([from, to]) => from < to && to <= text.length),
    terms: terms(word).map((term) => [term, bucket(term)]),
  }));
};

console.log(JSON.stringify(JSON.parse(texts).map(cut)));
