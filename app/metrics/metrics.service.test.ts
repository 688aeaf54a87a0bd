import { tmpdir } from "node:os";
import { expect, it, vi } from "vitest";
import { customer } from "@/e2e/fixtures/people";
import { dbFor } from "@/server/db";
import { env } from "@/server/env";
import { watchFigures } from "@/server/operation/alarm.service";
import { systemScope } from "@/server/scope";
import { GET } from "./route";

const token = process.env.METRICS_TOKEN ?? "";
const ask = (authorization?: string, host = "api.kdsw.localhost") => GET(new Request(`http://${host}/metrics`, { headers: { host, ...(authorization ? { authorization } : {}) } }));

it("SY2: a machine with the token reads every platform's figures by province, and no company's", async () => {
  const { accountName, customerId } = await customer({ platformId: "JL" });
  const line = { orderId: customerId, orderItemId: customerId, customerId, provinceId: "JL", specificationCode: "OA", operation: "open" as const, state: "pending" as const, needsPerson: true, deadlineAt: new Date(), createdAt: new Date() };
  await dbFor("JL").serviceOrder.createMany({ data: [{ ...line, requestKey: `${customerId}a` }, { ...line, requestKey: `${customerId}b` }] });
  await dbFor("JL").reviewTask.create({ data: { kind: "opening", openingId: customerId, provinceId: "JL", title: "测试企业", subtitle: "x", askedAt: new Date(Date.now() - 8 * 86_400_000), targetAt: new Date(), warnAt: new Date(), dueAt: new Date() } });
  await watchFigures(await systemScope("JL"));
  // On a busy machine the first connections to fifteen platforms may come late; one that is late is down, and then up.
  const text = await vi.waitFor(async () => {
    const answer = await ask(`Bearer ${token}`);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8", "no-store"]);
    const said = await answer.text();
    expect(said.match(/^kdsw_platform_up\{platform="[A-Z]{2}"\} 1$/gm)).toHaveLength(15);
    return said;
  }, { timeout: 25_000, interval: 200 });
  expect(text).toContain("# TYPE kdsw_failed_opens gauge");
  expect(text).toContain(`kdsw_failed_opens{platform="JL",province="JL"} 2\n`);
  expect(text).toMatch(/kdsw_oldest_review_working_seconds\{platform="JL",province="JL"\} [1-9]\d{4,}\n/);
  expect(text).toContain(`kdsw_alarm_open{platform="JL",province="JL",figure="oldestReview"} 1\n`);
  expect(text).toContain(`kdsw_alarm_open{platform="JL",province="JL",figure="failedOpens"} 0\n`);
  for (const secret of [accountName, customerId, "测试企业"]) expect(text).not.toContain(secret);
});

it("promise 24: the disk of a database on this machine is a gauge, with its alarm; of one elsewhere there is none", async () => {
  const settings = env();
  const read = async (folder: string) => {
    settings.DATABASE_DISK = folder;
    return (await ask(`Bearer ${token}`)).text();
  };
  const kept = settings.DATABASE_DISK;
  const here = await read(tmpdir());
  expect(Number(/^kdsw_database_disk_used_ratio (\S+)$/m.exec(here)?.[1])).toBeGreaterThan(0);
  expect(here).toMatch(/^kdsw_alarm_open\{platform="ZX",province="ZX",figure="databaseDisk"\} [01]$/m);
  expect(await read("")).not.toContain("databaseDisk");
  settings.DATABASE_DISK = kept;
}, 60_000);

it.each([
  ["nothing said", undefined, undefined, 401],
  ["another token", `Bearer ${"0".repeat(64)}`, undefined, 401],
  ["the token without its word", token, undefined, 401],
  ["an empty one", "Bearer ", undefined, 401],
  ["the token at a storefront", `Bearer ${token}`, "sd.kdsw.localhost", 404],
  ["the token at an unknown host", `Bearer ${token}`, "127.0.0.1", 404],
] as const)("SY2: no figure leaves with %s", async (_, authorization, host, status) => {
  const answer = await ask(authorization, host);
  expect([answer.status, await answer.text()]).toEqual([status, ""]);
});
