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
    await expect(list.getByRole("option")).toContainText(["Furniture", "Travel"]);
    await formula.press("ArrowDown");
    await formula.press("Enter");
    await expect(formula).toHaveValue('amount > 1000 and category = "Travel"');
    await formula.pressSequentially(" or su");
    await expect(list).toBeVisible();
    await formula.press("Escape");
    await expect(list).toBeHidden();
    await expect(formula).toBeFocused();
  });

  await test.step("inside the brackets of a function it says what comes next", async () => {
    await formula.fill("contains(category, ");
    const call = way.getByRole("status", { name: "What the function takes" });
    await expect(call).toContainText("contains(string, match)");
    await expect(call.locator("strong")).toHaveText("match");
    await expectAccessible(page);
    await formula.fill('amount > 1000 and category = "Travel"');
    await expect(call).toBeEmpty();
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
    await views.getByRole("button", { name: "Rows" }).click();
    await expect(way.getByText("In the sample case: 1200")).toBeVisible();
    await expect(way.getByText("For the sample case: no")).toBeVisible();
  });

  await test.step("a way without a name says its condition in words on the drawing", async () => {
    await expect(keys.editor.stage.getByText("Amount is greater than 5000 and Category is Travel")).toBeVisible();
  });
});

test("texts, waits and what is taken from an answer are written with the same help", async ({ page, baton }) => {
  await setUp(page, baton);
  await createProcess(page, "Order");
  const keys = new Keys(page);
  const panel = new Panel(page);
  const option = (field: string) => page.getByRole("listbox", { name: `What could stand in ${field}` }).getByRole("option");
  await keys.begin();
  await panel.ask([
    { label: "Amount", kind: "Number" },
    { label: "Days", kind: "Number" },
  ]);
  await keys.goTo("Start");
  await keys.add("ask", "Ask a person", "Check");

  await test.step("a text offers the case behind {{ and closes what it opened", async () => {
    const text = panel.field("What is asked?");
    await text.pressSequentially("Is {{ am");
    await expect(option("What is asked?").first()).toContainText("Amount");
    await expectAccessible(page);
    await text.press("Enter");
    await expect(text).toHaveValue("Is {{ amount }}");
    await text.pressSequentially(" right, after {{");
    await expect(option("What is asked?").filter({ hasText: "Days" })).toBeVisible();
    await text.press("Escape");
    await text.pressSequentially(" da");
    await text.press("Enter");
    await expect(text).toHaveValue("Is {{ amount }} right, after {{ days }}");
    await expect(page.getByText("Reads: Is Amount right, after Days")).toBeVisible();
  });

  await test.step("a wait is a number, or a formula with its live value", async () => {
    await keys.goTo("Check");
    await keys.add("wait", "Wait", "Pause");
    const amount = panel.field("Amount");
    await expect(amount).toHaveValue("1");
    await amount.fill("");
    await amount.pressSequentially("da");
    await expect(option("Amount").first()).toContainText("days");
    await amount.press("Enter");
    await amount.pressSequentially(" * 2");
    await expect(page.getByText("The sample case has no “Days” yet.")).toBeVisible();
    await page.getByRole("button", { name: "Give it one" }).click();
    await panel.fill("Days", "3");
    await keys.goTo("Pause");
    await expect(page.getByText("For the sample case: 6")).toBeVisible();
    await amount.fill('"soon"');
    await expect(amount).toHaveAccessibleDescription(/number/);
    await amount.fill("days * 2");
  });

  await test.step("what is taken from an answer is seen in a sample answer", async () => {
    await keys.goTo("Pause");
    await keys.add("update", "Update a system", "Order it");
    await panel.take("Order number", "body.id");
    await panel.fill("A sample answer", '{"id": 4711, "lines": [{"sku": "A"');
    await expect(panel.field("A sample answer")).toHaveAccessibleDescription(/not JSON yet/);
    await panel.fill("A sample answer", '{"id": 4711, "lines": [{"sku": "A"}]}');
    await expect(page.getByText("For the sample answer: 4711")).toBeVisible();
    const from = panel.field("Where it stands");
    await from.fill("");
    await from.pressSequentially("body.");
    await expect(option("Where it stands")).toContainText(["id", "lines"]);
    await from.pressSequentially("lines[1].");
    await from.press("ArrowDown");
    await from.press("Enter");
    await expect(from).toHaveValue("body.lines[1].sku");
    await expect(page.getByText("For the sample answer: A")).toBeVisible();
    await expectAccessible(page);
  });
});
