import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { generateApi } from "swagger-typescript-api";
import ts from "typescript";
import { beforeAll, expect, it } from "vitest";
import { companyWithAll, owned } from "../../e2e/fixtures/company-with-all";
import { type Machine, tmf } from "../../e2e/fixtures/machine";
import { type TestCustomer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { type ApiNumber, machineApis } from "../machine/machine.rules";
import { missingResourceOf } from "./not-served";

type Answer = { status: number; ok: boolean; headers: Headers; data: unknown };
type Method = (...args: unknown[]) => Promise<Answer>;
type Client = Record<string, Record<string, Method>>;
type Made = new (config: { baseUrl: string; baseApiParams: { secure: boolean }; securityWorker: () => unknown; customFetch: typeof fetch }) => Client;

let system: Machine;
let company: TestCustomer;
beforeAll(async () => {
  ({ system, company } = await companyWithAll());
});

const folder = "server/tmf/swagger";
const rootOf = (number: ApiNumber) => `${machineApis.find((api) => api.number === number)?.path}/v4`;

/** What the generator makes of TM Forum's own file, compiled and loaded; its requests reach the route's own handler. */
async function generated(number: ApiNumber): Promise<Client> {
  const file = readdirSync(folder).find((name) => name.startsWith(`TMF${number}`)) ?? "";
  const spec = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as never;
  const { files } = await generateApi({ spec, output: false, httpClientType: "fetch", silent: true, fileName: "client" });
  const { outputText } = ts.transpileModule(files[0]?.fileContent ?? "", { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  mkdirSync(".data/generated-clients", { recursive: true });
  const path = resolve(`.data/generated-clients/TMF${number}.mjs`);
  writeFileSync(path, outputText);
  const { Api } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { Api: Made };
  return new Api({
    baseUrl: `/${rootOf(number)}`,
    baseApiParams: { secure: true },
    securityWorker: () => ({ headers: { authorization: `Bearer ${system.token}` } }),
    customFetch: async (url, init = {}) => {
      const { status, headers, body } = await tmf(init.method ?? "GET", String(url), { ...(typeof init.body === "string" ? { body: init.body } : {}), headers: Object.fromEntries(new Headers(init.headers).entries()) });
      const given = new Headers(headers);
      given.delete("content-length");
      return new Response(body === null ? null : JSON.stringify(body), { status, headers: given });
    },
  });
}

const verbOf = (client: Client, resource: string, verb: string): Method => {
  const name = Object.keys(client[resource] ?? {}).find((key) => key.startsWith(verb));
  const method = name ? client[resource]?.[name] : undefined;
  if (!method) throw new Error(`the generated client has no ${verb} of ${resource}`);
  return method;
};
const refusedWith = async (work: Promise<Answer>) => work.then(({ status }) => status, (answer: Answer) => answer.status);

it("IN6: clients generated from TM Forum's own files read every list and each single thing, unmodified", async () => {
  const problems: string[] = [];
  let read = 0;
  for (const { number } of machineApis) {
    const client = await generated(number);
    for (const [resource, methods] of Object.entries(client)) {
      const isResource = typeof methods === "object" && methods !== null && Object.keys(methods).some((key) => key.startsWith("list") && !key.startsWith("listenTo"));
      if (!isResource || missingResourceOf(number, resource) !== null) continue;
      const list = await verbOf(client, resource, "list")({ limit: 3 });
      const rows = list.data as { id: string }[];
      if (list.status > 206 || !Array.isArray(rows) || rows.length === 0) problems.push(`${number} ${resource}: ${list.status}`);
      for (const { id } of rows.slice(0, 1)) {
        const one = await verbOf(client, resource, "retrieve")(id, { fields: "id" });
        if (one.status !== 200 || (one.data as { id: string }).id !== id) problems.push(`${number} ${resource} ${id}: ${one.status}`);
      }
      if ((await refusedWith(verbOf(client, resource, "retrieve")("no-such-id", {}))) !== 404) problems.push(`${number} ${resource}: an unknown id is none of 404`);
      read += 1;
    }
    const hub = await verbOf(client, "hub", "register")({ callback: "https://bss.example.com/events", query: "" });
    const gone = await verbOf(client, "hub", "unregister")((hub.data as { id: string }).id);
    if (hub.status !== 201 || gone.status !== 204) problems.push(`${number} hub: ${hub.status}, ${gone.status}`);
  }
  expect(problems).toEqual([]);
  expect(read).toBeGreaterThan(20);
  // Eleven clients are made and compiled.
}, 180_000);

it("IN6, OR2: the generated client orders, changes, cancels and opens a case", async () => {
  const [orders, tickets] = [await generated("622"), await generated("621")];
  const offering = await dbFor("SD").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } });
  const relatedParty = [{ id: company.customerId, role: "customer", "@referredType": "Customer" }];
  const order = { externalId: randomUUID(), relatedParty, productOrderItem: [{ id: "1", action: "add", productOffering: { id: offering.id }, product: { productCharacteristic: [{ name: "seats", value: 10 }, { name: "administratorEmail", value: "admin@company.example" }] } }] };
  const made = await verbOf(orders, "productOrder", "create")(order);
  const { id, href, state, productOrderItem } = made.data as { id: string; href: string; state: string; productOrderItem: object[] };
  expect([made.status, made.headers.get("location"), state]).toEqual([201, href, "acknowledged"]);
  const changed = await verbOf(orders, "productOrder", "patch")(id, { note: [{ text: "柜台补充" }], productOrderItem });
  expect([changed.status, (changed.data as { note: { text: string }[] }).note.map(({ text }) => text)]).toEqual([200, ["柜台补充"]]);
  const task = await verbOf(orders, "cancelProductOrder", "create")({ productOrder: { id }, cancellationReason: "客户改变主意" });
  expect([task.status, (task.data as { state: string }).state]).toEqual([201, "done"]);
  expect(((await verbOf(orders, "productOrder", "retrieve")(id, {})).data as { state: string }).state).toBe("cancelled");
  expect(await refusedWith(verbOf(orders, "productOrder", "delete")(id))).toBe(405);
  const ticket = await verbOf(tickets, "troubleTicket", "create")({ description: "打不开", severity: "P3", ticketType: "fault", relatedParty });
  expect(ticket.status).toBe(201);
  expect((await verbOf(tickets, "troubleTicket", "patch")((ticket.data as { id: string }).id, { status: "inProgress" })).status).toBe(200);
});

/** What TM Forum's conformance profiles make mandatory in an answer, besides id and href. */
const mandatory: Partial<Record<ApiNumber, Record<string, readonly string[]>>> = {
  "620": Object.fromEntries(["catalog", "category", "productOffering", "productOfferingPrice", "productSpecification"].map((name) => [name, ["name", "lifecycleStatus", "lastUpdate"]])),
  "621": { troubleTicket: ["creationDate", "description", "lastUpdate", "severity", "status", "ticketType"] },
  "622": { productOrder: ["orderDate", "state", "productOrderItem"] },
  "629": { customer: ["name", "engagedParty"] },
  "632": { individual: ["givenName", "familyName"], organization: ["tradingName"] },
  "637": { product: ["status"] },
  "641": { serviceOrder: ["orderDate", "state", "serviceOrderItem"] },
  "666": { partyAccount: ["name", "relatedParty"], billingAccount: ["name", "relatedParty"], financialAccount: ["name"], billFormat: ["name"], billPresentationMedia: ["name"], billingCycleSpecification: ["name"] },
  "676": { payment: ["account", "paymentMethod", "totalAmount", "status", "statusDate"], refund: ["account", "paymentMethod", "totalAmount", "status", "statusDate"] },
  "678": { customerBill: ["billDocument"], appliedCustomerBillingRate: ["isBilled"] },
};

it("IN7: as TM Forum's conformance kits ask: mandatory attributes in every answer, each searched for and alone by its name, an unknown id is a 404", async () => {
  const problems: string[] = [];
  const got = async (path: string) => system.call("GET", path);
  for (const [number, resources] of Object.entries(mandatory) as [ApiNumber, Record<string, readonly string[]>][]) for (const [resource, names] of Object.entries(resources)) {
    const path = `/${rootOf(number)}/${resource}`;
    const own = owned[resource] ? `${owned[resource]}=${company.customerId}` : "";
    const rows = (await got(`${path}?limit=20&${own}`)).body as Record<string, unknown>[];
    if (!Array.isArray(rows) || rows.length === 0) problems.push(`${number} ${resource}: no row`);
    for (const row of Array.isArray(rows) ? rows : []) for (const name of ["id", "href", ...names]) if (row[name] === undefined) problems.push(`${number} ${resource}: ${name} is missing`);
    const [first] = Array.isArray(rows) ? rows : [];
    if (!first) continue;
    for (const name of ["id", ...names]) {
      const alone = (await got(`${path}/${String(first.id)}?fields=${name}`)).body as Record<string, unknown>;
      const extra = Object.keys(alone).filter((key) => !["id", "href", name].includes(key) && !key.startsWith("@"));
      if (JSON.stringify(alone[name]) !== JSON.stringify(first[name]) || extra.length > 0) problems.push(`${number} ${resource}: fields=${name} gives ${Object.keys(alone).join()}`);
      if (typeof first[name] === "object") continue;
      const found = await got(`${path}?${name}=${encodeURIComponent(String(first[name]))}&${own}`);
      const same = found.body as Record<string, unknown>[];
      if (found.status !== 200 || !same.some(({ id }) => id === first.id) || same.some((row) => String(row[name]) !== String(first[name]))) problems.push(`${number} ${resource}: ${name}=${String(first[name])} gives ${found.status} ${JSON.stringify(found.body).slice(0, 200)}`);
    }
    if ((await got(`${path}/no-such-id`)).status !== 404) problems.push(`${number} ${resource}: an unknown id`);
  }
  expect(problems).toEqual([]);
});
