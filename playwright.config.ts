import { defineConfig } from "@playwright/test";
import { chromiumArgs } from "./e2e/fixtures/chromium-args";

const { PORT = "3000", CHROMIUM_PATH, PORTAL_DOMAIN = "kdsw.localhost" } = process.env;

export default defineConfig({
  testDir: "e2e",
  // Faults break what all journeys share, so they come last and alone.
  projects: [
    { name: "journeys", testMatch: "**/*.spec.ts", testIgnore: ["faults/**", "edge/**"] },
    { name: "faults", testMatch: "faults/**/*.spec.ts", dependencies: ["journeys"] },
    // The public journeys again with workerd at PORT, then what is the edge's own; the origin is stopped in the last.
    { name: "edge", testMatch: ["national/**/*.spec.ts", "edge/*.spec.ts"], testIgnore: "edge/*.away.spec.ts" },
    { name: "edge-away", testMatch: "edge/*.away.spec.ts", dependencies: ["edge"] },
  ],
  outputDir: ".data/playwright",
  fullyParallel: false,
  // A journey mostly waits for a page: three keep two cores at work.
  workers: 3,
  // Machines are shared and noisy; what needs another try is named by the run.
  retries: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://sd.${PORTAL_DOMAIN}:${PORT}`,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 900 },
    launchOptions: { ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}), args: chromiumArgs },
    trace: "off",
    actionTimeout: 15_000,
  },
});
