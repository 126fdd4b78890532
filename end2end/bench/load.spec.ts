/** What a page costs somebody who comes for the first time: bytes sent, and the time until it answers to clicks. */

import { test, type Browser } from "@playwright/test";
import { Baton } from "../support/baton";
import { open } from "../support/page";
import { createProcess, setUp } from "../support/workspace";
import { median, table } from "./figures";

const ROUNDS = 5;

test("the first load of each kind of page", async ({ browser }) => {
  const baton = await Baton.start();
  const context = await browser.newContext({ baseURL: baton.url });
  const page = await context.newPage();
  await setUp(page, baton);
  await createProcess(page, "Leave", "Leave request");
  const editor = new URL(page.url()).pathname;
  const storageState = await context.storageState();
  await context.close();

  const rows: string[][] = [["page", "files", "kB sent", "first paint ms", "answers ms"]];
  for (const [name, path, signedIn] of [
    ["sign in", "/sign-in", false],
    ["processes", "/processes", true],
    ["inbox", "/inbox", true],
    ["builder", editor, true],
  ] as const) {
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      visits.push(await visit(browser, baton.url, path, signedIn ? storageState : undefined));
    }
    rows.push([
      name,
      ...(["files", "bytes", "paint", "ready"] as const).map((what) =>
        (median(visits.map((each) => each[what])) / (what === "bytes" ? 1000 : 1)).toFixed(0),
      ),
    ]);
  }
  table(rows);
  await baton.stop();
  await baton.forget();
});

type Visit = Awaited<ReturnType<typeof visit>>;
type State = Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>;

/** One visit with an empty cache. */
async function visit(browser: Browser, baseURL: string, path: string, storageState?: State) {
  const context = await browser.newContext({ baseURL, storageState });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  let files = 0;
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    files += 1;
    bytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!("hydrated" in document.documentElement.dataset)) return;
      observer.disconnect();
      performance.mark("answers");
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-hydrated"] });
  });
  await open(page, path);
  const times = await page.evaluate(() => ({
    ready: performance.getEntriesByName("answers")[0]?.startTime ?? NaN,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  }));
  await context.close();
  return { files, bytes, ...times };
}
