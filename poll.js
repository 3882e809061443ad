// Asks for what is polled, beside the page: reading megabytes is its work, and an answer that is the same as the one
// that the page knows is not handed over. The page asks in src/api/beside.rs; a number alone gives a question up.
const underway = new Map();
let last = { number: 0, text: "" };

onmessage = async ({ data: [number, url, credentials, headers, known] }) => {
  if (!url) {
    underway.get(number)?.abort();
    return;
  }
  // A sign of life, with the number of this script's way to ask and answer (src/browser/worker.rs).
  postMessage([number, "heard 2"]);
  const abort = new AbortController();
  underway.set(number, abort);
  try {
    const asked = { headers, credentials, cache: "no-store", redirect: "manual", signal: abort.signal };
    const response = await fetch(url, asked);
    const text = await response.text();
    const isSame = last.number === known && last.text === text;
    if (!isSame) last = { number, text };
    const status = response.type === "opaqueredirect" ? 0 : response.status;
    postMessage([number, status, Object.fromEntries(response.headers), isSame ? null : text]);
  } catch {
    // No connection, or one that broke in mid-answer.
    postMessage([number]);
  }
  underway.delete(number);
};
