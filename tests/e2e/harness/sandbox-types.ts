// The shapes of the sandbox's control calls; docs/SANDBOX.md explains them.

export type Seed = "empty" | "demo" | "large" | "edge";

export type FaultKind =
  | "status"
  | "delay"
  | "late"
  | "drop"
  | "drop_after"
  | "status_after"
  | "twice"
  | "cut"
  | "html"
  | "empty"
  | "other_version"
  | "body"
  | "tokens";

export interface Fault {
  /** An operation's name, like `ListUnitTests`, or `*`. */
  operation: string;
  kind: FaultKind;
  status?: number;
  /** JSON, or a text that is sent as it is. */
  body?: unknown;
  content_type?: string;
  headers?: Record<string, string>;
  delay_ms?: number;
  /** How many requests it befalls; all, where it is absent. */
  count?: number;
  /** How many requests it lets pass first. */
  skip?: number;
  /** For the kind `tokens`: where the way to the rest of a list leads. */
  tokens?: "missing" | "same" | "alternate" | "ever_new";
  /** Only requests whose path and query contain this. */
  matching?: string;
}

export interface LoggedRequest {
  n: number;
  at_ms: number;
  method: string;
  path: string;
  query: string;
  operation: string | null;
  status: number | null;
  aborted: boolean;
  body: unknown;
}

export interface Token {
  id_token: string;
  expires_at: string;
}

/** What a file that the sandbox makes up answers instead. */
export interface FileOverride {
  status?: number;
  /** JSON, or a text that is sent as it is. */
  body?: unknown;
  content_type?: string;
  delay_ms?: number;
}

/** What a test does to a run; all of it is optional. */
export interface RunChange {
  /** So many conversations are done now, no more and no fewer. */
  conversations?: number;
  /** So many more are done now. */
  more?: number;
  /** How the conversation that ends next turns out. */
  next?: "fails" | { errors: string };
  /** It breaks off with an error now. */
  break_off?: boolean;
  /** It does not go on from now. */
  stuck?: boolean;
  /** Whether artifacts are there, and where they are said to be. */
  artifacts?: boolean;
  artifacts_url?: string;
}

/** How far a run is. */
export interface RunPosition {
  conversations: number;
  of: number;
  is_completed: boolean;
}

/** How a test turns out. */
export type Habit = "passing" | "failing" | "flaky" | "erroring" | "stuck";

/** A request for artifacts. */
export interface Download {
  method: string;
  path: string;
  status: number;
  referer: string | null;
  authorization: boolean;
  cookie: boolean;
}
