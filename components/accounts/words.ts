/** Words for the codes of accounts: at fields, as reasons, and for choices. */
export const accountWords = {
  companyNameMissing: "请填写营业执照上的企业全称",
  creditCodeMissing: "请填写统一社会信用代码",
  creditCodeWrong: "代码不正确：18 位，最后一位是校验位，请对照营业执照检查",
  chooseOne: "请选择一项",
  addressTooShort: "请写到门牌号，至少 6 个字",
  badCharacters: "含有不能使用的字符，请删去后重填",
  tooLong: "内容太长了，请缩短",
  contactNameMissing: "请填写姓名，至少 2 个字",
  phoneWrong: "请填写正确的手机号，例如 13800000000",
  phoneNotConfirmed: "请先用短信验证码确认手机号",
  emailWrong: "邮箱格式不正确，例如 name@example.cn",
  emailNotConfirmed: "请先用邮件里的验证码确认邮箱",
  codeFormat: "请填写 6 位数字",
  accountNameWrong: "帐号名为 6–20 位字母、数字或下划线，不能以下划线开头",
  accountNameTaken: "这个帐号名已被使用，请换一个",
  passwordMissing: "请填写密码",
  passwordTooShort: "密码至少 10 位",
  passwordTooLong: "密码最长 128 位",
  passwordBreached: "这个密码太常见，已在泄露名单中，请换一个",
  passwordLikeName: "密码里不要包含帐号名或邮箱名",
  passwordWrong: "当前密码不正确",
  passwordSame: "新密码不能和当前密码相同",
  paymentAccountMissing: "请填写现有的付费账户号码",
  holderMissing: "请填写付费账户的户名",
  bindingNotFound: "本省计费系统没有这个付费账户，请对照帐单核对号码",
  bindingHolderMismatch: "户名与付费账户登记的不一致，请按帐单上的户名填写",
  bindingInArrears: "这个付费账户有欠费，请先缴清，或改为预付费",
  acceptTerms: "请阅读并同意开户协议",
  cannotChangeNow: "申请已提交，现在不能更改",
  "paperMissing.licence": "请上传营业执照",
  "paperMissing.contactIdentity": "请上传经办人身份证件",
  "paperMissing.agentLetter": "经办人不是法定代表人，请上传授权书",
  fileEmpty: "文件是空的，请重新选择",
  fileTooLarge: "文件超过大小限制，请压缩后再传",
  fileType: "只能上传 PDF、PNG 或 JPG 文件",
  fileBroken: "文件不完整或已损坏，请重新导出后再传",
  fileActive: "文件里含有可执行内容或附带了其他文件，请重新扫描或拍照后上传",
  fileTooManyPixels: "图片尺寸太大，请缩小到 6000 万像素以内",
  fileEncrypted: "PDF 加了密码或权限限制，请去掉后再传",
  expiryMissing: "请填写执照有效期，或勾选“长期”",
  licenceOver: "这份执照已经过期，请上传有效的执照",
  licenceWaiting: "上一份执照还在审核中，请等审核结果",
  tooManyPapers: "最多上传 12 份材料，请先删除不需要的",
  companyKnown: "这家企业在这里已经开户，不能重复开户。您可以申请加入。",
  companyApplying: "这家企业已有一份开户申请正在办理。如果是同事提交的，请联系同事；有疑问请拨打 10060。",
  alreadyMember: "这个人已经是贵企业的成员",
  nameMissing: "请填写帐号名、邮箱或手机号",
  employeeNumberMissing: "请填写工号",
  employeeNumberTaken: "这个工号已经有人使用",
  employeeNumberTwice: "文件中这个工号出现了两次",
  userNameMissing: "请填写姓名",
  headingMissing: "第一行要有“工号”和“姓名”两列，请按模板整理",
  tooManyRows: "一次最多导入 500 行，请分成几个文件",
} satisfies Record<string, string>;

export const industryLabels = { manufacturing: "生产加工", trade: "贸易", chain: "连锁经营", logistics: "物流运输", itService: "IT 服务", catering: "餐饮住宿", construction: "建筑装修", education: "教育培训", health: "医药健康", other: "其他" } satisfies Record<string, string>;
export const staffBandLabels = { under50: "50 人以下", from50: "50–99 人", from100: "100–199 人", from200: "200–300 人", over300: "300 人以上" } satisfies Record<string, string>;
export const openingFieldLabels = {
  companyName: "企业名称", creditCode: "统一社会信用代码", industry: "行业", staffBand: "员工人数", address: "经营地址", isLegalRepresentative: "经办人身份", licence: "证明材料",
  contactName: "经办人姓名", contactPhone: "手机号", email: "邮箱",
  accountName: "帐号名", password: "密码", payType: "付费方式", paymentAccountNumber: "付费账户号码", paymentHolderName: "付费账户户名",
} satisfies Record<string, string>;

/** A word for a stored code; what is no code of ours was typed by a person and stands as it is. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return labels[code] ?? (code === "" ? "未填写" : code);
}
