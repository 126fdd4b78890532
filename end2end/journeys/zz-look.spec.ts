import { expect, open, test } from "../support/test";
import { setUp } from "../support/workspace";
test("look", async ({ page, baton }) => {
  test.setTimeout(120_000);
  await setUp(page, baton);
  await open(page, "/processes/new");
  await page.getByLabel("Process file").setInputFiles("/tmp/lead/tidy.json");
  await page.getByRole("dialog").getByRole("link", { name: "Open the drawing" }).click();
  await page.waitForTimeout(2500);
  await page.setViewportSize({ width: 2400, height: 1100 });
  await page.getByRole("button", { name: "" }).first().click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: "/tmp/lead/look.png" });
});
