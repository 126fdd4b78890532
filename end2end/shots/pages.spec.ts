import { test } from "@playwright/test";
import { Baton } from "../support/baton";
import { hydrated } from "../support/page";

const pages = (process.env.BATON_SHOTS ?? "/").split(" ");
const themes = ["light", "dark"] as const;
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

let baton: Baton | undefined;
let address = process.env.BATON_AT;

test.beforeAll(async () => {
  if (address) return;
  baton = await Baton.start();
  address = baton.url;
});

test.afterAll(async () => {
  await baton?.stop();
  await baton?.forget();
});

for (const path of pages) {
  for (const colorScheme of themes) {
    for (const viewport of widths) {
      const name = path.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "") || "start";
      test(`${path} ${colorScheme} ${viewport.width}`, async ({ browser }) => {
        const page = await browser.newPage({ colorScheme, viewport });
        await page.goto(`${address}${path}`);
        await hydrated(page);
        await page.screenshot({
          path: `target/shots/${name}-${colorScheme}-${viewport.width}.png`,
          fullPage: true,
        });
        await page.close();
      });
    }
  }
}
