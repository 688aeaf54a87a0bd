import { randomUUID } from "node:crypto";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, expect, it } from "vitest";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { anonymous, scopeFor } from "../scope";
import { getContractFile } from "./contract-seal.service";
import { checkSeal } from "./seal";

// A platform of its own: its key is made by the first who asks.
const PLATFORM = "NM";
beforeAll(async () => {
  await seedFoundations(dbFor(PLATFORM), PLATFORM);
  await seedCatalogue(dbFor(PLATFORM), PLATFORM);
});
async function ordered() {
  const owner = await customer({ platformId: PLATFORM, cashFen: 10_000_000n });
  const caller = await owner.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  return { owner, caller, orderId, scope: await owner.scope() };
}
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

it("OR20: of many who ask at once all get the same bytes, then and later; the page says their hash, and one audit record the making", async () => {
  const { caller, orderId, scope } = await ordered();
  expect(await caller.order.contractSeal({ orderId })).toEqual({ isAvailable: true, sealed: null });
  const files = await Promise.all([1, 2].map(() => getContractFile(scope, { orderId })));
  const [first] = files as [Awaited<ReturnType<typeof getContractFile>>];
  expect(new Set(files.map(({ bytes }) => base64(bytes))).size).toBe(1);
  expect(base64((await getContractFile(scope, { orderId })).bytes)).toBe(base64(first.bytes));
  expect(checkSeal(first.bytes)?.isIntact).toBe(true);
  const clerk = await (await operator({ platformId: PLATFORM, roles: ["service"] })).as();
  const checked = await clerk.contractDesk.check({ file: base64(first.bytes) });
  expect(checked).toMatchObject({ finding: "genuine", order: { number: (await caller.order.byId({ orderId })).number } });
  expect((await caller.order.contractSeal({ orderId })).sealed?.sha256).toBe(checked.sha256);
  expect(await dbFor(PLATFORM).auditRecord.count({ where: { action: "contract.seal", customerId: scope.actor.customerId } })).toBe(1);
  expect(await dbFor(PLATFORM).sealingKey.count()).toBe(1);
  const [kept, key] = [await dbFor(PLATFORM).sealedContract.findFirstOrThrow({ where: { orderId } }), await dbFor(PLATFORM).sealingKey.findFirstOrThrow()];
  // Neither the file nor the key lies open in the database, and neither changes.
  expect(Buffer.from(kept.content).subarray(0, 5).toString()).not.toBe("%PDF-");
  expect(Buffer.from(key.privateKey).toString("latin1")).not.toContain("PRIVATE KEY");
  await expect(dbFor(PLATFORM).sealedContract.updateMany({ where: { orderId }, data: { sha256: "0" } })).rejects.toThrow("does not change");
  await expect(dbFor(PLATFORM).sealingKey.deleteMany({})).rejects.toThrow("does not change");
}, 60_000);

it("OR20, AI18: a contract that is sealed after the company was renamed names it as it was when it agreed", async () => {
  const { owner, scope, orderId } = await ordered();
  const { organization } = await dbFor(PLATFORM).customer.findFirstOrThrow({ where: { id: owner.customerId }, include: { organization: true } });
  await dbFor(PLATFORM).organization.updateMany({ where: { id: owner.organizationId }, data: { name: "改名后的企业" } });
  const { bytes } = await getContractFile(scope, { orderId });
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true });
  const words = text.replace(/\s/g, "");
  expect([words.includes(organization.name), words.includes("改名")]).toEqual([true, false]);
}, 60_000);

it("OR20: any changed byte of a sealed contract is found, and another's file or none is told apart", async () => {
  const { orderId, scope } = await ordered();
  const { bytes } = await getContractFile(scope, { orderId });
  const clerk = await (await operator({ platformId: PLATFORM, roles: ["service"] })).as();
  for (const place of [9, 4000, Math.floor(bytes.length / 2), bytes.length - 200, bytes.length - 1]) {
    const changed = Uint8Array.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect((await clerk.contractDesk.check({ file: base64(changed) })).finding, `byte ${place}`).toMatch(/^(changed|notSealed)$/);
  }
  expect((await clerk.contractDesk.check({ file: base64(Buffer.concat([bytes, Buffer.from("\n")])) })).finding).toBe("notSealed");
  expect((await clerk.contractDesk.check({ file: base64(Buffer.from("%PDF-1.4 nothing")) })).finding).toBe("notSealed");
  // Sealed by another platform: whole, and not ours.
  await seedFoundations(dbFor("SX"), "SX");
  await seedCatalogue(dbFor("SX"), "SX");
  const other = await customer({ platformId: "SX", cashFen: 10_000_000n });
  const theirs = await other.as();
  const placed = await theirs.order.submit(await orderInput(theirs));
  const foreign = await getContractFile(await other.scope(), placed);
  expect((await clerk.contractDesk.check({ file: base64(foreign.bytes) })).finding).toBe("unknownSeal");
}, 60_000);

it("OR20, promise 30: another company, another province and a stranger get what they get for an unknown order; a role without the right is refused", async () => {
  const { orderId } = await ordered();
  const [other, elsewhere] = [await customer({ platformId: PLATFORM }), await customer({ platformId: "BJ" })];
  for (const who of [await other.scope(), await elsewhere.scope(), await (await operator({ platformId: "BJ", roles: ["service"] })).scope()]) {
    expect(await codeOf(getContractFile(who, { orderId }))).toBe("NOT_FOUND");
    expect(await codeOf(getContractFile(who, { orderId: randomUUID() }))).toBe("NOT_FOUND");
  }
  expect(await codeOf(getContractFile(await scopeFor(PLATFORM, anonymous), { orderId }))).toBe("NOT_SIGNED_IN");
  expect(await codeOf(getContractFile(await (await operator({ platformId: PLATFORM, roles: ["settlement"] })).scope(), { orderId }))).toBe("FORBIDDEN");
  expect((await getContractFile(await (await operator({ platformId: PLATFORM, roles: ["service"] })).scope(), { orderId })).fileName).toContain(".pdf");
  // What came to nothing has no contract.
  const caller = await (await customer({ platformId: PLATFORM, cashFen: 10_000_000n })).as();
  const cancelled = await caller.order.submit(await orderInput(caller));
  await caller.order.cancel({ orderId: cancelled.orderId, key: randomUUID() });
  expect((await caller.order.contractSeal({ orderId: cancelled.orderId })).isAvailable).toBe(false);
}, 60_000);
