import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Editor } from "../support/editor";
import { Panel } from "../support/panel";
import { expect, expectAccessible, expectAccessibleInBothThemes, open, test } from "../support/test";
import { addTeam, setUp, ADA } from "../support/workspace";

const file = (name: string) => join(__dirname, "../files", name);

/** What Baton says about the file that has just come in. */
const brought = (page: Page) => page.getByRole("dialog", { name: "A process from a file" });

test("a process drawn in another tool comes in as it looked, runs, and goes out again", async ({ page, baton }) => {
  await setUp(page, baton);
  await addTeam(page, "Office", ADA);
  const editor = new Editor(page);
  const panel = new Panel(page);

  await test.step("a Camunda file is chosen, and what it holds is said", async () => {
    await open(page, "/processes/new");
    await expectAccessible(page);
    await page.getByLabel("Process file").setInputFiles(file("camunda.bpmn"));
    await expect(brought(page)).toContainText("camunda is in your processes as a draft, with 7 steps.");
    await expectAccessibleInBothThemes(page);
    await brought(page).getByRole("link", { name: "Open the drawing" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Drawing of camunda" })).toBeVisible();
    await expect(editor.steps()).toHaveCount(7);
    await editor.expectFlow("Travel asked for", "Estimate the cost");
    await expectAccessible(page);
  });

  await test.step("it stands as it stood there", async () => {
    const [asked, hotel, flight] = await Promise.all(
      ["Travel asked for", "Book the hotel", "Book the flight"].map((name) => editor.whereIs(name)),
    );
    expect(hotel!.x).toBeGreaterThan(asked!.x);
    expect(hotel!.y).toBeLessThan(asked!.y);
    expect(flight!.y).toBeGreaterThan(asked!.y);
    expect(Math.abs(hotel!.x - flight!.x)).toBeLessThan(2);
  });

  await test.step("who is asked is filled in, and it runs to its end", async () => {
    for (const step of ["Estimate the cost", "Book the hotel", "Book the flight"]) {
      await editor.goTo(step);
      await panel.choose("Who is asked?", "Whoever started the case");
    }
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText("Version 1 is published.")).toBeVisible();
    await page.getByRole("link", { name: "Start", exact: true }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    for (const step of ["Estimate the cost", "Book the hotel", "Book the flight"]) {
      await open(page, "/inbox");
      await page.getByRole("link", { name: step }).first().click();
      await page.getByRole("button", { name: "Send" }).click();
      await expect(page.getByRole("link", { name: step })).toHaveCount(0);
    }
    await open(page, "/cases?show=all");
    await expect(page.getByText("Completed").last()).toBeVisible();
  });

  await test.step("it goes out as BPMN with everything that came in, and comes back in", async () => {
    await open(page, "/processes/1/edit");
    await page.getByRole("button", { name: "More", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a BPMN file" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe("camunda.bpmn");
    const text = await readFile(await download.path(), "utf8");
    for (const kept of ['modeler:executionPlatform="Camunda Cloud"', "candidateGroups", "Look at flights and hotels."])
      expect(text).toContain(kept);
    await open(page, "/processes/new");
    await page
      .getByLabel("Process file")
      .setInputFiles({ name: "again.bpmn", mimeType: "application/xml", buffer: Buffer.from(text) });
    await expect(brought(page)).toContainText("with 7 steps");
  });
});

test("files are dropped on the list, and what cannot run or be read is said", async ({ page, baton, complaints }) => {
  await setUp(page, baton);

  await test.step("a Flowable file without positions is laid out; its script cannot run, and says so", async () => {
    await open(page, "/processes");
    await drop(page, "flowable.bpmn20.xml");
    await expect(brought(page)).toContainText("flowable is in your processes");
    await expect(brought(page)).toContainText("cannot run");
    await expect(brought(page)).toContainText("Work out the tax");
    await expectAccessible(page);
    await brought(page).getByRole("link", { name: "Open the drawing" }).click();
    const editor = new Editor(page);
    await expect(editor.steps()).toHaveCount(6);
    await editor.expectFlow("Check the invoice", "Large?");
    const places = await Promise.all(["Check the invoice", "Large?", "Sign it"].map((name) => editor.whereIs(name)));
    expect(places[0]!.x).toBeLessThan(places[1]!.x);
    expect(places[1]!.x).toBeLessThan(places[2]!.x);
  });

  await test.step("a Signavio file with pools and lanes opens", async () => {
    await open(page, "/processes");
    await drop(page, "signavio.bpmn");
    await brought(page).getByRole("link", { name: "Open the drawing" }).click();
    const editor = new Editor(page);
    await expect(editor.step("Accept the order")).toBeVisible();
    await expect(editor.step("Pack it")).toBeVisible();
  });

  await test.step("what is no process is refused in words, and nothing is made of it", async () => {
    complaints.forgive(/status of 409/);
    await open(page, "/processes");
    const bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    for (const text of ["not XML at all", bomb, "{}x"]) {
      await dropText(page, "bad.bpmn", text);
      await expect(brought(page).getByRole("alert")).toBeVisible();
      await brought(page).getByRole("button", { name: "Close" }).click();
    }
    await open(page, "/processes");
    await expect(page.getByRole("main").getByRole("link", { name: "bad" })).toHaveCount(0);
  });
});

async function drop(page: Page, name: string): Promise<void> {
  await dropText(page, name, await readFile(file(name), "utf8"));
}

/** As a person does from their desktop. */
async function dropText(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ({ name, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "application/xml" }));
      return data;
    },
    { name, text },
  );
  const place = page.locator(".bring");
  await place.dispatchEvent("dragenter", { dataTransfer: data });
  await expect(page.getByText("Drop it to bring it in")).toBeVisible();
  await place.dispatchEvent("drop", { dataTransfer: data });
}
