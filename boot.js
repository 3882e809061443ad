// Starts the app, and says so in words when it cannot start or stops. An external module, because
// the page's policy allows no inline script.
const script = document.querySelector("script[data-wasm]");
const stopped = document.getElementById("stopped");

// The app itself calls this from its panic hook, so it must not need the app.
const show = (details, words) => {
  if (!stopped.hidden) return;
  if (words) {
    document.getElementById("stopped-title").textContent = "The console could not start";
    document.getElementById("stopped-words").textContent = words;
  }
  document.getElementById("stopped-details").textContent = `${script?.dataset.wasm}\n${details}`;
  stopped.hidden = false;
  document.getElementById("stopped-reload").focus();
};
document.getElementById("stopped-reload").addEventListener("click", () => location.reload());
addEventListener("console-stopped", (event) => show(event.detail));
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) show(event.error.stack);
});

try {
  const url = (name) => new URL(name, document.baseURI);
  const app = await import(url(script.dataset.js));
  await app.default({ module_or_path: url(script.dataset.wasm) });
} catch (error) {
  show(
    `${error}`,
    typeof WebAssembly === "object"
      ? "Its program could not be loaded. Check your connection and reload the page. If it stays like this, the console was perhaps updated or its files are incomplete: tell whoever hosts it."
      : "This browser cannot run it: WebAssembly is missing or switched off. Please use a current browser.",
  );
}
