// What the page complains about: console messages, errors, and violations of the content policy.
// A test fails on any complaint that it did not announce.
import type { BrowserContext, Page } from "@playwright/test";

export class PageLog {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Complaints that fit are not held against the test. Call it before what causes them. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** For tests of faults: the browser itself reports every failed request. */
  expectFailedRequests(): void {
    this.expect(/^error: Failed to load resource/, /^error: Access to fetch at .* has been blocked by CORS policy/);
  }

  /** The complaints that nobody announced. */
  unexpected(): string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.complaints.push(`${message.type()}: ${message.text()}`);
      }
    });
    context.on("weberror", (error) => this.complaints.push(`uncaught: ${error.error()}`));
    context.on("page", (page) => this.watchPage(page));
    await context.exposeBinding("__policyViolation", (_source, words: string) => {
      this.complaints.push(`policy: ${words}`);
    });
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
        const words = `${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`;
        (globalThis as unknown as { __policyViolation(words: string): void }).__policyViolation(words);
      });
    });
  }

  private watchPage(page: Page): void {
    page.on("crash", () => this.complaints.push(`crash: ${page.url()}`));
  }
}
