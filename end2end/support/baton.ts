/** Starts and stops the real `baton` binary on a free port with a fresh data folder. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A server that says it is ready. */
type Running = { child: ChildProcess; url: string; setUp?: string };

export class Baton {
  private running: Running;
  private readonly data: string;

  private constructor(running: Running, data: string) {
    this.running = running;
    this.data = data;
  }

  static async start(): Promise<Baton> {
    const data = await mkdtemp(join(tmpdir(), "baton-"));
    return new Baton(await serve(data, "127.0.0.1:0"), data);
  }

  /** Where it is served, such as `http://127.0.0.1:41234`. */
  get url(): string {
    return this.running.url;
  }

  /** Where the first admin sets it up; printed while nobody has. */
  get setUp(): string | undefined {
    return this.running.setUp;
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends it as a power cut would; its data folder stays. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Starts it again where it ended: the same data, the same address. */
  async startAgain(): Promise<void> {
    this.running = await serve(this.data, new URL(this.url).host);
  }

  /** Runs another command of the binary and gives what it prints, whether or not it succeeds. */
  async run(...words: string[]): Promise<string> {
    const child = spawn(binary(), words, { stdio: ["ignore", "pipe", "ignore"] });
    const said: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    await once(child, "close");
    return said.join("");
  }

  async forget(): Promise<void> {
    await rm(this.data, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this.running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}

function binary(): string {
  const path = process.env.BATON_BINARY;
  if (!path) throw new Error("BATON_BINARY is not set: run `cargo xtask journeys`");
  return path;
}

async function serve(data: string, listen: string): Promise<Running> {
  const words = ["serve", "--listen", listen, "--data", data];
  const child = spawn(binary(), words, { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  let setUp: string | undefined;
  // The line that it is ready is the last one it prints.
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /(http:\/\/\S+)/.exec(line)?.[1];
    if (address?.includes("token=")) setUp = address;
    if (line.startsWith("Baton is ready") && address) {
      child.stdout.resume();
      return { child, url: address, setUp };
    }
  }
  throw new Error(`baton did not start: ${said.join("")}`);
}
