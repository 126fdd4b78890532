/** The `test` of every journey: a server, its outside world, and a page that must not complain. */

import { test as base, expect } from "@playwright/test";
import { Baton } from "./baton";
import { HttpPeer } from "./http";
import { SmtpPeer } from "./smtp";

type OfATest = { http: HttpPeer; smtp: SmtpPeer; complaints: string[] };
type OfAWorker = { baton: Baton };

export const test = base.extend<OfATest, OfAWorker>({
  baton: [
    async ({}, use) => {
      const baton = await Baton.start();
      await use(baton);
      await baton.stop();
      await baton.forget();
    },
    { scope: "worker" },
  ],

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

  /**
   * What the browser's console complained of: panics, refused scripts, failed hydration.
   * A journey that provokes a complaint on purpose empties the list itself.
   */
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
export { expectAccessible, hydrated, open } from "./page";
