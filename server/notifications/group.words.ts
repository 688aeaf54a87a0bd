import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told within a group: who belongs to whom, who pays, and what goes from one account to another. */
export const groupWords = {
  "transfer.asked": {
    "zh-CN": { subject: "{fromOn}起 {product} 转到{?isIncoming}本帐号{/isIncoming}{!isIncoming}集团的另一个帐号{/isIncoming}", text: "{?isIncoming}上级企业安排 {name} 从{fromOn}零点起转到本帐号，从这天起由本帐号使用和付费。{?isPrepaid}请提前准备好余额；余额不够时不会转来。{/isPrepaid}{/isIncoming}{!isIncoming}{name} 在{lastDay}之前仍由本帐号使用和付费，{fromOn}零点起转出。此前的帐单和费用仍属于本帐号。{/isIncoming}", link: "{?isIncoming}查看余额{/isIncoming}{!isIncoming}查看产品{/isIncoming}" },
    en: { subject: "{product} moves to {?isIncoming}this account{/isIncoming}{!isIncoming}another account of your group{/isIncoming} on {fromOn}", text: "{?isIncoming}Your parent company has arranged that {name} moves to this account on {fromOn}; from that day on this account uses it and pays for it.{?isPrepaid} Please see that your balance is enough in time; otherwise it does not move.{/isPrepaid}{/isIncoming}{!isIncoming}This account uses {name} and pays for it until {lastDay}; it moves away on {fromOn}. Bills and fees of before stay with this account.{/isIncoming}", link: "{?isIncoming}View balance{/isIncoming}{!isIncoming}View product{/isIncoming}" },
  },
  "transfer.undone": {
    "zh-CN": { subject: "{name} 的转移已取消", text: "上级企业取消了 {name} 的转移，一切照旧。" },
    en: { subject: "The move of {name} was called off", text: "Your parent company has called the move of {name} off; everything stays as it is." },
  },
  "transfer.done": {
    "zh-CN": { subject: "{name} 已转{?isIncoming}到本帐号{/isIncoming}{!isIncoming}出{/isIncoming}", text: "{?isIncoming}{name} 已从{fromOn}零点起转到本帐号，应用里的数据和人员的帐号不变，使用没有中断。{/isIncoming}{!isIncoming}{name} 已从{fromOn}零点起转到集团的另一个帐号，使用没有中断。此前的帐单和费用仍属于本帐号。{/isIncoming}", link: "{?isIncoming}查看产品{/isIncoming}{!isIncoming}我的产品{/isIncoming}" },
    en: { subject: "{name} has moved {?isIncoming}to this account{/isIncoming}{!isIncoming}away{/isIncoming}", text: "{?isIncoming}{name} has been this account's since {fromOn}. The data in the application and its people's accounts are the same, and its use was not interrupted.{/isIncoming}{!isIncoming}{name} has been another account's of your group since {fromOn}; its use was not interrupted. Bills and fees of before stay with this account.{/isIncoming}", link: "{?isIncoming}View product{/isIncoming}{!isIncoming}My products{/isIncoming}" },
  },
  "transfer.failed": {
    "zh-CN": { subject: "{name} 没有转移", text: "{name} 原定{fromOn}转移，没有执行：{reason}。产品照旧由原帐号使用和付费，解决后可以重新安排。", link: "转移记录" },
    en: { subject: "{name} was not moved", text: "{name} was to move on {fromOn}, and was not moved: {reason}. The account of before goes on using it and paying for it. Once this is solved, the move can be arranged again.", link: "Moves" },
  },
  "relationship.asked": {
    "zh-CN": { subject: "{?isByParent}上级企业请本帐号独立{/isByParent}{!isByParent}子帐号{child}申请独立{/isByParent}", text: "{?isByParent}上级企业希望本帐号从{fromOn}起独立，由自己付费和管理。{/isByParent}{!isByParent}子帐号{child}（{accountName}）申请从{fromOn}起独立，由自己付费和管理。{/isByParent}请在 30 天内答复。", link: "查看并答复" },
    en: { subject: "{?isByParent}Your parent company asks this account to stand alone{/isByParent}{!isByParent}Child account {child} asks to stand alone{/isByParent}", text: "{?isByParent}Your parent company wishes that this account stands alone from {fromOn} on, pays for itself and is looked after by itself.{/isByParent}{!isByParent}The child account {child} ({accountName}) asks to stand alone from {fromOn} on, to pay for itself and to be looked after by itself.{/isByParent} Please answer within 30 days.", link: "View and answer" },
  },
  "relationship.decided": {
    "zh-CN": { subject: "{!isRefused}已同意：{fromOn}起独立{/isRefused}{?isRefused}没有同意独立的申请{/isRefused}", text: "{!isRefused}{child}（{accountName}）从{fromOn}零点起独立，由自己付费和管理；此前的帐单仍由原来的付费方支付。{/isRefused}{?isRefused}{child}（{accountName}）独立的申请没有得到同意，一切照旧。{/isRefused}" },
    en: { subject: "{!isRefused}Agreed: standing alone from {fromOn} on{/isRefused}{?isRefused}The request to stand alone was not agreed to{/isRefused}", text: "{!isRefused}{child} ({accountName}) stands alone from {fromOn} on, pays for itself and is looked after by itself; bills of before are still paid by whoever was to pay them.{/isRefused}{?isRefused}The request that {child} ({accountName}) stands alone was not agreed to; everything stays as it is.{/isRefused}" },
  },
  "relationship.undone": {
    "zh-CN": { subject: "{?isJoin}加入上级企业已取消{/isJoin}{!isJoin}独立已取消{/isJoin}", text: "对方取消了这次安排，一切照旧。" },
    en: { subject: "{?isJoin}Joining a parent company was called off{/isJoin}{!isJoin}Standing alone was called off{/isJoin}", text: "The other side has called this off; everything stays as it is." },
  },
  "relationship.scheduled": {
    "zh-CN": { subject: "{fromOn}起加入上级企业", text: "上级企业 {parent} 用本帐号的加入码安排了加入，从{fromOn}零点起生效；此前的帐单仍属于本帐号。不是您的意思，请在前一天 18:00 之前取消。", link: "查看" },
    en: { subject: "Joining a parent company on {fromOn}", text: "The parent company {parent} has used this account's joining code; the account joins it on {fromOn}. Bills of before stay with this account. If you do not want it, please call it off by 18:00 on the day before.", link: "View" },
  },
  "relationship.left": {
    "zh-CN": { subject: "{?isParent}{child}（{accountName}）已独立{/isParent}{!isParent}本帐号已独立{/isParent}", text: "{?isParent}{child}（{accountName}）已从{fromOn}零点起独立。此前由本帐号付费的帐单仍由本帐号支付，可以在集团帐单里查看。{/isParent}{!isParent}本帐号已从{fromOn}零点起独立，由自己付费和管理；可以订购所有在售产品。此前由上级付费的帐单仍由上级支付。{/isParent}", link: "{?isParent}集团帐单{/isParent}{!isParent}查看余额{/isParent}" },
    en: { subject: "{?isParent}{child} ({accountName}) stands alone now{/isParent}{!isParent}This account stands alone now{/isParent}", text: "{?isParent}{child} ({accountName}) has stood alone since {fromOn}. Bills of before that this account was to pay are still paid by it; you find them among the group's bills.{/isParent}{!isParent}This account has stood alone since {fromOn}, pays for itself and is looked after by itself; it may order every product on sale. Bills of before that its parent company was to pay are still paid by it.{/isParent}", link: "{?isParent}Group bills{/isParent}{!isParent}View balance{/isParent}" },
  },
  "relationship.joined": {
    "zh-CN": { subject: "{?isParent}{child} 已成为子帐号{/isParent}{!isParent}已加入上级企业 {parent}{/isParent}", text: "{?isParent}{child}（{accountName}）已从{fromOn}零点起成为子帐号。请安排由谁付费、授权和额度。{/isParent}{!isParent}本帐号已从{fromOn}零点起成为 {parent} 的子帐号“{child}”。在用的产品继续使用，按现有套餐和数量得到授权。{/isParent}", link: "{?isParent}查看子帐号{/isParent}{!isParent}能订购什么{/isParent}" },
    en: { subject: "{?isParent}{child} is a child account now{/isParent}{!isParent}Joined the parent company {parent}{/isParent}", text: "{?isParent}{child} ({accountName}) has been a child account since {fromOn}. Please arrange who pays for it, what it may order and up to which limit.{/isParent}{!isParent}This account has been the child account “{child}” of {parent} since {fromOn}. Its products go on; it is authorised for them with the plans and quantities that it has.{/isParent}", link: "{?isParent}View child account{/isParent}{!isParent}What we may order{/isParent}" },
  },
  "relationship.failed": {
    "zh-CN": { subject: "{accountName} 没有{?isJoin}加入上级企业{/isJoin}{!isJoin}独立{/isJoin}", text: "{accountName} 原定{fromOn}{?isJoin}加入上级企业{/isJoin}{!isJoin}独立{/isJoin}，没有执行：{reason}。一切照旧，解决后可以重新安排。" },
    en: { subject: "{accountName} did not {?isJoin}join its parent company{/isJoin}{!isJoin}come to stand alone{/isJoin}", text: "{accountName} was to {?isJoin}join its parent company{/isJoin}{!isJoin}stand alone{/isJoin} from {fromOn} on, and did not: {reason}. Everything stays as it is. Once this is solved, it can be arranged again." },
  },
  "relationship.lapsed": {
    "zh-CN": { subject: "独立的申请没有得到答复", text: "独立的申请 30 天没有得到答复，已经失效，一切照旧。需要时可以重新申请。" },
    en: { subject: "The request to stand alone was not answered", text: "The request to stand alone was not answered for 30 days and has lapsed; everything stays as it is. You may ask again." },
  },
  "childPayer.set": {
    "zh-CN": { subject: "{fromOn}起由{?isByParent}上级企业付费{/isByParent}{!isByParent}本帐号自己付费{/isByParent}", text: "从{fromOn}起，{?isByParent}{!isPrepaid}本帐号先使用后付费，每月的帐单由上级企业支付，不再需要预存{/isPrepaid}{?isPrepaid}本帐号的费用由上级企业的余额支付{/isPrepaid}；在此之前的费用和帐单仍由本帐号支付。{/isByParent}{!isByParent}本帐号的费用由自己的余额支付，请提前充值；在此之前的费用和帐单仍由上级企业支付。{/isByParent}", link: "查看余额" },
    en: { subject: "From {fromOn} on {?isByParent}your parent company pays{/isByParent}{!isByParent}this account pays for itself{/isByParent}", text: "From {fromOn} on {?isByParent}{!isPrepaid}this account pays after use: your parent company pays its monthly bills, and nothing has to be paid in advance{/isPrepaid}{?isPrepaid}the fees of this account are paid from your parent company's balance{/isPrepaid}; fees and bills of before are still paid by this account.{/isByParent}{!isByParent}the fees of this account are paid from its own balance, so please top up in time; fees and bills of before are still paid by your parent company.{/isByParent}", link: "View balance" },
  },
  "childAuthorisation.withdrawn": {
    "zh-CN": { subject: "上级企业收回了产品授权", text: "{actor}收回了授权：\n{products}\n请在停用之前导出需要的资料。", link: "我的产品" },
    en: { subject: "Your parent company has taken an authorisation back", text: "{actor} has taken an authorisation back:\n{products}\nPlease export the data that you need before they end.", link: "My products" },
  },
  "childAuthorisation.runOut": {
    "zh-CN": { subject: "产品授权已到期", text: "上级企业的授权已到期：\n{products}\n需要继续使用，请联系上级企业的管理员重新授权。", link: "我的产品" },
    en: { subject: "An authorisation has run out", text: "Your parent company's authorisation has run out:\n{products}\nTo go on using them, please ask the parent company's administrator.", link: "My products" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
