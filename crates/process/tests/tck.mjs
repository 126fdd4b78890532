// Runs the cases of the DMN Technology Compatibility Kit through the wasm build: the same lines come out as natively.
// Usage: node tck.mjs GLUE FOLDER, where GLUE holds what wasm-bindgen made for Node from examples/tck.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

const { run } = createRequire(import.meta.url)(resolve(process.argv[2], "tck.js"));

function walk(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const files = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (/\.(dmn|xml)$/.test(entry.name)) files.push({ name: entry.name, text: readFileSync(path, "utf8") });
  }
  if (files.length > 0) process.stdout.write(run(basename(folder), JSON.stringify(files)));
}

walk(process.argv[3]);
