import { writeFileSync } from "node:fs";
import type { Reporter, TestCase } from "vitest/node";

/** Writes down which tests passed only at another try, for scripts/test.ts to name: a machine under load is no excuse that may stay hidden. */
export default class SecondTries implements Reporter {
  private readonly names: string[] = [];
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.names.push(test.fullName);
  }
  onTestRunEnd(): void {
    writeFileSync(".data/second-tries.json", JSON.stringify(this.names));
  }
}
