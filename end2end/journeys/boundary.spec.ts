import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

test("a deadline stands on the edge of a step, and steps become a group: by pointer", async ({ page, baton }) => {
  test.setTimeout(240_000);
  await setUp(page, baton);
  await createProcess(page, "Deadlines");
  const keys = new Keys(page);
  const { editor } = keys;
  const panel = new Panel(page);

  await test.step("draws the usual way", async () => {
    await keys.begin();
    await keys.add("ask", "Ask a person", "Ask the manager");
    await keys.add("mail", "Send an e-mail", "Say so");
    await keys.add("end", "End", "Done");
    await editor.tool("Show everything");
  });

  await test.step("drops a deadline on the edge of a card", async () => {
    await editor.openGroup("While a step is at work");
    await editor.dragOnEdge("When time runs out", "Ask the manager");
    await expect(editor.step("When time runs out")).toHaveAccessibleName(/On the edge of Ask the manager/);
    await panel.write("Amount", "3");
    await expect(editor.card("When time runs out")).toContainText("After 3 days");
    await expectAccessible(page);
  });

  await test.step("it goes with its step, and one undo brings both back", async () => {
    const before = await editor.whereIs("When time runs out");
    await editor.move("Ask the manager", { x: 0, y: -80 });
    await expect.poll(async () => Math.round(before.y - (await editor.whereIs("When time runs out")).y)).toBeGreaterThan(40);
    await editor.undo();
    await expect.poll(() => editor.whereIs("When time runs out")).toEqual(before);
  });

  await test.step("slides it off to another step", async () => {
    await editor.moveOnto("When time runs out", "Say so");
    await expect(editor.step("When time runs out")).toHaveAccessibleName(/On the edge of Say so/);
    await editor.undo();
    await expect(editor.step("When time runs out")).toHaveAccessibleName(/On the edge of Ask the manager/);
  });

  await test.step("groups two steps, closes the group and opens it", async () => {
    await editor.select("Ask the manager");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("g");
    await expect(editor.step("Group of steps")).toHaveAccessibleName(/Open, 3 steps in it/);
    await editor.expectFlow("Start", "Group of steps");
    await editor.expectFlow("Group of steps", "Done");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Close Group of steps" }).click();
    await expect(editor.step("Ask the manager")).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Open Group of steps" }).click();
    await expect(editor.step("Ask the manager")).toBeVisible();
    await editor.expectSaved();
  });
});

test("a deadline and a group are made with keys only", async ({ page, baton }) => {
  test.setTimeout(240_000);
  await setUp(page, baton);
  await createProcess(page, "Deadlines by keys");
  const keys = new Keys(page);
  const { editor } = keys;

  await keys.begin();
  await keys.add("ask", "Ask a person", "Ask the manager");
  await keys.add("time runs out", "When time runs out", "Too late");
  await keys.add("mail", "Send an e-mail", "Remind them");
  await editor.expectFlow("Too late", "Remind them");
  await keys.press("ArrowLeft");
  await keys.expectAt("Too late");
  await keys.press("ArrowUp");
  await keys.expectAt("Ask the manager");
  await keys.press("ArrowDown");
  await keys.expectAt("Too late");
  await keys.press("ArrowUp");
  await keys.add("end", "End", "Done");
  await keys.press("ArrowLeft");
  await keys.expectAt("Ask the manager");

  await test.step("what lies in several places is refused in words", async () => {
    await keys.press("g");
    await expect(page.getByRole("status").filter({ hasText: "A group has one way out" })).toBeVisible();
  });

  await test.step("the menu of a step offers only what fits its edge", async () => {
    await keys.press("a");
    const search = page.getByRole("combobox", { name: "Search steps" });
    await search.fill("error");
    await expect(page.getByRole("option", { name: "When an error occurs" })).toBeVisible();
    await search.press("Escape");
  });

  await test.step("groups the step and what follows its deadline", async () => {
    await keys.press("Shift+ArrowDown", "Shift+ArrowRight", "g");
    await expect(editor.step("Group of steps")).toBeFocused();
    await keys.press("o");
    await expect(editor.step("Ask the manager")).toHaveCount(0);
    await keys.press("o");
    await expect(editor.step("Ask the manager")).toBeVisible();
    await keys.press("Shift+G");
    await editor.expectFlow("Start", "Ask the manager");
  });
});
