// Starting a program, waiting until it says that it is ready, and ending it.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A running program. */
export class Program {
  private readonly child: ChildProcess;
  private readonly errors: string[] = [];

  constructor(program: string, args: string[], environment: Record<string, string> = {}) {
    this.child = spawn(program, args, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    this.child.on("error", (error) => this.errors.push(`${error}`));
    createInterface({ input: this.child.stderr! }).on("line", (line) => this.errors.push(line));
  }

  /** The first line of its output that fits. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for await (const line of createInterface({ input: this.child.stdout! })) {
      const found = pattern.exec(line);
      if (found) {
        this.child.stdout!.resume();
        return found;
      }
    }
    throw new Error(`${this.child.spawnfile} ended before it was ready:\n${this.errors.join("\n")}`);
  }

  /** Waits until an address answers. */
  async answers(url: string): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null || this.child.pid === undefined) {
        throw new Error(`${this.child.spawnfile} ended before it answered:\n${this.errors.join("\n")}`);
      }
      try {
        await fetch(url, { redirect: "manual" });
        return;
      } catch {
        await new Promise((again) => setTimeout(again, 25));
      }
    }
  }

  /** Ends it and waits until it has ended. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.pid === undefined) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.stdin?.end();
    this.child.kill("SIGTERM");
    await ended;
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(address)));
    });
  });
}
