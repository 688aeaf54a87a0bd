import type { ChangeState, Channel, OrderStage } from "@/server/generated/prisma/enums";
import type { Operation, ReasonCode } from "@/server/ordering/channel.rules";
import type { ErrorCode } from "@/server/kernel/errors";
import type { StaffRole } from "@/server/kernel/permissions";
import type { Holder, OrderOperationName } from "@/server/ordering/order.rules";
import type { Words } from "./money.zh-CN";
import { partnerFieldWords, partnerReasonWords } from "./partner.zh-CN";
import { catalogueFieldWords, catalogueReasonWords } from "./catalogue.zh-CN";
import { releaseFieldWords, releaseReasonWords } from "./rules.zh-CN";
import { factorErrorWords } from "./factor.zh-CN";
import { groupFieldWords, groupReasonWords } from "./group.zh-CN";
import { lookFieldWords } from "./look.zh-CN";
import { noticeFieldWords, noticeReasonWords } from "./notice.zh-CN";
import { quoteFieldWords, quoteReasonWords } from "./quote.zh-CN";
import { ticketFieldWords, ticketReasonWords } from "./ticket.zh-CN";

// Words of money, of rules and of partners have files of their own, and are reached through this one.
export * from "./catalogue.zh-CN";
export * from "./facts.zh-CN";
export * from "./group.zh-CN";
export * from "./look.zh-CN";
export * from "./money.zh-CN";
export * from "./order-event.zh-CN";
export * from "./partner.zh-CN";
export * from "./privacy.zh-CN";
export * from "./role.zh-CN";
export * from "./rules.zh-CN";
export * from "./quote.zh-CN";
export * from "./ticket.zh-CN";

export const orderStageWords: Words<OrderStage> = {
  draft: { word: "草稿", tone: "neutral" },
  enterpriseApproval: { word: "企业内部审批中", tone: "info" },
  review: { word: "审核中", tone: "info" },
  returned: { word: "待您更正", tone: "warning" },
  provisioning: { word: "开通中", tone: "info" },
  completed: { word: "已开通", tone: "success" },
  partCompleted: { word: "部分开通", tone: "warning" },
  failed: { word: "未能开通", tone: "danger" },
  refused: { word: "未通过审核", tone: "danger" },
  cancelled: { word: "已取消", tone: "neutral" },
  expired: { word: "已过期", tone: "neutral" },
  handedOff: { word: "请到营业厅办理", tone: "warning" },
  scheduled: { word: "已安排，待生效", tone: "info" },
  partChoice: { word: "部分未开通，待您选择", tone: "warning" },
};

/** A change of a running product goes through the same stages, but opens nothing. */
const changeStageWords: Words<OrderStage> = { ...orderStageWords, provisioning: { word: "办理中", tone: "info" }, completed: { word: "已生效", tone: "success" }, failed: { word: "未能办理", tone: "danger" }, cancelled: { word: "已撤销", tone: "neutral" } };

/** The stages of an order, by what it asks for. */
export const stageWordsOf = (operation: OrderOperationName): Words<OrderStage> => (operation === "order" ? orderStageWords : changeStageWords);
export const stageStaffWordsOf = (operation: OrderOperationName): Words<OrderStage> => ({ ...stageWordsOf(operation), ...staffWords });

export const changeStateWords: Words<ChangeState> = {
  previewed: { word: "受理中", tone: "info" },
  scheduled: { word: "已安排，待生效", tone: "info" },
  executing: { word: "已生效，办理中", tone: "info" },
  done: { word: "已生效", tone: "success" },
  blocked: { word: "计费核对中", tone: "warning" },
  undone: { word: "未生效", tone: "neutral" },
};

export const productStateWords: Words<"pendingActive" | "active" | "suspended" | "pendingTerminate" | "terminated"> = {
  pendingActive: { word: "开通中", tone: "info" },
  active: { word: "使用中", tone: "success" },
  suspended: { word: "已暂停", tone: "warning" },
  pendingTerminate: { word: "即将终止", tone: "warning" },
  terminated: { word: "已终止", tone: "neutral" },
};

export const openingStateWords: Words<"draft" | "review" | "returned" | "refused" | "handedOff" | "at97" | "open" | "withdrawn"> = {
  draft: { word: "填写中", tone: "neutral" },
  review: { word: "审核中", tone: "info" },
  returned: { word: "待您更正", tone: "warning" },
  refused: { word: "未通过", tone: "danger" },
  handedOff: { word: "请到营业厅办理", tone: "warning" },
  at97: { word: "正在开户", tone: "info" },
  open: { word: "已开户", tone: "success" },
  withdrawn: { word: "已撤回", tone: "neutral" },
};

/** The same states as the operator's staff read them: "you" is the customer's word. */
const staffWords = { returned: { word: "待客户更正", tone: "warning" }, handedOff: { word: "待营业厅受理", tone: "warning" } } as const;
export const orderStageStaffWords: Words<OrderStage> = { ...orderStageWords, ...staffWords };
export const openingStateStaffWords: typeof openingStateWords = { ...openingStateWords, ...staffWords };

const holderWords: Record<Holder, string> = { customer: "等您处理", approver: "等企业内部审批", operator: "等审核人员处理", applicationProvider: "等应用系统开通", counter: "等您到营业厅办理", periodEdge: "等生效日到来", nobody: "已结束" };
/** Who holds an order's next step, by what it asks for. */
export const holderWordsOf = (operation: OrderOperationName): Record<Holder, string> => (operation === "order" ? holderWords : { ...holderWords, applicationProvider: operation === "close" ? "正在结清" : "等应用系统办理" });
export const channelWords: Record<Channel, string> = { portal: "网上营业厅", counter: "营业厅", hotline: "10060 热线", accountManager: "客户经理" };
export const payTypeWords = { prepaid: "预付费", postpaid: "后付费" } as const;
export const decisionWords = { portalAuto: "网上自动受理", portalReview: "网上提交，人工审核", counter: "营业厅办理", refuse: "暂不受理" } as const;

export const reasonWords: Record<ReasonCode | "notSoldHere" | "accountNotOpen" | "productNotRunning" | "changeUnderWay" | "cutOffPassed" | "changeBlocked" | "stillDiffers" | "endsByBreak" | "partOfBundle" | "changeOnlyRefused" | "noTransfers" | "switchedOff" | "waitedAlready" | "notPrepaid" | "licenceOnlyRefused" | "titleNotVerified" | "redExpired" | "noCard" | "withdrawalOpen" | "sourceGone" | keyof typeof catalogueReasonWords | keyof typeof partnerReasonWords | LifeReason | keyof typeof releaseReasonWords | keyof typeof ticketReasonWords | keyof typeof quoteReasonWords | keyof typeof groupReasonWords | keyof typeof noticeReasonWords, string> = {
  ...catalogueReasonWords, ...ticketReasonWords, ...quoteReasonWords, ...groupReasonWords, ...noticeReasonWords, ...partnerReasonWords, ...releaseReasonWords,
  waitedAlready: "已经等了 7 天仍没有开通，请选择其他办法。",
  switchedOff: "本省暂停在网上办理这项业务，请到营业厅办理或拨打 10060。",
  R_IDENTITY: "企业身份未通过核验，请联系客户经理或拨打 10060。",
  C_PROVINCE: "您所在的省份目前由营业厅受理：网上填好，凭受理码到营业厅即可办理，不用再填一遍。",
  C_NEEDS_97: "这类产品涉及线路或号码资源，需要营业厅配合 97 系统办理。",
  C_BINDING: "后付费帐户绑定的付费账户还没有得到本省计费系统确认，请到营业厅办理。",
  R_ARREARS: "帐户有逾期欠费，请先缴清再办理。",
  C_FLOW97: "本省的这项业务目前通过营业厅的 97 系统办理。",
  V_AMOUNT: "首年费用较高，需要两位审核人员确认。",
  V_FIRST: "企业首次办理，需要人工审核。",
  A_AUTO: "在已授权的额度内，自动受理。",
  A_SELF: "暂停和恢复由企业自助办理，不需要审核。",
  A_TRIAL: "试用不收费，自动受理，不需要审核。",
  V_DEFAULT: "由审核人员在 1 个工作日内审核。",
  notSoldHere: "该套餐在您所在的省份暂未开放或已停止销售。",
  productNotRunning: "产品不在正常使用中（试用、暂停或即将到期），不能变更。",
  changeUnderWay: "上一项变更正在办理，完成后才能再变更。",
  cutOffPassed: "已过截止时间（生效前一天 18:00），已安排的变更零点生效，之后可以再变更。",
  changeBlocked: "上一项变更的计费正在核对，核对清楚后才能再变更。",
  changeOnlyRefused: "变更申请不能退回更正，只能同意或拒绝；客户可以另外提交。",
  endsByBreak: "套餐已安排拆分：要继续使用整套，请打开产品页上的变更，先撤销它。",
  partOfBundle: "这是套餐的一部分，不能单独变更；可以在套餐页拆分。",
  stillDiffers: "按现在的资费计算，仍与变更前的预览不一致，请先查清原因。",
  noTransfers: "本省还没有开通转账收款。",
  accountNotOpen: "当前帐户状态不能订购，请联系客户经理。",
  licenceOnlyRefused: "执照不能退回更正，请通过或拒绝；企业可以重新上传。",
  noCard: "还没有绑定银行卡，请先绑定再开启自动充值。",
  notPrepaid: "该帐户是后付费帐户，不使用预存余额。",
  withdrawalOpen: "已有一笔退回申请在办理，办结后可以再申请。",
  sourceGone: "原付款已经没有这么多可退，请不同意并请企业重新申请。",
  titleNotVerified: "企业资料核验通过后才能开发票。",
  stoppedByAuthority: "产品依法停机中，解除前不能退订。",
  closeNotReady: "销户清单里还有未完成的事项，请先逐项处理。",
  wayBackOver: "帐户不在可以恢复的期限内。",
  changeWaits: "这个产品还有办理中的申请，等它办结或先撤销它。",
  endsSoon: "产品已安排到期停用，不能再办理；要继续使用，请先撤销退订或恢复自动续订。",
  endsByCancel: "产品已申请退订：要继续使用，请打开退订申请，先撤销它。",
  notStarted: "产品还没有开始计费（试用或正在开通），不能退订。",
  notPaused: "产品没有处于自助暂停中。",
  yearCannotRest: "包年产品已付全年费用，暂停不能节省，不能自助暂停。",
  restsUsedUp: "最近 12 个月已暂停满 3 个整月，暂时不能再暂停。",
  invoicedFirstRed: "要退的费用已经开票，请先申请红字发票，红字开出后再退订。",
  requestOpen: "这个产品已有待复核的停机或复机申请。",
  ownRequest: "停机和复机须由另一位员工复核，不能复核自己提出的申请。",
  causeStands: "这一停机原因已经存在。",
  causeGone: "这一停机原因已经解除。",
  redExpired: "红字申请已过 72 小时，请重新申请。",
};

/** Why a pause, a resumption or a cancellation is refused. */
type LifeReason = "stoppedByAuthority" | "closeNotReady" | "wayBackOver" | "changeWaits" | "endsSoon" | "endsByCancel" | "notStarted" | "notPaused" | "yearCannotRest" | "restsUsedUp" | "invoicedFirstRed" | "requestOpen" | "ownRequest" | "causeStands" | "causeGone";

export const operationWords: Record<Operation, string> = { openAccount: "开立企业帐户", order: "订购产品", trial: "试用产品", change: "变更套餐", seats: "增减使用数量", suspend: "暂停产品", resume: "恢复产品", cancel: "退订产品", close: "销户", rebind: "更换付费账户", transfer: "产品过户" };

export const staffRoleWords: Record<StaffRole, string> = { nationalAdmin: "全国管理", provinceReviewer: "审核", product: "产品", finance: "财务", settlement: "结算", service: "客服", auditor: "审计", legal: "司法协助" };

export const classWords = { internalApplication: "企业内部应用", externalApplication: "企业外部应用", basicCommunication: "基础通信", valueAddedCommunication: "通信增值" } as const;
export const verificationWords: Words<"unverified" | "verified" | "refused" | "expired"> = { unverified: { word: "未核验", tone: "warning" }, verified: { word: "已核验", tone: "success" }, refused: { word: "核验未通过", tone: "danger" }, expired: { word: "证照已过期", tone: "warning" } };
export const paperWords = { licence: "营业执照", contactIdentity: "经办人身份证件", agentLetter: "授权书", other: "其他材料" } as const;

export const errorWords: Record<ErrorCode | "UNEXPECTED", string> = {
  ...factorErrorWords,
  NOT_SIGNED_IN: "登录已失效，请重新登录。您填写的内容还在。",
  FORBIDDEN: "您的角色没有这项权限，请联系管理员。",
  POLICY_OWED: "隐私政策或用户协议有了新版本，请先阅读并同意，再办理新的业务；查看、付款和导出不受影响。",
  VIEW_ONLY: "现在是以客户视角查看，只能看，不能办理。",
  BAD_ORIGIN: "请求来源不正确，请刷新页面后再试。",
  NOT_FOUND: "没有找到，可能已被删除或不属于您。",
  CHANGED_MEANWHILE: "内容已经被更新，请刷新后再操作。",
  KEY_IN_FLIGHT: "上一次提交还在处理，请稍等片刻。",
  KEY_REUSED: "这份表单之前已经提交成功，与现在的内容不同。请先查看上次的结果；需要再提交一份，请再按一次。",
  RULE_REFUSED: "按本省规则暂不能办理。",
  FIELDS_REFUSED: "请检查标出的内容。",
  PRICE_CHANGED: "价格刚刚更新，请核对新的金额后再次提交。",
  BALANCE_TOO_LOW: "可用余额不足，请先充值再提交。",
  CLAIMED_BY_OTHER: "已被同事领取，请选择其他任务。",
  CLAIM_NEEDED: "请先领取这个任务，或领取已超时，请重新领取。",
  ALREADY_DECIDED: "这个任务已经处理完了。",
  OWN_WORK: "需要另一个人复核，不能复核自己办的。",
  FILE_REFUSED: "这个文件不能上传，请换成 5 MB 以内的 PDF、PNG 或 JPG。",
  OUTSIDE_SYSTEM_DOWN: "对方系统暂时没有答复，请稍后再试。您填写的内容都已保留。",
  BUSY: "系统繁忙，请稍后再试。",
  UNEXPECTED: "出了点问题，已经记录。请稍后再试。",
};

/** Codes that schemas and services put at a field. */
export const problemStateWords: Words<"inProgress" | "resolved"> = { inProgress: { word: "处理中", tone: "warning" }, resolved: { word: "已恢复", tone: "success" } };
export const problemPriorityWords = { p1: "不能使用", p2: "部分受影响" } as const;
export const newsStateWords: Words<"upcoming" | "current" | "ended" | "withdrawn"> = { upcoming: { word: "未开始", tone: "info" }, current: { word: "展示中", tone: "success" }, ended: { word: "已结束", tone: "neutral" }, withdrawn: { word: "已撤下", tone: "neutral" } };

export const fieldWords: Record<string, string> = {
  problemNotYet: "还没有到这个时间。",
  productMissing: "请选择产品。",
  newsEndPast: "结束时间已经过去。",
  englishMissing: "英文文字要么都填，要么都留空。",
  englishHalf: "英文标题和正文要么都填，要么都不填。",
  ...catalogueFieldWords, ...partnerFieldWords, ...releaseFieldWords, ...ticketFieldWords, ...quoteFieldWords, ...groupFieldWords, ...lookFieldWords, ...noticeFieldWords,
  signInUsed: "已经被另一个登录使用，请换一个",
  bulkNone: "请至少选一单",
  bulkTooMany: "一次最多 50 单",
  datedNeedsWhole: "只负责部分省份时不能预定生效时间，请选择立即生效",
  switchEndWrong: "最后一天从今天起，最长 180 天",
  customerUnknown: "没有这个企业帐号，或不在您的职责范围内",
  notAPart: "所选内容不在这个套餐里",
  notSoldAlone: "其中有产品在本省不能单独购买，不能保留",
  keepOne: "至少保留一项；全部不要的话，请在“续订”里关闭自动续订",
  monthsRange: "请选择可以暂停的整月数",
  chooseExport: "请选择应用里的资料怎么处理",
  confirmAccounts: "请确认应用帐号清单",
  understand: "请确认您已看清以上说明",
  cancelTimeGone: "这种退订方式现在不能选，请重新选择",
  chooseReason: "请选择退订原因",
  documentMissing: "请填写文书编号",
  nothingChanges: "套餐和数量都没有变化",
  notSoldHere: "该套餐在您所在的省份暂未开放或已停止销售",
  acceptTerms: "请阅读并同意服务协议",
  contractChanged: "服务协议已更新，请重新阅读并同意",
  tooFew: "少于起订数量",
  notWhole: "请填写整数",
  tooMany: "超过最多数量",
  offStep: "数量要从起订数起，按每次增加的数量填写",
  factMissing: "请填写这一项",
  mailDomainWrong: "域名格式不正确，例如 example.cn",
  agentWrong: "代理商编号为 4–20 位字母或数字",
  agentWrongShared: "代理商编号格式不正确，例如 0SCDL00000001",
  agentElsewhere: "这个代理商编号不属于您所在的省份",
  icpNumberWrong: "备案号格式不正确，例如 鲁ICP备12345678号",
  phoneWrong: "电话格式不正确",
  addressWrong: "请填写 6–120 个字的详细地址",
  emailWrong: "邮箱格式不正确",
  introductionTooShort: "请至少写 20 个字",
  textTooShort: "请写得具体一些",
  tooLong: "内容太长了",
  reasonMissing: "请选择原因",
  markOne: "请至少标出一处需要更正的内容",
  amountTooSmall: "请输入大于 0 的金额",
  amountTooLarge: "单笔不超过 1000 万元",
  amountWrong: "金额格式不正确，例如 5000 或 5000.50",
  referenceTooShort: "请填写凭证号（至少 4 位）",
  referenceUsed: "这个凭证号已经入账，请核对",
  payTooLittle: "网上付款每笔至少 4 元",
  payTooMuch: "网上付款每笔最多 20 万元，大额请用银行转账",
  billSettled: "这张帐单已付清，不用再付",
  paidByParent: "这张帐单由上级企业支付，逾期后您也可以自己付",
  billTooSmall: "这张帐单不足 4 元，不能单独网上付款；充值后会自动抵扣",
  nothingToWithdraw: "现在没有可以退回的余额",
  withdrawTooMuch: "超过可以退回的金额",
  moveTooMuch: "超过现在可以划拨的金额",
  nothingToRefund: "这笔付款没有可退的余额",
  refundAboveCash: "超过可退金额：只能退企业还没有用掉的余额",
  refundTooMuch: "每次最多退 2 万元",
  reasonTooShort: "请写明原因（至少 4 个字）",
  triggerTooMuch: "触发金额最多 20 万元",
  ceilingTooMuch: "每月上限最多 100 万元",
  ceilingBelowAmount: "每月上限不能低于每次充值的金额",
  handOffCodeWrong: "没有这个受理码，请核对 10 位字符",
  handOffExpired: "受理码已过 15 天有效期，请客户重新提交",
  handOffSpent: "这个受理码已经用过",
  addressOfSignInWrong: "请填写完整的网址，以 https:// 开头",
  robotKeyWrong: "密钥为 16 位以上的字母、数字，请从机器人的网址里复制",
  robotSecretMissing: "钉钉机器人需要填写加签密钥",
  scopeMissing: "请至少选择一项权限",
  secretShownBefore: "这个客户端已经建好，密钥只显示一次；没有记下的话请更换密钥",
  tooManyRobots: "最多 20 个提醒群，请先移除不用的",
  budgetTooSmall: "预算至少 1 元",
  budgetTarget: "这个对象不存在或已停用，请重新选择",
  transferTooLittle: "每笔至少 1 元",
  fileEmpty: "文件里没有收入流水",
  headingMissing: "缺少列名：要有交易日期、流水号、对方户名、收入金额、附言",
  statementLinesWrong: "文件里有不能识别的行，整个文件都没有入账",
  statementKnown: "这个文件里的流水都已经上传过",
  serialOther: "同一流水号以前上传过，金额或日期不同，请核对",
  serialMissing: "没有流水号",
  serialDouble: "流水号在文件里重复",
  tooManyLines: "一次最多 2,000 行",
  trialUsed: "贵企业已经试用过或正在使用这个产品，不能再试用",
  percentWrong: "请填写折数，例如 8.5；必须小于 10",
  monthsWrong: "请填写 1 至 36 个月",
  seatsFromWrong: "请填写 1 以上的整数",
  budgetMissing: "请填写预算，例如 10000",
  amountMissing: "请填写金额，例如 50.00",
  contractIsIssued: "协议价只发给谈定的企业",
  daysWrong: "最后一日不能早于开始日",
  dayWrong: "请选择日期",
  provinceMissing: "请选择您负责的省份",
  productUnknown: "有产品已经下架，请刷新后重选",
  couponUsed: "这张优惠券已经用过了",
  couponOver: "这张优惠券已过期或活动已结束",
  couponNotYet: "这张优惠券还没有到可以使用的日期",
  couponPaused: "这张优惠券的活动暂停中，请稍后再用",
  couponOtherProduct: "这张优惠券不能用于这个产品",
  couponFewSeats: "数量没有达到这张优惠券的要求",
  couponSpent: "这项活动的优惠已经用完，或对这张订单没有优惠",
  couponNotUsable: "这张优惠券现在不能用于这张订单，请重新选择",
  accountsMissing: "请填写企业帐号，每行一个",
  accountUnknown: "有帐号不存在、不在这个省份或已停用，请核对",
  tooManyAccounts: "一次最多 200 个帐号",
  provinceWrong: "省份不属于这个平台",
  proofTooShort: "请写明凭据（至少 8 个字）",
  bankAccountWrong: "银行帐号为 8–30 位数字",
  chooseBill: "请至少选择一张帐单",
  titleMissing: "专用发票需要先填写地址、电话和开户行",
  nothingToInvoice: "所选帐单没有可以开票的金额：未付或已经开过",
  invoiceNumberWrong: "发票号码为 20 位数字",
  invoiceNumberUsed: "这个发票号码已经登记过",
  filePdfOnly: "请选择 PDF 文件",
  fileActive: "这个文件含有可执行内容，不能保存",
  fileTooLarge: "文件不超过 700 kB",
  lineInvoiced: "这一行已开发票，请先办理红字发票，再退费",
  disputeOpen: "这一行已有处理中的异议",
  nothingOwed: "现在没有待付的帐单",
  promiseOpen: "已有一个约定的付款日期",
  promisesUsedUp: "一年最多约定两次，请联系客户经理",
  promiseTooLong: "最长约定 10 天",
  promiseInPast: "请选择今天以后的日期",
  pauseTooLong: "最长暂停 60 天",
  dateWrong: "请选择日期",
  creditTooLarge: "退费不能超过这一行的金额",
  passwordTooShort: "密码至少 10 位",
  passwordTooLong: "密码最长 128 位",
  passwordBreached: "这个密码太常见，已在泄露名单中，请换一个",
  passwordLikeName: "密码里不要包含帐号或姓名",
};
/** What is wrong with a field, in words; nothing for a field that is right. */
export const fieldProblem = (code: string | null | undefined): string | undefined => (code ? (fieldWords[code] ?? code) : undefined);
