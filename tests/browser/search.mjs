// The search page in a browser. In: the folder of the site, and that of a new one with the posts of tests/sites/search.
// Out: each query that does not find the right posts, and each step that does not do what a reader expects, as a line.
//
// node search.mjs SITE NEW

import { readFileSync } from "node:fs";
import { inLocale, launch, Report, serve } from "./site.mjs";

const [site, fresh] = await Promise.all(process.argv.slice(2).map((folder) => serve(folder)));
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const report = new Report();
const browser = await launch();

async function visit(origin, path, options, steps) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("pageerror", (error) => report.fail(path, "script", error.message));
  page.on("console", (message) => message.type() === "error" && !message.text().includes("404") && report.fail(path, "console", message.text()));
  const expect = (right, rule, what) => report.expect(right, path, rule, what);
  try {
    await page.goto(origin + path, { waitUntil: "load" });
    await steps(page, expect, asked);
  } catch (error) {
    report.fail(path, "step", error.message.split("\n")[0]);
  }
  await context.close();
}

const status = (page) => page.locator("[data-search] [role=status]");
const links = (page) => page.locator("[data-results] a");
const input = (page) => page.locator("[data-search] input");
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

// Types a query, and waits until its results are told.
async function search(page, query) {
  await status(page).evaluate((element) => (element.textContent = ""));
  await input(page).fill(query);
  await page.waitForFunction(() => document.querySelector("[data-search] [role=status]").textContent !== "");
  return links(page).evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
}

// Queries in the new site, with the last parts of the addresses that must be found, the first one first.
const QUERIES = [
  ["ja", "新幹線", ["trains"], "a compound, and not what has its halves apart"],
  ["ja", "東海道新幹線", ["trains"]],
  ["ja", "幹線", ["trains", "roads"], "a part of a compound"],
  ["ja", "鯨", ["whales"], "one kanji"],
  ["ja", "ラーメン", ["trains"], "katakana"],
  ["ja", "ﾗｰﾒﾝ", ["trains"], "halfwidth katakana"],
  ["ja", "カメラ", ["whales", "persimmons"], "katakana that a post has halfwidth"],
  ["ja", "ガイド", ["whales"]],
  ["ja", "カイド", [], "a dakuten matters"],
  ["ja", "かぎ", ["keys"]],
  ["ja", "かき", ["persimmons"]],
  ["ja", "富士山　駅弁", ["trains"], "two words"],
  ["ja", "富士山 鯨", [], "two words of two posts"],
  ["ja", "zebra", [], "a post of another language"],
  ["ja", "train", []],
  ["en", "TRAIN", ["trains", "zebra"], "letter case; the title first"],
  ["en", "travel", ["trains"], "a word that goes on"],
  ["en", "travel ", [], "a word that is ended"],
  ["en", "cafe", ["trains"], "without an accent"],
  ["en", "Café", ["trains"]],
  ["en", "naive", ["trains"]],
  ["en", "b ", ["markup"], "markup is text"],
  ["en", "constructor", []],
  ["en", "__proto__", []],
  ["en", "新幹線", []],
  ["fr", "eleves", ["trains", "cheese"], "an accent is not needed"],
  ["fr", "élèves", ["trains", "cheese"]],
  ["fr", "ete", ["trains"]],
  ["fr", "l’été", ["trains"]],
  ["fr", "OEUVRE", ["trains"]],
  ["fr", "noël", ["trains"]],
  ["fr", "forêt", ["cheese"]],
  ["fr", "foret", ["cheese"]],
];

async function queries(page, expect, locale) {
  for (const [, query, wanted, why = ""] of QUERIES.filter(([of]) => of === locale)) {
    const found = await search(page, query);
    const named = found.map((path) => path.split("/").at(-2));
    const here = found.every((path) => path.startsWith(inLocale(locale, "/")) && (locale !== "en" || !/^\/(ja|fr)\//.test(path)));
    expect(`${named}` === `${wanted}` && here, query, `finds ${found.join(" ") || "nothing"}: ${why}`);
    const told = await status(page).textContent();
    expect(wanted.length === 0 ? !/\d/.test(told) : told.includes(`${wanted.length}`), query, `says: ${told}`);
    const marks = await page.locator("[data-results] li:first-child mark").allTextContents();
    expect(marks.length > 0 || wanted.length === 0, query, "is marked nowhere");
  }
}

// Nothing is read before somebody is about to search, and then little.
async function frugal(page, expect, asked) {
  const index = () => asked.filter((path) => /\/search\/(index|words|texts)/.test(path));
  await page.waitForLoadState("networkidle");
  expect(asked.some((path) => path.endsWith("/search/search.js")), "loading", "the script is not there");
  expect(index().length === 0, "loading", `before any use: ${index()}`);
  await input(page).focus();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("index.json")));
  expect(index().length === 2, "loading", `at the first focus: ${index()}`);
  await search(page, "zzzz");
  expect(index().length === 3, "loading", `for one word: ${index()}`);
}

// By keyboard alone: down into the results, up again, away with everything.
async function keyboard(page, expect, query) {
  await input(page).focus();
  await search(page, query);
  const count = await links(page).count();
  expect(count > 1, "keyboard", `${count} results for ${query}`);
  await page.keyboard.press("ArrowUp");
  expect(await focused(input(page)), "keyboard", "ArrowUp leaves the field");
  await page.keyboard.press("ArrowDown");
  expect(await focused(links(page).first()), "keyboard", "ArrowDown does not lead to the first result");
  await page.keyboard.press("ArrowDown");
  expect(await focused(links(page).nth(1)), "keyboard", "ArrowDown does not lead on");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await focused(input(page)), "keyboard", "ArrowUp does not lead back");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused(links(page).first()), "keyboard", "Tab does not lead to the first result");
  await page.keyboard.press("Escape");
  expect(await focused(input(page)), "keyboard", "Escape does not lead back");
  await page.waitForFunction(() => document.querySelector("[data-results]").children.length === 0);
  expect((await input(page).inputValue()) === "" && (await status(page).textContent()) === "", "keyboard", "Escape does not clear");
  expect(!page.url().includes("?"), "keyboard", `Escape leaves ${page.url()}`);
  await search(page, query);
  await page.keyboard.press("ArrowDown");
  const to = await links(page).first().getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${to}`);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("[data-results]").children.length > 0);
  expect((await input(page).inputValue()) === query, "keyboard", "the way back loses the query");
}

// What looks like markup is looked for, and is nothing more.
async function hostile(page, expect) {
  for (const query of ['<img src=x onerror="window.hit=1">', "<img src=x onerror=alert(1)>", "</template><script>window.hit=1</script>", "\"'><b>", "%00\u{D800}", "javascript:hit"]) {
    await input(page).fill(query);
    await page.waitForTimeout(400);
    await page.goto(`${page.url().split("?")[0]}?${new URLSearchParams({ q: query })}`, { waitUntil: "networkidle" });
    const seen = await page.evaluate(() => ({
      hit: window.hit,
      elements: document.querySelectorAll("[data-search] :is(img, script, b)").length,
      links: [...document.querySelectorAll("[data-results] a")].filter((link) => link.origin !== location.origin).length,
    }));
    expect(seen.hit === undefined && seen.elements === 0 && seen.links === 0, query, JSON.stringify(seen));
  }
}

// Results are announced, fit the screen, and are right for those who do not see them.
async function looks(page, expect, query) {
  await search(page, query);
  const [room, width] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  expect(width <= room, "width", `${width} of ${room}`);
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((only) => axe.run(document, { runOnly: only }), tags);
  for (const { id, nodes } of violations) expect(false, id, nodes.map(({ target }) => target.join(" ")).join(", "));
  expect(violations.length === 0, "axe", "");
}

// Without scripts the header still leads here, and the page says what is missing.
async function scriptless(page, expect) {
  await page.locator("header a[href*='/search/']").first().click();
  await page.waitForURL("**/search/**");
  expect(await page.locator("noscript .notice, .notice").first().isVisible(), "no script", "nothing is said");
  await input(page).fill("word");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search/?q=word");
}

// Of many results ten are shown, then ten more, and the focus goes to the first of these.
async function more(page, expect, query) {
  await search(page, query);
  const shown = await links(page).count();
  expect(shown === 10, "more", `${shown} at first`);
  await page.locator("[data-more]").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-results] > li").length > 10);
  expect(await focused(links(page).nth(10)), "more", "the focus is not at the first new result");
  const all = await links(page).evaluateAll((all) => all.map((link) => link.href));
  expect(new Set(all).size === all.length, "more", "shows a result twice");
}

for (const locale of ["en", "ja", "fr"]) {
  const path = inLocale(locale, "/search/");
  await visit(fresh.origin, path, {}, (page, expect) => queries(page, expect, locale));
  await visit(fresh.origin, path, {}, frugal);
  await visit(fresh.origin, path, {}, hostile);
}
for (const [locale, query, many] of [["en", "fragment", "the"], ["ja", "フラグメント", "ます"]]) {
  const path = inLocale(locale, "/search/");
  await visit(site.origin, path, {}, frugal);
  await visit(site.origin, path, {}, (page, expect) => keyboard(page, expect, query));
  await visit(site.origin, path, {}, hostile);
  await visit(site.origin, path, {}, (page, expect) => more(page, expect, many));
  for (const origin of [site.origin, fresh.origin]) {
    await visit(origin, inLocale(locale, "/"), { javaScriptEnabled: false }, scriptless);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [360, 1280]) {
        const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" };
        await visit(origin, path, options, (page, expect) => looks(page, expect, origin === site.origin ? query : many));
      }
    }
  }
}

await browser.close();
site.close();
fresh.close();
report.end("search");
