// What people are told when a picker cannot ask for its choices, or for what a choice is like: each call ×
// each fault, in the words of a place that has no other button than one to try again. pick-faults.spec.ts makes
// each of them happen.
import type { FaultName } from "./fault-table.ts";

/** What people call a call, and the operation that it is. */
export const pickReads = {
  "searching personas": "SearchPersonas",
  "searching scenarios": "SearchScenarios",
  "searching metrics": "SearchMetrics",
  "what a metric is like": "ListMetricVersions",
} as const;
export type PickRead = keyof typeof pickReads;

type Rows = Record<FaultName, string>;

function searching(subject: string, permission: string): Rows {
  const unreachable = `The API could not be reached, so ${subject} could not be read. Check your connection and try again.`;
  const tell = "If it stays like this, tell whoever hosts the console.";
  const refused = `The API did not accept the request for ${subject}. Try again. ${tell}`;
  const tooLong = `The request for ${subject} was too long for the API, or for a server before it. Try again. ${tell}`;
  const limited = "The API has had too many requests in a short time, from you or from colleagues.";
  return {
    "dropped connection": unreachable,
    "too slow": `The API took too long to answer for ${subject}. It may be busy. Try again in a moment.`,
    "cut answer": unreachable,
    "web page": "A web page came instead of an answer of the API. Something between you and the API answers in its place",
    "another contract version": `The API's answer for ${subject} could not be understood: it is cut off or of another version. Try again. ${tell}`,
    "400": refused,
    "401": "Your sign-in is no longer valid. Sign in again; this page stays as it is.",
    "403": `You may not see ${subject}. Ask an administrator of your organization for the permission ${permission}.`,
    "404": "The organization was not found in this region.",
    "409": refused,
    "414": tooLong,
    "422": `The API did not understand the request for ${subject}.`,
    "431": tooLong,
    "429 that says when": limited,
    "429 that does not": `${limited} Wait a minute and try again.`,
    "500": `The API had a problem of its own with ${subject}. Try again in a moment. ${tell}`,
    "503": "The API is being maintained. This usually passes within minutes.",
  };
}

const unread = "What this metric is like could not be read. It can be chosen all the same.";

export const pickTable: Partial<Record<PickRead, Partial<Rows>>> = {
  "searching personas": searching("the personas", "Simulation:GetSimulationPersona"),
  "searching scenarios": searching("the scenarios", "Simulation:GetSimulationScenario"),
  "searching metrics": searching("the metrics", "Metric:GetMetric"),
  "what a metric is like": {
    "dropped connection": unread,
    "too slow": unread,
    "cut answer": unread,
    "web page": unread,
    "another contract version": unread,
    "400": unread,
    "401": unread,
    "403": "You may not see the metric. Ask an administrator of your organization for the permission Metric:GetMetric. It can be chosen all the same.",
    "404": "Its content is not there, or you may not see it. It can be chosen all the same.",
    "409": unread,
    "414": unread,
    "422": unread,
    "431": unread,
    "429 that says when": unread,
    "429 that does not": unread,
    "500": unread,
    "503": unread,
  },
};
