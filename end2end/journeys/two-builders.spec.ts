import { Editor } from "../support/editor";
import { publishQuestion } from "../support/keys";
import { expect, expectAccessible, hydrated, open, test } from "../support/test";
import { ADA, addPerson, addTeam, createProcess, setUp, signIn } from "../support/workspace";

const QUESTION = {
  asks: [{ label: "Topic", kind: "Short text" as const }],
  step: "Look at it",
  who: "Team: Gardeners",
  says: "{Requester’s name} asks about {Topic}.",
  answer: { label: "Remark", kind: "Short text" as const },
};

test("whoever publishes second hears who was first, and a team that is asked stays", async ({ page, elsewhere, baton, complaints }) => {
  await setUp(page, baton);
  const bert = await addPerson(page, "Bert Builder", "bert@example.com", "Builder");
  await addTeam(page, "Gardeners", ADA);
  await createProcess(page, "Question");
  await publishQuestion(page, QUESTION);

  const his = await elsewhere();
  await test.step("both change the same version, and she publishes first", async () => {
    await signIn(his, bert);
    await open(his, "/processes/1/edit");
    await new Editor(his).rename("Look at it", "His look");
    await new Editor(his).expectSaved();
    await open(page, "/processes/1/edit");
    await new Editor(page).rename("Look at it", "Her look");
    await new Editor(page).expectSaved();
    await new Editor(page).publish(2);
  });

  await test.step("he is told and keeps his drawing until he chooses", async () => {
    await his.getByRole("button", { name: "Publish", exact: true }).click();
    const told = his.getByRole("dialog", { name: "Somebody has published before you" });
    await expect(told).toContainText("Ada Admin published version 2");
    await expectAccessible(his);
    await told.getByRole("button", { name: "Not now" }).click();
    await expect(new Editor(his).step("His look")).toBeVisible();
    await his.getByRole("button", { name: "Publish", exact: true }).click();
    await told.getByRole("button", { name: "Discard mine and begin from the new one" }).click();
    await expect(new Editor(his).step("Her look")).toBeVisible();
    await hydrated(his);
    await new Editor(his).rename("Her look", "Our look");
    await new Editor(his).expectSaved();
    await new Editor(his).publish(3);
  });

  await test.step("the team that is asked stays; another goes", async () => {
    await addTeam(page, "Cooks", ADA);
    const remove = async (name: string) => {
      const team = page.getByRole("listitem").filter({ hasText: name });
      const button = team.getByRole("button", { name: `Remove the team ${name}` });
      if (!(await button.isVisible())) await team.getByText("Members", { exact: true }).click();
      await button.click();
      const dialog = page.getByRole("dialog", { name: `Remove ${name}?` });
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    };
    // The browser itself reports the refusal.
    complaints.forgive(/status of 409/);
    await remove("Gardeners");
    await expect(page.getByRole("alert")).toContainText("“Our look” of “Question”");
    await remove("Cooks");
    await expect(page.getByText("The team is removed.")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Cooks" })).toHaveCount(0);
    await expect(page.getByRole("listitem").filter({ hasText: "Gardeners" })).toHaveCount(1);
  });
});
