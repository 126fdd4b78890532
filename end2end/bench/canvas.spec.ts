/**
 * How smoothly the canvas follows the hand. Frames are counted on the main thread, at 60 a second at most (17 ms is
 * perfect); without a graphics card painting takes the same cores, so compare rows of one run only.
 */

import { expect, test, type Page } from "@playwright/test";
import { Baton } from "../support/baton";
import { hydrated } from "../support/page";
import { createProcess, setUp } from "../support/workspace";
import { copied } from "./graph";
import { percentile, table } from "./figures";

const SIZES = (process.env.BATON_BENCH_STEPS ?? "300,1000").split(",").map(Number);
const SECONDS = 3;

test("the canvas under the hand", async ({ browser }) => {
  const baton = await Baton.start();
  const context = await browser.newContext({ baseURL: baton.url });
  const page = await context.newPage();
  await setUp(page, baton);
  const rows: string[][] = [
    ["steps", "view", "open ms", "elements", "pan", "zoom", "drag 1", "drag 100", "undo 100 ms"],
  ];
  for (const steps of SIZES) {
    await drawn(page, steps);
    for (const view of ["100 %", "fit"]) rows.push(await measure(page, steps, view));
  }
  console.log("each gesture: p50 / p95 of the frames in ms");
  table(rows);
  await context.close();
  await baton.stop();
  await baton.forget();
});

/** A process of so many steps, pasted as a person would. */
async function drawn(page: Page, steps: number): Promise<void> {
  await createProcess(page, `${steps} steps`);
  const before = await page.locator("[data-step-id]").count();
  await page.locator(".canvas-stage").click({ position: { x: 700, y: 500 } });
  await paste(page, steps);
  await expect.poll(() => page.locator("[data-step-id]").count()).toBeGreaterThan(before);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

/** What is pasted is chosen afterwards. */
async function paste(page: Page, steps: number): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, copied(steps));
}

async function measure(page: Page, steps: number, view: string): Promise<string[]> {
  await page.reload();
  await hydrated(page);
  await expect(page.locator("[data-step-id]").first()).toBeVisible();
  const opened = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    return performance.now() - (navigation?.startTime ?? 0);
  });
  await page.locator(".canvas-stage").focus();
  await page.keyboard.press(view === "fit" ? "1" : "0");
  await page.waitForTimeout(1000);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const box = await page.locator(".canvas-stage").boundingBox();
  if (!box) throw new Error("no stage");
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };

  await page.mouse.move(middle.x, middle.y);
  const pan = await frames(page, async (at) => {
    await page.mouse.wheel(12 * Math.cos(at * 4), 8 * Math.sin(at * 4));
  });
  await page.keyboard.down("Control");
  const zoom = await frames(page, async (at) => {
    await page.mouse.wheel(0, Math.sin(at * 3) > 0 ? 20 : -20);
  });
  await page.keyboard.up("Control");
  await page.keyboard.press(view === "fit" ? "1" : "0");
  await page.waitForTimeout(500);

  const one = await drag(page, middle);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await paste(page, 100);
  await expect(page.locator(".step.chosen").first()).toBeVisible();
  await page.waitForTimeout(1000);
  const hundred = await drag(page, middle, ".chosen");
  const undo = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const began = performance.now();
        const stage = document.querySelector(".canvas-stage");
        stage?.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - began);
          port2.postMessage(0);
        });
      }),
  );
  // The hundred go again, so that the next view is of the same process.
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  return [
    `${steps}`,
    view,
    opened.toFixed(0),
    `${elements}`,
    ...[pan, zoom, one, hundred],
    undo.toFixed(0),
  ];
}

/** Drags what lies nearest to the middle in circles. */
async function drag(page: Page, middle: { x: number; y: number }, which = ""): Promise<string> {
  const spot = await page.evaluate(({ x, y, which }) => {
    const cards = [...document.querySelectorAll(`${which}[data-step-type=askPerson]`)].map((card) => {
      const { left, top, width, height } = card.getBoundingClientRect();
      return { x: left + width / 3, y: top + height / 2 };
    });
    cards.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));
    return cards[0];
  }, { ...middle, which });
  if (!spot) throw new Error("no card in sight");
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.down();
  const result = await frames(page, async (at) => {
    await page.mouse.move(spot.x + 80 * Math.sin(at * 3), spot.y + 60 * (1 - Math.cos(at * 3)));
  });
  await page.mouse.up();
  await page.waitForTimeout(300);
  return result;
}

/** Lets a hand move for some seconds and counts the frames. */
async function frames(page: Page, move: (seconds: number) => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    const watch = { on: true, deltas: [] as number[] };
    Object.assign(window, { watch });
    let last = 0;
    const frame = (now: number) => {
      if (last) watch.deltas.push(now - last);
      last = now;
      if (watch.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const began = Date.now();
  for (let at = 0; at < SECONDS; at = (Date.now() - began) / 1000) {
    await move(at);
    await new Promise((done) => setTimeout(done, 12));
  }
  const deltas = await page.evaluate(() => {
    const { watch } = window as unknown as { watch: { on: boolean; deltas: number[] } };
    watch.on = false;
    return watch.deltas;
  });
  return `${percentile(deltas, 0.5).toFixed(0)} / ${percentile(deltas, 0.95).toFixed(0)}`;
}
