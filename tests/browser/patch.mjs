// The live update's law: a patched page is the new page plus what readers and scripts did to the old one. In: the folder
// of the panel's modules. Out: each random pair of pages for which it does not hold, by its seed, as a line.
//
// node patch.mjs PANEL [SEED]

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, Report, serve } from "./site.mjs";

const ROUNDS = 600;
const [folder, seed] = process.argv.slice(2);
const site = mkdtempSync(join(tmpdir(), "patch-"));
cpSync(folder, site, { recursive: true });
writeFileSync(join(site, "404.html"), "<!doctype html><title>A page to import modules into</title>");

const report = new Report();
const modules = await serve(site);
const browser = await launch();
const page = await browser.newPage();
await page.goto(`${modules.origin}/`);

for (const at of seed ? [Number(seed)] : Array.from({ length: ROUNDS }, (_, round) => round)) {
  const wrong = await page.evaluate(round, at);
  report.expect(wrong === null, `seed ${at}`, "patch", wrong);
}
await browser.close();
modules.close();
rmSync(site, { recursive: true });
report.end("patch");

// One pair of pages, in the browser.
async function round(seed) {
  const { patch } = await import("/patch.js");
  let state = seed * 2654435761 + 1;
  const random = (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return (state >>> 3) % below;
  };
  const one = (list) => list[random(list.length)];
  const words = () => Array.from({ length: random(4) }, () => one(["alpha", "beta", "日本語", "עברית", "&amp;", "🜁"])).join(" ");
  const attributes = () =>
    [["id", "abcdefgh"], ["class", "xyz"], ["href", "123"], ["title", "no"]]
      .flatMap(([name, values]) => (random(4) === 0 ? [`${name}="${one([...values])}${name === "class" ? " k" : ""}"`] : []))
      .join(" ");
  const element = (depth) => {
    const tag = one(["p", "ul", "li", "div", "details", "section", "b", "svg", "textarea"]);
    const inside = tag === "textarea" ? words() : content(depth - 1);
    return `<${tag} ${attributes()}>${inside}</${tag}>`;
  };
  const content = (depth) =>
    Array.from({ length: random(6) }, () => (depth > 0 && random(3) > 0 ? element(depth) : one([words(), "\n", "<!--note-->"]))).join("");
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const document = (html) => parse(`<!doctype html><html lang="${one(["en", "fr"])}"><head><title>${words()}</title></head><body>${html}</body></html>`);

  // The new page: the old one with some parts gone, some new, some moved, some rewritten.
  const was = document(content(4));
  const after = parse(was.documentElement.outerHTML);
  const nodes = [...after.body.querySelectorAll("*")];
  for (let count = random(8); count > 0 && nodes.length > 0; count -= 1) {
    const node = one(nodes);
    const edits = [
      () => node.remove(),
      () => node.before(parse(element(2)).body.firstChild ?? ""),
      () => node.parentNode?.append(node),
      () => (node.textContent = words()),
      () => node.setAttribute("class", words()),
      () => node.setAttribute("title", words()),
      () => node.removeAttribute("class"),
      () => node.append(words() || "more"),
    ];
    one(edits)();
  }
  // As a server would send both: what a parser makes of them.
  const [first, second] = [parse(was.documentElement.outerHTML), parse(after.documentElement.outerHTML)];
  const live = parse(was.documentElement.outerHTML);
  const touched = random(3) > 0 ? [...live.body.querySelectorAll("*")].filter(() => random(5) === 0) : [];
  for (const node of touched) {
    node.classList.add("script");
    one([() => node.setAttribute("data-script", "1"), () => node.before(live.createElement("x-script")), () => node.append(live.createElement("x-script"))])();
  }
  const kept = second.isEqualNode(first) ? [...live.body.querySelectorAll("*")] : [];
  if (!patch(first, second, live)) return touched.length > 0 ? null : "a page that no script touched needs a reload";
  if (kept.some((node) => !node.isConnected)) return "equal pages, and yet something was replaced";
  if (touched.some((node) => node.isConnected && !node.classList.contains("script"))) return "a script's class is gone";
  const plain = (tree) => {
    for (const node of tree.querySelectorAll("x-script")) node.remove();
    for (const node of tree.querySelectorAll("*")) {
      node.removeAttribute("data-script");
      const classes = [...node.classList].filter((name) => name !== "script").sort().join(" ");
      if (classes) node.setAttribute("class", classes);
      else node.removeAttribute("class");
    }
    tree.normalize();
    return tree.documentElement.outerHTML;
  };
  const [got, wanted] = [plain(live), plain(second)];
  return got === wanted ? null : `is\n${got}\nnot\n${wanted}`;
}
