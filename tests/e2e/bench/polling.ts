// What a poll costs the page: 50 runs of 40 tests with 3 criteria and 5 conversations each, all going on, in the list.
// The answers are the bench's own, so that each poll brings exactly what it shall; the browser's clock is, too.
import type { Browser, CDPSession, Page } from "@playwright/test";
import { countQuestions } from "../harness/questions.ts";
import { freshPage, type Session } from "./session.ts";

export const size = { runs: 50, tests: 40, criteria: 3, repetitions: 5 };

/** How many polls the memory is watched over. */
const polls = 500;

/** Longer than any run is left alone that did not move for a minute or two. */
const pause = 5 * 60_000;

export interface Polls {
  /** Bytes of one answer. */
  bytes: number;
  /** Milliseconds of the main thread. */
  unchanged: number[];
  changed: number[];
  /** Of unchanged polls, besides those of clocks. */
  mutations: number;
  examples: string[];
  /** Bytes that the memory of scripts and of wasm grew by over {@link polls} polls. */
  growth: number;
}

type Conversation = [string, boolean];

interface Run {
  id: string;
  unit_test_run_results: { metric_evaluation_results: { results: Conversation[] }[] }[];
}

const id = (kind: number, number: number) => (kind * 0x1000000 + number).toString(16).padStart(24, "0");

function makeRuns(count: number): Run[] {
  return Array.from({ length: count }, (_, run) => ({
    id: id(1, run),
    org_id: "demo",
    is_completed: false,
    simulation_unit_test_set_id: id(2, run % 5),
    failed_metrics: false,
    errored: false,
    artifacts_generated: false,
    created_at: new Date(Date.now() - run * 1000).toISOString(),
    creator: { org_id: "demo", user_id: "mara-lindqvist" },
    unit_test_run_specs: Array.from({ length: size.tests }, (_, test) => ({
      unit_test_id: id(3, test),
      run_count: size.repetitions * 2,
      service_hierarchical_state_machine_version_info: [id(4, test), 3],
      agent_version_info: [id(5, test), 2],
      scenario_version_info: [id(6, test), 1],
      persona_version_info: [id(7, test), 1],
      llm_model_preferences: {},
      max_interactions: 20,
      metrics_to_evaluate: Array.from({ length: size.criteria }, (_, metric) => ({
        metric_id: id(8, metric),
        success_criterion_name: `Criterion ${metric + 1}`,
        success_criterion: { type: "boolean", expected_value: true },
      })),
    })),
    unit_test_run_results: Array.from({ length: size.tests }, (_, test) => ({
      unit_test_id: id(3, test),
      run_errors: Array.from({ length: size.repetitions }, () => null),
      metric_evaluation_results: Array.from({ length: size.criteria }, (_, metric) => ({
        metric_id: id(8, metric),
        metric_version: 1,
        results: Array.from({ length: size.repetitions }, (_, at): Conversation => [id(9, ((run * 40 + test) * 3 + metric) * 5 + at), true]),
      })),
    })),
  }));
}

/** Answers all requests for runs. */
class Server {
  readonly runs: Run[];
  asked = 0;
  private body = "";

  constructor(count: number) {
    this.runs = makeRuns(count);
    this.write();
  }

  get bytes(): number {
    return this.body.length;
  }

  async serve(page: Page): Promise<void> {
    await page.route(/\/simulation\/unit_test_set_run\/\?/, async (route) => {
      if (route.request().url().includes("&id=") || route.request().url().includes("?id=")) this.asked += 1;
      await route.fulfill({ contentType: "application/json", body: this.body });
    });
  }

  /** One conversation more was judged, in one run; the next time it is one less, so that nothing grows. */
  goOn(): void {
    for (const { results } of this.runs[0]!.unit_test_run_results[0]!.metric_evaluation_results) {
      if (results.length > size.repetitions) results.pop();
      else results.push([id(10, 0), true]);
    }
    this.write();
  }

  private write(): void {
    this.body = JSON.stringify({ simulation_unit_test_set_runs: this.runs, has_more: false, continuation_token: null, filter_values: null });
  }
}

async function open(browser: Browser, session: Session, count: number): Promise<{ page: Page; debug: CDPSession; server: Server }> {
  const { page, debug } = await freshPage(browser, session);
  const server = new Server(count);
  await page.addInitScript(countQuestions);
  await page.clock.install();
  await server.serve(page);
  await page.goto(session.catalogue.replace(/tests\/?$/, "runs"));
  await page.getByRole("table", { name: "Runs" }).getByRole("rowheader").first().waitFor();
  await page.waitForLoadState("networkidle");
  // The first poll reads all that the list brought in another way.
  for (let warm = 0; warm < 3; warm += 1) await poll(page, server);
  return { page, debug, server };
}

/** Lets one poll happen, and everything that it sets off. */
async function poll(page: Page, server: Server): Promise<void> {
  const before = server.asked;
  const answered = page.waitForResponse((response) => /[?&]id=/.test(response.url()));
  await page.clock.fastForward(pause);
  await answered;
  // The worker reads it, and the page what it makes of it.
  while ((await page.evaluate(() => questions.open)) > 0);
  await page.evaluate(() => null);
  if (server.asked === before) throw new Error("nothing was asked");
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { name?: string; data?: { requestId?: string; url?: string } };
}

/** How long the main thread was busy from a poll's answer on. */
async function work(browser: Browser, page: Page, server: Server): Promise<number> {
  await browser.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8.execute"] });
  await poll(page, server);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const sent = trace.traceEvents.find((event) => event.name === "ResourceSendRequest" && /[?&]id=/.test(event.args?.data?.url ?? ""));
  if (!sent) throw new Error("the trace holds no request for runs");
  const answered = trace.traceEvents.find((event) => event.name === "ResourceReceiveResponse" && event.args?.data?.requestId === sent.args?.data?.requestId);
  // The request is a worker's, on a thread of its own in the page's process.
  const main = trace.traceEvents.find((event) => event.name === "thread_name" && event.pid === sent.pid && event.args?.name === "CrRendererMain");
  if (!main) throw new Error("the trace does not name the main thread");
  const tasks = trace.traceEvents.filter((event) => event.name === "RunTask" && event.ph === "X" && event.pid === sent.pid && event.tid === main.tid);
  const own = tasks.filter((task) => task.ts >= (answered ?? sent).ts);
  return own.reduce((sum, task) => sum + (task.dur ?? 0), 0) / 1000;
}

/** The mutations of some unchanged polls, besides those of clocks. */
async function mutations(page: Page, server: Server): Promise<{ mutations: number; examples: string[] }> {
  await page.evaluate(() => {
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((found) => records.push(...found));
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    Object.assign(globalThis, { __polls: { records, observer } });
  });
  for (let quiet = 0; quiet < 3; quiet += 1) await poll(page, server);
  return page.evaluate(() => {
    const { records, observer } = (globalThis as unknown as { __polls: { records: MutationRecord[]; observer: MutationObserver } }).__polls;
    records.push(...observer.takeRecords());
    observer.disconnect();
    const element = (node: Node) => (node instanceof Element ? node : node.parentElement);
    const others = records.filter((record) => !element(record.target)?.closest("time, .clock, [role=status], [aria-live]"));
    const examples = others.slice(0, 3).map((record) => `${record.type} at ${(element(record.target)?.cloneNode(false) as Element | null)?.outerHTML.slice(0, 120)}`);
    return { mutations: others.length, examples };
  });
}

async function memory(debug: CDPSession): Promise<number> {
  await debug.send("HeapProfiler.collectGarbage");
  const usage = (await debug.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

export async function polling(browser: Browser, session: Session, times: number): Promise<Polls> {
  const { page, server } = await open(browser, session, size.runs);
  const found: Polls = { bytes: server.bytes, unchanged: [], changed: [], mutations: 0, examples: [], growth: 0 };
  for (let time = 0; time < times; time += 1) {
    found.unchanged.push(await work(browser, page, server));
    server.goOn();
    found.changed.push(await work(browser, page, server));
  }
  Object.assign(found, await mutations(page, server));
  await page.context().close();
  // A tenth of the runs is enough to see what stays.
  const small = await open(browser, session, size.runs / 10);
  for (let warm = 0; warm < 20; warm += 1) await poll(small.page, small.server);
  const before = await memory(small.debug);
  for (let count = 0; count < polls; count += 1) {
    if (count % 2) small.server.goOn();
    await poll(small.page, small.server);
  }
  found.growth = (await memory(small.debug)) - before;
  await small.page.context().close();
  return found;
}
