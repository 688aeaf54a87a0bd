import type { StaffRole } from "../kernel/permissions";
import { type RetentionStep, retentionSteps } from "./retention.rules";

export const purposes = {
  signIn: "登录和保护帐号", account: "开立和管理企业帐户", order: "办理订购和变更", app: "开通和使用应用", billing: "计费、收款和开票", service: "服务和报障", notice: "通知办理结果", proof: "证明谁办了什么", staff: "运营商和应用提供方的内部管理", system: "与外部系统核对",
} as const;
export type Purpose = keyof typeof purposes;
/** Of the law on personal information, article 13: a contract with the person or their company, a duty by law, or the person's own word (DP5). */
export const bases = { contract: "履行合同所必需", statute: "履行法定义务", consent: "本人同意，可随时撤回" } as const;
export type Basis = keyof typeof bases;

/** Why something stays although somebody asks for its deletion (DP3), and how long. */
export const laws = {
  accounting: { word: "会计资料", until: "30 年", law: "《会计档案管理办法》" },
  trade: { word: "交易记录", until: "交易完成后不少于 3 年", law: "《电子商务法》第三十一条" },
  consents: { word: "同意和撤回的记录", until: "不少于 3 年，用来证明您说过什么", law: "《个人信息保护法》第六十九条" },
  logs: { word: "办理和访问日志", until: "不少于 6 个月，随审计记录保存", law: "《网络安全法》第二十一条" },
} as const;
export type Law = keyof typeof laws;

/** Ends that other work of the portal brings: the closing of an account or the person's own wish, and a file that nobody needs any more. */
const otherEnds = {
  withAccount: { until: "销户后 180 天，或本人要求删除后 7 天", end: "mask" },
  takeouts: { until: "做好后 7 天", end: "delete" },
} as const;

type End = { by: RetentionStep | keyof typeof otherEnds; law?: never } | { by?: never; law: Law };
/** `ofPerson`: it is among what a signed-in person reads about themselves (DP3). */
export type DataField = { table: string; columns: readonly string[]; what: string; purpose: Purpose; basis: Basis; owner: StaffRole; ofPerson: boolean } & End;

type Base = Omit<DataField, "table" | "columns" | "what" | "by" | "law">;
const rule = (purpose: Purpose, basis: Basis, owner: StaffRole, ofPerson = false): Base => ({ purpose, basis, owner, ofPerson });
const field = (base: Base, end: End, table: string, columns: string, what: string): DataField => ({ ...base, ...end, table, columns: columns.split(" "), what }) as DataField;

const own = rule("signIn", "contract", "service", true);
const account = rule("account", "contract", "provinceReviewer");
const proof = rule("proof", "statute", "auditor");
const money = rule("billing", "statute", "finance");
const service = rule("service", "contract", "service");
const app = rule("app", "contract", "service");
const inside = rule("staff", "statute", "nationalAdmin");

/**
 * DP2: every column that says something about a person: for what, on which ground, how long, whose duty it is, and what ends it. A test
 * holds it to the database: a text column that stands neither here nor among the plain ones fails.
 */
export const dataMap: readonly DataField[] = [
  field(own, { by: "withAccount" }, "Person", "name email phone", "姓名、登录邮箱和手机"),
  field(own, { by: "withAccount" }, "Person", "passwordHash totpSecret pendingTotp", "密码的散列、加密的动态口令密钥"),
  field(own, { by: "withAccount" }, "Passkey", "name credentialId publicKey transports", "通行密钥的名称和公钥"),
  field(own, { by: "withAccount" }, "RecoveryCode", "codeHash", "备用码的散列"),
  field({ ...own, purpose: "notice", basis: "consent" }, { by: "withAccount" }, "PushSubscription", "device sealed endpointHash", "接收推送的设备"),
  field({ ...own, purpose: "proof", basis: "statute", owner: "legal" }, { law: "consents" }, "PartyPrivacyAgreement", "ip", "同意和撤回的内容、时间、地址和方式"),
  field(own, { by: "withAccount" }, "Membership", "invitedName", "邀请时填写的姓名"),
  field(own, { by: "withAccount" }, "CompanyIdentity", "subject", "企业统一登录的身份标识"),
  field(own, { by: "sessions" }, "Session", "ip place device amr", "登录的地址、设备和方式"),
  field(own, { by: "devices" }, "KnownDevice", "tokenHash", "登录过的浏览器"),
  field(own, { by: "codes" }, "OneTimeCode", "subject codeHash", "收验证码的手机或邮箱"),
  field(rule("signIn", "statute", "service"), { by: "limits" }, "LimitBucket", "key", "尝试登录的地址的计数"),
  field(rule("account", "contract", "service"), { by: "withAccount" }, "CompanySignIn", "testedEmail", "测试统一登录的邮箱"),
  field(account, { by: "withAccount" }, "Customer", "contactName contactPhone contactEmail", "企业联系人"),
  field(account, { by: "openings" }, "AccountOpening", "contactName contactPhone email passwordHash paymentHolderName agreement", "开户申请的联系人和当时的同意"),
  field(rule("account", "statute", "provinceReviewer"), { by: "papers" }, "Document", "fileName content reviewText", "营业执照、经办人身份证件和委托书"),
  field(account, { law: "logs" }, "CompanyChange", "before after reason askedByName answer", "企业资料变更前后的联系方式"),
  field(account, { by: "recoveries" }, "OwnerRecovery", "personName phone email reason answer answeredByName", "找回管理员的申请人"),
  field(rule("account", "contract", "service", true), { by: "joinRequests" }, "JoinRequest", "name email phone note", "申请加入企业的人"),
  field(app, { by: "formerUsers" }, "EnterpriseUser", "employeeNumber name department email phone", "企业用户"),
  field(app, { by: "seatImports" }, "SeatImport", "rows askedByName", "批量分配席位的名单"),
  field(app, { law: "trade" }, "SeatAssignment", "assignedByName withdrawnByName", "分配、收回席位的人"),
  field(app, { law: "trade" }, "SeatDifference", "seatUserId userName", "核对席位时的使用人"),
  field(app, { law: "trade" }, "ProductAdministrator", "appointedByName endedByName", "任命业务管理员的人"),
  field(app, { by: "withAccount" }, "ApplicationAccount", "name administratorName", "应用帐号"),
  field(app, { by: "requests" }, "ServiceOrder", "requestBody seatUserId lastAnswer", "开通时发给应用提供方的姓名和邮箱"),
  field(rule("app", "statute", "service", true), { law: "logs" }, "Launch", "personName", "打开应用的记录"),
  field(rule("app", "contract", "service", true), { by: "oidcRecords" }, "OidcRecord", "payload uid", "登录应用时的凭据"),
  field(rule("billing", "statute", "finance"), { by: "usageDays" }, "ProductUsageDay", "userName", "每人每天的用量"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "ProductOrder", "acceptedByName acceptedIp facts factChecks note returnText channelFacts", "订单的提交人、地址和开通所需的联系方式"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "OrderVersion", "snapshot", "历次提交的内容"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "OrderMessage", "authorName text", "订单留言"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "Quote", "wish askedByName handledByName endReason", "询价的提交人和需求"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "QuoteOffer", "note writtenByName writerIds issuedByName", "报价的拟定人和核准人"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "QuoteMessage", "authorName text", "询价留言"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "OrderEvent", "byName text", "订单经过"),
  field(rule("order", "statute", "provinceReviewer", true), { law: "trade" }, "SealedContract", "content", "签章合同"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "OrderApproval", "askedByName decidedByName note findings", "企业内部审批"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "ReviewTask", "claimedByName firstApprovedByName decidedByName title subtitle text seen", "审核人和审核意见"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "ProductChange", "resolvedBy reason", "变更的处理人"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "ProductSuspension", "setBy liftedBy reason", "暂停、恢复的经手人"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "SuspensionRequest", "askedBy decidedBy reason answer", "暂停申请的经手人"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "FailedPart", "chosenByName reason", "套餐部分未开通时的选择人"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "OrderCancellation", "reason", "取消订单的原因"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "ChildAuthorisation", "grantedByName withdrawnByName", "授权的经手人"),
  field(rule("order", "statute", "provinceReviewer"), { law: "trade" }, "AccountClosing", "askedBy", "申请销户的人"),
  field(rule("system", "contract", "service"), { by: "bssMessages" }, "BssMessage", "payload lastAnswer", "发给营业系统的联系人"),
  field(money, { law: "accounting" }, "BillingAccount", "boundHolderName", "付费账户户名"),
  field(money, { law: "accounting" }, "FapiaoTitle", "phone bankAccount address changedBy", "开票电话和银行帐号"),
  field(money, { law: "accounting" }, "Fapiao", "titleFacts askedBy issuedBy refusal redReason fileBytes", "发票的申请人、电话和银行帐号"),
  field(money, { law: "accounting" }, "Payment", "byName reference", "付款人和凭证"),
  field(money, { law: "accounting" }, "PaymentEvent", "payload", "支付机构的消息"),
  field(money, { law: "accounting" }, "PaymentMethod", "last4 brand", "银行卡尾号"),
  field(money, { law: "accounting" }, "Refund", "byName reason", "退款的经手人"),
  field(money, { law: "accounting" }, "Journal", "byName memo", "余额变动的经手人"),
  field(money, { law: "accounting" }, "FundMove", "byName", "资金划拨的经手人"),
  field(money, { law: "accounting" }, "TransferClaim", "byName", "登记转账的人"),
  field(money, { law: "accounting" }, "BankStatement", "byName", "上传对账单的人"),
  field(money, { law: "accounting" }, "BankStatementLine", "payerName payerAccount memo decidedBy reason", "付款人户名和帐号"),
  field(money, { law: "accounting" }, "Withdrawal", "askedBy firstApprovedBy decidedBy refusal", "退回余额的申请人和审批人"),
  field(money, { law: "accounting" }, "WithdrawalLeg", "payeeName payeeAccount endedBy", "收款人户名和帐号"),
  field(money, { law: "accounting" }, "BillRun", "byName", "出账的经手人"),
  field(money, { law: "accounting" }, "BillDispute", "openedBy closedBy text answer", "帐单异议的提出人和答复"),
  field(money, { law: "accounting" }, "DunningPause", "byName reason", "暂停催缴的经手人"),
  field(money, { law: "accounting" }, "BillingDifference", "closedBy explanation", "核对差异的经手人"),
  field(money, { law: "accounting" }, "Budget", "changedBy", "设置预算的人"),
  field(money, { law: "accounting" }, "AutoTopUp", "changedBy", "设置自动充值的人"),
  field(money, { law: "accounting" }, "ChildPayer", "setByName", "设置付费方的人"),
  field(proof, { law: "trade" }, "ProductTransfer", "askedByName endedByName", "安排产品转移的人"),
  field(proof, { law: "trade" }, "RelationshipChange", "askedByName decidedByName", "提出和答复加入、独立的人"),
  field(proof, { law: "logs" }, "JoinCode", "createdByName", "生成加入码的人"),
  field(service, { by: "withAccount" }, "ShoppingCart", "changedByName", "编辑采购车的人"),
  field(service, { by: "withAccount" }, "CartLink", "createdByName", "分享采购车的人"),
  field(rule("order", "contract", "provinceReviewer"), { by: "withAccount" }, "CartItem", "facts note addedByName", "采购车里填写的开通资料和添加的人"),
  field(money, { law: "accounting" }, "SpendingCap", "setByName endedByName", "设置额度的人"),
  field(money, { law: "accounting" }, "ApprovalPolicy", "changedByName", "设置审批的人"),
  field(service, { by: "callers" }, "TroubleTicket", "contactAt", "希望怎样答复"),
  field(rule("service", "contract", "service", true), { law: "trade" }, "TroubleTicket", "openedByName name description reason agentName", "服务单的提交人和内容"),
  field(rule("service", "contract", "service", true), { law: "trade" }, "TicketNote", "author text", "服务单的留言"),
  field(service, { law: "trade" }, "TicketStateChange", "byName reason", "服务单的经手人"),
  field(rule("notice", "contract", "service", true), { by: "mails" }, "Notification", "recipient subject text html made", "收件地址和内容"),
  field(rule("notice", "contract", "service", true), { by: "mails" }, "Notice", "family", "消息中心的消息"),
  field(proof, { law: "logs" }, "NoticeDefault", "changedBy", "按角色设置提醒的人"),
  field({ ...proof, ofPerson: true }, { law: "logs" }, "AuditRecord", "actorId actorName before after reason ip", "谁在什么地址办了什么"),
  field(proof, { law: "logs" }, "DataLook", "byId byName byRoles byOrganization subject reasonText", "谁看过企业资料"),
  field(proof, { law: "logs" }, "CustomerView", "staffName staffRoles secretHash", "以客户视角查看的人"),
  field(rule("proof", "contract", "service"), { by: "withAccount" }, "DataTakeout", "askedByName", "申请导出的人"),
  field(rule("proof", "contract", "service"), { by: "takeouts" }, "DataTakeoutPart", "content", "导出的资料"),
  field(rule("system", "contract", "service"), { by: "answers" }, "IdempotencyRecord", "actorId answer", "提交的结果"),
  field(rule("proof", "contract", "service", true), { law: "logs" }, "ErasureRequest", "askedByName", "要求删除个人信息的人"),
  field(inside, { law: "logs" }, "Staff", "name email phone passwordHash totpSecret pendingTotp", "运营商员工"),
  field(inside, { law: "logs" }, "StaffDuty", "askedByName confirmedByName", "授予职责的人"),
  field(inside, { law: "logs" }, "PartnerPerson", "name email passwordHash totpSecret pendingTotp", "应用提供方人员"),
  field(inside, { law: "logs" }, "Partner", "createdBy", "建立合作伙伴的人"),
  field(inside, { law: "logs" }, "PlannedWork", "announcedBy text", "公布维护的人"),
  field(inside, { law: "logs" }, "TestRun", "askedBy", "发起测试的人"),
  field(inside, { law: "logs" }, "Customer", "managerName managerPhone", "客户经理"),
  field(inside, { law: "logs" }, "ApiClient", "createdBy", "建立接口客户端的人"),
  field(inside, { law: "logs" }, "ApiCall", "ip", "接口调用的地址"),
  field(inside, { law: "logs" }, "BulkAction", "staffName text", "批量办理的人"),
  field(inside, { law: "logs" }, "AppNotice", "writtenByName releasedByName stoppedByName", "应用消息的撰写、发送和停止人"),
  field(rule("notice", "contract", "service"), { law: "logs" }, "AppNoticeReader", "recipientHash", "已告知的邮箱的散列"),
  field(inside, { law: "logs" }, "MessageWords", "changedBy", "更改消息文字的人"),
  field(inside, { law: "logs" }, "NewsItem", "writtenBy", "公告的撰写人"),
  field(inside, { law: "logs" }, "ServiceProblemUpdate", "byName", "更新故障进度的人"),
  field(inside, { law: "logs" }, "BillingSetting", "changedBy", "修改计费设置的人"),
  field(inside, { law: "logs" }, "ContractText", "writtenBy releasedBy withdrawnBy", "合同文本的经手人"),
  field(inside, { law: "logs" }, "ContractDraft", "writers writerIds", "合同文本的起草人"),
  field(inside, { law: "logs" }, "PolicyText", "writerIds writtenBy releasedById releasedBy withdrawnBy", "政策文本的经手人"),
  field(inside, { law: "logs" }, "PolicyDraft", "writerIds writers", "政策文本的起草人"),
  field(inside, { law: "logs" }, "ChannelRuleSet", "writtenBy releasedBy withdrawnBy", "受理规则的经手人"),
  field(inside, { law: "logs" }, "ChannelRuleDraft", "writers writerIds", "受理规则的起草人"),
  field(inside, { law: "logs" }, "ChannelRuleReplay", "startedBy", "试算规则的人"),
  field(inside, { law: "logs" }, "CatalogueDraft", "writers writerIds sentBackReason", "产品草稿的起草人"),
  field(inside, { by: "pictures" }, "CataloguePicture", "uploadedBy", "上传产品图片的人"),
  field(inside, { law: "logs" }, "CatalogueVersion", "writtenBy releasedBy withdrawnBy", "产品版本的经手人"),
  field(inside, { law: "logs" }, "CatalogueEvent", "byName reason", "产品上架、停售的经手人"),
  field(inside, { law: "logs" }, "CompanySignIn", "changedByName", "设置统一登录的人"),
  field(inside, { law: "logs" }, "FeatureSwitch", "ownerName ownerEmail reason", "功能开关的负责人"),
  field(inside, { law: "logs" }, "Promotion", "createdBy", "建立优惠的人"),
  field(inside, { law: "logs" }, "Coupon", "issuedBy", "发券的人"),
  field(inside, { law: "logs" }, "DemoClock", "changedBy", "拨动演示时钟的人"),
  field(inside, { law: "logs" }, "SeatDifference", "sentAgainBy", "重发席位的人"),
  field(inside, { law: "logs" }, "Document", "sha256", "证照的校验值"),
  field(inside, { law: "logs" }, "CompanyChange", "decidedByName", "审核资料变更的人"),
];

/** How long and by what rule, in words. */
export function keepOf(entry: DataField): { until: string; law: string; end: "delete" | "mask" | "keep" } {
  if (entry.law !== undefined) return { until: laws[entry.law].until, law: laws[entry.law].law, end: "keep" };
  const { until, end } = { ...retentionSteps, ...otherEnds }[entry.by];
  return { until, law: "", end };
}
