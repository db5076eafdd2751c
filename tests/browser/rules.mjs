// What a browser reads in stylesheets. In: a folder of them as written, and one with the same as a release has them.
// Out, as lines: each rule that does not say the same, letter by letter; each stylesheet that is not shorter.
//
// node rules.mjs WRITTEN RELEASED

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, Report } from "./site.mjs";

const [written, released] = process.argv.slice(2);
const report = new Report();
const browser = await launch();
const page = await browser.newPage();

// All rules of a stylesheet, those in others too, each with its kind. Addresses lose the digests in their names.
const rules = (text) => {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = text;
  const read = (list) =>
    [...list].flatMap((rule) => [`${rule.constructor.name} ${rule.cssText}`, ...read(rule.cssRules ?? [])]);
  const all = read(style.sheet.cssRules).map((rule) => rule.replace(/\.[0-9a-f]{8}(?=\.\w+)/g, ""));
  style.remove();
  return all;
};

const names = readdirSync(written).filter((name) => name.endsWith(".css"));
for (const name of names) {
  const made = readdirSync(released).find((other) => other.replace(/\.[0-9a-f]{8}\.css$/, ".css") === name);
  const [before, after] = [join(written, name), join(released, made)].map((path) => readFileSync(path, "utf8"));
  const [wanted, found] = [await page.evaluate(rules, before), await page.evaluate(rules, after)];
  report.expect(after.length < before.length, name, "length", `${after.length} of ${before.length}`);
  report.expect(wanted.length === found.length, name, "rules", `${found.length} and not ${wanted.length}`);
  wanted.forEach((rule, at) => report.expect(rule === found[at], name, "rule", `${found[at]} and not ${rule}`));
}
report.expect(names.length > 3, "", "stylesheets", names.join(", "));
await browser.close();
report.end("rules.mjs");
