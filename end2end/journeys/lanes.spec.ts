import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";

test("lanes are drawn, say who does what stands in them, and keep their steps", async ({ page, baton }) => {
  test.setTimeout(240_000);
  await setUp(page, baton);
  await createProcess(page, "Lanes");
  const keys = new Keys(page);
  const { editor } = keys;
  const panel = new Panel(page);
  const lane = (name: string) => page.getByRole("button", { name: `Lane ${name}`, exact: true });

  await test.step("draws the usual way", async () => {
    await keys.begin();
    await keys.add("ask", "Ask a person", "Check the invoice");
    await keys.add("ask", "Ask a person", "Pay it");
    await keys.add("end", "End", "Done");
    await editor.tool("Show everything");
  });

  await test.step("the first lane goes around all of it, and assigns", async () => {
    await editor.offer("Lane").click();
    await panel.fill("Name", "Finance");
    await expect(lane("Finance")).toHaveAttribute("aria-pressed", "true");
    await panel.choose("Who does what stands here?", "Whoever started the case");
    await expect(editor.card("Check the invoice")).toContainText("The requester");
    await expectAccessible(page);
    await editor.tool("Show everything");
    await editor.select("Check the invoice");
    await expect(panel.field("Who is asked?")).toHaveValue("unsaid");
    await expect(panel.field("Who is asked?").locator("option:checked")).toHaveText("From the lane: Finance");
  });

  await test.step("a second lane goes below it; a step that is dropped there is its own", async () => {
    await editor.offer("Lane").click();
    await panel.fill("Name", "Cash desk");
    await panel.choose("Who does what stands here?", "Any builder");
    await editor.tool("Show everything");
    const below = await lane("Cash desk").boundingBox();
    if (!below) throw new Error("the lane is not drawn");
    const from = await editor.whereIs("Pay it");
    await editor.move("Pay it", { x: 0, y: below.y + below.height / 2 - from.y });
    await expect(editor.card("Pay it")).toContainText("Any builder");
    await expect(editor.step("Pay it")).toHaveAccessibleName(/In lane Cash desk/);
  });

  await test.step("Tidy up keeps every step in its lane", async () => {
    await editor.tool("Tidy up");
    await editor.tool("Show everything");
    await expect(editor.step("Pay it")).toHaveAccessibleName(/In lane Cash desk/);
    await expect(editor.step("Check the invoice")).toHaveAccessibleName(/In lane Finance/);
    await expectInside(editor.step("Pay it"), lane("Cash desk"));
    await expectInside(editor.step("Check the invoice"), lane("Finance"));
  });

  await test.step("lanes change places with what stands in them", async () => {
    await lane("Cash desk").click();
    await panel.open("Move up");
    await expect.poll(async () => (await editor.whereIs("Check the invoice")).y - (await editor.whereIs("Pay it")).y).toBeGreaterThan(0);
    await expect(editor.step("Pay it")).toHaveAccessibleName(/In lane Cash desk/);
  });

  await test.step("a lane is made higher by its edge, and by a button", async () => {
    const height = async () => (await lane("Cash desk").boundingBox())?.height ?? 0;
    const before = await height();
    await panel.open("Higher");
    await expect.poll(height).toBeGreaterThan(before);
    const box = await lane("Cash desk").boundingBox();
    if (!box) throw new Error("the lane is not drawn");
    const between = await height();
    await page.mouse.move(box.x + 200, box.y + box.height + 1);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + box.height + 61, { steps: 4 });
    await page.mouse.up();
    await expect.poll(height).toBeGreaterThan(between + 20);
  });

  await test.step("the lane beside takes over what a deleted one held, and one undo brings it back", async () => {
    await panel.open("Delete this lane");
    await expect(lane("Cash desk")).toHaveCount(0);
    await expect(editor.step("Pay it")).toHaveAccessibleName(/In lane Finance/);
    await editor.undo();
    await expect(editor.step("Pay it")).toHaveAccessibleName(/In lane Cash desk/);
  });

  await test.step("the lanes are listed where nothing is chosen, for those without a pointer", async () => {
    await page.keyboard.press("Escape");
    await panel.open("Finance");
    await expect(panel.field("Name")).toHaveValue("Finance");
    await editor.expectSaved();
    await expectAccessible(page);
  });
});

async function expectInside(
  step: import("@playwright/test").Locator,
  head: import("@playwright/test").Locator,
): Promise<void> {
  await expect
    .poll(async () => {
      const [inner, outer] = [await step.boundingBox(), await head.boundingBox()];
      return inner && outer && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
    })
    .toBe(true);
}
