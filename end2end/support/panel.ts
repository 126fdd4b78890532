/** The verbs of the side panel: how steps are set, field by field. */

import { expect, type Locator, type Page } from "@playwright/test";

/** How a question is answered; for a choice, between what. */
export type Question = {
  label: string;
  kind: "Short text" | "Long text" | "Number" | "Amount of money" | "Date" | "Choice" | "Yes or no";
  choices?: string[];
  optional?: boolean;
};

export class Panel {
  private readonly panel: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole("complementary", { name: "Settings" });
  }

  field(label: string): Locator {
    return this.panel.getByLabel(label, { exact: true });
  }

  /** Presses a button of the panel. */
  async open(button: string): Promise<void> {
    await this.panel.getByRole("button", { name: button }).click();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.field(label).selectOption({ label: option });
  }

  async ask(questions: Question[]): Promise<void> {
    for (const { label, kind, choices, optional } of questions) {
      await this.panel.getByText("Add a question").click();
      await this.panel.getByRole("button", { name: kind, exact: true }).click();
      await this.fill("Question", label);
      await this.field("Question").press("Tab");
      if (choices) await this.fill("Choices", choices.join("\n"));
      if (optional) await this.field("An answer is required").uncheck();
      await expect(this.panel.getByRole("button", { name: label, exact: false }).first()).toBeVisible();
    }
  }

  /** Writes a text in which `{Label}` stands for an inserted value, picked from the list as a person would. */
  async write(label: string, text: string): Promise<void> {
    const field = this.field(label);
    await field.fill("");
    for (const piece of text.split(/(\{[^{}"]+\})/)) {
      const value = /^\{([^{}"]+)\}$/.exec(piece)?.[1];
      if (value) await this.insert(label, value);
      else if (piece) await field.pressSequentially(piece);
    }
  }

  /** Picks a value of the case from the list of what is known here. */
  async insert(into: string, value: string): Promise<void> {
    await this.panel.getByRole("button", { name: `Insert a value into ${into}` }).click();
    const list = this.panel.getByRole("group", { name: `Insert a value into ${into}` });
    await list.getByLabel("Search the data").fill(value);
    await list.getByRole("button", { name: value }).first().click();
    await expect(list).toHaveCount(0);
    // The caret goes back behind what was inserted.
    await expect(this.field(into)).toBeFocused();
  }

  /** One way out of the decision on screen. */
  way(to: string): Locator {
    return this.panel.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name: `To ${to}` }) });
  }

  async condition(way: string, field: string, comparison: string, value: string): Promise<void> {
    const row = this.way(way);
    await row.getByLabel("Field").selectOption({ label: field });
    await row.getByLabel("Comparison").selectOption({ label: comparison });
    const answer = row.getByLabel("Value");
    const isList = await answer.evaluate((element) => element.tagName === "SELECT");
    if (isList) await answer.selectOption({ label: value });
    else await answer.fill(value);
  }

  async defaultWay(to: string): Promise<void> {
    await this.way(to).getByLabel("Default way: taken when no other is").check();
  }

  async take(label: string, from: string): Promise<void> {
    await this.panel.getByRole("button", { name: "Take a value" }).click();
    await this.fill("Call it", label);
    await this.field("Call it").press("Tab");
    await this.fill("Where it stands", from);
  }

  /** How often a failing call is tried, and how long the first pause is. */
  async retry(attempts: number, pause: number): Promise<void> {
    await this.panel.getByText("When it fails").click();
    await this.fill("Attempts in all", String(attempts));
    await this.fill("First pause, seconds", String(pause));
  }
}
