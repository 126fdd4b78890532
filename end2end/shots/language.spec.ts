/** Pictures of every kind of step, for `cargo xtask shots language`: events on edges, gateways, groups, marks. */

import { test } from "@playwright/test";
import { createProcess, putDiagram } from "../support/workspace";
import { everything } from "./everything";
import { look, onlyWhenAsked } from "./looks";

onlyWhenAsked("language");
test.use({ actionTimeout: 10_000 });

test("every kind of step", async ({ browser }) => {
  await look(
    browser,
    "language",
    async (page) => {
      await createProcess(page, "Everything");
      await putDiagram(page, everything);
    },
    async (page, shot) => {
      await shot("first");
      if ((page.viewportSize()?.width ?? 0) < 1000) return;
      await page.getByRole("toolbar", { name: "Canvas" }).getByRole("button", { name: "Show everything" }).click();
      await shot("all");
      for (const name of ["When time runs out", "Ask everyone", "Inner work", "Two of three"]) {
        await page.locator("[data-step-id]").filter({ hasText: name }).first().click({ position: { x: 12, y: 12 } });
        await shot(`panel-${name.toLowerCase().replaceAll(" ", "-")}`);
      }
    },
  );
});
