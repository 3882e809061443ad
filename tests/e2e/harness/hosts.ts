// The documented web servers, started with the very files of docs/hosting/. Only what every host must
// change is changed: the address, the directory, and the API behind the proxy.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort, Program } from "./process.ts";
import { paths } from "./paths.ts";

export type Server = "nginx" | "caddy";
export type Layout = "static" | "subpath" | "proxy";

export interface Host {
  /** The console's address, with a slash at its end. */
  address: string;
  /** The directory with its files. */
  files: string;
  /** What it sends compressed files as. */
  encodings: string[];
  end(): Promise<void>;
}

const documents = join(paths.top, "docs/hosting");

/** Puts the app into a directory of its own and starts the server on it. */
export async function startHost(server: Server, layout: Layout, api: string): Promise<Host> {
  const directory = mkdtempSync(join(tmpdir(), `console-${server}-`));
  const files = join(directory, "www/console");
  cpSync(layout === "subpath" ? paths.appSub : paths.app, files, { recursive: true });
  const root = layout === "subpath" ? join(directory, "www") : files;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const program =
    server === "nginx" ? nginx(directory, layout, root, port, api) : caddy(directory, layout, root, origin, api);
  await program.answers(origin);
  return {
    address: layout === "subpath" ? `${origin}/console/` : `${origin}/`,
    files,
    encodings: server === "nginx" ? ["gzip"] : ["gzip", "br"],
    end: async () => {
      await program.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function nginx(directory: string, layout: Layout, root: string, port: number, api: string): Program {
  let text = readFileSync(join(documents, `nginx-${layout}.conf`), "utf8");
  text = replaceOne(text, "listen 80;", `listen 127.0.0.1:${port};`);
  text = replaceOne(text, `root ${layout === "subpath" ? "/srv" : "/srv/console"};`, `root ${root};`);
  if (layout === "proxy") text = replaceOne(text, "proxy_pass https://api.amigo.ai;", `proxy_pass ${api};`);
  writeFileSync(join(directory, "site.conf"), text);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => {
    mkdirSync(join(directory, kind));
    return `${kind}_temp_path ${join(directory, kind)};`;
  });
  const main = join(directory, "nginx.conf");
  // What a distribution's own nginx.conf brings.
  writeFileSync(
    main,
    `daemon off; worker_processes 1; pid ${join(directory, "nginx.pid")}; error_log stderr warn;
     ${userInfo().uid === 0 ? "user root;" : ""}
     events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")}
            include ${join(directory, "site.conf")}; }`,
  );
  const program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx"].find(existsSync) ?? "nginx";
  return new Program(program, ["-c", main, "-p", directory, "-e", "stderr"]);
}

function caddy(directory: string, layout: Layout, root: string, origin: string, api: string): Program {
  const main = join(directory, "Caddyfile");
  writeFileSync(main, `{\n\tadmin off\n}\nimport ${join(documents, `Caddyfile.${layout}`)}\n`);
  return new Program("caddy", ["run", "--config", main, "--adapter", "caddyfile"], {
    CONSOLE_ADDRESS: origin,
    CONSOLE_ROOT: root,
    CONSOLE_API: api,
    XDG_DATA_HOME: directory,
    XDG_CONFIG_HOME: directory,
  });
}

function replaceOne(text: string, old: string, other: string): string {
  const parts = text.split(old);
  if (parts.length !== 2) throw new Error(`the documented file must hold "${old}" once`);
  return parts.join(other);
}
