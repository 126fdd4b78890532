/** A real HTTP server that remembers what it was asked, and fails when told to. */

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

export class HttpPeer {
  readonly asked: Asked[] = [];
  /** What it answers from now on. */
  answer = { status: 200, body: JSON.stringify({ ok: true }) };
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        this.asked.push({
          method: request.method ?? "",
          path: request.url ?? "",
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        });
        response.writeHead(this.answer.status, { "content-type": "application/json" });
        response.end(this.answer.body);
      });
    });
  }

  static async start(): Promise<HttpPeer> {
    const peer = new HttpPeer();
    await new Promise<void>((ready) => peer.server.listen(0, "127.0.0.1", ready));
    return peer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  failWith(status: number): void {
    this.answer = { status, body: JSON.stringify({ error: "told to fail" }) };
  }

  recover(): void {
    this.answer = { status: 200, body: JSON.stringify({ ok: true }) };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
