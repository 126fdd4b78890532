import { expect, expectAccessible, expectAccessibleInBothThemes, test } from "../support/test";
import { createProcess, setUp } from "../support/workspace";
import { TryOut } from "../support/try-out";

/** A day so many days from now, as a field for dates takes it. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

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
    await tries.panel.getByLabel("First day").fill(inDays(30));
    await tries.panel.getByLabel("Last day").fill(inDays(33));
    await tries.panel.getByRole("button", { name: "Begin a case" }).click();
    const lookUp = tries.waiting("Look up balance and team");
    await lookUp.getByText("What it answers").click();
    await lookUp.getByLabel("Working days").fill("4");
    await lookUp.getByLabel("Days of leave left").fill("12");
    await lookUp.getByLabel("Of the team at work").fill("5");
    await lookUp.getByLabel("The team needs").fill("3");
    await lookUp.getByRole("group", { name: "The manager is away" }).getByLabel("No").check();
    await expectAccessibleInBothThemes(page);
    await lookUp.getByRole("button", { name: "It works" }).click();
    await expect(tries.waiting("Approve the leave")).toBeVisible();
    await expect(tries.waiting("Approve the leave")).toContainText("Balance and team allow it.");
    await expect(tries.card("Approve the leave")).toHaveAttribute("data-state", "waiting");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("three working days go by, and the manager is reminded once", async () => {
    await tries.panel.getByLabel("How much time passes").fill("3");
    await tries.panel.getByLabel("Unit").selectOption("working days");
    await tries.panel.getByRole("button", { name: "Pass" }).click();
    const remind = tries.waiting("Remind the manager");
    await remind.getByRole("button", { name: "It works" }).click();
    await expect(tries.card("Remind the manager")).toHaveAttribute("data-state", "done");
    const pinned = tries.panel.getByRole("region", { name: "Answers by itself" });
    await expect(pinned.getByRole("listitem")).toHaveText(["Look up balance and team", "Remind the manager"]);
    await pinned.getByRole("button", { name: "Ask again: Remind the manager" }).click();
    await expect(pinned.getByRole("listitem")).toHaveText(["Look up balance and team"]);
  });

  await test.step("the manager says yes, the systems answer, time is turned on", async () => {
    const approve = tries.waiting("Approve the leave");
    await approve.getByRole("group", { name: "Your decision" }).getByLabel("Approve").check();
    await approve.getByRole("button", { name: "Answer" }).click();
    await tries.systemsWork();
    await expect(tries.story.getByText("The case is done")).toBeVisible();
    await expect(tries.card("On leave")).toHaveAttribute("data-state", "done");
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

  await test.step("keeps it as a scenario that passes beside those of the template", async () => {
    await tries.panel.getByLabel("Keep it as a scenario").fill("Everybody is needed");
    await tries.panel.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.getByText("15 of 15 scenarios pass")).toBeVisible();
    await tries.scenario("Everybody is needed").click();
    await expect(
      tries.details("Everybody is needed").getByText("“Approve the leave” is answered with Your decision “Decline”."),
    ).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a sentence is changed in place, and the scenario says what that means", async () => {
    await tries.scenario("Not enough days left").click();
    const own = tries.details("Not enough days left");
    await own.getByRole("button", { name: /^Change: “Look up balance and team”/ }).click();
    await own.getByRole("textbox", { name: "Days of leave left" }).fill("many");
    await own.getByRole("textbox", { name: "Days of leave left" }).press("Tab");
    await expect(own.getByText(/number/)).toBeVisible();
    await own.getByRole("textbox", { name: "Days of leave left" }).fill("20");
    await own.getByRole("textbox", { name: "Days of leave left" }).press("Tab");
    await expect(page.getByText("1 of 15 scenarios fail")).toBeVisible();
    await expect(own.getByText("“Approve the leave” was reached, and should not have been.")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await own.getByRole("textbox", { name: "Days of leave left" }).fill("2");
    await own.getByRole("textbox", { name: "Days of leave left" }).press("Tab");
    await expect(page.getByText("15 of 15 scenarios pass")).toBeVisible();
  });

  await test.step("finds the missing ones, until every step and way is walked", async () => {
    const walks = tries.panel.getByRole("region", { name: "What the scenarios walk" });
    await expect(walks.getByText("49 of 49")).toBeVisible();
    await tries.scenario("The certificate is late").click();
    await tries.details("The certificate is late").getByRole("button", { name: "Delete the scenario" }).click();
    await expect(walks.getByText("46 of 49")).toBeVisible();
    await tries.panel.getByRole("button", { name: "Find what is missing" }).click();
    await expect(walks.getByText("49 of 49")).toBeVisible();
    await walks.getByLabel("Show it on the drawing").check();
    await expect(tries.card("Remind of the certificate")).toHaveAttribute("data-state", "done");
    await expectAccessibleInBothThemes(page);
  });

  await test.step("a scenario that fails says why, and keeps the draft from being published", async () => {
    await tries.panel.getByLabel("Publish only while all of them pass").check();
    await tries.expectOf("Everybody is needed", "This is not reached:", "Approve the leave");
    await expect(page.getByText("1 of 15 scenarios fail")).toBeVisible();
    browserLog = await tries.logOf("Everybody is needed");
    await page.getByRole("link", { name: "Build" }).click();
    await expect(page.getByText("The scenario “Everybody is needed” fails")).toBeVisible();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText(/^Not published: \d+ problems? to mend first\.$/)).toBeVisible();
    await expect(page.getByText("The scenario “Everybody is needed” fails")).toBeVisible();
  });

  await test.step("the file of the draft gives the same log on the command line as in the browser", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a Baton file" }).click();
    const file = await (await download).path();
    expect(browserLog.split("\n").length).toBeGreaterThan(10);
    expect(await baton.run("test", "--events", file)).toContain(browserLog);
  });
});
