// What people are told when a call goes wrong: every endpoint that the console uses, every fault, the
// words, and the button that leads on. faults.spec.ts makes each of them happen.
import type { Fault } from "./sandbox-types.ts";

export const faults = {
  "dropped connection": { kind: "drop" },
  "too slow": { kind: "delay", delay_ms: 20_000 },
  "cut answer": { kind: "cut" },
  "web page": { kind: "html", status: 200 },
  "another contract version": { kind: "other_version" },
  "400": { kind: "status", status: 400 },
  "401": { kind: "status", status: 401 },
  "403": { kind: "status", status: 403 },
  "404": { kind: "status", status: 404 },
  "409": { kind: "status", status: 409 },
  "422": { kind: "status", status: 422 },
  "429 that says when": { kind: "body", status: 429, body: { detail: "slow down" }, headers: { "retry-after": "1" } },
  "429 that does not": { kind: "body", status: 429, body: "slow down", content_type: "text/plain" },
  "500": { kind: "status", status: 500 },
  "503": { kind: "status", status: 503 },
} satisfies Record<string, Omit<Fault, "operation">>;
export type FaultName = keyof typeof faults;

/** What people know an endpoint by, and the operation that it is. */
export const endpoints = {
  "the organization": "GetOrganization",
  "sign-in with an API key": "SignInWithApiKey",
  "the list": "ListUnitTests",
  "the search": "SearchUnitTests",
  "names of services": "ListServices",
  "names of personas": "ListPersonas",
  "names of scenarios": "ListScenarios",
  "names of metrics": "ListMetrics",
  "names of users": "ListUsers",
  "one test": "ListUnitTests",
  "the persona's version": "ListPersonaVersions",
  "the scenario's version": "ListScenarioVersions",
  "the sets of a test": "ListTestSets",
} as const;
export type EndpointName = keyof typeof endpoints;

export type Next = "Try again" | "Sign in again" | "Refresh" | "Sign in";

export interface Row {
  /** What is said. */
  words: string;
  /** What to do, in words. */
  advice: string;
  /** The button that does it. */
  next: Next;
}

type Rows = Record<FaultName, Row>;

/** The words that differ only by what could not be read. */
function usual(subject: string, next: Next, missing: [string, string]): Rows {
  const row = (words: string, advice: string): Row => ({ words, advice, next });
  const unreachable = row(`The API could not be reached, so ${subject} could not be read.`, "Check your connection and try again.");
  const refused = row(`The API did not accept the request for ${subject}.`, "copy the details for whoever hosts the console");
  const limited = "The API has had too many requests in a short time, from you or from colleagues.";
  return {
    "dropped connection": unreachable,
    "too slow": row(`The API took too long to answer for ${subject}.`, "Try again in a moment."),
    "cut answer": unreachable,
    "web page": row("A web page came instead of an answer of the API.", "a proxy, a guest network, or a wrong address"),
    "another contract version": row(
      `The API's answer for ${subject} could not be understood: it is cut off or of another version.`,
      "this version of the console does not fit the API",
    ),
    "400": refused,
    "401": {
      words: "Your sign-in is no longer valid.",
      advice: "Sign in again; this page stays as it is.",
      next: next === "Try again" ? "Sign in again" : next,
    },
    "403": row(`You may not see ${subject}.`, "Ask an administrator of your organization"),
    "404": row(...missing),
    "409": refused,
    "422": row(`The API did not understand the request for ${subject}.`, "Clear the search and the filters, then try again."),
    "429 that says when": row(limited, "try again"),
    "429 that does not": row(limited, "Wait a minute and try again."),
    "500": row(`The API had a problem of its own with ${subject}.`, "Try again in a moment."),
    "503": row("The API is being maintained.", "This usually passes within minutes."),
  };
}

const wrongRegion: [string, string] = [
  "The organization was not found in this region.",
  "Check the address for a mistyped organization.",
];
const gone = (what: string): [string, string] => [`${what} was not found.`, "It may have been deleted, or you may not see it."];

const organization = usual("the organization", "Sign in", [
  "There is no organization “northwind” in the region Sandbox.",
  "Check its spelling.",
]);
const key = usual("the sign-in", "Sign in", wrongRegion);

/** The table: endpoint × fault → words, advice, next step. */
export const table: Partial<Record<EndpointName, Partial<Rows>>> = {
  "the organization": {
    ...organization,
    "401": { words: "The API refused this token.", advice: "Get a new one and paste all of it.", next: "Sign in" },
  },
  "sign-in with an API key": {
    ...key,
    "401": { words: "The API refused this key.", advice: "Check the key id, the key and the user id", next: "Sign in" },
  },
  "the list": usual("the unit tests", "Try again", wrongRegion),
  "the search": usual("the unit tests", "Try again", wrongRegion),
  "names of services": usual("the services", "Refresh", wrongRegion),
  "names of personas": usual("the personas", "Refresh", wrongRegion),
  "names of scenarios": usual("the scenarios", "Refresh", wrongRegion),
  "names of metrics": usual("the metrics", "Refresh", wrongRegion),
  "names of users": usual("the users' names", "Refresh", wrongRegion),
  "one test": usual("the unit tests", "Try again", wrongRegion),
  "the persona's version": usual("the persona", "Try again", gone("The persona")),
  "the scenario's version": usual("the scenario", "Try again", gone("The scenario")),
  "the sets of a test": usual("the test sets", "Try again", wrongRegion),
};

/** What belongs together is read by one page, and goes wrong at once. */
export const together: EndpointName[][] = [
  ["the organization"],
  ["sign-in with an API key"],
  ["the list"],
  ["the search"],
  ["names of services", "names of personas", "names of scenarios", "names of metrics", "names of users"],
  ["one test"],
  ["the persona's version", "the scenario's version", "the sets of a test"],
];
