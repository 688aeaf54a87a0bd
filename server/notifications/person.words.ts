import type { NoticeKind } from "./kind.rules";
import type { Pair } from "./template.rules";

/** Words of what is told of people: their safety, their place in a company, and who speaks for it. */
export const personWords = {
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
  "password.erasure": {
    "zh-CN": { subject: "已收到删除个人信息的申请", text: "{at} 之后删除，在那之前可以在“我的个人信息”里撤回。\n如果不是您本人操作，请马上登录撤回并更改密码。" },
    en: { subject: "We have received your request to delete your personal data", text: "They are deleted after {at}; until then you may take the request back under “My personal data”.\nIf it was not you, sign in at once, take it back and change your password." },
  },
  "password.erasureUndone": {
    "zh-CN": { subject: "删除个人信息的申请已撤回", text: "您的个人信息和登录不受影响。" },
    en: { subject: "Your request to delete your personal data was taken back", text: "Your personal data and your sign-in stay as they are." },
  },
  "password.erasureKept": {
    "zh-CN": { subject: "个人信息还不能删除", text: "您是企业帐号 {accounts} 的企业管理员。请先移交或销户，再申请删除。" },
    en: { subject: "Your personal data cannot be deleted yet", text: "You are the company administrator of {accounts}. Please hand it over or close it first, then ask again." },
  },
  "secondFactor.reset": {
    "zh-CN": { subject: "您的两步验证已由企业管理员重置", text: "{actor}已重置您在企业帐号 {accountName} 的两步验证，您的登录都已退出。原来的动态口令、通行密钥和备用码不再有效，请登录后重新设置。\n如果不是您要求的，请马上联系贵企业的管理员。" },
    en: { subject: "Your company administrator has reset your two-step verification", text: "{actor} has reset your two-step verification for the company account {accountName}, and you were signed out everywhere. Your authenticator, passkeys and recovery codes of before no longer work; please set them up again after you sign in.\nIf you did not ask for it, please contact your company's administrator at once." },
  },
  "secondFactor.required": {
    "zh-CN": { subject: "{company}要求成员开启两步验证", text: "{fromOn}起，登录企业帐号 {accountName} 的成员都需要两步验证（动态口令或通行密钥）。请提前开启；到时没有开启的，登录后会先引导您设置。", link: "现在开启" },
    en: { subject: "{company} asks its members for two-step verification", text: "From {fromOn} on, every member who signs in to the company account {accountName} needs two-step verification (an authenticator or a passkey). Please turn it on before then; otherwise you are led through it when you sign in.", link: "Turn it on now" },
  },
  "company.signIn": {
    "zh-CN": { subject: "企业统一登录{?isTurnedOn}已启用{/isTurnedOn}{?isTurnedOff}已关闭{/isTurnedOff}{?isChanged}的设置已更改，试登录后才能启用{/isChanged}", text: "您企业的统一登录{?isTurnedOn}已启用{/isTurnedOn}{?isTurnedOff}已关闭{/isTurnedOff}{?isChanged}的设置已更改，试登录后才能启用{/isChanged}。\n如果不是您本人操作，请马上修改密码、关闭统一登录，并拨打 10060。" },
    en: { subject: "Your company's single sign-on was {?isTurnedOn}turned on{/isTurnedOn}{?isTurnedOff}turned off{/isTurnedOff}{?isChanged}changed and can be turned on after a test{/isChanged}", text: "Your company's single sign-on was {?isTurnedOn}turned on{/isTurnedOn}{?isTurnedOff}turned off{/isTurnedOff}{?isChanged}changed; it can be turned on after a test sign-in{/isChanged}.\nIf it was not you, change your password at once, turn single sign-on off and call 10060." },
  },
  "membership.removed": {
    "zh-CN": { subject: "您不再是{company}的成员", text: "{actor}已把您从企业帐号 {accountName} 中移除，您不能再登录这个帐号。如有疑问，请直接联系贵企业的管理员。" },
    en: { subject: "You are no longer a member of {company}", text: "{actor} has removed you from the company account {accountName}; you can no longer sign in to it. If you have questions, please ask your company's administrator." },
  },
  "membership.owner": {
    "zh-CN": { subject: "您已是{company}的企业管理员", text: "{actor}已把企业帐号 {accountName} 移交给您，请重新登录。", link: "登录" },
    en: { subject: "You are now the company administrator of {company}", text: "{actor} has handed the company account {accountName} over to you. Please sign in again.", link: "Sign in" },
  },
  "membership.left": {
    "zh-CN": { subject: "{person} 已不再是成员", text: "{person} 要求删除本人的个人信息，已从企业帐号 {accountName} 退出。企业用户名单和席位由贵企业管理，需要时请在那里移除。" },
    en: { subject: "{person} is no longer a member", text: "{person} asked for the deletion of their personal data and has left the company account {accountName}. Your company looks after its list of users and its seats itself; please remove the person there where needed." },
  },
  "joinRequest.asked": {
    "zh-CN": { subject: "{person} 申请加入{company}", text: "{person}（{email}）申请加入贵企业在宽带商务的帐号。同意后对方只能查看，您可以再调整权限。不认识的人请拒绝。", link: "去处理" },
    en: { subject: "{person} asks to join {company}", text: "{person} ({email}) asks to join your company's account. If you agree, they may only look; you can change that afterwards. Please refuse anybody whom you do not know.", link: "Decide" },
  },
  "joinRequest.refused": {
    "zh-CN": { subject: "加入申请未通过", text: "您的加入申请未被同意。如有疑问，请直接联系贵企业的帐号负责人。" },
    en: { subject: "Your request to join was refused", text: "Your request to join was not agreed to. If you have questions, please ask the person in charge of your company's account." },
  },
  "recovery.link": {
    "zh-CN": { subject: "继续申请成为企业管理员", text: "手机和邮箱已确认。上传材料、查看进度，请用下面的链接；{days} 天内提交有效，不要转发给别人。", link: "继续办理" },
    en: { subject: "Go on with your request to be company administrator", text: "Your phone and your mailbox are confirmed. Please use the link below to upload your papers and to see how your request stands. It has to be sent in within {days} days; do not pass the link on.", link: "Go on" },
  },
  "recovery.notice": {
    "zh-CN": { subject: "{person}申请成为{company}的企业管理员", text: "{person}说明原企业管理员已离开，交来了执照、身份证件和授权书，两位审核人员已核对。\n如果没有人提出异议，{at}起由其担任企业管理员，原管理员不再能登录这个帐号。\n有异议请登录后在“成员”里提出，提出后立即停止。", link: "查看或提出异议" },
    en: { subject: "{person} asks to be the company administrator of {company}", text: "{person} says that the company administrator of before has left, and has handed in the licence, an identity paper and an authorisation, which two of our reviewers have checked.\nIf nobody objects, {person} is the company administrator from {at} on, and the one of before can no longer sign in to this account.\nTo object, please sign in and do so under “Members”; the request then stops at once.", link: "View or object" },
  },
  "recovery.accepted": {
    "zh-CN": { subject: "申请已通过审核，公示 7 天", text: "您的申请已通过审核，并已通知企业的全部成员。没有人提出异议的话，{at}生效，届时会再发邮件给您。" },
    en: { subject: "Your request was approved; members may object for 7 days", text: "Your request was approved, and every member of the company has been told. If nobody objects, it takes effect on {at}, and we shall write to you again then." },
  },
  "recovery.refused": {
    "zh-CN": { subject: "企业管理员申请没有通过", text: "您的申请没有通过审核：{reason}\n可以补充材料后重新申请。" },
    en: { subject: "Your request to be company administrator was not approved", text: "Your request was not approved: {reason}\nYou may ask again with more papers." },
  },
  "recovery.objected": {
    "zh-CN": { subject: "企业管理员申请已停止", text: "企业有成员对您的申请提出了异议，申请已停止。请先与企业内部沟通；需要继续办理，请带材料到营业厅。" },
    en: { subject: "Your request to be company administrator was stopped", text: "A member of the company has objected to your request, and it was stopped. Please talk to the company first; to carry on, please bring your papers to a service counter." },
  },
  "recovery.left": {
    "zh-CN": { subject: "您不再是{company}的企业管理员", text: "公示期内没有人提出异议，企业帐号 {accountName} 已由{person}担任企业管理员，您的登录已退出。如有疑问请拨打 10060。" },
    en: { subject: "You are no longer the company administrator of {company}", text: "Nobody objected in the days for it: {person} is now the company administrator of the account {accountName}, and you were signed out. If you have questions, please call 10060." },
  },
} as const satisfies Partial<Record<NoticeKind, Pair>>;
