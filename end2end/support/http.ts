/** A real HTTP server that remembers what it was asked, and fails when told to. */

import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

export class HttpPeer {
  readonly asked: Asked[] = [];
  /** What it answers while it works. */
  good: unknown = { ok: true };
  private status = 200;
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
        const answer = this.status === 200 ? this.good : { error: "told to fail" };
        response.writeHead(this.status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer));
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
    this.status = status;
  }

  recover(): void {
    this.status = 200;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
