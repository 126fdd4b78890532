import type { Page } from "@playwright/test";
import { Editor } from "../support/editor";
import { Panel } from "../support/panel";
import { expect, expectAccessibleInBothThemes, hydrated, test } from "../support/test";
import { addPerson, allowHosts, connectHttp, connectMail, createProcess, setUp, signIn } from "../support/workspace";

const PHONE = { width: 390, height: 844 };

test("leave is asked for and approved on a phone, from the template", async ({ page, elsewhere, baton, http, smtp }) => {
  test.setTimeout(180_000);
  http.good = { id: "HR-4711" };
  await setUp(page, baton);
  await allowHosts(page, new URL(http.url).host, `127.0.0.1:${smtp.port}`);
  await connectHttp(page, "HR system", http, "token");
  await connectMail(page, "Mail server", smtp, "password");
  const mia = await addPerson(page, "Mia Member", "mia@example.com");

  await test.step("the template says what it still needs, and gets it", async () => {
    await createProcess(page, "Leave", "Leave request");
    const editor = new Editor(page);
    const panel = new Panel(page);
    await editor.expectProblems(/^\d+ problems$/);
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText(/^Not published: \d+ problems to mend first\.$/)).toBeVisible();
    await editor.goTo("Book it in the HR system");
    await panel.choose("Through which connection?", "HR system");
    for (const mail of ["Tell the requester", "Tell the requester why not", "Wish a good time"]) {
      await editor.goTo(mail);
      await panel.choose("Through which connection?", "Mail server");
    }
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
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
    await phone.getByLabel("First day").fill("2026-01-05");
    await phone.getByLabel("Last day").fill("2026-01-09");
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
    await expectNoSideways(page);
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Take it" }).click();
    await expect(page.getByText("You have taken this task.")).toBeVisible();
    await page.getByRole("group", { name: "Your decision" }).getByLabel("Approve").check();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page).toHaveURL(/\/inbox$/);
  });

  await test.step("she sees it end", async () => {
    await expect(phone.getByText("Completed", { exact: true })).toBeVisible();
    await expect(phone.getByText("HR-4711")).toBeVisible();
    await expect(new Editor(phone).card("Recorded")).not.toHaveAttribute("data-state", "done");
    await expectNoSideways(phone);
    await expectAccessibleInBothThemes(phone);
    expect(JSON.parse(http.asked.at(-1)?.body ?? "")).toMatchObject({
      employee: "mia@example.com",
      kind: "Holiday",
      from: "2026-01-05",
    });
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
