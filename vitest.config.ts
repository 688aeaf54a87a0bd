import { resolve } from "node:path";
import { type TestProjectInlineConfiguration, defineConfig } from "vitest/config";

const alias = { "@": resolve(import.meta.dirname) };
const exclude = ["node_modules/**", ".next/**", ".data/**", ".edge/**"];

/** Also what the planted faults of `npm run mutation` are tried on. */
export const rules: TestProjectInlineConfiguration = { resolve: { alias }, test: { name: "rules", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.service.test.ts", "e2e/structure/**"], pool: "threads", testTimeout: 20_000 } };

/** `rules` are pure and quick; `services` run on a real PostgreSQL with the simulators beside them. */
export default defineConfig({
  test: {
    projects: [
      rules,
      { resolve: { alias }, test: { name: "services", include: ["**/*.service.test.ts", "e2e/structure/**/*.test.ts"], exclude, globalSetup: ["e2e/fixtures/database.ts"], pool: "forks", maxWorkers: 2, testTimeout: 30_000, hookTimeout: 60_000 } },
    ],
  },
});
