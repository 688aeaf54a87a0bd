import { randomUUID } from "node:crypto";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { readLaunchToken } from "../../e2e/simulators/ap/launch-token";
import written from "./ap-interface.openapi.json";
import { type ApRequest, apRequest, launchToken } from "./ap-request.rules";
import { INTERFACE_VERSION } from "./interface.rules";

const order = { serviceOrderId: randomUUID(), orderNumber: "SD26110000001" };
const id = "OA-SD-00000001";
const now = Math.floor(Date.now() / 1000);
const claims = { jti: randomUUID(), businessId: id, sub: "1001", name: "张三", role: "user" as const, iat: now, exp: now + 60 };
const product = { specificationCode: "OA", offeringCode: "OA-STD", seats: 10, facts: { mailDomain: "company.example", domain: "company.example" } };
const open = { ...order, platformId: "SD", provinceId: "SD", product, company: { name: "测试企业", creditCode: "91370102MA3C2K7T1R" }, administrator: { name: "张三", email: "a@company.example", phone: "13800000000" }, callbackUrl: "http://api.kdsw.localhost:3000/api/ap/v1/callbacks/SD" };

const calls: Record<keyof typeof apRequest, [template: string, request: ApRequest]> = {
  open: ["/v1/services", apRequest.open(open)],
  result: ["/v1/requests/{key}", apRequest.result(`${order.serviceOrderId}:open:1`)],
  read: ["/v1/services/{businessId}", apRequest.read(id)],
  change: ["/v1/services/{businessId}/change", apRequest.change(id, { ...order, seats: 20, offeringCode: "OA-PRO", facts: {} })],
  seats: ["/v1/services/{businessId}/seats", apRequest.seats(id, { ...order, seats: 20 })],
  assignSeat: ["/v1/services/{businessId}/seat-users/assign", apRequest.assignSeat(id, { ...order, user: { id: randomUUID(), employeeNumber: "1001", name: "张三", email: null } })],
  withdrawSeat: ["/v1/services/{businessId}/seat-users/withdraw", apRequest.withdrawSeat(id, { ...order, userId: randomUUID() })],
  administrator: ["/v1/services/{businessId}/administrator", apRequest.administrator(id, { ...order, administrator: { userId: randomUUID(), name: "张三", email: "a@company.example", phone: null }, isReset: false })],
  seatUsers: ["/v1/services/{businessId}/seat-users", apRequest.seatUsers(id, "", 200)],
  suspend: ["/v1/services/{businessId}/suspend", apRequest.suspend(id, { ...order, cause: "arrears" })],
  resume: ["/v1/services/{businessId}/resume", apRequest.resume(id, order)],
  cancel: ["/v1/services/{businessId}/cancel", apRequest.cancel(id, { ...order, reason: "lateActivation", exportUntil: null })],
  erase: ["/v1/services/{businessId}/erase", apRequest.erase(id, order)],
  usage: ["/v1/services/{businessId}/usage", apRequest.usage(id, "2026-11")],
  usageRecords: ["/v1/services/{businessId}/usage-records", apRequest.usageRecords(id, 0n, 200)],
  heartbeat: ["/v1/heartbeat", apRequest.heartbeat()],
  launch: ["/v1/launch", apRequest.launch(launchToken("secret", claims))],
};

type Operation = { requestBody?: { content: { "application/json": { schema: { $ref: string } } } }; parameters?: { $ref: string }[] };
const operationOf = (template: string, method: string) => (written.paths as unknown as Record<string, Record<string, Operation>>)[template]?.[method.toLowerCase()];
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
ajv.addSchema(written, "interface");

it.each(Object.entries(calls))("IN4: our call %s is as the published interface says: address, query and body", (_, [template, { method, path, body }]) => {
  const operation = operationOf(template, method);
  expect(operation, `${method} ${template}`).toBeDefined();
  const [address = "", query = ""] = path.split("?");
  expect(new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(address)).toBe(true);
  const named = Object.fromEntries(Object.entries(written.components.parameters).map(([name, one]) => [name, one]));
  const known = (operation?.parameters ?? []).map(({ $ref }) => named[$ref.split("/").at(-1) ?? ""]?.name);
  for (const name of new URLSearchParams(query).keys()) expect(known).toContain(name);
  expect(known).toEqual(expect.arrayContaining(["X-KDSW-Version", "X-KDSW-Timestamp"]));
  if (method === "GET") return void expect(operation?.requestBody).toBeUndefined();
  const check = ajv.getSchema(`interface${operation?.requestBody?.content["application/json"].schema.$ref ?? ""}`);
  expect(check?.(JSON.parse(JSON.stringify(body))), JSON.stringify(check?.errors)).toBe(true);
});

it("IN4: every address of the published interface has a call of ours, in the version that we speak", () => {
  const listed = Object.entries(written.paths).flatMap(([address, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`));
  expect(Object.values(calls).map(([template, { method }]) => `${method} ${template}`).sort()).toEqual(listed.sort());
  expect([written.components.parameters.Version.schema.const, written.info.version.split(".")[0]]).toEqual([INTERFACE_VERSION, INTERFACE_VERSION]);
});

it("IN4: a launch token is read by whoever has the secret, and by nobody else", () => {
  expect(readLaunchToken("secret", launchToken("secret", claims), new Date())).toEqual(claims);
  expect(readLaunchToken("another", launchToken("secret", claims), new Date())).toBe("TOKEN_INVALID");
});
