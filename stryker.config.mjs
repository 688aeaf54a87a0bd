// Faults planted one by one into what reckons money and days; the rules' tests must notice them. Nothing is excused: words in
// formulas are how a customer checks a sum by hand (BI2), and a bank's headings decide what a statement says (BI4).
export default {
  mutate: [
    "server/kernel/money.ts",
    "server/catalog/{rating,discount,tariff,price,terms}.rules.ts",
    "server/changes/change.rules.ts",
    "server/billing/{bill,run,period,dunning,forecast,change-guard}.rules.ts",
    "server/payments/{payment,transfer}.rules.ts",
    "server/fapiao/fapiao.rules.ts",
    "server/promotions/promotion.rules.ts",
  ],
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts" },
  coverageAnalysis: "perTest",
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  // A loop without end is cut by its hits; the clock is for the rest, and a busy machine must not pass for a caught fault.
  timeoutMS: 20_000,
  timeoutFactor: 4,
  incremental: true,
  incrementalFile: ".data/mutation/incremental.json",
  tempDirName: ".data/mutation/work",
  ignorePatterns: [".data", ".next", "test-results", "playwright-report"],
  // Tables of states and headings are read once, so each of their faults runs all tests: slow, and wanted.
  warnings: { slow: false },
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: ".data/mutation/report.json" },
  allowConsoleColors: false,
};
