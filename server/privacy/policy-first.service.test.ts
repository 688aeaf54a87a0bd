import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, operator, reasonsOf } from "../../e2e/fixtures/people";
import { asOwner, createDatabase, prepareDatabase } from "../../scripts/support/database";
import { closeDatabases, dbFor } from "../db";
import type { StaffRole } from "../kernel/permissions";
import { shop } from "../shop/shop.service";
import { policiesInForce } from "./policy.service";

const PLATFORM = "HL";
const key = () => randomUUID();
const staff = async (roles: StaffRole[] = ["legal"], platformId = "ZX") => (await operator({ platformId, roles })).as();
const user = () => ({ key: key(), employeeNumber: randomUUID().slice(0, 8), name: "张三", department: "", email: "", phone: "" });
const words = { title: "隐私政策", body: `一、我们是谁\n${"说明".repeat(30)}`, summary: "首次发布，请完整阅读。" };

/** The country's scope in a database of its own that nobody seeded, as the first installation of a country has it. */
beforeAll(async () => {
  const at = (name: string) => Object.assign(new URL(process.env.TEST_OWNER_URL ?? ""), { pathname: `/${name}` }).toString();
  await asOwner(at("postgres"), ["drop database if exists country_without_texts with (force)"]);
  await createDatabase(at("postgres"), "country_without_texts");
  process.env.DATABASE_URL_ZX = await prepareDatabase(at("country_without_texts"), process.env.DATABASE_APP_PASSWORD ?? "");
}, 120_000);
afterAll(async () => {
  await closeDatabases();
  delete process.env.DATABASE_URL_ZX;
});

/** Somebody of a company who signed in just now and never agreed to anything. */
async function newcomer(of: TestCustomer) {
  const at = new Date("2026-01-06T02:00:00Z");
  const person = await dbFor(PLATFORM).person.create({ data: { name: "新同事", email: `new${randomUUID().slice(0, 12)}@company.example`, passwordHash: "x", createdAt: at } });
  return of.as("itAdmin", { ...of.actor, id: person.id, sessionId: randomUUID(), role: "itAdmin", signedInAt: new Date() });
}

it("DP5: a country that has no texts yet asks nobody for them, says so on its pages and at the desk, and releases its first by two people", async () => {
  const of = await customer({ platformId: PLATFORM });
  expect(await shop.policy({ platformId: PLATFORM, provinceId: PLATFORM, locale: "zh-CN" }, "privacy", null)).toBeNull();
  // Nothing is named to an applicant, and whoever is here works on.
  expect(await policiesInForce(new Date())).toEqual([]);
  const before = await newcomer(of);
  expect([await codeOf(before.enterpriseUser.create(user())), (await before.account.me()).policies, (await before.policy.owed({})).owed]).toEqual(["ok", "agreed", []]);

  const writer = await staff();
  expect(await writer.policyDesk.versions({ tab: "versions" })).toMatchObject({ rows: [], inForce: [], missing: ["privacy", "terms"], mayChange: true });
  expect(await reasonsOf((await staff(["legal"], PLATFORM)).policyDesk.createFirst({ key: key(), kind: "privacy" }))).toEqual(["nationalDutyOnly"]);
  expect(await codeOf((await staff(["auditor"])).policyDesk.createFirst({ key: key(), kind: "privacy" }))).toBe("FORBIDDEN");
  const once = { key: key(), kind: "privacy" as const };
  const [{ draftId }, again] = [await writer.policyDesk.createFirst(once), await writer.policyDesk.createFirst(once)];
  expect(again.draftId).toBe(draftId);
  expect(await writer.policyDesk.draft({ draftId })).toMatchObject({ basedOn: 0, isMaterial: true, inForce: { version: 0 } });
  expect(await reasonsOf(writer.policyDesk.submit({ draftId, version: 0 }))).toEqual(["textMissing"]);
  // Told only, it would be asked of nobody for ever.
  await writer.policyDesk.save({ draftId, version: 0, ...words, isMaterial: false });
  expect(await reasonsOf(writer.policyDesk.submit({ draftId, version: 1 }))).toEqual(["firstIsMaterial"]);
  await writer.policyDesk.save({ draftId, version: 1, ...words, isMaterial: true });
  await writer.policyDesk.submit({ draftId, version: 2 });
  const { version, contentHash } = await writer.policyDesk.draft({ draftId });
  const release = { draftId, version, contentHash, inForce: 0, validFrom: null };
  expect(await codeOf(writer.policyDesk.release({ ...release, key: key() }))).toBe("OWN_WORK");
  const { versionId, version: number } = await (await staff(["nationalAdmin"])).policyDesk.release({ ...release, key: key() });
  expect(number).toBe(1);
  expect(await writer.policyDesk.version({ versionId })).toMatchObject({ standing: "inForce", inForce: { version: 1 } });
  expect(await writer.policyDesk.versions({ tab: "versions" })).toMatchObject({ missing: ["terms"], inForce: [{ kind: "privacy", version: 1 }] });
  expect(await codeOf(writer.policyDesk.createFirst({ key: key(), kind: "privacy" }))).toBe("CHANGED_MEANWHILE");

  // At once for whoever applies, at the next sign-in for whoever was here.
  expect(await policiesInForce(new Date())).toMatchObject([{ kind: "privacy", version: 1 }]);
  expect(await shop.policy({ platformId: PLATFORM, provinceId: PLATFORM, locale: "zh-CN" }, "privacy", null)).toMatchObject({ shown: { version: 1, standing: "inForce" } });
  await expect.poll(async () => codeOf((await newcomer(of)).enterpriseUser.create(user())), { timeout: 5_000 }).toBe("POLICY_OWED");
  expect(await codeOf(before.enterpriseUser.create(user()))).toBe("ok");
});
