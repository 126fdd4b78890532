/** What a workspace needs before a process can run: its people, teams and connections, made through the screen. */

import { expect, type Locator, type Page } from "@playwright/test";
import type { Baton } from "./baton";
import type { HttpPeer } from "./http";
import { hydrated, open } from "./page";
import type { SmtpPeer } from "./smtp";

export type Person = { name: string; email: string; password: string };

export const ADA: Person = {
  name: "Ada Admin",
  email: "ada@example.com",
  password: "correct horse battery staple",
};

/** The first start: the printed address makes the workspace and signs its first admin in. */
export async function setUp(page: Page, baton: Baton, admin: Person = ADA): Promise<void> {
  if (!baton.setUp) throw new Error("this server printed no address to set it up");
  await open(page, baton.setUp);
  await page.getByLabel("Name of the workspace").fill("Example Ltd");
  await page.getByLabel("Your name").fill(admin.name);
  await page.getByLabel("Your e-mail").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await expect(account(page, admin)).toBeVisible();
  await hydrated(page);
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await open(page, "/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(account(page, person)).toBeVisible();
  await hydrated(page);
}

export async function signOut(page: Page, person: Person): Promise<void> {
  await account(page, person).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await hydrated(page);
}

function account(page: Page, person: Person): Locator {
  return page.getByRole("button", { name: `Account of ${person.name}` });
}

/** Adds a person and reads the password Baton made for them, which is shown this once. */
export async function addPerson(page: Page, name: string, email: string, role = "Member"): Promise<Person> {
  await open(page, "/admin/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("group").getByText(role, { exact: true }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const password = await dialog.getByRole("status").getByRole("code").innerText();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();
  return { name, email, password };
}

export async function allowHosts(page: Page, ...hosts: string[]): Promise<void> {
  await open(page, "/admin/connections");
  await page.getByLabel("One host a line").fill(hosts.join("\n"));
  const allowed = page.getByRole("region", { name: "Allowed private hosts" });
  await allowed.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The allowed hosts are saved.")).toBeVisible();
}

/** A connection to the local HTTP server, signed in with a bearer token. */
export async function connectHttp(page: Page, name: string, http: HttpPeer, token: string): Promise<void> {
  await open(page, "/admin/connections/new?connector=http");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Base address").fill(http.url);
  await page.getByLabel("Sign-in").selectOption({ label: "Bearer token" });
  await page.getByLabel("Token").fill(token);
  await saveConnection(page, name);
}

/** A connection to the local mail server. */
export async function connectMail(page: Page, name: string, smtp: SmtpPeer, password: string): Promise<void> {
  await open(page, "/admin/connections/new?connector=email");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Mail server").fill("127.0.0.1");
  await page.getByLabel("Port").fill(String(smtp.port));
  await page.getByLabel("Encryption").selectOption({ label: "None (only inside your own network)" });
  await page.getByLabel("User name").fill("baton");
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Sender address").fill("processes@example.com");
  await saveConnection(page, name);
}

async function saveConnection(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

/** Presses "Test" at the connection on screen and reads what came of it. */
export async function testConnection(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Test", exact: true }).click();
  return page.getByRole("status").filter({ hasText: /Works|Does not work/ });
}

/** Makes a team of these people. */
export async function addTeam(page: Page, name: string, ...members: Person[]): Promise<void> {
  await open(page, "/admin/teams");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the team" }).click();
  const team = page.getByRole("listitem").filter({ hasText: name });
  await expect(team).toBeVisible();
  await open(page, "/admin/teams");
  await team.getByText("Members", { exact: true }).click();
  for (const member of members) await team.getByLabel(member.name).check();
  await team.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The team is saved.")).toBeVisible();
}

/** Creates a process and stands in front of its drawing. */
export async function createProcess(page: Page, name: string, template = "An empty drawing"): Promise<void> {
  await open(page, "/processes/new");
  await page.getByLabel("What is it called?").fill(name);
  await page.getByRole("group", { name: "Begin with" }).getByText(template, { exact: true }).click();
  await page.getByRole("button", { name: "Create and draw" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Drawing of ${name}` })).toBeVisible();
}

/** Puts a diagram into the draft that is open in the builder, as if it had been drawn; reload to see it. */
export async function putDiagram(page: Page, diagram: unknown): Promise<void> {
  const saved = await page.evaluate(async (diagram) => {
    const process = Number(location.pathname.split("/")[2]);
    const form = new URLSearchParams({ process: String(process) });
    const draft = await fetch("/api/open_draft", { method: "POST", body: form });
    const { revision } = (await draft.json()) as { revision: number };
    const saved = await fetch("/api/save_draft", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ process, diagram, base_revision: revision, based_on: null }),
    });
    return `${saved.status} ${await saved.text()}`;
  }, diagram);
  expect(saved).toMatch(/^200/);
}
