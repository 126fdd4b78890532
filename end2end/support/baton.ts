/** Starts and stops the real `baton` binary on a free port with a fresh data folder. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export class Baton {
  /** Where it is served, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Where the first admin sets it up; printed on the first start only. */
  readonly setUp: string | undefined;
  private readonly child: ChildProcess;
  private readonly data: string;

  private constructor(child: ChildProcess, data: string, url: string, setUp?: string) {
    this.child = child;
    this.data = data;
    this.url = url;
    this.setUp = setUp;
  }

  /** `data` names the folder of an earlier server, to start again where that one ended. */
  static async start(options: { data?: string; arguments?: string[] } = {}): Promise<Baton> {
    const binary = process.env.BATON_BINARY;
    if (!binary) throw new Error("BATON_BINARY is not set: run `cargo xtask journeys`");
    const data = options.data ?? (await mkdtemp(join(tmpdir(), "baton-")));
    const words = ["serve", "--listen", "127.0.0.1:0", "--data", data, ...(options.arguments ?? [])];
    const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });
    const said: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    let setUp: string | undefined;
    // The line that it is ready is the last one it prints.
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /(http:\/\/\S+)/.exec(line)?.[1];
      if (address?.includes("token=")) setUp = address;
      if (line.startsWith("Baton is ready") && address) {
        child.stdout.resume();
        return new Baton(child, data, address, setUp);
      }
    }
    throw new Error(`baton did not start: ${said.join("")}`);
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends it as a power cut would; its data folder stays. */
  async kill(): Promise<string> {
    await this.end("SIGKILL");
    return this.data;
  }

  async forget(): Promise<void> {
    await rm(this.data, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill(signal);
    await gone;
  }
}
