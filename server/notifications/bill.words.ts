import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

const out = {
  "zh-CN": {
    subject: "{?isForChild}子帐号{child} {/isForChild}{month}帐单：{total}",
    text: "{?isForChild}由本帐号支付的子帐号{child} {/isForChild}{month}帐单（{number}）已出，共 {total}{?isForChild}，{/isForChild}{!isForChild}。{/isForChild}{?isSettled}已结清，无需再付款。{/isSettled}{?isByParent}由上级企业支付，您无需付款。{/isByParent}{?isDue}待付 {amount}，请在 {dueOn}前付款。{/isDue}",
    link: "查看帐单",
  },
  en: {
    subject: "{?isForChild}Child account {child}: {/isForChild}bill of {month}: {total}",
    text: "The bill of {month} ({number}){?isForChild} of the child account {child}, which this account pays,{/isForChild} is out. It comes to {total}. {?isSettled}It is settled; nothing is to be paid.{/isSettled}{?isByParent}Your parent company pays it; you need not.{/isByParent}{?isDue}{amount} is to be paid; please pay before {dueOn}.{/isDue}",
    link: "View bill",
  },
} as const;

const toPay = {
  "zh-CN": { subject: "，待付 {amount}", head: "帐单 {number} 待付 {amount}，最后付款日 {dueOn}。", foot: "\n对费用有疑问，可以在帐单页对单行提出异议；一时周转不开，可以约定付款日期（最长 10 天，一年两次）。", link: "查看并付款" },
  en: { subject: "; {amount} to pay", head: "{amount} of bill {number} is to be paid; the last day for it is {dueOn}. ", foot: "\nIf you doubt a charge, you may dispute its line on the bill's page; if you are short of money for a while, you may agree on a day to pay (10 days at most, twice a year).", link: "View and pay" },
} as const;

/** Of a bill that the parent did not pay: what its child reads, whose products stand still for it. */
const ofChild = {
  "zh-CN": { head: "由上级企业支付的帐单 {number} 还没有付清。", foot: "\n请联系您企业的管理员。" },
  en: { head: "Bill {number}, which your parent company pays, is not paid. ", foot: "\nPlease contact your company's administrator." },
} as const;

/** Words of what is told of bills, debts and fapiao. */
export const billWords = {
  "bill.published": { "zh-CN": out["zh-CN"], en: out.en },
  "bill.abnormal": {
    "zh-CN": { subject: out["zh-CN"].subject, text: `${out["zh-CN"].text}{?isToCheck}\n本期费用明显高于前几期，我们暂不自动扣款。请核对明细，确认无误后在帐单页点“费用无误”；有疑问可对单行提出异议。{/isToCheck}`, link: out["zh-CN"].link },
    en: { subject: out.en.subject, text: `${out.en.text}{?isToCheck}\nIt is clearly higher than those before it, so for now we take no payment for it by ourselves. Please look through its lines and confirm on the bill's page that the charges are right; if you doubt one, you may dispute its line.{/isToCheck}`, link: out.en.link },
  },
  "bill.disputeAnswered": {
    "zh-CN": { subject: "帐单 {number} 的异议已答复", text: "您对“{item}”的异议已处理：{?isCredited}同意退费 {amount}，记入下一期帐单{?isDouble}；并按双倍返还的承诺另付 {amount}，已记入余额{/isDouble}{/isCredited}{!isCredited}经核对，费用无误{/isCredited}。\n{reply}", link: "查看帐单" },
    en: { subject: "Your dispute about bill {number} was answered", text: "Your dispute about “{item}” was looked into: {?isCredited}we return {amount}, which stands on the next bill{?isDouble}; as we promise to return double, another {amount} is in your balance already{/isDouble}{/isCredited}{!isCredited}the charge is right{/isCredited}.\n{reply}", link: "View bill" },
  },
  "dunning.remind7": {
    "zh-CN": { subject: `帐单 {number} 7 天后到期${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}离最后付款日还有 7 天。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is due in 7 days${toPay.en.subject}`, text: `${toPay.en.head}It is 7 days away.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.remind1": {
    "zh-CN": { subject: `帐单 {number} 明天到期${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}明天是最后付款日。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is due tomorrow${toPay.en.subject}`, text: `${toPay.en.head}That is tomorrow.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.dueToday": {
    "zh-CN": { subject: `帐单 {number} 今天到期${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}今天是最后付款日。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is due today${toPay.en.subject}`, text: `${toPay.en.head}That is today.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.overdue": {
    "zh-CN": { subject: `帐单 {number} 已逾期${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}已过最后付款日。请尽快付款，以免影响使用。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is overdue${toPay.en.subject}`, text: `${toPay.en.head}That day is over. Please pay soon, so that your products are not affected.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.secondNotice": {
    "zh-CN": { subject: `帐单 {number} 逾期 5 天${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}付清之前暂不受理新订单和升档。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is 5 days overdue${toPay.en.subject}`, text: `${toPay.en.head}Until it is paid we take no new orders and no moves to a higher plan.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.limited": {
    "zh-CN": { subject: `帐单 {number} 逾期 15 天${toPay["zh-CN"].subject}`, text: `${toPay["zh-CN"].head}付清之前暂不受理增加数量；已开通的产品仍可使用。${toPay["zh-CN"].foot}`, link: toPay["zh-CN"].link },
    en: { subject: `Bill {number} is 15 days overdue${toPay.en.subject}`, text: `${toPay.en.head}Until it is paid quantities cannot be raised; running products can still be used.${toPay.en.foot}`, link: toPay.en.link },
  },
  "dunning.suspended": {
    "zh-CN": { subject: `帐单 {number} 产品已暂停{!isByParent}${toPay["zh-CN"].subject}{/isByParent}`, text: `{!isByParent}${toPay["zh-CN"].head}{/isByParent}{?isByParent}${ofChild["zh-CN"].head}{/isByParent}逾期超过 30 天，这张帐单上未付清的产品已暂停。付款后会自动恢复。{!isByParent}${toPay["zh-CN"].foot}{/isByParent}{?isByParent}${ofChild["zh-CN"].foot}{/isByParent}`, link: `{!isByParent}${toPay["zh-CN"].link}{/isByParent}{?isByParent}查看帐单{/isByParent}` },
    en: { subject: `Products of bill {number} are suspended{!isByParent}${toPay.en.subject}{/isByParent}`, text: `{!isByParent}${toPay.en.head}{/isByParent}{?isByParent}${ofChild.en.head}{/isByParent}It is more than 30 days overdue, and the products on it that are not paid are suspended. They run again by themselves once it is paid.{!isByParent}${toPay.en.foot}{/isByParent}{?isByParent}${ofChild.en.foot}{/isByParent}`, link: `{!isByParent}${toPay.en.link}{/isByParent}{?isByParent}View bill{/isByParent}` },
  },
  "dunning.mayTerminate": {
    "zh-CN": { subject: `帐单 {number} 即将终止{!isByParent}${toPay["zh-CN"].subject}{/isByParent}`, text: `{!isByParent}${toPay["zh-CN"].head}{/isByParent}{?isByParent}${ofChild["zh-CN"].head}{/isByParent}产品暂停已满 60 天，再不付清可能被终止。{!isByParent}${toPay["zh-CN"].foot}{/isByParent}{?isByParent}${ofChild["zh-CN"].foot}{/isByParent}`, link: `{!isByParent}${toPay["zh-CN"].link}{/isByParent}{?isByParent}查看帐单{/isByParent}` },
    en: { subject: `Products of bill {number} are about to end{!isByParent}${toPay.en.subject}{/isByParent}`, text: `{!isByParent}${toPay.en.head}{/isByParent}{?isByParent}${ofChild.en.head}{/isByParent}Its products have been suspended for 60 days and may be ended if it is still not paid.{!isByParent}${toPay.en.foot}{/isByParent}{?isByParent}${ofChild.en.foot}{/isByParent}`, link: `{!isByParent}${toPay.en.link}{/isByParent}{?isByParent}View bill{/isByParent}` },
  },
  "fapiao.issued": {
    "zh-CN": { subject: "发票 {number} 已开具", text: "您申请的{?isSpecial}增值税专用{/isSpecial}{!isSpecial}普通{/isSpecial}发票已开具，号码 {number}，金额 {amount}。", link: "查看发票" },
    en: { subject: "Fapiao {number} issued", text: "The {?isSpecial}special VAT{/isSpecial}{!isSpecial}ordinary{/isSpecial} fapiao that you asked for was issued. Its number is {number}, its sum {amount}.", link: "View fapiao" },
  },
  "fapiao.notIssued": {
    "zh-CN": { subject: "发票申请 {number} 未能开具", text: "原因：{reason}。更正后可以重新申请。", link: "查看发票" },
    en: { subject: "Fapiao request {number} could not be met", text: "Reason: {reason}. You may correct it and ask again.", link: "View fapiao" },
  },
  "fapiao.redAsked": {
    "zh-CN": { subject: "需要您确认红字信息", text: "我们申请冲红发票 {number}（{amount}）：{reason}。请在 72 小时内确认或拒绝，逾期作废。", link: "查看发票" },
    en: { subject: "Please confirm a red-letter notice", text: "We ask to reverse fapiao {number} ({amount}) by a red letter: {reason}. Please confirm or refuse within 72 hours; afterwards the request is void.", link: "View fapiao" },
  },
  "fapiao.red": {
    "zh-CN": { subject: "发票 {number} 已冲红", text: "红字发票号码 {redNumber}，冲红金额 {amount}。", link: "查看发票" },
    en: { subject: "Fapiao {number} was reversed", text: "The number of the red-letter fapiao is {redNumber}, the sum reversed {amount}.", link: "View fapiao" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
