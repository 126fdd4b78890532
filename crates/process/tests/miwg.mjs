// Reads and writes the models of the BPMN Model Interchange Working Group through the wasm build: the same lines come
// out as natively. Usage: node miwg.mjs GLUE FOLDER, where GLUE holds what wasm-bindgen made from examples/miwg.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { run } = createRequire(import.meta.url)(resolve(process.argv[2], "miwg.js"));
const folder = process.argv[3];
const names = readdirSync(folder).filter((name) => name.endsWith(".bpmn"));
names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
for (const name of names) process.stdout.write(run(name, readFileSync(join(folder, name))));
