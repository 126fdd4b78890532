import type { Page } from "@playwright/test";
import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, expectAccessibleInBothThemes, open, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

test("a deadline, a group, two of three and an undoing are drawn, run, and watched live", async ({ page, baton, context }) => {
  test.setTimeout(300_000);
  await setUp(page, baton);
  await createProcess(page, "Book a room");
  const keys = new Keys(page);
  const { editor } = keys;
  const panel = new Panel(page);

  await test.step("three are asked at the same time, and two are enough", async () => {
    await keys.begin();
    await keys.add("same time", "Do at the same time", "Ask three");
    for (const name of ["Ask Ada", "Ask Ben", "Ask Cleo"]) {
      await keys.goTo("Ask three");
      await keys.add("ask a person", "Ask a person", name);
      await panel.choose("Who is asked?", "Whoever started the case");
    }
    await keys.goTo("Ask Ada");
    await keys.add("some of these", "Wait for some of these", "Two of three");
    await panel.fill("How many are enough?", "2");
    await panel.choose("What about those that come later?", "They are stopped");
    await editor.tool("Show everything");
    await editor.connectByClicking("Ask Ben", "Two of three");
    await editor.connectByClicking("Ask Cleo", "Two of three");
    await editor.expectFlow("Ask Cleo", "Two of three");
  });

  await test.step("one of them has a deadline", async () => {
    await keys.goTo("Ask Cleo");
    await keys.add("time runs out", "When time runs out", "Too late");
    await panel.write("Amount", "3");
    await keys.goTo("Too late");
    await keys.add("end", "End", "Given up");
  });

  await test.step("what is booked can be given back, and is", async () => {
    await keys.goTo("Two of three");
    await keys.add("ask a person", "Ask a person", "Book it");
    await panel.choose("Who is asked?", "Whoever started the case");
    await keys.goTo("Book it");
    await keys.add("undo this", "To undo this", "Take it back");
    await keys.add("ask a person", "Ask a person", "Give it back");
    await panel.choose("Who is asked?", "Whoever started the case");
    await keys.goTo("Book it");
    await keys.press("Shift+ArrowDown", "Shift+ArrowRight", "g");
    await keys.expectAt("Group of steps");
    await keys.add("undo what", "Undo what was done", "Call it all off");
    await keys.add("end", "End", "Called off");
    await editor.tool("Tidy up");
    await editor.tool("Show everything");
    await expectAccessible(page);
  });

  await test.step("it is published and started", async () => {
    await editor.publish(1);
    await page.getByRole("link", { name: "Start", exact: true }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Book a room #1/ })).toBeVisible();
  });

  const worker = await context.newPage();
  const standing = (name: string, state: string) =>
    expect(page.locator("[data-step-id]").filter({ has: page.getByRole("button", { name: new RegExp(`^${name}\\. `) }) })).toHaveAttribute("data-state", state);

  await test.step("the case is watched while others work: two answers go on, the third is stopped", async () => {
    for (const name of ["Ask Ada", "Ask Ben", "Ask Cleo"]) await standing(name, "waiting");
    await expect(page.getByRole("region", { name: "What has to happen" })).toContainText("Too late");
    await answer(worker, "Ask Ada");
    await standing("Ask Ada", "done");
    await answer(worker, "Ask Ben");
    await standing("Two of three", "done");
    await standing("Book it", "waiting");
    await expect(page.getByRole("region", { name: "What has to happen" })).toHaveCount(0);
    await expectAccessibleInBothThemes(page);
  });

  await test.step("what was done is undone", async () => {
    await answer(worker, "Book it");
    await standing("Give it back", "waiting");
    await expect(page.getByText("What was done is undone")).toBeVisible();
    await expectAccessible(page);
    await answer(worker, "Give it back");
    await expect(page.getByText("The case is done")).toBeVisible();
  });
});

async function answer(page: Page, task: string): Promise<void> {
  await open(page, "/inbox");
  await page.getByRole("link", { name: task }).first().click();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("link", { name: task })).toHaveCount(0);
}
