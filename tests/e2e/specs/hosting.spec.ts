// The documented web servers serve the console as docs/HOSTING.md promises.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Host, type Layout, type Server, startHost } from "../harness/hosts.ts";
import { expect, test as base } from "../harness/test.ts";

const servers: Server[] = ["nginx", "caddy"];
const layouts: Layout[] = ["static", "subpath", "proxy"];

/** The `test` with a documented server in front of the app. */
function withHost(server: Server, layout: Layout) {
  return base.extend<{ host: Host }>({
    host: async ({ sandbox, context }, use) => {
      const host = await startHost(server, layout, sandbox.api);
      await use(host);
      // A page that still asks would complain about a server that is gone.
      await Promise.all(context.pages().map((page) => page.close()));
      await host.end();
    },
  });
}

/** The policy that index.html holds. */
function policyOf(page: string): string {
  return /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)![1]!;
}

/** A file with a hash in its name. */
function hashed(host: Host, ending: string): string {
  return readdirSync(host.files).find((name) => name.endsWith(ending))!;
}

async function get(url: string, encoding = "identity"): Promise<Response> {
  return fetch(url, { headers: { "accept-encoding": encoding }, redirect: "manual" });
}

for (const server of servers) {
  for (const layout of layouts) {
    base.describe(`${server}, ${layout}`, () => {
      const test = withHost(server, layout);

      test("headers, compression, fallback and missing files", async ({ host }) => {
        const page = readFileSync(join(host.files, "index.html"), "utf8");
        const ofPage = policyOf(page);
        const own = layout === "proxy" ? ofPage.replace(/connect-src [^;]+/, "connect-src 'self'") : ofPage;
        for (const path of ["", "northwind/tests?service=a&sort=updated", "a/b/c", "index.html"]) {
          const answer = await get(host.address + path);
          expect(answer.status, path).toBe(200);
          expect(answer.headers.get("content-type"), path).toMatch(/^text\/html/);
          expect(answer.headers.get("content-security-policy"), path).toBe(`${own}; frame-ancestors 'none'`);
          expect(answer.headers.get("x-content-type-options"), path).toBe("nosniff");
          expect(answer.headers.get("referrer-policy"), path).toBe("no-referrer");
          expect(answer.headers.get("cache-control"), path).toBe("no-cache");
          expect(await answer.text(), path).toBe(page);
        }

        // Most hashes have 16 digits, but leading zeros are left out.
        writeFileSync(join(host.files, "console-0123456789abc.css"), "");
        for (const name of [".wasm", ".css", ".js"].map((ending) => hashed(host, ending)).concat("console-0123456789abc.css")) {
          const answer = await get(host.address + name);
          expect(answer.status, name).toBe(200);
          expect(answer.headers.get("cache-control"), name).toMatch(/max-age=31536000, immutable/);
          expect(answer.headers.get("x-content-type-options"), name).toBe("nosniff");
          if (name.endsWith(".wasm")) expect(answer.headers.get("content-type")).toBe("application/wasm");
        }
        for (const encoding of host.encodings) {
          for (const name of [hashed(host, ".wasm"), "northwind/tests"]) {
            const answer = await get(host.address + name, encoding);
            expect(answer.headers.get("content-encoding"), `${name} as ${encoding}`).toBe(encoding);
            expect(answer.headers.get("vary"), `${name} as ${encoding}`).toMatch(/accept-encoding/i);
            await answer.arrayBuffer();
          }
        }

        for (const name of ["config.json", "build.json"]) {
          const answer = await get(host.address + name);
          expect(answer.headers.get("content-type"), name).toMatch(/^application\/json/);
          expect(answer.headers.get("cache-control"), name).toBe("no-cache");
        }
        for (const name of ["simulation-console-0000000000000000_bg.wasm", "boot-0000000000000000.js", "none.json"]) {
          const answer = await get(host.address + name);
          expect(answer.status, name).toBe(404);
          expect(answer.headers.get("cache-control") ?? "", name).not.toContain("immutable");
          expect(await answer.text(), name).not.toContain("console-stopped");
        }
      });

      test("a deep link opens in the browser", async ({ page, host }) => {
        await page.goto(`${host.address}northwind/tests?sort=updated`);
        await expect(page.getByText("Simulation Console is starting")).toHaveCount(0);
        await expect(page.getByRole("button", { name: "Sign in", exact: true }).first()).toBeVisible();
        await expect(page.getByRole("alertdialog", { name: /stopped|could not start/ })).toHaveCount(0);
        expect(page.url()).toContain(host.address);
      });

      if (layout === "subpath") {
        test("the address without its last slash leads to the console", async ({ host }) => {
          const answer = await get(host.address.replace(/\/$/, ""));
          expect(answer.status).toBeGreaterThanOrEqual(301);
          expect(new URL(answer.headers.get("location")!, host.address).pathname).toBe("/console/");
        });
      }

      if (layout === "proxy") {
        test("the API answers on the same origin, through to the table", async ({ page, sandbox, host }) => {
          const sample = (await (await fetch(`${sandbox.app}config.json`)).json()) as {
            sign_in: { demo: { organization: string; token: string } };
          };
          const config = { regions: [{ name: "Here", api: "" }], sign_in: { demo: sample.sign_in.demo } };
          writeFileSync(join(host.files, "config.json"), JSON.stringify(config));
          const organization = sample.sign_in.demo.organization;

          const answer = await get(`${host.address}v1/${organization}/organization/`);
          expect(answer.status).toBe(200);
          expect(answer.headers.get("cache-control")).toBe("no-store");
          // A path with another slash is another path, and nobody in between may mend it.
          expect((await get(`${host.address}v1/${organization}/organization`)).status).toBe(404);

          await page.goto(`${host.address}${organization}/tests`);
          await page.getByRole("button", { name: "Explore with sample data" }).click();
          const table = page.getByRole("table", { name: "Unit tests" });
          await expect(table.getByRole("row").nth(1)).toBeVisible();
        });
      }
    });
  }
}
