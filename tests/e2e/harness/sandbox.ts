// The sandbox of a worker: its process, and everything that tests steer through `/_sandbox/`.
import { freePort, Program } from "./process.ts";
import { paths } from "./paths.ts";
import type { Fault, LoggedRequest, Seed } from "./sandbox-types.ts";

export interface Start {
  /** The directory of the built app. */
  app: string;
  /** The path to serve the app under. */
  base?: string;
  contrary?: boolean;
  /** The API on a port of its own, so that CORS and preflights are crossed. */
  crossOrigin?: boolean;
  seed?: Seed;
  latencyMs?: number;
  /** A file for every exchange, one a line. */
  record?: string;
}

export class Sandbox {
  /** The app's address, with a slash at its end. */
  readonly app: string;
  /** The API's address, without one. */
  readonly api: string;
  private readonly program: Program;
  private readonly contrary: boolean;

  private constructor(program: Program, app: string, api: string, contrary: boolean) {
    this.program = program;
    this.app = app;
    this.api = api;
    this.contrary = contrary;
  }

  static async start(options: Start): Promise<Sandbox> {
    const words = ["--host", "127.0.0.1", "--port", "0", "--stop-with-stdin", "--app", options.app];
    words.push("--seed", options.seed ?? "demo");
    if (options.base) words.push("--base", options.base);
    if (options.contrary) words.push("--contrary");
    if (options.crossOrigin) words.push("--api-port", `${await freePort()}`);
    if (options.latencyMs) words.push("--latency", `${options.latencyMs}`);
    if (options.record) words.push("--record", options.record);
    const program = new Program(paths.sandbox, words);
    const [, app, api] = await program.line(/^ready app=(\S+) api=(\S+)/);
    return new Sandbox(program, app!, api!.replace(/\/$/, ""), options.contrary ?? false);
  }

  end(): Promise<void> {
    return this.program.end();
  }

  /** Fresh data, tokens, limits and clock, and no faults. Keeps the mode unless told otherwise. */
  async reset(options: { seed?: Seed; contrary?: boolean; latencyMs?: number } = {}): Promise<void> {
    await this.call("POST", "reset", {
      seed: options.seed ?? "demo",
      contrary: options.contrary ?? this.contrary,
      latency_ms: options.latencyMs ?? 0,
    });
  }

  /** Lets something go wrong, until its `count` is used up or the next reset. */
  async fault(fault: Fault): Promise<void> {
    await this.call("POST", "faults", fault);
  }

  async clearFaults(): Promise<void> {
    await this.call("DELETE", "faults");
  }

  /** What reached the API since the last reset, in order. */
  async requests(operation?: string): Promise<LoggedRequest[]> {
    const all = (await this.call("GET", "requests")) as LoggedRequest[];
    return operation ? all.filter((request) => request.operation === operation) : all;
  }

  async clearRequests(): Promise<void> {
    await this.call("DELETE", "requests");
  }

  /** Any control call, for what has no method here: docs/SANDBOX.md lists them. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.api}/_sandbox/${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_sandbox/${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}
