import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told of money. */
export const moneyWords = {
  "balance.low7": {
    "zh-CN": { subject: "余额还能用 {days} 天，差 {missing}", text: "下期费用在 {takenOn} 22:00 扣取，余额还差 {missing}。请在此之前充值，以免产品在 {stopsOn}暂停。", link: "去充值" },
    en: { subject: "Your balance lasts {days} more days and lacks {missing}", text: "The next fees are taken on {takenOn} at 22:00, and your balance lacks {missing}. Please top up before then, or products are suspended on {stopsOn}.", link: "Top up" },
  },
  "balance.low2": {
    "zh-CN": { subject: "余额还能用 {days} 天，差 {missing}", text: "下期费用在 {takenOn} 22:00 扣取，余额还差 {missing}。请在此之前充值，以免产品在 {stopsOn}暂停。", link: "去充值" },
    en: { subject: "Your balance lasts {days} more days and lacks {missing}", text: "The next fees are taken on {takenOn} at 22:00, and your balance lacks {missing}. Please top up before then, or products are suspended on {stopsOn}.", link: "Top up" },
  },
  "autoTopUp.ceiling": {
    "zh-CN": { subject: "自动充值已达本月上限", text: "可用余额 {cash}，低于您设定的 {trigger}；但再充 {amount} 会超过每月上限 {ceiling}，本月不再自动充值。请手动充值，或调高上限。", link: "查看自动充值" },
    en: { subject: "Automatic top-ups have reached this month's ceiling", text: "Your balance is {cash}, below the {trigger} that you set; another {amount} would pass the monthly ceiling of {ceiling}, so there is no further automatic top-up this month. Please top up by hand or raise the ceiling.", link: "View automatic top-up" },
  },
  "autoTopUp.failed": {
    "zh-CN": { subject: "自动充值没有成功：{amount}", text: "自动充值 {amount} 没有成功：{failure}没有扣款。{?isOff}已连续两次没有成功，自动充值已停用。{/isOff}{!isOff}明天会再试一次。{/isOff}请换一张卡，或到余额页充值，以免余额不足影响使用。", link: "查看付款" },
    en: { subject: "An automatic top-up failed: {amount}", text: "An automatic top-up of {amount} failed: {failure} Nothing was charged. {?isOff}It failed twice in a row and has been turned off.{/isOff}{!isOff}We try once more tomorrow.{/isOff} Please use another card or top up by hand.", link: "View payment" },
  },
  "payment.failed": {
    "zh-CN": { subject: "付款没有成功：{amount}", text: "付款单 {number}（{amount}）没有成功：{failure}没有扣款，可以重新付款。", link: "查看付款" },
    en: { subject: "A payment failed: {amount}", text: "Payment {number} ({amount}) failed: {failure} Nothing was charged; you may pay again.", link: "View payment" },
  },
  "payment.done": {
    "zh-CN": { subject: "{?isAutomatic}自动充值{/isAutomatic}{!isAutomatic}付款{/isAutomatic}成功：{amount}", text: "付款单 {number} 已于 {at} 到账 {amount}{?isByChannel}（{channel}）{/isByChannel}。{?isForBills}其中 {toBills} 已用于支付帐单，{/isForBills}现在可用余额 {cash}。", link: "查看付款" },
    en: { subject: "{?isAutomatic}Automatic top-up{/isAutomatic}{!isAutomatic}Payment{/isAutomatic} received: {amount}", text: "Payment {number} of {amount}{?isByChannel} ({channel}){/isByChannel} arrived on {at}. {?isForBills}{toBills} of it paid bills. {/isForBills}Your balance is now {cash}.", link: "View payment" },
  },
  "refund.done": {
    "zh-CN": { subject: "退款已办理：{amount}", text: "付款单 {number} 的 {amount} 已按原路退回，银行到账一般需要 1–10 个工作日。退款原因：{reason}。", link: "查看付款" },
    en: { subject: "Refund on its way: {amount}", text: "{amount} of payment {number} went back the way it came; banks usually take 1–10 working days. Reason: {reason}.", link: "View payment" },
  },
  "refund.failed": {
    "zh-CN": { subject: "退款没有成功：{amount}", text: "付款单 {number} 的退款 {amount} 没有成功，钱已退回您的可用余额。财务人员会与您联系。", link: "查看付款" },
    en: { subject: "A refund failed: {amount}", text: "The refund of {amount} of payment {number} failed; the money is back in your balance. Our finance people will contact you.", link: "View payment" },
  },
  "withdrawal.asked": {
    "zh-CN": { subject: "已收到退回余额的申请：{amount}", text: "退回余额的申请 {number}（{amount}）已受理，金额已预占，10 个工作日内办结。不是您本人申请的，请立即联系客户经理。", link: "查看申请" },
    en: { subject: "We have received your request to return balance: {amount}", text: "Your request {number} to return {amount} of your balance was accepted; the sum is set aside, and it is dealt with within 10 working days. If you did not ask for it, please contact your account manager at once.", link: "View request" },
  },
  "withdrawal.agreed": {
    "zh-CN": { subject: "退回余额的申请已同意：{amount}", text: "退回余额的申请 {number}（{amount}）已同意，正在按原路退回。", link: "查看申请" },
    en: { subject: "Your request to return balance was agreed to: {amount}", text: "Your request {number} to return {amount} of your balance was agreed to; the money is going back the way it came.", link: "View request" },
  },
  "withdrawal.refused": {
    "zh-CN": { subject: "退回余额的申请未同意：{amount}", text: "退回余额的申请 {number}（{amount}）没有获得同意，金额已回到可用余额。原因：{reason}。", link: "查看申请" },
    en: { subject: "Your request to return balance was refused: {amount}", text: "Your request {number} to return {amount} of your balance was refused; the sum is back in your balance. Reason: {reason}.", link: "View request" },
  },
  "withdrawal.done": {
    "zh-CN": { subject: "余额已退回：{amount}", text: "退回余额的申请 {number}（{amount}）已全部退回，银行到账一般需要 1–10 个工作日。", link: "查看申请" },
    en: { subject: "Balance returned: {amount}", text: "Your request {number}: all of {amount} has gone back; banks usually take 1–10 working days.", link: "View request" },
  },
  "withdrawal.partial": {
    "zh-CN": { subject: "余额部分退回：{amount}", text: "退回余额的申请 {number}（{amount}）其中 {failed} 没有退成，已回到可用余额；其余已退回。", link: "查看申请" },
    en: { subject: "Balance returned in part: {amount}", text: "Your request {number} to return {amount} of your balance: {failed} could not be returned and is back in your balance; the rest has gone back.", link: "View request" },
  },
  "withdrawal.failed": {
    "zh-CN": { subject: "余额没有退成：{amount}", text: "退回余额的申请 {number}（{amount}）没有退成，{failed} 已回到可用余额。", link: "查看申请" },
    en: { subject: "Balance could not be returned: {amount}", text: "Your request {number} to return {amount} of your balance could not be carried out; {failed} is back in your balance.", link: "View request" },
  },
  "transfer.arrived": {
    "zh-CN": { subject: "银行转账已到账：{amount}", text: "您的银行转账 {amount}（流水 {serial}）已到账{?isForBills}，其中 {toBills} 支付待付帐单{/isForBills}{?isForCash}，{toCash} 存入可用余额{/isForCash}。", link: "查看余额" },
    en: { subject: "Your bank transfer arrived: {amount}", text: "Your bank transfer of {amount} (serial {serial}) arrived{?isForBills}; {toBills} of it paid open bills{/isForBills}{?isForCash}; {toCash} went to your balance{/isForCash}.", link: "View balance" },
  },
  "fund.down": {
    "zh-CN": { subject: "收到上级划拨 {amount}", text: "{parent}向本帐号划拨了 {amount}，可以用来付费，不能提现，也不能转给别的帐号。", link: "查看余额" },
    en: { subject: "Funds received from your parent company: {amount}", text: "{parent} moved {amount} to this account. It pays fees; it cannot be withdrawn or passed on.", link: "View balance" },
  },
  "fund.back": {
    "zh-CN": { subject: "上级收回划拨 {amount}", text: "{parent}从本帐号收回了 {amount}。", link: "查看余额" },
    en: { subject: "Your parent company took funds back: {amount}", text: "{parent} took {amount} back from this account.", link: "View balance" },
  },
  "budget.80": {
    "zh-CN": { subject: "{name}本月预计用到预算的八成以上", text: "{name}本月预算 {budget}，已发生 {known}，预计到月底{forecast}。预算只作提醒，不会停用产品。", link: "查看预算" },
    en: { subject: "{name} is expected to use more than 80 % of this month's budget", text: "{name} has a budget of {budget} this month; {known} was used, and {forecast} is expected by the end of it. A budget only reminds; it stops nothing.", link: "View budgets" },
  },
  "budget.100": {
    "zh-CN": { subject: "{name}本月预计超出预算", text: "{name}本月预算 {budget}，已发生 {known}，预计到月底{forecast}。预算只作提醒，不会停用产品。", link: "查看预算" },
    en: { subject: "{name} is expected to pass this month's budget", text: "{name} has a budget of {budget} this month; {known} was used, and {forecast} is expected by the end of it. A budget only reminds; it stops nothing.", link: "View budgets" },
  },
  "coupon.issued": {
    "zh-CN": { subject: "您有一张优惠券：{name}", text: "{name}：{offer}。{validTo}前下单可用，在订单页选择即可。\n优惠邮件可以随时在“我的个人信息 → 同意与授权”里打开或撤回。", link: "查看优惠券" },
    en: { subject: "A coupon for you: {name}", text: "{name}: {offer}. Use it on the order page before {validTo}.\nMails about offers are turned on and off at any time on the page of your personal data.", link: "View coupons" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
