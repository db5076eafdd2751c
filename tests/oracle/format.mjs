// In: a folder of .ftl files, its locale, and the JSON of the value that every variable is given.
// Out, on standard output: {"variables": [name], "messages": {id: {value, attributes: {name: text}}}},
// formatted by @fluent/bundle without isolation marks. Exits with 1 when a file cannot be added.
//
// node format.mjs FOLDER LOCALE VALUE

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const [folder, locale, written] = process.argv.slice(2);
const value = JSON.parse(written);

// Of two messages with one id the first stands, in byte order of whole paths: ours reads a locale in that order.
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ftl"))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
  .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

const bundle = new FluentBundle(locale, { useIsolating: false });
const ids = new Set();
const variables = new Set();

// Every variable of an entry's parsed form, wherever it stands.
function collect(node) {
  if (node === null || typeof node !== "object") return;
  if (node.type === "var") variables.add(node.name);
  Object.values(node).forEach(collect);
}

for (const path of paths) {
  const resource = new FluentResource(readFileSync(join(folder, path), "utf8"));
  // A further message with an id that is taken is an error here, and ignored: the first stands.
  for (const error of bundle.addResource(resource, { allowOverrides: false })) {
    if (!error.message.startsWith("Attempt to override")) throw error;
  }
  for (const entry of resource.body) {
    collect(entry);
    if (!entry.id.startsWith("-")) ids.add(entry.id);
  }
}

const values = Object.fromEntries([...variables].map((name) => [name, value]));
// An error leaves a name in braces in the text, which is compared like any text; without a list it would be thrown.
const format = (pattern) => bundle.formatPattern(pattern, values, []);

const messages = {};
for (const id of ids) {
  const message = bundle.getMessage(id);
  messages[id] = {
    value: message.value === null ? null : format(message.value),
    attributes: Object.fromEntries(Object.entries(message.attributes).map(([name, text]) => [name, format(text)])),
  };
}
process.stdout.write(JSON.stringify({ variables: [...variables].sort(), messages }));
