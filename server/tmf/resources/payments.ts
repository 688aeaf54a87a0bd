import type { Payment, Prisma } from "../../generated/prisma/client";
import type { PaymentChannel, PaymentState } from "../../generated/prisma/enums";
import { id, instantOr, money, ownId, text, word } from "../attribute.rules";
import { type Call, type Json, type Resource, tableOf } from "../resource";
import { accountRef, byAccount, companiesOf, customerParty, identified, moneyOf, refOf } from "./parts";

/** TMF676's words; a payment page that nobody has finished waits for its authorization. */
export const paymentStates: Record<PaymentState, string> = { initiated: "pendingAuthorization", authorized: "authorized", done: "done", failed: "failed", canceled: "canceled" };
const methods: Record<PaymentChannel, { type: string; name: string }> = {
  card: { type: "BankCard", name: "银行卡" }, alipay: { type: "DigitalWallet", name: "支付宝" }, wechatPay: { type: "DigitalWallet", name: "微信支付" }, bankTransfer: { type: "BankAccountTransfer", name: "银行转账" }, counterCash: { type: "Cash", name: "营业厅缴费" },
  provinceBilling: { type: "ProvinceBilling", name: "省计费系统代收" }, balance: { type: "BucketPaymentMethod", name: "帐户余额" },
};
const methodOf = (channel: PaymentChannel) => ({ id: channel, name: methods[channel].name, "@type": methods[channel].type, "@baseType": "PaymentMethod" });

async function paymentViews(rows: (Payment & { allocations: { billId: string; amountFen: bigint }[] })[], { scope }: Call): Promise<Json[]> {
  const companies = await companiesOf(scope.db, rows.map(({ customerId }) => customerId));
  return rows.map((row) => {
    const company = companies.get(row.customerId);
    const bills = new Map<string, bigint>();
    for (const { billId, amountFen } of row.allocations) bills.set(billId, (bills.get(billId) ?? 0n) + amountFen);
    return {
      ...identified("676", "payment", row.id), name: row.number, description: row.purpose, ...(row.reference ? { correlatorId: row.reference } : {}), status: paymentStates[row.state], statusDate: (row.paidAt ?? row.createdAt).toISOString(), paymentDate: (row.paidAt ?? row.createdAt).toISOString(),
      amount: moneyOf(row.amountFen), totalAmount: moneyOf(row.amountFen), account: accountRef(company) ?? { id: row.customerId, "@type": "AccountRef" }, payer: customerParty(row.customerId, company), paymentMethod: methodOf(row.channel), channel: { id: row.channel, name: methods[row.channel].name, "@type": "ChannelRef", "@referredType": "Channel" },
      paymentItem: [...bills].filter(([, fen]) => fen !== 0n).map(([billId, fen]) => ({ id: billId, amount: moneyOf(fen), totalAmount: moneyOf(fen), item: refOf("678", "customerBill", billId), "@type": "PaymentItem" })),
    };
  });
}

type RefundRow = Prisma.RefundGetPayload<{ include: { payment: { select: { channel: true } } } }>;
async function refundViews(rows: RefundRow[], { scope }: Call): Promise<Json[]> {
  const companies = await companiesOf(scope.db, rows.map(({ customerId }) => customerId));
  return rows.map((row) => {
    const company = companies.get(row.customerId);
    return {
      ...identified("676", "refund", row.id), name: row.reason, description: row.reason, status: paymentStates[row.state], statusDate: (row.endedAt ?? row.createdAt).toISOString(), refundDate: (row.endedAt ?? row.createdAt).toISOString(), amount: moneyOf(row.amountFen), totalAmount: moneyOf(row.amountFen),
      account: accountRef(company) ?? { id: row.customerId, "@type": "AccountRef" }, payment: refOf("676", "payment", row.paymentId), paymentMethod: methodOf(row.payment.channel), requestor: customerParty(row.customerId, company),
    };
  });
}

/** TMF676: money that came, and that went back. */
export const paymentResources: Resource[] = [
  tableOf<Payment & { allocations: { billId: string; amountFen: bigint }[] }>({
    name: "payment",
    table: (db) => db.payment,
    include: { allocations: { select: { billId: true, amountFen: true } } },
    attributes: { id: ownId, name: text("number"), correlatorId: text("reference"), status: word("state", paymentStates), paymentDate: instantOr("paidAt", "createdAt"), statusDate: instantOr("paidAt", "createdAt"), "account.id": byAccount(), "payer.id": id("customerId"), "channel.id": word("channel", Object.fromEntries(Object.keys(methods).map((channel) => [channel, channel]))), "totalAmount.value": money("amountFen"), "amount.value": money("amountFen"), "paymentItem.item.id": id("allocations.some.billId") },
    view: paymentViews,
  }),
  tableOf<RefundRow>({
    name: "refund",
    table: (db) => db.refund,
    include: { payment: { select: { channel: true } } },
    attributes: { id: ownId, status: word("state", paymentStates), refundDate: instantOr("endedAt", "createdAt"), statusDate: instantOr("endedAt", "createdAt"), "account.id": byAccount(), "payment.id": id("paymentId"), "requestor.id": id("customerId"), "totalAmount.value": money("amountFen"), "amount.value": money("amountFen") },
    view: refundViews,
  }),
];
