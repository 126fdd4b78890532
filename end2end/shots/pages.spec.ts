import { test, type Browser } from "@playwright/test";
import { Baton } from "../support/baton";
import { open } from "../support/page";
import { setUp, signIn } from "../support/workspace";

const pages = (process.env.BATON_SHOTS ?? "/").split(" ");
const themes = ["light", "dark"] as const;
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

let baton: Baton | undefined;
let baseURL = process.env.BATON_AT;
let storageState: Awaited<ReturnType<typeof prepare>>;

test.beforeAll(async ({ browser }) => {
  if (!baseURL) {
    baton = await Baton.start();
    baseURL = baton.url;
  }
  storageState = await prepare(browser);
});

test.afterAll(async () => {
  await baton?.stop();
  await baton?.forget();
});

/** Signs in: on a fresh server as its first admin, with one process to look at. */
async function prepare(browser: Browser) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const { BATON_EMAIL: email, BATON_PASSWORD: password } = process.env;
  if (baton) {
    await setUp(page, baton);
    await open(page, "/processes/new");
    await page.getByLabel("What is it called?").fill("Leave request");
    await page.getByRole("group").getByText("Leave request", { exact: true }).click();
    await page.getByRole("button", { name: "Create and draw" }).click();
    await page.waitForURL("**/edit");
  } else if (email && password) {
    await signIn(page, { name: process.env.BATON_NAME ?? "", email, password });
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

for (const path of pages) {
  for (const colorScheme of themes) {
    for (const viewport of widths) {
      const name = path.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "") || "start";
      test(`${path} ${colorScheme} ${viewport.width}`, async ({ browser }) => {
        const context = await browser.newContext({ baseURL, colorScheme, viewport, storageState });
        const page = await context.newPage();
        await open(page, path);
        await page.screenshot({
          path: `target/shots/${name}-${colorScheme}-${viewport.width}.png`,
          fullPage: true,
        });
        await context.close();
      });
    }
  }
}
