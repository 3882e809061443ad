// The sandbox of a worker: its process, and everything that tests steer through `/_sandbox/`.
import { Program } from "./process.ts";
import { paths } from "./paths.ts";
import type { Download, Fault, FileOverride, Habit, LoggedRequest, RunChange, RunPosition, Seed, Token } from "./sandbox-types.ts";

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
  /** Where artifacts are downloaded from, without one. */
  readonly artifacts: string;
  private readonly program: Program;
  private readonly contrary: boolean;

  private constructor(program: Program, addresses: { app: string; api: string; artifacts: string }, contrary: boolean) {
    this.program = program;
    this.app = addresses.app;
    this.api = addresses.api.replace(/\/$/, "");
    this.artifacts = addresses.artifacts;
    this.contrary = contrary;
  }

  static async start(options: Start): Promise<Sandbox> {
    const words = ["--host", "127.0.0.1", "--port", "0", "--stop-with-stdin", "--app", options.app];
    words.push("--seed", options.seed ?? "demo");
    if (options.base) words.push("--base", options.base);
    if (options.contrary) words.push("--contrary");
    if (options.crossOrigin) words.push("--api-port", "0");
    if (options.latencyMs) words.push("--latency", `${options.latencyMs}`);
    if (options.record) words.push("--record", options.record);
    const program = new Program(paths.sandbox, words);
    const [, app, api, artifacts] = await program.line(/^ready app=(\S+) api=(\S+) artifacts=(\S+)/);
    return new Sandbox(program, { app: app!, api: api!, artifacts: artifacts! }, options.contrary ?? false);
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

  /** Lets time pass at once: for tokens, rate limits and everything dated. */
  async advance(ms: number): Promise<void> {
    await this.call("POST", "clock", { advance_ms: ms });
  }

  /** An access token of a user: a JWT that names them, or one that says nothing of itself. */
  async token(userId: string, expiresInSeconds = 3600, opaque = false): Promise<Token> {
    return (await this.call("POST", "tokens", { user_id: userId, expires_in_s: expiresInSeconds, opaque })) as Token;
  }

  /** No token holds any longer, the sample data's neither. */
  async revokeTokens(): Promise<void> {
    await this.call("DELETE", "tokens");
  }

  /** Changes what a user may do; returns the permissions left. */
  async permissions(userId: string, change: { revoke?: string[]; grant?: string[] }): Promise<string[]> {
    const answer = await this.call("POST", "permissions", { user_id: userId, ...change });
    return (answer as { permissions: string[] }).permissions;
  }

  /** Another rate limit for an operation, or for all (`*`); null: none. */
  async limit(operation: string, perMinute: number | null): Promise<void> {
    await this.call("POST", "limits", { operation, per_minute: perMinute });
  }

  /** What `config.json` answers instead. */
  async setConfig(file: FileOverride): Promise<void> {
    await this.call("PUT", "config", file);
  }

  /** What `build.json` answers instead. */
  async setBuild(file: FileOverride): Promise<void> {
    await this.call("PUT", "build", file);
  }

  /** The runs' time: another speed, or standing still while the sandbox's clock goes on. What {@link advance} adds counts as it is. */
  async runTime(pace: { speed?: number; frozen?: boolean }): Promise<void> {
    await this.call("POST", "runs", pace);
  }

  /** Puts a run where it should be, and says what comes next. Returns how far it is then. */
  async changeRun(id: string, change: RunChange): Promise<RunPosition> {
    return (await this.call("POST", `runs/${id}`, change)) as RunPosition;
  }

  /** How tests turn out in runs that start from now on, by id; `*` stands for all others. */
  async habits(tests: Record<string, Habit>): Promise<void> {
    await this.call("POST", "habits", { tests });
  }

  /** How long addresses of artifacts hold that are given out from now on. */
  async artifactsHold(seconds: number): Promise<void> {
    await this.call("POST", "artifacts", { lifetime_s: seconds });
  }

  /** What reached the artifacts' port since the last reset. */
  async downloads(): Promise<Download[]> {
    return (await this.call("GET", "downloads")) as Download[];
  }

  /** Puts a raw document in, valid or not, behind the API's back. Returns its id. */
  async putDocument(kind: string, document: unknown, more: { id?: string; hidden?: boolean } = {}): Promise<string> {
    const answer = await this.call("POST", "documents", { kind, document, ...more });
    return (answer as { id: string }).id;
  }

  async removeDocument(kind: string, id: string): Promise<void> {
    await this.call("DELETE", `documents/${kind}/${id}`);
  }

  async document(kind: string, id: string): Promise<unknown> {
    return this.call("GET", `documents/${kind}/${id}`);
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
