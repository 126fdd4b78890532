/** Pictures of every kind of step, for `cargo xtask shots language`: events on edges, gateways, groups, marks. */

import { expect, test } from "@playwright/test";
import { Baton } from "../support/baton";
import { expectAccessible, open } from "../support/page";
import { createProcess, setUp } from "../support/workspace";
import { everything } from "./everything";

const wanted = (process.env.BATON_SHOTS ?? "").split(" ").includes("language");
const themes = ["light", "dark"] as const;
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test.skip(!wanted, "nobody asked for them");
test.setTimeout(300_000);
test.use({ actionTimeout: 10_000 });

test("every kind of step", async ({ browser }) => {
  const baton = await Baton.start();
  const first = await browser.newContext({ baseURL: baton.url, viewport: widths[0] });
  const page = await first.newPage();
  await setUp(page, baton);
  await createProcess(page, "Everything");
  const address = new URL(page.url()).pathname;
  const saved = await page.evaluate(async (diagram) => {
    const process = Number(location.pathname.split("/")[2]);
    const form = new URLSearchParams({ process: String(process) });
    const draft = await fetch("/api/open_draft", { method: "POST", body: form });
    const { revision } = (await draft.json()) as { revision: number };
    const saved = await fetch("/api/save_draft", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ process, diagram, base_revision: revision, based_on: null }),
    });
    return `${saved.status} ${await saved.text()}`;
  }, everything);
  expect(saved).toMatch(/^200/);
  const storageState = await first.storageState();
  await first.close();
  for (const colorScheme of themes) {
    for (const viewport of widths) {
      const context = await browser.newContext({ baseURL: baton.url, colorScheme, viewport, storageState });
      const page = await context.newPage();
      await open(page, address);
      const shot = async (state: string) => {
        await page.screenshot({ path: `target/shots/language-${state}-${colorScheme}-${viewport.width}.png` });
        await expectAccessible(page);
      };
      await shot("first");
      if (viewport.width > 1000) {
        await page.getByRole("toolbar", { name: "Canvas" }).getByRole("button", { name: "Show everything" }).click();
        await shot("all");
        for (const name of ["When time runs out", "Ask everyone", "Inner work", "Two of three"]) {
          await page.locator("[data-step-id]").filter({ hasText: name }).first().click({ position: { x: 12, y: 12 } });
          await shot(`panel-${name.toLowerCase().replaceAll(" ", "-")}`);
        }
      }
      await context.close();
    }
  }
  await baton.stop();
  await baton.forget();
});
