import type { Page } from "@playwright/test";
import { Editor } from "../support/editor";
import { Panel } from "../support/panel";
import { expect, expectAccessibleInBothThemes, hydrated, open, test } from "../support/test";
import { addPerson, allowHosts, connectHttp, connectMail, createProcess, setUp, signIn } from "../support/workspace";

const PHONE = { width: 390, height: 844 };

test("leave is asked for, approved and cancelled on a phone, from the template", async ({ page, elsewhere, baton, http, smtp }) => {
  test.setTimeout(180_000);
  // One answer for all the systems: the directory's, with the number of the booking.
  http.good = {
    id: "HR-4711",
    working_days: 4,
    balance: 12,
    present: 5,
    minimum: 3,
    manager_away: false,
    manager_email: "grace@example.com",
    next_manager_email: "margaret@example.com",
  };
  await setUp(page, baton);
  await allowHosts(page, new URL(http.url).host, `127.0.0.1:${smtp.port}`);
  await connectHttp(page, "HR system", http, "token");
  await connectMail(page, "Mail server", smtp, "password");
  const mia = await addPerson(page, "Mia Member", "mia@example.com");

  await test.step("the template says what it still needs, and gets it at once", async () => {
    await createProcess(page, "Leave", "Leave request");
    const editor = new Editor(page);
    const panel = new Panel(page);
    await editor.expectProblems(/^\d+ problems$/);
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText(/^Not published: \d+ problems to mend first\.$/)).toBeVisible();
    await expect(page.getByText("6 “Update a system” steps have no connection.")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.getByLabel("One connection for all “Update a system” steps").selectOption({ label: "HR system" });
    await page.getByLabel("One connection for all “Send an e-mail” steps").selectOption({ label: "Mail server" });
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await editor.goTo("Take back the booking");
    await expect(panel.field("Through which connection?")).toHaveValue(/^\d+$/);
    await editor.publish(1);
  });

  const phone = await elsewhere();
  await phone.setViewportSize(PHONE);
  await test.step("a colleague asks for leave on her phone", async () => {
    await signIn(phone, mia);
    await expect(phone).toHaveURL(/\/inbox$/);
    await phone.getByRole("link", { name: "Processes" }).click();
    await expectAccessibleInBothThemes(phone);
    await phone.getByRole("link", { name: "Start Leave" }).click();
    await phone.getByRole("group", { name: "Kind of leave" }).getByLabel("Holiday").check();
    await phone.getByLabel("First day").fill("2031-01-06");
    await phone.getByLabel("Last day").fill("2031-01-09");
    await phone.getByLabel("Who covers for you").fill("Otto");
    await expectNoSideways(phone);
    await expectAccessibleInBothThemes(phone);
    await phone.getByRole("button", { name: "Start", exact: true }).click();
    await expect(new Editor(phone).card("Approve the leave")).toHaveAttribute("data-state", "waiting");
    await expectNoSideways(phone);
    await expectAccessibleInBothThemes(phone);
  });

  await test.step("the admin approves on a phone", async () => {
    await page.setViewportSize(PHONE);
    await page.getByRole("link", { name: "Inbox" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
    await expectNoSideways(page);
    await expectAccessibleInBothThemes(page);
    await page.getByRole("link", { name: "Approve the leave" }).click();
    await expect(page.getByText(/^Mia Member asks for leave \(Holiday\)/)).toBeVisible();
    await expect(page.getByText("Balance and team allow it.", { exact: true })).toBeVisible();
    await expectNoSideways(page);
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Take it" }).click();
    await expect(page.getByText("You have taken this task.")).toBeVisible();
    await page.getByRole("group", { name: "Your decision" }).getByLabel("Approve").check();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page).toHaveURL(/\/inbox$/);
  });

  await test.step("she sees it booked", async () => {
    await expect(new Editor(phone).card("Change or cancel")).toHaveAttribute("data-state", "waiting");
    await expect(phone.getByText("HR-4711")).toBeVisible();
    await expectNoSideways(phone);
    await expectAccessibleInBothThemes(phone);
    const booked = http.asked.find(({ path }) => path.startsWith("/leave-bookings"));
    expect(JSON.parse(booked?.body ?? "")).toMatchObject({
      employee: "mia@example.com",
      kind: "Holiday",
      from: "2031-01-06",
    });
  });

  await test.step("she cancels it, and what was booked is taken back", async () => {
    await phone.getByRole("link", { name: "Inbox" }).click();
    await phone.getByRole("link", { name: "Change or cancel" }).click();
    await phone.getByRole("group", { name: "What would you like?" }).getByLabel("Cancel the leave").check();
    await phone.getByRole("button", { name: "Send", exact: true }).click();
    await expect(phone).toHaveURL(/\/inbox$/);
    await open(phone, "/cases?show=all");
    await phone.getByRole("listitem").filter({ hasText: "Completed" }).getByRole("link").last().click();
    await expect(phone).toHaveURL(/\/cases\/\d+$/);
    await expect(phone.getByText("Completed", { exact: true })).toBeVisible();
    await expect(new Editor(phone).card("Take back the booking")).toHaveAttribute("data-state", "done");
    await expect(new Editor(phone).card("Recorded")).not.toHaveAttribute("data-state", "done");
    await expectNoSideways(phone);
    await expectAccessibleInBothThemes(phone);
    expect(http.asked.at(-1)).toMatchObject({ method: "DELETE", path: "/leave-bookings/HR-4711" });
    expect(smtp.mails.map(({ to }) => to)).toEqual([["mia@example.com"], ["mia@example.com"]]);
    await phone.reload();
    await hydrated(phone);
    await expect(phone.getByText("Completed", { exact: true })).toBeVisible();
  });
});

/** On a phone one scrolls down, never sideways. */
async function expectNoSideways(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider).toBe(0);
}
