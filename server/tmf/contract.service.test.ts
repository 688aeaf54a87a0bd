import { readFileSync, readdirSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { beforeAll, expect, it } from "vitest";
import { companyWithAll, owned } from "../../e2e/fixtures/company-with-all";
import { type Machine } from "../../e2e/fixtures/machine";
import { type TestCustomer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { type ApiNumber, machineApis } from "../machine/machine.rules";
import { missingResourceOf, missingResources, missingVerbs } from "./not-served";

type Schema = { $ref?: string; type?: string; items?: Schema; properties?: Record<string, unknown> };
type Operation = { responses: Record<string, { schema?: Schema }>; parameters?: { in: string; schema?: Schema }[] };
type Swagger = { paths: Record<string, Record<string, Operation>>; definitions: Record<string, Schema> };
type Case = { number: ApiNumber; path: string; resource: string; hasId: boolean; verb: string; operation: Operation; swagger: Swagger };

const folder = "server/tmf/swagger";
/** TM Forum's own files, and what each of their operations is. */
const cases: Case[] = readdirSync(folder).sort().flatMap((file) => {
  const swagger = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Swagger;
  const number = file.slice(3, 6) as ApiNumber;
  return Object.entries(swagger.paths).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, operation]) => ({ number, path, resource: path.split("/")[1] ?? "", hasId: path.endsWith("{id}"), verb, operation, swagger })));
});
/** The addresses under /listener are the subscriber's own: TM Forum's file shows what it must offer. */
const ours = cases.filter(({ resource }) => resource !== "listener");

const compiled = new Map<string, ValidateFunction>();
/** What a response of TM Forum's file must be like. Swagger 2 says a float where JSON Schema says a number. */
function validatorOf({ number, swagger }: Case, schema: Schema): ValidateFunction {
  const key = `${number} ${JSON.stringify(schema)}`;
  const known = compiled.get(key);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat("base64", true);
  ajv.addFormat("float", { type: "number", validate: () => true });
  const made = ajv.compile({ ...schema, definitions: swagger.definitions });
  compiled.set(key, made);
  return made;
}

const pathOf = (number: ApiNumber, resource: string) => `/${machineApis.find((api) => api.number === number)?.path}/v4/${resource}`;
const named = ({ number, verb, path }: Case) => `${number} ${verb} ${path}`;
const isMissing = ({ number, resource }: Case) => missingResourceOf(number, resource) !== null;
const whyNot = ({ number, resource, verb }: Case) => missingVerbs[number]?.[`${resource} ${verb}`] ?? missingVerbs[number]?.["*"] ?? null;

const whyNotServed = ({ status }: { status: number }) => (status === 405 || status === 501 ? status : null);

let system: Machine;
let company: TestCustomer;

beforeAll(async () => {
  ({ system, company } = await companyWithAll());
});

function problemsOf(one: Case, schema: Schema, body: unknown): string[] {
  const validate = validatorOf(one, schema);
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

it("IN6: each operation of TM Forum's files is either served or listed as not served, and nothing is listed for nothing", () => {
  expect(ours.length).toBeGreaterThan(150);
  expect(new Set(cases.map(({ number }) => number))).toEqual(new Set(machineApis.map(({ number }) => number)));
  for (const [number, resources] of Object.entries(missingResources)) for (const resource of Object.keys(resources)) expect([number, resource, ours.some((one) => one.number === number && one.resource === resource)]).toEqual([number, resource, true]);
  for (const [number, verbs] of Object.entries(missingVerbs)) for (const key of Object.keys(verbs)) if (key !== "*") expect([number, key, ours.some((one) => one.number === number && `${one.resource} ${one.verb}` === key)]).toEqual([number, key, true]);
});

it("IN6, IN7: every list and every single resource answers as TM Forum's file says, and says nothing that the file does not know", async () => {
  const problems: string[] = [];
  for (const one of ours.filter(({ verb, hasId }) => verb === "get" && !hasId)) {
    if (isMissing(one)) continue;
    const path = pathOf(one.number, one.resource);
    const filter = owned[one.resource];
    const list = await system.call("GET", `${path}?limit=50${filter ? `&${filter}=${company.customerId}` : ""}`);
    const rows = list.body as Record<string, unknown>[];
    const schema = one.operation.responses["200"]?.schema ?? {};
    if (list.status > 206 || !Array.isArray(rows) || rows.length === 0) problems.push(`${named(one)}: ${list.status}, ${Array.isArray(rows) ? "no row" : JSON.stringify(rows)}`);
    else problems.push(...problemsOf(one, schema, rows).slice(0, 5).map((problem) => `${named(one)}: ${problem}`));
    const known = Object.keys(one.swagger.definitions[schema.items?.$ref?.split("/").at(-1) ?? ""]?.properties ?? {});
    for (const row of (Array.isArray(rows) ? rows : []).slice(0, 3)) {
      for (const name of Object.keys(row)) if (!known.includes(name)) problems.push(`${named(one)}: ${name} is unknown`);
      const single = await system.call("GET", `${path}/${String(row.id)}`);
      if (single.status !== 200 || JSON.stringify(single.body) !== JSON.stringify(row)) problems.push(`${named(one)}: ${String(row.id)} alone differs`);
      if (row.href !== `http://api.kdsw.localhost:3000/tmf-api${path}/${String(row.id)}`) problems.push(`${named(one)}: href ${String(row.href)}`);
    }
    const none = await system.call("GET", `${path}/no-such-id`);
    const refusal = problemsOf(one, one.operation.responses["404"]?.schema ?? {}, none.body);
    if (none.status !== 404 || refusal.length > 0) problems.push(`${named(one)}: an unknown id gives ${none.status} ${refusal.join()}`);
  }
  expect(problems).toEqual([]);
});

it("IN6, IN7: what is created and changed answers as TM Forum's file says", async () => {
  const offering = await dbFor("SD").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } });
  const party = [{ id: company.customerId, role: "customer", "@referredType": "Customer" }];
  const order = { externalId: randomUUID(), relatedParty: party, note: [{ text: "柜台" }], productOrderItem: [{ id: "1", action: "add", productOffering: { id: offering.id }, product: { productCharacteristic: [{ name: "seats", value: 10 }, { name: "administratorEmail", value: "admin@company.example" }] } }] };
  const problems: string[] = [];
  const tried = async (number: ApiNumber, resource: string, verb: "post" | "patch", body: object, id = "") => {
    const one = ours.find((each) => each.number === number && each.resource === resource && each.verb === verb);
    const status = verb === "post" ? 201 : 200;
    const answer = await system.call(verb.toUpperCase(), `${pathOf(number, resource)}${id ? `/${id}` : ""}`, body);
    if (!one || answer.status !== status) problems.push(`${number} ${verb} ${resource}: ${answer.status} ${JSON.stringify(answer.body)}`);
    else problems.push(...problemsOf(one, one.operation.responses[String(status)]?.schema ?? {}, answer.body).map((problem) => `${named(one)}: ${problem}`));
    if (verb === "post" && !(answer.headers.get("location") ?? "").endsWith(`${pathOf(number, resource)}/${(answer.body as { id: string }).id}`)) problems.push(`${number} ${resource}: ${answer.headers.get("location")}`);
    return (answer.body as { id: string }).id;
  };
  const orderId = await tried("622", "productOrder", "post", order);
  await tried("622", "productOrder", "patch", { note: [{ text: "柜台" }, { text: "补充" }] }, orderId);
  await tried("622", "cancelProductOrder", "post", { productOrder: { id: orderId } });
  const ticketId = await tried("621", "troubleTicket", "post", { description: "打不开", severity: "P3", ticketType: "fault", relatedParty: party });
  await tried("621", "troubleTicket", "patch", { status: "inProgress" }, ticketId);
  for (const { number } of machineApis) {
    const hubId = await tried(number, "hub", "post", { callback: "https://bss.example.com/events" });
    const gone = await system.call("DELETE", `${pathOf(number, "hub")}/${hubId}`);
    if (gone.status !== 204) problems.push(`${number} hub: ${gone.status}`);
  }
  expect(problems).toEqual([]);
});

it("IN6: what our own OpenAPI file names is answered, and what TM Forum's files name and it does not is not", async () => {
  const { paths } = JSON.parse(readFileSync("docs/openapi.json", "utf8")) as { paths: Record<string, Record<string, unknown>> };
  const problems: string[] = [];
  for (const one of ours) {
    const path = `/tmf-api${pathOf(one.number, one.resource)}${one.hasId ? "/{id}" : ""}`;
    const isNamed = paths[path]?.[one.verb] !== undefined;
    const isServed = !isMissing(one) && whyNotServed(await system.call(one.verb.toUpperCase(), path.slice("/tmf-api".length).replace("{id}", randomUUID()), one.verb === "get" || one.verb === "delete" ? undefined : {})) === null;
    if (isNamed !== isServed) problems.push(`${named(one)}: ${isNamed ? "named and not served" : "served and not named"}`);
  }
  expect(problems).toEqual([]);
  const whole = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`));
  // TM Forum's files leave the reading of a hub out, which TMF630 describes.
  const beyond = whole.filter((line) => !/^get \S+\/hub(?:\/\{id\})?$/.test(line) && !ours.some((one) => line === `${one.verb} /tmf-api${pathOf(one.number, one.resource)}${one.hasId ? "/{id}" : ""}`));
  expect(beyond).toEqual([]);
});

it("IN6: what is not served says so: 501 for a resource, 405 with Allow for a verb, each with TM Forum's error body and a reason in the table", async () => {
  const problems: string[] = [];
  for (const one of ours.filter((each) => each.verb !== "get" || isMissing(each))) {
    const address = `${pathOf(one.number, one.resource)}${one.hasId ? `/${randomUUID()}` : ""}`;
    const answer = await system.call(one.verb.toUpperCase(), address, one.verb === "get" || one.verb === "delete" ? undefined : {});
    const error = one.operation.responses["500"]?.schema ?? {};
    if (answer.status === 404 && !one.hasId) problems.push(`${named(one)}: is not known`);
    if (isMissing(one) ? answer.status !== 501 : answer.status === 501) problems.push(`${named(one)}: ${answer.status}`);
    if (answer.status === 405 && (whyNot(one) === null || !answer.headers.get("allow"))) problems.push(`${named(one)}: 405 without a reason or Allow`);
    if (answer.status >= 500 && answer.status !== 501) problems.push(`${named(one)}: ${answer.status}`);
    if (answer.status >= 400) problems.push(...problemsOf(one, error, answer.body).map((problem) => `${named(one)}: ${problem}`));
  }
  expect(problems).toEqual([]);
});
