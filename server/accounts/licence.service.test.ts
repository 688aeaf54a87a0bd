import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, operator, type TestCustomer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import type { Scope } from "../scope";
import { watchLicences } from "./licence.service";
import { storePaper } from "./paper.service";

const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n");
const handIn = async (company: TestCustomer, expiresOn: string) => storePaper(await company.scope(), null, { kind: "licence", fileName: "新执照.pdf", bytes: pdf, expiresOn });
const reasonOf = async (work: Promise<unknown>) => work.then(() => null, (error: { details?: { reasons?: string[] } }) => error.details?.reasons?.[0]);
const organization = (company: TestCustomer) => dbFor("SD").organization.findFirstOrThrow({ where: { id: company.organizationId } });
const mails = (company: TestCustomer) => dbFor("SD").notification.findMany({ where: { customerId: company.customerId }, orderBy: { createdAt: "asc" }, select: { kind: true } }).then((rows) => rows.map((row) => row.kind));

/** The platform's own scope at another time. */
async function on(company: TestCustomer, day: string): Promise<Scope> {
  return { ...(await company.scope()), actor: { kind: "system", id: "system", name: "系统" }, now: () => new Date(`${day}T04:00:00Z`) };
}

async function taskOf(documentId: string) {
  return dbFor("SD").reviewTask.findFirstOrThrow({ where: { documentId } });
}

it("AI4: a licence is asked for again 30 days before its end and at its end, once each, and a new one is reviewed with a reason", async () => {
  const company = await customer();
  await dbFor("SD").organization.update({ where: { platformId_id: { platformId: "SD", id: company.organizationId } }, data: { licenceExpiresOn: new Date("2031-06-30T00:00:00Z") } });
  await watchLicences(await on(company, "2031-05-30"));
  expect(await mails(company)).toEqual([]);
  for (const day of ["2031-05-31", "2031-06-15", "2031-06-30"]) await watchLicences(await on(company, day));
  expect([await mails(company), (await organization(company)).verification]).toEqual([["licence.expiring"], "verified"]);
  for (const day of ["2031-07-01", "2031-07-02"]) await watchLicences(await on(company, day));
  expect([await mails(company), (await organization(company)).verification]).toEqual([["licence.expiring", "licence.expired"], "expired"]);

  const first = await handIn(company, "2036-06-30");
  const clerk = await (await operator()).as();
  const refuse = await taskOf(first.id);
  const { licence } = await clerk.review.dossier({ taskId: refuse.id });
  expect([licence?.accountName, licence?.newExpiresOn?.toISOString().slice(0, 10), licence?.currentExpiresOn?.toISOString().slice(0, 10)]).toEqual([company.accountName, "2036-06-30", "2031-06-30"]);
  const claimed = await clerk.review.claim({ taskId: refuse.id });
  expect(await codeOf(clerk.review.returnForCorrection({ taskId: refuse.id, key: randomUUID(), version: claimed.version, reason: "other", text: "请更正执照", markedFields: ["licence"] }))).toBe("RULE_REFUSED");
  await clerk.review.refuse({ taskId: refuse.id, key: randomUUID(), version: claimed.version, reason: "other", text: "照片不清晰" });
  const owner = await company.as();
  expect((await owner.account.company()).newLicence).toMatchObject({ review: "refused", reviewText: expect.stringContaining("照片不清晰") });
  expect((await organization(company)).verification).toBe("expired");

  const second = await taskOf((await handIn(company, "2036-06-30")).id);
  const { version } = await clerk.review.claim({ taskId: second.id });
  await clerk.review.approve({ taskId: second.id, key: randomUUID(), version, text: "" });
  expect(await organization(company)).toMatchObject({ verification: "verified", licenceExpiresOn: new Date("2036-06-30T00:00:00Z"), licenceToldAt: null });
  // The review happened today, before the days of 2031 that the watch was shown.
  expect(await mails(company)).toEqual(["licence.refused", "licence.verified", "licence.expiring", "licence.expired"]);
});

it("AI4: a licence says until when it holds, is not over, and waits alone; only the owner hands it in", async () => {
  const company = await customer();
  expect(await reasonOf(handIn(company, ""))).toBe("expiryMissing");
  expect(await reasonOf(handIn(company, "2020-01-01"))).toBe("licenceOver");
  const sent = await Promise.allSettled([handIn(company, "none"), handIn(company, "none"), handIn(company, "none")]);
  expect(sent.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(sent.flatMap((one) => (one.status === "rejected" ? [(one.reason as { details: { reasons: string[] } }).details.reasons[0]] : []))).toEqual(["licenceWaiting", "licenceWaiting"]);
  expect(await dbFor("SD").reviewTask.count({ where: { title: { contains: company.accountName } } })).toBe(1);
  const scope = await company.scope();
  await expect(storePaper({ ...scope, actor: { ...company.actor, role: "buyer" } }, null, { kind: "licence", fileName: "a.pdf", bytes: pdf, expiresOn: "none" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("AI4, BO2: a clerk of another province finds no new licence", async () => {
  const company = await customer({ platformId: "NF", provinceId: "SC" });
  const paper = await storePaper(await company.scope(), null, { kind: "licence", fileName: "a.pdf", bytes: pdf, expiresOn: "none" });
  const task = await dbFor("NF").reviewTask.findFirstOrThrow({ where: { documentId: paper.id } });
  expect(await codeOf((await (await operator({ platformId: "NF", provinces: ["HB"] })).as()).review.dossier({ taskId: task.id }))).toBe("NOT_FOUND");
  expect(await codeOf((await (await operator({ platformId: "NF", provinces: ["SC"] })).as()).review.dossier({ taskId: task.id }))).toBe("ok");
});
