import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { Table } from "../support/table";
import { expect, expectAccessible, expectAccessibleInBothThemes, open, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

test("a table decides: drawn like a spreadsheet, tried, run, and told in the history", async ({ page, baton }) => {
  await setUp(page, baton);
  await createProcess(page, "Expense approval");
  const drawing = new URL(page.url()).pathname;
  const keys = new Keys(page);
  const { editor } = keys;
  const panel = new Panel(page);
  const table = new Table(page, "Who approves?");

  await test.step("draws start, table and end with keys", async () => {
    await keys.begin();
    await panel.ask([
      { label: "Category", kind: "Choice", choices: ["Travel", "Equipment"] },
      { label: "Amount", kind: "Amount of money" },
    ]);
    await keys.goTo("Start");
    await keys.add("table", "Decide by a table", "Who approves?");
    await keys.add("end", "End", "Done");
    await keys.goTo("Who approves?");
  });

  await test.step("opens the table below the drawing, and says what it looks at and gives", async () => {
    await panel.open("Open the table");
    await expect(table.grid).toBeFocused();
    await expect(editor.step("Who approves?")).toBeInViewport();
    await table.lookAt("Category");
    await table.lookAt("Amount");
    await table.nameResult("Result", "Approver");
    await expectAccessible(page);
  });

  await test.step("fills cells in plain words, and hears at once what is wrong", async () => {
    await table.press("Control+Home");
    await page.keyboard.type("tra");
    await expect(page.getByRole("option", { name: "Travel" })).toBeVisible();
    await table.press("ArrowDown", "Tab");
    await page.keyboard.type("lots");
    await expect(page.getByRole("alert").filter({ hasText: "lots" })).toBeVisible();
    await expectAccessible(page);
    await table.press("Control+a");
    await table.fill("up to 1000", "Manager");
    await table.expectRule(1, "Travel", "<= 1000", "Manager");
  });

  await test.step("pastes rules from a spreadsheet, copies them back, and takes it all back", async () => {
    await table.press("Control+Enter");
    await table.paste("Category\tAmount\tApprover\nTravel\t> 5 000\tFinance\nEquipment\t-\tManager\n");
    await table.expectRule(2, "Travel", "> 5000", "Finance");
    await table.expectRule(3, "Equipment", "-", "Manager");
    expect(await table.copied()).toBe("Travel\t> 5000\tFinance\nEquipment\t-\tManager");
    await table.press("Control+z");
    await table.expectRule(2, "", "", "");
    await table.press("Control+Shift+z");
    await table.expectRule(3, "Equipment", "-", "Manager");
  });

  await test.step("moves a rule with keys and with buttons", async () => {
    await table.press("Control+Home", "Alt+ArrowDown");
    await table.expectRule(2, "Travel", "<= 1000", "Manager");
    await table.bar.getByRole("button", { name: "Move up" }).click();
    await table.expectRule(1, "Travel", "<= 1000", "Manager");
  });

  await test.step("is told of the case no rule covers, and adds the rule for it", async () => {
    const says = page.getByRole("region", { name: "What the table says about itself" });
    const gap = says.getByRole("listitem").filter({ hasText: "No rule fits when" });
    await expect(gap).toHaveText([/Category is “Travel” and Amount is 1001/]);
    const problems = page.getByRole("list", { name: "Problems" });
    await expect(problems).toContainText("“Who approves?”: No rule fits when Category is “Travel” and Amount is 1001.");
    await gap.getByRole("button", { name: "Add this rule" }).click();
    await expect(table.grid).toBeFocused();
    await table.fill("Board");
    await table.expectRule(4, "Travel", "(1000..5000]", "Board");
    await expect(gap).toHaveCount(0);
    await expect(problems).toHaveCount(0);
  });

  await test.step("tries it with a sample and sees which rule fits", async () => {
    await table.bar.getByRole("button", { name: "Try it" }).click();
    await table.grid.getByLabel("Sample for Category").selectOption("Travel");
    await table.grid.getByLabel("Sample for Amount").fill("1500");
    await expect(table.rule(4)).toHaveAttribute("data-fired", "");
    await expect(table.grid.getByRole("status")).toHaveText("Board");
    await expectAccessibleInBothThemes(page);
    await table.grid.getByLabel("Sample for Amount").fill("800");
    await expect(table.rule(1)).toHaveAttribute("data-fired", "");
  });

  await test.step("Esc leads out of the grid and out of the table", async () => {
    await table.grid.focus();
    await table.press("Escape");
    await expect(page.getByRole("button", { name: "Close the table" })).toBeFocused();
    await table.press("Escape");
    await expect(table.grid).toHaveCount(0);
    await keys.expectAt("Who approves?");
  });

  await test.step("publishes, runs a case, and reads in its history which rule decided", async () => {
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await editor.publish(1);
    await page.getByRole("link", { name: "Start", exact: true }).click();
    await page.getByRole("group", { name: "Category" }).getByLabel("Travel").check();
    await page.getByLabel("Amount").fill("1500");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("“Who approves?”: rule 4 fits, because Category is Travel and Amount is 1500")).toBeVisible();
    await expect(page.getByText("“Who approves?” gives Approver: Board")).toBeVisible();
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("takes the sample case from that case, and sees its values where rules are written", async () => {
    await open(page, drawing);
    await page.getByText("Sample case").click();
    await page.getByRole("button", { name: "Take it from a past case" }).click();
    await panel.choose("Past case", "#1, started by Ada Admin");
    await expect(panel.field("Amount")).toHaveValue("1500");
    await expect(panel.field("Category")).toHaveValue("Travel");
    await expect(panel.field("Approver")).toHaveValue("Board");
  });
});
