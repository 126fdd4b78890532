import type { Page } from "@playwright/test";
import { Editor } from "../support/editor";
import { Panel } from "../support/panel";
import { expect, expectAccessible, expectAccessibleInBothThemes, open, test } from "../support/test";
import {
  ADA,
  addPerson,
  allowHosts,
  connectHttp,
  connectMail,
  createProcess,
  setUp,
  signIn,
  signOut,
  testConnection,
} from "../support/workspace";

const TOKEN = "bearer-of-the-order-system";
const MAIL_PASSWORD = "password-of-the-mail-server";

test("from an empty machine to a purchase that has run live", async ({ page, elsewhere, baton, http, smtp, complaints }) => {
  test.setTimeout(300_000);
  http.good = { id: "PO-17" };
  const mia = await test.step("an admin sets it up, connects two systems and adds a colleague", async () => {
    await open(page, baton.setUp ?? "");
    await expectAccessibleInBothThemes(page);
    await setUp(page, baton);
    await signOut(page, ADA);
    await expectAccessibleInBothThemes(page);
    await signIn(page, ADA);

    await open(page, "/admin/connections");
    await expectAccessibleInBothThemes(page);
    await allowHosts(page, new URL(http.url).host, `127.0.0.1:${smtp.port}`);
    await connectHttp(page, "Order system", http, TOKEN);
    await expect(await testConnection(page)).toContainText("Works");
    expect(http.asked.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    await connectMail(page, "Mail server", smtp, MAIL_PASSWORD);
    await expect(await testConnection(page)).toContainText("Works");
    await expectAccessibleInBothThemes(page);
    await expectSecretsStayInside(page);

    const mia = await addPerson(page, "Mia Member", "mia@example.com");
    await expectAccessibleInBothThemes(page);
    return mia;
  });

  const editor = new Editor(page);
  await test.step("draws the process with the pointer", async () => {
    await open(page, "/processes");
    await expectAccessibleInBothThemes(page);
    await createProcess(page, "Equipment purchase");
    await expectAccessibleInBothThemes(page);
    await draw(editor);
    await editor.expectSaved();
    await expectAccessible(page);
  });

  await test.step("sets every step and watches the problems go", async () => {
    await editor.expectProblems(/^\d+ problems$/);
    await expect(editor.step("Approve it")).toHaveAccessibleName(/Problem: Nobody is asked/);
    await configure(editor, new Panel(page));
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await editor.publish(1);
    await expect(page.getByRole("heading", { level: 1, name: "Equipment purchase" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  await test.step("starts a case: a wrong answer is told, and nothing typed is lost", async () => {
    await page.getByRole("link", { name: "Start", exact: true }).click();
    await expectAccessibleInBothThemes(page);
    // The browser itself reports the refused answer.
    complaints.forgive(/status of 422/);
    await page.getByLabel("Item").fill("Standing desk");
    await page.getByLabel("Quantity").fill("a few");
    await page.getByLabel("Price").fill("480.50");
    await page.getByLabel("Needed by").fill("2027-01-15");
    await page.getByRole("group", { name: "Category" }).getByLabel("Furniture").check();
    await page.getByRole("group", { name: "Urgent" }).getByLabel("Yes").check();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.getByLabel("Quantity")).toHaveAccessibleDescription(/number/i);
    await expectAccessibleInBothThemes(page);
    await expect(page.getByLabel("Item")).toHaveValue("Standing desk");
    await expect(page.getByLabel("Furniture")).toBeChecked();
    await page.getByLabel("Quantity").fill("2");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page).toHaveURL(/\/cases\/\d+$/);
  });

  const theCase = page.url();
  const step = (name: string) => editor.card(name);
  await test.step("the case waits for a person, as its page and the process page show", async () => {
    await expect(step("Ask for it")).toHaveAttribute("data-state", "done");
    await expect(step("Approve it")).toHaveAttribute("data-state", "waiting");
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await expect(page.getByText("Running", { exact: true }).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
    // From here on this page is never loaded again.
    await page.evaluate(() => document.documentElement.setAttribute("data-same-page", ""));

    const overview = await page.context().newPage();
    await open(overview, "/processes");
    await expectAccessible(overview);
    await overview.getByRole("link", { name: "Equipment purchase", exact: true }).click();
    const counted = new Editor(overview).card("Approve it");
    await expect(counted.getByText("1", { exact: true })).toBeVisible();
    await expectAccessibleInBothThemes(overview);
    await overview.close();
  });

  await test.step("the colleague finds the task in her inbox and approves", async () => {
    http.failWith(500);
    const hers = await elsewhere();
    await signIn(hers, mia);
    await hers.getByRole("link", { name: "Inbox" }).click();
    await expectAccessibleInBothThemes(hers);
    await hers.getByRole("link", { name: "Approve it" }).click();
    await expect(hers.getByText("Ada Admin asks for 2 Standing desk")).toBeVisible();
    await expectAccessibleInBothThemes(hers);
    await hers.getByRole("group", { name: "Decision" }).getByLabel("Approve").check();
    await hers.getByRole("button", { name: "Send", exact: true }).click();
    await expect(hers).toHaveURL(/\/inbox$/);
    await expect(hers.getByRole("link", { name: "Approve it" })).toHaveCount(0);
    await expect(hers.getByText("All done")).toBeVisible();
    await expectAccessibleInBothThemes(hers);
  });

  await test.step("the failing system is tried again, then the case is stuck and says why", async () => {
    await expect(step("Order it")).toHaveAttribute("data-state", "failed");
    await expect(page.getByRole("region", { name: "Stuck at Order it" })).toContainText("500");
    await expect(page.getByText("Stuck", { exact: true }).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
    const orders = http.asked.filter(({ path }) => path === "/orders");
    expect(orders).toHaveLength(2);

    const incidents = await page.context().newPage();
    await open(incidents, "/incidents");
    await expect(incidents.getByRole("listitem").filter({ hasText: "Order it" })).toContainText("500");
    await expectAccessibleInBothThemes(incidents);
    await incidents.close();
  });

  await test.step("once the system works, a retry lets the case carry on", async () => {
    http.recover();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(step("Order it")).toHaveAttribute("data-state", "done");
    await expect(page.getByRole("region", { name: "Stuck at Order it" })).toHaveCount(0);
    const orders = http.asked.filter(({ path }) => path === "/orders");
    expect(orders).toHaveLength(3);
    for (const order of orders) {
      expect(order.method).toBe("POST");
      expect(order.headers.authorization).toBe(`Bearer ${TOKEN}`);
      expect(order.headers["idempotency-key"]).toBe(orders[0]?.headers["idempotency-key"]);
      expect(JSON.parse(order.body)).toEqual({
        item: "Standing desk",
        quantity: 2,
        price: 480.5,
        by: "2027-01-15",
        urgent: true,
        for: "ada@example.com",
      });
    }
    expect(orders[0]?.headers["idempotency-key"]).toBeTruthy();
  });

  await test.step("mail and wait go their ways, and the case ends before the reader's eyes", async () => {
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
    await expect(step("Delivered")).toHaveAttribute("data-state", "done");
    await expect(step("Give it time")).toHaveAttribute("data-state", "done");
    await expect(page.getByText("The case is done")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.hasAttribute("data-same-page"))).toBe(true);
    expect(page.url()).toBe(theCase);
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.to).toEqual(["ada@example.com"]);
    expect(mail?.text).toContain("Subject: Order PO-17");
    expect(mail?.text).toContain("Your Standing desk is ordered as PO-17.");
    await expectAccessibleInBothThemes(page);

    await open(page, "/cases?show=completed");
    await expect(page.getByRole("link", { name: "Equipment purchase" })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await expectSecretsStayInside(page);
  });
});

/** Nothing a browser gets holds a secret once it was saved. */
async function expectSecretsStayInside(page: Page): Promise<void> {
  for (const path of ["/admin/connections", "/admin/connections/1", "/admin/connections/2"]) {
    const answer = await page.request.get(path);
    const text = await answer.text();
    expect(text).toContain("Connections");
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(MAIL_PASSWORD);
  }
}

/** Ask → approve → decide → order → at the same time a mail and a wait → end; or a no by mail. */
async function draw(editor: Editor): Promise<void> {
  const { page } = editor;
  await test.step("steps from the palette, the + and dropped flows", async () => {
    for (let times = 0; times < 3; times++) await editor.tool("Zoom out");
    await editor.drag("Start", { x: 0.08, y: 0.3 });
    await editor.rename("Start", "Ask for it");
    await editor.plus("Ask for it");
    await expectAccessible(page);
    await editor.chooseFromMenu("approve");
    await editor.expectFlow("Ask for it", "Ask a person");
    await editor.rename("Ask a person", "Approve it");
    await editor.drag("Decide", { x: 0.45, y: 0.3 });
    await editor.connectByDragging("Approve it", "Decide");
    await editor.expectFlow("Approve it", "Decide");
    await editor.pickAndPlace("Update a system", { x: 0.68, y: 0.3 });
    await editor.connectByClicking("Decide", "Update a system");
    await editor.rename("Update a system", "Order it");
    await editor.connectToNothing("Decide", { x: 0.55, y: 0.12 });
    await editor.chooseFromMenu("mail");
    await editor.expectFlow("Decide", "Send an e-mail");
    await editor.rename("Send an e-mail", "Say no");
    await editor.plus("Say no");
    await editor.chooseFromMenu("end");
    await editor.rename("End", "Declined");
  });

  await test.step("two ways at the same time, in a row below", async () => {
    await editor.drag("Do at the same time", { x: 0.12, y: 0.65 });
    await editor.select("Do at the same time");
    await page.keyboard.press("F2");
    await editor.typeName("Split");
    await editor.connectByDragging("Order it", "Split");
    await editor.drag("Send an e-mail", { x: 0.36, y: 0.56 });
    await editor.rename("Send an e-mail", "Say yes");
    await editor.drag("Wait", { x: 0.36, y: 0.75 });
    await editor.rename("Wait", "Give it time");
    await editor.connectByDragging("Split", "Say yes");
    await editor.connectByClicking("Split", "Give it time");
    await editor.drag("Do at the same time", { x: 0.62, y: 0.65 });
    await editor.rename("Do at the same time", "Join");
    await editor.connectByDragging("Say yes", "Join");
    await editor.connectByDragging("Give it time", "Join");
    await editor.plus("Join");
    await editor.chooseFromMenu("end");
    await editor.rename("End", "Delivered");
    await expect(editor.steps()).toHaveCount(11);
  });

  await test.step("a step put on a flow and deleted again heals the flow", async () => {
    await editor.plusOnFlow("Ask for it", "Approve it");
    await editor.chooseFromMenu("wait");
    await editor.expectFlow("Ask for it", "Wait");
    await editor.expectFlow("Wait", "Approve it");
    await page.keyboard.press("Delete");
    await expect(editor.steps()).toHaveCount(11);
    await editor.expectFlow("Ask for it", "Approve it");
  });

  await test.step("a lasso moves several, undo and redo take it back and again", async () => {
    const before = await editor.whereIs("Say yes");
    await editor.lasso({ x: 0.2, y: 0.5 }, { x: 0.5, y: 0.82 });
    await expect(page.getByRole("heading", { name: "2 selected" })).toBeVisible();
    await editor.move("Say yes", { x: 24, y: 24 });
    await expect.poll(() => editor.whereIs("Say yes")).not.toEqual(before);
    const after = await editor.whereIs("Say yes");
    await editor.undo();
    await expect.poll(() => editor.whereIs("Say yes")).toEqual(before);
    await editor.redo();
    await expect.poll(() => editor.whereIs("Say yes")).toEqual(after);
    await page.keyboard.press("Control+z");
    await expect.poll(() => editor.whereIs("Say yes")).toEqual(before);
    await editor.clickOnNothing({ x: 0.9, y: 0.5 });
  });
}

async function configure(editor: Editor, panel: Panel): Promise<void> {
  await editor.select("Ask for it");
  await panel.ask([
    { label: "Item", kind: "Short text" },
    { label: "Quantity", kind: "Number" },
    { label: "Price", kind: "Amount of money" },
    { label: "Needed by", kind: "Date" },
    { label: "Category", kind: "Choice", choices: ["Furniture", "Hardware", "Software"] },
    { label: "Urgent", kind: "Yes or no" },
    { label: "Reason", kind: "Long text", optional: true },
  ]);
  await expectAccessibleInBothThemes(editor.page);

  await editor.select("Approve it");
  await panel.choose("Who is asked?", "Mia Member");
  await panel.write("What is asked?", "{Requester’s name} asks for {Quantity} {Item}.");
  await panel.ask([
    { label: "Decision", kind: "Choice", choices: ["Approve", "Reject"] },
    { label: "Comment", kind: "Long text", optional: true },
  ]);
  await expectAccessible(editor.page);

  await editor.select("Decide");
  await panel.condition("Order it", "Decision", "is", "Approve");
  await panel.defaultWay("Say no");
  await expectAccessibleInBothThemes(editor.page);

  await editor.select("Order it");
  await panel.choose("Through which connection?", "Order system");
  await panel.choose("Method", "POST: create");
  await panel.fill("Address", "/orders");
  await panel.write(
    "Body",
    '{"item": {Item}, "quantity": {Quantity}, "price": {Price}, "by": {Needed by}, "urgent": {Urgent}, "for": {Requester’s e-mail}}',
  );
  await panel.take("Order number", "body.id");
  await panel.retry(2, 1);
  await expectAccessibleInBothThemes(editor.page);

  await editor.select("Say yes");
  await panel.choose("Through which connection?", "Mail server");
  await panel.write("To", "{Requester’s e-mail}");
  await panel.write("Subject", "Order {Order number}");
  await panel.write("Message", "Your {Item} is ordered as {Order number}.");
  await expectAccessible(editor.page);

  await editor.select("Say no");
  await panel.choose("Through which connection?", "Mail server");
  await panel.write("To", "{Requester’s e-mail}");
  await panel.fill("Subject", "Not this time");
  await panel.write("Message", "Your {Item} was not approved. {Comment}");

  await editor.select("Give it time");
  await panel.choose("Unit", "seconds");
  await panel.fill("Amount", "3");
  await expectAccessible(editor.page);
}
