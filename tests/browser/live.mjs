// What happens in open pages while the site is watched and saved. In: the program, and the folder of the site, which is
// edited. Out: each step that is not as people at work need it, as a line.
//
// node live.mjs PROGRAM SITE

import { execFileSync } from "node:child_process";
import axe from "axe-core";
import { launch, Report } from "./site.mjs";
import { sources, watch } from "./watching.mjs";

const [program, site] = process.argv.slice(2);
const DEADLINE = 60_000;
const MENU = "locales/ja/navigation.ftl";
const STORY = "nav-name-story = 名前の由来";
const { edit, place, read, save } = sources(site);
const append = (path, text) => save(path, read(path) + text);
const report = new Report();
const browser = await launch();
let watching = await watch(program, site);

// Opens pages in one window, and marks them: a reload would wipe the mark off.
async function step(name, paths, act, prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(prepare);
  const expect = (right, what) => report.expect(right, paths[0], name, what);
  try {
    const pages = [];
    for (const path of paths) {
      const page = await context.newPage();
      page.setDefaultTimeout(DEADLINE);
      page.on("pageerror", (error) => report.fail(path, "script", error.stack));
      await page.goto(watching.origin + path);
      await page.waitForSelector("isogloss-panel", { state: "attached" });
      await page.evaluate(() => (window.marked = true));
      pages.push(page);
    }
    await act(expect, ...pages);
  } catch (error) {
    report.fail(paths[0], name, error.message.split("\n")[0]);
  }
  await context.close();
}

const marked = (page) => page.evaluate(() => window.marked === true);
const story = (page) => page.locator('.main-menu a[href="/ja/blog/community/why-the-name/"]').first();
const shows = (page, text) => page.waitForFunction((text) => document.body.textContent.includes(text), text, { timeout: DEADLINE });
const panel = (page, selector) => page.locator(`isogloss-panel ${selector}`);
const badge = (page, state) => panel(page, `.badge[data-state="${state}"]`).waitFor();

await step("text", ["/ja/", "/"], async (expect, page, english) => {
  await english.evaluate(() => {
    window.touched = 0;
    const all = { attributes: true, characterData: true, childList: true, subtree: true };
    new MutationObserver((records) => (window.touched += records.length)).observe(document, all);
  });
  const menu = page.locator(".main-menu details").first();
  await menu.locator("summary").click();
  await page.evaluate(() => scrollTo({ top: 90, behavior: "instant" }));
  await story(page).focus();
  const before = await page.evaluate(() => scrollY);
  expect(before > 0 && (await menu.evaluate(({ open }) => open)), "nothing to keep");
  const undo = edit(MENU, STORY, "nav-name-story = 名前の物語");
  await shows(page, "名前の物語");
  expect(await marked(page), "reloads");
  expect(await menu.evaluate(({ open }) => open), "closes the menu");
  expect((await page.evaluate(() => scrollY)) === before, "scrolls");
  expect(await story(page).evaluate((link) => link === document.activeElement), "takes the focus away");
  expect((await english.evaluate(() => window.touched)) === 0 && (await marked(english)), "touches the English page");
  undo();
  await shows(page, "名前の由来");
});

await step("broken save", ["/ja/", "/"], async (expect, page, english) => {
  const undo = edit(MENU, STORY, "nav-name-story = { 名前の由来");
  const { line, column } = place(MENU, "名前の由来");
  const list = panel(page, "section");
  await list.waitFor();
  const where = await list.locator(".error .place").allTextContents();
  expect(where.join() === `${MENU}:${line}:${column}`, `names ${where.join() || "no place"}, not ${MENU}:${line}:${column}`);
  expect((await list.locator(".error mark").first().textContent()) === "名", "marks another character of the line");
  expect((await list.locator(".error pre").first().innerText()).includes("nav-name-story = { 名前の由来"), "does not quote the line");
  expect((await story(page).textContent()) === "名前の由来", "loses the last good text");
  expect(!(await panel(english, "section").isVisible()), "opens the panel on the English page");
  await byKeyboard(expect, page);
  await accessible(expect, page);
  undo();
  await list.waitFor({ state: "hidden" });
  expect((await panel(page, ".error").count()) === 0, "keeps a finding that was repaired");
  expect(await marked(page), "reloads");
});

// Escape closes the list and leads back to the badge, which opens it again.
async function byKeyboard(expect, page) {
  const [list, opener] = [panel(page, "section"), panel(page, ".badge")];
  await panel(page, ".body").focus();
  await page.keyboard.press("Escape");
  expect(!(await list.isVisible()), "Escape does not close the list");
  expect(await opener.evaluate((badge) => badge.getRootNode().activeElement === badge), "Escape leaves the focus nowhere");
  await page.keyboard.press("Enter");
  expect(await list.isVisible(), "Enter does not open the list");
}

async function accessible(expect, page) {
  await page.addScriptTag({ content: axe.source });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { passes, violations } = await page.evaluate(() => window.axe.run("isogloss-panel"));
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect(passes.length > 5 && found.length === 0, `${colorScheme}: ${found.join("\n")}`);
  }
}

// As strict as a site's policy gets: the panel still works, though the page itself may connect nowhere.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'";

await step("layout", ["/ja/blog/"], async (expect, page) => {
  edit("layouts/base.html", '<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
  await page.waitForFunction(() => !window.marked && document.querySelector("meta[http-equiv]"));
  await page.waitForSelector("isogloss-panel", { state: "attached" });
  expect((await page.locator("script[data-isogloss]").count()) === 0, "leaves the panel's script in the page");
  await page.evaluate(() => (window.marked = true));
  const undo = edit(MENU, STORY, "nav-name-story = 厳しい規則");
  await shows(page, "厳しい規則");
  expect(await marked(page), "reloads under a strict policy");
  undo();
  await shows(page, "名前の由来");
});

await step("stylesheet", ["/ja/"], async (expect, page) => {
  await page.evaluate(() => {
    const look = () => {
      window.flashed ||= getComputedStyle(document.body).marginTop !== "0px";
      requestAnimationFrame(look);
    };
    look();
  });
  append("layouts/assets/base.css", "\nbody { outline: 1px solid rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 3);
  expect(await marked(page), "reloads");
  save("layouts/assets/deep.css", "body { outline-width: 2px !important; }\n");
  save("layouts/assets/base.css", `@import "/assets/deep.css";\n${read("layouts/assets/base.css")}`);
  const width = (pixels) => page.waitForFunction((width) => getComputedStyle(document.body).outlineWidth === width, pixels);
  await width("2px");
  save("layouts/assets/deep.css", "body { outline-width: 3px !important; }\n");
  await width("3px");
  expect(!(await page.evaluate(() => window.flashed)), "shows the page without styles in between");
  expect(await marked(page), "reloads for an imported stylesheet");
});

// A picture that a stylesheet names, in a way of writing that is not the server's own.
await step("picture", ["/ja/"], async (expect, page) => {
  const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="${colour}"/></svg>`;
  // A page that asks for it anew shows it: what a browser has in its memory it does not ask for.
  const asked = (colour) =>
    page.waitForResponse(async (response) => {
      const text = response.url().includes("/ground@2x.svg") ? await response.text().catch(() => "") : "";
      return text.includes(colour);
    });
  const lime = asked("lime");
  save("layouts/assets/ground@2x.svg", picture("lime"));
  append("layouts/assets/base.css", 'html::after { content: ""; position: fixed; inset: 0 auto auto 0; width: 9px; height: 9px; z-index: 99; background: url("ground@2x.svg"); }\n');
  await lime;
  const red = asked("red");
  save("layouts/assets/ground@2x.svg", picture("red"));
  await red;
  expect(true);
});

await step("script", ["/ja/"], async (expect, page) => {
  append("layouts/assets/menus.js", '\ndocument.documentElement.dataset.menus = "new";\n');
  await page.waitForFunction(() => document.documentElement?.dataset.menus === "new" && !window.marked);
  expect(true);
});

await step("restart", ["/ja/"], async (expect, page) => {
  const { port } = watching;
  await watching.kill();
  await badge(page, "away");
  edit(MENU, STORY, "nav-name-story = 留守中に書いた");
  watching = await watch(program, site, port);
  expect(watching.port === port, `serves on ${watching.port}, not on ${port} again`);
  await shows(page, "留守中に書いた");
  await page.waitForFunction(() => document.querySelector("isogloss-panel").shadowRoot.querySelector(".badge").dataset.state !== "away");
  expect(await marked(page), "reloads");
  edit(MENU, "nav-name-story = 留守中に書いた", STORY);
  await shows(page, "名前の由来");
});

// The page marks them itself, for readers: by `lang`, also where a picture's alternative text is one. Links to other
// languages have a `lang`, too.
await step("outline", ["/fr/"], async (expect, page) => {
  const foreign = await page.locator("body [lang=en]:not([hreflang])").allTextContents();
  const wanted = foreign.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
  expect(wanted.length > 20, `only ${wanted.length} texts to outline`);
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  await page.keyboard.press("Alt+l");
  await panel(page, ".frame").first().waitFor({ state: "attached" });
  const frames = await panel(page, ".frame").evaluateAll((frames) => frames.map(({ dataset }) => ({ ...dataset })));
  expect(frames.every(({ locale, state }) => locale === "en" && state === "fallback"), "outlines what is no fallback");
  const texts = frames.map(({ text }) => text).filter(Boolean);
  expect(JSON.stringify(texts) === JSON.stringify(wanted), `outlines ${JSON.stringify(texts)}\nnot ${JSON.stringify(wanted)}`);
  const { reads, fragments } = JSON.parse(execFileSync(program, ["why", "/fr/", "--format", "json"], { cwd: site }));
  const asked = [...reads, ...fragments.flatMap(({ reads }) => reads)];
  const borrowed = asked.filter(({ kind, place }) => kind === "message" && place?.startsWith("locales/en/"));
  const ids = new Set(borrowed.map(({ subject }) => subject.split(" ").at(-1)));
  const shown = new Set(frames.filter(({ kind }) => kind === "message").map(({ id }) => id));
  expect(ids.size > 20 && [...ids].sort().join() === [...shown].sort().join(), `outlines ${[...shown]} not ${[...ids]}`);
  const unseen = frames.filter(({ text }) => !text).map(({ id }) => id);
  const pictures = Array(foreign.length - wanted.length).fill("image.alt");
  expect(pictures.length > 0 && unseen.sort().join() === [...pictures, "summary"].join(), `outlines attributes ${unseen}`);
  await outlineFollows(expect, page);
  await page.keyboard.press("Escape");
  await panel(page, ".layer").waitFor({ state: "detached" });
  expect((await page.evaluate(() => document.documentElement.outerHTML)) === before, "alters the page");
});

// A frame is round its text wherever that goes, and the card names the text under the pointer.
async function outlineFollows(expect, page) {
  const text = page.getByText("For translators", { exact: true });
  await text.scrollIntoViewIfNeeded();
  await text.evaluate((text) => {
    const frame = document.querySelector("isogloss-panel").shadowRoot.querySelector('[data-id="home-translators"]');
    const sides = (element) => ["left", "top", "width", "height"].map((side) => element?.getBoundingClientRect()[side]);
    window.outlined = () => sides(text).every((side, at) => Math.abs(side - sides(frame.firstElementChild)[at]) < 1);
  });
  await page.waitForFunction(() => window.outlined());
  expect(true);
  await text.hover();
  const card = panel(page, ".card");
  await card.waitFor();
  const { line } = place("locales/en/home.ftl", "home-translators =");
  const said = await card.innerText();
  for (const part of ["home-translators", `locales/en/home.ftl:${line}`, "English", "For translators"]) {
    expect(said.includes(part), `the card lacks ${part}: ${said}`);
  }
}

// Where no worker is shared, each tab has its own.
await step("own worker", ["/ja/"], async (expect, page) => {
  const undo = edit(MENU, STORY, "nav-name-story = 一枚だけ");
  await shows(page, "一枚だけ");
  expect(await marked(page), "reloads");
  undo();
  await shows(page, "名前の由来");
}, () => delete window.SharedWorker);

const tabs = ["", "blog/", "docs/translators/", "about/", "tags/", "pricing/", "blog/engineering/", "authors/mika/", "terms/", "privacy/"];
await step("ten tabs", tabs.map((path) => `/ja/${path}`), async (expect, ...pages) => {
  edit(MENU, STORY, "nav-name-story = 十枚とも");
  await Promise.all(pages.map((page) => shows(page, "十枚とも")));
  for (const page of pages) expect(await marked(page), `reloads ${page.url()}`);
  const more = await pages[0].context().newPage();
  await more.goto(`${watching.origin}/ja/`, { timeout: DEADLINE });
  expect(await story(more).textContent().then((text) => text === "十枚とも"), "does not show an eleventh tab");
});

await browser.close();
await watching.end();
report.end("live");
