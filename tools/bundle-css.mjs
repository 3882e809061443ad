// Makes target/style/console.css of style/main.css and what it imports. Run by trunk before each build.
const { build } = await import("esbuild").catch(() => {
  console.error("esbuild is not installed. Type: npm ci --prefix tools   (cargo xtask serve does it by itself)");
  process.exit(1);
});

await build({
  entryPoints: ["style/main.css"],
  outfile: "target/style/console.css",
  bundle: true,
  minify: true,
  // light-dark(), nesting and cascade layers stay as they are: all current browsers know them.
  target: ["chrome123", "firefox128", "safari17.5"],
});
