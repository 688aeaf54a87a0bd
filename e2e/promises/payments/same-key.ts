import { randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { topUpLow } from "../../../server/payments/auto.service";
import { systemScope } from "../../../server/scope";
import { publishedBill } from "../../fixtures/billing";
import { cashOf, payByCard } from "../../fixtures/payments";
import { customer } from "../../fixtures/people";
import { browserOf, codeIn, mutate, staffBrowser } from "../kit/portal";
import { type ProviderStand } from "../kit/provider";
import { type Stand } from "../kit/stand";
import { untilAnswered } from "../money";
import { until } from "../kit/crash";
import { chargesOf, withCard } from "./lost";
import { begunTopUp } from "./replayed";

const db = () => dbFor("SD");
const AT_ONCE = 50;
const fifty = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: AT_ONCE }, work));

async function sameRefund(stand: Stand, provider: ProviderStand): Promise<void> {
  const buyer = await customer();
  const { paymentId, url } = await begunTopUp(stand, buyer);
  await payByCard(url);
  if (!(await until(async () => (await cashOf(buyer)) === 10_000n, 30))) throw new Error("the top-up to be refunded was not credited");
  const clerk = await staffBrowser(stand, "zhaomin@sd.kdsw.example");
  const form = { key: randomUUID(), paymentId, amountFen: 3_000n, reason: "企业多充，申请退款" };
  const called = await fifty(() => untilAnswered(() => mutate(stand, clerk, "paymentDesk.refund", form)));
  const rows = () => db().refund.findMany({ where: { paymentId }, include: { payment: { select: { providerPaymentId: true } } } });
  await until(async () => (await rows()).every(({ state }) => state === "done"), 30);
  const refunds = await rows();
  const sent = async () => (await provider.stripe.refunds.list({ payment_intent: refunds[0]?.payment.providerPaymentId ?? "" })).data.map(({ amount }) => amount);
  const changed = await mutate(stand, clerk, "paymentDesk.refund", { ...form, amountFen: 4_000n });
  const [bodies, atProvider, cashFen] = [new Set(called.map(({ answer }) => answer.text)).size, await sent(), await cashOf(buyer)];
  stand.judge("4 a refund, fifty times the same key at once: one, at ours and at the provider's", called.every((one) => codeIn(one) === "ok") && bodies === 1 && refunds.length === 1 && atProvider.join() === "3000" && cashFen === 7_000n && changed.status === 422 && codeIn(changed) === "KEY_REUSED", `${bodies} kind of answer, ${refunds.length} refund, ${atProvider.length} at the provider, ${cashFen} fen left; another sum ${changed.status}`);
  await Promise.all(Array.from({ length: 5 }, async () => {
    const key = randomUUID();
    await untilAnswered(() => mutate(stand, clerk, "paymentDesk.refund", { ...form, key, amountFen: 100n }));
  }));
  const several = (await rows()).length;
  stand.judge("4 the attack bites: five keys are five refunds", several === 6, `${several - 1} more`);
}

async function sameBill(stand: Stand, provider: ProviderStand): Promise<void> {
  const buyer = await customer({ payType: "postpaid" });
  const { billId } = await publishedBill(buyer, { isDisputed: false });
  const browser = await browserOf(stand, buyer);
  const forms = [randomUUID(), randomUUID()].map((key) => ({ key, purpose: "bill" as const, billId }));
  const called = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => untilAnswered(() => mutate<{ paymentId: string; url: string }>(stand, browser, "payment.begin", forms[n % 2]))));
  const pages = new Set(called.map(({ data }) => data?.url));
  const payments = await db().payment.findMany({ where: { customerId: buyer.customerId } });
  const [page = ""] = pages;
  await Promise.all(Array.from({ length: 10 }, () => payByCard(page)));
  await until(async () => (await db().customerBill.findFirstOrThrow({ where: { id: billId } })).state === "settled", 30);
  const bill = await db().customerBill.findFirstOrThrow({ where: { id: billId } });
  const intents = (await provider.stripe.paymentIntents.list({ limit: 100 })).data.filter(({ metadata, status }) => status === "succeeded" && metadata.paymentId === payments[0]?.id);
  const credits = await db().journal.count({ where: { extRef: `payment:${payments[0]?.id}` } });
  stand.judge("4 a bill, two windows with fifty tries, its page pressed ten times: paid once", called.every((one) => codeIn(one) === "ok") && pages.size === 1 && payments.length === 1 && intents.length === 1 && credits === 1 && bill.state === "settled" && bill.paidFen === bill.totalFen, `${pages.size} page, ${payments.length} payment, ${intents.length} paid at the provider, ${credits} booking, bill ${bill.state} with ${bill.paidFen} of ${bill.totalFen} fen`);
}

async function sameTopUp(stand: Stand, provider: ProviderStand): Promise<void> {
  const { buyer, browser } = await withCard(stand, true);
  const scope = await systemScope("SD", "自动充值");
  // Twenty workers' looks at once, beside the real one's.
  await Promise.all(Array.from({ length: 20 }, () => topUpLow(scope).catch(() => 0)));
  await until(async () => (await cashOf(buyer)) > 0n, 30);
  const [charges, cashFen] = [await chargesOf(provider, buyer), await cashOf(buyer)];
  const payments = await db().payment.count({ where: { customerId: buyer.customerId } });
  stand.judge("4 an automatic top-up that twenty workers are at: one charge", charges.join() === "succeeded 10000" && payments === 1 && cashFen === 10_000n, `${payments} payment, charges ${charges.join(", ")}, ${cashFen} fen`);
  await mutate(stand, browser, "autoTopUp.removeCard", {});
}

/** Row 4, for the movements of money that go through the provider. */
export async function sameKeys(stand: Stand, provider: ProviderStand): Promise<void> {
  await sameRefund(stand, provider);
  await sameBill(stand, provider);
  await sameTopUp(stand, provider);
}
