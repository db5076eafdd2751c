// In: the address of a server over a release. Out: each thing that a page asked for and its policy refused, and each
// error that the browser tells of.

import { KINDS, launch } from "./site.mjs";

const origin = process.argv[2];
const faults = [];
const browser = await launch();
// Pages in the source language, whatever the machine speaks.
const page = await browser.newPage({ locale: "en-US" });
let seen = "";
const OWN = "a script of our own";
let hear;
page.on("console", (message) => {
  if (message.type() === "error" && !(seen === "/nothing/" && message.text().includes("404"))) {
    faults.push(`${seen}: ${message.text()}`);
  }
});
page.on("pageerror", (error) => faults.push(`${seen}: ${error}`));
await page.exposeFunction("refused", (what) => {
  faults.push(`${seen}: refused ${what}`);
  if (seen === OWN) hear();
});
await page.addInitScript(() => {
  document.addEventListener("securitypolicyviolation", (event) =>
    refused(`${event.violatedDirective} ${event.blockedURI}`),
  );
});
let policies = 0;
for (seen of [...Object.values(KINDS), "/ja/", "/nothing/"]) {
  const response = await page.goto(origin + seen, { waitUntil: "networkidle" });
  policies += response.headers()["content-security-policy"]?.includes("default-src 'none'") ? 1 : 0;
}
// That refusals are seen at all. The browser tells of this one twice; both are expected.
const before = faults.length;
seen = OWN;
const told = new Promise((heard) => (hear = heard));
await page.evaluate(() => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'run'";
  document.head.append(script);
});
await Promise.race([told, new Promise((late) => setTimeout(late, 10_000))]);
const noticed = faults.splice(before);
if (noticed.length === 0) faults.push("a refused script went unnoticed");
await browser.close();
if (policies < Object.keys(KINDS).length + 2) faults.push(`only ${policies} pages had the policy`);
const unexpected = faults.filter((fault) => !fault.startsWith(OWN));
console.log(unexpected.join("\n"));
process.exit(unexpected.length ? 1 : 0);
