import { expect, expectAccessible, expectAccessibleInBothThemes, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";
import { TryOut } from "../support/try-out";

test("a draft is played with a clock, kept as scenarios, and guarded by them", async ({ page, baton }) => {
  test.setTimeout(180_000);
  await setUp(page, baton);
  await createProcess(page, "Leave", "Leave request");
  const tries = new TryOut(page);
  let browserLog = "";

  await test.step("begins a case of the draft in the browser", async () => {
    await tries.open();
    await expectAccessibleInBothThemes(page);
    await tries.panel.getByRole("group", { name: "Kind of leave" }).getByLabel("Holiday").check();
    await tries.panel.getByRole("button", { name: "Begin a case" }).click();
    await expect(tries.waiting("Approve the leave")).toBeVisible();
    await expect(tries.card("Approve the leave")).toHaveAttribute("data-state", "waiting");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("the manager says yes, the systems answer, time is turned on", async () => {
    const approve = tries.waiting("Approve the leave");
    await approve.getByRole("group", { name: "Your decision" }).getByLabel("Approve").check();
    await approve.getByRole("button", { name: "Answer" }).click();
    await tries.systemsWork();
    await expect(tries.story.getByText("The case is done")).toBeVisible();
  });

  await test.step("goes back to the question and decides otherwise", async () => {
    await tries.story.getByRole("button", { name: /Waiting for .* at “Approve the leave”/ }).click();
    await expect(tries.card("Approve the leave")).toHaveAttribute("data-state", "waiting");
    await page.getByRole("button", { name: "Go on from here" }).click();
    const approve = tries.waiting("Approve the leave");
    await approve.getByRole("group", { name: "Your decision" }).getByLabel("Decline").check();
    await approve.getByRole("button", { name: "Answer" }).click();
    await tries.systemsWork();
    await expect(tries.story.getByText("The case is done")).toBeVisible();
  });

  await test.step("keeps it as a scenario that passes", async () => {
    await tries.panel.getByLabel("Keep it as a scenario").fill("The manager says no");
    await tries.panel.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.getByText("1 of 1 scenarios pass")).toBeVisible();
    await tries.scenario("The manager says no").click();
    await expect(tries.panel.getByText("“Approve the leave” is answered with")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("finds the missing ones, until every step and way is walked", async () => {
    await tries.panel.getByRole("button", { name: "Find what is missing" }).click();
    await expect(page.getByText("3 of 3 scenarios pass")).toBeVisible();
    const walks = tries.panel.getByRole("region", { name: "What the scenarios walk" });
    await expect(walks.getByText("16 of 16")).toHaveCount(2);
    await walks.getByLabel("Show it on the drawing").check();
    await expect(tries.card("Approve the leave")).toHaveAttribute("data-state", "done");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("a scenario that fails says why, and keeps the draft from being published", async () => {
    await tries.panel.getByLabel("Publish only while all of them pass").check();
    await tries.expectOf("The manager says no", "This is not reached:", "Approve the leave");
    await expect(tries.panel.getByText("“Approve the leave” was reached, and should not have been.")).toBeVisible();
    await expect(page.getByText("1 of 3 scenarios fail")).toBeVisible();
    browserLog = await tries.logOf("The manager says no");
    await page.getByRole("link", { name: "Build" }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("The scenario “The manager says no” fails")).toBeVisible();
  });

  await test.step("the file of the draft gives the same log on the command line as in the browser", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Save as a Baton file" }).click();
    const file = await (await download).path();
    expect(browserLog.split("\n").length).toBeGreaterThan(10);
    expect(await baton.run("test", "--events", file)).toContain(browserLog);
  });
});
