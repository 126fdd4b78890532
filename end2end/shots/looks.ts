/** What every set of pictures needs: a server with something drawn, looked at in both themes, wide and narrow. */

import { test, type Browser, type Page } from "@playwright/test";
import { Baton } from "../support/baton";
import { expectAccessible, open } from "../support/page";
import { setUp } from "../support/workspace";

const themes = ["light", "dark"] as const;
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Leaves the file out unless `cargo xtask shots` names it. */
export function onlyWhenAsked(name: string): void {
  const wanted = (process.env.BATON_SHOTS ?? "").split(" ").includes(name);
  test.skip(!wanted, "nobody asked for them");
  test.setTimeout(300_000);
}

/** Takes a picture of how the page stands, and scans it. */
export type Shot = (state: string) => Promise<void>;

/** Draws once, then looks at the page where that ended, in each theme and width. */
export async function look(
  browser: Browser,
  name: string,
  draw: (page: Page, baton: Baton) => Promise<void>,
  states: (page: Page, shot: Shot) => Promise<void>,
): Promise<void> {
  const baton = await Baton.start();
  const first = await browser.newContext({ baseURL: baton.url, viewport: widths[0] });
  const page = await first.newPage();
  await setUp(page, baton);
  await draw(page, baton);
  const address = new URL(page.url()).pathname;
  const storageState = await first.storageState();
  await first.close();
  for (const colorScheme of themes) {
    for (const viewport of widths) {
      const context = await browser.newContext({ baseURL: baton.url, colorScheme, viewport, storageState });
      const page = await context.newPage();
      await open(page, address);
      await states(page, async (state) => {
        await page.screenshot({ path: `target/shots/${name}-${state}-${colorScheme}-${viewport.width}.png` });
        await expectAccessible(page);
      });
      await context.close();
    }
  }
  await baton.stop();
  await baton.forget();
}
