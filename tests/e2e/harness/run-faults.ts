// What people are told when a call about runs goes wrong: each call × each fault, the words, the advice, and
// what leads on. runs-faults.spec.ts makes each of them happen.
import { type FaultName, type WriteFaultName } from "./fault-table.ts";

/** What people call the calls, and the operations that they are. */
export const runReads = {
  "the list of runs": "ListRuns",
  "one run": "ListRuns",
  "artifacts": "GetArtifacts",
  "how long a run took": "ListEvaluationResults",
} as const;
export type RunRead = keyof typeof runReads;

export const runWrites = { start: "CreateRun", cancel: "CancelRun" } as const;
export type RunWrite = keyof typeof runWrites;

/** Words with advice; or that it went well; or that nothing is said, for nobody misses it. */
export type RunRow = { words: string; advice: string } | { done: true } | { nothing: true };

const usual = (subject: string, missing: [string, string], invalid = "Try again. If it stays like this"): Record<FaultName, RunRow> => {
  const row = (words: string, advice: string): RunRow => ({ words, advice });
  const unreachable = row(`The API could not be reached, so ${subject} could not be read.`, "Check your connection and try again.");
  const refused = row(`The API did not accept the request for ${subject}.`, "copy the details for whoever hosts the console");
  const limited = "The API has had too many requests in a short time, from you or from colleagues.";
  const tooLong = row(`The request for ${subject} was too long for the API, or for a server before it.`, "copy the details for whoever hosts the console");
  return {
    "dropped connection": unreachable,
    "too slow": row(`The API took too long to answer for ${subject}.`, "Try again in a moment."),
    "cut answer": unreachable,
    "web page": row("A web page came instead of an answer of the API.", "a proxy, a guest network, or a wrong address"),
    "another contract version": row(`The API's answer for ${subject} could not be understood: it is cut off or of another version.`, "this version of the console does not fit the API"),
    "400": refused,
    "401": row("Your sign-in is no longer valid.", "Sign in again; this page stays as it is."),
    "403": row(`You may not see ${subject}.`, "Ask an administrator of your organization for the permission Simulation:GetSimulationUnitTestSetRun."),
    "404": row(...missing),
    "409": refused,
    "414": tooLong,
    "422": row(`The API did not understand the request for ${subject}.`, invalid),
    "431": tooLong,
    "429 that says when": row(limited, "try again"),
    "429 that does not": row(limited, "Wait a minute and try again."),
    "500": row(`The API had a problem of its own with ${subject}.`, "Try again in a moment."),
    "503": row("The API is being maintained.", "This usually passes within minutes."),
  };
};

const region: [string, string] = ["The organization was not found in this region.", "Check the address for a mistyped organization."];
const nothing = Object.fromEntries(Object.keys(usual("", region)).map((fault) => [fault, { nothing: true }])) as Record<FaultName, RunRow>;

export const runReadTable: Partial<Record<RunRead, Partial<Record<FaultName, RunRow>>>> = {
  "the list of runs": usual("the runs", region),
  "one run": usual("the runs", region),
  artifacts: {
    ...usual("the artifacts", ["The run was not found.", "It may not exist any more, or you may not see it."]),
    "400": { words: "The artifacts are not ready yet.", advice: "This page looks for them now and then" },
    "403": { words: "You may not download the artifacts of this run.", advice: "Organization:GetServiceHierarchicalStateMachine" },
  },
  "how long a run took": nothing,
};

/** `seen` is what was seen where the answer said nothing. */
function ofWrite(done: string, seen: string, again: string, permission: string) {
  const row = (words: string, advice: string): RunRow => ({ words, advice });
  const not = (why: string) => `The run was not ${done}: ${why}`;
  const lost = (why: string): RunRow => row(`${why}${seen}`, again);
  const limited = row(not("the API has had too many requests in a short time"), "Wait a minute and try again.");
  const tooLong = row(not("it was too long for the API, or for a server before it."), "copy the details for whoever hosts the console");
  return {
    "dropped connection": lost("The connection failed before the API answered"),
    "too slow": lost("The API took too long to answer"),
    "web page": lost("A web page came instead of an answer of the API"),
    "401": row(not("your sign-in is no longer valid."), "Sign in again, then try once more."),
    "403": row("You may not do this: it needs the permission", permission),
    "414": tooLong,
    "422": row(not("the API did not accept some of it."), "Try again."),
    "431": tooLong,
    "429 that says when": limited,
    "429 that does not": limited,
    "500": lost("The API had a problem of its own"),
    "503": lost("The API is being maintained"),
  } satisfies Partial<Record<WriteFaultName, RunRow>>;
}

const absent = ". The run was looked up and is not there, so it was most likely not started.";
const once = "While a run of yours goes on, the API starts no second one.";
const goesOn = ", so it is not known whether the run was asked to end. It still goes on.";
const twice = "asking twice does no harm";

export const runWriteTable: Partial<Record<RunWrite, Partial<Record<WriteFaultName, RunRow>>>> = {
  start: {
    ...ofWrite("started", absent, once, "Simulation:CreateSimulationUnitTestSetRun"),
    // Who is signed in is not known here: a run that is found may be a colleague's, and is shown as a link.
    "dropped after it was done": { words: "The connection failed before the API answered, so it is not known whether the run was started.", advice: once },
    "503 after it was done": { words: "The API is being maintained, so it is not known whether the run was started.", advice: once },
    "cut answer": { words: "The connection failed before the API answered, so it is not known whether the run was started.", advice: once },
    // The API says that one of the person goes on, and there was none before: it is this one.
    "repeated by the browser": { done: true },
    "another contract version": { words: `The API’s answer could not be understood${absent}`, advice: once },
    "400": { words: "The run was not started: the API did not accept it.", advice: "Try again." },
    "404": { words: "The run was not started: the test set was not found.", advice: "It may have been deleted, or you may not see it." },
    "409": { words: "You already have an unfinished run of this set.", advice: "Wait for it to end, or cancel it, then start again." },
  },
  cancel: {
    ...ofWrite("cancelled", goesOn, twice, "Simulation:CancelSimulationUnitTestSetRun"),
    // A run that is to be cancelled goes on for a while, and looks like any other.
    "dropped after it was done": { words: `The connection failed before the API answered${goesOn}`, advice: twice },
    "503 after it was done": { words: `The API is being maintained${goesOn}`, advice: twice },
    "repeated by the browser": { done: true },
    // Its answer is empty: there is nothing to cut, and nothing to misunderstand.
    "cut answer": { done: true },
    "another contract version": { done: true },
    "400": { words: "The run was not cancelled: the API did not accept it.", advice: "Try again." },
    "404": { words: "The API says that there is nothing to cancel, but the run is still shown as going on.", advice: twice },
    "409": { words: "The API says that there is nothing to cancel, but the run is still shown as going on.", advice: twice },
  },
};
