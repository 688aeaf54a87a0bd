import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

const released = { "zh-CN": "{?isReleased}\n预占的费用已退回可用余额。{/isReleased}", en: "{?isReleased}\nWhat was set aside is back in your balance.{/isReleased}" } as const;
const unchanged = { "zh-CN": "{?isChange}\n{unchanged}{/isChange}", en: "{?isChange}\n{unchanged}{/isChange}" } as const;

/** Words of what is told of orders, changes and their approval. */
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
    "zh-CN": { subject: "订单 {number} 有新留言", text: "审核人员就订单 {number} 给您留言：{said}", link: "回复" },
    en: { subject: "New message about order {number}", text: "Our reviewer wrote to you about order {number}: {said}", link: "Reply" },
  },
  "order.approved": {
    "zh-CN": { subject: "订单 {number} 审核通过", text: "订单 {number} 已审核通过，正在为您开通，一般 1 小时内完成。", link: "查看订单" },
    en: { subject: "Order {number} approved", text: "Order {number} was approved and is being opened, usually within an hour.", link: "View order" },
  },
  "order.returned": {
    "zh-CN": { subject: "订单 {number} 需要您更正", text: "审核人员退回了订单 {number}：{reason}\n您填写的其他内容都已保留，请在 10 天内更正后再次提交。", link: "查看订单" },
    en: { subject: "Order {number} needs a correction", text: "Our reviewer sent order {number} back: {reason}\nEverything else that you filled in is kept. Please correct it and send it again within 10 days.", link: "View order" },
  },
  "order.failed": {
    "zh-CN": { subject: "订单 {number} 未能开通", text: "很抱歉，订单 {number} 未能开通：{reason}。预占的费用已退回可用余额，您可以修改后重新下单。", link: "查看订单" },
    en: { subject: "Order {number} could not be opened", text: "We are sorry: order {number} could not be opened: {reason}. What was set aside is back in your balance; you may change the order and place it again.", link: "View order" },
  },
  "order.completed": {
    "zh-CN": { subject: "{product} 已开通", text: "{product}（{plan}，{quantity}）已开通。\n{!isBundle}应用帐号：{account}\n管理员：{administrator}\n{/isBundle}{?isPart}按您的选择不含{without}，费用已相应减少。{/isPart}{?isBundle}各部分的应用帐号{/isBundle}在“我的产品”中可随时查看。", link: "查看订单" },
    en: { subject: "{product} is open", text: "{product} ({plan}, {quantity}) is open.\n{!isBundle}Application account: {account}\nAdministrator: {administrator}\n{/isBundle}{?isPart}As you chose, it comes without {without}, and its fee is lower for it. {/isPart}You find {?isBundle}the application accounts of its parts{/isBundle}{!isBundle}this{/isBundle} under “My products” at any time.", link: "View order" },
  },
  "order.partFailed": {
    "zh-CN": { subject: "订单 {number} 有一部分未能开通，请您选择", text: "套餐中的{product}未能开通：{reason}。\n其他部分照常开通。请在 {until} 前选择：再申请、换成别的产品，或不要这一部分（费用相应减少）。\n到时没有选择，整单取消，预占的费用退回可用余额。", link: "查看订单" },
    en: { subject: "A part of order {number} could not be opened: please choose", text: "{product}, a part of your bundle, could not be opened: {reason}.\nThe other parts are opened as usual. Please choose before {until}: ask for it again, take another product instead, or go without it (the fee is lower then).\nIf you have not chosen by then, the whole order is cancelled, and what was set aside goes back to your balance.", link: "View order" },
  },
  "order.refused": {
    "zh-CN": { subject: "{noun} {number} 未通过审核", text: `很抱歉，{noun} {number} 未通过审核。原因：{reason}${unchanged["zh-CN"]}${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Not approved: {noun} {number}", text: `We are sorry: your {noun} {number} was not approved. Reason: {reason}${unchanged.en}${released.en}`, link: "View order" },
  },
  "order.cancelled": {
    "zh-CN": { subject: "{noun} {number} 已{?isChange}撤销{/isChange}{!isChange}取消{/isChange}", text: `{noun} {number} 已按您的要求{?isChange}撤销，{unchanged}{/isChange}{!isChange}取消。{/isChange}${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Cancelled: {noun} {number}", text: `Your {noun} {number} was cancelled as you wished.{?isChange} {unchanged}{/isChange}${released.en}`, link: "View order" },
  },
  "order.expired": {
    "zh-CN": { subject: "订单 {number} 已过期", text: `订单 {number} 退回后 {days} 天没有更正，已自动结束。${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Order {number} has lapsed", text: `Order {number} was not corrected within {days} days after it was sent back and has ended by itself.${released.en}`, link: "View order" },
  },
  "change.submitted": {
    "zh-CN": { subject: "{noun} {number} 已提交", text: "{about}。我们将在 1 个工作日内审核。", link: "查看订单" },
    en: { subject: "Received: {noun} {number}", text: "{about}. We review it within one working day.", link: "View order" },
  },
  "change.handedOff": {
    "zh-CN": { subject: "{noun} {number} 请到营业厅办理", text: "{about}。已填好，请凭受理码到营业厅办理，15 天内有效。", link: "查看订单" },
    en: { subject: "Please come to a service counter: {noun} {number}", text: "{about}. It is filled in; please bring its code to a service counter within 15 days.", link: "View order" },
  },
  "change.scheduled": {
    "zh-CN": { subject: "{noun} {number} {?isReviewed}审核通过，{/isReviewed}已安排", text: "{about}。{effectiveOn}零点生效，{?isPause}在此之前{/isPause}{!isPause}在{lastDay} 18:00 之前{/isPause}可以撤销{?mayReplace}或改成别的{/mayReplace}。", link: "查看订单" },
    en: { subject: "{?isReviewed}Approved and scheduled{/isReviewed}{!isReviewed}Scheduled{/isReviewed}: {noun} {number}", text: "{about}. It takes effect on {effectiveOn}; you may undo it {?mayReplace}or choose something else instead {/mayReplace}{?isPause}before then{/isPause}{!isPause}until {lastDay} 18:00{/isPause}.", link: "View order" },
  },
  "change.done": {
    "zh-CN": { subject: "变更 {number} 已生效", text: "{?isSplit}套餐已拆分，保留的产品从本期起按各自的价格计费，帐号和数据不变。{/isSplit}{!isSplit}{?hasAbout}{about}。{/hasAbout}变更已生效，应用系统也已办好。{/isSplit}", link: "查看订单" },
    en: { subject: "Change {number} is in effect", text: "{?isSplit}Your bundle was split. The products that you keep are charged at their own prices from this period on; their accounts and data are the same.{/isSplit}{!isSplit}{?hasAbout}{about}. {/hasAbout}The change is in effect, in the application too.{/isSplit}", link: "View order" },
  },
  "change.replaced": {
    "zh-CN": { subject: "变更 {number} 已被取代", text: `您提交了新的变更，原来的变更 {number} 不再执行。${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Change {number} was replaced", text: `You have asked for another change; change {number} of before is not carried out any more.${released.en}`, link: "View order" },
  },
  "change.withdrawn": {
    "zh-CN": { subject: "变更 {number} 已撤销", text: `上级企业收回了授权，变更 {number} 不再执行。${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Change {number} was cancelled", text: `Your parent company has taken its authorisation back; change {number} is not carried out any more.${released.en}`, link: "View order" },
  },
  "change.failed": {
    "zh-CN": { subject: "变更 {number} 没有执行", text: `{?isSplit}变更 {number} 要保留的产品都已停用，没有产品单独继续。{/isSplit}{!isSplit}变更 {number} 到期时产品已停用或已变化，没有执行，也没有产生费用。{/isSplit}${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Change {number} was not carried out", text: `{?isSplit}The products that change {number} was to keep have all ended; none goes on by itself.{/isSplit}{!isSplit}When change {number} was due, its product had ended or was another. It was not carried out, and nothing was charged.{/isSplit}${released.en}`, link: "View order" },
  },
  "orderApproval.asked": {
    "zh-CN": { subject: "请审批：订单 {number}", text: "{askedBy}提交的订单 {number}（{about}）超过了额度，需要审批。请在 {until} 之前处理，逾期订单自动结束。链接只供您本人登录后使用一次。", link: "查看并审批" },
    en: { subject: "Please approve: order {number}", text: "Order {number} ({about}), sent by {askedBy}, is above a limit and needs approval. Please decide before {until}; afterwards the order ends by itself. The link serves you alone, once, after you sign in.", link: "View and decide" },
  },
  "orderApproval.escalated": {
    "zh-CN": { subject: "请代为审批：订单 {number}", text: "{askedBy}提交的订单 {number}（{about}）超过了额度，需要审批。原审批人还没有处理，请您代为审批。请在 {until} 之前处理，逾期订单自动结束。链接只供您本人登录后使用一次。", link: "查看并审批" },
    en: { subject: "Please approve in place of a colleague: order {number}", text: "Order {number} ({about}), sent by {askedBy}, is above a limit and needs approval. Its approver has not decided yet, so please do. Please decide before {until}; afterwards the order ends by itself. The link serves you alone, once, after you sign in.", link: "View and decide" },
  },
  "orderApproval.approved": {
    "zh-CN": { subject: "{noun} {number} 已通过企业内部审批", text: "{approver}已同意{noun} {number}{?hasNote}：{said}{/hasNote}。{?isOpening}正在办理。{/isOpening}{!isOpening}接下来由我们审核，一般 1 个工作日内完成。{/isOpening}", link: "查看订单" },
    en: { subject: "Approved by your company: {noun} {number}", text: "{approver} has approved your {noun} {number}{?hasNote}: {said}{/hasNote}. {?isOpening}It is being carried out.{/isOpening}{!isOpening}We review it next, usually within one working day.{/isOpening}", link: "View order" },
  },
  "orderApproval.refused": {
    "zh-CN": { subject: "{noun} {number} 未通过企业内部审批", text: `{noun} {number} 企业内部审批没有通过。{approver}的意见：{said}${unchanged["zh-CN"]}${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Refused by your company: {noun} {number}", text: `Your company has not approved your {noun} {number}. {approver} says: {said}${unchanged.en}${released.en}`, link: "View order" },
  },
  "orderApproval.expired": {
    "zh-CN": { subject: "{noun} {number} 未通过企业内部审批", text: `{noun} {number} 在时限内没有人审批，已自动结束。${unchanged["zh-CN"]}${released["zh-CN"]}`, link: "查看订单" },
    en: { subject: "Nobody approved in time: {noun} {number}", text: `Nobody in your company decided on your {noun} {number} in time, and it has ended by itself.${unchanged.en}${released.en}`, link: "View order" },
  },
  "change.blocked": {
    "zh-CN": { subject: "{product} 的变更正在核对", text: "{product}：{reason}。我们正在核对，核对清楚前不会按新价收费，结果会邮件告诉您。", link: "查看产品" },
    en: { subject: "We are checking the change of {product}", text: "{product}: {reason}. We are checking it, charge no new price until then, and tell you the outcome by mail.", link: "View product" },
  },
  "change.resolved": {
    "zh-CN": { subject: "{product} 的变更已核对", text: "{product} 的变更已核对清楚：{reason}。已出的帐单按原价不变，从下个账期起按新价计费。", link: "查看产品" },
    en: { subject: "The change of {product} has been checked", text: "The change of {product} has been checked: {reason}. Bills that are out keep the old price; the new one counts from the next billing period.", link: "View product" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
