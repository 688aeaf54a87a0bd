import type { PartnerRole } from "@/server/kernel/permissions";
import type { ShownState } from "@/server/partners/live.rules";
import type { Words } from "./money.zh-CN";

// Words of partners, of their applications and their desk.

export const liveWords: Words<ShownState> = {
  unknown: { word: "待检测", tone: "neutral" },
  normal: { word: "正常", tone: "success" },
  degraded: { word: "性能下降", tone: "warning" },
  down: { word: "故障", tone: "danger" },
  planned: { word: "计划维护", tone: "info" },
};

/** What a state means to whoever uses the application. */
export const liveTexts: Record<ShownState, string> = {
  unknown: "还没有收到应用系统的心跳。",
  normal: "应用系统运行正常。",
  degraded: "应用系统报告性能下降，可以使用，可能较慢。",
  down: "应用系统没有应答或报告中断，正在处理，恢复后自动显示正常。",
  planned: "应用系统正在按计划维护，期间可能无法使用。",
};

export const partnerRoleWords: Record<PartnerRole, string> = { partnerAdmin: "接口管理", partnerOperator: "运行维护" };
export const personPhaseWords: Words<"invited" | "password" | "ready"> = {
  invited: { word: "已邀请，未设密码", tone: "warning" },
  password: { word: "未绑定动态口令", tone: "warning" },
  ready: { word: "可以登录", tone: "success" },
};
export const workPhaseWords: Words<"ahead" | "now" | "over"> = { ahead: { word: "待开始", tone: "info" }, now: { word: "进行中", tone: "warning" }, over: { word: "已结束", tone: "neutral" } };
export const testRunWords: Words<"waiting" | "running" | "passed" | "failed"> = { waiting: { word: "等待开始", tone: "info" }, running: { word: "正在测试", tone: "info" }, passed: { word: "全部通过", tone: "success" }, failed: { word: "没有通过", tone: "danger" } };
export const testStepWords: Words<"waiting" | "running" | "passed" | "failed" | "skipped"> = { waiting: { word: "未开始", tone: "neutral" }, running: { word: "进行中", tone: "info" }, passed: { word: "通过", tone: "success" }, failed: { word: "不通过", tone: "danger" }, skipped: { word: "未进行", tone: "neutral" } };
export const lineOperationWords = { open: "开通", change: "变更套餐", suspend: "暂停", resume: "恢复", cancel: "注销", seats: "调整席位", erase: "删除数据", assignSeat: "分配席位", withdrawSeat: "收回席位", administrator: "业务管理员" } as const;

/** Codes that schemas and services of partners put at a field. */
export const partnerFieldWords: Record<string, string> = {
  partnerCodeWrong: "编号为 13 位，例如 0ZXAP00000001",
  partnerCodeTaken: "这个编号已经有合作伙伴",
  specificationUnknown: "没有这个产品编码，或它不由应用提供商开通",
  specificationTaken: "这个产品已经绑定了应用提供商",
  applicationMissing: "请选择应用",
  timeWrong: "请选择日期和时间",
  workInPast: "开始时间已经过去",
  workTooFar: "最早提前 90 天登记",
  workTooLong: "一次最长 48 小时",
  workOverlaps: "与已登记的计划维护时间重叠",
  endBeforeStart: "结束时间要晚于开始时间",
  roleMissing: "请至少选择一个角色",
  emailTaken: "这个邮箱已经在使用",
  addressWrong: "请填写完整的网址，以 https:// 开头",
  addressRefused: "这个地址不能使用：须为 https，且不在运营方内部网络里",
};

/** Why something of a partner's is refused. */
export const partnerReasonWords = {
  testUnderWay: "这个应用的契约测试正在进行，结束后才能再测。",
  noGreenRun: "它的应用提供商还没有通过现行接口版本的契约测试，不能上架销售。",
  sandboxMoney: "沙箱只用测试金，不能真实付款；请在合作伙伴工作台的“沙箱”里添加测试金。",
};
