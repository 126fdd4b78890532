// Reads and writes files of other tools through the wasm build: the same lines come out as natively. Usage: node
// files.mjs GLUE FOLDER, where GLUE holds what wasm-bindgen made from examples/files.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { run } = createRequire(import.meta.url)(resolve(process.argv[2], "files.js"));
const folder = process.argv[3];
const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(bpmn2?|bpmn20\.xml|bpmn\.xml)$/i.test(name));
names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
for (const name of names) process.stdout.write(run(name, readFileSync(join(folder, name))));
