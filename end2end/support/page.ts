/** What journeys ask of a page beside what Playwright offers. */

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Waits until the page answers to clicks. Call after each full load, before the first click. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-hydrated", "");
}

/** Opens a page and waits until it answers to clicks. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Looks for barriers in the page as it stands: call it in each state that matters. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = [];
  for (const { id, help, nodes } of violations) {
    const where = [];
    for (const node of nodes) {
      const target = node.target.join(" ");
      if (id === "target-size" && !(await staysSmall(page, target))) continue;
      where.push(target);
    }
    if (where.length) found.push({ rule: `${id}: ${help}`, where });
  }
  expect(found).toEqual([]);
}

/** Whether a target is small wherever it is scrolled to, and not only half behind the edge of what scrolls. */
async function staysSmall(page: Page, target: string): Promise<boolean> {
  await page.locator(target).first().evaluate((element) => element.scrollIntoView({ block: "center" }));
  const { violations } = await new AxeBuilder({ page }).include(target).withRules(["target-size"]).analyze();
  return violations.length > 0;
}

/** The same in the light and in the dark. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}

/** A colour half-way between two themes or states says nothing: waits until nothing moves but what moves for ever. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What was just changed begins to move with the next picture.
    for (let pictures = 0; pictures < 2; pictures += 1) await new Promise(requestAnimationFrame);
    const moving = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}
