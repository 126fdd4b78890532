import { Keys } from "../support/keys";
import { Panel } from "../support/panel";
import { expect, expectAccessible, test } from "../support/test";
import { allowHosts, connectHttp, connectMail, createProcess, setUp } from "../support/workspace";

test("a process is drawn, set and run with clicks and keys only", async ({ page, baton, http, smtp }) => {
  test.setTimeout(240_000);
  http.good = { id: "PO-18" };
  await setUp(page, baton);
  await allowHosts(page, new URL(http.url).host, `127.0.0.1:${smtp.port}`);
  await connectHttp(page, "Order system", http, "token");
  await connectMail(page, "Mail server", smtp, "password");
  await createProcess(page, "Equipment purchase");

  const keys = new Keys(page);
  const { editor } = keys;
  const panel = new Panel(page);

  await test.step("draws along the flow", async () => {
    await keys.begin();
    await keys.rename("Ask for it");
    await keys.add("approve", "Ask a person", "Approve it");
    await keys.add("decide", "Decide", "Approved?");
    // Shift+Enter asks at once for the step after.
    await keys.press("a");
    const search = page.getByRole("combobox", { name: "Search steps" });
    await search.fill("update");
    await search.press("Shift+Enter");
    await expect(search).toBeFocused();
    await expect(search).toHaveValue("");
    await expectAccessible(page);
    await editor.chooseFromMenu("wait");
    await keys.expectAt("Wait");
    await keys.rename("Give it time");
    await keys.press("ArrowLeft");
    await keys.expectAt("Update a system");
    await keys.rename("Order it");
    await keys.goTo("Give it time");
    await keys.add("mail", "Send an e-mail", "Say yes");
    await keys.add("end", "End", "Done");
  });

  await test.step("draws the other way and leads it to the same end", async () => {
    await keys.press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
    await keys.expectAt("Approved?");
    await keys.add("mail", "Send an e-mail", "Say no");
    await keys.press("c", "End");
    await keys.expectAt("Done");
    await keys.press("Enter");
    await editor.expectFlow("Say no", "Done");
    await editor.expectFlow("Approved?", "Say no");
  });

  await test.step("moves, adds by clicks, deletes, takes back", async () => {
    await keys.goTo("Say yes");
    const before = await editor.whereIs("Say yes");
    await keys.press("Alt+ArrowDown", "Alt+ArrowDown");
    await expect.poll(() => editor.whereIs("Say yes")).not.toEqual(before);
    await keys.press("Control+z");
    await expect.poll(() => editor.whereIs("Say yes")).toEqual(before);

    // Picked in the palette with a click, put down with another.
    await editor.pickAndPlace("End", { x: 0.5, y: 0.9 });
    await expect(editor.steps()).toHaveCount(9);
    await keys.expectAt("End");
    await keys.press("Delete");
    await expect(editor.steps()).toHaveCount(8);

    await keys.goTo("Order it");
    await keys.press("Delete");
    await editor.expectFlow("Approved?", "Give it time");
    await keys.press("Control+z");
    await editor.expectFlow("Order it", "Give it time");
    await keys.press("Control+Shift+z");
    await editor.expectFlow("Approved?", "Give it time");
    await keys.press("Control+z");
    await editor.expectFlow("Order it", "Give it time");
    await editor.expectSaved();
  });

  await test.step("walks from problem to problem and sets every step", async () => {
    await keys.press("F8");
    await keys.expectAt("Approve it");
    await keys.press("Enter");
    await expect(panel.field("Name")).toBeFocused();
    await panel.choose("Who is asked?", "Whoever started the case");
    await panel.ask([{ label: "Decision", kind: "Choice", choices: ["Approve", "Reject"] }]);
    await keys.press("Escape");
    await keys.expectAt("Approve it");

    await keys.press("ArrowLeft", "Enter");
    await panel.ask([
      { label: "Item", kind: "Short text" },
      { label: "Price", kind: "Amount of money" },
    ]);

    await keys.goTo("Approved?");
    await keys.press("Enter");
    await panel.condition("Order it", "Decision", "is", "Approve");
    await panel.defaultWay("Say no");

    await keys.goTo("Order it");
    await keys.press("Enter");
    await panel.choose("Through which connection?", "Order system");
    await panel.fill("Address", "/orders");
    await panel.write("Body", '{"item": {Item}, "price": {Price}}');
    await panel.take("Order number", "body.id");

    for (const name of ["Say yes", "Say no"]) {
      await keys.goTo(name);
      await keys.press("Enter");
      await panel.choose("Through which connection?", "Mail server");
      await panel.write("To", "{Requester’s e-mail}");
      await panel.fill("Subject", name);
      await panel.write("Message", "About your {Item}.");
    }

    // Every key of it: into the settings, from field to field, and back.
    await keys.goTo("Give it time");
    await keys.press("Enter");
    await expect(panel.field("Name")).toBeFocused();
    await keys.press("Tab", "Tab");
    await expect(panel.field("Amount")).toBeFocused();
    await keys.press("2");
    // Past what helps to write a formula.
    await expect(async () => {
      await keys.press("Tab");
      await expect(panel.field("Unit")).toBeFocused({ timeout: 200 });
    }).toPass();
    await keys.press("s");
    await expect(panel.field("Unit")).toHaveValue("seconds");
    await keys.press("Escape");
    await keys.expectAt("Give it time");
    await expect(editor.step("Give it time")).toHaveAccessibleName(/For 2 seconds/);
    await expectAccessible(page);
  });

  await test.step("publishes, starts and answers with keys", async () => {
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Publish", exact: true }).press("Enter");
    await expect(page.getByText("Version 1 is published.")).toBeVisible();
    await page.getByRole("link", { name: "Start", exact: true }).press("Enter");
    await page.getByLabel("Item").press("L");
    await keys.press("a", "m", "p", "Tab", "2", "0", "Enter");
    await expect(editor.card("Approve it")).toHaveAttribute("data-state", "waiting");
    await page.getByRole("link", { name: "Approve it" }).press("Enter");
    await page.getByRole("group", { name: "Decision" }).getByLabel("Approve").press("Space");
    await keys.press("Enter");
    await expect(page).toHaveURL(/\/inbox$/);
    await page.getByRole("link", { name: "Cases" }).press("Enter");
    await page.getByRole("link", { name: "All", exact: true }).press("Enter");
    await page.getByRole("link", { name: "Equipment purchase" }).press("Enter");
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
    expect(http.asked.filter(({ path }) => path === "/orders").map(({ body }) => JSON.parse(body))).toEqual([
      { item: "Lamp", price: 20 },
    ]);
    expect(smtp.mails.map(({ to }) => to)).toEqual([["ada@example.com"]]);
  });
});
