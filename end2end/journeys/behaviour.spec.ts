import { join } from "node:path";
import { Editor } from "../support/editor";
import { expect, expectAccessibleInBothThemes, open, test } from "../support/test";
import { setUp } from "../support/workspace";

test("a drawing that waits for ever is found out, watched and mended in one press", async ({ page, baton }) => {
  await setUp(page, baton);
  const editor = new Editor(page);
  await open(page, "/processes/new");
  await page.getByLabel("Process file").setInputFiles(join(__dirname, "../files/waits-for-ever.json"));
  await page.getByRole("link", { name: "Open the drawing" }).click();
  const problems = page.getByRole("list", { name: "Problems" });
  const found = problems.getByRole("listitem").filter({ hasText: "Both done" });

  await test.step("it is said in the names of the drawing", async () => {
    await expect(found).toContainText("never goes on");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("its film shows how it comes about", async () => {
    await found.getByRole("button", { name: "Watch it" }).click();
    const film = page.getByRole("region", { name: "Film of what goes wrong" });
    await expect(film.getByText(/^1 of \d+$/)).toBeVisible();
    const on = film.getByRole("button", { name: "One on" });
    while (await on.isEnabled()) await on.click();
    await expect(film.locator("[data-state=failed]")).toHaveCount(1);
    await expectAccessibleInBothThemes(page);
    await film.getByRole("button", { name: "Close the film" }).click();
    await expect(film).toHaveCount(0);
  });

  await test.step("an offer mends it, and one undo takes the offer back", async () => {
    await found.getByRole("button", { name: "How to mend it" }).click();
    await found.locator(".problem-acts").getByRole("button").nth(1).click();
    await expect(found).toHaveCount(0);
    await editor.tool("Undo");
    await expect(found).toHaveCount(1);
    await editor.tool("Redo");
    await expect(found).toHaveCount(0);
  });
});
