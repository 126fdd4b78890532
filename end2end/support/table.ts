/** The verbs of the grid below the drawing, as in a spreadsheet. */

import { expect, type Locator, type Page } from "@playwright/test";

export class Table {
  readonly grid: Locator;
  readonly bar: Locator;

  constructor(
    private readonly page: Page,
    step: string,
  ) {
    this.bar = page.getByRole("region", { name: `Table of ${step}` });
    this.grid = page.getByRole("grid", { name: `Rules of ${step}` });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types words into cells, from where the cursor is, with Tab between them. */
  async fill(...cells: string[]): Promise<void> {
    for (const words of cells) {
      if (words) await this.page.keyboard.type(words);
      await this.press("Tab");
    }
  }

  /** Puts text on the clipboard, as a spreadsheet does, and pastes it where the cursor is. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.press("Control+v");
  }

  /** What is on the clipboard after copying what is chosen. */
  async copied(): Promise<string> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.press("Control+c");
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Says what the column looks at that nobody has said it of; adds one when there is none. */
  async lookAt(data: string): Promise<void> {
    const open = this.heading("Choose …");
    if (await open.isVisible()) {
      await open.click();
    } else {
      await this.bar.getByRole("button", { name: "Add a column" }).click();
      await this.page.getByRole("button", { name: "Something to look at" }).click();
    }
    const settings = this.settings();
    await settings.getByLabel("What is looked at").selectOption({ label: data });
    await settings.getByRole("button", { name: "Done" }).click();
    await expect(this.grid).toBeFocused();
  }

  async nameResult(heading: string, name: string): Promise<void> {
    await this.heading(heading).click();
    const settings = this.settings();
    await settings.getByLabel("Result").fill(name);
    await settings.getByLabel("Result").press("Escape");
    await expect(this.heading(name)).toBeVisible();
    await expect(this.grid).toBeFocused();
  }

  /** Takes a table from a file, as the menu does once a file is chosen. */
  async take(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.more("Take a table from a DMN file …");
    await (await chooser).setFiles(file);
  }

  /** Does what stands in the menu of the table. */
  async more(item: string): Promise<void> {
    await this.bar.getByRole("button", { name: "More for this table" }).click();
    await this.page.getByRole("button", { name: item }).click();
  }

  heading(name: string): Locator {
    return this.grid.getByRole("columnheader", { name });
  }

  settings(): Locator {
    return this.page.getByRole("dialog", { name: "Settings of the column" });
  }

  /** A rule by its number, from 1. */
  rule(number: number): Locator {
    return this.grid.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: new RegExp(`(^|\\s)${number}$`) }) });
  }

  async expectRule(number: number, ...cells: string[]): Promise<void> {
    await expect(this.rule(number).getByRole("gridcell")).toHaveText([...cells, ""].slice(0, cells.length + 1));
  }
}
