/** Pictures of the builder at work, for `cargo xtask shots builder`: a table, a formula, rows of conditions. */

import { expect, test, type Page } from "@playwright/test";
import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { Table } from "../support/table";
import { createProcess } from "../support/workspace";
import { look, onlyWhenAsked } from "./looks";

onlyWhenAsked("builder");

test("the builder at work", async ({ browser }) => {
  await look(
    browser,
    "builder",
    async (page) => {
      await createProcess(page, "Expense approval");
      await draw(page);
      await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    },
    (page, shot) =>
      states(page, async (state) => {
        await shot(state);
        await expectNoScroll(page);
      }),
  );
});

/** The builder fills the window: nothing hidden may make the page longer. */
async function expectNoScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(beyond).toBeLessThanOrEqual(0);
}

async function draw(page: Page): Promise<void> {
  const keys = new Keys(page);
  const panel = new Panel(page);
  const table = new Table(page, "Who approves?");
  await keys.begin();
  await panel.ask([
    { label: "Category", kind: "Choice", choices: ["Travel", "Equipment"] },
    { label: "Amount", kind: "Amount of money" },
    { label: "First day", kind: "Date" },
  ]);
  await keys.goTo("Start");
  await keys.add("table", "Decide by a table", "Who approves?");
  await keys.add("decide", "Decide", "Large?");
  await keys.add("end", "End", "Large");
  await keys.goTo("Large?");
  await keys.add("end", "End", "Small");
  await keys.goTo("Large?");
  await keys.press("Enter");
  await panel.defaultWay("Small");
  await panel.condition("Large", "Amount", "is greater than", "1 000");
  await panel.way("Large").getByRole("button", { name: "Add a condition" }).click();
  await panel.way("Large").getByLabel("Field").last().selectOption({ label: "Category" });
  await panel.way("Large").getByLabel("Value").last().selectOption({ label: "Travel" });
  await keys.goTo("Who approves?");
  await panel.open("Open the table");
  await table.lookAt("Category");
  await table.lookAt("Amount");
  await table.nameResult("Result", "Approver");
  await table.press("Control+Home");
  await table.paste("Travel\tup to 1000\tManager\nTravel\t> 5 000\tFinance\nEquipment\t-\tManager\n");
  await table.expectRule(3, "Equipment", "-", "Manager");
}

async function states(page: Page, shot: (state: string) => Promise<void>): Promise<void> {
  const keys = new Keys(page);
  const panel = new Panel(page);
  const table = new Table(page, "Who approves?");
  await keys.goTo("Who approves?");
  await panel.open("Open the table");
  await expect(page.getByRole("region", { name: "What the table says about itself" })).toBeVisible();
  await shot("table");
  await table.bar.getByRole("button", { name: "Try it" }).click();
  await table.grid.getByLabel("Sample for Category").selectOption("Travel");
  await table.grid.getByLabel("Sample for Amount").fill("800");
  await shot("table-tried");
  await table.heading("Amount").click();
  await shot("table-column");
  await page.keyboard.press("Escape");
  await table.press("Control+Home", "ArrowRight");
  await page.keyboard.type("lots");
  await expect(page.getByRole("alert")).toContainText("lots");
  await shot("table-wrong");
  await table.press("Escape");
  await page.getByRole("button", { name: "Close the table" }).click();
  await keys.goTo("Large?");
  const way = panel.way("Large");
  const views = way.getByRole("group", { name: "How the condition is shown" });
  await way.scrollIntoViewIfNeeded();
  await shot("rows");
  await views.getByRole("button", { name: "Formula" }).click();
  const formula = way.getByLabel("Formula", { exact: true });
  await formula.press("End");
  await formula.pressSequentially(" and am");
  await expect(way.getByRole("option").first()).toBeVisible();
  await shot("formula-open");
  await formula.fill("amuont > 1000");
  await shot("formula-wrong");
  await formula.fill("contains(category, ");
  await shot("formula-call");
  await formula.fill('amount > 1000 and category = "Travel"');
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
