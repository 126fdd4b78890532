// Runs every saved case, and input that means harm, through the wasm build and compares what comes out with what is saved, byte for byte.
// Usage: node probe.mjs FOLDER, where FOLDER holds the glue that wasm-bindgen made for Node from examples/probe.rs.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const { run, harm } = createRequire(import.meta.url)(resolve(process.argv[2], "probe.js"));
const saved = join(import.meta.dirname, "saved");
let different = 0;
let same = 0;
for (const name of readdirSync(saved).sort()) {
  const wanted = readFileSync(join(saved, name, "outcome.jsonl"), "utf8");
  const found = run(readFileSync(join(saved, name, "case.json"), "utf8"));
  if (found === wanted) {
    same += 1;
    continue;
  }
  different += 1;
  const lines = wanted.split("\n");
  const at = found.split("\n").findIndex((line, index) => line !== lines[index]);
  console.error(`${name}: line ${at + 1} differs\n  native ${lines[at]}\n  wasm   ${found.split("\n")[at]}`);
}
const wanted = readFileSync(join(import.meta.dirname, "harm.txt"), "utf8").split("\n");
const found = harm().split("\n");
for (const [at, line] of wanted.entries()) {
  if (line === found[at]) continue;
  different += 1;
  console.error(`harm: native ${line}\n      wasm   ${found[at]}`);
}
console.log(`${wanted.length - 1} kinds of hostile input are answered in wasm`);
console.log(`${same} saved cases give the same bytes in wasm, ${different} do not`);
process.exit(different > 0 || same === 0 ? 1 : 0);
