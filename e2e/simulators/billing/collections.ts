import { z } from "zod";
import type { Parts } from "../kit/definition";
import { html, table, timeText, type Html } from "../kit/html";
import { type Reply, type Route, route } from "../kit/route";
import { takeOne } from "../kit/switches";
import { paymentAccounts } from "./accounts";

const scopeId = z.string().regex(/^[A-Z]{2}$/);
/** TMF Money, the value as decimal text so that no sum passes through a float. */
const Money = z.strictObject({ unit: z.literal("CNY"), value: z.string().regex(/^-?\d{1,12}\.\d{2}$/) });

/** TMF678 CustomerBill, as far as the province's collectors need it. */
const StoreBill = z.strictObject({
  id: z.uuid(),
  billNo: z.string().min(1).max(64),
  provinceId: scopeId,
  billDate: z.iso.datetime(),
  paymentDueDate: z.iso.date(),
  billingPeriod: z.strictObject({ startDateTime: z.iso.datetime(), endDateTime: z.iso.datetime() }),
  state: z.enum(["sent", "partiallyPaid", "settled"]),
  taxExcludedAmount: Money,
  taxIncludedAmount: Money,
  remainingAmount: Money,
  billingAccount: z.strictObject({ id: z.string().min(1).max(64), name: z.string().min(1).max(200) }),
});
const Bill = StoreBill.extend({ storedAt: z.string() });

/** TMF676 Payment: money that somebody paid to the province for a payment account. */
const RecordPayment = z.strictObject({ provinceId: scopeId, accountNumber: z.string().min(1).max(64), amount: z.string().regex(/^\d{1,10}\.\d{2}$/), correlatorId: z.string().max(64).nullable() });
const Paid = RecordPayment.extend({ id: z.string(), seq: z.number(), paymentDate: z.string() });
const ListPayments = z.strictObject({ provinceId: scopeId, after: z.string().regex(/^\d{0,12}$/).default(""), limit: z.coerce.number().int().min(1).max(200).default(100) });
const OneDay = z.strictObject({ provinceId: scopeId, day: z.iso.date() });

const businessDay = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

/** What the province collects for us: bills that it was told, and payments that it took. */
export function createCollections(parts: Parts) {
  const bills = new Map<string, z.output<typeof Bill>>();
  const payments: z.output<typeof Paid>[] = [];

  const wire = (payment: z.output<typeof Paid>) => ({ id: payment.id, paymentDate: payment.paymentDate, account: { id: payment.accountNumber }, totalAmount: { unit: "CNY", value: payment.amount }, correlatorId: payment.correlatorId });
  const record = (asked: z.output<typeof RecordPayment>, at: string): Reply => {
    const seq = payments.length + 1;
    const payment = { ...asked, seq, id: `${asked.provinceId}PAY${String(seq).padStart(8, "0")}`, paymentDate: at };
    return { status: 200, body: wire(payment), effect: { payment } };
  };

  const routes: Route[] = [
    route({
      method: "POST", path: "/v1/customer-bills", operation: "storeBill", label: "接收帐单", input: StoreBill,
      handle: ({ at }, bill) => {
        if (takeOne(parts.switches, "forgetNext", "storeBill")) return { status: 200, body: { status: "stored" } };
        return { status: 200, body: { status: "stored" }, effect: { bill: { ...bill, storedAt: at } } };
      },
    }),
    route({
      method: "GET", path: "/v1/customer-bills", operation: "listBills", label: "查询某日帐单", input: OneDay,
      handle: (_call, { provinceId, day }) => ({ status: 200, body: { bills: [...bills.values()].filter((bill) => bill.provinceId === provinceId && businessDay(bill.storedAt) === day).map((bill) => ({ id: bill.id, billNo: bill.billNo, taxIncludedAmount: bill.taxIncludedAmount })) } }),
    }),
    route({
      method: "GET", path: "/v1/payments", operation: "listPayments", label: "查询收款", input: ListPayments,
      handle: (_call, { provinceId, after, limit }) => {
        const rows = payments.filter((row) => row.provinceId === provinceId && row.seq > Number(after || "0"));
        const page = rows.slice(0, limit);
        return { status: 200, body: { payments: page.map(wire), cursor: String(page.at(-1)?.seq ?? (after || "0")), hasMore: rows.length > page.length } };
      },
    }),
    route({
      method: "GET", path: "/v1/day-payments", operation: "listDayPayments", label: "查询某日收款", input: OneDay,
      handle: (_call, { provinceId, day }) => ({ status: 200, body: { payments: payments.filter((row) => row.provinceId === provinceId && businessDay(row.paymentDate) === day).map(wire) } }),
    }),
    route({ method: "POST", path: "/v1/payments", operation: "recordPayment", label: "代收款", input: RecordPayment, handle: ({ at }, asked) => record(asked, at) }),
  ];

  return {
    routes,
    apply(data: Record<string, unknown>): boolean {
      if ("bill" in data) {
        const bill = Bill.parse(data.bill);
        bills.set(bill.id, bill);
        return true;
      }
      if (!("payment" in data)) return false;
      payments.push(Paid.parse(data.payment));
      return true;
    },
    summarize: (data: Record<string, unknown>): string | null => {
      if ("bill" in data) return `帐单 ${Bill.parse(data.bill).billNo}`;
      return "payment" in data ? `收款 ¥${Paid.parse(data.payment).amount}，付费帐号 ${Paid.parse(data.payment).accountNumber}` : null;
    },
    /** A person at the province's counter takes money; null when it was taken, else what is wrong. */
    takeMoney(form: URLSearchParams, at: string): string | Record<string, unknown> {
      const accountNumber = (form.get("accountNumber") ?? "").trim();
      const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec((form.get("amount") ?? "").trim());
      if (!/^[A-Z]{2}\w{4,30}$/.test(accountNumber)) return "付费帐号以两位省份代码开头";
      if (!match) return "金额格式不正确，例如 120.50";
      const reply = record({ provinceId: accountNumber.slice(0, 2), accountNumber, amount: `${match[1]}.${(match[2] ?? "").padEnd(2, "0")}`, correlatorId: null }, at);
      return reply.effect ?? "没有记下";
    },
    section(): Html {
      const first = [...bills.values()].at(-1)?.billingAccount.id ?? paymentAccounts[0]?.number ?? "";
      return html`<form method="post" action="/take-money"><div class="fields"><div class="field"><label for="accountNumber">付费帐号</label><input id="accountNumber" name="accountNumber" value="${first}"></div><div class="field"><label for="amount">金额（元）</label><input id="amount" name="amount" inputmode="decimal"></div></div><div class="actions"><button>代收一笔</button></div></form>
${table("收到的帐单", ["时间", "帐单号", "付费帐号", "合计"], [...bills.values()].slice(-20).reverse().map((bill) => [timeText(bill.storedAt), bill.billNo, html`<code>${bill.billingAccount.id}</code>`, `¥${bill.taxIncludedAmount.value}`]), "还没有收到帐单。")}
${table("代收的款", ["时间", "付费帐号", "金额"], payments.slice(-20).reverse().map((row) => [timeText(row.paymentDate), html`<code>${row.accountNumber}</code>`, `¥${row.amount}`]), "还没有代收。")}`;
    },
  };
}
