import { Editor } from "../support/editor";
import { publishQuestion } from "../support/keys";
import { expect, expectAccessible, open, test } from "../support/test";
import { ADA, addPerson, addTeam, createProcess, setUp, signIn } from "../support/workspace";

const QUESTION = {
  asks: [{ label: "Topic", kind: "Short text" as const }],
  step: "Look at it",
  who: "Team: Gardeners",
  says: "{Requester’s name} asks about {Topic}.",
  answer: { label: "Remark", kind: "Short text" as const },
};

test("a case page goes on by itself after the server was gone", async ({ page, baton, complaints }) => {
  await setUp(page, baton);
  await addTeam(page, "Gardeners", ADA);
  await createProcess(page, "Question");
  await publishQuestion(page, QUESTION);
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await page.getByLabel("Topic").fill("the garden");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const live = page.getByText("Live", { exact: true });
  const card = new Editor(page).card("Look at it");
  await expect(card).toHaveAttribute("data-state", "waiting");
  await expect(live).toBeVisible();
  await page.evaluate(() => document.documentElement.setAttribute("data-same-page", ""));

  // The browser reports the broken line.
  complaints.forgive(/Failed to load resource: net::ERR_/);
  await baton.kill();
  await expect(live).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Question");
  await baton.startAgain();

  // Answered elsewhere, with the session of before.
  const other = await page.context().newPage();
  await open(other, "/inbox");
  await other.getByRole("link", { name: "Look at it" }).click();
  await other.getByLabel("Remark").fill("It grows.");
  await other.getByRole("button", { name: "Send", exact: true }).click();
  await expect(other).toHaveURL(/\/inbox$/);

  await expect(page.getByText("Completed", { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(card).toHaveAttribute("data-state", "done");
  await expect(live).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.hasAttribute("data-same-page"))).toBe(true);
});

test("a task somebody else was quicker with says so and loses nothing", async ({ page, elsewhere, baton, complaints }) => {
  await setUp(page, baton);
  const mia = await addPerson(page, "Mia Member", "mia@example.com");
  await addTeam(page, "Gardeners", ADA, mia);
  await createProcess(page, "Question");
  await publishQuestion(page, QUESTION);
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await page.getByLabel("Topic").fill("the garden");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByLabel("Remark").fill("Half a sentence");
  // A second window that hears no news: its page grows stale.
  const stale = await page.context().newPage();
  complaints.forgive(/Failed to load resource: net::ERR_FAILED/);
  await stale.route("**/live/**", (route) => route.abort());
  await open(stale, page.url());
  await stale.getByLabel("Remark").fill("Typed first, sent second.");

  const hers = await elsewhere();
  await signIn(hers, mia);
  await hers.getByRole("link", { name: "Look at it" }).click();
  await hers.getByLabel("Remark").fill("Sent first.");
  await hers.getByRole("button", { name: "Send", exact: true }).click();
  await expect(hers).toHaveURL(/\/inbox$/);

  // The browser itself reports refused requests.
  complaints.forgive(/status of 409/);
  const told = /^Mia Member answered this task .* Your answers were not recorded\.$/;
  await expect(page.getByRole("status").getByText(told)).toBeVisible();
  await expect(page.getByRole("button", { name: "Send", exact: true })).toHaveCount(0);
  await expect(page.getByLabel("What you had filled in")).toHaveValue("Remark: Half a sentence");
  await expectAccessible(page);
  await stale.getByRole("button", { name: "Send", exact: true }).click();
  await expect(stale.getByRole("status").getByText(told)).toBeVisible();
  await expect(stale.getByLabel("What you had filled in")).toHaveValue("Remark: Typed first, sent second.");
  await expectAccessible(stale);

  await page.getByRole("link", { name: /^Case \d+$/ }).click();
  await expect(page.getByText("Sent first.")).toBeVisible();
  await expect(page.getByText("Typed first, sent second.")).toHaveCount(0);
});

test("hostile names are shown as the text they are", async ({ page, baton }) => {
  const html = `<img src=x onerror="document.title='broken in'"><b>bold</b>`;
  const rightToLeft = "\u202Eמזמינים שולחן\u202C";
  const emoji = "👩‍🚀🇺🇳 𝕏";
  await setUp(page, baton, { ...ADA, name: html });
  await createProcess(page, `${html} {{ 1 + 1 }}`);
  await publishQuestion(page, {
    asks: [{ label: `${emoji} ${html}`, kind: "Short text" }],
    step: rightToLeft,
    who: "Whoever started the case",
    says: html,
    answer: { label: `Why ${rightToLeft}`, kind: "Short text" },
  });
  await expect(page.getByRole("heading", { level: 1, name: html })).toBeVisible();
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await page.getByLabel(emoji).fill(`${html}${rightToLeft}`);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("term").filter({ hasText: emoji })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: html })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: rightToLeft }).click();
  await expect(page.getByRole("article").getByText(html).first()).toBeVisible();
  await page.getByLabel("Why").fill(emoji);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await open(page, "/cases?show=completed");
  await expect(page.getByRole("link", { name: html })).toBeVisible();
  for (const path of ["/processes", "/processes/1", "/processes/1/edit", "/cases/1", "/admin/people"]) {
    await open(page, path);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    expect(await page.title()).not.toBe("broken in");
  }
});
