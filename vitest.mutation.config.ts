import { defineConfig } from "vitest/config";
import { rules } from "./vitest.config";

/** Rules' tests of the money areas, with one seed for all properties, so that the same code always comes to the same score. */
export default defineConfig({ ...rules, test: { ...rules.test, include: ["server/{kernel,catalog,changes,billing,payments,fapiao,promotions}/*.rules.test.ts"], setupFiles: ["e2e/fixtures/one-seed.ts"] } });
