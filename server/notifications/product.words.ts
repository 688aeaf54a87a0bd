import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** What became of a product that was to run again; steps and records say the same. */
export const ranAgain = {
  "zh-CN": "{?isStillStopped}这一暂停原因已解除，还有其他原因未解除，暂不恢复{/isStillStopped}{?isUnpaid}余额不够支付本月余下的费用，充值后自动恢复{/isUnpaid}{?isCharged}已恢复使用，本月余下的 {amount} 已从余额扣取{/isCharged}{?isRunning}已恢复使用{/isRunning}",
  en: "{?isStillStopped}this cause of the stop is gone, but another one stands, so it does not run yet{/isStillStopped}{?isUnpaid}your balance does not cover the rest of this month; it runs again by itself once you top up{/isUnpaid}{?isCharged}it runs again, and {amount} for the rest of this month was taken from your balance{/isCharged}{?isRunning}it runs again{/isRunning}",
} as const;

const ask = { "zh-CN": "如有疑问，请联系客户经理或拨打 10060。", en: "If you have questions, please contact your account manager or call 10060." } as const;

const trialEnds = {
  "zh-CN": { subject: "{product} 试用还剩 {days} 天", text: "{product}（{plan}，{quantity}）试用到 {lastDay}，{?isPaid}{fromOn}起转为付费，首期 {amount}。不想继续，请在此之前改为到期结束。{/isPaid}{!isPaid}{fromOn}起停用。想继续使用，请在此之前改为转为付费。{/isPaid}", link: "查看产品" },
  en: { subject: "Days left of the trial of {product}: {days}", text: "The trial of {product} ({plan}, {quantity}) lasts until {lastDay}. {?isPaid}From {fromOn} on it is paid; the first fee is {amount}. If you do not want to go on, please choose before then that it ends.{/isPaid}{!isPaid}It ends on {fromOn}. If you want to go on, please choose before then that it is paid.{/isPaid}", link: "View product" },
} as const;

/** Words of what is told of trials, running products, their seats and their use. */
export const productWords = {
  "trial.ends7": { "zh-CN": trialEnds["zh-CN"], en: trialEnds.en },
  "trial.ends1": { "zh-CN": trialEnds["zh-CN"], en: trialEnds.en },
  "trial.paid": {
    "zh-CN": { subject: "{product} 试用结束，{!isSuspended}已转为付费{/isSuspended}{?isSuspended}余额不足已暂停{/isSuspended}", text: "{!isSuspended}{product} 从 {fromOn}起按您选择的套餐计费，首期 {amount}。{/isSuspended}{?isSuspended}{product} 转为付费需要首期 {amount}，余额不够，产品已暂停。充值后自动恢复；15 天内未恢复将终止。{/isSuspended}", link: "{!isSuspended}查看产品{/isSuspended}{?isSuspended}去充值{/isSuspended}" },
    en: { subject: "The trial of {product} is over: {!isSuspended}it is paid now{/isSuspended}{?isSuspended}suspended, since your balance is too low{/isSuspended}", text: "{!isSuspended}From {fromOn} on {product} is charged by the plan that you chose; the first fee is {amount}.{/isSuspended}{?isSuspended}To go on as a paid product {product} needs a first fee of {amount}. Your balance does not cover it, and the product is suspended. It runs again by itself once you top up; if that does not happen within 15 days, it is ended.{/isSuspended}", link: "{!isSuspended}View product{/isSuspended}{?isSuspended}Top up{/isSuspended}" },
  },
  "trial.ended": {
    "zh-CN": { subject: "{product} 试用已结束", text: "{product} 的试用已按您的选择结束，没有产生费用。需要时可以随时订购。", link: "我的产品" },
    en: { subject: "The trial of {product} is over", text: "The trial of {product} ended as you chose, without any charge. You may order it at any time.", link: "My products" },
  },
  "product.ended": {
    "zh-CN": { subject: "{product} 已到期", text: "{product} 的自动续订已关闭，产品已在 {endedOn}到期。需要时可以重新订购。", link: "我的产品" },
    en: { subject: "{product} has ended", text: "The renewal of {product} was turned off, and it ended on {endedOn}. You may order it again.", link: "My products" },
  },
  "product.terminated": {
    "zh-CN": { subject: "{product} 已终止", text: "{product} 因余额不足暂停已满 {days} 天，已终止。需要时可以重新订购。", link: "我的产品" },
    en: { subject: "{product} was ended", text: "{product} was suspended for lack of balance for {days} days and has been ended. You may order it again.", link: "My products" },
  },
  "product.suspended": {
    "zh-CN": { subject: "余额不足，{?isForChild}子帐号{child}的{/isForChild}产品已暂停", text: "{?isForChild}您代付的子帐号{child}（{accountName}）有产品因本帐号余额不足而暂停：{products}。\n充值后会自动恢复。{/isForChild}{!isForChild}{?isByParent}由上级企业付费，上级企业的{/isByParent}余额不够支付本月费用，以下产品已暂停：{products}。\n充值后会自动恢复，只收当月余下天数的费用。15 天内未恢复的产品将终止。{/isForChild}", link: "去充值" },
    en: { subject: "Products {?isForChild}of the child account {child} {/isForChild}are suspended: the balance is too low", text: "{?isForChild}Products of the child account {child} ({accountName}), for which you pay, are suspended, since the balance of this account is too low: {products}.\nThey run again by themselves once you top up.{/isForChild}{!isForChild}{?isByParent}Your parent company pays, and its balance{/isByParent}{!isByParent}Your balance{/isByParent} does not cover this month's fees. These products are suspended: {products}.\nThey run again by themselves once it is topped up, and only the rest of the month is charged. Products that do not run again within 15 days are ended.{/isForChild}", link: "Top up" },
  },
  "product.stopped": {
    "zh-CN": { subject: "{name} 已停机", text: `{name}：已停机，数据和帐号保留。${ask["zh-CN"]}`, link: "查看产品" },
    en: { subject: "{name} was stopped", text: `{name} was stopped; its data and accounts are kept. ${ask.en}`, link: "View product" },
  },
  "product.restarted": {
    "zh-CN": { subject: "{name} 停机已解除", text: `{name}：${ranAgain["zh-CN"]}。${ask["zh-CN"]}`, link: "查看产品" },
    en: { subject: "The stop of {name} was lifted", text: `{name}: ${ranAgain.en}. ${ask.en}`, link: "View product" },
  },
  "product.pauseScheduled": {
    "zh-CN": { subject: "暂停申请 {number} 审核通过，已安排", text: "{product}：{fromOn}起暂停，{endsOn}恢复。在此之前可以撤销。", link: "查看订单" },
    en: { subject: "Request {number} for a pause approved and scheduled", text: "{product} is paused from {fromOn} on and runs again on {endsOn}. You may undo this before it begins.", link: "View order" },
  },
  "product.pause": {
    "zh-CN": { subject: "{product} 已暂停", text: "{name}：已暂停，{endsOn}自动恢复。", link: "查看订单" },
    en: { subject: "{product} is paused", text: "{name} is paused and runs again by itself on {endsOn}.", link: "View order" },
  },
  "product.resume": {
    "zh-CN": { subject: "{product} 已恢复使用", text: `{name}：${ranAgain["zh-CN"]}。`, link: "查看订单" },
    en: { subject: "The pause of {product} was ended", text: `{name}: ${ranAgain.en}.`, link: "View order" },
  },
  "product.restEnds": {
    "zh-CN": { subject: "{product} 将在{endsOn}恢复", text: "您暂停的 {product} 将在{endsOn}自动恢复使用，恢复后按每月 {monthly} 计费{?isPrepaid}，从余额扣取，请确认余额充足{/isPrepaid}。不再需要的话，可以在此之前退订。", link: "查看产品" },
    en: { subject: "{product} resumes on {endsOn}", text: "{product}, which you paused, resumes by itself on {endsOn} and costs {monthly} a month again{?isPrepaid}, taken from your balance; please see that there is enough{/isPrepaid}. If you need it no longer, you may cancel it before then.", link: "View product" },
  },
  "product.restEnded": {
    "zh-CN": { subject: "{product} 暂停期满", text: `{product}：${ranAgain["zh-CN"]}。`, link: "查看产品" },
    en: { subject: "The pause of {product} is over", text: `{product}: ${ranAgain.en}.`, link: "View product" },
  },
  "product.cancelScheduled": {
    "zh-CN": { subject: "退订申请 {number} 审核通过，已安排", text: "{product}：用到{lastDay}{?isRefunded}，届时退 {amount}{/isRefunded}。在{lastDay} 18:00 之前可以撤销。", link: "查看订单" },
    en: { subject: "Request {number} for a cancellation approved and scheduled", text: "{product} is used until {lastDay}{?isRefunded}; {amount} is returned then{/isRefunded}. You may undo this until {lastDay} 18:00.", link: "View order" },
  },
  "product.cancel": {
    "zh-CN": { subject: "{product} 已退订", text: "{name}：{?isNow}已停用{/isNow}{!isNow}已用到{lastDay}并停用{/isNow}{?isRefunded}，已退 {amount} 到{?isPrepaid}余额{/isPrepaid}{!isPrepaid}下一期帐单{/isPrepaid}{/isRefunded}。", link: "查看订单" },
    en: { subject: "{product} was cancelled", text: "{name} {?isNow}has ended{/isNow}{!isNow}was used until {lastDay} and has ended{/isNow}{?isRefunded}; {amount} was returned {?isPrepaid}to your balance{/isPrepaid}{!isPrepaid}and stands on your next bill{/isPrepaid}{/isRefunded}.", link: "View order" },
  },
  "productAdministrator.appointed": {
    "zh-CN": { subject: "您已是 {product} 的业务管理员", text: "{actor}请您担任 {name} 的业务管理员，可以分配和收回席位。应用方会把管理登录方式发到这个邮箱。", link: "我的应用" },
    en: { subject: "You are now the administrator of {product}", text: "{actor} asks you to be the administrator of {name}: you may assign its seats and take them back. Its provider sends to this mailbox how to sign in as its administrator.", link: "My applications" },
  },
  "seat.surplus": {
    "zh-CN": { subject: "{product} 的席位减少，已收回 {count} 个", text: "{product}（{plan}）从本期起只有 {seats} 个席位，比已分配的少。按约定收回了最后分配的 {count} 个：{people}{?isMore}等{/isMore}。需要换人的话，请在席位页面收回再分配。", link: "调整席位" },
    en: { subject: "{product} has fewer seats: {count} taken back", text: "From this period on {product} ({plan}) has only {seats} seats, fewer than are assigned. As agreed, the last assigned ({count}) were taken back: {people}{?isMore} and others{/isMore}. To keep other people instead, take seats back and assign them on the page of seats.", link: "Look through the seats" },
  },
  "usage.80": {
    "zh-CN": { subject: "{product} 本月免费用量已用到 80%", text: "{product}（{plan}）{month}含 {included}，已用 {used}。用完后按 {price} 计费。", link: "查看用量" },
    en: { subject: "80 % of what {product} includes this month is used", text: "{product} ({plan}) includes {included} in {month}; {used} is used. Once all of it is used, {price} is charged.", link: "View usage" },
  },
  "usage.100": {
    "zh-CN": { subject: "{product} 本月免费用量已用完", text: "{product}（{plan}）{month}含 {included}，已用 {used}。超出部分按 {price} 计费，记入本月帐单。", link: "查看用量" },
    en: { subject: "All that {product} includes this month is used", text: "{product} ({plan}) includes {included} in {month}; {used} is used. What is beyond is charged at {price} and stands on this month's bill.", link: "View usage" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
