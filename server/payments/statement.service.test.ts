import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";
import { bookStatementLines } from "./statement.service";
import { expireClaims } from "./transfer.service";

// A platform on which nobody else counts what lies in suspense, runs bills or proves a night.
const PLATFORM = "NM";
const db = () => dbFor(PLATFORM);
const key = () => randomUUID();
const finance = async () => (await operator({ platformId: PLATFORM, roles: ["finance"] })).as();
const suspense = async () => (await db().ledgerAccount.findFirst({ where: { kind: "suspense" }, select: { balanceFen: true } }))?.balanceFen ?? 0n;
const book = async () => bookStatementLines(await systemScope(PLATFORM));
const cashOf = async (owner: TestCustomer) => (await balanceIn(db(), owner.customerId)).cashFen;
const nameOf = (owner: TestCustomer) => `测试企业${owner.accountName}`;
const serial = () => `T${randomUUID().replaceAll("-", "").slice(0, 18)}`;
const csvOf = (...lines: readonly (readonly [serial: string, payer: string, yuan: string, memo: string])[]) => `交易日期,流水号,对方户名,对方账号,收入金额,附言\n${lines.map(([number, payer, yuan, memo]) => `2026-11-02,${number},${payer},6222,${yuan},${memo}`).join("\n")}\n`;
const upload = async (csv: string) => (await finance()).paymentDesk.uploadStatement({ key: key(), provinceId: PLATFORM, fileName: "对账单.csv", csv });
const fieldsOf = async (work: Promise<unknown>) => work.then(() => ({}), (error: { cause?: { details?: { fields?: Record<string, string> } } }) => error.cause?.details?.fields ?? {});
const lineOf = (number: string) => db().bankStatementLine.findFirstOrThrow({ where: { serial: number } });

beforeAll(async () => {
  await (await finance()).paymentDesk.editCollection({ provinceId: PLATFORM, name: "内蒙古公司业务专户", bank: "工商银行内蒙古分行", number: "0302000100012345" });
});

async function claiming(amountFen = 50_000n) {
  const owner = await customer({ platformId: PLATFORM });
  const caller = await owner.as();
  const { code } = await caller.payment.claimTransfer({ key: key(), amountFen });
  return { owner, caller, code };
}

it("BI4: a transfer with its code finds its company, which is told by mail, once whatever is uploaded", async () => {
  const { owner, caller, code } = await claiming();
  const number = serial();
  const csv = csvOf([number, nameOf(owner), "500.00", `充值 ${code.toLowerCase()}`]);
  expect(await upload(csv)).toEqual({ taken: 1, known: 0 });
  await Promise.all([book(), book(), book()]);
  expect(await lineOf(number)).toMatchObject({ state: "matched", customerId: owner.customerId });
  expect(await cashOf(owner)).toBe(50_000n);
  expect((await caller.payment.transfers({})).rows[0]).toMatchObject({ code, state: "paid" });
  expect(await db().notification.count({ where: { customerId: owner.customerId, kind: "transfer.arrived" } })).toBe(1);
  // The same file again, the line in a longer file, and the same voucher typed by hand: nothing twice.
  expect(await fieldsOf(upload(csv))).toEqual({ csv: "statementKnown" });
  const other = serial();
  expect(await upload(csvOf([number, nameOf(owner), "500.00", code], [other, nameOf(owner), "20.00", code]))).toEqual({ taken: 1, known: 1 });
  await book();
  expect(await cashOf(owner)).toBe(52_000n);
  expect(await fieldsOf((await finance()).paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 50_000n, source: "bankTransfer", reference: number, note: "" }))).toEqual({ reference: "referenceUsed" });
  expect(await fieldsOf(upload(csvOf([number, nameOf(owner), "501.00", code])))).toMatchObject({ csv: "serialOther" });
});

it("BI4, BI20: what fits nobody lies in suspense until a person says whose it is; nothing is dropped", async () => {
  const { owner, code } = await claiming();
  const other = await customer({ platformId: PLATFORM });
  const [strange, silent, unknown] = [serial(), serial(), serial()];
  const before = await suspense();
  await upload(csvOf([strange, "路人甲有限公司", "10.00", code], [silent, nameOf(other), "20.00", "货款"], [unknown, "路人乙", "30.00", "KDZZZZZZZZ"]));
  await book();
  expect(await suspense()).toBe(before + 6_000n);
  const desk = await finance();
  const waiting = (await desk.paymentDesk.statementLines({ tab: "waiting" })).rows;
  const seen = (number: string) => waiting.find((row) => row.serial === number);
  expect([seen(strange), seen(silent), seen(unknown)].map((row) => [row?.problem, row?.guessName])).toEqual([["payerDiffers", owner.accountName], ["noCode", other.accountName], ["codeUnknown", ""]]);
  const lineId = seen(silent)?.id ?? "";
  expect(await fieldsOf(desk.paymentDesk.assignLine({ key: key(), lineId, accountName: "nobody", reason: "电话核实" }))).toEqual({ accountName: "accountUnknown" });
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(desk.paymentDesk.assignLine({ key: key(), lineId, accountName: other.accountName, reason: "电话核实过" }))));
  expect([...codes].sort()).toEqual(["CHANGED_MEANWHILE", "CHANGED_MEANWHILE", "ok"]);
  expect([await cashOf(other), await suspense()]).toEqual([2_000n, before + 4_000n]);
  await desk.paymentDesk.returnLine({ key: key(), lineId: seen(unknown)?.id ?? "", reason: "付款人要求退回" });
  expect(await suspense()).toBe(before + 1_000n);
  expect(await codeOf(desk.paymentDesk.assignLine({ key: key(), lineId: seen(unknown)?.id ?? "", accountName: other.accountName, reason: "改主意了" }))).toBe("CHANGED_MEANWHILE");
  expect(await proveLedger(await systemScope(PLATFORM))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("BI4: a transfer that finance typed in before its statement came is not booked again", async () => {
  const owner = await customer({ platformId: PLATFORM });
  const number = serial();
  await (await finance()).paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 1_000n, source: "bankTransfer", reference: number, note: "" });
  await upload(csvOf([number, nameOf(owner), "10.00", ""]));
  await book();
  expect([await cashOf(owner), (await lineOf(number)).state]).toEqual([1_000n, "matched"]);
});

it("BI4: a file with a line that cannot be read is not taken at all, and says which line", async () => {
  const number = serial();
  const fields = await fieldsOf(upload(csvOf([number, "甲", "10.00", ""], [serial(), "乙", "十元", ""])));
  expect(fields).toEqual({ csv: "statementLinesWrong", "line.3": "amountWrong" });
  expect(await db().bankStatementLine.count({ where: { serial: number } })).toBe(0);
});

it("BI4: an announced transfer may be taken back, lapses after thirty days, and its money finds the company all the same", async () => {
  const { owner, caller, code } = await claiming();
  const [claim] = (await caller.payment.transfers({})).rows;
  const stranger = await (await customer({ platformId: PLATFORM })).as();
  expect(await codeOf(stranger.payment.cancelTransfer({ key: key(), claimId: claim?.id ?? "" }))).toBe("NOT_FOUND");
  await caller.payment.cancelTransfer({ key: key(), claimId: claim?.id ?? "" });
  expect(await codeOf(caller.payment.cancelTransfer({ key: key(), claimId: claim?.id ?? "" }))).toBe("CHANGED_MEANWHILE");
  const late = await caller.payment.claimTransfer({ key: key(), amountFen: 100n });
  await expireClaims({ ...(await systemScope(PLATFORM)), now: () => new Date(Date.now() + 31 * 86_400_000) });
  expect((await caller.payment.transfers({})).rows.map(({ code: own, state }) => [own, state])).toEqual([[late.code, "expired"], [code, "canceled"]]);
  await upload(csvOf([serial(), nameOf(owner), "7.00", code]));
  await book();
  expect(await cashOf(owner)).toBe(700n);
  const elsewhere = await (await customer({ platformId: "LN" })).as();
  expect(await codeOf(elsewhere.payment.claimTransfer({ key: key(), amountFen: 100n }))).toBe("RULE_REFUSED");
});
