// In, on standard input: a SARIF log. Out, on standard output: what the schema of SARIF 2.1.0 has against it, a line
// each. Exits with 1 when there is anything.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// Formats that this version of the validator does not know are those of dates and media types.
const ajv = new Ajv({ allErrors: true, schemaId: "auto", unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));

const validate = ajv.compile(schema);
if (!validate(JSON.parse(readFileSync(0, "utf8")))) {
  for (const error of validate.errors) console.log(`${error.dataPath} ${error.message}`);
  process.exitCode = 1;
}
