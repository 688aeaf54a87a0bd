import type { Pair } from "./template.rules";

/** Words of what is told of orders, changes and products. */
export const orderWords = {
  "order.submitted": {
    "zh-CN": { subject: "订单 {number} 已提交", text: "{product}（{plan}，{quantity}）的订单 {number} {?isOpening}已受理，正在开通{/isOpening}{?isInReview}已提交，我们将在 1 个工作日内审核{/isInReview}{?isAsking}已提交，因为超过额度，等待企业内部审批{/isAsking}。" },
    en: { subject: "Order {number} received", text: "Your order {number} for {product} ({plan}, {quantity}) {?isOpening}was accepted and is being opened{/isOpening}{?isInReview}was received; we review it within one working day{/isInReview}{?isAsking}was received and waits for your company's approval, since it is above a limit{/isAsking}." },
  },
  "order.handedOff": {
    "zh-CN": { subject: "订单 {number} 请到营业厅办理", text: "{product}（{plan}，{quantity}）的订单 {number} 已填好，请凭受理码到营业厅办理，15 天内有效。" },
    en: { subject: "Order {number}: please come to a service counter", text: "Your order {number} for {product} ({plan}, {quantity}) is filled in. Please bring its code to a service counter within 15 days." },
  },
  "order.message": {
    "zh-CN": { subject: "订单 {number} 有新留言", text: "审核人员就订单 {number} 给您留言：{said}" },
    en: { subject: "New message about order {number}", text: "Our reviewer wrote to you about order {number}: {said}", link: "Reply" },
  },
  "order.approved": {
    "zh-CN": { subject: "订单 {number} 审核通过", text: "订单 {number} 已审核通过，正在为您开通，一般 1 小时内完成。" },
    en: { subject: "Order {number} approved", text: "Order {number} was approved and is being opened, usually within an hour.", link: "View order" },
  },
  "order.returned": {
    "zh-CN": { subject: "订单 {number} 需要您更正", text: "审核人员退回了订单 {number}：{reason}\n您填写的其他内容都已保留，请在 10 天内更正后再次提交。" },
    en: { subject: "Order {number} needs a correction", text: "Our reviewer sent order {number} back: {reason}\nEverything else that you filled in is kept. Please correct it and send it again within 10 days.", link: "View order" },
  },
  "order.failed": {
    "zh-CN": { subject: "订单 {number} 未能开通", text: "很抱歉，订单 {number} 未能开通：{reason}。预占的费用已退回可用余额，您可以修改后重新下单。" },
    en: { subject: "Order {number} could not be opened", text: "We are sorry: order {number} could not be opened: {reason}. What was set aside is back in your balance; you may change the order and place it again.", link: "View order" },
  },
  "change.done": {
    "zh-CN": { subject: "变更 {number} 已生效", text: "{about}变更已生效，应用系统也已办好。" },
    en: { subject: "Change {number} is in effect", text: "{about}The change is in effect, in the application too.", link: "View order" },
  },
  "change.scheduled": {
    "zh-CN": { subject: "变更 {number} 审核通过，已安排", text: "{about}。{effectiveOn}零点生效，在{lastDay} 18:00 之前可以撤销。" },
    en: { subject: "Change {number} approved and scheduled", text: "{about}. It takes effect on {effectiveOn}; you may undo it until {lastDay} 18:00.", link: "View order" },
  },
  "orderApproval.asked": {
    "zh-CN": { subject: "请审批：订单 {number}", text: "{askedBy}提交的订单 {number}（{about}）超过了额度，需要审批。请在 {until} 之前处理，逾期订单自动结束。链接只供您本人登录后使用一次。" },
    en: { subject: "Please approve: order {number}", text: "Order {number} ({about}), sent by {askedBy}, is above a limit and needs approval. Please decide before {until}; afterwards the order ends by itself. The link serves you alone, once, after you sign in.", link: "View and decide" },
  },
  "orderApproval.escalated": {
    "zh-CN": { subject: "请代为审批：订单 {number}", text: "{askedBy}提交的订单 {number}（{about}）超过了额度，需要审批。原审批人还没有处理，请您代为审批。请在 {until} 之前处理，逾期订单自动结束。链接只供您本人登录后使用一次。" },
    en: { subject: "Please approve in place of a colleague: order {number}", text: "Order {number} ({about}), sent by {askedBy}, is above a limit and needs approval. Its approver has not decided yet, so please do. Please decide before {until}; afterwards the order ends by itself. The link serves you alone, once, after you sign in.", link: "View and decide" },
  },
  "trial.ended": {
    "zh-CN": { subject: "{product} 试用已结束", text: "{product} 的试用已按您的选择结束，没有产生费用。需要时可以随时订购。" },
    en: { subject: "The trial of {product} is over", text: "The trial of {product} ended as you chose, without any charge. You may order it at any time.", link: "My products" },
  },
  "product.ended": {
    "zh-CN": { subject: "{product} 已到期", text: "{product} 的自动续订已关闭，产品已在 {endedOn}到期。需要时可以重新订购。" },
    en: { subject: "{product} has ended", text: "The renewal of {product} was turned off, and it ended on {endedOn}. You may order it again.", link: "My products" },
  },
  "product.terminated": {
    "zh-CN": { subject: "{product} 已终止", text: "{product} 因余额不足暂停已满 {days} 天，已终止。需要时可以重新订购。" },
    en: { subject: "{product} was ended", text: "{product} was suspended for lack of balance for {days} days and has been ended. You may order it again.", link: "My products" },
  },
  "product.restEnds": {
    "zh-CN": { subject: "{product} 将在{endsOn}恢复", text: "您暂停的 {product} 将在{endsOn}自动恢复使用，恢复后按每月 {monthly} 计费{?isPrepaid}，从余额扣取，请确认余额充足{/isPrepaid}。不再需要的话，可以在此之前退订。" },
    en: { subject: "{product} resumes on {endsOn}", text: "{product}, which you paused, resumes by itself on {endsOn} and costs {monthly} a month again{?isPrepaid}, taken from your balance; please see that there is enough{/isPrepaid}. If you need it no longer, you may cancel it before then.", link: "View product" },
  },
  "change.blocked": {
    "zh-CN": { subject: "{product} 的变更正在核对", text: "{product}：{reason}。我们正在核对，核对清楚前不会按新价收费，结果会邮件告诉您。" },
    en: { subject: "We are checking the change of {product}", text: "{product}: {reason}. We are checking it, charge no new price until then, and tell you the outcome by mail.", link: "View product" },
  },
  "change.resolved": {
    "zh-CN": { subject: "{product} 的变更已核对", text: "{product} 的变更已核对清楚：{reason}。已出的帐单按原价不变，从下个账期起按新价计费。" },
    en: { subject: "The change of {product} has been checked", text: "The change of {product} has been checked: {reason}. Bills that are out keep the old price; the new one counts from the next billing period.", link: "View product" },
  },
  "childAuthorisation.runOut": {
    "zh-CN": { subject: "产品授权已到期", text: "上级企业的授权已到期：\n{products}\n需要继续使用，请联系上级企业的管理员重新授权。" },
    en: { subject: "An authorisation has run out", text: "Your parent company's authorisation has run out:\n{products}\nTo go on using them, please ask the parent company's administrator.", link: "My products" },
  },
} as const satisfies Record<string, Pair>;
