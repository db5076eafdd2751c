// axe-core over each kind of page. In: the folders of the released site, of a new one, and of the site as it is before
// all its languages are open. Out: each violation as a line.
//
// node axe.mjs RELEASE NEW SITE

import { readFileSync } from "node:fs";
import { all, inLocale, KINDS, launch, NEW_KINDS, Report, serve } from "./site.mjs";

const [site, fresh, early] = await Promise.all(process.argv.slice(2).map((folder) => serve(folder)));
const source = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

const tasks = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    const screen = { colorScheme, width };
    for (const [kind, path] of Object.entries(KINDS)) {
      for (const locale of ["en", "ja", "fr"]) tasks.push({ ...screen, kind, origin: site.origin, path: inLocale(locale, path) });
    }
    for (const kind of ["home", "listing", "post"]) {
      for (const locale of ["en", "ja"]) {
        tasks.push({ ...screen, kind: `new ${kind}`, origin: fresh.origin, path: inLocale(locale, NEW_KINDS[kind]) });
      }
    }
    tasks.push({ ...screen, kind: "home on its way", origin: early.origin, path: "/fr/" });
    // Open menus are looked at as well, and colours that the reader chose against those of the system.
    for (const state of ["menu", "more", "chosen"]) {
      for (const locale of ["en", "ja"]) {
        tasks.push({ ...screen, kind: `home, ${state}`, origin: site.origin, path: inLocale(locale, "/"), state });
      }
    }
  }
}

const report = new Report();
const browser = await launch();

// Brings the page into a state that a reader brings it into.
async function enter(page, state, colorScheme, width) {
  if (state === "menu") {
    if (width < 1000) await page.locator(".nav-open").click();
    await page.locator(".main-menu summary").first().click();
    await page.locator(".main-menu .panel").first().waitFor({ state: "visible" });
  } else if (state === "more") {
    await page.locator(".blog-menu summary").click();
    await page.locator(".blog-menu .more").waitFor({ state: "visible" });
  } else if (state === "chosen") {
    const other = colorScheme === "dark" ? "light" : "dark";
    await page.locator(`.mode input[value=${other}]`).check();
  }
}

await all(tasks, 3, async ({ colorScheme, width, kind, origin, path, state }) => {
  const name = `${kind} ${path} ${colorScheme} ${width}`;
  // Less motion: axe must not measure a colour that is on its way to another.
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && !message.text().includes("404") && report.fail(name, "console", message.text()));
  page.on("pageerror", (error) => report.fail(name, "script", error.message));
  await page.goto(origin + path, { waitUntil: "load" });
  await enter(page, state, colorScheme, width);
  // `evaluate` runs in the page without being part of it, so the policy does not refuse axe.
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate((only) => axe.run(document, { runOnly: only, resultTypes: ["violations"] }), tags);
  report.expect(passes.length > 10, name, "axe", `only ${passes.length} rules passed`);
  for (const { id, nodes } of violations) {
    for (const { target, any } of nodes) report.fail(name, id, `${target.join(" ")} ${any[0]?.message ?? ""}`);
  }
  await context.close();
});

await browser.close();
site.close();
fresh.close();
early.close();
report.end("axe");
