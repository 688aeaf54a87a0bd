import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told of a company's data, its papers and its applications, and of its account's life. */
export const accountWords = {
  "company.contactChanged": {
    "zh-CN": { subject: "企业联系邮箱已更改", text: "{company}在宽带商务的联系邮箱刚刚由{by}更改，以后的通知发到新的邮箱。\n如果不是贵企业的操作，请马上拨打 10060。" },
    en: { subject: "Your company's contact mailbox was changed", text: "{by} has just changed the contact mailbox of {company}; messages go to the new one from now on.\nIf your company did not ask for it, call 10060 at once." },
  },
  "companyChange.applied": {
    "zh-CN": { subject: "企业资料变更已生效", text: "您申请的企业资料变更已通过核验并生效。以后的帐单和发票抬头按新的资料。", link: "查看" },
    en: { subject: "Your company's new data are in effect", text: "The change of your company's data was verified and is in effect. Bills and fapiao carry the new data from now on.", link: "View" },
  },
  "companyChange.refused": {
    "zh-CN": { subject: "企业资料变更没有通过核验", text: "您申请的企业资料变更没有通过核验：{reason}\n资料保持不变，可以补充材料后重新申请。", link: "重新申请" },
    en: { subject: "Your company's new data could not be verified", text: "The change of your company's data could not be verified: {reason}\nNothing was changed; you may ask again with more papers.", link: "Ask again" },
  },
  "licence.verified": {
    "zh-CN": { subject: "新的营业执照已通过核验", text: "您上传的营业执照已通过核验，可以照常订购。" },
    en: { subject: "Your new business licence was verified", text: "The business licence that you uploaded was verified; you may order as usual." },
  },
  "licence.refused": {
    "zh-CN": { subject: "营业执照需要重新上传", text: "您上传的营业执照没有通过核验：{reason}\n请在“企业资料”里重新上传。", link: "重新上传" },
    en: { subject: "Please upload your business licence again", text: "The business licence that you uploaded could not be verified: {reason}\nPlease upload it again under your company's data.", link: "Upload again" },
  },
  "licence.expired": {
    "zh-CN": { subject: "营业执照已过期，请上传新的执照", text: "贵企业登记的营业执照有效期到 {lastDay}，现已过期。已开通的产品不受影响；新的订单需要人工审核。请上传新的营业执照。", link: "上传新执照" },
    en: { subject: "Your business licence has expired: please upload a new one", text: "Your company's business licence was valid until {lastDay} and has expired. Running products are not affected; new orders are reviewed by hand. Please upload a new licence.", link: "Upload" },
  },
  "licence.expiring": {
    "zh-CN": { subject: "营业执照即将到期", text: "贵企业登记的营业执照有效期到 {lastDay}。请上传新的营业执照。", link: "上传新执照" },
    en: { subject: "Your business licence expires soon", text: "Your company's business licence is valid until {lastDay}. Please upload a new one.", link: "Upload" },
  },
  "app.message": {
    "zh-CN": { subject: "{app}：{title}", text: "{body}{?hasLink}\n详情：{address}{/hasLink}", link: "查看应用" },
    en: { subject: "{app}: {title}", text: "{body}{?hasLink}\nMore: {address}{/hasLink}", link: "View application" },
  },
  "app.upgrade": {
    "zh-CN": { subject: "{app} 已升级到 {release}：{title}", text: "{body}{?hasLink}\n详情：{address}{/hasLink}", link: "查看应用" },
    en: { subject: "{app} was upgraded to {release}: {title}", text: "{body}{?hasLink}\nMore: {address}{/hasLink}", link: "View application" },
  },
  "account.takeout": {
    "zh-CN": { subject: "{!isFailed}企业资料已导出，请在 7 天内下载{/isFailed}{?isFailed}企业资料没能导出{/isFailed}", text: "{!isFailed}{askedBy} 申请导出的企业资料已经准备好，{until} 之后自动删除。不是本企业申请的，请立即联系客户经理。{/isFailed}{?isFailed}导出时多次出错，已经停止。请再试一次，仍不行请提交服务单。{/isFailed}", link: "{!isFailed}下载资料{/isFailed}{?isFailed}查看{/isFailed}" },
    en: { subject: "{!isFailed}Your company's data are ready: please download them within 7 days{/isFailed}{?isFailed}Your company's data could not be exported{/isFailed}", text: "{!isFailed}The company's data that {askedBy} asked for are ready; they are deleted after {until}. If your company did not ask for them, please contact your account manager at once.{/isFailed}{?isFailed}The export failed several times and was stopped. Please try once more, and send a service case if it fails again.{/isFailed}", link: "{!isFailed}Download{/isFailed}{?isFailed}View{/isFailed}" },
  },
  "account.settling": {
    "zh-CN": { subject: "销户申请 {number} 已受理，正在结清", text: "最后一期帐单出齐并结清后，可退的余额会在 10 个工作日内原路退回，然后帐户关闭。每一步都会通知您。", link: "查看订单" },
    en: { subject: "Request {number} to close the account accepted: settling", text: "Once the last bills are out and settled, what can be returned of your balance goes back the way it came within 10 working days; then the account is closed. We tell you of each step.", link: "View order" },
  },
  "account.closed": {
    "zh-CN": { subject: "企业帐户已关闭", text: "帐户已关闭，款项已结清。{lastDay}之前可以登录恢复帐户、导出资料；之后应用里的数据会被删除，并保留应用方的删除证明。", link: "查看订单" },
    en: { subject: "Your company's account is closed", text: "The account is closed and everything is settled. Until {lastDay} you may sign in to reopen it or to export your data; after that the data in your applications are deleted, and the providers' proofs of it are kept.", link: "View order" },
  },
  "account.reopened": {
    "zh-CN": { subject: "企业帐户已恢复", text: "帐户已恢复，可以重新订购产品。原来的产品已停用，需要的请重新订购。", link: "企业首页" },
    en: { subject: "Your company's account is open again", text: "The account is open again, and you may order products. Those of before have ended; please order again what you need.", link: "Home" },
  },
  "account.erased": {
    "zh-CN": { subject: "应用里的数据已删除", text: "{count} 个应用里的数据都已删除，删除证明已保存；需要时可以向客户经理索取。", link: "登录页" },
    en: { subject: "The data in your applications are deleted", text: "The data in your applications ({count}) are deleted, and the proofs of it are kept; your account manager gives them to you on request.", link: "Sign-in page" },
  },
  "closing.owed": {
    "zh-CN": { subject: "销户前还需付清 {amount}", text: "{?isByParent}还有 {amount} 的帐单由上级企业支付，付清后继续办理销户。{/isByParent}{!isByParent}最后一期帐单还有 {amount} 没有付清，付清后继续办理销户。{/isByParent}", link: "{?isByParent}查看帐单{/isByParent}{!isByParent}去付款{/isByParent}" },
    en: { subject: "{amount} has to be paid before your account can be closed", text: "{?isByParent}Bills of {amount} are still to be paid by your parent company; the account is closed after that.{/isByParent}{!isByParent}{amount} of your last bill is still open; the account is closed after it is paid.{/isByParent}", link: "{?isByParent}View bills{/isByParent}{!isByParent}Pay{/isByParent}" },
  },
  "closing.others": {
    "zh-CN": { subject: "销户前还需付清代子帐号支付的帐单", text: "由本帐号支付的子帐号帐单还没有全部出帐和付清，付清后继续办理销户。", link: "查看集团帐单" },
    en: { subject: "The bills of your child accounts have to be paid before your account can be closed", text: "Not all bills of child accounts that this account pays are out and paid; the account is closed after they are.", link: "View group bills" },
  },
  "closing.account": {
    "zh-CN": { subject: "请提供退款账户，以便继续办理销户", text: "余额还有 {amount} 没有退回{?isAccountMissing}，请登记企业的对公账户{/isAccountMissing}。", link: "去登记" },
    en: { subject: "Please name a bank account, so that your account can be closed", text: "{amount} of your balance has not been returned yet{?isAccountMissing}; please enter your company's bank account{/isAccountMissing}.", link: "Enter it" },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
