/** Drawing without ever dragging: keys, and a click here and there. */

import { expect, type Page } from "@playwright/test";
import { Editor } from "./editor";
import { Panel, type Question } from "./panel";

export class Keys {
  readonly editor: Editor;

  constructor(private readonly page: Page) {
    this.editor = new Editor(page);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses the one button of an empty canvas. */
  async begin(): Promise<void> {
    await this.page.getByRole("button", { name: "Add the start" }).press("Enter");
    await this.expectAt("Start");
  }

  /** Adds a step after the one the keyboard is at, and names it. */
  async add(typed: string, kind: string, name: string): Promise<void> {
    await this.press("a");
    await this.editor.chooseFromMenu(typed);
    await this.expectAt(kind);
    await this.rename(name);
  }

  async rename(name: string): Promise<void> {
    await this.press("F2");
    await this.editor.typeName(name);
    await this.expectAt(name);
  }

  /** Enter leads into the settings of the step the keyboard is at, Esc leads back to it. */
  async intoPanelAndBack(name: string): Promise<void> {
    await this.press("Enter");
    await expect(new Panel(this.page).field("Name")).toBeFocused();
    await this.press("Escape");
    await this.expectAt(name);
  }

  /** The keyboard is at this step. */
  async expectAt(name: string): Promise<void> {
    await expect(this.editor.step(name)).toBeFocused();
  }

  /** Goes to a step that is somewhere on the canvas, with a click. */
  async goTo(name: string): Promise<void> {
    await this.editor.goTo(name);
    await this.expectAt(name);
  }
}

/** The smallest process with a person in it: a form, a question to whoever may answer, an end. Publishes it. */
export async function publishQuestion(
  page: Page,
  words: { asks: Question[]; step: string; who: string; says: string; answer: Question },
): Promise<void> {
  const keys = new Keys(page);
  const panel = new Panel(page);
  await keys.begin();
  await panel.ask(words.asks);
  await keys.goTo("Start");
  await keys.add("ask", "Ask a person", words.step);
  await panel.choose("Who is asked?", words.who);
  await panel.write("What is asked?", words.says);
  await panel.ask([words.answer]);
  await keys.goTo(words.step);
  await keys.add("end", "End", "Answered");
  await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  await keys.editor.publish(1);
}
