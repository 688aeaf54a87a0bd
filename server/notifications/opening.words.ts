import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** How somebody comes in who was invited: with the password that they have, or by the link that sets one. */
const entry = {
  "zh-CN": "{?isKnown}请用您原来的密码登录。{/isKnown}{!isKnown}请在 {days} 天内从下面的链接设置密码，之后用这个邮箱登录。{/isKnown}",
  en: "{?isKnown}Please sign in with the password that you have.{/isKnown}{!isKnown}Please set a password by the link below within {days} days, and sign in with this mailbox from then on.{/isKnown}",
  link: { "zh-CN": "{?isKnown}登录{/isKnown}{!isKnown}设置密码{/isKnown}", en: "{?isKnown}Sign in{/isKnown}{!isKnown}Set a password{/isKnown}" },
} as const;

const codeOf = { "zh-CN": "{minutes} 分钟内有效。请勿告诉任何人，客服也不会索取。", en: "It is good for {minutes} minutes. Tell it to nobody; our staff never ask for it." } as const;

/** Words of how one comes in: an application for an account, an invitation, a code. */
export const openingWords = {
  "code.confirmEmail": {
    "zh-CN": { subject: "宽带商务验证码：确认邮箱", text: `您的验证码是 {code}，用于确认邮箱，${codeOf["zh-CN"]}` },
    en: { subject: "Your code to confirm your mailbox", text: `Your code to confirm your mailbox is {code}. ${codeOf.en}` },
  },
  "code.confirmPhone": {
    "zh-CN": { subject: "宽带商务验证码：确认手机号", text: `您的验证码是 {code}，用于确认手机号，${codeOf["zh-CN"]}` },
    en: { subject: "Your code to confirm your phone", text: `Your code to confirm your phone is {code}. ${codeOf.en}` },
  },
  "code.signIn": {
    "zh-CN": { subject: "宽带商务验证码：登录", text: `您的验证码是 {code}，用于登录，${codeOf["zh-CN"]}` },
    en: { subject: "Your code to sign in", text: `Your code to sign in is {code}. ${codeOf.en}` },
  },
  "code.secondStep": {
    "zh-CN": { subject: "宽带商务验证码：两步验证", text: `您的验证码是 {code}，用于两步验证，${codeOf["zh-CN"]}` },
    en: { subject: "Your code for two-step verification", text: `Your code for two-step verification is {code}. ${codeOf.en}` },
  },
  "code.passkey": {
    "zh-CN": { subject: "宽带商务验证码：通行密钥", text: `您的验证码是 {code}，用于通行密钥，${codeOf["zh-CN"]}` },
    en: { subject: "Your code for a passkey", text: `Your code for a passkey is {code}. ${codeOf.en}` },
  },
  "code.resetPassword": {
    "zh-CN": { subject: "重设宽带商务登录密码", text: "我们收到了重设密码的请求。请在 {minutes} 分钟内从下面的链接设置新密码，链接只能用一次。\n如果不是您本人操作，不用理会，密码不会改变。", link: "设置新密码" },
    en: { subject: "Reset your password", text: "We were asked to reset your password. Please set a new one by the link below within {minutes} minutes; the link serves once.\nIf it was not you, you need do nothing: your password stays as it is.", link: "Set a new password" },
  },
  "code.memberInvited": {
    "zh-CN": { subject: "{company}邀请您使用宽带商务", text: `{actor}邀请您以“{role}”的角色管理企业帐号 {accountName}。${entry["zh-CN"]}`, link: entry.link["zh-CN"] },
    en: { subject: "{company} invites you to its account", text: `{actor} invites you to look after the company account {accountName} as its {role}. ${entry.en}`, link: entry.link.en },
  },
  "code.employeeInvited": {
    "zh-CN": { subject: "{company}邀请您使用企业应用", text: `{actor}邀请您登录宽带商务，在“我的应用”里一键打开分配给您的应用。${entry["zh-CN"]}`, link: entry.link["zh-CN"] },
    en: { subject: "{company} invites you to its applications", text: `{actor} invites you to sign in and open the applications that are assigned to you with one click under “My applications”. ${entry.en}`, link: entry.link.en },
  },
  "code.invitation": {
    "zh-CN": { subject: "您已加入{company}的宽带商务帐号", text: `{company}的帐号负责人已同意您加入。${entry["zh-CN"]}`, link: entry.link["zh-CN"] },
    en: { subject: "You have joined the account of {company}", text: `The person in charge of the account of {company} has agreed that you join it. ${entry.en}`, link: entry.link.en },
  },
  "code.childOwner": {
    "zh-CN": { subject: "{company}请您管理子帐号“{child}”", text: `{company}在宽带商务为“{child}”开立了子帐号 {accountName}，请您担任它的企业管理员。${entry["zh-CN"]}{?isKnown}登录后在页面上方切换到这个帐号。{/isKnown}{!isKnown}也可以用帐号名登录。{/isKnown}`, link: entry.link["zh-CN"] },
    en: { subject: "{company} asks you to look after the child account “{child}”", text: `{company} has opened the child account {accountName} for “{child}” and asks you to be its company administrator. ${entry.en} {?isKnown}After you sign in, switch to this account at the top of the page.{/isKnown}{!isKnown}You may also sign in with the account name.{/isKnown}`, link: entry.link.en },
  },
  "recovery.done": {
    "zh-CN": { subject: "您已是{company}的企业管理员", text: `公示期已过，没有人提出异议，您现在是企业帐号 {accountName} 的企业管理员。${entry["zh-CN"]}\n建议您先核对成员、联系方式和自动充值的银行卡。`, link: entry.link["zh-CN"] },
    en: { subject: "You are now the company administrator of {company}", text: `The days for objections are over and nobody objected: you are now the company administrator of the account {accountName}. ${entry.en}\nPlease look through its members, its contact details and the card for automatic top-ups first.`, link: entry.link.en },
  },
  "opening.kept": {
    "zh-CN": { subject: "您的开户申请已保存", text: "您填写的内容已保存 30 天。换一台设备也可以从下面的链接继续填写。请不要把链接转给他人。", link: "继续填写" },
    en: { subject: "Your application is saved", text: "What you filled in is kept for 30 days. You may go on by the link below on another device too. Please do not pass the link on.", link: "Go on" },
  },
  "opening.submitted": {
    "zh-CN": { subject: "开户申请 {number} 已提交", text: "我们已收到{company}的开户申请，将在 1 个工作日内审核，结果会发到这个邮箱。", link: "查看申请" },
    en: { subject: "Application {number} received", text: "We have received the application of {company} for an account. We review it within one working day and send the outcome to this mailbox.", link: "View application" },
  },
  "opening.handedOff": {
    "zh-CN": { subject: "开户申请 {number} 请到营业厅办理", text: "您的开户申请已填好。请在 15 天内凭受理码 {code} 到当地营业厅办理，不用重新填写。\n请带上：{papers}。", link: "查看申请" },
    en: { subject: "Application {number}: please come to a service counter", text: "Your application for an account is filled in. Please bring the code {code} to a local service counter within 15 days; nothing has to be filled in again.\nPlease bring along: {papers}.", link: "View application" },
  },
  "opening.approved": {
    "zh-CN": { subject: "开户申请 {number} 已通过审核", text: "您的开户申请已通过审核，正在省营业系统开户，通常几分钟内完成。开好后我们会再发一封邮件。", link: "查看申请" },
    en: { subject: "Application {number} approved", text: "Your application was approved, and the account is being opened, usually within a few minutes. We shall write again when it is open.", link: "View application" },
  },
  "opening.returned": {
    "zh-CN": { subject: "开户申请 {number} 请补充", text: "审核人员请您更正标出的内容，其他内容不用重填：\n{reason}\n请在 10 天内更正并重新提交。", link: "去更正" },
    en: { subject: "Application {number} needs a correction", text: "Our reviewer asks you to correct what is marked; nothing else has to be filled in again:\n{reason}\nPlease correct it and send it again within 10 days.", link: "Correct it" },
  },
  "opening.refused": {
    "zh-CN": { subject: "开户申请 {number} 未通过", text: "很抱歉，您的开户申请未通过审核：\n{reason}\n如有疑问请拨打 10060。", link: "查看申请" },
    en: { subject: "Application {number} was not approved", text: "We are sorry: your application for an account was not approved:\n{reason}\nIf you have questions, please call 10060.", link: "View application" },
  },
  "opening.opened": {
    "zh-CN": { subject: "欢迎使用宽带商务：{company}的帐号已开好", text: "{company}的企业帐号 {accountName} 已开好（97 帐号 {account97}）。\n{!isKnown}请用帐号名、邮箱或手机号，和申请时设的密码登录。{/isKnown}{?isKnown}您在这里已有登录身份：请用原来的密码登录，再切换到这家企业。{/isKnown}\n{!isPrepaid}您是后付费客户，先使用、月底出帐后付款。{/isPrepaid}{?isPrepaid}您是预付费客户，目前余额为 0 元；下单前请先充值，开通时才会扣费。{/isPrepaid}\n您的客户经理：{manager}，电话 {phone}（{hours}）。", link: "登录" },
    en: { subject: "Welcome: the account of {company} is open", text: "The account {accountName} of {company} is open (account {account97} at the province's counters).\n{!isKnown}Please sign in with the account name, your mailbox or your phone number, and the password that you set in your application.{/isKnown}{?isKnown}You already have a sign-in here: please use the password that you have, then switch to this company.{/isKnown}\n{!isPrepaid}You pay after use: a bill comes after the end of each month.{/isPrepaid}{?isPrepaid}You pay before use, and your balance is ¥0 now; please top up before you order. Fees are taken only when a product is opened.{/isPrepaid}\nYour account manager: {manager}, telephone {phone} ({hours}).", link: "Sign in" },
  },
  "opening.withdrawn": {
    "zh-CN": { subject: "开户申请已撤回", text: "您的开户申请已撤回，帐号名已释放。需要时可以随时重新申请。", link: "查看申请" },
    en: { subject: "Your application was withdrawn", text: "Your application for an account was withdrawn, and its account name is free again. You may apply anew at any time.", link: "View application" },
  },
  "opening.expired": {
    "zh-CN": { subject: "开户申请 {number} 已过期", text: "您的开户申请超过期限没有继续办理，已自动结束，帐号名已释放。需要时可以重新申请。", link: "查看申请" },
    en: { subject: "Application {number} has lapsed", text: "Your application for an account was not carried on in time and has ended by itself; its account name is free again. You may apply anew.", link: "View application" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
