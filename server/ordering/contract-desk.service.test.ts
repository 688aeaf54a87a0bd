import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { runningProduct } from "../../e2e/fixtures/billing";
import { releasedContract } from "../../e2e/fixtures/contract";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import type { StaffRole } from "../kernel/permissions";
import { contractInForce } from "./contract.service";
import { createContractDraft, saveContractDraft } from "./contract-desk.service";

// A platform of its own: its contract changes under every order there.
const PLATFORM = "HL";
const db = () => dbFor(PLATFORM);
beforeAll(async () => {
  await seedFoundations(db(), PLATFORM);
  await seedCatalogue(db(), PLATFORM);
  await seedFoundations(dbFor("NF"), "NF");
});
const key = () => randomUUID();
const staff = async (roles: StaffRole[] = ["legal"]) => (await operator({ platformId: PLATFORM, roles })).as();
const reasonsOf = async (work: Promise<unknown>) => work.then(() => ["ok"], (error: { cause?: { details?: { reasons?: string[] } } }) => error.cause?.details?.reasons ?? [String(error)]);
const text = () => `一、服务内容\n${"条款".repeat(30)}\n二、编号\n${randomUUID()}`;

async function drafted() {
  const writer = await staff();
  const { rows, inForce } = await writer.contractDesk.versions({ tab: "versions" });
  const { draftId } = await writer.contractDesk.create({ key: key(), versionId: rows.find(({ version }) => version === inForce)!.id, note: "测试草稿" });
  return { writer, draftId };
}

it("OR14, promise 47: a text is released by another than who wrote it, and only the very text that they saw", async () => {
  const { writer, draftId } = await drafted();
  expect(await reasonsOf(writer.contractDesk.submit({ draftId, version: 0 }))).toEqual(["textUnchanged"]);
  await writer.contractDesk.save({ draftId, version: 0, title: "宽带商务服务协议", body: text() });
  expect(await codeOf(writer.contractDesk.save({ draftId, version: 0, title: "宽带商务服务协议", body: text() }))).toBe("CHANGED_MEANWHILE");
  await writer.contractDesk.submit({ draftId, version: 1 });
  const { contentHash, version, inForce } = await writer.contractDesk.draft({ draftId });
  const input = { draftId, version, contentHash, inForce: inForce.version, validFrom: null };
  expect(await codeOf(writer.contractDesk.release({ ...input, key: key() }))).toBe("OWN_WORK");
  const second = await staff(["product"]);
  expect(await codeOf(second.contractDesk.release({ ...input, key: key(), contentHash: "0".repeat(64) }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf((await staff(["provinceReviewer"])).contractDesk.release({ ...input, key: key() }))).toBe("FORBIDDEN");
  // Changed in the row itself after it was handed on: worked out anew, and refused.
  await db().contractDraft.updateMany({ where: { id: draftId }, data: { body: `${text()}\n暗中加的一条` } });
  expect(await codeOf(second.contractDesk.release({ ...input, key: key() }))).toBe("CHANGED_MEANWHILE");
  await writer.contractDesk.recall({ draftId, version });
  const body = text();
  await writer.contractDesk.save({ draftId, version: version + 1, title: "宽带商务服务协议", body });
  await writer.contractDesk.submit({ draftId, version: version + 2 });
  const anew = await second.contractDesk.draft({ draftId });
  const twice = await Promise.allSettled([1, 2].map(() => second.contractDesk.release({ ...input, key: key(), version: anew.version, contentHash: anew.contentHash })));
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await contractInForce(db(), new Date())).toMatchObject({ body, releasedBy: expect.stringContaining("审核员") as string });
});

it("OR14: a text with a later start waits, is nobody's to read before it, and can be taken back until then; it never changes", async () => {
  const before = await contractInForce(db(), new Date());
  const starts = new Date(Date.now() + 3_600_000);
  const { versionId, version } = await releasedContract(PLATFORM, { body: text(), validFrom: starts });
  expect((await contractInForce(db(), new Date())).contractVersion).toBe(before.contractVersion);
  expect((await contractInForce(db(), starts)).contractVersion).toBe(version);
  const caller = await (await customer({ platformId: PLATFORM })).as();
  expect(await codeOf(caller.order.contract({ version }))).toBe("NOT_FOUND");
  await expect(db().contractText.updateMany({ where: { id: versionId }, data: { body: "别的" } })).rejects.toThrow("does not change");
  await expect(db().contractText.deleteMany({ where: { id: versionId } })).rejects.toThrow("does not go");
  const boss = await staff(["nationalAdmin"]);
  await boss.contractDesk.withdraw({ versionId, reason: "法务要再看" });
  expect((await contractInForce(db(), starts)).contractVersion).toBe(before.contractVersion);
  expect(await codeOf(boss.contractDesk.withdraw({ versionId, reason: "法务要再看" }))).toBe("CHANGED_MEANWHILE");
  expect(await codeOf(caller.order.contract({ version }))).toBe("NOT_FOUND");
});

it("OR14, CH6: a change under a new text is asked again; a pause agrees to no text and keeps the one that was agreed to", async () => {
  const owner = await customer({ platformId: PLATFORM, cashFen: 10_000_000n });
  const caller = await owner.as();
  await caller.order.submit(await orderInput(caller));
  const agreed = (await contractInForce(db(), new Date())).contractVersion;
  const productId = await runningProduct(owner, { startedOn: "2026-01-05", seats: 10 });
  const [change, pause] = [await caller.change.quote({ productId, seats: 15 }), await caller.life.quotePause({ productId })];
  const { version } = await releasedContract(PLATFORM, { body: text() });
  const changing = { productId, offeringCode: change.offeringCode, seats: 15, previewHash: change.preview!.hash, acceptTerms: true as const };
  expect(await codeOf(caller.change.submit({ ...changing, key: key(), contractVersion: change.contract.version }))).toBe("FIELDS_REFUSED");
  const paused = await caller.life.pause({ key: key(), productId, months: 1, previewHash: pause.hash, isUnderstood: true });
  expect((await caller.order.byId({ orderId: paused.orderId })).contractVersion).toBe(agreed);
  expect(version).toBeGreaterThan(agreed);
});

it("OR14: staff for some provinces of the shared platform read its contract and do not write it, since it is every province's", async () => {
  const scope = await (await operator({ platformId: "NF", roles: ["product"], provinces: ["SC"] })).scope();
  const current = await contractInForce(scope.db, new Date());
  await expect(createContractDraft(scope, { key: key(), versionId: current.id, note: "四川的改动" })).rejects.toMatchObject({ code: "RULE_REFUSED", details: { reasons: ["wholePlatformOnly"] } });
  await expect(saveContractDraft(scope, { draftId: randomUUID(), version: 0, title: "服务协议", body: text() })).rejects.toMatchObject({ code: "RULE_REFUSED" });
});
