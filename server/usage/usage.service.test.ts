import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { type Provider, providerOf } from "../../e2e/fixtures/usage";
import { control } from "../../e2e/simulators/test-client";
import { chargeLateUsage } from "../billing/late-usage.service";
import { advanceRuns, rerunAccount } from "../billing/run.service";
import { usageLine } from "../catalog/rating.rules";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { proveLedger } from "../ledger/proof.service";
import { addRobot } from "../notifications/robot.service";
import { type AskUsage, readDueUsage } from "./reading.service";
import { markBilled } from "./record.service";

const PLATFORM = "BJ";
const db = () => dbFor(PLATFORM);
const pages = component({ id: "usage", kind: "usage", name: "超出页", feeFen: 30n, freeUnits: 100, unitName: "页" });
const open: Provider[] = [];
afterAll(() => Promise.all(open.map((provider) => provider.close())));

type Metered = { owner: TestCustomer; productId: string; businessId: string; provider: Provider; read: (at: string, ask?: AskUsage) => Promise<void> };

/** A company with a product that is paid by use since the first of March, whose provider counts until a day. */
async function metered({ until = "2026-03-21", freeUnits = 100 } = {}): Promise<Metered> {
  const owner = await customer({ platformId: PLATFORM, payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2026-03-01", components: [component(), { ...pages, freeUnits }] });
  const provider = await providerOf(PLATFORM, [productId], { from: "2026-03-01", until });
  open.push(provider);
  const { businessId } = await db().product.findFirstOrThrow({ where: { id: productId }, select: { businessId: true } });
  const read = async (at: string, ask = provider.ask) => {
    await db().usageReading.updateMany({ where: { productId }, data: { nextReadAt: dateOf("2026-03-01") } });
    // Only this product's provider answers: others' wait.
    await readDueUsage(await scopeAt(PLATFORM, at), (asked, position, code) => (asked === businessId ? ask(asked, position, code) : Promise.reject(new Error("another provider"))));
  };
  return { owner, productId, businessId: businessId ?? "", provider, read };
}

const sumOf = (productId: string, period = "2026-03-01") => db().productUsage.findFirst({ where: { productId, periodFrom: dateOf(period) } });
const total = (rows: readonly { quantity: number }[]) => rows.reduce((sum, row) => sum + row.quantity, 0);
const mails = async ({ customerId }: TestCustomer) => (await db().notification.findMany({ where: { customerId, kind: { startsWith: "usage." } }, orderBy: { createdAt: "asc" }, select: { kind: true } })).map(({ kind }) => kind);

/** Takes billing to a day, every run that is due. */
async function billUntil(at: string): Promise<void> {
  const scope = await scopeAt(PLATFORM, at);
  while (await advanceRuns(scope));
}

const usageCharges = (productId: string) => db().appliedCustomerBillingRate.findMany({ where: { productId, componentId: "usage" }, orderBy: { createdAt: "asc" }, include: { bill: { select: { periodFrom: true } } } });

it("PR13: what an AP reports is taken in once, by day and user, whatever is repeated and however many workers read", async () => {
  const { owner, productId, businessId, provider, read } = await metered();
  await Promise.all([read("2026-03-25 09:00"), read("2026-03-25 09:00"), read("2026-03-25 09:00")]);
  const reports = provider.counted(businessId);
  expect(reports.length).toBeGreaterThan(20);
  expect((await sumOf(productId))?.used).toBe(total(reports));
  await db().usageReading.updateMany({ where: { productId }, data: { position: 0 } });
  await read("2026-03-25 10:00");
  expect(await db().productUsageDay.count({ where: { productId } })).toBe(reports.length);
  expect((await sumOf(productId))?.used).toBe(total(reports));

  const caller = await owner.as("reader");
  const usage = await caller.usage.ofProduct({ productId, periodFrom: "2026-03-01" });
  expect(usage).toMatchObject({ includedUnits: 100, used: total(reports), isRunning: false, forecast: null, chargeFen: usageLine(pages, total(reports)).grossFen });
  expect(usage.days).toHaveLength(31);
  const { rows } = await caller.usage.users({ productId, componentId: "usage", periodFrom: "2026-03-01" });
  expect(rows.map((row) => row.used)).toEqual(rows.map((row) => row.used).sort((a, b) => b - a));
  for (const { userName, used } of rows) expect(used).toBe(total(reports.filter((report) => report.userName === userName)));
});

it("PR13: a day that has not come is not taken, and not lost", async () => {
  const { productId, businessId, provider, read } = await metered();
  await read("2026-03-10 09:00");
  const upTo = (day: string) => total(provider.counted(businessId).filter(({ usedOn }) => usedOn <= day));
  expect((await sumOf(productId))?.used).toBe(upTo("2026-03-10"));
  await read("2026-03-25 09:00");
  expect((await sumOf(productId))?.used).toBe(upTo("2026-03-31"));
});

it("PR13: a corrected day replaces what stood, and a straggler of the old report changes nothing", async () => {
  const { productId, businessId, provider, read } = await metered();
  await read("2026-03-25 09:00");
  const [first] = provider.counted(businessId);
  if (!first) throw new Error("nothing was counted");
  await provider.correct(businessId, first.usedOn, first.userName, first.quantity + 40);
  await read("2026-03-25 10:00");
  expect((await sumOf(productId))?.used).toBe(total(provider.counted(businessId)) + 40);
  await read("2026-03-25 11:00", async () => ({ status: 200, body: { businessId, records: [first], hasMore: false } }));
  expect((await sumOf(productId))?.used).toBe(total(provider.counted(businessId)) + 40);
});

it("PR13: users are paged by use, each once, also where they used the same", async () => {
  const { owner, productId, businessId, read } = await metered();
  const records = Array.from({ length: 45 }, (_, n) => ({ sequence: n + 1, metric: "usage", usedOn: "2026-03-05", userName: `user.${String(n).padStart(2, "0")}`, quantity: 1 + (n % 3) }));
  await read("2026-03-25 09:00", async () => ({ status: 200, body: { businessId, records, hasMore: false } }));
  const caller = await owner.as();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: { rows: { userName: string }[]; nextAfter: string | null } = await caller.usage.users({ productId, componentId: "usage", periodFrom: "2026-03-01", ...(after === null ? {} : { after }) });
    seen.push(...page.rows.map(({ userName }) => userName));
    after = page.nextAfter;
  } while (after !== null);
  expect(seen).toEqual([...records].sort((a, b) => b.quantity - a.quantity || (a.userName < b.userName ? -1 : 1)).map(({ userName }) => userName));
});

it("PR13: another company, and a product that is not paid by use, have no page of use", async () => {
  const { productId } = await metered();
  const other = await customer({ platformId: PLATFORM });
  const plain = await runningProduct(other, { startedOn: "2026-03-01" });
  const caller = await other.as();
  expect(await codeOf(caller.usage.ofProduct({ productId }))).toBe("NOT_FOUND");
  expect(await codeOf(caller.usage.users({ productId, componentId: "usage", periodFrom: "2026-03-01" }))).toBe("NOT_FOUND");
  expect(await codeOf(caller.usage.ofProduct({ productId: plain }))).toBe("NOT_FOUND");
  expect(await db().usageReading.count({ where: { productId: plain } })).toBe(0);
});

it("PR13: a provider that is down, babbles or hangs up holds up no other; it is asked again after a minute, and nothing is lost", async () => {
  const [sick, well] = [await metered(), await metered()];
  const at = async (time: string) => {
    await db().usageReading.updateMany({ where: { productId: well.productId }, data: { nextReadAt: dateOf("2026-03-01") } });
    await readDueUsage(await scopeAt(PLATFORM, time), (asked, position, code) => (asked === sick.businessId ? sick.provider.ask(asked, position, code) : asked === well.businessId ? well.provider.ask(asked, position, code) : Promise.reject(new Error("another provider"))));
  };
  const reading = () => db().usageReading.findFirstOrThrow({ where: { productId: sick.productId } });
  await control(sick.provider.simulator, { garbage: true, onlyOperation: "readUsageRecords" });
  await at("2026-03-25 09:00");
  expect(await reading()).toMatchObject({ failures: 1, readAt: null, problem: "无法识别的答复" });
  expect((await sumOf(well.productId))?.used).toBe(total(well.provider.counted(well.businessId)));
  await at("2026-03-25 09:00");
  expect((await reading()).failures).toBe(1);
  await control(sick.provider.simulator, { garbage: false, failNext: 1 });
  await at("2026-03-25 09:01");
  expect(await reading()).toMatchObject({ failures: 2, problem: "HTTP 503" });
  expect((await (await sick.owner.as()).usage.ofProduct({ productId: sick.productId })).isUnanswered).toBe(true);
  await sick.provider.close();
  await at("2026-03-25 09:07");
  expect(await reading()).toMatchObject({ failures: 3, problem: "没有答复" });
  await sick.read("2026-03-25 09:08", async () => ({ status: 200, body: { businessId: sick.businessId, records: sick.provider.counted(sick.businessId), hasMore: false } }));
  expect(await reading()).toMatchObject({ failures: 0, problem: null });
  expect((await sumOf(sick.productId))?.used).toBe(total(sick.provider.counted(sick.businessId)));
});

it("PR13: what is used before a product is paid for is not asked for; once it is, its use counts from that day", async () => {
  const { productId, businessId, provider, read } = await metered();
  await db().product.updateMany({ where: { id: productId }, data: { startedOn: null } });
  await read("2026-03-12 09:00", () => Promise.reject(new Error("it was asked")));
  const reading = await db().usageReading.findFirstOrThrow({ where: { productId } });
  expect(reading).toMatchObject({ position: 0n, failures: 0, readAt: null });
  expect(reading.nextReadAt).toEqual((await scopeAt(PLATFORM, "2026-03-12 10:00")).now());
  await db().product.updateMany({ where: { id: productId }, data: { startedOn: dateOf("2026-03-15") } });
  await read("2026-03-25 09:00");
  expect((await sumOf(productId))?.used).toBe(total(provider.counted(businessId).filter(({ usedOn }) => usedOn >= "2026-03-15")));
});

it("PR13: when the last pause brought nothing either, the province's groups are told, once until the provider answers", async () => {
  const { productId, businessId, read } = await metered();
  const admin = await operator({ platformId: PLATFORM, roles: ["provinceReviewer"] });
  const { robotId } = await addRobot(await admin.scope(), { name: "用量", channel: "wecom", provinceId: "", key: randomUUID(), signs: "" });
  const told = () => db().notification.count({ where: { recipient: robotId, kind: "group.usageUnread", text: { contains: businessId } } });
  const fail = (times: number) => Array.from({ length: times }).reduce<Promise<void>>((before) => before.then(() => read("2026-03-25 09:00", async () => ({ status: 503, body: null }))), Promise.resolve());
  await fail(6);
  expect(await told()).toBe(0);
  await fail(3);
  expect(await told()).toBe(1);
  expect((await db().usageReading.findFirstOrThrow({ where: { productId } })).nextReadAt).toEqual((await scopeAt(PLATFORM, "2026-03-26 09:00")).now());
  await read("2026-03-26 09:00");
  await fail(7);
  expect(await told()).toBe(2);
});

it("PR13: a worker whose time was over while it asked changes nothing any more", async () => {
  const { productId, businessId, provider, read } = await metered();
  const [first] = provider.counted(businessId);
  await read("2026-03-25 09:00", async () => {
    await read("2026-03-25 09:01");
    return { status: 200, body: { businessId, records: [first], hasMore: false } };
  });
  const { position } = await db().usageReading.findFirstOrThrow({ where: { productId } });
  expect(position).toBe(BigInt(provider.counted(businessId).at(-1)?.sequence ?? 0));
});

it("PR13: a taking that another came before is refused as a whole, so that no use is charged twice", async () => {
  const { productId, read } = await metered({ freeUnits: 10 });
  await read("2026-03-25 09:00");
  const scope = await scopeAt(PLATFORM, "2026-03-26 09:00");
  const stale = await sumOf(productId);
  if (!stale) throw new Error("nothing was read");
  await scope.transaction((tx) => markBilled(tx, [stale]));
  await expect(scope.transaction((tx) => markBilled(tx, [stale]))).rejects.toThrow("billed meanwhile");
});

it("PR13: 80 % and 100 % of what is included are told once each, both at once as the second only", async () => {
  const slow = await metered({ until: "2026-03-02" });
  const first = total(slow.provider.counted(slow.businessId));
  await slow.read("2026-03-20 09:00");
  expect(await mails(slow.owner)).toEqual([]);
  await slow.provider.correct(slow.businessId, "2026-03-18", "sun.hao", 80 - first);
  await slow.read("2026-03-20 10:00");
  await slow.provider.correct(slow.businessId, "2026-03-19", "sun.hao", 19);
  await Promise.all([slow.read("2026-03-20 11:00"), slow.read("2026-03-20 11:00")]);
  expect(await mails(slow.owner)).toEqual(["usage.80"]);
  await slow.provider.correct(slow.businessId, "2026-03-20", "sun.hao", 30);
  await slow.read("2026-03-20 12:00");
  await slow.provider.correct(slow.businessId, "2026-03-20", "sun.hao", 60);
  await slow.read("2026-03-20 13:00");
  expect(await mails(slow.owner)).toEqual(["usage.80", "usage.100"]);
  const mail = await db().notification.findFirstOrThrow({ where: { customerId: slow.owner.customerId, kind: "usage.100" } });
  expect(mail.text).toContain("2026年3月含 100 页，已用 129 页");

  const quick = await metered({ until: "2026-03-02" });
  await quick.provider.correct(quick.businessId, "2026-03-18", "sun.hao", 500);
  await quick.read("2026-03-20 09:00");
  // What was corrected downwards has been told of already.
  await quick.provider.correct(quick.businessId, "2026-03-18", "sun.hao", 80);
  await quick.read("2026-03-20 10:00");
  // Of a month that is over nobody is reminded.
  await quick.provider.correct(quick.businessId, "2026-03-18", "wang.fang", 5000);
  await quick.read("2026-04-02 09:00");
  expect(await mails(quick.owner)).toEqual(["usage.100"]);
});

it("PR13: use that comes after its month's bill is on the next one, what was too much comes back, and all charges add to the month's use", async () => {
  const { owner, productId, businessId, provider, read } = await metered();
  await read("2026-03-25 09:00");
  const counted = total(provider.counted(businessId));
  await billUntil("2026-04-01 03:00");
  // Between the run and the publishing: this month's bill is made already.
  await provider.correct(businessId, "2026-03-22", "sun.hao", 200);
  await read("2026-04-02 09:00");
  await chargeLateUsage(await scopeAt(PLATFORM, "2026-04-02 09:30"));
  expect((await usageCharges(productId)).map((charge) => charge.usedUnits)).toEqual([counted]);
  await billUntil("2026-04-03 09:00");
  expect((await (await owner.as()).usage.ofProduct({ productId, periodFrom: "2026-03-01" })).lateUnits).toBe(200);
  const late = await scopeAt(PLATFORM, "2026-04-10 09:00");
  await Promise.allSettled([chargeLateUsage(late), chargeLateUsage(late), chargeLateUsage(late)]);
  await chargeLateUsage(late);
  await billUntil("2026-05-03 09:00");
  await provider.correct(businessId, "2026-03-22", "sun.hao", 50);
  await read("2026-05-10 09:00");
  await chargeLateUsage(await scopeAt(PLATFORM, "2026-05-10 10:00"));
  await billUntil("2026-06-03 09:00");

  const charges = await usageCharges(productId);
  expect(charges.map(({ kind, usedUnits, bill, periodFrom }) => [kind, usedUnits, bill?.periodFrom, periodFrom])).toEqual([
    ["usage", counted, dateOf("2026-03-01"), dateOf("2026-03-01")], ["usage", 200, dateOf("2026-04-01"), dateOf("2026-03-01")], ["credit", -150, dateOf("2026-05-01"), dateOf("2026-03-01")],
  ]);
  expect(charges[1]?.name).toBe("超出页（2026年3月补记）");
  expect(charges.reduce((sum, charge) => sum + charge.grossFen, 0n)).toBe(usageLine(pages, counted + 50).grossFen);
  expect(await sumOf(productId)).toMatchObject({ used: counted + 50, billedUsed: counted + 50 });
  expect(await proveLedger(await scopeAt(PLATFORM, "2026-06-03 10:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("PR13, BI1: an account that is computed again before publishing takes its use as it is now, once, and what was charged as late stays so", async () => {
  const [early, late] = [await metered({ freeUnits: 10 }), await metered({ freeUnits: 10 })];
  for (const { read } of [early, late]) await read("2026-03-25 09:00");
  await billUntil("2026-04-03 09:00");
  const run = await db().billRun.findFirstOrThrow({ where: { periodFrom: dateOf("2026-03-01") } });
  const clerk = { ...(await (await operator({ platformId: PLATFORM, roles: ["finance"] })).scope()), now: (await scopeAt(PLATFORM, "2026-04-10 09:00")).now };
  const again = ({ owner }: Metered) => rerunAccount(clerk, { runId: run.id, customerId: owner.customerId, key: randomUUID() });
  const unitsOf = async ({ productId }: Metered) => (await usageCharges(productId)).map((charge) => charge.usedUnits);
  // As parked accounts are: the month was published before they came.
  expect(await db().customerBill.count({ where: { customerId: { in: [early.owner.customerId, late.owner.customerId] } } })).toBe(0);
  const counted = total(early.provider.counted(early.businessId));
  await again(early);
  expect(await unitsOf(early)).toEqual([counted]);
  await early.provider.correct(early.businessId, "2026-03-22", "sun.hao", 200);
  await early.read("2026-04-10 09:00");
  await again(early);
  expect(await unitsOf(early)).toEqual([counted + 200]);

  const before = total(late.provider.counted(late.businessId));
  await chargeLateUsage(clerk);
  await late.provider.correct(late.businessId, "2026-03-22", "sun.hao", 30);
  await late.read("2026-04-10 09:30");
  await again(late);
  await again(late);
  expect((await unitsOf(late)).sort((a, b) => a - b)).toEqual([30, before]);
  await chargeLateUsage(clerk);
  expect(await unitsOf(early)).toEqual([counted + 200]);
  expect((await unitsOf(late)).reduce((sum, units) => sum + units, 0)).toBe(before + 30);
});
