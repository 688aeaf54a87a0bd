import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openApi } from "./openapi";

const file = "docs/openapi.json";
const text = `${JSON.stringify(openApi(), null, 1)}\n`;
if (process.env.WRITE_OPENAPI === "1") writeFileSync(file, text);

it("IN6: docs/openapi.json says what the routes serve (WRITE_OPENAPI=1 writes it anew)", () => {
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("IN6: every operation has a scope that a client can be given, a name of its own and TM Forum's error", () => {
  const paths = openApi().paths as Record<string, Record<string, { operationId: string; security: { clientCredentials: string[] }[]; responses: Record<string, unknown> }>>;
  const operations = Object.values(paths).flatMap((verbs) => Object.values(verbs));
  const scopes = (openApi().components as { securitySchemes: { clientCredentials: { flows: { clientCredentials: { scopes: Record<string, string> } } } } }).securitySchemes.clientCredentials.flows.clientCredentials.scopes;
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(operations.length).toBeGreaterThan(80);
  for (const { operationId, security, responses } of operations) expect([operationId, Object.keys(scopes).includes(security[0]?.clientCredentials[0] ?? ""), Object.keys(responses).includes("401")]).toEqual([operationId, true, true]);
});
