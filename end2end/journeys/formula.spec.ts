import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

test("a condition is written as rows, as a formula with help, and as text, and nothing is lost", async ({ page, baton }) => {
  await setUp(page, baton);
  await createProcess(page, "Purchase");
  const keys = new Keys(page);
  const panel = new Panel(page);
  await keys.begin();
  await panel.ask([
    { label: "Amount", kind: "Number" },
    { label: "Category", kind: "Choice", choices: ["Furniture", "Travel"] },
  ]);
  await keys.goTo("Start");
  await keys.add("decide", "Decide", "Large?");
  await keys.add("end", "End", "Large");
  await keys.goTo("Large?");
  await keys.add("end", "End", "Small");
  await keys.goTo("Large?");
  await keys.press("Enter");
  await panel.defaultWay("Small");
  const way = panel.way("Large");
  const views = way.getByRole("group", { name: "How the condition is shown" });
  const formula = way.getByLabel("Formula", { exact: true });
  const list = way.getByRole("listbox", { name: "What could stand in Formula" });

  await test.step("rows become a formula", async () => {
    await panel.condition("Large", "Amount", "is greater than", "1 000");
    await views.getByRole("button", { name: "Formula" }).click();
    await expect(formula).toHaveValue("amount > 1000");
    await expect(way.getByText("Reads: Amount > 1000")).toBeVisible();
  });

  await test.step("the formula offers what could stand there, for the keyboard too", async () => {
    await formula.press("End");
    await formula.pressSequentially(" and categ");
    await expect(list.getByRole("option").first()).toContainText("category");
    await expect(formula).toHaveAttribute("aria-expanded", "true");
    await expectAccessible(page);
    await formula.press("Enter");
    await expect(formula).toHaveValue("amount > 1000 and category");
    await formula.pressSequentially(" = ");
    await formula.press("ArrowDown");
    await expect(list.getByRole("option")).toContainText(['"Furniture"', '"Travel"']);
    await formula.press("ArrowDown");
    await formula.press("Enter");
    await expect(formula).toHaveValue('amount > 1000 and category = "Travel"');
    await formula.pressSequentially(" or su");
    await expect(list).toBeVisible();
    await formula.press("Escape");
    await expect(list).toBeHidden();
    await expect(formula).toBeFocused();
  });

  await test.step("what is wrong is said in words and marked in its place", async () => {
    await formula.fill("amuont > 1000");
    await expect(formula).toHaveAccessibleDescription(/Perhaps "amount" is meant/);
    await expect(way.locator("mark")).toHaveText("amuont");
    await expectAccessible(page);
  });

  await test.step("what rows cannot show stays a formula, and says why", async () => {
    await formula.fill('amount > 1000 and (amount < 2000 or category = "Travel")');
    await expect(views.getByRole("button", { name: "Rows" })).toBeDisabled();
    await expect(way.getByText("Rows cannot show this formula.")).toBeVisible();
    await views.getByRole("button", { name: "Text" }).click();
    await expect(formula).toHaveValue('amount > 1000 and (amount < 2000 or category = "Travel")');
    await formula.fill('amount >= 1000 and category = "Travel"');
    await views.getByRole("button", { name: "Rows" }).click();
    await expect(way.getByLabel("Comparison").first()).toHaveValue(/\d+/);
    await expect(way.getByLabel("Value").first()).toHaveValue("1000");
    await views.getByRole("button", { name: "Formula" }).click();
    await expect(formula).toHaveValue('amount >= 1000 and category = "Travel"');
  });

  await test.step("a sample case shows what it gives", async () => {
    await way.getByRole("button", { name: "Give it one" }).click();
    await panel.fill("Amount", "1200");
    await panel.choose("Category", "Travel");
    await expectAccessible(page);
    await keys.goTo("Large?");
    await views.getByRole("button", { name: "Formula" }).click();
    await expect(way.getByText("For the sample case: yes")).toBeVisible();
    await formula.fill('amount > 5000 and category = "Travel"');
    await expect(way.getByText("For the sample case: no")).toBeVisible();
  });
});
