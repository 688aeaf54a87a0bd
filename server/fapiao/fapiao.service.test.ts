import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { publishedBill, scopeAt } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { answerDispute } from "../billing/dispute.service";
import { dbFor } from "../db";
import { issueFapiao, issueRed, readFapiaoFile, refuseFapiao } from "./desk.service";
import { askFapiao, askRed, expireRed, listFapiao, listOpenBills, moveRed, saveTitle } from "./fapiao.service";

const db = () => dbFor("SD");
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n").toString("base64");
const key = () => randomUUID();
const number = () => String(BigInt(`0x${randomUUID().replaceAll("-", "").slice(0, 16)}`)).padStart(20, "1").slice(0, 20);
const fieldOf = async (work: Promise<unknown>) => work.then(() => "ok", (error: { details?: { fields?: Record<string, unknown> } }) => Object.values(error.details?.fields ?? { none: String(error) }).flat()[0]);
const row = (id: string) => db().fapiao.findFirstOrThrow({ where: { id } });
const finance = async (at?: string) => ({ ...(await (await operator({ roles: ["finance"] })).scope()), ...(at ? { now: (await scopeAt("SD", at)).now } : {}) });
const buyerAt = async (owner: TestCustomer, at: string) => ({ ...(await owner.scope()), now: (await scopeAt("SD", at)).now });

/** A bill of ¥212.00 with 6 % tax, of which a part is paid. */
async function paidBill(owner: TestCustomer, paidFen: bigint, periodFrom = "2020-01-01", isDisputed = false) {
  const bill = await publishedBill(owner, { periodFrom, isDisputed });
  await db().appliedCustomerBillingRate.updateMany({ where: { id: bill.rateId }, data: { paidFen } });
  await db().customerBill.updateMany({ where: { id: bill.billId }, data: { paidFen } });
  return bill;
}

it("BI9: a company asks over what is paid and not invoiced, one bill or several merged; the rest of a part payment later", async () => {
  const owner = await customer();
  const scope = await owner.scope();
  const first = await paidBill(owner, 10_600n);
  const second = await paidBill(owner, 21_200n, "2020-02-01");
  expect((await listOpenBills(scope)).bills.map(({ id, openFen }) => [id, openFen])).toEqual([[second.billId, 21_200n], [first.billId, 10_600n]]);
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [first.billId, second.billId] });
  const asked = await row(fapiaoId);
  expect(asked).toMatchObject({ state: "asked", titleName: `测试企业${owner.accountName}`, grossFen: 31_800n, netFen: 30_000n, taxFen: 1_800n });
  expect(asked.number).toMatch(/^FSD/);
  expect(await listOpenBills(scope)).toMatchObject({ bills: [] });
  expect(await fieldOf(askFapiao(scope, { key: key(), kind: "ordinary", billIds: [second.billId] }))).toBe("nothingToInvoice");
  // The rest of the first bill is paid: that alone is open.
  await db().appliedCustomerBillingRate.updateMany({ where: { id: first.rateId }, data: { paidFen: 21_200n } });
  await db().customerBill.updateMany({ where: { id: first.billId }, data: { paidFen: 21_200n } });
  const rest = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [first.billId] });
  expect(await row(rest.fapiaoId)).toMatchObject({ grossFen: 10_600n });
  expect((await listFapiao(scope, {})).rows.map(({ id, bills }) => [id, bills.length])).toEqual([[rest.fapiaoId, 1], [fapiaoId, 2]]);
});

it("BI9: however often it is asked for at once, never more is invoiced than is paid; a repeat under one key is one asking", async () => {
  const owner = await customer();
  const scope = await owner.scope();
  const { billId, rateId } = await paidBill(owner, 21_200n);
  const same = key();
  const codes = await Promise.all([...Array.from({ length: 6 }, () => key()), same, same].map((one) => codeOf(askFapiao(scope, { key: one, kind: "ordinary", billIds: [billId] }))));
  expect(new Set(codes)).toEqual(new Set(["ok", "FIELDS_REFUSED"]));
  expect(await db().fapiao.count({ where: { customerId: owner.customerId } })).toBe(1);
  const parts = await db().fapiaoPart.findMany({ where: { rateId } });
  expect(parts.map(({ grossFen }) => grossFen)).toEqual([21_200n]);
  // What the code would not do, the database does not allow either.
  const { id: _id, ...copy } = await row(parts[0]?.fapiaoId ?? "");
  const other = await db().fapiao.create({ data: { ...copy, id: randomUUID(), number: `X${randomUUID()}`, titleFacts: {} } });
  const [part] = parts;
  if (!part) throw new Error("no part");
  await expect(db().fapiaoPart.create({ data: { ...part, fapiaoId: other.id } })).rejects.toThrow(/FapiaoPart_paid|above what is paid/);
});

it("BI9: a special fapiao needs the title's address, telephone and bank; an unverified company gets none", async () => {
  const owner = await customer();
  const scope = await owner.scope();
  const { billId } = await paidBill(owner, 21_200n);
  expect(await fieldOf(askFapiao(scope, { key: key(), kind: "special", billIds: [billId] }))).toBe("titleMissing");
  const title = { address: "济南市历下区经十路 1 号", phone: "0531-88880000", bankName: "工商银行济南历下支行", bankAccount: "1602000109022100000" };
  await saveTitle(scope, { key: key(), ...title });
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "special", billIds: [billId] });
  expect((await row(fapiaoId)).titleFacts).toEqual(title);
  const fresh = await customer();
  const other = await paidBill(fresh, 21_200n);
  await db().organization.updateMany({ where: { id: fresh.organizationId }, data: { verification: "expired" } });
  expect(await codeOf(askFapiao(await fresh.scope(), { key: key(), kind: "ordinary", billIds: [other.billId] }))).toBe("RULE_REFUSED");
});

it("BI9: finance issues with the authority's number and file, once; a number is never used twice, what finance refuses may be asked for again", async () => {
  const owner = await customer();
  const [scope, clerk] = [await owner.scope(), await finance()];
  const bill = await paidBill(owner, 21_200n);
  const refused = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [bill.billId] });
  await refuseFapiao(clerk, { key: key(), fapiaoId: refused.fapiaoId, version: 0, reason: "抬头与税局登记不一致" });
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [bill.billId] });
  const invoiceNumber = number();
  expect(await fieldOf(issueFapiao(clerk, { key: key(), fapiaoId, version: 0, invoiceNumber, file: Buffer.from("<html>").toString("base64") }))).toBe("filePdfOnly");
  const codes = await Promise.all([1, 2].map(() => codeOf(issueFapiao(clerk, { key: key(), fapiaoId, version: 0, invoiceNumber, file: pdf }))));
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(await row(fapiaoId)).toMatchObject({ state: "issued", invoiceNumber });
  const next = await paidBill(owner, 21_200n, "2020-02-01");
  const second = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [next.billId] });
  expect(await fieldOf(issueFapiao(clerk, { key: key(), fapiaoId: second.fapiaoId, version: 0, invoiceNumber, file: "" }))).toBe("invoiceNumberUsed");
  // The company reads its file, which delivers it; nobody else's company finds it.
  const file = await readFapiaoFile(scope, { fapiaoId });
  expect(Buffer.from(file.bytes).toString("base64")).toBe(pdf);
  expect((await row(fapiaoId)).state).toBe("delivered");
  const stranger = await (await customer()).scope();
  expect(await codeOf(readFapiaoFile(stranger, { fapiaoId }))).toBe("NOT_FOUND");
  expect(await codeOf(askFapiao(stranger, { key: key(), kind: "ordinary", billIds: [bill.billId] }))).toBe("NOT_FOUND");
  expect(await codeOf(askRed(stranger, { key: key(), fapiaoId, version: 1, reason: "不是我的" }))).toBe("NOT_FOUND");
  expect((await db().notification.findMany({ where: { customerId: owner.customerId, kind: { startsWith: "fapiao." } } })).map(({ subject }) => subject)).toEqual(expect.arrayContaining([expect.stringContaining("未能开具"), `发票 ${invoiceNumber} 已开具`]));
});

it("BI10: an invoiced line is credited only after its red letter, which frees it; the other side answers, who asked withdraws", async () => {
  const owner = await customer();
  const [scope, clerk] = [await owner.scope(), await finance()];
  const bill = await paidBill(owner, 21_200n, "2020-01-01", true);
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [bill.billId] });
  await issueFapiao(clerk, { key: key(), fapiaoId, version: 0, invoiceNumber: number(), file: "" });
  const credit = () => answerDispute(clerk, { key: key(), disputeId: bill.disputeId, version: 0, answer: "经核对，多收一个月", creditFen: 5_300n });
  expect(await fieldOf(credit())).toBe("lineInvoiced");
  await askRed(scope, { key: key(), fapiaoId, version: 1, reason: "金额有误，需要冲红" });
  // Who asked does not answer; the other side does not withdraw.
  expect(await codeOf(moveRed(scope, { key: key(), fapiaoId, version: 2, move: "confirm" }))).toBe("FORBIDDEN");
  expect(await codeOf(moveRed(clerk, { key: key(), fapiaoId, version: 2, move: "withdraw" }))).toBe("FORBIDDEN");
  await moveRed(scope, { key: key(), fapiaoId, version: 2, move: "withdraw" });
  await askRed(clerk, { key: key(), fapiaoId, version: 3, reason: "税率开错，需要冲红" });
  await moveRed(scope, { key: key(), fapiaoId, version: 4, move: "refuse" });
  await askRed(scope, { key: key(), fapiaoId, version: 5, reason: "金额有误，需要冲红" });
  const codes = await Promise.all([1, 2].map(() => codeOf(moveRed(clerk, { key: key(), fapiaoId, version: 6, move: "confirm" }))));
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(await fieldOf(credit())).toBe("lineInvoiced");
  await issueRed(clerk, { key: key(), fapiaoId, version: 7, invoiceNumber: number() });
  expect(await row(fapiaoId)).toMatchObject({ state: "redIssued" });
  expect(await codeOf(credit())).toBe("ok");
  const again = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [bill.billId] });
  expect(await row(again.fapiaoId)).toMatchObject({ state: "asked", grossFen: 15_900n });
});

it("BI10: an asking that nobody answers within 72 hours is void, and too late to confirm; the fapiao stands", async () => {
  const owner = await customer();
  const bill = await paidBill(owner, 21_200n);
  const { fapiaoId } = await askFapiao(await owner.scope(), { key: key(), kind: "ordinary", billIds: [bill.billId] });
  await issueFapiao(await finance(), { key: key(), fapiaoId, version: 0, invoiceNumber: number(), file: "" });
  await askRed(await buyerAt(owner, "2026-03-02 10:00"), { key: key(), fapiaoId, version: 1, reason: "金额有误，需要冲红" });
  await expireRed(await scopeAt("SD", "2026-03-05 09:59"));
  expect((await row(fapiaoId)).state).toBe("redAsked");
  expect(await codeOf(moveRed(await finance("2026-03-05 10:00"), { key: key(), fapiaoId, version: 2, move: "confirm" }))).toBe("RULE_REFUSED");
  const late = await scopeAt("SD", "2026-03-05 10:00");
  await Promise.all([expireRed(late), expireRed(late)]);
  expect((await row(fapiaoId)).state).toBe("redExpired");
  expect(await db().auditRecord.count({ where: { targetId: fapiaoId, action: "fapiao.expireRed" } })).toBe(1);
  expect((await listOpenBills(await owner.scope())).bills).toEqual([]);
});

it("BI9, BI13: what a credit gave back of a line is not invoiced with it", async () => {
  const owner = await customer();
  const scope = await owner.scope();
  const bill = await paidBill(owner, 21_200n, "2020-01-01", true);
  await answerDispute(await finance(), { key: key(), disputeId: bill.disputeId, version: 0, answer: "经核对，多收四分之一", creditFen: 5_300n });
  expect((await listOpenBills(scope)).bills.map(({ openFen }) => openFen)).toEqual([15_900n]);
  const { fapiaoId } = await askFapiao(scope, { key: key(), kind: "ordinary", billIds: [bill.billId] });
  expect(await row(fapiaoId)).toMatchObject({ grossFen: 15_900n });
  expect(await db().appliedCustomerBillingRate.updateMany({ where: { id: bill.rateId }, data: { reducedFen: 0n } }).then(() => "ok", (error: Error) => error.message)).toMatch(/a charge does not change/);
});
