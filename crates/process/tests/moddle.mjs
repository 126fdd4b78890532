// Reads what we write with the readers of other tools, bpmn-moddle and dmn-moddle: without a warning that the model
// which it was made from does not give as well. Usage: node moddle.mjs FOLDER [MODELS]. Out: a line of JSON for each
// file, `{"file": …, "passed": …, "warnings": […]}`.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as bpmn from "bpmn-moddle";
import * as dmn from "dmn-moddle";

const [folder, models] = process.argv.slice(2);
const make = (module, name) => new (module[name] ?? module.default)();
const readers = { bpmn: make(bpmn, "BpmnModdle"), dmn: make(dmn, "DmnModdle") };

async function warnings(path) {
  try {
    const read = await readers[path.split(".").pop()].fromXML(readFileSync(path, "utf8"));
    return read.warnings.map((warning) => warning.message);
  } catch (error) {
    return [error.message];
  }
}

for (const name of readdirSync(folder).sort()) {
  const found = await warnings(join(folder, name));
  const model = models && name.startsWith("changed-") ? join(models, name.slice("changed-".length)) : undefined;
  const known = model && existsSync(model) ? await warnings(model) : [];
  const fresh = found.filter((warning) => !known.includes(warning));
  console.log(JSON.stringify({ file: name, passed: fresh.length === 0, warnings: fresh }));
}
