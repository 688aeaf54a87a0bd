import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, colleague, customer, fieldsOf, operator, reasonsOf } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import type { StaffRole } from "../kernel/permissions";
import { systemScope } from "../scope";
import { shop } from "../shop/shop.service";
import { tellOfPolicies } from "./policy-tell.service";

const db = dbFor("ZX");
const DAY = 86_400_000;
const key = () => randomUUID();
const staff = async (roles: StaffRole[] = ["legal"], platformId = "ZX") => (await operator({ platformId, roles })).as();
const text = () => `一、我们是谁\n${"说明".repeat(30)}\n二、编号\n${randomUUID()}`;
/** Later than every version that this file releases; far enough off that nobody else's present meets it. */
let days = 60;
const later = () => new Date(Date.now() + (days += 1) * DAY);

type Words = { title: string; body: string; summary: string; isMaterial: boolean };
async function submitted(words: Partial<Words> = {}) {
  const writer = await staff();
  const { inForce } = await writer.policyDesk.versions({ tab: "versions", kind: "privacy" });
  const from = inForce.find(({ kind }) => kind === "privacy")!;
  const { draftId } = await writer.policyDesk.create({ key: key(), versionId: from.versionId, note: "测试草稿" });
  await writer.policyDesk.save({ draftId, version: 0, title: "隐私政策", body: text(), summary: "补充了保存期限的说明", isMaterial: true, ...words });
  await writer.policyDesk.submit({ draftId, version: 1 });
  const draft = await writer.policyDesk.draft({ draftId });
  return { writer, draftId, input: { draftId, version: draft.version, contentHash: draft.contentHash, inForce: draft.inForce.version } };
}

it("DP5: a policy is released by another than who wrote it, and only the very text that they saw; once", async () => {
  const { writer, draftId, input } = await submitted();
  const release = { ...input, validFrom: later() };
  expect(await codeOf(writer.policyDesk.release({ ...release, key: key() }))).toBe("OWN_WORK");
  const second = await staff(["nationalAdmin"]);
  expect(await codeOf(second.policyDesk.save({ draftId, version: 2, title: "隐私政策", body: text(), summary: "补充了保存期限的说明", isMaterial: true }))).toBe("FORBIDDEN");
  expect(await codeOf((await staff(["service"])).policyDesk.release({ ...release, key: key() }))).toBe("FORBIDDEN");
  expect(await codeOf(second.policyDesk.release({ ...release, key: key(), contentHash: "0".repeat(64) }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(second.policyDesk.release({ ...release, key: key(), inForce: 99 }))).toBe("CHANGED_MEANWHILE");
  // Changed in the row itself after it was handed on: worked out anew, and refused.
  await db.policyDraft.updateMany({ where: { id: draftId }, data: { summary: "暗中换掉的说明文字" } });
  expect(await codeOf(second.policyDesk.release({ ...release, key: key() }))).toBe("CHANGED_MEANWHILE");
  await db.policyDraft.updateMany({ where: { id: draftId }, data: { summary: "补充了保存期限的说明" } });
  const twice = await Promise.allSettled([1, 2].map(() => second.policyDesk.release({ ...release, key: key() })));
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const made = await db.policyText.findFirstOrThrow({ where: { contentHash: input.contentHash } });
  expect(await db.auditRecord.count({ where: { action: "policyText.release", targetId: made.id } })).toBe(1);
});

it("DP5: the table itself refuses a writer's own release, any change of what was released, and a draft without one of its writers", async () => {
  const at = later();
  const row = { kind: "privacy" as const, policyVersion: 9000 + Math.floor(Math.random() * 900_000), title: "隐私政策", body: text(), summary: "测试", isMaterial: false, validFrom: at, withdrawnAt: at, releasedAt: new Date(), writerIds: ["a", "b"] };
  await expect(db.policyText.create({ data: { ...row, releasedById: "b" } })).rejects.toThrow("PolicyText_two_people");
  const { id } = await db.policyText.create({ data: { ...row, releasedById: "c" } });
  await expect(db.policyText.updateMany({ where: { id }, data: { body: "别的" } })).rejects.toThrow("does not change");
  await expect(db.policyText.deleteMany({ where: { id } })).rejects.toThrow();
  const { draftId } = await submitted();
  await expect(db.policyDraft.updateMany({ where: { id: draftId }, data: { writerIds: [] } })).rejects.toThrow("keeps its writers");
});

it("DP5: a version of weight is out for seven days first and begins after those before it; it is read by anybody meanwhile, and taken back until it begins", async () => {
  const second = await staff(["product"]);
  const soon = await submitted();
  // Which of the two is said first hangs on what this file released before.
  expect(await fieldsOf(second.policyDesk.release({ ...soon.input, key: key(), validFrom: null }))).toEqual({ validFrom: expect.stringMatching(/^(startBeforeOther|startTooSoon)$/) as string });
  const validFrom = later();
  const { versionId, version } = await second.policyDesk.release({ ...soon.input, key: key(), validFrom });
  const other = await submitted();
  expect(await fieldsOf(second.policyDesk.release({ ...other.input, key: key(), validFrom: new Date(validFrom.getTime() - DAY) }))).toEqual({ validFrom: "startBeforeOther" });
  const place = { platformId: "SD", provinceId: "SD", locale: "zh-CN" as const };
  expect((await shop.policy(place, "privacy", version))?.shown).toMatchObject({ version, standing: "waiting" });
  expect((await shop.policy(place, "privacy", null))?.shown.version).not.toBe(version);
  expect(await codeOf((await staff(["nationalAdmin"], "SD")).policyDesk.withdraw({ versionId, reason: "法务要再看" }))).toBe("RULE_REFUSED");
  await second.policyDesk.withdraw({ versionId, reason: "法务要再看" });
  expect(await shop.policy(place, "privacy", version)).toBeNull();
  expect(await codeOf(second.policyDesk.withdraw({ versionId, reason: "法务要再看" }))).toBe("CHANGED_MEANWHILE");
});

it("DP5: what says nothing new, or not what is new, is not handed on; a province's desk reads the country's texts and changes none", async () => {
  const writer = await staff();
  const page = await writer.policyDesk.versions({ tab: "versions", kind: "terms" });
  const from = page.inForce.find(({ kind }) => kind === "terms")!;
  const { draftId } = await writer.policyDesk.create({ key: key(), versionId: from.versionId, note: "测试草稿" });
  expect(await reasonsOf(writer.policyDesk.submit({ draftId, version: 0 }))).toEqual(["textUnchanged"]);
  await db.policyDraft.updateMany({ where: { id: draftId }, data: { body: text() } });
  expect(await reasonsOf(writer.policyDesk.submit({ draftId, version: 0 }))).toEqual(["summaryMissing"]);
  expect(await codeOf(writer.policyDesk.recall({ draftId, version: 0 }))).toBe("CHANGED_MEANWHILE");
  const province = await staff(["legal"], "SD");
  expect((await province.policyDesk.version({ versionId: from.versionId })).mayChange).toBe(false);
  for (const refused of [province.policyDesk.create({ key: key(), versionId: from.versionId, note: "本省的改动" }), province.policyDesk.discard({ draftId, version: 0 })]) expect(await reasonsOf(refused)).toEqual(["nationalDutyOnly"]);
  await writer.policyDesk.discard({ draftId, version: 0 });
  expect((await writer.policyDesk.drafts({ kind: "terms" })).rows.map(({ id }) => id)).not.toContain(draftId);
});

it("DP5: the desk counts who agreed to each version: a province's its own people, the country's all of them", async () => {
  const count = async (platformId: string) => (await (await staff(["auditor"], platformId)).policyDesk.versions({ tab: "versions", kind: "terms" })).rows.find(({ version }) => version === 1)!.agreed;
  const [ownBefore, allBefore] = [await count("GD"), await count("ZX")];
  await customer({ platformId: "GD" });
  await customer({ platformId: "ZJ" });
  expect(await count("GD")).toBeGreaterThan(ownBefore);
  expect(await count("ZX")).toBeGreaterThanOrEqual(allBefore + 2);
});

it("DP5: everybody who was there is told of a version once, whatever workers do it, and whoever came later is not", async () => {
  const [owner, scope] = [await customer({ platformId: "SX" }), await systemScope("SX")];
  const mate = await colleague(owner, "reader");
  const { input } = await submitted({ summary: "这一版补充了登录记录的保存期限", isMaterial: true });
  const { versionId, version } = await (await staff(["nationalAdmin"])).policyDesk.release({ ...input, key: key(), validFrom: later() });
  await dbFor("SX").person.updateMany({ where: { id: mate.personId }, data: { createdAt: new Date(Date.now() + DAY) } });
  await Promise.all([tellOfPolicies(scope), tellOfPolicies(scope)]);
  await tellOfPolicies(scope);
  const mails = (recipient: string) => dbFor("SX").notification.findMany({ where: { kind: "policy.changed", recipient, text: { contains: `/policies/privacy/${version}` } } });
  const [mail] = await mails(owner.email);
  expect([(await mails(owner.email)).length, (await mails(mate.email)).length]).toEqual([1, 0]);
  expect(mail?.text).toContain("这一版补充了登录记录的保存期限");
  expect(await dbFor("SX").policyTelling.findFirstOrThrow({ where: { policyTextId: versionId } })).toMatchObject({ endedAt: expect.any(Date) as Date });
});
