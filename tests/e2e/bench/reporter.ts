// Shows what the measurements print, and why one failed; nothing else.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Shown implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(_test: TestCase, result: TestResult): void {
    result.errors.forEach((error) => console.error(error.message ?? error.value));
  }

  onError(error: { message?: string }): void {
    console.error(error.message);
  }
}
