import { accountPeriodOf, dayOf, daysBetween } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import type { Shown } from "@/server/partners/live.rules";
import type { Say } from "@/messages/say";

export type NoticeKind = "broke" | "planned" | "due" | "mine" | "expires";
export type Notice = { id: string; kind: NoticeKind; title: string; text: string; href: string; link: string };

type Order = { id: string; number: string; productNames: string; submittedAt: Date };
type Product = { id: string; specificationName: string; offeringName: string; state: string; monthlyFen: bigint; live: Shown | null };
type Facts = {
  base: string;
  today: string;
  payType: "prepaid" | "postpaid";
  licenceExpiresOn: Date | null;
  /** Of an account that is being closed, or was. */
  accountState: string;
  waitingRequests: number;
  returned: readonly Order[];
  handedOff: readonly Order[];
  failed: readonly Order[];
  products: readonly Product[];
  /** Null for a role that may not see money. */
  cashFen: bigint | null;
  /** What published bills leave to pay; null for a role that may not see bills. */
  debt: { openFen: bigint; overdueFen: bigint; nextDueOn: Date | null } | null;
};

const closingWords: Readonly<Record<string, { title: string; text: string }>> = {
  closeAsked: { title: "销户申请正在受理", text: "受理前可以撤销；申请期间不能订购。" },
  settling: { title: "帐户正在结清", text: "最后帐单付清、余额退回后关闭。" },
  closed: { title: "帐户已关闭", text: "30 天内可以恢复，帐单仍可查看和下载。" },
};
/** What of an application's state is news to its company. */
const brokenWords: Readonly<Partial<Record<Shown["state"], { title: string; text: string }>>> = {
  down: { title: "出现故障", text: "应用系统没有应答或报告中断，恢复后自动显示正常。" },
  degraded: { title: "性能下降", text: "可以使用，可能较慢。" },
  planned: { title: "正在计划维护", text: "" },
};
const FAILED_FOR_DAYS = 30;
const LICENCE_WARNING_DAYS = 60;

/** AI20: what broke, what is due, what waits for the company and what expires, most urgent first, with one link each. */
export function noticesOf(say: Say, { base, today, payType, licenceExpiresOn, accountState, waitingRequests, returned, handedOff, failed, products, cashFen, debt }: Facts): Notice[] {
  const notices: Notice[] = [];
  const closing = closingWords[accountState];
  if (closing) notices.push({ id: "closing", kind: "mine", title: say.word(closing.title), text: say.word(closing.text), href: `${base}/company/close`, link: say("查看") });
  for (const product of products.filter(({ state }) => state === "suspended")) {
    notices.push({ id: `stopped-${product.id}`, kind: "broke", title: say("{specificationName} {offeringName} 已暂停", { specificationName: say.named(product.specificationName), offeringName: say.named(product.offeringName) }), text: say("暂停期间不能使用，数据保留。"), href: `${base}/products/${product.id}`, link: say("查看产品") });
  }
  for (const { id, specificationName, offeringName, live } of products) {
    const broken = live && brokenWords[live.state];
    if (broken) notices.push({ id: `live-${id}`, kind: live.state === "planned" ? "planned" : "broke", title: `${say.named(specificationName)} ${say.named(offeringName)} ${say.word(broken.title)}`, text: `${live.until ? say("{since} 至 {until}。", { since: say.instant(live.since), until: say.instant(live.until) }) : say("自 {since}。", { since: say.instant(live.since) })}${live.text ?? say.word(broken.text)}`, href: `${base}/products/${id}`, link: say("查看产品") });
  }
  for (const order of failed.filter(({ submittedAt }) => daysBetween(dayOf(submittedAt), today) <= FAILED_FOR_DAYS)) {
    notices.push({ id: `failed-${order.id}`, kind: "broke", title: say("订单 {orderNumber} 未能开通", { orderNumber: order.number }), text: say("{productNames}：预占的费用已退回，可以修改后重新下单。", { productNames: say.named(order.productNames) }), href: `${base}/orders/${order.id}`, link: say("查看原因") });
  }
  if (debt && debt.openFen > 0n) {
    const isOverdue = debt.overdueFen > 0n;
    notices.push({ id: "bill", kind: "due", title: isOverdue ? say("帐单已逾期 {overdue}", { overdue: formatFen(debt.overdueFen) }) : say("帐单待付 {open}", { open: formatFen(debt.openFen) }), text: isOverdue ? say("请尽快付款，以免影响使用；有疑问可以提出异议。") : debt.nextDueOn ? say("最后付款日 {nextDueOn}。", { nextDueOn: say.day(dayOf(debt.nextDueOn)) }) : "", href: `${base}/bills?tab=open`, link: say("查看帐单") });
  }
  const nextMonthFen = products.filter(({ state }) => state === "active").reduce((sum, { monthlyFen }) => sum + monthlyFen, 0n);
  if (payType === "prepaid" && cashFen !== null && cashFen < nextMonthFen) {
    notices.push({ id: "low", kind: "due", title: say("{to}前请存入 {nextMonth}", { to: say.day(accountPeriodOf(today).to), nextMonth: formatFen(nextMonthFen - cashFen) }), text: say("下月费用 {nextMonth}，可用余额 {cash}；余额不足时产品会暂停。", { nextMonth: formatFen(nextMonthFen), cash: formatFen(cashFen) }), href: `${base}/balance`, link: say("去充值") });
  }
  for (const order of returned) {
    notices.push({ id: `returned-${order.id}`, kind: "mine", title: say("订单 {orderNumber} 需要您更正", { orderNumber: order.number }), text: say("{productNames}：审核人员标出了需要修改的内容，其他内容都已保留。", { productNames: say.named(order.productNames) }), href: `${base}/orders/${order.id}/correct`, link: say("去更正") });
  }
  if (waitingRequests > 0) notices.push({ id: "join", kind: "mine", title: say("{waitingRequests} 位同事申请加入", { waitingRequests }), text: say("同意后，对方可以查看本企业的订单和产品。"), href: `${base}/company/requests`, link: say("去处理") });
  for (const order of handedOff) {
    notices.push({ id: `code-${order.id}`, kind: "expires", title: say("订单 {orderNumber} 请凭受理码到营业厅办理", { orderNumber: order.number }), text: say("{productNames}：受理码过期后需要重新下单。", { productNames: say.named(order.productNames) }), href: `${base}/orders/${order.id}`, link: say("查看受理码") });
  }
  if (licenceExpiresOn && daysBetween(today, dayOf(licenceExpiresOn)) <= LICENCE_WARNING_DAYS) {
    const isOver = dayOf(licenceExpiresOn) < today;
    notices.push({ id: "licence", kind: "expires", title: isOver ? say("营业执照已过有效期") : say("营业执照 {licenceExpiresOn}到期", { licenceExpiresOn: say.day(dayOf(licenceExpiresOn)) }), text: say("请在企业资料里上传新的营业执照，以免影响办理业务。"), href: `${base}/company`, link: say("去更新") });
  }
  return notices;
}
