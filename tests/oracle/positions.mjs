// In, on standard input: JSON, a list of texts of .ftl files.
// Out, on standard output: for each text what @fluent/syntax says of the pieces that it cannot read, as
// [{code, line, column}], both from 1 and columns in characters.

import { readFileSync } from "node:fs";
import { FluentParser } from "@fluent/syntax";

const parser = new FluentParser();

// The parser counts UTF-16 units.
function position(text, offset) {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(start)].length + 1 };
}

const texts = JSON.parse(readFileSync(0, "utf8"));
const found = texts.map((text) =>
  parser.parse(text).body.flatMap((entry) =>
    (entry.annotations ?? []).map(({ code, span }) => ({ code, ...position(text, span.start) })),
  ),
);
process.stdout.write(JSON.stringify(found));
