import type { Pair } from "./template.rules";

/** Words of what is told of people, companies and their safety. */
export const accountWords = {
  "password.changed": {
    "zh-CN": { subject: "您的登录密码已更改", text: "您的宽带商务登录密码刚刚更改，其他设备上的登录都已退出。\n如果不是您本人操作，请马上重设密码并拨打 10060。" },
    en: { subject: "Your password was changed", text: "The password of your sign-in has just been changed, and your other devices were signed out.\nIf it was not you, reset your password at once and call 10060." },
  },
  "password.contactChanged": {
    "zh-CN": { subject: "登录邮箱已更改", text: "您在宽带商务的登录邮箱刚刚更改，以后的通知发到新的邮箱。\n如果不是您本人操作，请马上拨打 10060。" },
    en: { subject: "Your sign-in mailbox was changed", text: "The mailbox of your sign-in has just been changed; messages go to the new one from now on.\nIf it was not you, call 10060 at once." },
  },
  "secondFactor.changed": {
    "zh-CN": { subject: "您的登录方式已更改：{what}", text: "您在宽带商务的登录方式刚刚更改：{what}。其他设备上的登录都已退出。\n如果不是您本人操作，请马上修改密码、核对“登录与安全”里的验证方式，并拨打 10060。" },
    en: { subject: "Your way of signing in was changed: {what}", text: "Your way of signing in has just been changed: {what}. Your other devices were signed out.\nIf it was not you, change your password at once, look through your sign-in settings and call 10060." },
  },
  "secondFactor.recoveryUsed": {
    "zh-CN": { subject: "您的一个备用码刚刚用于登录", text: "您的一个备用码刚刚用于登录宽带商务，还剩 {left} 个。\n手机找回不来时，请在“登录与安全”里更换动态口令；快用完时请重新生成备用码。\n如果不是您本人操作，请马上修改密码并拨打 10060。" },
    en: { subject: "One of your recovery codes has just been used", text: "One of your recovery codes has just been used to sign in; {left} are left.\nIf your phone is gone, set up another authenticator in your sign-in settings; when few are left, make new codes.\nIf it was not you, change your password at once and call 10060." },
  },
  "company.contactChanged": {
    "zh-CN": { subject: "企业联系邮箱已更改", text: "{company}在宽带商务的联系邮箱刚刚由{by}更改，以后的通知发到新的邮箱。\n如果不是贵企业的操作，请马上拨打 10060。" },
    en: { subject: "Your company's contact mailbox was changed", text: "{by} has just changed the contact mailbox of {company}; messages go to the new one from now on.\nIf your company did not ask for it, call 10060 at once." },
  },
  "companyChange.applied": {
    "zh-CN": { subject: "企业资料变更已生效", text: "您申请的企业资料变更已通过核验并生效。以后的帐单和发票抬头按新的资料。" },
    en: { subject: "Your company's new data are in effect", text: "The change of your company's data was verified and is in effect. Bills and fapiao carry the new data from now on.", link: "View" },
  },
  "companyChange.refused": {
    "zh-CN": { subject: "企业资料变更没有通过核验", text: "您申请的企业资料变更没有通过核验：{reason}\n资料保持不变，可以补充材料后重新申请。" },
    en: { subject: "Your company's new data could not be verified", text: "The change of your company's data could not be verified: {reason}\nNothing was changed; you may ask again with more papers.", link: "Ask again" },
  },
  "licence.verified": {
    "zh-CN": { subject: "新的营业执照已通过核验", text: "您上传的营业执照已通过核验，可以照常订购。" },
    en: { subject: "Your new business licence was verified", text: "The business licence that you uploaded was verified; you may order as usual." },
  },
  "licence.refused": {
    "zh-CN": { subject: "营业执照需要重新上传", text: "您上传的营业执照没有通过核验：{reason}\n请在“企业资料”里重新上传。" },
    en: { subject: "Please upload your business licence again", text: "The business licence that you uploaded could not be verified: {reason}\nPlease upload it again under your company's data.", link: "Upload again" },
  },
  "licence.expired": {
    "zh-CN": { subject: "营业执照已过期，请上传新的执照", text: "贵企业登记的营业执照有效期到 {lastDay}，现已过期。已开通的产品不受影响；新的订单需要人工审核。请上传新的营业执照。" },
    en: { subject: "Your business licence has expired: please upload a new one", text: "Your company's business licence was valid until {lastDay} and has expired. Running products are not affected; new orders are reviewed by hand. Please upload a new licence.", link: "Upload" },
  },
  "licence.expiring": {
    "zh-CN": { subject: "营业执照即将到期", text: "贵企业登记的营业执照有效期到 {lastDay}。请上传新的营业执照。" },
    en: { subject: "Your business licence expires soon", text: "Your company's business licence is valid until {lastDay}. Please upload a new one.", link: "Upload" },
  },
  "app.message": {
    "zh-CN": { subject: "{app}：{title}", text: "{body}{?hasLink}\n详情：{address}{/hasLink}" },
    en: { subject: "{app}: {title}", text: "{body}{?hasLink}\nMore: {address}{/hasLink}", link: "View application" },
  },
  "app.upgrade": {
    "zh-CN": { subject: "{app} 已升级到 {release}：{title}", text: "{body}{?hasLink}\n详情：{address}{/hasLink}" },
    en: { subject: "{app} was upgraded to {release}: {title}", text: "{body}{?hasLink}\nMore: {address}{/hasLink}", link: "View application" },
  },
} as const satisfies Record<string, Pair>;
