import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { Table } from "../support/table";
import { expect, expectAccessible, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

type Rule = { when: string[]; then: string };

/** One decision of a file of another tool. */
function decision(name: string, policy: string, inputs: string[], output: string, rules: Rule[]): string {
  const text = (tag: string, of: string) => `<${tag}><text>${of.replaceAll("<", "&lt;")}</text></${tag}>`;
  const input = (of: string) => `<input label="${of}"><inputExpression><text>${of.toLowerCase()}</text></inputExpression></input>`;
  const rule = ({ when, then }: Rule) =>
    `<rule>${when.map((cell) => text("inputEntry", cell)).join("")}${text("outputEntry", then)}</rule>`;
  return `<decision id="${name}" name="${name}"><variable name="${name}"/>
    <decisionTable hitPolicy="${policy}">${inputs.map(input).join("")}<output name="${output}" typeRef="string"/>
      ${rules.map(rule).join("")}</decisionTable></decision>`;
}

function file(...decisions: string[]) {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="Expenses" namespace="urn:expenses">
    ${decisions.join("\n")}</definitions>`;
  return { name: "expenses.dmn", mimeType: "application/xml", buffer: Buffer.from(text) };
}

const approval = decision("Approval", "FIRST", ["Category", "Amount"], "approver", [
  { when: ['"Travel"', "< 1000"], then: '"Manager"' },
  { when: ["-", "-"], then: '"Finance"' },
]);
const risk = decision("Risk", "UNIQUE", ["Amount"], "risk", [
  { when: ["< 500"], then: '"low"' },
  { when: [">= 500"], then: '"high"' },
]);

test("tables of other tools come in from a file, one is chosen, and it goes out again", async ({ page, baton, complaints }) => {
  await setUp(page, baton);
  await createProcess(page, "Expenses");
  const keys = new Keys(page);
  const panel = new Panel(page);
  const table = new Table(page, "Who approves?");
  await keys.begin();
  await panel.ask([
    { label: "Category", kind: "Choice", choices: ["Travel", "Equipment"] },
    { label: "Amount", kind: "Number" },
  ]);
  await keys.goTo("Start");
  await keys.add("table", "Decide by a table", "Who approves?");
  await keys.add("end", "End", "Done");
  await keys.goTo("Who approves?");
  await panel.open("Open the table");
  const said = page.locator("#sheet-status");

  await test.step("of several tables one is chosen", async () => {
    await table.take(file(risk, approval));
    const dialog = page.getByRole("dialog", { name: "Which table?" });
    await expect(dialog.getByRole("button", { name: "rules" })).toHaveText([/^Risk\s*2 rules$/, /^Approval\s*2 rules$/]);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Approval" }).click();
    await expect(table.grid).toBeFocused();
    await expect(said).toContainText("“Approval” is taken, with 2 rules.");
    await table.expectRule(1, "Travel", "< 1000", "Manager");
    await table.expectRule(2, "-", "-", "Finance");
    await expect(table.bar.getByRole("combobox", { name: "How rules count" })).toHaveValue(/\d/);
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  });

  await test.step("it is tried with samples at once", async () => {
    await table.bar.getByRole("button", { name: "Try it" }).click();
    await table.grid.getByLabel("Sample for Category").selectOption("Travel");
    await table.grid.getByLabel("Sample for Amount").fill("800");
    await expect(table.rule(1)).toHaveAttribute("data-fired", "");
    await expect(table.grid.getByRole("status")).toHaveText("Manager");
    await table.grid.getByLabel("Sample for Amount").fill("1000");
    await expect(table.rule(2)).toHaveAttribute("data-fired", "");
  });

  await test.step("another one in its place forgets the samples, and one undo brings it back", async () => {
    await table.take(file(risk));
    await expect(said).toContainText("“Risk” is taken, with 2 rules.");
    await table.expectRule(1, "< 500", "low");
    await expect(table.grid.getByLabel("Sample for Amount")).toHaveValue("");
    await table.press("Control+z");
    await table.expectRule(1, "Travel", "< 1000", "Manager");
  });

  await test.step("what is no table says so and changes nothing", async () => {
    complaints.forgive(/409/);
    await table.take({ name: "notes.dmn", mimeType: "application/xml", buffer: Buffer.from("<notes/>") });
    await expect(said).toContainText("The file cannot be read");
    await table.expectRule(1, "Travel", "< 1000", "Manager");
  });

  await test.step("it goes out as a file that comes in as the same", async () => {
    const saved = page.waitForEvent("download");
    await table.more("Save as a DMN file");
    const download = await saved;
    expect(download.suggestedFilename()).toBe("Who approves?.dmn".replace("?", "_"));
    await table.grid.focus();
    await table.press("Control+Home", "Control+a", "Delete");
    await table.expectRule(1, "", "", "");
    await table.take(await download.path());
    await table.expectRule(1, "Travel", "< 1000", "Manager");
    await table.expectRule(2, "-", "-", "Finance");
  });
});
