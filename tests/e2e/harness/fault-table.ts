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
  "414": { kind: "status", status: 414 },
  "422": { kind: "status", status: 422 },
  "429 that says when": { kind: "body", status: 429, body: { detail: "slow down" }, headers: { "retry-after": "1" } },
  "429 that does not": { kind: "body", status: 429, body: "slow down", content_type: "text/plain" },
  "431": { kind: "status", status: 431 },
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
  "the list of sets": "ListTestSets",
  "the search of sets": "SearchTestSets",
  "one set": "ListTestSets",
  "the tests of a set": "ListUnitTests",
  "the last runs of a set": "ListRuns",
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
function usual(subject: string, next: Next, missing: [string, string], invalid = "Try again. If it stays like this"): Rows {
  const row = (words: string, advice: string): Row => ({ words, advice, next });
  const unreachable = row(`The API could not be reached, so ${subject} could not be read.`, "Check your connection and try again.");
  const refused = row(`The API did not accept the request for ${subject}.`, "copy the details for whoever hosts the console");
  const limited = "The API has had too many requests in a short time, from you or from colleagues.";
  const tooLong = row(`The request for ${subject} was too long for the API, or for a server before it.`, "copy the details for whoever hosts the console");
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
    "414": tooLong,
    "422": row(`The API did not understand the request for ${subject}.`, invalid),
    "429 that says when": row(limited, "try again"),
    "429 that does not": row(limited, "Wait a minute and try again."),
    "431": tooLong,
    "500": row(`The API had a problem of its own with ${subject}.`, "Try again in a moment."),
    "503": row("The API is being maintained.", "This usually passes within minutes."),
  };
}

/** A list that is narrowed: what narrows it may be the reason. */
function narrowed(rows: Rows): Rows {
  const advise = (fault: FaultName, advice: string): Row => ({ ...rows[fault], advice });
  const tooMany = "Too many choices are set at once. Remove some of them above; the others stay.";
  return {
    ...rows,
    "414": advise("414", tooMany),
    "422": advise("422", "Clear the search and the filters, then try again."),
    "431": advise("431", tooMany),
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
  "the search": narrowed(usual("the unit tests", "Try again", wrongRegion)),
  "names of services": usual("the services", "Refresh", wrongRegion),
  "names of personas": usual("the personas", "Refresh", wrongRegion),
  "names of scenarios": usual("the scenarios", "Refresh", wrongRegion),
  "names of metrics": usual("the metrics", "Refresh", wrongRegion),
  "names of users": usual("the users' names", "Refresh", wrongRegion),
  "one test": usual("the unit tests", "Try again", wrongRegion),
  "the persona's version": usual("the persona", "Try again", gone("The persona")),
  "the scenario's version": usual("the scenario", "Try again", gone("The scenario")),
  "the sets of a test": usual("the test sets", "Try again", wrongRegion),
  "the list of sets": usual("the test sets", "Try again", wrongRegion),
  "the search of sets": narrowed(usual("the test sets", "Try again", wrongRegion)),
  "one set": usual("the test sets", "Try again", wrongRegion),
  "the tests of a set": usual("the unit tests", "Refresh", wrongRegion),
  "the last runs of a set": usual("the runs", "Try again", wrongRegion),
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
  ["the list of sets"],
  ["the search of sets"],
  ["one set"],
  ["the tests of a set"],
  ["the last runs of a set"],
];

// ---- Writes. Their words say whether anything was changed; what the form holds is kept.

export const writeFaults = {
  ...faults,
  // The server acted, and nobody hears of it. A cut answer is another of these.
  "dropped after it was done": { kind: "drop_after" },
  "503 after it was done": { kind: "status_after", status: 503 },
  // It was done, and the browser sent it again by itself.
  "repeated by the browser": { kind: "twice", count: 1 },
} satisfies Record<string, Omit<Fault, "operation">>;
export type WriteFaultName = keyof typeof writeFaults;

/** What people call a write, and the operation that it is. */
export const writes = {
  create: "CreateUnitTest",
  update: "UpdateUnitTest",
  delete: "DeleteUnitTest",
  "create set": "CreateTestSet",
  "update set": "UpdateTestSet",
  "delete set": "DeleteTestSet",
  "create persona": "CreatePersona",
  "create scenario": "CreateScenario",
} as const;
export type WriteName = keyof typeof writes;

/** How a write that met a fault ends: as if nothing had happened, or with words and a way on. */
export type WriteRow =
  | { done: string }
  | {
      words: string;
      advice: string;
      /** The button that goes on: in the notice, or the one that was pressed before. */
      next: "Try again" | "Sign in again" | "once more" | "nothing";
      /** What is said at a field; its name. */
      field?: "Name";
    };
type WriteRows = Record<WriteFaultName, WriteRow>;

type Thing = "unit test" | "test set" | "persona" | "scenario";
interface Wording {
  thing: Thing;
  act: string;
  done: string;
  /** What was seen where the answer said nothing, and nothing was done. */
  seen: string;
  /** Why sending again is harmless. */
  again: string;
  permission: string;
}

/** What all writes have in common; the rest is said of each. */
function ofWrites({ thing, act, done, seen, again, permission }: Wording): Omit<WriteRows, "dropped after it was done" | "503 after it was done" | "repeated by the browser" | "cut answer" | "another contract version" | "400" | "404" | "409"> {
  const row = (words: string, advice: string): WriteRow => ({ words, advice, next: "Try again" });
  const not = (why: string) => `The ${thing} was not ${done}: ${why}`;
  const lookedUp = (why: string) => row(`${why}. The ${thing} ${seen}.`, again);
  const limited = row(not("the API has had too many requests in a short time"), "Wait a minute and try again.");
  const tooLong = row(not("it was too long for the API, or for a server before it."), "copy the details for whoever hosts the console");
  return {
    "dropped connection": lookedUp("The connection failed before the API answered"),
    "too slow": lookedUp("The API took too long to answer"),
    "web page": lookedUp("A web page came instead of an answer of the API"),
    "401": { words: not("your sign-in is no longer valid."), advice: "Sign in again, then try once more.", next: "Sign in again" },
    "403": { words: `You may not ${act} ${thing}s.`, advice: `Ask an administrator of your organization for the permission ${permission}.`, next: "nothing" },
    "414": tooLong,
    // Nothing is marked: what the API complains of is said here.
    "422": row(not("the API did not accept some of it."), act === "delete" ? "Try again." : "Change what it is about, and try again."),
    "431": tooLong,
    "429 that says when": limited,
    "429 that does not": limited,
    "500": lookedUp("The API had a problem of its own"),
    "503": lookedUp("The API is being maintained"),
  };
}

/** A create whose answer was lost is looked up before anything is said. */
function ofCreates(thing: Thing, permission: string): Omit<WriteRows, "404"> {
  const seen = "was looked up and is not there, so it was most likely not created";
  const again = "Try again: a name is given only once, so nothing is created twice.";
  const done = { done: `The answer was lost on the way, but the ${thing} is there: it was created once.` };
  return {
    ...ofWrites({ thing, act: "create", done: "created", seen, again, permission }),
    "dropped after it was done": done,
    "503 after it was done": done,
    "repeated by the browser": { done: `The ${thing} is there already, just as you wrote it: it was created once.` },
    "cut answer": done,
    "another contract version": { words: `The API’s answer could not be understood. The ${thing} ${seen}.`, advice: again, next: "Try again" },
    "400": { words: `The ${thing} was not created: the API did not accept it.`, advice: refusedReferences, next: "Try again" },
    // The API says so, and nothing of the name is there: it may be hidden.
    "409": { words: `The API says that a ${thing} has this name already.`, advice: "Everything you typed is still here.", next: "once more", field: "Name" },
  };
}
/** What is created beside the form: it is chosen there, and refers to nothing. */
function ofThings(thing: "persona" | "scenario", permissions: string): WriteRows {
  const done = { done: `The ${thing} “.+” is created and chosen.` };
  const refused: WriteRow = { words: `The ${thing} was not created: the API did not accept it.`, advice: "copy the details for whoever hosts the console", next: "Try again" };
  return {
    ...ofCreates(thing, ""),
    "dropped after it was done": done,
    "503 after it was done": done,
    "repeated by the browser": { done: `The ${thing} “.+” is there already, just as you wrote it, and is chosen.` },
    "cut answer": done,
    "400": refused,
    "403": { words: `You may not create ${thing}s.`, advice: `Ask an administrator of your organization for the permissions ${permissions}.`, next: "nothing" },
    "404": { words: `The ${thing} was not created: the organization was not found in this region.`, advice: "Check the address for a mistyped organization.", next: "Try again" },
    "409": { words: "The API says that this name is taken.", advice: "this one, sent before", next: "once more", field: "Name" },
  };
}
const saving = { seen: "was read again and does not have your changes, so they were most likely not saved", again: "Save again: saving twice does no harm." };
const deleting = { seen: "was looked up and is still there, so it was most likely not deleted", again: "Try again: deleting twice does no harm." };
const refusedReferences = "everything it refers to is there.";

export const writeTable: Partial<Record<WriteName, Partial<WriteRows>>> = {
  create: {
    ...ofCreates("unit test", "Simulation:CreateSimulationUnitTest"),
    "400": { words: "The unit test was not created: a criterion does not fit the type of its metric.", advice: refusedReferences, next: "Try again" },
    "404": { words: "The unit test was not created: the service, its version set, the persona, the scenario or a metric was not found.", advice: refusedReferences, next: "Try again" },
  },
  update: {
    ...ofWrites({ thing: "unit test", act: "change", done: "changed", ...saving, permission: "Simulation:ModifySimulationUnitTest" }),
    "dropped after it was done": { done: "Your changes are saved." },
    "503 after it was done": { done: "Your changes are saved." },
    "repeated by the browser": { done: "Your changes are saved." },
    // Its answer is empty: there is nothing to cut, and nothing to misunderstand.
    "cut answer": { done: "Your changes are saved." },
    "another contract version": { done: "Your changes are saved." },
    "400": { words: "The unit test was not changed: a criterion does not fit the type of its metric.", advice: refusedReferences, next: "Try again" },
    "404": { words: "The unit test was not changed: the test itself, or something it refers to, was not found.", advice: refusedReferences, next: "Try again" },
    "409": { words: "The unit test was not changed: the API did not accept it.", advice: "Try again.", next: "Try again" },
  },
  delete: {
    ...ofWrites({ thing: "unit test", act: "delete", done: "deleted", ...deleting, permission: "Simulation:DeleteSimulationUnitTest" }),
    "dropped after it was done": { done: "The unit test is deleted." },
    "503 after it was done": { done: "The unit test is deleted." },
    // The second answer is a 404.
    "repeated by the browser": { done: "The unit test is deleted." },
    "cut answer": { done: "The unit test is deleted." },
    "another contract version": { done: "The unit test is deleted." },
    "400": { words: "It cannot be deleted: a test set uses it.", advice: "ask a colleague or an administrator.", next: "once more" },
    "403": { words: "You may not do this: it needs the permission Simulation:DeleteSimulationUnitTest.", advice: "Ask an administrator of your organization.", next: "nothing" },
    // It is looked up: it is there.
    "404": { words: "The API says that the unit test was not found, but it is still there: it was not deleted.", advice: "Try again.", next: "Try again" },
    "409": { words: "The unit test was not deleted: the API did not accept it.", advice: "Try again.", next: "Try again" },
  },
  "create set": {
    ...ofCreates("test set", "Simulation:CreateSimulationUnitTestSet"),
    "404": { words: "The test set was not created: one of its unit tests was not found.", advice: refusedReferences, next: "Try again" },
  },
  "update set": {
    ...ofWrites({ thing: "test set", act: "change", done: "changed", ...saving, permission: "Simulation:ModifySimulationUnitTestSet" }),
    "dropped after it was done": { done: "Your changes are saved." },
    "503 after it was done": { done: "Your changes are saved." },
    "repeated by the browser": { done: "Your changes are saved." },
    "cut answer": { done: "Your changes are saved." },
    "another contract version": { done: "Your changes are saved." },
    "400": { words: "The test set was not changed: the API did not accept it.", advice: refusedReferences, next: "Try again" },
    "404": { words: "The test set was not changed: the set itself, or one of its unit tests, was not found.", advice: refusedReferences, next: "Try again" },
    // Its name was not changed.
    "409": { words: "The test set was not changed: the API did not accept it.", advice: "Try again.", next: "Try again" },
  },
  "delete set": {
    ...ofWrites({ thing: "test set", act: "delete", done: "deleted", ...deleting, permission: "Simulation:DeleteSimulationUnitTestSet" }),
    "dropped after it was done": { done: "The test set is deleted." },
    "503 after it was done": { done: "The test set is deleted." },
    "repeated by the browser": { done: "The test set is deleted." },
    "cut answer": { done: "The test set is deleted." },
    "another contract version": { done: "The test set is deleted." },
    "400": { words: "It cannot be deleted: the API says that it is in use.", advice: "Wait until its runs are over, then try again.", next: "once more" },
    "403": { words: "You may not do this: it needs the permission Simulation:DeleteSimulationUnitTestSet.", advice: "Ask an administrator of your organization.", next: "nothing" },
    "404": { words: "The API says that the test set was not found, but it is still there: it was not deleted.", advice: "Try again.", next: "Try again" },
    "409": { words: "The test set was not deleted: the API did not accept it.", advice: "Try again.", next: "Try again" },
  },
  "create persona": ofThings("persona", "Simulation:CreateSimulationPersona and Simulation:ModifySimulationPersona"),
  "create scenario": ofThings("scenario", "Simulation:CreateSimulationScenario and Simulation:ModifySimulationScenario"),
};
