import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { type TestOperator, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { Prisma } from "../generated/prisma/client";
import type { StaffRole } from "../kernel/permissions";
import { systemScope } from "../scope";
import { RecordedFacts } from "./channel.rules";
import { rulesInForce } from "./channel.service";
import { stepReplay } from "./rule-replay.service";
import { createDraft, getDraft, releaseDraft, saveDraft, submitDraft } from "./rule-draft.service";
import { listVersions } from "./rule-version.service";

// A platform of its own: its rules change under every order there.
const PLATFORM = "JL";
const db = () => dbFor(PLATFORM);
beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
  await seedFoundations(dbFor("NF"), "NF");
});
const key = () => randomUUID();
const staff = (roles: StaffRole[] = ["product"], platformId = PLATFORM, provinces: string[] = []) => operator({ platformId, roles, provinces });
const reasonsOf = async (work: Promise<unknown>) => work.then(() => ["ok"], (error: { cause?: { details?: { reasons?: string[] } } }) => error.cause?.details?.reasons ?? [String(error)]);
const fieldsOf = async (work: Promise<unknown>) => work.then(() => ({}), (error: { cause?: { details?: { fields?: Record<string, string> } } }) => error.cause?.details?.fields ?? { none: String(error) });
const inForceOf = async (who: TestOperator) => (await (await who.as()).channelRule.versions({ tab: "versions" })).rows.find(({ standing }) => standing === "inForce")!;

/** A draft of what is in force, in which more than `limitYuan` a year is looked at by two. */
async function drafted(writer: TestOperator, limitFen = "500000", moreCases: Parameters<typeof saveDraft>[1]["cases"] = []) {
  const caller = await writer.as();
  const { draftId } = await caller.channelRule.create({ key: key(), versionId: (await inForceOf(writer)).id, title: "调低二人审核的限额" });
  const { set, cases, version } = await caller.channelRule.draft({ draftId });
  // The case of the specification that says what the limit is moves with it.
  const moved = cases.map((one) => (one.facts.firstYearFen === "0" ? one : { ...one, facts: { ...one.facts, firstYearFen: one.reason === "V_AMOUNT" ? String(BigInt(limitFen) + 1n) : limitFen } }));
  await caller.channelRule.save({ draftId, version, rules: { ...set, amountLimitFen: limitFen }, cases: [...moved, ...moreCases] });
  return { caller, draftId, version: version + 1 };
}
async function tried(draftId: string) {
  for (let n = 0; n < 20; n += 1) {
    const running = await db().channelRuleReplay.findFirst({ where: { draftId, state: "running" } });
    if (!running) return;
    await stepReplay(await systemScope(PLATFORM), { id: running.id });
  }
}
async function submitted(writer: TestOperator, limitFen?: string) {
  const { caller, draftId, version } = await drafted(writer, limitFen);
  await caller.channelRule.submit({ draftId, version });
  await tried(draftId);
  const { contentHash, version: now, inForce } = await caller.channelRule.draft({ draftId });
  return { draftId, version: now, contentHash, inForce: inForce.version };
}
const released = async (limitFen?: string, validFrom: Date | null = null) => (await (await staff()).as()).channelRule.release({ ...(await submitted(await staff(), limitFen)), key: key(), validFrom });
const placed = async () => {
  const caller = await (await customer({ platformId: PLATFORM, cashFen: 10_000_000n })).as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  return db().productOrder.findFirstOrThrow({ where: { id: orderId } });
};

it("BO5, OR4: a draft is written by one and released by another; from then on orders are decided by it, and each keeps the facts that were judged", async () => {
  const before = await placed();
  expect(before).toMatchObject({ needsSecondReviewer: false });
  expect(RecordedFacts.parse(before.channelFacts)).toMatchObject({ operation: "order", provinceId: PLATFORM, isFirstOrder: true, firstYearFen: before.firstYearFen.toString() });
  const writer = await staff();
  const at = await submitted(writer, "100");
  const view = await (await writer.as()).channelRule.draft({ draftId: at.draftId });
  expect(view.replay).toMatchObject({ state: "done", isOfContent: true });
  expect(view.replay?.groups.find(({ from, to }) => !from.needsSecondReviewer && to.needsSecondReviewer)?.examples.map(({ number }) => number)).toContain(before.number);
  expect(view.replay?.done).toBe(view.replay?.total);
  const { version } = await (await (await staff(["nationalAdmin"])).as()).channelRule.release({ ...at, key: key(), validFrom: null });
  expect((await rulesInForce(db(), new Date())).version).toBe(version);
  expect(await placed()).toMatchObject({ needsSecondReviewer: true, ruleSetVersion: version, reasonCodes: ["V_AMOUNT"] });
});

it("BO5, promise 47: whoever wrote in a draft cannot release it, nor anybody a content or a moment other than they saw", async () => {
  const [writer, helper, other] = [await staff(), await staff(), await staff(["product", "nationalAdmin"])];
  const { draftId, version } = await drafted(writer, "300");
  const helping = await helper.as();
  const { set, cases } = await helping.channelRule.draft({ draftId });
  await helping.channelRule.save({ draftId, version, rules: { ...set, onlineFlows: { [PLATFORM]: ["change", "close"] } }, cases: cases.map((one) => (one.facts.operation === "close" ? { ...one, decision: "portalReview", reason: "V_DEFAULT" } : one)) });
  await helping.channelRule.submit({ draftId, version: version + 1 });
  const { contentHash, inForce } = await helping.channelRule.draft({ draftId });
  const input = { draftId, version: version + 2, contentHash, inForce: inForce.version, validFrom: null };
  const releasing = await other.as();
  // Not tried on the last orders yet.
  expect(await reasonsOf(releasing.channelRule.release({ ...input, key: key() }))).toEqual(["replayMissing"]);
  await tried(draftId);
  for (const own of [writer, helper]) expect(await codeOf((await own.as()).channelRule.release({ ...input, key: key() }))).toBe("OWN_WORK");
  expect(await codeOf(releasing.channelRule.release({ ...input, key: key(), contentHash: "0".repeat(64) }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(releasing.channelRule.release({ ...input, key: key(), inForce: inForce.version - 1 }))).toBe("CHANGED_MEANWHILE");
  expect(await fieldsOf(releasing.channelRule.release({ ...input, key: key(), validFrom: new Date(Date.now() - 3_600_000) }))).toEqual({ validFrom: "startGone" });
  // Changed after it was seen: what stands in the row itself is hashed again.
  await db().channelRuleDraft.updateMany({ where: { id: draftId }, data: { rules: { ...set, amountLimitFen: "7" } } });
  expect(await codeOf(releasing.channelRule.release({ ...input, key: key() }))).toBe("CHANGED_MEANWHILE");
});

it("BO5: a draft with a case that fails, without an open last rule, or without a change is not handed on; wrong rules are told at their field", async () => {
  const writer = await staff();
  const caller = await writer.as();
  const { draftId } = await caller.channelRule.create({ key: key(), versionId: (await inForceOf(writer)).id, title: "试一试" + "规则" });
  const { set, cases } = await caller.channelRule.draft({ draftId });
  expect(await reasonsOf(caller.channelRule.submit({ draftId, version: 0 }))).toEqual(["rulesUnchanged"]);
  await caller.channelRule.save({ draftId, version: 0, rules: { ...set, rules: set.rules.map((rule) => (rule.number === 91 ? { ...rule, decision: "portalReview", reason: "V_DEFAULT" } : rule)) }, cases });
  expect((await caller.channelRule.draft({ draftId })).results.filter(({ isRight }) => !isRight)).toMatchObject([{ decision: "portalReview", ruleNumber: 91 }]);
  expect(await reasonsOf(caller.channelRule.submit({ draftId, version: 1 }))).toEqual(["casesFail"]);
  await caller.channelRule.save({ draftId, version: 1, rules: { ...set, rules: set.rules.slice(0, -1) }, cases: [] });
  expect(await reasonsOf(caller.channelRule.submit({ draftId, version: 2 }))).toEqual(["lastRuleNotOpen", "casesMissing"]);
  expect(await fieldsOf(caller.channelRule.save({ draftId, version: 2, rules: { ...set, rules: set.rules.map((rule) => ({ ...rule, number: 5 })) }, cases }))).toMatchObject({ "rules.0.number": "ruleNumberTaken" });
  expect(await codeOf(caller.channelRule.save({ draftId, version: 1, rules: set, cases }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf((await (await staff(["provinceReviewer"])).as()).channelRule.save({ draftId, version: 2, rules: set, cases }))).toBe("FORBIDDEN");
  await caller.channelRule.discard({ draftId, version: 2 });
  expect(await codeOf(caller.channelRule.save({ draftId, version: 3, rules: set, cases }))).toBe("CHANGED_MEANWHILE");
});

it("BO5: a version with a later start waits, does not count before it, and can be taken back until then; its content never changes", async () => {
  const { version: before } = await rulesInForce(db(), new Date());
  const starts = new Date(Date.now() + 3_600_000);
  const { versionId, version } = await released("900", starts);
  expect((await rulesInForce(db(), new Date())).version).toBe(before);
  expect((await rulesInForce(db(), starts)).version).toBe(version);
  const boss = await (await staff(["nationalAdmin"])).as();
  expect((await boss.channelRule.versions({ tab: "waiting" })).rows.map(({ id }) => id)).toContain(versionId);
  await expect(db().channelRuleSet.updateMany({ where: { id: versionId }, data: { validFrom: new Date() } })).rejects.toThrow("does not change");
  await expect(db().channelRuleSet.deleteMany({ where: { id: versionId } })).rejects.toThrow("does not go");
  await boss.channelRule.withdraw({ versionId, reason: "省里推迟了" });
  expect((await rulesInForce(db(), starts)).version).toBe(before);
  expect(await codeOf(boss.channelRule.withdraw({ versionId, reason: "省里推迟了" }))).toBe("CHANGED_MEANWHILE");
  // What begins later than a version that was released after it still comes at its time.
  const { version: later } = await released("901", starts);
  const { version: sooner } = await released("902");
  expect([(await rulesInForce(db(), new Date())).version, (await rulesInForce(db(), starts)).version]).toEqual([sooner, later]);
  await boss.channelRule.withdraw({ versionId: (await db().channelRuleSet.findFirstOrThrow({ where: { ruleSetVersion: later } })).id, reason: "测试结束" });
});

it("BO5: one person rolls back at once to a version that two released; twice the same click is one version, and what was never in force is refused", async () => {
  const was = await rulesInForce(db(), new Date());
  const { versionId: bad, version } = await released("4321");
  const boss = await (await staff(["nationalAdmin"])).as();
  const { previous, inForce } = await boss.channelRule.versions({ tab: "versions" });
  expect([previous?.version, inForce]).toEqual([was.version, version]);
  const input = { key: key(), versionId: previous!.id, inForce, reason: "新规则误伤客户" };
  const twice = await Promise.allSettled([boss.channelRule.rollBack(input), boss.channelRule.rollBack(input)]);
  expect(twice.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  const now = await rulesInForce(db(), new Date());
  expect(now).toMatchObject({ version: version + 1, set: was.set });
  expect(await db().channelRuleSet.findFirst({ where: { ruleSetVersion: now.version } })).toMatchObject({ copyOf: was.version, note: "新规则误伤客户" });
  expect(await db().auditRecord.count({ where: { action: "channelRule.rollBack", reason: "新规则误伤客户" } })).toBe(1);
  expect(await codeOf(boss.channelRule.rollBack({ ...input, key: key(), versionId: bad }))).toBe("CHANGED_MEANWHILE");
  const waiting = await released("4322", new Date(Date.now() + 7_200_000));
  expect(await reasonsOf(boss.channelRule.rollBack({ ...input, key: key(), inForce: now.version, versionId: waiting.versionId }))).toEqual(["neverInForce"]);
  await boss.channelRule.withdraw({ versionId: waiting.versionId, reason: "测试结束" });
});

it("BO5: staff for some provinces of the shared platform write and release only what concerns these", async () => {
  const [sichuan, other] = [await staff(["product"], "NF", ["SC"]), await staff(["product"], "NF", ["GZ"])];
  const scope = await sichuan.scope();
  const { rows } = await listVersions(scope, { tab: "versions" });
  const { draftId } = await createDraft(scope, { key: key(), versionId: rows.find(({ standing }) => standing === "inForce")!.id, title: "四川开通网上受理" });
  const { set, cases, dutyProvinces } = await getDraft(scope, draftId);
  expect(dutyProvinces).toEqual(["SC"]);
  const save = (rules: typeof set) => saveDraft(scope, { draftId, version: 0, rules, cases });
  for (const rules of [{ ...set, portalProvinces: ["GZ"] }, { ...set, amountLimitFen: "1" }, { ...set, rules: set.rules.slice(1) }]) await expect(save(rules)).rejects.toMatchObject({ code: "RULE_REFUSED", details: { reasons: ["beyondDuty"] } });
  await save({ ...set, provinceLimitsFen: { SC: "3000000" } });
  await submitDraft(scope, { draftId, version: 1 });
  const { contentHash, inForce } = await getDraft(scope, draftId);
  await expect(releaseDraft(await other.scope(), { key: key(), draftId, version: 2, contentHash, inForce: inForce.version, validFrom: null })).rejects.toMatchObject({ code: "RULE_REFUSED", details: { reasons: ["beyondDuty"] } });
});

it("BO5: of two releases at the same moment one wins and the other is told; a stopped trial is taken up where it was, by one worker", async () => {
  const at = await submitted(await staff(), "5005");
  const results = await Promise.allSettled([1, 2, 3].map(async () => (await (await staff()).as()).channelRule.release({ ...at, key: key(), validFrom: null })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(await codeOf(Promise.reject(result.reason as Error))).toBe("CHANGED_MEANWHILE");
  const { caller, draftId, version } = await drafted(await staff(), "5006");
  await caller.channelRule.replay({ draftId, version });
  await caller.channelRule.replay({ draftId, version });
  const running = await db().channelRuleReplay.findMany({ where: { draftId } });
  expect(running).toHaveLength(1);
  const scope = await systemScope(PLATFORM);
  await Promise.all([1, 2, 3].map(() => stepReplay(scope, { id: running[0]!.id })));
  const { replay } = await caller.channelRule.draft({ draftId });
  expect([replay?.done, replay?.state]).toEqual([await db().productOrder.count({ where: { createdAt: { gte: replay!.ordersFrom, lt: replay!.ordersTo } } }), "done"]);
  // Orders from before their facts were kept are said to be so.
  await placed();
  await db().productOrder.updateMany({ data: { channelFacts: Prisma.DbNull } });
  await caller.channelRule.replay({ draftId, version });
  await tried(draftId);
  const again = (await caller.channelRule.draft({ draftId })).replay;
  expect(again).toMatchObject({ state: "done", changed: 0, withoutFacts: again?.total });
});
