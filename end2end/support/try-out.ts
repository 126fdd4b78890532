/** What one does where a draft is tried. */

import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { Editor } from "./editor";
import { hydrated } from "./page";

export class TryOut {
  readonly panel: Locator;
  readonly story: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("complementary", { name: "Test" });
    this.story = this.panel.getByRole("region", { name: "What happened" });
  }

  /** From the drawing, once it is saved. */
  async open(): Promise<void> {
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
    await this.page.getByRole("link", { name: "Test" }).click();
    await expect(this.page).toHaveURL(/\/test$/);
    await hydrated(this.page);
  }

  card(name: string): Locator {
    return new Editor(this.page).card(name);
  }

  /** What is waited for at a step. */
  waiting(step: string): Locator {
    const waits = this.panel.getByRole("region", { name: "Waits for" });
    return waits.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name: step }) });
  }

  /** Lets every system work and time pass until nothing is waited for. */
  async systemsWork(): Promise<void> {
    const works = this.panel.getByRole("button", { name: "It works" }).first();
    const next = this.panel.getByRole("button", { name: "To what happens next" });
    const over = this.panel.getByText("Nothing any more: the case is over.");
    await expect(async () => {
      if (await works.isVisible()) await works.click();
      else if (await next.isEnabled()) await next.click();
      await expect(over).toBeVisible({ timeout: 200 });
    }).toPass();
  }

  /** The line of a scenario that opens it. */
  scenario(name: string): Locator {
    return this.panel.getByText(name, { exact: true });
  }

  /** All of a scenario, open or not. */
  details(name: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Adds something that must have happened to an open scenario. */
  async expectOf(scenario: string, what: string, step: string): Promise<void> {
    const own = this.details(scenario);
    await own.getByLabel("What must have happened").selectOption({ label: what });
    await own.getByLabel("The step").selectOption({ label: step });
    await own.getByRole("button", { name: "Add", exact: true }).click();
  }

  /** What happened in a scenario, as the browser's engine says it. */
  async logOf(scenario: string): Promise<string> {
    const download = this.page.waitForEvent("download");
    await this.details(scenario).getByRole("button", { name: "Save its log" }).click();
    return readFile(await (await download).path(), "utf8");
  }
}
