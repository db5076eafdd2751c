// A running `isogloss watch` for the checks in a browser. In: the program and the folder of a site. Out: its address,
// ways to save files as editors do, and to end it.

import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// Starts it and waits until it serves and watches. Port 0 is the system's choice.
export async function watch(program, site, port = 0) {
  const child = spawn(program, ["watch", "--port", String(port)], {
    cwd: site,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((end) => child.on("exit", end));
  process.on("exit", () => child.kill("SIGKILL")); // also when a check throws
  let said = "";
  const serves = new Promise((ready) =>
    child.stderr.on("data", (data) => {
      said += data;
      const address = /^Serving (http:\/\/\S+)$/m.exec(said)?.[1];
      if (address && said.includes("watching")) ready(new URL(address));
    }),
  );
  const address = await Promise.race([serves, ended.then(() => Promise.reject(new Error(`watch ended: ${said}`)))]);
  return {
    origin: address.origin,
    port: Number(address.port),
    // As if the machine had stopped it.
    kill: () => (child.kill("SIGKILL"), ended),
    end: () => (child.kill("SIGTERM"), ended),
  };
}

// The sources of a site: `edit` replaces a text that stands once in a file, and gives what undoes it.
export function sources(site) {
  const save = (path, text) => {
    const target = join(site, path);
    const beside = join(dirname(target), ".save.swp");
    writeFileSync(beside, text);
    renameSync(beside, target);
  };
  const read = (path) => readFileSync(join(site, path), "utf8");
  const edit = (path, from, to) => {
    const text = read(path);
    if (text.split(from).length !== 2) throw new Error(`"${from}" must stand once in ${path}`);
    save(path, text.replace(from, () => to));
    return () => save(path, text);
  };
  // Line and column of a text, from 1, in characters.
  const place = (path, text) => {
    const before = read(path).split(text)[0].split("\n");
    return { line: before.length, column: [...before.at(-1)].length + 1 };
  };
  return { edit, place, read, save };
}
