import { randomUUID } from "node:crypto";
import { type Db, dbFor } from "../../server/db";
import { addToCart, nameCart } from "../../server/carts/cart-edit.service";
import { bookDeposit } from "../../server/payments/deposit.service";
import { cancelOrder } from "../../server/ordering/outcome.service";
import { priceOrder, submitOrder } from "../../server/ordering/submit.service";
import { applyAnswer } from "../../server/provisioning/send.service";
import { approveTask, refuseTask, returnTask } from "../../server/review/decision.service";
import { claimTask } from "../../server/review/task.service";
import { dunDebts } from "../../server/billing/dunning.service";
import { renewPrepaid } from "../../server/billing/prepaid.service";
import { chargeLateUsage } from "../../server/billing/late-usage.service";
import { advanceRuns } from "../../server/billing/run.service";
import { createPromotion, issueCoupons } from "../../server/promotions/desk.service";
import { type CustomerActor, type Scope, type StaffActor, scopeFor, systemScope } from "../../server/scope";
import { readDueUsage } from "../../server/usage/reading.service";
import { pastCases } from "./cases";
import { pastQuotes } from "./quotes";
import { type DemoCustomer, demoCustomers } from "./people";
import { providerAnswer } from "./provider";
import { playSeats } from "./seats";

/** History is made by the product's own use cases under a clock of the past, so that every row is one that could have been. */
const at = (daysAgo: number, hour = 10): Date => {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  day.setUTCHours(hour - 8, (daysAgo * 7) % 60, 0, 0);
  return day > new Date() ? new Date(Date.now() - 60_000) : day;
};

async function customerScope({ platformId, accountName }: DemoCustomer, when: Date): Promise<Scope<CustomerActor>> {
  const membership = await dbFor(platformId).membership.findFirstOrThrow({ where: { role: "owner", customer: { accountName } }, include: { person: true } });
  const { customerId, personId, id } = membership;
  const scope = await scopeFor<CustomerActor>(platformId, { kind: "customer", id: personId, name: membership.person.name, sessionId: id, membershipId: id, role: "owner", customerId, customerIds: [customerId] });
  return { ...scope, now: () => when };
}

async function clerkScope(platformId: string, when: Date): Promise<Scope<StaffActor>> {
  const names: Record<string, string> = { SD: "王丽", BJ: "刘洋", NF: "陈洁", GD: "周航" };
  const scope = await scopeFor<StaffActor>(platformId, { kind: "staff", id: "0197a000-0000-7000-8000-000000000001", name: names[platformId] ?? "审核员", sessionId: randomUUID(), dutyId: null, roles: ["provinceReviewer", "finance"], provinces: [] });
  return { ...scope, now: () => when };
}

/** Days since a day of an earlier month: what is billed and overdue then is the same whatever day the demo begins. */
const since = (monthsBack: number, day: number): number => {
  const today = new Date();
  return Math.floor((Date.now() - Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsBack, day)) / 86_400_000);
};

type Want = { offeringCode: string; seats: number; facts?: Record<string, string>; end: "review" | "approved" | "completed" | "returned" | "refused" | "cancelled"; daysAgo: number; hour?: number };

async function playOrder(row: DemoCustomer, want: Want): Promise<void> {
  const submittedAt = at(want.daysAgo, want.hour ?? 10);
  const customer = await customerScope(row, submittedAt);
  const quote = await priceOrder(customer, { offeringCode: want.offeringCode, seats: want.seats });
  const usual: Record<string, string> = { administratorEmail: row.contact.email, contactNumber: row.contact.phone, installAddress: row.address };
  const facts = Object.fromEntries(quote.neededFacts.map((kind) => [kind, want.facts?.[kind] ?? usual[kind] ?? ""]));
  const made = await submitOrder(customer, {
    key: randomUUID(), offeringCode: want.offeringCode, seats: want.seats, facts, note: "", agentId: "", acceptTerms: true,
    quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen, contractVersion: quote.contract.version,
  });
  if (want.end === "cancelled") return void (await cancelOrder({ ...customer, now: () => new Date(submittedAt.getTime() + 600_000) }, { orderId: made.orderId, key: randomUUID() }));
  if (want.end === "review" || made.stage !== "review") return;
  const clerk = await clerkScope(row.platformId, new Date(submittedAt.getTime() + 2_400_000 + want.seats * 60_000));
  const task = await clerk.db.reviewTask.findFirstOrThrow({ where: { orderId: made.orderId, state: "open" } });
  const claimed = await claimTask(clerk, { taskId: task.id });
  const decision = { taskId: task.id, key: randomUUID(), version: claimed.version };
  if (want.end === "returned") return void (await returnTask(clerk, { ...decision, reason: "seatsUnclear", text: "请确认使用人数：贵公司登记人数与申请数量相差较大。", markedFields: ["seats"] }));
  if (want.end === "refused") return void (await refuseTask(clerk, { ...decision, reason: "duplicate", text: "同一产品上周已为贵公司开通，请直接增加数量。" }));
  await approveTask(clerk, { ...decision, text: "" });
  if (want.end === "approved") return;
  const openedAt = new Date(clerk.now().getTime() + 300_000);
  const line = await clerk.db.serviceOrder.findFirstOrThrow({ where: { orderId: made.orderId } });
  const product = want.offeringCode.split("-")[0] ?? "APP";
  await clerk.db.serviceOrder.updateMany({ where: { id: line.id }, data: { state: "inProgress", nextAttemptAt: null } });
  await applyAnswer({ ...clerk, actor: { kind: "system", id: "system", name: "系统" }, now: () => openedAt }, line, {
    kind: "active", businessId: `${product}-${row.provinceId}-H${made.number.slice(-6)}`,
    account: { name: `${row.accountName.toLowerCase()}.${product.toLowerCase()}`, administratorName: "admin", signInUrl: `https://${product.toLowerCase()}.ap.example/` },
  });
}

/** The past is told and done: its mails were sent and 97 knows. Jobs that find nothing waiting do nothing. */
async function settlePast(db: Db): Promise<void> {
  await db.notification.updateMany({ where: { state: "waiting" }, data: { state: "sent", sentAt: new Date(), nextAttemptAt: null } });
  await db.serviceOrder.updateMany({ where: { operation: { in: ["suspend", "resume"] }, state: { in: ["acknowledged", "pending"] } }, data: { state: "completed", completedAt: new Date(), nextAttemptAt: null, lastAnswer: "已办理" } });
  await db.bssMessage.updateMany({ where: { state: "waiting" }, data: { state: "sent", acknowledgedAt: new Date(), nextAttemptAt: null, lastAnswer: "200" } });
}

const byName = (accountName: string) => {
  const row = demoCustomers.find((entry) => entry.accountName === accountName);
  if (!row) throw new Error(`no demo customer ${accountName}`);
  return row;
};

/** Plays the calendar of the platforms that have a past, day by day up to so many days ago: use as it was reported, months, runs, publishing, dunning. */
async function playBilling(fromDaysAgo: number, toDaysAgo: number): Promise<void> {
  for (const platformId of ["SD", "BJ"]) {
    const system = await systemScope(platformId);
    for (let daysAgo = fromDaysAgo; daysAgo > toDaysAgo; daysAgo -= 1) {
      for (const hour of [9, 23]) {
        const scope = { ...system, now: () => at(daysAgo, hour) };
        await readDueUsage(scope, providerAnswer(scope));
        await renewPrepaid(scope);
        while (await advanceRuns(scope));
        await chargeLateUsage(scope);
        await dunDebts(scope, { again: true });
      }
    }
  }
}

async function playTransfer(row: DemoCustomer, daysAgo: number, amountFen: bigint): Promise<void> {
  const clerk = await clerkScope(row.platformId, at(daysAgo, 9));
  const customer = await clerk.db.customer.findFirstOrThrow({ where: { accountName: row.accountName } });
  await bookDeposit(clerk, { key: randomUUID(), customerId: customer.id, amountFen, source: "bankTransfer", reference: `DEMO${daysAgo}${customer.id.slice(-10).toUpperCase()}`, note: "" });
}

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Two offers that a company holds coupons of, one of them for its first month only. */
async function playPromotions(row: DemoCustomer): Promise<void> {
  const desk = { ...(await clerkScope(row.platformId, at(5, 9))), actor: { ...(await clerkScope(row.platformId, at(5, 9))).actor, name: "周航", roles: ["product" as const] } };
  const usual = { provinceId: row.provinceId, reach: "issued" as const, seatsFrom: 1, coversSetUp: false, addsToBundle: false, validFrom: dayIn(-5), validTo: dayIn(60), budgetFen: 5_000_000n };
  const offers = [
    { ...usual, name: "老客户添新", layer: "promotion" as const, percentOffBp: 1_500, offFen: 0n, months: 6, specificationCodes: ["CRM", "HR", "MAIL"] },
    { ...usual, name: "满十席立减", layer: "fixed" as const, percentOffBp: 0, offFen: 5_000n, months: 3, seatsFrom: 10, specificationCodes: [] },
  ];
  for (const offer of offers) {
    const { promotionId } = await createPromotion(desk, { key: randomUUID(), ...offer });
    await issueCoupons(desk, { key: randomUUID(), promotionId, accountNames: [row.accountName] });
  }
}

/** What happened, and how many days ago; played from the oldest on, with the billing calendar between. */
type Event = readonly [daysAgo: number, play: () => Promise<void>];

/** Half a year in which companies bought, were billed, paid or did not, and a month of orders in every state. */
export async function seedHistory(): Promise<void> {
  const [qilu, lanhai, binhai, jingcheng, shudao, yuexiu] = ["qilu_jingji", "LanhaiTrade", "binhai_fushi", "jingcheng_it", "shudao_ls", "yuexiu_mfg"].map(byName) as [DemoCustomer, DemoCustomer, DemoCustomer, DemoCustomer, DemoCustomer, DemoCustomer];
  const order = (row: DemoCustomer, want: Want): Event => [want.daysAgo, () => playOrder(row, want)];
  const done: Event[] = [
    ...demoCustomers.filter((row) => row.depositFen > 0n).map((row): Event => [130, () => playTransfer(row, 130, row.depositFen)]),
    order(qilu, { offeringCode: "MAIL-STD", seats: 20, facts: { mailDomain: "qilu-jingji.example" }, end: "completed", daysAgo: 112 }),
    order(lanhai, { offeringCode: "OA-STD", seats: 15, end: "completed", daysAgo: 108 }),
    // Paid by use, beside what is included.
    order(qilu, { offeringCode: "VIDEO-50", seats: 1, end: "completed", daysAgo: 96 }),
    order(jingcheng, { offeringCode: "SMS-1000", seats: 1, facts: { companyIntroduction: "面向中小企业的软件开发与运维，短信用于系统告警和登录验证。" }, end: "completed", daysAgo: 70 }),
    // A year that may be ended early, for part of its fee.
    order(yuexiu, { offeringCode: "CRM-YEAR", seats: 1, end: "completed", daysAgo: 100 }),
    order(binhai, { offeringCode: "OA-STD", seats: 20, end: "completed", daysAgo: since(3, 14) }),
    order(binhai, { offeringCode: "MAIL-STD", seats: 20, facts: { mailDomain: "binhai-fushi.example" }, end: "completed", daysAgo: since(2, 17) }),
    order(jingcheng, { offeringCode: "OA-STD", seats: 30, end: "completed", daysAgo: 62 }),
    // A company that pays on time; more than it owes stays with it for the next bill.
    ...[75, 45, 15].map((daysAgo): Event => [daysAgo, () => playTransfer(lanhai, daysAgo, 100_000n)]),
    order(qilu, { offeringCode: "OA-STD", seats: 20, end: "completed", daysAgo: 27 }),
    [20, async () => playSeats(await customerScope(qilu, at(20, 9)))],
    order(qilu, { offeringCode: "OA-STD", seats: 5, end: "refused", daysAgo: 15 }),
    order(qilu, { offeringCode: "OA-STD", seats: 10, end: "cancelled", daysAgo: 9 }),
    order(lanhai, { offeringCode: "OA-STD", seats: 200, end: "returned", daysAgo: 2 }),
    order(jingcheng, { offeringCode: "OA-STD", seats: 10, end: "review", daysAgo: 1, hour: 15 }),
    [5, () => playPromotions(qilu)],
    ...pastCases.map(({ accountName, daysAgo, play }): Event => [daysAgo, async () => play(await customerScope(byName(accountName), at(daysAgo, 9)))]),
    ...pastQuotes.map(({ accountName, daysAgo, play }): Event => [daysAgo, async () => {
      const when = at(daysAgo, 11);
      const writer = await clerkScope(byName(accountName).platformId, new Date(when.getTime() + 3_600_000));
      // Another of the province, who lets prices below the list go out.
      const second = { ...writer, actor: { ...writer.actor, id: "0197a000-0000-7000-8000-000000000002", name: "周航" }, now: () => new Date(when.getTime() + 7_200_000) };
      return play(await customerScope(byName(accountName), when), { writer, second });
    }]),
    order(shudao, { offeringCode: "OA-STD", seats: 25, end: "review", daysAgo: 3 }),
  ];
  let now = 131;
  for (const [daysAgo, play] of done.sort(([a], [b]) => b - a)) {
    await playBilling(now, daysAgo);
    now = daysAgo;
    await play();
  }
  await playBilling(now, 0);
  for (const platformId of [...new Set(demoCustomers.map((row) => row.platformId))]) await settlePast(dbFor(platformId));
  await playOrder(qilu, { offeringCode: "OA-STD", seats: 15, end: "review", daysAgo: 1, hour: 11 });
  await playOrder(lanhai, { offeringCode: "OA-STD", seats: 25, end: "review", daysAgo: 0, hour: 9 });
  await playCart(byName("haiyun_yf"), byName("haiyun_lixia"));
}

/** OR17: what a chain keeps to order for each new branch. */
async function playCart(parent: DemoCustomer, child: DemoCustomer): Promise<void> {
  const scope = await customerScope(parent, at(1, 15));
  const { id: childId } = await scope.db.customer.findFirstOrThrow({ where: { accountName: child.accountName }, select: { id: true } });
  const lines = [{ accountId: scope.actor.customerId, seats: 20 }, { accountId: childId, seats: 10 }];
  const { cartId } = await addToCart(scope, { key: randomUUID(), offeringCode: "OA-STD", facts: { administratorEmail: parent.contact.email }, note: "", lines });
  const { version } = await scope.db.shoppingCart.findFirstOrThrow({ where: { id: cartId }, select: { version: true } });
  await nameCart(scope, { cartId, version, name: "新店开业办公套件" });
}
