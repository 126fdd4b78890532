/** The `test` of every journey: a server, its outside world, and pages that must not complain. */

import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { Baton } from "./baton";
import { HttpPeer } from "./http";
import { SmtpPeer } from "./smtp";

/** What the browsers' consoles complained of: panics, refused scripts, failed hydration. */
class Complaints {
  private readonly heard: string[] = [];
  private readonly forgiven: RegExp[] = [];

  listen(context: BrowserContext): void {
    context.on("weberror", (error) => this.heard.push(error.error().message));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.heard.push(message.text());
    });
  }

  /** For a journey that provokes a complaint on purpose. */
  forgive(pattern: RegExp): void {
    this.forgiven.push(pattern);
  }

  all(): string[] {
    return this.heard.filter((text) => !this.forgiven.some((pattern) => pattern.test(text)));
  }
}

type World = {
  baton: Baton;
  http: HttpPeer;
  smtp: SmtpPeer;
  complaints: Complaints;
  /** One more person's browser, with cookies of its own. */
  elsewhere: () => Promise<Page>;
};

export const test = base.extend<World>({
  baton: async ({}, use) => {
    const baton = await Baton.start();
    await use(baton);
    await baton.stop();
    await baton.forget();
  },

  baseURL: async ({ baton }, use) => use(baton.url),

  http: async ({}, use) => {
    const peer = await HttpPeer.start();
    await use(peer);
    await peer.stop();
  },

  smtp: async ({}, use) => {
    const peer = await SmtpPeer.start();
    await use(peer);
    await peer.stop();
  },

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.listen(context);
      await use(complaints);
      expect(complaints.all()).toEqual([]);
    },
    { auto: true },
  ],

  elsewhere: async ({ browser, baseURL, contextOptions, viewport, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, viewport, baseURL });
      complaints.listen(context);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

export { expect };
export { expectAccessible, expectAccessibleInBothThemes, hydrated, open } from "./page";
