import type { Page } from "@playwright/test";
import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, expectAccessibleInBothThemes, open, test } from "../support/test";
import { createProcess, putDiagram, setUp } from "../support/workspace";

test("one process tells another, an operator delivers by hand, and a case calls a case", async ({ page, baton }) => {
  test.setTimeout(300_000);
  await setUp(page, baton);

  await test.step("a process begins by a message, and waits for a second one", async () => {
    await publish(page, "Warehouse", {
      steps: [
        step("in", "An order comes in", 0, 16, {
          type: "event",
          stands: "start",
          triggers: [{ on: "message", message: "Ordered" }],
        }),
        step("wait", "Wait for the goods", 120, 0, { type: "receive", message: { message: "Goods arrived", key: "order" } }),
        step("end", "Packed", 440, 16, { type: "end" }),
      ],
      flows: [flow("in", "wait"), flow("wait", "end")],
    });
    await open(page, "/processes/1");
    await expect(page.getByText("Begins with the message “Ordered”")).toBeVisible();
    await expect(page.getByRole("link", { name: "Start", exact: true })).toHaveCount(0);
    await expectAccessibleInBothThemes(page);
  });

  await test.step("another sends it, drawn with its content", async () => {
    await createProcess(page, "Shop");
    const keys = new Keys(page);
    const panel = new Panel(page);
    await keys.begin();
    await panel.ask([{ label: "Order", kind: "Number" }]);
    await keys.goTo("Start");
    await keys.add("send a message", "Send a message", "Tell the warehouse");
    await panel.fill("Name of the message", "Ordered");
    await panel.open("Add a value");
    await panel.fill("Call it", "order");
    await panel.fill("Its value", "order");
    await panel.field("Its value").press("Escape");
    await expectAccessible(page);
    await keys.goTo("Tell the warehouse");
    await keys.add("end", "End", "Told");
    await keys.editor.publish(1);
    await open(page, "/processes/2/start");
    await page.getByLabel("Order").fill("4711");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("sent the message “Ordered”")).toBeVisible();
    await expect(page.getByText("The case is done")).toBeVisible();
  });

  await test.step("the other case began by itself, and says in words what it waits for", async () => {
    await open(page, "/cases?show=all");
    await page.getByRole("link", { name: /Warehouse/ }).first().click();
    await expect(page.getByText("Began by itself")).toBeVisible();
    const waits = page.getByRole("region", { name: "What has to happen" });
    await expect(waits).toContainText("The message “Goods arrived” for 4711");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("an operator delivers it by hand, and the case goes on while one looks", async () => {
    await page.getByRole("button", { name: "Deliver “Goods arrived” by hand" }).click();
    const dialog = page.getByRole("dialog", { name: "Deliver the message by hand" });
    await dialog.getByRole("button", { name: "Add a value" }).click();
    await dialog.getByLabel("Name").fill("shelf");
    await dialog.getByLabel("Value", { exact: true }).fill("B 12");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Deliver", exact: true }).click();
    await expect(page.getByText("The case is done")).toBeVisible();
  });

  await test.step("a message is sent from the page of a process", async () => {
    await open(page, "/processes/1");
    await page.getByRole("button", { name: "Send a message" }).click();
    const dialog = page.getByRole("dialog", { name: "Send a message" });
    await dialog.getByLabel("Name of the message").fill("Ordered");
    await dialog.getByRole("button", { name: "Add a value" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("order");
    await dialog.getByLabel("Value", { exact: true }).fill("12");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByText("The message is on its way.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Newest cases" }).getByText("#3")).toBeVisible();
  });

  await test.step("a process runs another one, chosen by its name, and the two lead to each other", async () => {
    await createProcess(page, "Everything");
    const keys = new Keys(page);
    const panel = new Panel(page);
    await keys.begin();
    await keys.add("run a process", "Run a process", "Let the shop do it");
    await panel.choose("Which process?", "Shop");
    await expect(panel.field("Order")).toBeVisible();
    await panel.fill("Order", "99");
    await panel.field("Order").press("Escape");
    await expectAccessible(page);
    await keys.goTo("Let the shop do it");
    await keys.add("end", "End", "Over");
    await keys.editor.publish(1);
    await open(page, "/processes/3/start");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByText("The case is done")).toBeVisible();
    const called = page.getByRole("region", { name: "Processes it runs" });
    await called.getByRole("link", { name: /Shop #/ }).click();
    await expect(page.getByText("Called by")).toBeVisible();
    await page.getByRole("link", { name: /Everything #/ }).click();
    await expect(called).toBeVisible();
  });
});

test("a process begins by itself every morning, said in words with its next times", async ({ page, baton }) => {
  test.setTimeout(180_000);
  await setUp(page, baton);
  await createProcess(page, "Morning report");
  const keys = new Keys(page);
  const panel = new Panel(page);
  const { editor } = keys;

  await test.step("drawn with a schedule", async () => {
    await editor.openGroup("Other beginnings");
    await editor.pickAndPlace("On a schedule", { x: 0.2, y: 0.4 });
    await panel.choose("When?", "Again and again");
    await panel.choose("How often?", "Every day from Monday to Friday");
    await panel.field("At what time?").fill("08:30");
    await expect(page.getByText(/The next times:/)).toBeVisible();
    await expect(page.locator(".next-times li")).toHaveCount(3);
    await expectAccessible(page);
    await panel.choose("How often?", "As a cron line");
    await expect(panel.field("Cron line")).toHaveValue("30 8 * * 1-5");
    await panel.fill("Cron line", "30 8 * * *");
    await expect(page.locator(".next-times")).toContainText("Every day at 8:30");
  });

  await test.step("published, it says how it begins and when next", async () => {
    await keys.goTo("On a schedule");
    await keys.add("script", "Work out a value", "Count");
    await panel.fill("Call the result", "total");
    await panel.fill("How is it worked out?", "1 + 1");
    await panel.field("How is it worked out?").press("Escape");
    await keys.goTo("Count");
    await keys.add("end", "End", "Done");
    await editor.publish(1);
    await open(page, "/processes/1");
    await expect(page.getByText(/Begins every day at 8:30, next/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Start", exact: true })).toHaveCount(0);
    await expectAccessibleInBothThemes(page);
  });
});

test("a calendar of working days is kept and counted in", async ({ page, baton }) => {
  test.setTimeout(180_000);
  await setUp(page, baton);

  await test.step("an admin says when the office works", async () => {
    await open(page, "/admin/calendars");
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "New calendar" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Office Zürich");
    await page.getByLabel("Tuesday").fill("nine to five");
    await page.getByLabel("Holidays").fill("2026-12-25 Christmas (yearly)\n2026-12-24 Christmas Eve");
    await page.getByRole("button", { name: "Save the calendar" }).click();
    await expect(page.getByText(/Tuesday: “nine to five” has no end/)).toBeVisible();
    await page.getByLabel("Tuesday").fill("08:00–12:00, 13:00–17:00");
    await page.getByRole("button", { name: "Save the calendar" }).click();
    await expect(page.getByText("The calendar is saved.")).toBeVisible();
    const row = page.getByRole("listitem").filter({ hasText: "Office Zürich" });
    await expect(row).toContainText("Monday to Friday · Europe/Zurich · 2 holidays");
    await row.getByRole("button", { name: "Change" }).click();
    await expect(page.getByLabel("Tuesday")).toHaveValue("08:00–12:00, 13:00–17:00");
    await expectAccessible(page);
  });

  await test.step("a wait is counted in it", async () => {
    await createProcess(page, "Patience");
    const keys = new Keys(page);
    const panel = new Panel(page);
    await keys.begin();
    await keys.add("wait", "Wait", "Sleep on it");
    await panel.choose("Unit", "working days");
    await panel.choose("Counted in", "Office Zürich");
    await keys.goTo("Sleep on it");
    await keys.add("end", "End", "Done");
    await keys.editor.publish(1);
    await open(page, "/processes/1/start");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByRole("region", { name: "What has to happen" })).toContainText("Sleep on it");
  });
});

type Json = Record<string, unknown>;

function step(id: string, name: string, x: number, y: number, kind: Json): Json {
  return { id, name, position: { x, y }, ...kind };
}

function flow(from: string, to: string): Json {
  return { id: `${from}-${to}`, from, to };
}

/** A process with this drawing, published. */
async function publish(page: Page, name: string, diagram: Json): Promise<void> {
  await createProcess(page, name);
  const address = new URL(page.url()).pathname;
  await putDiagram(page, diagram);
  await open(page, address);
  await new Keys(page).editor.publish(1);
}
