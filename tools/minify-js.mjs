// Minifies the scripts of a build of trunk's, in the directory that is named. What the page loads by a
// name with a hash gets a new one, and the page its new checksum.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const directory = process.argv[2];
const page = join(directory, "index.html");
const checksum = (content) => `sha384-${createHash("sha384").update(content).digest("base64")}`;

for (const name of readdirSync(directory).filter((name) => name.endsWith(".js"))) {
  const file = join(directory, name);
  const before = readFileSync(file);
  const { code } = transformSync(before, { minify: true, format: "esm", target: "es2022" });
  writeFileSync(file, code);
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 16);
  const named = name.replace(/-[0-9a-f]{8,16}\.js$/, `-${hash}.js`);
  renameSync(file, join(directory, named));
  const html = readFileSync(page, "utf8");
  writeFileSync(page, html.replaceAll(name, named).replaceAll(checksum(before), checksum(code)));
}
