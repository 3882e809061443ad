// A unit test that fills the form: many criteria of every type and many tags, made through the API.
import type { Sandbox } from "../harness/sandbox.ts";
import type { Session } from "./session.ts";

/** What the product promises to stay quick with. */
export const size = { criteria: 30, tags: 20 };

interface Metric {
  id: string;
  name: string;
  metric_value_type: "boolean" | "numerical" | "categorical";
}

interface Value {
  lower_bound: number;
  upper_bound: number;
  categories: string[];
}

/** Creates it, as a variant of a test that is there, and returns its id. */
export async function createBigTest(sandbox: Sandbox, session: Session): Promise<string> {
  const organization = new URL(session.catalogue).pathname.slice(new URL(sandbox.app).pathname.length).split("/")[0];
  const { id_token } = await sandbox.token("mara-lindqvist");
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(`${sandbox.api}/v1/${organization}/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${id_token}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const metrics: Metric[] = (await ask("metric/?is_deleted=false&limit=50")).metrics;
  const [model] = (await ask("simulation/unit_test/?is_deleted=false&limit=1")).simulation_unit_tests;
  const criteria = await Promise.all(
    Array.from({ length: size.criteria }, async (_, at) => {
      const metric = metrics[at % metrics.length]!;
      const { metric_versions } = await ask(`metric/${metric.id}/version?version=latest`);
      const criterion = expectation(metric, metric_versions[0].metric_value, at);
      return { name: `${metric.name} ${at + 1}`, metric_id: metric.id, criterion };
    }),
  );
  const created = await ask("simulation/unit_test/", {
    name: "Everything that must hold at once",
    description: "As much as one test may ask.",
    service_id: model.service_id,
    service_version_set_name: model.service_version_set_name,
    persona_id: model.persona_id,
    scenario_id: model.scenario_id,
    max_interactions: 40,
    success_criterions: criteria,
    tags: Object.fromEntries(Array.from({ length: size.tags }, (_, at) => [`tag ${at + 1}`, at % 3 ? `value ${at}` : null])),
  });
  return created.simulation_unit_test_id;
}

function expectation(metric: Metric, value: Value, at: number): unknown {
  switch (metric.metric_value_type) {
    case "boolean":
      return { type: "boolean", expected_value: true };
    case "numerical":
      return { type: "numerical", verb: at % 2 ? ">=" : "<=", threshold: at % 2 ? value.lower_bound : value.upper_bound };
    case "categorical":
      return { type: "categorical", expected_values: value.categories.slice(0, 2) };
  }
}
