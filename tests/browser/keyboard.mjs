// The site by keyboard alone, and without scripts. In: the folders of the released site and of a new one.
// Out: each step that does not do what a reader expects, as a line.
//
// node keyboard.mjs RELEASE NEW

import { launch, Report, serve } from "./site.mjs";

const [site, fresh] = await Promise.all(process.argv.slice(2, 4).map((folder) => serve(folder)));
const report = new Report();
const browser = await launch();
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 800 };

// What has the focus, in the words of a report.
const focus = (page) =>
  page.evaluate(() => {
    const { tagName, id, innerText } = document.activeElement;
    return `${tagName.toLowerCase()}${id && `#${id}`} ${innerText?.trim().split("\n")[0] ?? ""}`.trim();
  });

const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

// Presses Tab until this has the focus, at most so often.
async function tabTo(page, locator, most = 200) {
  for (let count = 0; count < most; count += 1) {
    if (await focused(locator)) return true;
    await page.keyboard.press("Tab");
  }
  return false;
}

async function visit(origin, path, options, steps) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => report.fail(path, "script", error.message));
  const expect = (right, rule, what) => report.expect(right, path, rule, what);
  try {
    await page.goto(origin + path, { waitUntil: "load" });
    await steps(page, expect);
  } catch (error) {
    report.fail(path, "step", error.message.split("\n")[0]);
  }
  await context.close();
}

// The first Tab reaches the skip link, which shows itself; Enter leads into the text, past the header.
async function skipLink(page, expect) {
  await page.keyboard.press("Tab");
  const link = page.locator("a.skip");
  expect(await focused(link), "skip link", `is not first: ${await focus(page)}`);
  await page.waitForFunction(() => document.querySelector("a.skip").getBoundingClientRect().top >= 0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement.closest("main") !== null);
  expect(inside, "skip link", `leads to ${await focus(page)}`);
}

// Opens each menu in turn by Enter, walks through the first by Tab, closes it by Escape.
async function megaMenu(page, expect) {
  const menus = page.locator(".main-menu details");
  const first = menus.first();
  const summary = first.locator("summary");
  expect(await tabTo(page, summary), "menu", "is not reached by Tab");
  const outline = await summary.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline !== "none", "menu", "shows no focus");
  await page.keyboard.press("Enter");
  expect(await first.locator(".panel").isVisible(), "menu", "Enter does not open it");
  const links = first.locator(".panel a");
  const count = await links.count();
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press("Tab");
    const wrong = !(await focused(links.nth(at)));
    if (wrong) expect(false, "menu", `link ${at + 1} of ${count}: ${await focus(page)}`);
  }
  expect(await first.locator(".panel").isVisible(), "menu", "closes while one is in it");
  await page.keyboard.press("Escape");
  expect(!(await first.locator(".panel").isVisible()), "menu", "Escape does not close it");
  expect(await focused(summary), "menu", `Escape leaves the focus at ${await focus(page)}`);
  await page.keyboard.press("Enter");
  const second = menus.nth(1);
  expect(await tabTo(page, second.locator("summary")), "menu", "the second is not reached");
  await page.keyboard.press("Enter");
  expect(await second.locator(".panel").isVisible(), "menu", "the second does not open");
  expect(!(await first.locator(".panel").isVisible()), "menu", "the first stays open beside the second");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/" && url.pathname !== "/ja/");
}

// The tags behind "more".
async function blogMenu(page, expect) {
  const details = page.locator(".blog-menu details");
  const summary = details.locator("summary");
  expect(await tabTo(page, summary), "more", "is not reached by Tab");
  await page.keyboard.press("Enter");
  expect(await details.locator(".more").isVisible(), "more", "Enter does not open it");
  await page.keyboard.press("Tab");
  expect(await focused(details.locator("a").first()), "more", `Tab leads to ${await focus(page)}`);
  await page.keyboard.press("Escape");
  expect(!(await details.locator(".more").isVisible()), "more", "Escape does not close it");
  expect(await focused(summary), "more", `Escape leaves the focus at ${await focus(page)}`);
}

// On a small screen one button opens everything.
async function narrowMenu(page, expect) {
  expect(!(await page.locator(".main-menu").isVisible()), "small menu", "is open from the start");
  const button = page.locator(".nav-open");
  expect(await tabTo(page, button), "small menu", "is not reached by Tab");
  await page.keyboard.press("Enter");
  expect(await page.locator(".main-menu").isVisible(), "small menu", "Enter does not open it");
  expect(await tabTo(page, page.locator(".main-menu summary").first(), 5), "small menu", "Tab does not lead into it");
  await page.keyboard.press("Enter");
  expect(await page.locator(".main-menu .panel").first().isVisible(), "small menu", "its first menu does not open");
  const panel = await page.locator(".main-menu .panel a").first().boundingBox();
  expect(panel.x >= 0 && panel.x + panel.width <= 360, "small menu", "stands beside the screen");
  for (const more of ["a menu", "all"]) {
    if (await page.locator(".main-menu").isVisible()) await page.keyboard.press("Escape");
    expect(more === "a menu" || !(await page.locator(".main-menu").isVisible()), "small menu", "Escape twice leaves it open");
  }
}

const look = (page) =>
  page.evaluate(() => ({
    ground: getComputedStyle(document.documentElement).backgroundColor,
    scroll: getComputedStyle(document.documentElement).scrollBehavior,
    scheme: document.querySelector(".mode input[name=scheme]:checked")?.value,
    less: document.querySelector(".mode input[name=motion]")?.checked,
  }));

// Dark colours and less motion, chosen by keyboard, are kept on the next page and after a reload.
async function mode(page, expect) {
  const before = await look(page);
  expect(before.scheme === "auto" && !before.less && before.scroll === "smooth", "mode", `begins as ${JSON.stringify(before)}`);
  expect(await tabTo(page, page.locator(".mode input[value=auto]")), "mode", "is not reached by Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const chosen = await look(page);
  const right = ({ ground, scheme, less, scroll }) => ground !== before.ground && scheme === "dark" && less && scroll === "auto";
  expect(right(chosen), "mode", `dark and less motion give ${JSON.stringify(chosen)}`);
  await page.reload();
  expect(right(await look(page)), "mode", `a reload gives ${JSON.stringify(await look(page))}`);
  await page.goto(new URL("/ja/blog/", page.url()).href);
  expect(right(await look(page)), "mode", `the next page gives ${JSON.stringify(await look(page))}`);
  await tabTo(page, page.locator(".mode input[value=dark]"));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.reload();
  const back = await look(page);
  expect(back.ground === before.ground && back.scheme === "auto", "mode", `auto gives ${JSON.stringify(back)}`);
}

// From page 1 to page 2 by the number and on by "next", below and above the cards.
async function pagination(page, expect) {
  const at = new URL(page.url()).pathname;
  const number = page.locator(".pagination").last().locator(`a[href="${at}page/2/"]:not([rel])`);
  expect(await tabTo(page, number, 300), "pagination", "2 is not reached by Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at}page/2/`);
  const next = page.locator(".pagination").first().locator("a[rel=next]");
  expect(await tabTo(page, next, 300), "pagination", "the way on is not reached by Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at}page/3/`);
  expect((await page.locator(".card").count()) === 3, "pagination", "page 3 has no three cards");
}

// The order of the focus is that of the text, and whatever has it is seen.
async function order(page, expect) {
  const seen = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, right, width, height } = element.getBoundingClientRect();
      const outline = getComputedStyle(element).outlineStyle !== "none";
      const inside = right > 0 && left < innerWidth && width > 0 && height > 0;
      const all = [...document.querySelectorAll("a, button, input, summary, [tabindex]")];
      return { index: all.indexOf(element), name: element.innerText || element.outerHTML.slice(0, 80), shown: outline && inside };
    });
    if (stop === null || seen.some(({ index }) => index === stop.index) || seen.length > 300) break;
    seen.push(stop);
  }
  expect(seen.length > 15, "focus", `only ${seen.length} stops`);
  for (const stop of seen) expect(stop.shown, "focus", `not shown: ${stop.name}`);
  const turned = seen.find(({ index }, at) => at > 0 && index < seen[at - 1].index);
  expect(turned === undefined, "focus", `goes back to: ${turned?.name}`);
}

// Menus and texts are there without scripts; a control that could do nothing is not.
async function scriptless(page, expect) {
  expect(!(await page.locator(".mode").isVisible()), "no script", "the mode is shown");
  const summary = page.locator(".main-menu summary").first();
  await summary.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".main-menu .panel").first().isVisible(), "no script", "a menu does not open");
  await page.locator(".main-menu summary").nth(1).focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".main-menu .panel").nth(1).isVisible(), "no script", "the second menu does not open");
  expect(!(await page.locator(".main-menu .panel").first().isVisible()), "no script", "the first menu stays open");
  await page.locator(".blog-menu summary").focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".blog-menu .more").isVisible(), "no script", "the tags do not open");
  const text = await page.locator("main .prose").innerText();
  expect(text.length > 300, "no script", "the post is not there");
}

async function scriptlessNarrow(page, expect) {
  await page.locator(".nav-open").focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".main-menu").isVisible(), "no script", "the small menu does not open");
  await page.locator(".nav-close").focus();
  await page.keyboard.press("Enter");
  expect(!(await page.locator(".main-menu").isVisible()), "no script", "the small menu does not close");
}

// The menus of a new site: those of the header, and the languages.
async function newMenus(page, expect) {
  for (const details of await page.locator(".site-header details").all()) {
    const summary = details.locator("summary");
    expect(await tabTo(page, summary), "menu", "is not reached by Tab");
    await page.keyboard.press("Enter");
    expect(await details.locator("a").first().isVisible(), "menu", "Enter does not open it");
    await page.keyboard.press("Tab");
    expect(await focused(details.locator("a").first()), "menu", `Tab leads to ${await focus(page)}`);
    await page.keyboard.press("Escape");
    expect(!(await details.locator("a").first().isVisible()), "menu", "Escape does not close it");
    expect(await focused(summary), "menu", `Escape leaves the focus at ${await focus(page)}`);
  }
}

const post = "/blog/engineering/numbers-and-dates/";
for (const root of ["", "/ja"]) {
  for (const steps of [skipLink, megaMenu, blogMenu]) await visit(site.origin, `${root}/`, {}, steps);
  await visit(site.origin, `${root}/`, { viewport: NARROW }, narrowMenu);
  await visit(site.origin, `${root}/blog/`, { colorScheme: "light", reducedMotion: "no-preference" }, mode);
  await visit(site.origin, `${root}/blog/engineering/`, {}, pagination);
  for (const viewport of [WIDE, NARROW]) await visit(site.origin, `${root}${post}`, { viewport }, order);
  await visit(site.origin, `${root}${post}`, { javaScriptEnabled: false }, scriptless);
  await visit(site.origin, `${root}${post}`, { javaScriptEnabled: false, viewport: NARROW }, scriptlessNarrow);
  for (const steps of [skipLink, newMenus, order]) await visit(fresh.origin, `${root}/`, {}, steps);
}

await browser.close();
site.close();
fresh.close();
report.end("keyboard");
