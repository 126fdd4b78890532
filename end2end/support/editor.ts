/** The verbs of the canvas, as a hand does them. */

import { expect, type Locator, type Page } from "@playwright/test";

/** A place on the stage in parts of its width and height. */
export type Place = { x: number; y: number };

type Spot = { x: number; y: number };

export class Editor {
  readonly stage: Locator;
  readonly panel: Locator;
  private readonly palette: Locator;

  constructor(readonly page: Page) {
    this.stage = page.locator(".canvas-stage");
    this.panel = page.getByRole("complementary", { name: "Settings" });
    this.palette = page.getByRole("navigation", { name: "Steps to add" });
  }

  /** The button of a step. Its name begins with the step's own, or with its kind while it has none. */
  step(name: string): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^${escaped(name)}\\. `) });
  }

  /** What the step shows itself as, such as `askPerson`. */
  card(name: string): Locator {
    return this.page.locator("[data-step-id]").filter({ has: this.step(name) });
  }

  steps(): Locator {
    return this.page.locator("[data-step-id]");
  }

  /** The flow between two steps. */
  async flow(from: string, to: string): Promise<Locator> {
    const id = (name: string) => this.card(name).getAttribute("data-step-id");
    return this.page.locator(`[data-flow="${await id(from)}→${await id(to)}"]`);
  }

  async expectFlow(from: string, to: string): Promise<void> {
    await expect(await this.flow(from, to)).toHaveCount(1);
  }

  async expectNoFlow(from: string, to: string): Promise<void> {
    await expect(await this.flow(from, to)).toHaveCount(0);
  }

  // Adding steps

  /** Drags a step from the palette to a place. */
  async drag(offer: string, to: Place): Promise<void> {
    await this.hold(await middle(this.offer(offer)), await this.spot(to));
  }

  /** Clicks a step in the palette, then the place where it should stand. */
  async pickAndPlace(offer: string, to: Place): Promise<void> {
    await this.offer(offer).click();
    const { x, y } = await this.spot(to);
    await this.page.mouse.click(x, y);
  }

  offer(name: string): Locator {
    return this.palette.getByRole("button", { name, exact: true });
  }

  /** Unfolds a group of the palette. */
  async openGroup(name: string): Promise<void> {
    await this.palette.getByText(name, { exact: true }).click();
  }

  /** Drags an event from the palette onto the lower edge of a step. */
  async dragOnEdge(offer: string, step: string): Promise<void> {
    await this.offer(offer).scrollIntoViewIfNeeded();
    await this.hold(await middle(this.offer(offer)), await this.lowerEdge(step));
  }

  /** Drags an event onto the lower edge of another step. */
  async moveOnto(event: string, step: string): Promise<void> {
    await this.hold(await middle(this.step(event)), await this.lowerEdge(step));
  }

  private async lowerEdge(of: string): Promise<Spot> {
    const box = await this.step(of).boundingBox();
    if (!box) throw new Error(`not on the page: ${of}`);
    return { x: box.x + box.width / 2, y: box.y + box.height };
  }

  /** Opens the `+` after a step. */
  async plus(after: string): Promise<void> {
    await this.card(after).getByRole("button", { name: "Add a step after" }).click();
  }

  /** Types into the open menu of steps and takes the first that fits. */
  async chooseFromMenu(typed: string): Promise<void> {
    const search = this.page.getByRole("combobox", { name: "Search steps" });
    await search.fill(typed);
    await search.press("Enter");
    await expect(search).toHaveCount(0);
  }

  // Flows

  /** Opens the `+` that stands on a flow while one points at it. */
  async plusOnFlow(from: string, to: string): Promise<void> {
    const { x, y } = await middle(await this.flow(from, to));
    await this.page.mouse.move(x, y);
    await this.page.getByRole("button", { name: "Put a step on this flow" }).click();
  }

  /** Draws a flow by dragging from the port of one step onto another. */
  async connectByDragging(from: string, to: string): Promise<void> {
    await this.hold(await middle(await this.port(from)), await middle(this.step(to)));
  }

  /** Drags from the port of a step to an empty place, which asks what to put there. */
  async connectToNothing(from: string, to: Place): Promise<void> {
    await this.hold(await middle(await this.port(from)), await this.spot(to));
  }

  /** Draws a flow by clicking the port of one step, then another step. */
  async connectByClicking(from: string, to: string): Promise<void> {
    await (await this.port(from)).click();
    await this.press(to);
  }

  /** The dot that flows start at; it shows at the step that is pointed at. */
  private async port(of: string): Promise<Locator> {
    await this.pointAt(of);
    return this.card(of).getByRole("button", { name: "to another step" });
  }

  // Moving and choosing

  async select(name: string): Promise<void> {
    await this.press(name);
    await expect(this.step(name)).toHaveAttribute("aria-pressed", "true");
  }

  /** Selects a step that may be out of sight. */
  async goTo(name: string): Promise<void> {
    await this.tool("Show everything");
    await this.select(name);
  }

  async move(name: string, by: { x: number; y: number }): Promise<void> {
    const from = await middle(this.step(name));
    await this.hold(from, { x: from.x + by.x, y: from.y + by.y });
  }

  /** Draws a rectangle over the empty stage. */
  async lasso(from: Place, to: Place): Promise<void> {
    await this.hold(await this.spot(from), await this.spot(to));
  }

  /** Where a step stands on the screen. */
  async whereIs(name: string): Promise<Spot> {
    return middle(this.step(name));
  }

  async clickOnNothing(at: Place): Promise<void> {
    const { x, y } = await this.spot(at);
    await this.page.mouse.click(x, y);
  }

  // Naming

  /** Double-clicks a step and types its name. */
  async rename(name: string, to: string): Promise<void> {
    const { x, y } = await this.whereIs(name);
    await this.page.mouse.dblclick(x, y);
    await this.typeName(to);
  }

  async typeName(name: string): Promise<void> {
    const input = this.page.getByRole("textbox", { name: "Name of this step" });
    await expect(input).toBeFocused();
    await input.fill(name);
    await input.press("Enter");
    await expect(this.step(name)).toBeVisible();
  }

  // Tools

  async tool(name: string): Promise<void> {
    await this.page.getByRole("toolbar", { name: "Canvas" }).getByRole("button", { name }).click();
  }

  async undo(): Promise<void> {
    await this.tool("Undo");
  }

  async redo(): Promise<void> {
    await this.tool("Redo");
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
  }

  /** How many things are to mend, as the bar says it. */
  async expectProblems(words: string | RegExp): Promise<void> {
    await expect(this.page.getByRole("button", { name: words })).toBeVisible();
  }

  async publish(version: number): Promise<void> {
    await this.page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(this.page.getByText(`Version ${version} is published.`)).toBeVisible();
  }

  // The hand itself: a true pointer is the point here.

  private async pointAt(name: string): Promise<void> {
    const { x, y } = await this.whereIs(name);
    await this.page.mouse.move(x, y);
  }

  private async press(name: string): Promise<void> {
    const { x, y } = await this.whereIs(name);
    await this.page.mouse.click(x, y);
  }

  private async hold(from: Spot, to: Spot): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 8 });
    await mouse.up();
  }

  private async spot({ x, y }: Place): Promise<Spot> {
    const box = await this.stage.boundingBox();
    if (!box) throw new Error("the stage is not on the page");
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }
}

async function middle(of: Locator): Promise<Spot> {
  const box = await of.boundingBox();
  if (!box) throw new Error(`not on the page: ${of}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
