// The Nu HTML checker over every page. In: the folders of the released site, of a new one, and of the site as it is
// before all its languages are open, of which German shows the most that stands in. Out: each error and each warning as
// a line.
//
// node html.mjs RELEASE NEW SITE

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addresses, Report } from "./site.mjs";

const jar = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

// With `--exit-zero-always` findings are a result, and only a checker that cannot run is a failure.
function messages(folder) {
  const options = ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", folder];
  return JSON.parse(execFileSync("java", options, { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] })).messages;
}

const report = new Report();

// A checker that finds nothing in a page that is wrong says nothing by its silence.
const wrong = mkdtempSync(join(tmpdir(), "wrong-"));
writeFileSync(join(wrong, "index.html"), "<!doctype html><html lang=en><title>x</title><p><ul><li>x</ul></p><h1></h1>");
report.expect(messages(wrong).length > 0, wrong, "checker", "finds nothing wrong in a wrong page");
rmSync(wrong, { recursive: true });

const [released, fresh, early] = process.argv.slice(2);
for (const folder of [released, fresh, join(early, "de")]) {
  report.checked += addresses(folder).length;
  for (const { url, type, subType, message, lastLine, extract } of messages(folder)) {
    const page = decodeURIComponent(url ?? folder).split(folder).pop();
    report.fail(`${page}:${lastLine}`, subType ?? type, `${message} ${JSON.stringify(extract ?? "")}`);
  }
}
report.end("html");
