// Pages and feeds whose texts are hostile. In: a folder of pages that print such texts as they are, and a built site
// that must not. Out: each page of the site on which one ran, or that holds a handler or an address that would run.
//
// node injection.mjs CARELESS SITE

import { existsSync } from "node:fs";
import { join } from "node:path";
import { addresses, launch, Report, serve } from "./site.mjs";

// The texts must be harmless by themselves, so nothing else holds them off.
const NO_POLICY = "";
const FEEDS = ["/feed.xml", "/sitemap.xml"];

const [careless, site] = process.argv.slice(2);
const report = new Report();
const browser = await launch();

// What would run, and what ran, on each of these pages.
async function look(folder, paths) {
  const { origin, close } = await serve(folder, NO_POLICY);
  const context = await browser.newContext();
  const page = await context.newPage();
  let ran = false;
  await context.exposeFunction("tellThatItRan", () => (ran = true));
  await context.addInitScript(() => {
    globalThis.alert = () => globalThis.tellThatItRan();
  });
  const found = [];
  for (const path of paths) {
    ran = false;
    await page.goto(origin + path, { waitUntil: "load" });
    const would = await page.evaluate(() => {
      const bad = [];
      for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          if (name.toLowerCase().startsWith("on") || name === "srcdoc") bad.push(name);
          if (!/^(xlink:)?(href|src|action|formaction|data|poster|srcset)$/i.test(name)) continue;
          const scheme = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
          if (/^(javascript|vbscript|data):/.test(scheme)) bad.push(`${name}=${value}`);
        }
      }
      return bad;
    });
    await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
    found.push({ path, ran, would });
  }
  await context.close();
  close();
  return found;
}

// A browser that runs nothing would prove nothing.
const attacked = await look(careless, addresses(careless));
const running = attacked.filter(({ ran }) => ran).length;
report.expect(running > attacked.length / 2, careless, "careless", `only ${running} of ${attacked.length} ran`);

const feeds = FEEDS.filter((feed) => existsSync(join(site, feed)));
report.expect(feeds.length > 0, site, "feeds", "there is no feed");
const looked = await look(site, [...addresses(site), ...feeds]);
report.expect(looked.length >= 256, site, "pages", `only ${looked.length} pages`);
for (const { path, ran, would } of looked) {
  report.checked += 1;
  report.expect(!ran, path, "ran", "a text ran as a script");
  report.expect(would.length === 0, path, "would run", would.join(", "));
}
await browser.close();
report.end("injection");
